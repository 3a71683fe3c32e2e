"""Who is in which provider group of an in-network file, and which prices each group has, in little memory.

A file names millions of groups and prices, each perhaps before what it belongs to. So only numbers are kept, in arrays,
and put together when the file has been read.
"""

from array import array
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from directory.core.hashing import content_hash
from directory.core.practitioner import NegotiatedRate

MOST_OTHERS = 1 << 21  # places of people who are not listed here in groups: of more, they are not counted
MOST_RATES = 64  # of one practitioner in one network: a file with more is damaged
HASHED = 1 << 62  # numbers of groups from here on are hashes of texts
UNNAMED = -1  # in place of a network

Numbers = npt.NDArray[np.int64]
PriceSet = frozenset[NegotiatedRate]


class Membership(NamedTuple):
    """That somebody is in a network (its number, UNNAMED where it has no name) with these prices (their number)."""

    network: int
    prices: int


class GroupsAndPrices:
    """What a file says, by numbers; networks and price sets are numbered as they come."""

    def __init__(self) -> None:
        self.networks: dict[tuple[str, ...], int] = {}
        self.price_sets: dict[PriceSet, int] = {}
        self._groups, self._npis, self._group_networks = array("q"), array("q"), array("q")
        self._others, self._other_npis, self.all_counted = array("q"), array("q"), True
        self._priced, self._prices = array("q"), array("q")
        self._inline = 0

    def new_group(self) -> int:
        """A number for a group that has none because it stands inside a price."""
        self._inline -= 1
        return self._inline

    def add_group(self, group: int, listed: set[int], others: set[int], network: tuple[str, ...]) -> None:
        """Who is in a group: those that are listed here, and those that are not, as numbers."""
        number = self.networks.setdefault(network, len(self.networks)) if network else UNNAMED
        for npi in listed:
            self._groups.append(group)
            self._npis.append(npi)
            self._group_networks.append(number)
        if others and self.all_counted:
            self._others.extend([group] * len(others))
            self._other_npis.extend(others)
            if len(self._others) > MOST_OTHERS:
                self._others, self._other_npis, self.all_counted = array("q"), array("q"), False

    def add_prices(self, groups: list[int], prices: PriceSet) -> None:
        """That groups have these prices."""
        number = self.price_sets.setdefault(prices, len(self.price_sets))
        self._priced.extend(groups)
        self._prices.extend([number] * len(groups))

    def priced(self) -> Numbers:
        """The groups that have a price of acupuncture, each once."""
        return np.unique(_numbers(self._priced))

    def others_priced(self) -> int:
        """How many people have prices and are not listed here."""
        mask = np.isin(_numbers(self._others), self.priced())
        return len(np.unique(_numbers(self._other_npis)[mask]))

    def members(self) -> tuple[dict[int, frozenset[Membership]], list[PriceSet]]:
        """{NPI: the networks they are in, with prices}, and the sets of prices by their numbers, the first empty."""
        groups, npis, networks = map(_numbers, (self._groups, self._npis, self._group_networks))
        keys, numbers, sets = self._prices_by_group(np.unique(groups))
        prices = np.zeros(len(groups), np.int64)
        if len(keys):
            places = np.minimum(np.searchsorted(keys, groups), len(keys) - 1)
            prices = np.where(keys[places] == groups, numbers[places], 0)
        found: dict[int, set[Membership]] = {}
        rows = (column.tolist() for column in _distinct(npis, networks, prices))
        for npi, *membership in zip(*rows, strict=True):
            found.setdefault(npi, set()).add(Membership(*membership))
        shared: dict[frozenset[Membership], frozenset[Membership]] = {}
        return {npi: shared.setdefault(key := frozenset(each), key) for npi, each in found.items()}, sets

    def _prices_by_group(self, wanted: Numbers) -> tuple[Numbers, Numbers, list[PriceSet]]:
        """The groups of those wanted that have prices, in order; the number of the prices of each; the prices."""
        priced, prices = _numbers(self._priced), _numbers(self._prices)
        mask = np.isin(priced, wanted)
        in_order, sets = _distinct(priced[mask], prices[mask])
        keys, starts = np.unique(in_order, return_index=True)
        numbers = {frozenset[NegotiatedRate](): 0}
        known, joined = list(self.price_sets), dict[tuple[int, ...], int]()
        result = array("q")
        for some in _split(sets, starts):
            if some not in joined:
                together = frozenset[NegotiatedRate]().union(*(known[each] for each in some))
                joined[some] = numbers.setdefault(together, len(numbers))
            result.append(joined[some])
        return keys, _numbers(result), list(numbers)


def _distinct(*columns: Numbers) -> list[Numbers]:
    """The different rows of these columns, in order."""
    order = np.lexsort(columns[::-1])
    in_order = [column[order] for column in columns]
    first = np.ones(len(order), np.bool_)
    first[1:] = np.any([column[1:] != column[:-1] for column in in_order], axis=0)
    return [column[first] for column in in_order]


def _split(values: Numbers, starts: npt.NDArray[np.intp]) -> Iterator[tuple[int, ...]]:
    ends = [*starts[1:].tolist(), len(values)]
    for start, end in zip(starts.tolist(), ends, strict=False):
        yield tuple(values[start:end].tolist())


def _numbers(values: "array[int]") -> Numbers:
    return np.frombuffer(values, np.int64) if values else np.zeros(0, np.int64)


def group_number(value: object) -> int | None:
    """The number that stands for a group's id, whether it is a whole number, a fraction (as text) or text.

    A fraction is taken by its digits as they are written: 690.6447 and 690.64470 are two groups of one insurer's. None
    for anything else.
    """
    if isinstance(value, str):
        text = value.strip()
        whole, _, fraction = text.partition(".")
        if not (whole.isascii() and whole.isdigit() and len(whole) < 19 and not fraction.strip("0")):
            return HASHED | int.from_bytes(content_hash(text.encode("utf-8", "replace"))[:7]) if text else None
        value = int(whole)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < HASHED else None
