"""What a search reads of each listing as one number: packed one by one, or copied from an older directory's columns.

Where another word will count first from a day on (core/freshness.py), the numbers of that day are packed beside those
of the day before.
"""

from array import array
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.core import in_force
from directory.core.dates import ordinal
from directory.core.facts import SINGLE_FACTS, Fact
from directory.core.licences import LAPSED
from directory.core.practitioner import Practitioner
from directory.core.taxonomy import KINDS
from directory.publish.figures import has_exact_point
from directory.store.listings.columns import TURNED

Column = NDArray[Any]
Columns = dict[str, Column]
KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
FIRST_DAY = "0001-01-01"
WHOSE, SINCE = TURNED + "listing", TURNED + "from"  # of each change its listing's number, and its day


def _confirmed(listing: Practitioner) -> int:
    """The day on which somebody last confirmed an address and phone of theirs; 0: nobody did."""
    days = [ordinal(each.confirmed_on) for each in listing.locations if each.confirmed_on]
    return max(days, default=0)


def _unlapsed_until(listing: Practitioner) -> int:
    """The last day on which none of their licences has lapsed; 0 where one has already."""
    if LAPSED & {each.status for each in listing.licences}:
        return 0
    return in_force.days_unlapsed(listing.licences)


def _out_of_medicare(listing: Practitioner) -> tuple[int, int]:
    """The first and the last day of somebody's time out of Medicare, as numbers; 0 of everybody else."""
    period = listing.medicare_opt_out_starts_on, listing.medicare_opt_out_ends_on
    return in_force.days_of(period) if period[1] else (0, 0)


def _choice_number(fact: Fact) -> Callable[[Practitioner], int]:
    numbers = {choice: number for number, choice in enumerate(fact.choices)}
    return lambda listing: numbers[getattr(listing, fact.name)]


# One number for each listing: (numpy's type, how it is told from the listing).
NUMBERS: dict[str, tuple[str, Callable[[Practitioner], int]]] = {
    "kind": ("u1", lambda listing: KIND_NUMBERS[listing.kind]),
    "active_until": ("i4", lambda listing: in_force.days_active(listing.licences)),
    "unlapsed_until": ("i4", _unlapsed_until),
    "confirmed": ("i4", _confirmed),
    "exact": ("u1", has_exact_point),
    "out_of_medicare_from": ("i4", lambda listing: _out_of_medicare(listing)[0]),
    "out_of_medicare_until": ("i4", lambda listing: _out_of_medicare(listing)[1]),
} | {fact.name: ("u1", _choice_number(fact)) for fact in SINGLE_FACTS if fact.choices}


class NumberColumns:
    """The numbers of each listing that NUMBERS names, and of those that change some day, those from that day on."""

    def __init__(self) -> None:
        self.columns = {name: array("i") for name in NUMBERS}
        self.turned = {name: array("i") for name in (WHOSE, SINCE, *(TURNED + name for name in NUMBERS))}

    def add(self, listing: Practitioner) -> None:
        """Packs one listing's."""
        days = in_force.turn_days(listing) if listing.has_turns else []
        whose = len(self.columns["kind"])
        numbers = _numbers(in_force.worded_on(listing, FIRST_DAY) if days else listing)
        for column, number in zip(self.columns.values(), numbers, strict=True):
            column.append(number)
        for day in days:
            before, numbers = numbers, _numbers(in_force.worded_on(listing, day))
            if numbers != before:
                for column, number in zip(self.turned.values(), (whose, ordinal(day), *numbers), strict=True):
                    column.append(number)

    def copy(self, columns: Columns, wanted: Column) -> None:
        """Packs the listings that are wanted, True or False for each, of the columns of another directory."""
        places = len(self.columns["kind"]) + np.cumsum(wanted) - 1
        for name, column in self.columns.items():
            column.frombytes(columns[name][wanted].astype("i4").tobytes())
        is_wanted = wanted[columns[WHOSE]]
        turned = {name: columns[name][is_wanted] for name in self.turned}
        for name, values in (turned | {WHOSE: places[turned[WHOSE]]}).items():
            self.turned[name].frombytes(values.astype("i4").tobytes())

    def arranged(self, rank: Column) -> Columns:
        """The columns, listings in the order of their ranks, changes in the order of their days."""
        order = np.argsort(rank)
        columns = {name: np.array(self.columns[name], dtype)[order] for name, (dtype, _) in NUMBERS.items()}
        turned = {name: np.array(column, "i4") for name, column in self.turned.items()}
        turned[WHOSE] = rank[turned[WHOSE]].astype("i4")
        by_day = np.lexsort((turned[WHOSE], turned[SINCE]))
        types = {TURNED + name: dtype for name, (dtype, _) in NUMBERS.items()}
        return columns | {name: column[by_day].astype(types.get(name, "i4")) for name, column in turned.items()}


def _numbers(listing: Practitioner) -> list[int]:
    return [number_of(listing) for _, number_of in NUMBERS.values()]
