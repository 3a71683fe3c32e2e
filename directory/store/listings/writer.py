"""Writing the file of directory.db: rows in the order of their numbers, some of them copied from the directory that
stands.

What the rows hold, and which are copied, is publish/'s to say.
"""

import json
import sqlite3
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from directory.core.cards import card
from directory.core.orderers import Orderers
from directory.core.practitioner import Practitioner, to_json
from directory.store import connection
from directory.store.listings.changes import ShownListings
from directory.store.listings.orderers import pieces
from directory.store.listings.plan_lists import PlanLists
from directory.store.listings.reader import Current, Directory, NoDirectory, stored_columns

if TYPE_CHECKING:
    from sqlite_utils import Database

ROWS_AT_ONCE = 1000  # written
Columns = dict[str, NDArray[Any]]


class Unsound(Exception):
    """The file just built is not what was put into it; the old directory stays."""


class StandingDirectory:
    """The directory that stands, as far as the next one can copy it.

    columns: those that a search reads and those kept for the next publish; numbers: of its listings, by their input
    hashes.
    """

    def __init__(self, path: Path, directory: Directory):
        self.path, self.published_at = path, directory.about["published_at"]
        kept = directory.connection.execute("SELECT name, type, data FROM build_columns")
        columns, words = stored_columns(directory.connection)
        self.columns: Columns = columns | {name: np.frombuffer(data, dtype) for name, dtype, data in kept}
        names = [word for (word,) in directory.connection.execute("SELECT word FROM names ORDER BY word")]
        terms = [term for (term,) in directory.connection.execute("SELECT term FROM terms ORDER BY term")]
        self.words = words | {"named": names, "terms": terms}
        self.numbers = {each: number for number, each in enumerate(self.columns["input_hash"].tolist())}
        directory.connection.close()

    @classmethod
    def at(cls, path: Path, program: str) -> "StandingDirectory | None":
        """The directory at `path`; None where there is none that this program made."""
        try:
            directory = Current(path).get()
            return cls(path, directory) if directory.about["program"] == program else None
        except (NoDirectory, sqlite3.DatabaseError):
            return None

    def free(self) -> None:
        """Frees what is large and not needed any more, before more is."""
        self.columns.clear()
        self.numbers.clear()


def _tables(opened: sqlite3.Connection) -> "Database":
    from sqlite_utils import Database  # not on a machine that only reads

    return Database(opened)


