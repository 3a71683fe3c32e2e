"""How it is known that somebody takes an insurance: named by the insurer's own list, said by others, or not at all; and
at which agreed price.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from directory.search.insurance_index import Network, RequestedInsurance
from directory.store.listings.columns import are_among
from directory.store.listings.prices import agreed_prices, payers_with_prices
from directory.store.listings.reader import Directory

Numbers = NDArray[Any] | slice
NO_PRICE = np.iinfo("i4").max  # cents: more than any price


class Band(NamedTuple):
    """How many there are within the radius whom the insurer's own list names, who or whose keepers say so themselves,
    and of whom nobody states it, while all other filters keep them.
    """

    listed: int
    said: int
    unstated: int


class InsuranceTerms:
    """On which terms everybody in a directory takes an insurance, found for some practitioners at a time.

    networks: of the payers and plans that it stands for.
    """

    def __init__(self, networks: Iterable[Network], directory: Directory):
        self.size = len(directory)
        parts = [part for network in networks for part in directory.taken(*network)]
        self.taking = [numbers for _, numbers in parts]
        self.listed = [numbers for is_listed, numbers in parts if is_listed]
        priced = payers_with_prices(directory)
        agreed = (agreed_prices(directory, *network) for network in networks if network.payer in priced)
        self.agreed = [(whose, cents) for whose, cents in agreed if len(whose)]

    def take_it(self, numbers: Numbers) -> NDArray[Any]:
        """A mask of these practitioners: who takes it."""
        return are_among(numbers, self.taking, self.size)

    def are_listed(self, numbers: Numbers) -> NDArray[Any]:
        """A mask of these: whom the insurer's own list names."""
        return are_among(numbers, self.listed, self.size)

    def prices(self, numbers: Numbers) -> NDArray[Any]:
        """The lowest agreed price in cents of half an hour in the office with each, NO_PRICE where none is known."""
        if self.agreed:
            return self._prices[numbers]
        return np.full(self.size if isinstance(numbers, slice) else len(numbers), NO_PRICE, "i4")

    def are_priced(self, numbers: Numbers) -> NDArray[Any]:
        """A mask of these: with whom a price is agreed."""
        mask: NDArray[Any] = self.prices(numbers) != NO_PRICE
        return mask

    @cached_property
    def _prices(self) -> NDArray[Any]:
        prices = np.full(self.size, NO_PRICE, "i4")
        for whose, cents in self.agreed:
            np.minimum.at(prices, whose, cents)
        return prices


def insurance_terms(asked: RequestedInsurance | None, directory: Directory) -> InsuranceTerms | None:
    """The terms of an insurance; None where none is asked for that some listings name."""
    return InsuranceTerms(asked.networks, directory) if asked and asked.networks else None
