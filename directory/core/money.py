"""Prices in US dollars, as people write them."""

import re
from math import isfinite

from directory.core.i18n import Message

MOST_DOLLARS = 10_000  # no visit costs more
# Full-width letters, digits and signs; not what else is a digit somewhere, such as a note's number set above the line.
NARROW = str.maketrans({chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)})
_CURRENCY = re.compile(r"^(?:US ?)?\$\s*|\s*(?:dollars?|d[oó]lares|USD)$", re.IGNORECASE)
# "1,200.50": commas part thousands. "80,50": a comma before one or two last digits is a decimal comma, as in Spanish.
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{0,2})?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}", re.ASCII)
# Three decimals may be thousands, as "1.200" is in Spanish; more are a spreadsheet's arithmetic.
_PLAIN = re.compile(r"\d+(?:\.(?:\d{0,2}|\d{4,}))?|\.\d{1,2}", re.ASCII)


def number(text: str, most: float) -> float | None:
    """A number from 0 to `most`, written in plain digits; None for anything else."""
    try:
        value = float(text) if text.isascii() else -1.0
    except ValueError:
        return None
    return value if isfinite(value) and 0 <= value <= most else None


def dollars(text: str) -> float:
    """A price from "120", "$120.00", "80 dollars", "1,200" or "80,50": dollars, to the cent.

    Raises ValueError for anything else, such as "1.200" and "12,3456", which may be read in two ways, and for more than
    MOST_DOLLARS.
    """
    amount = _CURRENCY.sub("", text.translate(NARROW).strip())
    if _THOUSANDS.fullmatch(amount):
        amount = amount.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(amount):
        amount = amount.replace(",", ".")
    price = number(amount, MOST_DOLLARS) if _PLAIN.fullmatch(amount) else None
    if price is None:
        raise ValueError(Message("not a price in dollars, from 0 to %(most)s", most=f"{MOST_DOLLARS:,}"))
    return round(price, 2)
