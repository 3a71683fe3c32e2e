"""Writing directory.db: beside the old one, checked, then put in its place in one move.

A practitioner who was made from the very same statements in the old directory, by the very same program, is taken over from it.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import orjson
from sqlite_utils import Database

from directory.core.hashing import content_hash
from directory.core.taxonomy import KINDS
from directory.store import connection
from directory.store.listings.cards import card
from directory.store.listings.columns import FORMAT, MANY
from directory.store.listings.packing import NAMED, Packed
from directory.store.listings.plan_lists import PlanLists
from directory.store.listings.reader import Current, Directory, NoDirectory

BATCH = 1000  # rows written at once
ROOT = Path(__file__).parents[3]
PROGRAM = (
    "directory/core/*.py",
    "directory/resolve/*.py",
    "directory/geocoding/*.py",
    "directory/publish/*.py",
    "directory/store/**/*",
    "data/reference/*.csv",
    "requirements.txt",
)
MAKING = (
    "made_from",
    "print",
    "place",
    "plans",
    "latitude",
    "longitude",
    NAMED,
    f"{NAMED}_starts",
)  # columns that no search reads


class Unsound(Exception):
    """The file just built is not what was put into it; the old directory stays."""


@cache
def program() -> str:
    """A fingerprint of all that makes listings of what sources say: this program, the places it knows, the packages it stands on."""
    made_by = hashlib.blake2b(sys.version.encode(), digest_size=12)
    for path in sorted(path for pattern in PROGRAM for path in ROOT.glob(pattern) if path.is_file()):
        made_by.update(path.read_bytes())
    return made_by.hexdigest()


@contextmanager
def replacement(path: Path, anew: bool = False) -> Iterator["Builder"]:
    """A Builder for the file that takes the place of `path` when the block ends well, and is gone when it does not.

    anew: nothing is taken over from the file that is there.
    """
    for leftover in path.parent.glob(path.name + ".new*"):
        leftover.unlink(missing_ok=True)
    new = path.with_name(f"{path.name}.new{os.getpid()}")
    try:
        builder = Builder(new, None if anew else _old(path))
        yield builder
        builder.close()
        connection.to_disk(new)
        os.replace(new, path)
        connection.to_disk(path.parent)
    finally:
        new.unlink(missing_ok=True)


class Old:
    """The directory that stands, as far as the next one can take it over: `numbers` of its practitioners by what they were made from."""

    def __init__(self, path: Path, directory: Directory):
        self.path, self.published_at = path, directory.about["published_at"]
        making = directory.connection.execute("SELECT name, type, data FROM making")
        self.columns = directory.columns | {name: np.frombuffer(data, type) for name, type, data in making}
        self.words = directory.words | {
            NAMED: [word for (word,) in directory.connection.execute("SELECT word FROM names ORDER BY word")]
        }
        self.numbers = {each: number for number, each in enumerate(self.columns["made_from"].tolist())}
        directory.connection.close()

    def forget(self) -> None:
        """Frees what is large and not needed any more, before more is."""
        self.columns.clear()
        self.numbers.clear()


def _old(path: Path) -> Old | None:
    """The directory at `path`; None where there is none that this very program made."""
    try:
        directory = Current(path).get()
    except NoDirectory:
        return None
    return Old(path, directory) if directory.about["program"] == program() else None


class Builder:
    """Takes practitioners in any order; `finish` lays them down along the curve and packs the columns. old: whom they may be taken over from."""

    def __init__(self, path: Path, old: Old | None):
        self.connection, self.old = connection.writable(path, "listings/schema.sql"), old
        # The file is worthless until it is complete, so nothing is kept for undoing; replacement() syncs it at the end.
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")
        if old:
            self.connection.execute("ATTACH ? AS old", [str(old.path)])
        self.connection.execute("BEGIN")
        self.db = Database(self.connection)
        self.connection.execute("CREATE TEMP TABLE staged (s INTEGER PRIMARY KEY, id, npi, kind, name, card, listing)")
        self.plans = PlanLists(self.connection)
        self.waiting: list[tuple] = []
        self.packed = Packed()
        self.kept: list[tuple[int, str]] = []

    @property
    def count(self) -> int:
        """How many practitioners there are so far."""
        return len(self.packed.ids) + len(self.kept)

    def keep(self, id: str, made_from: bytes) -> bool:
        """Takes a practitioner over from the old directory; False where nobody there was made from the same."""
        number = self.old.numbers.get(made_from) if self.old else None
        if number is not None:
            self.kept.append((number, id))
        return number is not None

    def add(self, practitioner: dict, made_from: bytes) -> None:
        """Adds one; its locations carry latitude and longitude, or None where they cannot be placed; its insurance is JSON.

        made_from: 16 bytes that tell what it was made from.
        """
        plans, plans_digest = self.plans.number(practitioner.pop("insurance"))
        listing = orjson.dumps(practitioner)
        self.waiting.append(
            (
                len(self.packed.ids),
                *(practitioner[key] for key in ("id", "npi", "kind", "name")),
                orjson.dumps(card(practitioner)).decode(),
                listing.decode(),
            )
        )
        self.packed.add(practitioner, plans, made_from, content_hash(listing + plans_digest))
        if len(self.waiting) == BATCH:
            self._write()

    def _write(self) -> None:
        self.connection.executemany("INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?)", self.waiting)
        self.waiting.clear()

    def finish(self, about: dict) -> None:
        """Writes everything in order, and what the directory says about itself. Raises Unsound."""
        self._write()
        added, kept, self.kept = len(self.packed.ids), sorted(self.kept), []
        numbers = np.array([number for number, _ in kept], np.int64)
        if kept:
            plans = self.plans.taken_over(self.old.columns["plans"][numbers])
            self.packed.take_over([id for _, id in kept], self.old.columns, self.old.words, numbers, plans)
            self.old.forget()
        rank = self.packed.rank()
        plan_order = self.packed.renumber_plans(rank)
        whose = list(zip(rank.tolist(), self.packed.plans.tolist(), strict=True))
        self._write_rows(whose[:added], zip(numbers.tolist(), whose[added:], strict=True))
        columns, words = self.packed.laid(rank)
        for name, column in columns.items():
            self._write_column("making" if name in MAKING else "columns", name, column)
        self._write_words(words)
        self._write_names(columns, words[NAMED])
        self.db["insurance"].insert_all(self.plans.lay_down(plan_order, columns["plans"]))
        kinds = np.bincount(columns["kind"], minlength=len(KINDS)).tolist()
        about |= {
            "format": FORMAT,
            "program": program(),
            "version": hashlib.blake2b(columns["print"].tobytes(), digest_size=12).hexdigest(),
            "listings": self.count,
            "locations": len(columns["latitude"]),
            "by_kind": dict(zip(KINDS, kinds, strict=True)),
        }
        self.db["about"].insert_all({"name": name, "value": json.dumps(value)} for name, value in about.items())
        self.connection.execute("COMMIT")
        self._check()

    def _write_rows(self, added: list[tuple[int, int]], kept: Iterator[tuple[int, tuple[int, int]]]) -> None:
        """Writes those added and kept in the order of their numbers here. added: (number, that of the list of plans); kept: (number in the old directory, the same)."""
        execute, many = self.connection.execute, self.connection.executemany
        execute("CREATE TEMP TABLE kept (old INTEGER PRIMARY KEY, number, plans)")
        many("INSERT INTO kept VALUES (?, ?, nullif(?, -1))", ((old, *each) for old, each in kept))
        if self.old:
            execute("""INSERT INTO practitioners SELECT kept.number, id, npi, kind, name, kept.plans, listing
                       FROM kept JOIN old.practitioners theirs ON theirs.number = old ORDER BY old""")
            execute(
                "INSERT INTO cards SELECT kept.number, card FROM kept JOIN old.cards theirs ON theirs.number = old ORDER BY old"
            )
        execute("CREATE TEMP TABLE added (number INTEGER PRIMARY KEY, plans, s)")
        many("INSERT INTO added VALUES (?, nullif(?, -1), ?)", ((*each, s) for s, each in enumerate(added)))
        execute("""INSERT INTO practitioners SELECT number, id, npi, kind, name, plans, listing
                   FROM added JOIN staged USING (s) ORDER BY number""")
        execute("INSERT INTO cards SELECT number, card FROM added JOIN staged USING (s) ORDER BY number")

    def _write_column(self, table: str, name: str, column: np.ndarray) -> None:
        little = column.astype(column.dtype.newbyteorder("<"))
        self.db[table].insert({"name": name, "type": little.dtype.str, "data": little.tobytes()})

    def _write_words(self, words: dict[str, list]) -> None:
        self.db["words"].insert_all(
            {"column": name, "number": number, "word": word} for name in MANY for number, word in enumerate(words[name])
        )

    def _write_names(self, columns: dict[str, np.ndarray], words: list[str]) -> None:
        """Writes who has each word of a name in theirs."""
        holders = np.repeat(np.arange(self.count, dtype="<i4"), np.diff(columns[f"{NAMED}_starts"]))
        whose = holders[np.argsort(columns[NAMED], kind="stable")]
        ends = np.cumsum(np.bincount(columns[NAMED], minlength=len(words))).tolist()
        self.db["names"].insert_all(
            {"word": word, "practitioners": whose[start:end].tobytes()}
            for word, (start, end) in zip(words, pairwise([0, *ends]), strict=True)
        )

    def _check(self) -> None:
        execute = self.connection.execute
        sound = execute("PRAGMA quick_check").fetchone()[0]
        written = execute("SELECT (SELECT count(*) FROM practitioners), (SELECT count(*) FROM cards)").fetchone()
        if sound != "ok" or written != (self.count, self.count):
            raise Unsound(
                f"The new directory did not come out whole ({sound}; {written} of {self.count}); the old one stays."
            )

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()
