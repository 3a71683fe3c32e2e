"""Make county_borders.csv, which tells in which county a point lies, out of one package.

SOURCES.md says who gave what. Get it (any folder will do) and run:

    npm pack us-atlas@3.0.1  &&  tar xf us-atlas-3.0.1.tgz --one-top-level=us-atlas
    python3 data/reference/make_county_borders.py us-atlas

    us-atlas 3.0.1   Census Bureau, cartographic boundaries of counties of 2017, as TopoJSON; public domain

The same file gives the same bytes. A row is one ring of a county, island or hole alike: the county's number (FIPS) and
a list of whole numbers, thousandths of a degree: latitude, longitude, then the step to each next point. A point is in a
county if it is inside an odd number of its rings. Neighbors have the same points along their border.
"""

import json
import sys
from collections.abc import Iterator
from itertools import accumulate, chain, pairwise
from pathlib import Path

from make_places import write

STEP = 0.001  # of a degree, 365 feet or less: less than the Census Bureau's lines at this scale stray from the ground

Corner = tuple[int, int]  # latitude and longitude in steps


def arcs(topology: dict) -> list[list[Corner]]:
    """The lines that borders are made of."""
    (wide, tall), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [
        [
            (round((south + y * tall) / STEP), round((west + x * wide) / STEP))
            for x, y in zip(*map(accumulate, zip(*arc, strict=True)), strict=True)
        ]
        for arc in topology["arcs"]
    ]


def ring(numbers: list[int], lines: list[list[Corner]]) -> list[Corner]:
    """A ring of lines by their numbers (~number: backwards), each corner once, the first again at its end."""
    parts = (lines[number] if number >= 0 else lines[~number][::-1] for number in numbers)
    corners = list(chain.from_iterable(parts))
    return [corners[0], *(there for here, there in pairwise(corners) if here != there)]


def rings(geometry: dict, lines: list[list[Corner]]) -> Iterator[list[Corner]]:
    """All rings of a county."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    for each in chain.from_iterable(polygons):
        corners = ring(each, lines)
        if len(corners) > 3:  # fewer enclose nothing
            yield corners


def steps(corners: list[Corner]) -> str:
    """The corners as one text."""
    moves = ((there[0] - here[0], there[1] - here[1]) for here, there in pairwise(corners))
    return " ".join(str(each) for each in chain(corners[0], *moves))


def main(us_atlas: Path) -> None:
    """Read, join, write."""
    topology = json.loads((us_atlas / "package/counties-10m.json").read_text(encoding="utf-8"))
    lines = arcs(topology)
    counties = sorted(topology["objects"]["counties"]["geometries"], key=lambda each: each["id"])
    rows = [(each["id"], steps(corners)) for each in counties for corners in rings(each, lines)]
    write("county_borders.csv", "county,ring", rows)
    print(f"{len(rows):,} rings of {len(counties):,} counties")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_county_borders.py US-ATLAS (the folder the package is unpacked in)")
    main(Path(sys.argv[1]))
