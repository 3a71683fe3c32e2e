"""Chance for the sample directory: a seed that is fixed, and values that are given out once."""

import random
from collections.abc import Callable

from directory.core import npi

rng = random.Random(20261031)
given_out: set[str] = set()


def new_npi() -> str:
    """An NPI that checks and that nobody has."""
    return once(lambda: npi.with_check_digit(f"2{rng.randrange(10**8):08}"))


def likely(chance: float) -> bool:
    """True as often as `chance` (0 to 1) says."""
    return rng.random() < chance


def once(make: Callable[[], str]) -> str:
    """A value of `make` that has not been given out before."""
    while (value := make()) in given_out:
        pass
    given_out.add(value)
    return value