class ListingsFile:
    """A directory.db that is being written; nobody reads it before it is whole."""

    def __init__(self, path: Path, old: Path | None, before: Path | None = None):
        """old: the directory from which rows may be copied; before: the one that this one follows."""
        self.connection = connection.writable(path)
        # The file is worthless until it is complete, so nothing is kept for undoing; whoever puts it in place syncs it.
        # First of all: each table would be waited for by itself, longer than a small directory takes to build.
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.executescript(Path(__file__).with_name("schema.sql").read_text())
        self.has_old = old is not None
        for name, other in ((name, other) for name, other in (("old", old), ("before", before)) if other):
            self.connection.execute(f"ATTACH ? AS {name}", [str(other)])
        self.connection.execute("BEGIN")
        self.db = _tables(self.connection)
        self.connection.execute("CREATE TEMP TABLE staged (s INTEGER PRIMARY KEY, id, npi, kind, name, card, listing)")
        self.plan_lists, self.shown = PlanLists(self.connection), ShownListings(self.connection)
        self.waiting: list[tuple[object, ...]] = []

    def stage(self, place: int, listing: Practitioner, text: bytes) -> None:
        """Keeps a listing, as JSON without its plans, until its number is known.

        Place: 0, 1, 2 … in the order of staging.
        """
        shown = to_json(card(listing)).decode()
        self.waiting.append((place, listing.id, listing.npi, listing.kind, listing.name, shown, text.decode()))
        self.shown.add(listing)
        if len(self.waiting) == ROWS_AT_ONCE:
            self.write_staged()

    def write_staged(self) -> None:
        """Writes what waits."""
        self.connection.executemany("INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?)", self.waiting)
        self.shown.write()
        self.waiting.clear()

    def write_rows(self, added: list[tuple[int, int]], copied: Iterable[tuple[int, tuple[int, int]]]) -> None:
        """Writes listings and cards in the order of their numbers.

        added: for each staged one (number, that of its list of plans); copied: (number in the old directory, the same).
        """
        execute, many = self.connection.execute, self.connection.executemany
        execute("CREATE TEMP TABLE copied (old INTEGER PRIMARY KEY, number, plans)")
        many("INSERT INTO copied VALUES (?, ?, nullif(?, -1))", ((old, *each) for old, each in copied))
        if self.has_old:
            execute("""INSERT INTO practitioners SELECT copied.number, id, npi, kind, name, copied.plans, listing
                       FROM copied JOIN old.practitioners theirs ON theirs.number = old ORDER BY old""")
            execute("""INSERT INTO cards SELECT copied.number, card
                       FROM copied JOIN old.cards theirs ON theirs.number = old ORDER BY old""")
            self.shown.copy()
        execute("CREATE TEMP TABLE added (number INTEGER PRIMARY KEY, plans, s)")
        many("INSERT INTO added VALUES (?, nullif(?, -1), ?)", ((*each, place) for place, each in enumerate(added)))
        execute("""INSERT INTO practitioners SELECT number, id, npi, kind, name, plans, listing
                   FROM added JOIN staged USING (s) ORDER BY number""")
        execute("INSERT INTO cards SELECT number, card FROM added JOIN staged USING (s) ORDER BY number")

    def write_columns(self, table: str, columns: Columns) -> None:
        """Writes columns into a table of such, little-endian."""
        self.db.table(table).insert_all(stored_form(name, column) for name, column in columns.items())

    def write_words(self, words: dict[str, list[str]]) -> None:
        """Writes what the numbers in columns of words stand for."""
        self.db.table("words").insert_all(
            {"column": name, "number": number, "word": word}
            for name, each in words.items()
            for number, word in enumerate(each)
        )

    def write_holders(self, table: str, name: str, codes: NDArray[Any], starts: NDArray[Any], words: list[str]) -> None:
        """Writes into a table, `names` or `terms`, who has each word. name: of the table's column of words.

        Codes, starts: each listing's words by their numbers, as columns have them.
        """
        holders = np.repeat(np.arange(len(starts) - 1, dtype="<i4"), np.diff(starts))
        whose = holders[np.argsort(codes, kind="stable")]
        ends = np.cumsum(np.bincount(codes, minlength=len(words))).tolist()
        self.connection.executemany(
            f"INSERT INTO {table} ({name}, practitioners) VALUES (?, ?)",
            (
                (word, whose[start:end].tobytes())
                for word, (start, end) in zip(words, pairwise([0, *ends]), strict=True)
            ),
        )

    def write_out_of_use(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Writes whose NPI was deactivated: (NPI, since when, whose word it is, of which day)."""
        self.connection.executemany("INSERT INTO out_of_use VALUES (?, ?, ?, ?)", rows)

    def write_plans(self, order: list[int], whose: NDArray[Any]) -> None:
        """Writes the lists of plans, who takes each plan, and the prices agreed; see PlanLists.write."""
        takers, prices = self.plan_lists.write(order, whose)
        self.db.table("insurance").insert_all(takers)
        self.db.table("prices").insert_all(prices)

    def write_orderers(self, orderers: Orderers) -> None:
        """Writes the list of who may order and refer for Medicare."""
        self.connection.executemany("INSERT INTO orderers VALUES (?, ?, ?)", pieces(orderers))

    def finish(self, about: dict[str, Any], count: int) -> None:
        """Writes what the directory says about itself, commits, and checks that all of `count` listings are there.

        Raises Unsound.
        """
        write_about(self.connection, about)
        self.connection.execute("COMMIT")
        sound = self.connection.execute("PRAGMA quick_check").fetchone()[0]
        written = self.connection.execute(
            "SELECT (SELECT count(*) FROM practitioners), (SELECT count(*) FROM cards)"
        ).fetchone()
        if sound != "ok" or written != (count, count):
            raise Unsound(
                f"The new directory did not come out whole ({sound}; {written} of {count}); the old one stays."
            )

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()


def stored_form(name: str, column: NDArray[Any]) -> dict[str, Any]:
    """The row of a column."""
    little = column.astype(column.dtype.newbyteorder("<"))
    return {"name": name, "type": little.dtype.str, "data": little.tobytes()}


def write_about(opened: sqlite3.Connection, about: dict[str, Any]) -> None:
    """Writes what a directory says about itself."""
    rows = ((name, json.dumps(value)) for name, value in about.items())
    opened.executemany("INSERT INTO about VALUES (?, ?)", rows)
