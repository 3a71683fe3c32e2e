"""Which prices the provider groups of an in-network file have, in little memory.

A group or a price is eight bytes in an array. Where there are too many, only those of some groups are kept, and of each
group the first that a patient meets.
"""

from array import array
from dataclasses import dataclass
from mmap import mmap

import numpy as np
import numpy.typing as npt

MOST_RATES = 64  # of one practitioner in one network: a file with more is damaged
MOST_KEPT = 1 << 18  # different rates, 0.2 kB each, before those that nobody listed has are dropped
MOST_PLACES = 1 << 21  # of rates in groups, 16 bytes each, likewise
MOST_ROOM = 4  # times as many are kept, but no more

Numbers = npt.NDArray[np.int64]


class TooManyRates(Exception):
    """Those listed have more different rates than can be kept."""


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
class RateSets:
    """Sets of rates by their numbers: each the numbers of rates, which are packed (prices.packed)."""

    rates: list[bytes]
    sets: list[bytes]

    def packed_of(self, number: int) -> list[bytes]:
        """The rates of a set, in order."""
        return [self.rates[each] for each in array("q", self.sets[number])]


class GroupRates:
    """The rates of groups; both are numbers.

    dropped: groups whose rates were not all kept.
    """

    def __init__(self) -> None:
        self._rates: dict[bytes, int] = {}
        self._priced, self._rate_numbers = array("q"), array("q")
        self.dropped, self.drops, self._room = GroupTable(), False, 1

    def add(self, groups: list[int], rates: list[bytes]) -> None:
        """That groups have these rates, each packed (prices.packed)."""
        for rate in rates if groups else ():
            number = self._rates.setdefault(rate, len(self._rates))
            self._priced.extend(groups)
            self._rate_numbers.extend([number] * len(groups))

    def are_too_many(self) -> bool:
        """Whether some have to be dropped."""
        return len(self._rates) > self._room * MOST_KEPT or len(self._priced) > self._room * MOST_PLACES

    def keep(self, wanted: Numbers) -> None:
        """Drops the rates of all groups but those wanted, and of these what nobody is shown. Raises TooManyRates."""
        priced, names = self.priced(), list(self._rates)
        self.dropped.add_all(priced[~np.isin(priced, wanted)])
        groups, numbers = self._first(wanted)
        used = np.unique(numbers)
        self._rates = {names[number]: place for place, number in enumerate(used.tolist())}
        self._priced = array("q", groups.tobytes())
        self._rate_numbers = array("q", np.searchsorted(used, numbers).tobytes())
        self.drops = True
        if 2 * len(self._rates) > self._room * MOST_KEPT or 2 * len(self._priced) > self._room * MOST_PLACES:
            self._room *= 2
        if self._room > MOST_ROOM:
            raise TooManyRates

    def forget(self) -> None:
        """Forgets all, but for the rates of groups below 0."""
        priced = numbers_in(self._priced)
        kept = priced < 0
        self._rate_numbers = array("q", numbers_in(self._rate_numbers)[kept].tobytes())
        self._priced = array("q", priced[kept].tobytes())
        self.drops = True

    def priced(self) -> Numbers:
        """The groups whose rates are kept, each once, in order."""
        return np.unique(numbers_in(self._priced))

    def sets(self, wanted: Numbers) -> tuple[Numbers, Numbers, RateSets]:
        """The groups of those wanted that have rates, in order; the number of the set of each; the sets."""
        in_order, rates = self._first(wanted)
        keys, starts = np.unique(in_order, return_index=True)
        sets, result = {b"": 0}, array("q")
        for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(rates)], strict=False):
            result.append(sets.setdefault(rates[start:end].tobytes(), len(sets)))
        return keys, numbers_in(result), RateSets(list(self._rates), list(sets))

    def _first(self, wanted: Numbers) -> tuple[Numbers, Numbers]:
        """The groups of those wanted that have rates, in order, and the numbers of these, the first MOST_RATES each."""
        in_order = sorted(self._rates)
        numbers = np.fromiter(map(self._rates.__getitem__, in_order), np.int64, len(in_order))
        ranks = np.empty_like(numbers)
        ranks[numbers] = np.arange(len(numbers))
        priced = numbers_in(self._priced)
        mask = np.isin(priced, wanted)
        groups, ranked = distinct(priced[mask], ranks[numbers_in(self._rate_numbers)[mask]])
        _, starts, places = np.unique(groups, return_index=True, return_inverse=True)
        shown = np.arange(len(groups)) - starts[places] < MOST_RATES if len(groups) else np.zeros(0, np.bool_)
        return groups[shown], numbers[ranked[shown]]


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
