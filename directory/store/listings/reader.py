"""directory.db as readers see it: one version at a time, whole, whatever is published meanwhile."""

from pathlib import Path
from threading import Lock

import numpy as np
import orjson

from directory.store import connection
from directory.store.listings.columns import FORMAT, spread

WHOLE = "FROM practitioners LEFT JOIN plan_lists ON plan_lists.number = practitioners.plans"
LAST = "\U0010ffff"  # the last letter there can be: a word and this come after all that begin with the word

MAPPED = (
    1 << 31
)  # bytes at the beginning of the file that are read where the system keeps them: nothing is copied, all workers share them


class NoDirectory(Exception):
    """Nothing has been published in this data folder yet, or only by another version of this program. The message says what to do."""


class Directory:
    """One version of the directory, open. `about`: what it says of itself; `columns`: its packed arrays by name;
    `words`: what the numbers in a column of many stand for; `insurance`: every (payer, plan or "", plan ids).
    """

    def __init__(self, path: Path):
        self.connection = connection.read_only(path)
        self.connection.execute(f"PRAGMA mmap_size = {MAPPED}")
        self.about = {
            name: orjson.loads(value) for name, value in self.connection.execute("SELECT name, value FROM about")
        }
        if self.about.get("format") != FORMAT:
            raise NoDirectory(
                "The directory was published by another version of this program. Make it again: python3 run.py publish"
            )
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
        row = self.connection.execute(f"SELECT listing, plan_lists.plans {WHOLE} WHERE id = ?", [id]).fetchone()
        return _whole(*row) if row else None

    def listings(self, numbers: list[int]) -> list[dict]:
        """The listings with these numbers, in this order."""
        rows = self._rows(
            f"SELECT practitioners.number, listing, plan_lists.plans {WHOLE} WHERE practitioners.number IN (%s)",
            numbers,
        )
        return [_whole(*row) for row in rows]

    def cards(self, numbers: list[int]) -> list[dict]:
        """The listings with these numbers, in this order, cut down to what a result shows: see cards.py."""
        return [
            orjson.loads(card) for (card,) in self._rows("SELECT number, card FROM cards WHERE number IN (%s)", numbers)
        ]

    def _rows(self, sql: str, numbers: list[int]) -> list[list[str]]:
        """The rows with these numbers, in this order, without the numbers."""
        by_number = {
            number: row for number, *row in self.connection.execute(sql % ",".join("?" * len(numbers)), numbers)
        }
        return [by_number[number] for number in numbers]

    def days(self, start: int, stop: int) -> list[tuple[str, str | None]]:
        """The ids of those with the numbers from start to stop - 1, each with the ISO day of its last confirmation or change, None where none is known."""
        return self.connection.execute(
            """
            SELECT id, nullif(max(coalesce(json_extract(listing, '$.verified_on'), ''), coalesce(json_extract(listing, '$.updated_on'), '')), '')
            FROM practitioners WHERE number >= ? AND number < ? ORDER BY number""",
            [start, stop],
        ).fetchall()

    def named(self, word: str, is_whole: bool) -> np.ndarray:
        """The numbers of those in whose names this word is (folded), or one that begins so; some perhaps more than once."""
        rows = self.connection.execute(
            "SELECT practitioners FROM names WHERE word BETWEEN ? AND ?", [word, word if is_whole else word + LAST]
        ).fetchall()
        return np.frombuffer(b"".join(numbers for (numbers,) in rows), "<i4")

    def takers(self, payer: str, plan: str) -> np.ndarray:
        """The numbers of those who take a plan, or with plan "" any plan of the payer; ascending."""
        sql = "SELECT practitioners FROM insurance WHERE payer = ? AND plan = ?"
        return np.frombuffer(self.connection.execute(sql, [payer, plan]).fetchone()[0], "<i4")

    def holding(self, column: str, word: int, numbers: np.ndarray | slice) -> np.ndarray:
        """For each of these practitioners, whether this word is among theirs in a column of many."""
        starts = self.columns[f"{column}_starts"]
        holds = np.zeros(len(starts), bool)
        holds[starts.searchsorted(np.flatnonzero(self.columns[f"{column}_words"] == word), "right") - 1] = True
        return holds[self.columns[column][numbers]]

    def tallied(self, column: str, numbers: np.ndarray | slice) -> np.ndarray:
        """How many of these practitioners have each word of a column of many."""
        starts = self.columns[f"{column}_starts"]
        times = np.bincount(self.columns[column][numbers])
        sets = times.nonzero()[0]
        counts = starts[sets + 1] - starts[sets]
        words = self.columns[f"{column}_words"][spread(starts[sets], counts)]
        return np.bincount(words, times[sets].repeat(counts), len(self.words.get(column, ()))).astype(int)


def _whole(listing: str, plans: str | None) -> dict:
    return orjson.loads(listing) | {"insurance": orjson.loads(plans) if plans else []}


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
            raise NoDirectory(
                "There is no directory here yet. Start with the sample: python3 run.py. Or: python3 run.py import nppes FILE."
            ) from None
        seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        with self.lock:
            if seen != self.seen:
                self.directory, self.seen = Directory(self.path), seen
            return self.directory
