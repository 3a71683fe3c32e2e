"""The pages of a long list, and the numbers of rows, as an admin asks for them in an address or a form."""

from flask import request

MAX_DIGITS = 8  # more rows than any list here has


def number_in(text: str) -> int | None:
    """The number that a text is; None where it is none, or longer than MAX_DIGITS."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else None


def page_asked() -> int:
    """The page that is asked for, 1 the first and where none is."""
    return number_in(request.args.get("page", "")) or 1


def count_pages(rows: int, size: int) -> int:
    """How many pages of `size` rows there are; one where there are no rows."""
    return max(1, -(-rows // size))
