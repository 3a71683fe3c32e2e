"""Lists of plans in directory.db: practitioners in the same networks share one, so that each is written, read and
counted once.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from sqlite3 import Connection
from typing import Any, NamedTuple

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from directory.core import dates
from directory.core.agreed_rates import agreed_rates
from directory.core.hashing import content_hash
from directory.core.in_force import time_of
from directory.core.practitioner import AlsoStated, ListedPlan, listed_plans_from_json
from directory.core.sources import BY_NAME as SOURCES
from directory.store.listings.columns import spread

NO_LIST = -1  # the number of the list of those who name no plan
_content_hash = lru_cache(1 << 12)(content_hash)  # of lists of some kilobytes, which come again and again


class PlanLists:
    """The lists of plans, as JSON, of a directory that is being built.

    There may be as many as practitioners, so memory holds only what tells them apart.
    """

    def __init__(self, connection: Connection):
        """connection: to the new directory; an old one, from which lists may be copied, is attached as `old`."""
        self.connection = connection
        self.numbers: dict[bytes, int] = {}
        self.old_numbers: dict[int, int] = {}
        self.takers: dict[tuple[str, str], int] = {}
        connection.execute("CREATE TEMP TABLE staged_plans (number INTEGER PRIMARY KEY, digest, plans)")

    def number(self, plans: bytes) -> tuple[int, bytes]:
        """The number of a list so far, NO_LIST of an empty one, and its content hash."""
        if plans == b"[]":
            return NO_LIST, b""
        key = _content_hash(plans)
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers)
            row = [self.numbers[key], key, plans.decode()]
            self.connection.execute("INSERT INTO staged_plans VALUES (?, ?, ?)", row)
        return self.numbers[key], key

    def copied(self, old_numbers: NDArray[Any]) -> NDArray[Any]:
        """The numbers here of the lists that have these numbers in the old directory."""
        last = int(old_numbers.max())
        numbers = np.full(last + 2, NO_LIST, "i4")  # the last is NO_LIST's
        rows = self.connection.execute("SELECT number, digest FROM old.plan_lists WHERE number <= ?", [last])
        for old_number, key in rows:
            if key not in self.numbers:
                self.numbers[key] = len(self.numbers)
                self.old_numbers[self.numbers[key]] = old_number
            numbers[old_number] = self.numbers[key]
        copied: NDArray[Any] = numbers[old_numbers]
        return copied

    def write(self, order: list[int], whose: NDArray[Any]) -> tuple[Iterator[dict[str, Any]], Iterator[dict[str, Any]]]:
        """Writes the lists with these numbers so far, numbered 0, 1, 2 …; the rows of `insurance` and of `prices`.

        whose: which of them each practitioner has. Notes in `takers` {(source, payer): how many take plans of the payer
        by the word of the source}, and under payer "" plans of any.
        """
        many, insert = self.connection.executemany, "INSERT INTO plan_lists SELECT ?, digest, plans FROM"
        old = [(number, self.old_numbers[so_far]) for number, so_far in enumerate(order) if so_far in self.old_numbers]
        if old:
            many(f"{insert} old.plan_lists WHERE number = ?", old)
        many(f"{insert} staged_plans WHERE number = ?", enumerate(order))
        lists, prices = _read(self.connection)
        self.takers = _takers_by_source(lists, np.bincount(whose[whose != NO_LIST], minlength=len(order)))
        holders = _Holders(whose)
        return _takers(lists, holders), _prices(prices, holders)


class TakenAs(NamedTuple):
    """A plan, or "" for any of the payer's, and how and when it is taken: a row of `insurance`.

    listed: the payer's own list says so.
    """

    payer: str
    plan: str
    starts_on: str
    ends_on: str
    listed: bool


Lists = dict[tuple[TakenAs, str, str], "array[int]"]


class PricedAs(NamedTuple):
    """A plan, "" where only the payer is known, and the first and last ISO day of a price under it; "" where open."""

    payer: str
    plan: str
    starts_on: str
    ends_on: str


class _Holders:
    """Who has each list of plans. whose: which list each practitioner has."""

    def __init__(self, whose: NDArray[Any]):
        self.order = np.argsort(whose, kind="stable").astype("<i4")
        self.starts = np.searchsorted(whose[self.order], np.arange(whose.max(initial=NO_LIST) + 2))

    def of(self, lists: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """The numbers of all who have one of these lists, and how many have each."""
        counts = self.starts[lists + 1] - self.starts[lists]
        return self.order[spread(self.starts[lists], counts)], counts


def _takers_by_source(lists: Lists, holders: NDArray[Any]) -> dict[tuple[str, str], int]:
    """See PlanLists.write. holders: how many have each list."""
    found: dict[tuple[str, str], list[NDArray[Any]]] = defaultdict(list)
    for (taken, _, source), numbers in lists.items():
        for payer in (taken.payer, ""):
            found[source, payer].append(np.frombuffer(numbers, "i4"))
    return {key: int(holders[np.unique(np.concatenate(each))].sum()) for key, each in found.items()}


def _takers(lists_by_id: Lists, holders: _Holders) -> Iterator[dict[str, Any]]:
    """Who takes each plan, and under plan "" who takes any of the payer's."""
    for taken, by_id in sorted(_lists_by_plan(lists_by_id).items()):
        lists = np.unique(np.concatenate([numbers for each in by_id.values() for numbers in each]))
        practitioners, _ = holders.of(lists)
        practitioners.sort()  # nobody is there twice: nobody has two lists
        plan_ids = json.dumps(sorted(plan_id for plan_id in by_id if taken.plan and plan_id))
        yield taken._asdict() | {"plan_ids": plan_ids, "practitioners": practitioners.tobytes()}


