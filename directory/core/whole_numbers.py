"""Whole numbers as people and programs write them."""

MOST_DIGITS = 9


def whole_number(text: str, least: int, most: int) -> int | None:
    """The number that ASCII digits write, where it is from `least` to `most`; None for anything else, of any length."""
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return None
    number = int(text)
    return number if least <= number <= most else None
