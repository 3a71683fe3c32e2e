"""Prices in US dollars, as people write them."""

from math import isfinite

MOST_DOLLARS = 10_000  # no visit costs more


def number(text: str, most: float) -> float | None:
    """A number from 0 to `most`, written in plain digits; None for anything else."""
    try:
        value = float(text) if text.isascii() else -1.0
    except ValueError:
        return None
    return value if isfinite(value) and 0 <= value <= most else None


def dollars(text: str) -> float:
    """A price from "120", "$120.00" or "1,200": dollars, to the cent.

    Raises ValueError for anything else, and for more than MOST_DOLLARS.
    """
    price = number(text.strip().removeprefix("$").strip().replace(",", ""), MOST_DOLLARS)
    if price is None:
        raise ValueError(f"not a price in dollars, from 0 to {MOST_DOLLARS:,}")
    return round(price, 2)
