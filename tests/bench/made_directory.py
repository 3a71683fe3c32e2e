"""A published directory of any size, made up, the same for the same size.

Made once, then kept in a folder outside the project.

Where people are follows where Americans are (a city's population); each has about 30 plans of the insurers of their
state, of 80 insurers and 640 plans in all; half of the addresses have points of their own, as a geocoding service gives
them, the others their ZIP code's. The listings go the way of the sample directory: import, merge, geocode, publish.
"""

import csv
import hashlib
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from measuring import ROOT

from directory.core.addresses import STATES
from directory.core.gazetteer import Gazetteer
from directory.core.npi import with_check_digit
from directory.core.practitioner import Location
from directory.geocoding import locate
from directory.importer.run import import_files
from directory.publish.build import publish
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.geocodes import Answer, keep
from directory.store.listings.about import FORMAT
from directory.store.reference.files import gazetteer

PAYERS, PLANS, PAYERS_OF_STATE, LINKS = 80, 8, 12, 30
METALS = ("Bronze", "Silver", "Gold", "HMO")  # in the names of plans
KINDS = {"licensed_acupuncturist": 73, "medical_acupuncturist": 10, "other_clinician": 7, "clinic": 10}
STATUSES = {"active": 80, "unknown": 12, "expired": 5, "suspended": 1, "probation": 1, "revoked": 1}
LANGUAGES = (
    "Spanish",
    "Mandarin",
    "Cantonese",
    "Korean",
    "Vietnamese",
    "Japanese",
    "Russian",
    "French",
    "Tagalog",
    "Hebrew",
)
FIRST = [
    "Ana",
    "Bea",
    "Carla",
    "David",
    "Elena",
    "Fay",
    "George",
    "Hana",
    "Ivan",
    "June",
    "Ken",
    "Linh",
    "Maeve",
    "Nora",
    "Omar",
    "Petra",
    "Quinn",
    "Rosa",
    "So-Young",
    "Tom",
    "Uma",
    "Vera",
    "Wei",
    "Xena",
    "Yuki",
    "Zoe",
]
LAST = [
    "Abbott",
    "Brown",
    "Chen",
    "Diaz",
    "Evans",
    "Flores",
    "Garcia",
    "Huang",
    "Ito",
    "Johnson",
    "Kim",
    "Lee",
    "Miller",
    "Nguyen",
    "O'Brien",
    "Patel",
    "Ruiz",
    "Smith",
    "Tanaka",
    "Ueda",
    "Vega",
    "Wong",
    "Xu",
    "Young",
    "Zhao",
]
MAYBE = (None, None, True, True, False)


def settings(practitioners: int) -> Settings:
    """The data folder with a directory of so many."""
    kept = Path(os.environ.get("DIRECTORY_BENCH_DATA") or Path(tempfile.gettempdir()) / "directory-bench")
    version = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    folder = kept / f"{practitioners}-{FORMAT}-{version}"
    if not folder.exists():
        print(f"Making a directory of {practitioners:,} in {folder}, once.", file=sys.stderr)
        new = folder.with_name(f"{folder.name}.new{os.getpid()}")
        make(Settings(new), practitioners)
        shutil.move(new, folder)
    return Settings(folder)


def make(where: Settings, practitioners: int) -> float:
    """Makes a directory of so many; how many seconds of processor time of it publishing took."""
    import_made(where, practitioners)
    with Imports(where.imports_db) as imports:
        began = time.process_time()
        with imports.transaction():
            publish(imports, where.directory_db, gazetteer())
        taken = time.process_time() - began
    where.imports_db.unlink()
    return taken


def import_made(where: Settings, practitioners: int) -> None:
    """Makes imports.db of so many, with the points that a geocoding service gives."""
    where.data.mkdir(parents=True)
    places, chance = gazetteer(), random.Random(practitioners)
    file = where.data / "made.ndjson"
    with file.open("w", encoding="utf-8") as out, Imports(where.imports_db) as imports:
        keep(imports.connection, _points(_written(listings(practitioners, chance), out), places, chance))
    with Imports(where.imports_db) as imports, imports.transaction():
        import_files(imports, "sample", [file], places)
    file.unlink()


def _written(made: Iterable[dict], out: TextIO) -> Iterator[dict]:
    for listing in made:
        out.write(json.dumps(listing) + "\n")
        yield listing


