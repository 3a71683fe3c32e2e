"""What the sample directory is made of: tables.toml as Python values."""

import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
OUTPUT = HERE / "directory.ndjson"
TABLES = tomllib.loads((HERE / "tables.toml").read_text(encoding="utf-8"))


class Place(NamedTuple):
    """A real city; weight: how many listings it gets, compared with others."""

    city: str
    state: str
    area_code: str
    weight: int
    zips: list[str]


class Origin(NamedTuple):
    """Names and languages that go together."""

    weight: int
    women: list[str]
    men: list[str]
    families: list[str]
    languages: list[str]


PLACES = {name: Place(*name.rsplit(", ", 1), **row) for name, row in TABLES["places"].items()}
ORIGINS = {name: Origin(**row) for name, row in TABLES["origins"].items()}
KINDS: dict[str, int] = TABLES["kinds"]
STANDINGS: dict[str, int] = TABLES["standings"]
NO_LICENCE = set(TABLES["no_licence"])
