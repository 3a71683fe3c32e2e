"""Lists of plans in directory.db: practitioners in the same networks share one, so that each is written, read and
counted once.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from sqlite3 import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.core.hashing import content_hash
from directory.store.listings.columns import ascending, spread
from directory.store.listings.plan_links import PlanLinks, TakenAs

NO_LIST = -1  # the number of the list of those who name no plan
DIGEST = "V16"  # numpy's name for 16 bytes
Numbers = NDArray[Any]
_content_hash = lru_cache(1 << 12)(content_hash)  # of lists of some kilobytes, which come again and again


class PlanLists:
    """The lists of plans, as JSON, of a directory that is being built.

    There may be as many as practitioners, so memory holds only what tells them apart.
    """

    def __init__(self, connection: Connection):
        """connection: to the new directory; an old one, from which lists may be copied, is attached as `old`."""
        self.connection = connection
        self.numbers: dict[bytes, int] = {}  # 0, 1, 2 … as they come
        self.old_numbers: dict[int, int] = {}
        self.takers: dict[tuple[str, str], int] = {}
        connection.execute("CREATE TEMP TABLE staged_plans (number INTEGER PRIMARY KEY, plans)")

    def number(self, plans: bytes) -> tuple[int, bytes]:
        """The number of a list so far, NO_LIST of an empty one, and its content hash."""
        if plans == b"[]":
            return NO_LIST, b""
        key = _content_hash(plans)
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers)
            self.connection.execute("INSERT INTO staged_plans VALUES (?, ?)", [self.numbers[key], plans.decode()])
        return self.numbers[key], key

    def copied(self, old_numbers: Numbers, digests: Numbers) -> Numbers:
        """The numbers here of the lists that have these numbers in the old directory. digests: of all of its lists."""
        numbers = np.full(len(digests) + 1, NO_LIST, "i4")  # the last is NO_LIST's
        for old_number in ascending(old_numbers[old_numbers != NO_LIST]).tolist():
            key = digests[old_number].tobytes()
            if key not in self.numbers:
                self.numbers[key] = len(self.numbers)
                self.old_numbers[self.numbers[key]] = old_number
            numbers[old_number] = self.numbers[key]
        copied: Numbers = numbers[old_numbers]
        return copied

    def digests(self, order: list[int]) -> Numbers:
        """What tells the lists with these numbers so far from others, for the next directory."""
        every = list(self.numbers)
        return np.frombuffer(b"".join(every[so_far] for so_far in order), DIGEST)

    def write(self, order: list[int], whose: Numbers) -> tuple[Iterator[dict[str, Any]], Iterator[dict[str, Any]]]:
        """Writes the lists with these numbers so far, numbered 0, 1, 2 …; the rows of `insurance` and of `prices`.

        whose: which of them each practitioner has. Notes in `takers` {(source, payer): how many take plans of the payer
        by the word of the source}, and under payer "" plans of any.
        """
        links = PlanLinks()
        self._write_copied(order, links)
        self._write_staged(order, links)
        links.write(self.connection)
        self.takers = _takers_by_source(links, np.bincount(whose[whose != NO_LIST], minlength=len(order)))
        holders = _Holders(whose)
        return _takers(links, holders), _prices(links, holders)

    def _write_copied(self, order: list[int], links: PlanLinks) -> None:
        new = [(self.old_numbers[so_far], number) for number, so_far in enumerate(order) if so_far in self.old_numbers]
        if not new:
            return
        old_numbers, numbers = np.array(new, "i4").T
        new_numbers = np.full(self._count_old(), NO_LIST, "i4")
        new_numbers[old_numbers] = numbers
        links.copy(self.connection, new_numbers)
        self.connection.execute("CREATE TEMP TABLE copied_plans (number INTEGER PRIMARY KEY, old)")
        self.connection.executemany("INSERT INTO copied_plans (old, number) VALUES (?, ?)", new)
        self.connection.execute("""INSERT INTO plan_lists SELECT copied_plans.number, plans
            FROM copied_plans CROSS JOIN old.plan_lists theirs ON theirs.number = old ORDER BY copied_plans.number""")

    def _count_old(self) -> int:
        last: int = self.connection.execute("SELECT max(number) FROM old.plan_lists").fetchone()[0]
        return last + 1

    def _write_staged(self, order: list[int], links: PlanLinks) -> None:
        for number, so_far in enumerate(order):
            if so_far not in self.old_numbers:
                row = self.connection.execute("SELECT plans FROM staged_plans WHERE number = ?", [so_far]).fetchone()
                links.add(number, row[0])
                self.connection.execute("INSERT INTO plan_lists VALUES (?, ?)", [number, row[0]])


class _Holders:
    """Who has each list of plans. whose: which list each practitioner has."""

    def __init__(self, whose: Numbers):
        self.order = np.argsort(whose, kind="stable").astype("<i4")
        self.starts = np.searchsorted(whose[self.order], np.arange(whose.max(initial=NO_LIST) + 2))

    def of(self, lists: Numbers) -> tuple[Numbers, Numbers]:
        """The numbers of all who have one of these lists, and how many have each."""
        counts = self.starts[lists + 1] - self.starts[lists]
        return self.order[spread(self.starts[lists], counts)], counts


def _takers_by_source(links: PlanLinks, holders: Numbers) -> dict[tuple[str, str], int]:
    """See PlanLists.write. holders: how many have each list."""
    found: dict[tuple[str, str], list[Numbers]] = defaultdict(list)
    for link, lists in links.named():
        for payer in (link.taken.payer, ""):
            found[link.source, payer].append(lists)
    return {key: int(holders[ascending(np.concatenate(each))].sum()) for key, each in found.items()}


def _takers(links: PlanLinks, holders: _Holders) -> Iterator[dict[str, Any]]:
    """Who takes each plan, and under plan "" who takes any of the payer's."""
    for taken, by_id in sorted(_lists_by_plan(links).items()):
        lists = ascending(np.concatenate([numbers for each in by_id.values() for numbers in each]))
        practitioners, _ = holders.of(lists)
        practitioners.sort()  # nobody is there twice: nobody has two lists
        plan_ids = json.dumps(sorted(plan_id for plan_id in by_id if taken.plan and plan_id))
        yield taken._asdict() | {"plan_ids": plan_ids, "practitioners": practitioners.tobytes()}


def _prices(links: PlanLinks, holders: _Holders) -> Iterator[dict[str, Any]]:
    """Who has a price agreed under each plan, and which."""
    for priced, lists, cents in links.priced():
        practitioners, counts = holders.of(lists)
        each = cents.repeat(counts).astype("<i4")
        yield priced._asdict() | {"practitioners": practitioners.tobytes(), "cents": each.tobytes()}


def _lists_by_plan(links: PlanLinks) -> dict[TakenAs, dict[str, list[Numbers]]]:
    """{how a plan is taken: {plan id: numbers of the lists that name it}}."""
    found: dict[TakenAs, dict[str, list[Numbers]]] = {}
    for link, lists in links.named():
        for plan in {"", link.taken.plan}:
            by_id = found.setdefault(link.taken._replace(plan=plan), {})
            by_id.setdefault(link.plan_id, []).append(lists)
    return found