def _points(made: Iterable[dict], places: Gazetteer, chance: random.Random) -> Iterator[tuple[str, Answer]]:
    """What a geocoding service says of half of the addresses."""
    for each in (location for listing in made for location in listing["locations"] if chance.random() < 0.5):
        location = Location(**each)
        point = locate.locate(location, places)
        if point.precision:
            latitude, longitude = (degrees + chance.gauss(0, 0.02) for degrees in (point.latitude, point.longitude))
            yield locate.key(location), Answer(latitude, longitude, "rooftop", "made up", None)


def listings(practitioners: int, chance: random.Random) -> Iterator[dict]:
    """So many listings, as the sample's file has them: the fields of core.practitioner.Statement."""
    cities = _cities()
    takes = {state: chance.sample(range(PAYERS), PAYERS_OF_STATE) for state in STATES}
    for serial, place in enumerate(chance.choices(cities, [city[2] for city in cities], k=practitioners)):
        yield _listing(with_check_digit(f"2{serial:08}"), place, takes[place[1]], chance)


def _cities() -> list[tuple[str, str, int, list[str]]]:
    """City, state, population, its ZIP codes."""
    zips: dict[tuple[str, str], list[str]] = {}
    for line in _lines("zips.csv"):
        if line["latitude"]:
            zips.setdefault((line["city"], line["state"]), []).append(line["zip"])
    cities = [(line["city"], line["state"], int(line["population"])) for line in _lines("cities.csv")]
    return [(*city, zips[city[:2]]) for city in cities if city[2] and city[:2] in zips and city[1] in STATES]


def _lines(name: str) -> Iterator[dict]:
    with (ROOT / "data/reference" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _one(weights: dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _day(chance: random.Random, years: tuple[int, ...] = (2023, 2024, 2025)) -> str:
    return f"{chance.choice(years)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"


def _listing(npi: str, place: tuple, payers: list[int], chance: random.Random) -> dict:
    kind, state = _one(KINDS, chance), place[1]
    name = (
        f"{chance.choice(LAST)} {chance.choice(LAST)} Acupuncture"
        if kind == "clinic"
        else f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    )
    return {
        "id": npi,
        "npi": npi,
        "kind": kind,
        "name": name,
        "credentials": ["MD"] if kind == "medical_acupuncturist" else ["L.Ac."],
        "gender": None if kind == "clinic" else chance.choice(("female", "female", "male", None)),
        "locations": [_location(place, chance) for _ in range(chance.choices((1, 2, 3), (90, 8, 2))[0])],
        "licences": [
            {
                "state": state,
                "number": f"AC-9{npi[4:9]}",
                "status": _one(STATUSES, chance),
                "expires_on": _day(chance, (2025, 2026, 2027)),
            }
        ],
        "insurance": _insurance(payers, state, chance),
        "languages": chance.sample(LANGUAGES, chance.choice((0, 0, 0, 1, 1, 2))),
        "accepting_new_patients": chance.choice(MAYBE),
        "telehealth": chance.choice(MAYBE),
        "home_visits": chance.choice(MAYBE),
        "wheelchair_access": chance.choice(MAYBE),
        "updated_on": _day(chance),
        "confirmed_on": chance.choice((None, _day(chance))),
    }


def _location(place: tuple, chance: random.Random) -> dict:
    city, state, _, zips = place
    return {
        "address": f"{chance.randrange(1, 9999)} {chance.choice(LAST)} St",
        "city": city,
        "state": state,
        "postal_code": chance.choice(zips),
        "phone": f"+1212555{chance.randrange(100, 200):04}",
    }


def _insurance(payers: list[int], state: str, chance: random.Random) -> list[dict]:
    chosen = chance.sample(range(PAYERS_OF_STATE * PLANS), LINKS)
    return [_plan(payers[each // PLANS], each % PLANS, METALS[each % 4], state, chance) for each in chosen]


def _plan(payer: int, number: int, metal: str, state: str, chance: random.Random) -> dict:
    return {
        "payer": f"Insurer {payer:02} Health",
        "plan": f"Insurer {payer:02} {metal} {number}",
        "plan_id": f"{10000 + payer}{state}{number:07}",
        "network_status": chance.choices(("in", "unknown", "out"), (80, 15, 5))[0],
    }
