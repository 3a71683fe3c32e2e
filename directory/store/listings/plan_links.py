"""Which lists of plans name a plan, on which terms and by whose word, and which have a price agreed under it.

Reading all lists takes most of a publish, and an update changes few: so what the others name is copied from the
directory that stands.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import NamedTuple

import numpy as np
from msgspec import UNSET
from numpy.typing import NDArray

from directory.core import dates
from directory.core.agreed_rates import agreed_rates
from directory.core.in_force import time_of
from directory.core.practitioner import AlsoStated, ListedPlan, listed_plans_from_json
from directory.core.sources import BY_NAME as SOURCES

Numbers = NDArray[np.int32]


class TakenAs(NamedTuple):
    """A plan, or "" for any of the payer's, and how and when it is taken: a row of `insurance`.

    listed: the payer's own list says so.
    """

    payer: str
    plan: str
    starts_on: str
    ends_on: str
    listed: bool


class PlanLink(NamedTuple):
    """How a plan is taken, its number or "", and a source that names it."""

    taken: TakenAs
    plan_id: str
    source: str


class PricedAs(NamedTuple):
    """A plan, "" where only the payer is known, and the first and last ISO day of a price under it; "" where open."""

    payer: str
    plan: str
    starts_on: str
    ends_on: str


class PlanLinks:
    """What lists of plans name, without the plans that somebody is out of the network of.

    _named: the numbers of the lists by what they name; _priced: list, price in cents, list, price … by plan and days.
    """

    def __init__(self) -> None:
        self._named: dict[PlanLink, array[int]] = defaultdict(lambda: array("i"))
        self._priced: dict[PricedAs, array[int]] = defaultdict(lambda: array("i"))

    def add(self, number: int, plans: str) -> None:
        """Reads a list, as JSON."""
        for plan in listed_plans_from_json(plans):
            if plan.network_status == "out":
                continue
            taken, plan_id = _taken_as(plan), plan.plan_id or ""
            self._named[PlanLink(taken, plan_id, plan.source)].append(number)
            for also in plan.also:
                if also.network_status != "out":
                    self._named[PlanLink(taken, plan_id, also.source)].append(number)
            for priced, cents in _half_hours(plan):
                self._priced[priced].extend((number, cents))

    def copy(self, connection: Connection, new_numbers: Numbers) -> None:
        """Takes what the directory attached as `old` knows of its lists.

        new_numbers: by the old number of each the number here, negative for those that are not here.
        """
        for *row, lists in connection.execute("SELECT * FROM old.plan_links"):
            payer, plan, starts_on, ends_on, is_listed, plan_id, source = row
            taken = TakenAs(payer, plan, starts_on, ends_on, bool(is_listed))
            numbers = new_numbers[np.frombuffer(lists, "<i4")]
            self._named[PlanLink(taken, plan_id, source)].frombytes(numbers[numbers >= 0].tobytes())
        for *priced, lists, cents in connection.execute("SELECT * FROM old.price_links"):
            numbers = new_numbers[np.frombuffer(lists, "<i4")]
            pairs = np.stack((numbers, np.frombuffer(cents, "<i4")), axis=1)[numbers >= 0]
            self._priced[PricedAs(*priced)].frombytes(pairs.astype("i4").tobytes())

    def named(self) -> Iterator[tuple[PlanLink, Numbers]]:
        """What is named, in order, and the numbers of the lists that do, ascending."""
        for link, numbers in sorted(self._named.items()):
            if numbers:
                yield link, np.sort(np.frombuffer(numbers, "i4"))

    def priced(self) -> Iterator[tuple[PricedAs, Numbers, Numbers]]:
        """What is priced, in order; the numbers of the lists that have it, ascending, with the price of each."""
        for priced, pairs in sorted(self._priced.items()):
            lists, cents = np.frombuffer(pairs, "i4").reshape(-1, 2).T
            order = np.argsort(lists, kind="stable")
            if len(order):
                yield priced, lists[order], cents[order]

    def write(self, connection: Connection) -> None:
        """Keeps it all for the next directory."""
        named = ((*link.taken, link.plan_id, link.source, _bytes(lists)) for link, lists in self.named())
        connection.executemany("INSERT INTO plan_links VALUES (?, ?, ?, ?, ?, ?, ?, ?)", named)
        priced = ((*priced, _bytes(lists), _bytes(cents)) for priced, lists, cents in self.priced())
        connection.executemany("INSERT INTO price_links VALUES (?, ?, ?, ?, ?, ?)", priced)


def _bytes(numbers: Numbers) -> bytes:
    return numbers.astype("<i4").tobytes()


def _half_hours(plan: ListedPlan) -> Iterator[tuple[PricedAs, int]]:
    """The prices in cents of half an hour in the office, each with the days on which it holds.

    A price holds until a rate expires; what is agreed after that is another price, or none. None where only the first
    quarter's rate is known.
    """
    start, (first, last) = "", time_of(plan)
    for end in (*_expiries(plan), ""):
        agreed = agreed_rates(plan, start)
        if agreed and agreed.further:
            ends_on = min(filter(None, (end, last)), default="")
            cents = round((agreed.first.amount + agreed.further.amount) * 100)
            yield PricedAs(plan.payer, plan.plan or "", max(start, first or ""), ends_on), cents
        start = dates.day_after(end) if end else start


def _expiries(plan: ListedPlan) -> list[str]:
    """The ISO days, ascending, on which a rate of the plan expires, whoever states it."""
    stated: Iterable[ListedPlan | AlsoStated] = (plan, *plan.also)
    rates = (rate for each in stated if each.rates is not UNSET for rate in each.rates)
    return sorted({rate.expires_on for rate in rates if rate.expires_on})


def _taken_as(plan: ListedPlan) -> TakenAs:
    is_listed = plan.network_status == "in" and SOURCES[plan.source].lists_networks
    starts_on, ends_on = time_of(plan)
    return TakenAs(plan.payer, plan.plan or "", starts_on or "", ends_on or "", is_listed)
