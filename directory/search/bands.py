"""How it is known that somebody takes an insurance: named by the insurer's own list, said by others, or not at all; and
at which agreed price.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from directory.search.insurance_index import RequestedInsurance
from directory.store.listings.prices import agreed_prices
from directory.store.listings.reader import Directory

NO_PRICE = np.iinfo("i4").max  # cents: more than any price


class Band(NamedTuple):
    """How many there are within the radius whom the insurer's own list names, who or whose keepers say so themselves,
    and of whom nobody states it, while all other filters keep them.
    """

    listed: int
    said: int
    unstated: int


class InsuranceTerms(NamedTuple):
    """On which terms everybody in a directory takes an insurance. listed: a mask: whether the insurer's own list names
    them; prices: the lowest agreed price in cents of half an hour in the office, NO_PRICE where none is known.
    """

    listed: NDArray[Any]
    prices: NDArray[Any]


def insurance_terms(asked: RequestedInsurance | None, directory: Directory) -> InsuranceTerms | None:
    """The terms of an insurance; None where none is asked for that some listings name."""
    if not asked or not asked.networks:
        return None
    listed, prices = np.zeros(len(directory), bool), np.full(len(directory), NO_PRICE, "i4")
    for network in asked.networks:
        listed[directory.takers(*network, listed_only=True)] = True
        np.minimum.at(prices, *agreed_prices(directory, *network))
    return InsuranceTerms(listed, prices)
