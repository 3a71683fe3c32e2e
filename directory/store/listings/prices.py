"""The prices that plans have agreed with practitioners, of directory.db."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.store.listings.reader import IN_FORCE, Directory, once_a_version

PRICES = f"SELECT practitioners, cents FROM prices WHERE payer = :payer AND :plan IN (plan, '') AND {IN_FORCE}"


@once_a_version
def payers_with_prices(directory: Directory) -> frozenset[str]:
    """The payers of which any agreed price is known: most state none."""
    return frozenset(payer for (payer,) in directory.connection.execute("SELECT DISTINCT payer FROM prices"))


def agreed_prices(directory: Directory, payer: str, plan: str) -> tuple[NDArray[Any], NDArray[Any]]:
    """The numbers of those with whom a plan, or with plan "" any plan of the payer, has agreed prices, some perhaps
    more than once; and in cents what half an hour in the office costs with each.
    """
    values = {"payer": payer, "plan": plan, "day": directory.day}
    numbers, cents = b"", b""
    for of_some, their_cents in directory.connection.execute(PRICES, values):
        numbers, cents = numbers + of_some, cents + their_cents
    return np.frombuffer(numbers, "<i4"), np.frombuffer(cents, "<i4")
