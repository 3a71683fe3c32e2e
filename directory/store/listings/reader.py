"""directory.db as readers see it: one version at a time, as on one day, whole, whatever is published meanwhile."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from sqlite3 import Connection
from threading import Lock
from typing import Any, TypeVar
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from directory.core import dates
from directory.core.in_force import listing_on, without_turns
from directory.core.plans_asked import PlansAsked
from directory.core.practitioner import ListedLocation, Practitioner, practitioner_from_json
from directory.store import connection
from directory.store.listings.about import FORMAT, read_about
from directory.store.listings.columns import ascending, spread
from directory.store.listings.on_day import Columns, Words, on_day
from directory.store.migrations import cure

IN_FORCE = "starts_on <= :day AND (ends_on = '' OR ends_on >= :day)"
TAKEN = f"SELECT listed, practitioners FROM insurance WHERE payer = :payer AND plan = :plan AND {IN_FORCE}"
WHOLE = "FROM practitioners LEFT JOIN plan_lists ON plan_lists.number = practitioners.plans"
WITH_PLANS = f"SELECT practitioners.number, listing, plan_lists.plans {WHOLE}"
CARDS = "SELECT number, card FROM cards WHERE number IN (%s)"
CARDS_WITH_PLANS = f"""SELECT practitioners.number, card, plan_lists.plans {WHOLE} JOIN cards USING (number)
WHERE practitioners.number IN (%s)"""
ALONE = "SELECT number, listing FROM practitioners"
LAST_LETTER = "\U0010ffff"  # the last letter there can be: a word and this come after all that begin with the word

# Bytes at the beginning of the file that are read where the system keeps them: nothing is copied, workers share them.
MAPPED = 1 << 31

Numbers = NDArray[Any]
Made = TypeVar("Made")


class NoDirectory(Exception):
    """Nothing has been published in this data folder yet, or only by another version of this program.

    The message says what to do.
    """


class DamagedDirectory(NoDirectory):
    """What is published here cannot be read: the file is damaged, or something else."""


class Directory:
    """One version of the directory as on one ISO `day`, open. `about`: what it says of itself; `columns`: its packed
    arrays by name; `words`: what the numbers in a column of many stand for; `insurance`: every (payer, plan or "", plan
    ids) taken that day.
    """

    def __init__(self, path: Path, day: str):
        self.day = day
        self.connection = connection.read_only(path)
        # The connection refers to itself: only the collector would close it, and free its file.
        finalize(self, self.connection.close)
        self.connection.execute(f"PRAGMA mmap_size = {MAPPED}")
        self.about = read_about(self.connection)
        if self.about.get("format") != FORMAT:
            raise NoDirectory(
                "The directory was published by another version of this program. Make it again: python3 run.py publish"
            )
        self.columns, self.words = on_day(*stored_columns(self.connection), day)
        self.insurance = self._insurance()

    def __len__(self) -> int:
        return len(self.columns["kind"])

    def _insurance(self) -> list[tuple[str, str, tuple[str, ...]]]:
        sql = f"SELECT payer, plan, plan_ids FROM insurance WHERE {IN_FORCE} ORDER BY payer, plan"
        found: dict[tuple[str, str], set[str]] = {}
        for payer, plan, ids in self.connection.execute(sql, {"day": self.day}):
            found.setdefault((payer, plan), set()).update(json.loads(ids))
        return [(payer, plan, tuple(sorted(ids))) for (payer, plan), ids in found.items()]

    def listing(self, practitioner_id: str) -> Practitioner | None:
        """Everything shown of one practitioner."""
        row = self.connection.execute(
            f"SELECT listing, plan_lists.plans {WHOLE} WHERE id = ?", [practitioner_id]
        ).fetchone()
        return listing_on(practitioner_from_json(*row), self.day) if row else None

    def listings(self, numbers: list[int], with_plans: bool = True) -> list[Practitioner]:
        """The listings with these numbers, in this order; with_plans: with what they take."""
        return [listing_on(each, self.day) for each in self._listings(numbers, with_plans)]

    def listings_at(self, points: list[tuple[int, int]]) -> list[tuple[Practitioner, ListedLocation]]:
        """For each (number of a listing, number of one of its locations) the two, in this order."""
        return self._at(self._listings([number for number, _ in points]), points)

    def cards_at(
        self, points: list[tuple[int, int]], networks: Collection[tuple[str, str]] = ()
    ) -> list[tuple[Practitioner, ListedLocation]]:
        """As `listings_at`, the listings cut down to what a result shows: see cards.card. networks: (payer, plan), or
        with plan "" any plan of the payer: of what somebody takes a card has these alone.
        """
        numbers = [number for number, _ in points]
        if not networks:
            return self._at([practitioner_from_json(card) for (card,) in self._rows(CARDS, numbers)], points)
        asked, rows = PlansAsked(networks), self._rows(CARDS_WITH_PLANS, numbers)
        return self._at([asked.card(*row) for row in rows], points)

    def _listings(self, numbers: list[int], with_plans: bool = True) -> list[Practitioner]:
        sql = f"{WITH_PLANS if with_plans else ALONE} WHERE practitioners.number IN (%s)"
        return [practitioner_from_json(*row) for row in self._rows(sql, numbers)]

    def _at(
        self, stored: list[Practitioner], points: list[tuple[int, int]]
    ) -> list[tuple[Practitioner, ListedLocation]]:
        """A column's number of a location counts all that were published, also those that have ended since."""
        return [
            (listing_on(each, self.day), without_turns(each.locations[place]))
            for each, (_, place) in zip(stored, points, strict=True)
        ]

    def _rows(self, sql: str, numbers: list[int]) -> list[list[str]]:
        """The rows with these numbers, in this order, without the numbers."""
        by_number = {
            number: row for number, *row in self.connection.execute(sql % ",".join("?" * len(numbers)), numbers)
        }
        return [by_number[number] for number in numbers]

    def named(self, word: str, is_whole: bool) -> Numbers:
        """The numbers of those in whose names this word is (folded), or one that begins so.

        Some perhaps more than once.
        """
        rows = self.connection.execute(
            "SELECT practitioners FROM names WHERE word BETWEEN ? AND ?",
            [word, word if is_whole else word + LAST_LETTER],
        ).fetchall()
        return np.frombuffer(b"".join(numbers for (numbers,) in rows), "<i4")

    def takers(self, payer: str, plan: str, listed_only: bool = False) -> Numbers:
        """The numbers of those who take a plan, or with plan "" any plan of the payer; ascending.

        listed_only: those whom the payer's own list has in its network.
        """
        parts = (part for listed, part in self.taken(payer, plan) if listed or not listed_only)
        return ascending(np.concatenate([np.empty(0, "<i4"), *parts]))

    def taken(self, payer: str, plan: str) -> list[tuple[bool, Numbers]]:
        """The same in parts, each ascending, that may have some in common; of each, whether the payer's own list says
        so.
        """
        rows = self.connection.execute(TAKEN, {"payer": payer, "plan": plan, "day": self.day})
        return [(bool(listed), np.frombuffer(numbers, "<i4")) for listed, numbers in rows]

    def held_by_sets(self, column: str) -> Numbers:
        """For each set of a column of many a row with whether it holds each word."""
        starts = self.columns[f"{column}_starts"]
        held = np.zeros((len(starts) - 1, len(self.words.get(column, ()))), bool)
        held[np.arange(len(held)).repeat(np.diff(starts)), self.columns[f"{column}_words"]] = True
        return held

    def tallied(self, column: str, numbers: Numbers | slice) -> Numbers:
        """How many of these practitioners have each word of a column of many."""
        starts = self.columns[f"{column}_starts"]
        times = np.bincount(self.columns[column][numbers])
        sets = times.nonzero()[0]
        first = starts.take(sets)
        counts = starts.take(sets + 1) - first
        words = self.columns[f"{column}_words"].take(spread(first, counts))
        return np.bincount(words, times.take(sets).repeat(counts), len(self.words.get(column, ()))).astype(int)


