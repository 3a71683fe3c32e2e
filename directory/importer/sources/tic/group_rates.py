"""Which prices those listed have by the provider groups of an in-network file, in little memory.

Groups, people and rates are numbers. That a group has a rate waits in two arrays; where these are full it is told whose
rate that is, and of each person in each network the first rates are kept that a patient meets. So memory grows with
those listed, however many groups and prices there are.
"""

from array import array
from dataclasses import dataclass
from mmap import mmap

import numpy as np
import numpy.typing as npt

from directory.importer.sources.tic.prices import CODE, CODES, ORDER

MOST_RATES = 64  # of one practitioner in one network: a file with more is damaged
MOST_WAITING = 1 << 20  # rates of groups, 16 bytes each, before it is told whose they are
MOST_NAMES = 1 << 18  # different kinds, places, modifiers, classes and last days of rates, all told
NAME_BITS = 22  # of a rate's number, the lowest ones
JOINED = 1 << 20  # rates of people that are told at once
IN_ORDER = sorted(CODES)

Numbers = npt.NDArray[np.int64]


class TooManyNames(Exception):
    """Rates have more different places, modifiers and so on than there can be."""


class GroupTable:
    """Groups, in 16 MB however many there are: of one in millions it may say that it has it where it has not."""

    SIZE = 16_777_213  # a prime

    def __init__(self) -> None:
        # The system gives only the pages of it that are written to, and takes them back at once.
        self._has = np.frombuffer(mmap(-1, self.SIZE), np.bool_)

    def add(self, group: int) -> None:
        """Adds a group's number."""
        self._has[group % self.SIZE] = True

    def __contains__(self, group: int) -> bool:
        return bool(self._has[group % self.SIZE])

    def add_all(self, groups: Numbers) -> None:
        """Adds many."""
        self._has[groups % self.SIZE] = True

    def having(self, groups: Numbers) -> npt.NDArray[np.bool_]:
        """Of each group, whether it is one of these."""
        having: npt.NDArray[np.bool_] = self._has[groups % self.SIZE]
        return having

    def count_outside(self, other: "GroupTable") -> int:
        """How many of these are not in another table, or a few less."""
        return int(np.count_nonzero(self._has & ~other._has))


@dataclass(frozen=True)
class Members:
    """Who of those listed is in which group: two columns, in the order of groups."""

    groups: Numbers
    people: Numbers


@dataclass(frozen=True)
class RateSets:
    """Sets of rates by their numbers: each the numbers of rates. names: what these end with, when packed."""

    names: list[bytes]
    sets: list[bytes]

    def packed_of(self, number: int) -> list[bytes]:
        """The rates of a set, in order, packed (prices.packed)."""
        return [self._packed(each) for each in array("q", self.sets[number])]

    def _packed(self, number: int) -> bytes:
        order, name = divmod(number, 1 << NAME_BITS)
        code, digits = divmod(order, 10 ** (ORDER - CODE - 1))
        written = f"{digits:0{ORDER - CODE - 1}}"
        return f"{IN_ORDER[code]}{written[:-2]}.{written[-2:]}".encode() + self.names[name]


class GroupRates:
    """The rates of groups, and of people where they were too many.

    dropped: groups of which it was told whose their rates are: who comes to be in one later does not have them.
    """

    def __init__(self) -> None:
        self._names: dict[bytes, int] = {}
        self._groups, self._rates = array("q"), array("q")
        self._of_people: tuple[Numbers, Numbers] = (numbers_in(array("q")), numbers_in(array("q")))
        self.dropped, self.drops = GroupTable(), False

    def add(self, groups: list[int], rates: list[bytes]) -> None:
        """That groups have these rates, each packed (prices.packed). Raises TooManyNames."""
        for rate in rates if groups else ():
            self._groups.extend(groups)
            self._rates.extend([self._number(rate)] * len(groups))

    def _number(self, rate: bytes) -> int:
        """A number for a rate; the lower it is, the sooner a patient meets the rate."""
        name = self._names.setdefault(rate[ORDER:], len(self._names))
        if name >= MOST_NAMES:
            raise TooManyNames
        code = IN_ORDER.index(rate[:CODE].decode())
        return int(b"%d%b" % (code, rate[CODE:ORDER].replace(b".", b""))) << NAME_BITS | name

    def are_too_many(self) -> bool:
        """Whether it has to be told whose they are."""
        return len(self._groups) > MOST_WAITING

    def tell(self, members: Members) -> None:
        """Gives the rates that wait to those who are in their groups, as far as that is known."""
        groups = numbers_in(self._groups)
        self.dropped.add_all(groups[groups >= 0])
        self._of_people = self.of_people(members)
        self._groups, self._rates, self.drops = array("q"), array("q"), True

    def priced(self) -> Numbers:
        """The groups whose rates wait, each once, in order."""
        return np.unique(numbers_in(self._groups))

    def of_people(self, members: Members) -> tuple[Numbers, Numbers]:
        """Whose rates are known: people, in order, and the first rates of each in order, MOST_RATES at most."""
        groups, rates = distinct(numbers_in(self._groups), numbers_in(self._rates))
        starts = np.searchsorted(members.groups, groups)
        counts = np.searchsorted(members.groups, groups, "right") - starts
        ends, first = np.cumsum(counts), 0
        people, found = self._of_people
        while first < len(groups):
            last = max(int(np.searchsorted(ends, ends[first] - counts[first] + JOINED, "right")), first + 1)
            times = counts[first:last]
            within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
            more = members.people[np.repeat(starts[first:last], times) + within]
            theirs = np.repeat(rates[first:last], times)
            people, found = _first(np.concatenate((people, more)), np.concatenate((found, theirs)))
            first = last
        return people, found

    def sets(self, members: Members) -> tuple[Numbers, Numbers, RateSets]:
        """People who have rates, in order; the number of the set of each; the sets, the first of them empty."""
        people, rates = self.of_people(members)
        keys, starts = np.unique(people, return_index=True)
        sets, result = {b"": 0}, array("q")
        for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(rates)], strict=False):
            result.append(sets.setdefault(rates[start:end].tobytes(), len(sets)))
        return keys, numbers_in(result), RateSets(list(self._names), list(sets))


def _first(people: Numbers, rates: Numbers) -> tuple[Numbers, Numbers]:
    """The first different rates of each, MOST_RATES at most, in order."""
    people, rates = distinct(people, rates)
    _, starts, places = np.unique(people, return_index=True, return_inverse=True)
    shown = np.arange(len(people)) - starts[places] < MOST_RATES
    return people[shown], rates[shown]


def distinct(*columns: Numbers) -> list[Numbers]:
    """The different rows of these columns, in order."""
    order = np.lexsort(columns[::-1])
    in_order = [column[order] for column in columns]
    first = np.ones(len(order), np.bool_)
    first[1:] = np.any([column[1:] != column[:-1] for column in in_order], axis=0)
    return [column[first] for column in in_order]


def numbers_in(values: "array[int]") -> Numbers:
    """An array's numbers; it cannot grow while these are used."""
    return np.frombuffer(values, np.int64) if values else np.zeros(0, np.int64)
