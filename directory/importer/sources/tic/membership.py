"""Who is in which provider group of an in-network file, and which prices each group has, in little memory.

A file names millions of groups and prices, each perhaps before what it belongs to. So only numbers are kept, in arrays,
and put together when the file has been read. Where there are too many, prices are given to those who are known to be in
their groups. If somebody comes to be in such a group later, the file has to be read again.
"""

from array import array
from typing import NamedTuple

import numpy as np

from directory.core.hashing import content_hash
from directory.importer.sources.tic.group_rates import (
    GroupRates,
    GroupTable,
    Members,
    Numbers,
    RateSets,
    distinct,
    numbers_in,
)

MOST_OTHERS = 1 << 21  # places of people who are not listed here in groups, 16 bytes each: more are not counted
LARGEST = 10**18  # whole numbers from here on are taken as texts
HASHED = 1 << 62  # numbers of groups from here on are hashes of texts
UNNAMED = -1  # in place of a network
NETWORK_BITS = 14  # of the number of somebody in a network, the lowest ones: more than a file may name
Networks = tuple[str, ...]  # their names
WITHOUT_LISTED = -1  # in place of all groups that stand inside prices and hold nobody listed; others are below it


class Membership(NamedTuple):
    """That somebody is in a network (its number, UNNAMED where it has no name) with these prices (their number)."""

    network: int
    prices: int


class GroupsAndPrices:
    """What a file says, by numbers; networks and rates are numbered as they come.

    missed: whether there is somebody listed in a group whose rates were not all kept.
    all_counted: whether others_priced counts all.
    """

    def __init__(self) -> None:
        self.networks: dict[Networks, int] = {}
        self._groups, self._npis, self._group_networks = array("q"), array("q"), array("q")
        self._others, self._other_npis, self.all_counted = array("q"), array("q"), True
        self._rates, self._holding, self.missed = GroupRates(), GroupTable(), False
        self._inline: dict[frozenset[int], int] = {}

    def add_group(self, group: int, listed: set[int], others: set[int], network: Networks) -> None:
        """Who is in a group: those that are listed here, and those that are not, as numbers."""
        self._network(network)
        self.add_listed([(group, npi, network) for npi in listed])
        if others and self.all_counted:
            self._others.extend([group] * len(others))
            self._other_npis.extend(others)
            self.all_counted = len(self._others) <= MOST_OTHERS

    def add_listed(self, found: list[tuple[int, int, Networks]]) -> None:
        """Who of those listed is in which group, and the group's networks."""
        if not found:
            return
        groups, npis, networks = zip(*found, strict=True)
        numbers = {each: self._network(each) for each in dict.fromkeys(networks)}
        self._groups.extend(groups)
        self._npis.extend(npis)
        self._group_networks.extend(map(numbers.__getitem__, networks))
        some = np.array(groups, np.int64)
        self._holding.add_all(some)
        self.missed = self.missed or bool(self.dropped.having(some).any())

    def _network(self, names: Networks) -> int:
        return self.networks.setdefault(names, len(self.networks)) if names else UNNAMED

    def add_inline(self, listed: set[int], others: set[int]) -> list[int]:
        """Who is in the groups that stand inside a price. Returns a number for these where somebody is listed."""
        self.add_group(WITHOUT_LISTED, set(), others, ())
        if not listed:
            return []
        number = -2 - len(self._inline)
        known = self._inline.setdefault(frozenset(listed), number)
        if known == number:
            self.add_group(number, listed, set(), ())
        return [known]

    def add_rates(self, groups: list[int], rates: list[bytes], only_listed: bool = False) -> None:
        """That groups have these rates, each packed. only_listed: drops those of groups that are not known to hold
        somebody listed. Raises TooManyNames.
        """
        if self._rates.drops or only_listed:
            self._note_dropped(groups)
            groups = [group for group in groups if group in self._holding]
        self._rates.add(groups, rates)
        if self._rates.are_too_many():
            self._rates.tell(self._members())

    def _note_dropped(self, groups: list[int]) -> None:
        for group in groups:
            if group not in self._holding:
                self.dropped.add(group)

    @property
    def dropped(self) -> GroupTable:
        """The groups whose rates were not all kept."""
        return self._rates.dropped

    def read_again(self) -> None:
        """Makes ready for the second reading of a file: it adds the rates of the groups that hold somebody."""
        self.missed = False

    def priced(self) -> Numbers:
        """The groups whose rates are kept, each once, in order."""
        return self._rates.priced()

    def others_priced(self) -> int:
        """How many people have prices and are not listed here."""
        others = numbers_in(self._others)
        mask = (others == WITHOUT_LISTED) | np.isin(others, self.priced()) | self.dropped.having(others)
        return len(np.unique(numbers_in(self._other_npis)[mask]))

    def members(self) -> tuple[dict[int, frozenset[Membership]], RateSets]:
        """{NPI: the networks they are in, with prices}, and the sets of rates by their numbers, the first empty."""
        members, people = self._members(), np.unique(self._people())
        keys, numbers, sets = self._rates.sets(members)
        prices = np.zeros(len(people), np.int64)
        prices[np.searchsorted(people, keys)] = numbers
        found: dict[int, set[Membership]] = {}
        for person, some in zip(people.tolist(), prices.tolist(), strict=True):
            npi, network = divmod(person, 1 << NETWORK_BITS)
            found.setdefault(npi, set()).add(Membership(network + UNNAMED, some))
        shared: dict[frozenset[Membership], frozenset[Membership]] = {}
        return {npi: shared.setdefault(key := frozenset(each), key) for npi, each in found.items()}, sets

    def _members(self) -> Members:
        """Who is in the groups whose rates wait."""
        groups, priced = numbers_in(self._groups), np.append(self.priced(), np.iinfo(np.int64).max)
        are_priced = priced[np.searchsorted(priced, groups)] == groups
        return Members(*distinct(groups[are_priced], self._people()[are_priced]))

    def _people(self) -> Numbers:
        """Those listed, each in a network, beside their groups."""
        people = numbers_in(self._npis) << NETWORK_BITS
        people += numbers_in(self._group_networks)
        people -= UNNAMED
        return people


def group_number(value: object) -> int | None:
    """The number that stands for a group's id, whether it is a whole number, a fraction (as text) or text.

    A fraction is taken by its digits as they are written: 690.6447 and 690.64470 are two groups of one insurer's. None
    for anything else.
    """
    if isinstance(value, int) and not isinstance(value, bool) and not 0 <= value < LARGEST:
        value = str(value)  # too large to stand for itself
    if isinstance(value, str):
        text = value.strip()
        whole, _, fraction = text.partition(".")
        if not (whole.isascii() and whole.isdigit() and len(whole) < len(str(LARGEST)) and not fraction.strip("0")):
            return HASHED | int.from_bytes(content_hash(text.encode("utf-8", "replace"))[:7]) if text else None
        value = int(whole)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < HASHED else None
