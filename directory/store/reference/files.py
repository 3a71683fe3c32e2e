"""Reading data/reference/: facts about the world that ship with the program, each with its source in SOURCES.md."""

import csv
import lzma
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from statistics import fmean
from threading import Lock, Thread
from typing import Any, TypeVar

import numpy as np

from directory.core.addresses import STATES
from directory.core.county_borders import CountyBorders, Ring
from directory.core.gazetteer import Area, City, Gazetteer, Region, Zip
from directory.core.icd10 import CodeSet, EverydayWords
from directory.core.licence_layout import LicenceLayout, parse_layout
from directory.core.payers import Payers

FOLDER = Path(__file__).parents[3] / "data" / "reference"
LETTERS = Path(__file__).parents[3] / "templates" / "letters"
PEOPLE_OF_A_PART = 12_000  # a well-known part of a large city: for order among places of its name only
STEPS_IN_A_DEGREE = 1000  # of county_borders.csv
Row = TypeVar("Row")
_DIAGNOSES_LOCK = Lock()  # one thread at a time reads them


@cache
def gazetteer(folder: Path = FOLDER) -> Gazetteer:
    """The places of zips.csv, cities.csv, counties.csv, neighborhoods.csv, regions.csv, abroad.csv,
    other_scripts.csv and landmarks.csv.

    Read where it is needed, which takes a good part of a second for all, and kept.
    """
    zips = ZipCodes(folder / "zips.csv")
    cities = Rows(lambda: _cities(folder / "cities.csv"))
    abroad = Rows(lambda: ((name, int(count)) for name, count, _ in _rows(folder / "abroad.csv")))
    countries = Rows(lambda: (name for name, _, is_country in _rows(folder / "abroad.csv") if is_country == "1"))
    scripts = Rows(lambda: ((name, city, state) for name, city, state in _rows(folder / "other_scripts.csv")))
    landmarks = Rows(lambda: ((name, city, state) for name, city, state, _ in _rows(folder / "landmarks.csv")))
    return Gazetteer(
        zips,
        cities,
        Rows(lambda: _counties(folder / "counties.csv")),
        Rows(lambda: _parts(folder / "neighborhoods.csv", zips, cities)),
        Rows(lambda: (_region(*row) for row in _rows(folder / "regions.csv"))),
        abroad,
        countries,
        scripts,
        landmarks,
    )


class Rows(Iterable[Row]):
    """What a function reads, each time anew that somebody goes through it."""

    def __init__(self, read: Callable[[], Iterator[Row]]):
        self.read = read

    def __iter__(self) -> Iterator[Row]:
        return self.read()


class ZipCodes(Mapping[str, Zip]):
    """The rows of zips.csv by their codes, each made of its line when it is asked for: most that ask want one."""

    def __init__(self, path: Path):
        _, *lines = path.read_text(encoding="utf-8").splitlines()
        self._lines = {line[:5]: line for line in lines}

    def __getitem__(self, code: str) -> Zip:
        code, city, state, latitude, longitude, _ = next(csv.reader((self._lines[code],)))
        return Zip(code, city, state, _degrees(latitude), _degrees(longitude))

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _counties(path: Path) -> Iterator[City]:
    for name, state, lat, lon, count, miles, number in _rows(path):
        yield City(name, state, float(lat), float(lon), int(count), float(miles), Area((int(number),)))


def _parts(path: Path, zips: ZipCodes, cities: Iterable[City]) -> Iterator[City]:
    people = {(city.name, city.state): city.population for city in cities}
    for name, city, state, codes in _rows(path):
        yield _part(f"{name}, {city}", state, [zips[code] for code in codes.split()], people[city, state])


def _cities(path: Path) -> Iterator[City]:
    for name, state, lat, lon, people in _rows(path):
        yield City(name, state, float(lat), float(lon), int(people))


def _region(name: str, also: str, states: str, lat: str, lon: str, people: str, miles: str, *area: str) -> Region:
    """A region. Its state stands beside its name where it is one that the name does not tell."""
    first, *more = states.split()
    state = "" if more or STATES[first] in name else first
    names = (name, *filter(None, also.split("|")))
    counties, zips = (tuple(map(int, numbers.split())) for numbers in area)
    place = City(name, state, float(lat), float(lon), int(people), float(miles), Area(counties, zips))
    return Region(place, (first, *more), names)


