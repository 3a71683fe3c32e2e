"""Writing a new directory.db where few listings are others: what changed is written into a copy of the one that stands.

What is unchanged: the numbers by which all else knows the listings, also of who has moved, and who takes which plan.
What is copied: the whole file, as it is. What is written anew: the rows of the listings that changed, the columns,
words and names in which they differ, and what the directory says of itself. The result is what a file from nothing
holds, but for the numbers.
"""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from directory.core.cards import card
from directory.core.practitioner import Practitioner, to_json
from directory.core.shown import shown_digest
from directory.store import connection
from directory.store.listings.columns import spread
from directory.store.listings.copy_ahead import take_copy
from directory.store.listings.writer import Columns, Unsound, stored_form, write_about


def numbers_of(path: Path, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of those listings of the directory at `path` that have one of these ids."""
    opened = connection.read_only(path)
    sql = "SELECT id, number FROM practitioners WHERE id IN (SELECT value FROM json_each(?))"
    found = dict(opened.execute(sql, [json.dumps(list(ids))]).fetchall())
    opened.close()
    return found


class PatchedFile:
    """A copy of the directory that stands, into which is written what changed; nobody reads it before it is whole."""

    def __init__(self, path: Path, standing: Path):
        self.is_checked = take_copy(standing, path)
        self.connection = connection.writable(path)
        self.connection.execute("PRAGMA journal_mode = OFF")  # see ListingsFile: it is worthless until it is complete
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("BEGIN")
        self.changed: list[tuple[str, str, str | None]] = []  # see write_changed

    def write_listing(self, number: int, listing: Practitioner, text: bytes) -> None:
        """Writes one in the place of what it was. text: as JSON without its plans. Raises Unsound."""
        said = listing.npi, listing.kind, listing.name, text.decode(), number, listing.id
        written = self.connection.execute(
            "UPDATE practitioners SET npi = ?, kind = ?, name = ?, listing = ? WHERE number = ? AND id = ?", said
        ).rowcount
        shown = to_json(card(listing)).decode()
        written += self.connection.execute("UPDATE cards SET card = ? WHERE number = ?", [shown, number]).rowcount
        if written != 2:
            raise Unsound(f"The directory that stands has no listing {listing.id} to change; it stays.")
        self._note_change(listing)

    def _note_change(self, listing: Practitioner) -> None:
        digest, state = shown_digest(listing), next((each.state for each in listing.locations), None)
        before = self.connection.execute("SELECT digest FROM shown WHERE id = ?", [listing.id]).fetchone()
        if before != (digest,):
            self.changed.append((listing.id, "changed", state))
        self.connection.execute("INSERT OR REPLACE INTO shown VALUES (?, ?, ?)", [listing.id, digest, state])

    def write_columns(self, columns: Columns, before: Columns) -> None:
        """Writes the columns that are not as before."""
        for name, column in columns.items():
            stored = stored_form(name, column)
            if stored != stored_form(name, before[name]):
                for table in ("columns", "build_columns"):
                    sql = f"UPDATE {table} SET name = :name, type = :type, data = :data WHERE name = :name"
                    self.connection.execute(sql, stored)

    def write_words(self, words: dict[str, list[str]], before: dict[str, list[str]]) -> None:
        """Writes what the numbers in columns of words stand for, where that is not as before."""
        for name, each in words.items():
            if each != before.get(name, []):
                self.connection.execute("DELETE FROM words WHERE column = ?", [name])
                rows = ((name, number, word) for number, word in enumerate(each))
                self.connection.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)

    def write_holders(self, table: str, name: str, then: "Held", now: "Held", numbers: NDArray[np.int64]) -> None:
        """Writes who has the words that one of these listings has come to have, or has no more."""
        had, has = then.of(numbers), now.of(numbers)
        changed: dict[str, tuple[list[int], list[int]]] = {}
        for place, pairs in enumerate((had - has, has - had)):
            for number, word in pairs:
                changed.setdefault(word, ([], []))[place].append(number)
        for word, (gone, come) in changed.items():
            row = self.connection.execute(f"SELECT practitioners FROM {table} WHERE {name} = ?", [word]).fetchone()
            holders = np.frombuffer(row[0] if row else b"", "<i4")
            holders = np.sort(np.concatenate((holders[~np.isin(holders, gone)], np.array(come, "<i4"))))
            self.connection.execute(f"DELETE FROM {table} WHERE {name} = ?", [word])
            if len(holders):
                self.connection.execute(f"INSERT INTO {table} VALUES (?, ?)", [word, holders.tobytes()])

    def finish(self, about: dict[str, object]) -> None:
        """Writes what the directory says of itself in the place of what it said, and commits. Raises DatabaseError
        where the file that was copied is damaged, and was not checked when it was copied: what is made listing by
        listing would have noticed.
        """
        self.connection.execute("DELETE FROM about")
        write_about(self.connection, about)
        self.connection.execute("COMMIT")
        sound = "ok" if self.is_checked else self.connection.execute("PRAGMA quick_check").fetchone()[0]
        self.connection.close()
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)


class Held:
    """The words of each listing, as columns have them: where each one's numbers begin, the numbers, and the words."""

    def __init__(self, starts: NDArray[np.int32], codes: NDArray[np.int32], words: list[str]):
        self.starts, self.codes, self.words = starts, codes, words

    def of(self, numbers: NDArray[np.int64]) -> set[tuple[int, str]]:
        """Of each of these listings the words, each with its number."""
        counts = self.starts[numbers + 1] - self.starts[numbers]
        codes = self.codes[spread(self.starts[numbers], counts)].tolist()
        return {(number, self.words[code]) for number, code in zip(numbers.repeat(counts).tolist(), codes, strict=True)}
