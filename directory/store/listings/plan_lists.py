"""Lists of plans in directory.db: practitioners in the same networks share one, so that each is written, read and counted once."""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from sqlite3 import Connection

import numpy as np
import orjson

from directory.core.hashing import content_hash
from directory.store.listings.columns import spread

NONE = -1  # the number of the list of those who name no plan
_digest = lru_cache(1 << 12)(content_hash)  # of lists of some kilobytes, which come again and again


class PlanLists:
    """The lists of plans, as JSON, of a directory that is being built. There may be as many as practitioners, so memory holds only what tells them apart."""

    def __init__(self, connection: Connection):
        """connection: to the new directory; an old one, from which lists may be taken over, is attached as `old`."""
        self.connection = connection
        self.numbers: dict[bytes, int] = {}
        self.theirs: dict[int, int] = {}
        connection.execute("CREATE TEMP TABLE staged_plans (number INTEGER PRIMARY KEY, digest, plans)")

    def number(self, plans: bytes) -> tuple[int, bytes]:
        """The number of a list so far, NONE of an empty one, and 16 bytes that tell it from others."""
        if plans == b"[]":
            return NONE, b""
        key = _digest(plans)
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers)
            self.connection.execute(
                "INSERT INTO staged_plans VALUES (?, ?, ?)", [self.numbers[key], key, plans.decode()]
            )
        return self.numbers[key], key

    def taken_over(self, theirs: np.ndarray) -> np.ndarray:
        """The numbers here of the lists that have these numbers in the old directory."""
        ours = np.full(theirs.max() + 2, NONE, "i4")  # the last is NONE's
        for number, key in self.connection.execute(
            "SELECT number, digest FROM old.plan_lists WHERE number <= ?", [int(theirs.max())]
        ):
            if key not in self.numbers:
                self.numbers[key] = len(self.numbers)
                self.theirs[self.numbers[key]] = number
            ours[number] = self.numbers[key]
        return ours[theirs]

    def lay_down(self, order: list[int], whose: np.ndarray) -> Iterator[dict]:
        """Writes the lists with these numbers so far, numbered 0, 1, 2 …; the rows of `insurance`. whose: which of them each practitioner has."""
        theirs = [(place, self.theirs[number]) for place, number in enumerate(order) if number in self.theirs]
        if theirs:
            self.connection.executemany(
                "INSERT INTO plan_lists SELECT ?, digest, plans FROM old.plan_lists WHERE number = ?", theirs
            )
        self.connection.executemany(
            "INSERT INTO plan_lists SELECT ?, digest, plans FROM staged_plans WHERE number = ?", enumerate(order)
        )
        return _takers(self.connection, whose)


def _takers(connection: Connection, whose: np.ndarray) -> Iterator[dict]:
    """Who takes each plan, and under plan "" who takes any of the payer's."""
    order = np.argsort(whose, kind="stable").astype("<i4")
    starts = np.searchsorted(whose[order], np.arange(whose.max(initial=NONE) + 2))
    named: dict[tuple[str, str], dict[str, list]] = {}
    for (payer, plan, id), numbers in _named(connection).items():
        for each in {"", plan}:
            named.setdefault((payer, each), {}).setdefault(id, []).append(np.frombuffer(numbers, "i4"))
    for (payer, plan), by_id in sorted(named.items()):
        lists = np.unique(np.concatenate([numbers for each in by_id.values() for numbers in each]))
        practitioners = order[spread(starts[lists], starts[lists + 1] - starts[lists])]
        practitioners.sort()  # nobody is there twice: nobody has two lists
        yield {
            "payer": payer,
            "plan": plan,
            "plan_ids": json.dumps(sorted(id for id in by_id if plan and id)),
            "practitioners": practitioners.tobytes(),
        }


def _named(connection: Connection) -> dict[tuple[str, str, str], array]:
    """{(payer, plan, its number), "" where there is none: the lists that name it}, without those that somebody is out of the network of."""
    found: dict[tuple[str, str, str], array] = defaultdict(lambda: array("i"))
    for number, plans in connection.execute("SELECT number, plans FROM plan_lists ORDER BY number"):
        for taken in orjson.loads(plans):
            if taken["network_status"] != "out":
                found[taken["payer"], taken["plan"] or "", taken.get("plan_id") or ""].append(number)
    return found
