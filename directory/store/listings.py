"""directory.db as readers see it: one version at a time, whole, whatever is published meanwhile."""

from itertools import chain
from pathlib import Path
from threading import Lock

import numpy as np
import orjson

from directory.store import connection
from directory.store.columns import FORMAT, spread


class NoDirectory(Exception):
    """Nothing has been published in this data folder yet, or only by another version of this program."""


class Directory:
    """One version of the directory, open. `about`: what it says of itself; `columns`: its packed arrays by name;
    `words`: what the numbers in a column of many stand for; `insurance`: every (payer, plan or "", plan ids).
    """

    def __init__(self, path: Path):
        self.connection = connection.read_only(path)
        self.about = {name: orjson.loads(value) for name, value in self.connection.execute("SELECT name, value FROM about")}
        if self.about.get("format") != FORMAT:
            raise NoDirectory("The directory was published by another version of this program.")
        columns = self.connection.execute("SELECT name, type, data FROM columns")
        self.columns = {name: np.frombuffer(data, type) for name, type, data in columns}
        self.words: dict[str, list[str]] = {}
        for column, word in self.connection.execute("SELECT column, word FROM words ORDER BY column, number"):
            self.words.setdefault(column, []).append(word)
        plans = self.connection.execute("SELECT payer, plan, plan_ids FROM insurance ORDER BY payer, plan").fetchall()
        self.insurance = [(payer, plan, tuple(orjson.loads(ids))) for payer, plan, ids in plans]

    def __len__(self) -> int:
        return len(self.columns["kind"])

    def listing(self, id: str) -> dict | None:
        """Everything shown of one practitioner."""
        row = self.connection.execute("SELECT listing FROM practitioners WHERE id = ?", [id]).fetchone()
        return orjson.loads(row[0]) if row else None

    def listings(self, numbers: list[int]) -> list[dict]:
        """The listings with these numbers, in this order."""
        marks = ",".join("?" * len(numbers))
        rows = self.connection.execute(f"SELECT number, listing FROM practitioners WHERE number IN ({marks})", numbers)
        by_number = dict(rows.fetchall())
        return [orjson.loads(by_number[number]) for number in numbers]

    def days(self, start: int, stop: int) -> list[tuple[str, str | None]]:
        """The ids of those with the numbers from start to stop - 1, each with the ISO day of its last confirmation or change, None where none is known."""
        return self.connection.execute("""
            SELECT id, nullif(max(coalesce(json_extract(listing, '$.verified_on'), ''), coalesce(json_extract(listing, '$.updated_on'), '')), '')
            FROM practitioners WHERE number >= ? AND number < ? ORDER BY number""", [start, stop]).fetchall()

    def named(self, words: list[str]) -> np.ndarray:
        """The numbers of those whose name has all these words (folded); one of three letters or more may be a beginning."""
        query = " ".join(f'"{word}"*' if len(word) > 2 else f'"{word}"' for word in words)
        rows = self.connection.execute("SELECT rowid FROM names WHERE names MATCH ?", [query])
        return np.fromiter(chain.from_iterable(rows), np.int64)

    def takers(self, payer: str, plan: str) -> np.ndarray:
        """The numbers of those who take a plan, or with plan "" any plan of the payer."""
        sql = "SELECT practitioners FROM insurance WHERE payer = ? AND plan = ?"
        return np.frombuffer(self.connection.execute(sql, [payer, plan]).fetchone()[0], "<i4")

    def holding(self, column: str, number: int, numbers: np.ndarray) -> np.ndarray:
        """For each of these practitioners, whether this number is among theirs in a column of many."""
        starts = self.columns[f"{column}_starts"]
        counts = starts[numbers + 1] - starts[numbers]
        mask = np.zeros(len(numbers), bool)
        mask[np.repeat(np.arange(len(numbers)), counts)[self.columns[column][spread(starts[numbers], counts)] == number]] = True
        return mask

    def tallied(self, column: str, numbers: np.ndarray) -> np.ndarray:
        """How many of these practitioners have each word of a column of many."""
        starts = self.columns[f"{column}_starts"]
        theirs = spread(starts[numbers], starts[numbers + 1] - starts[numbers])
        return np.bincount(self.columns[column][theirs], minlength=len(self.words.get(column, ())))


class Current:
    """Hands out the newest version: looks at the file each time, opens it when it is another one than before."""

    def __init__(self, path: Path):
        self.path, self.lock = path, Lock()
        self.seen: tuple | None = None
        self.directory: Directory | None = None

    def get(self) -> Directory:
        """The directory as published now. Raises NoDirectory."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            raise NoDirectory("There is no directory yet.") from None
        seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        with self.lock:
            if seen != self.seen:
                self.directory, self.seen = Directory(self.path), seen
            return self.directory
