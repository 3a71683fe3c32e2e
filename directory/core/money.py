"""Prices in US dollars, as people write them."""

from math import isfinite

MOST_DOLLARS = 10_000  # no visit costs more


def dollars(text: str) -> float:
    """A price from "120", "$120.00" or "1,200": dollars, to the cent. Raises ValueError for anything else, and for more than MOST_DOLLARS."""
    bare = text.strip().removeprefix("$").strip().replace(",", "")
    try:
        price = float(bare) if bare.isascii() else -1.0
    except ValueError:
        price = -1.0
    if not (isfinite(price) and 0 <= price <= MOST_DOLLARS):
        raise ValueError(f"not a price in dollars, from 0 to {MOST_DOLLARS:,}")
    return round(price, 2)