def _prices(prices: dict[PricedAs, "array[int]"], holders: _Holders) -> Iterator[dict[str, Any]]:
    """Who has a price agreed under each plan, and which."""
    for priced, pairs in sorted(prices.items()):
        lists, cents = np.frombuffer(pairs, "i4").reshape(-1, 2).T
        practitioners, counts = holders.of(lists)
        each = cents.repeat(counts).astype("<i4")
        yield priced._asdict() | {"practitioners": practitioners.tobytes(), "cents": each.tobytes()}


def _lists_by_plan(lists_by_id: Lists) -> dict[TakenAs, dict[str, list[NDArray[Any]]]]:
    """{how a plan is taken: {plan id: numbers of the lists that name it}}."""
    found: dict[TakenAs, dict[str, list[NDArray[Any]]]] = {}
    for (taken, plan_id, _), numbers in lists_by_id.items():
        for plan in {"", taken.plan}:
            by_id = found.setdefault(taken._replace(plan=plan), {})
            by_id.setdefault(plan_id, []).append(np.frombuffer(numbers, "i4"))
    return found


def _read(connection: Connection) -> tuple[Lists, dict[PricedAs, "array[int]"]]:
    """{(how a plan is taken, its number or "", a source that names it): the lists that do}, without those that somebody
    is out of the network of; and {a plan and its days: list, price, list, price …}, see `_half_hours`.
    """
    found: Lists = defaultdict(lambda: array("i"))
    prices: dict[PricedAs, array[int]] = defaultdict(lambda: array("i"))
    day = dates.today()
    for number, text in connection.execute("SELECT number, plans FROM plan_lists ORDER BY number"):
        for plan in listed_plans_from_json(text):
            if plan.network_status != "out":
                key = _taken_as(plan), plan.plan_id or ""
                found[*key, plan.source].append(number)
                for also in plan.also:
                    if also.network_status != "out":
                        found[*key, also.source].append(number)
                for priced, cents in _half_hours(plan, day):
                    prices[priced].extend((number, cents))
    return found, prices


def _half_hours(plan: ListedPlan, day: str) -> Iterator[tuple[PricedAs, int]]:
    """The prices in cents of half an hour in the office from an ISO day on, each with the days on which it holds.

    A price holds until a rate expires; what is agreed after that is another price, or none. None where only the first
    quarter's rate is known.
    """
    start, (first, last) = day, time_of(plan)
    for end in (*_expiries(plan, day), ""):
        agreed = agreed_rates(plan, start)
        if agreed and agreed.further:
            starts_on = (first or "") if start == day else max(start, first or "")
            ends_on = min(filter(None, (end, last)), default="")
            cents = round((agreed.first.amount + agreed.further.amount) * 100)
            yield PricedAs(plan.payer, plan.plan or "", starts_on, ends_on), cents
        start = dates.day_after(end) if end else start


def _expiries(plan: ListedPlan, day: str) -> list[str]:
    """The ISO days from `day` on, ascending, on which a rate of the plan expires, whoever states it."""
    stated: tuple[ListedPlan | AlsoStated, ...] = (plan, *plan.also)
    rates = (rate for each in stated if each.rates is not UNSET for rate in each.rates)
    return sorted({rate.expires_on for rate in rates if rate.expires_on and rate.expires_on >= day})


def _taken_as(plan: ListedPlan) -> TakenAs:
    is_listed = plan.network_status == "in" and SOURCES[plan.source].lists_networks
    starts_on, ends_on = time_of(plan)
    return TakenAs(plan.payer, plan.plan or "", starts_on or "", ends_on or "", is_listed)