def last_days(directory: Directory, start: int, stop: int) -> list[tuple[str, str | None]]:
    """The ids of those with the numbers from start to stop - 1, each with the ISO day of its last confirmation or
    change, None where none is known.
    """
    return directory.connection.execute(
        """
        SELECT id, nullif(max(coalesce(json_extract(listing, '$.verified_on'), ''),
                              coalesce(json_extract(listing, '$.updated_on'), '')), '')
        FROM practitioners WHERE number >= ? AND number < ? ORDER BY number""",
        [start, stop],
    ).fetchall()


def once_a_version(make: Callable[[Directory], Made]) -> Callable[[Directory], Made]:
    """A function of a version of the directory whose answer is kept as long as that version.

    The answer may not refer to the version, which would then never go.
    """

    kept: dict[int, Made] = {}  # by the version's id: to ask a WeakKeyDictionary takes five times as long

    @wraps(make)
    def made(directory: Directory) -> Made:
        """The answer, made at the first call."""
        if (answer := kept.get(id(directory))) is None:
            finalize(directory, kept.pop, id(directory), None)
            answer = kept[id(directory)] = make(directory)
        return answer

    return made


def stored_columns(connection: Connection) -> tuple[Columns, Words]:
    """The columns that a search reads as they were published, by name, and the words of those of many."""
    columns = connection.execute("SELECT name, type, data FROM columns")
    words: Words = {}
    for column, word in connection.execute("SELECT column, word FROM words ORDER BY column, number"):
        words.setdefault(column, []).append(word)
    return {name: np.frombuffer(data, dtype) for name, dtype, data in columns}, words


@contextmanager
def _damage_in_words(path: Path) -> Iterator[None]:
    """Raises DamagedDirectory for what the block raises because the file at `path` is no directory."""
    try:
        yield
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        if path.is_dir() or not isinstance(error, sqlite3.Error) or error.sqlite_errorcode in connection.DAMAGE:
            raise DamagedDirectory(f"{path} is damaged, or no directory. Move it away, then {cure(path)}") from None
        raise


class Current:
    """Hands out the newest version as it is today: looks at the file each time, opens it when it is another one than
    before, or when a day has begun.
    """

    def __init__(self, path: Path):
        self.path, self.lock = path, Lock()
        self.seen: tuple[int, int, int, str] | None = None
        self.directory: Directory | None = None

    def get(self) -> Directory:
        """The directory as published now. Raises NoDirectory, DamagedDirectory."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            raise NoDirectory(
                "There is no directory here yet. Start with the sample: python3 run.py. "
                "Or: python3 run.py import nppes FILE."
            ) from None
        seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size, dates.today())
        with self.lock, _damage_in_words(self.path):
            if seen != self.seen or not self.directory:
                self.directory, self.seen = Directory(self.path, seen[-1]), seen
            return self.directory