def _part(name: str, state: str, zips: list[Zip], people_of_city: int) -> City:
    """A part of a city, at the middle of the ZIP codes that it lies in; of those of one name the largest city's first.

    Raises ValueError where a ZIP code has no point.
    """
    points = [(each.latitude, each.longitude) for each in zips if each.latitude is not None]
    latitude, longitude = (round(fmean(axis), 4) for axis in zip(*points, strict=True))
    return City(name, state, latitude, longitude, PEOPLE_OF_A_PART + people_of_city // 1_000)


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


@cache
def county_borders(folder: Path = FOLDER) -> CountyBorders:
    """The borders of county_borders.csv; make_county_borders.py says how it is written."""
    return CountyBorders(_ring(int(county), text) for county, text in _rows(folder / "county_borders.csv"))


def state_outline(state: str, folder: Path = FOLDER) -> list[list[list[float]]]:
    """The counties of a state as closed lines of [longitude, latitude] in degrees, as GeoJSON has them."""
    numbers = {int(row[-1]) for row in _rows(folder / "counties.csv") if row[1] == state}
    rings = (ring for ring in county_borders(folder).rings if ring.county in numbers)
    return [np.round([ring.longitudes, ring.latitudes], 3).T.tolist() for ring in rings]


def _ring(county: int, text: str) -> Ring:
    corners = np.array(text.split(), np.int64).reshape(-1, 2).cumsum(axis=0) / STEPS_IN_A_DEGREE
    return Ring(county, corners[:, 0], corners[:, 1])


def base_map(folder: Path = FOLDER) -> dict[str, bytes]:
    """The files of map/ by name: states.json and one for each state; make_map.py says what they hold."""
    return {path.name: path.read_bytes() for path in sorted((folder / "map").glob("*.json"))}


def licence_states(folder: Path = FOLDER) -> list[str]:
    """The states whose licence lists can be read: one TOML file for each in licences/."""
    return sorted(path.stem for path in (folder / "licences").glob("*.toml"))


def licence_layout(state: str, folder: Path = FOLDER) -> LicenceLayout:
    """How a state of `licence_states` writes its list. Raises ValueError where its file is not right, in words."""
    try:
        read = _layout_in((folder / "licences" / f"{state}.toml").read_text(encoding="utf-8"))
        if read.state != state:
            raise ValueError(f"the file is named for another state than the {read.state} in it")
        return read
    except ValueError as error:  # that TOML cannot be read, or is not UTF-8, are ValueErrors too
        raise ValueError(f"data/reference/licences/{state}.toml: {error}") from None


@cache
def _layout_in(text: str) -> LicenceLayout:
    """What a text says: kept, since the desk looks at every state's for each page and each file that is given."""
    return parse_layout(tomllib.loads(text))


def licence_layouts(folder: Path = FOLDER) -> list[LicenceLayout]:
    """The layouts of all states whose file is right; an import says what is wrong with another."""
    layouts = []
    for state in licence_states(folder):
        with suppress(ValueError):
            layouts.append(licence_layout(state, folder))
    return layouts


@cache
def payers(folder: Path = FOLDER) -> Payers:
    """How people write the names of those who pay: payers.toml."""
    return Payers.of(tomllib.loads((folder / "payers.toml").read_text(encoding="utf-8")))


def diagnoses() -> CodeSet:
    """The codes of icd10cm.tsv.xz: read once, which takes most of a second, and kept."""
    with _DIAGNOSES_LOCK:
        return _read_diagnoses()


def preload_diagnoses() -> None:
    """Begins to read them in a thread of its own: whoever opens a letter's form asks for one in a few seconds."""
    if not _read_diagnoses.cache_info().currsize:
        Thread(target=diagnoses, daemon=True).start()


@cache
def _read_diagnoses() -> CodeSet:
    text = lzma.decompress((FOLDER / "icd10cm.tsv.xz").read_bytes()).decode()
    return CodeSet(text, everyday_diagnoses())


@cache
def everyday_diagnoses() -> EverydayWords:
    """What people call their troubles."""
    everyday = tomllib.loads((FOLDER / "everyday_diagnoses.toml").read_text(encoding="utf-8"))
    return EverydayWords(everyday["codes"], everyday["synonyms"])


@cache
def letter_words() -> dict[str, Any]:
    """The words of the referral letter, templates/letters/words.toml: tables of texts by name."""
    return tomllib.loads((LETTERS / "words.toml").read_text(encoding="utf-8"))
