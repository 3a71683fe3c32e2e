"""Reading data/reference/: facts about the world that ship with the program, each with its source in SOURCES.md."""

import csv
from collections.abc import Iterator
from pathlib import Path

from directory.core.gazetteer import City, Gazetteer, Zip

FOLDER = Path(__file__).parents[2] / "data" / "reference"


def gazetteer(folder: Path = FOLDER) -> Gazetteer:
    """The places of zips.csv and cities.csv."""
    zips = (Zip(code, city, state, _degrees(lat), _degrees(lon)) for code, city, state, lat, lon, _ in _rows(folder / "zips.csv"))
    cities = (City(name, state, float(lat), float(lon), int(people)) for name, state, lat, lon, people in _rows(folder / "cities.csv"))
    return Gazetteer(zips, cities)


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows
