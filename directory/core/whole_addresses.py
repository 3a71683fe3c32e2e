"""Addresses in one text, as people type them: "12 Elm St, Ste 4, Portland, OR 97214", or only the line of the city."""

import re
from collections.abc import Callable
from typing import NamedTuple

from directory.core.addresses import postal_code, state_code
from directory.core.i18n import N_
from directory.core.streets import UNITS

COUNTRY = re.compile(r"[\s,]+(?:USA|U\.S\.A\.|US|U\.S\.|United States(?: of America)?)$", re.IGNORECASE)
# Four digits: a spreadsheet has taken the first zero away.
ZIP_AT_END = re.compile(r"(?:^|(?<=[\s,]))(\d{5}(?:-?\d{4})?|\d{4})-?$", re.ASCII)
UNIT_FIRST = re.compile(rf"(?:{UNITS})\b", re.IGNORECASE)
NO_CITY_LINE = N_("not a city and state, such as Portland, OR 97214")
NOT_APART = N_("street and city cannot be told apart; put a comma between them")
NO_STATE_AT_END = N_("no American state at the end of the address")
LONGEST_STATE = 3  # words, "District of Columbia"


class TypedAddress(NamedTuple):
    """The parts of an address, "" for what it does not say; state: two letters."""

    street: str
    city: str
    state: str
    postal_code: str


def parse_city_line(text: str) -> TypedAddress:
    """City, state and ZIP code: "Portland, OR 97214", "Portland OR", "Portland / Oregon / 97214", "OR 97214".

    Raises ValueError where it has no state, or something else than a city before it.
    """
    rest, state, code = _end(text.replace("/", ","))
    if re.search(r"[\d,]", rest):
        raise ValueError(f"{NO_CITY_LINE}: {text!r}")
    return TypedAddress("", rest, state, code)


def parse_whole_address(text: str, is_city: Callable[[str, str], bool]) -> TypedAddress:
    """Street, city, state and ZIP code. is_city: whether a name is that of a city in a state (two letters).

    The last part between commas is the city. Where it holds a number or a suite, or there is no comma, the longest end
    of it that is a city of the state is. Raises ValueError where there is no state or no such city: nothing is guessed.
    """
    rest, state, code = _end(text)
    *street, last = [part.strip() for part in rest.split(",") if part.strip()] or [""]
    if street and not (re.search(r"\d", last) or UNIT_FIRST.match(last)):
        return TypedAddress(", ".join(street), last, state, code)
    words = last.split()
    starts = range(1 if street or re.match(r"\d", last) else 0, len(words))
    start = next((place for place in starts if is_city(" ".join(words[place:]), state)), None)
    if start is None:
        raise ValueError(f"{NOT_APART}: {text!r}")
    parts = [*street, *([" ".join(words[:start])] if start else [])]
    return TypedAddress(", ".join(parts), " ".join(words[start:]), state, code)


def state_at_end(text: str) -> str:
    """The state (two letters) alone, or at the end of an address or a line of the city. Raises ValueError."""
    return _end(text.replace("/", ","))[1]


def _end(text: str) -> tuple[str, str, str]:
    """What comes before the state, the state's code and the ZIP code. Raises ValueError where there is no state."""
    left = COUNTRY.sub("", re.sub(r"\s*,[\s,]*", ", ", text).strip(" ,.;"))
    code = ZIP_AT_END.search(left)
    words = (left[: code.start()] if code else left).strip(" ,").split()
    for taken in range(min(LONGEST_STATE, len(words)), 0, -1):
        try:
            state = state_code(" ".join(words[-taken:]).strip(" ,"))
        except ValueError:
            continue
        return " ".join(words[:-taken]).strip(" ,"), state, postal_code(code[1]) if code else ""
    raise ValueError(f"{NO_STATE_AT_END}: {text!r}")
