"""How it is known that somebody takes an insurance: named by the insurer's own list, said by others, or not at all."""

from typing import Any, NamedTuple

import numpy as np

from directory.search.insurance import RequestedInsurance
from directory.search.query import SearchQuery
from directory.store.listings.reader import Directory


class Band(NamedTuple):
    """How many there are within the radius whom the insurer's own list names, who or whose keepers say so themselves,
    and of whom nobody states it, while all other filters keep them.
    """

    listed: int
    said: int
    unstated: int


def asked_insurance(query: SearchQuery) -> RequestedInsurance | None:
    """What the insurance of a search was understood as; None where it asks for none."""
    return next((value for _, value in query.filters if isinstance(value, RequestedInsurance)), None)


def listed_by_payer(asked: RequestedInsurance, directory: Directory) -> np.ndarray[Any, Any]:
    """A mask of everybody in a directory: whether the insurer's own list names them."""
    mask = np.zeros(len(directory), bool)
    for network in asked.networks:
        mask[directory.takers(*network, listed_only=True)] = True
    return mask
