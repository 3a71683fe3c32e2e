"""A ZIP code as people write it: alone, behind its city, or before its city or state."""

import re

from directory.core.addresses import STATES
from directory.core.gazetteer import City, Gazetteer, Zip
from directory.core.geo import miles_between
from directory.core.streets import place_key
from directory.search.typed_state import split_state, state_in

ZIP = re.compile(r"(?:^|.*[\s,])(\d{5})(?:[-\s]?\d{4})?[\s.,;]*$")
SHORT_ZIP = re.compile(r"(.*?)(?:^|[\s,]+)(\d{4})")  # its first zero lost, as spreadsheets do
ZIP_PART = re.compile(r"\b\d{5}(?:[-\s]?\d{4})?\b")
ZIP_FIRST = re.compile(r"(?:zip(?: ?code)?:?\s*)?(\d{5})(?:-\d{4})?[\s,]+(\D+)", re.IGNORECASE)


SAID_ZIP = re.compile(r"(?:zip(?: ?code)?|c\.?p\.?|c[oó]digo postal)[:\s]+(\d{1,9})", re.IGNORECASE)
LETTERS = re.compile(r"[\dOolI]{5}")  # a ZIP in which letters stand for the digits that they look like
LOOK_ALIKE = str.maketrans("OolI", "0011")
NEAR_MILES = 50  # a place this far from a ZIP is no other word for it
HAMLET = 1_000  # people: a smaller place is hardly meant beside a ZIP of elsewhere


def zip_in(text: str, gazetteer: Gazetteer) -> str:
    """The five digits that a text ends with, or begins with where a city or a state follows; "" where none are.

    "97214 Portland" and "97214, OR" have one; in "12345 Elm St" the number is the house's.
    """
    if last := ZIP.match(text) or SAID_ZIP.fullmatch(text):
        return last[1]
    if short := _without_zero(text, gazetteer):
        return short
    alike = text.translate(LOOK_ALIKE) if LETTERS.fullmatch(text) and sum(map(str.isdigit, text)) >= 3 else ""
    if gazetteer.zip(alike):
        return alike
    first = ZIP_FIRST.fullmatch(text)
    zip_code = gazetteer.zip(first[1]) if first else None
    if not first or not zip_code:
        return ""
    is_its_city = place_key(_without_state(first[2])) == place_key(zip_code.city)
    return zip_code.code if is_its_city or state_in(first[2].strip(" ,")) else ""


def _without_zero(text: str, gazetteer: Gazetteer) -> str:
    """The ZIP code of four digits, alone or behind a place in its state: "Hoboken NJ 7030"."""
    short = SHORT_ZIP.fullmatch(text)
    zip_code = gazetteer.zip(f"0{short[2]}") if short else None
    if not short or not zip_code:
        return ""
    return zip_code.code if not short[1] or split_state(short[1])[1] == zip_code.state else ""


def _without_state(text: str) -> str:
    """A city without its state behind or before it: "IL Chicago"."""
    city, state = split_state(text)
    first, _, rest = city.partition(" ")
    return city if state or not state_in(first) else rest


def contradiction(text: str, code: str, gazetteer: Gazetteer) -> str:
    """The place beside a ZIP code in a text that it is not in, as one would type it: "97214, WA" says Washington, and
    the ZIP is in Oregon. "" where nothing contradicts.
    """
    zip_code = gazetteer.zip(code)
    rest = ZIP_PART.sub("", text).strip(" ,.;")
    if not zip_code or not rest:
        return ""
    state = state_in(rest) or split_state(rest)[1]
    city = None if state == zip_code.state else _elsewhere(rest, zip_code, gazetteer)
    if city:
        return f"{city.name}, {city.state}"
    return f"{STATES[state]} state" if state and state != zip_code.state else ""


def _elsewhere(text: str, zip_code: Zip, gazetteer: Gazetteer) -> City | None:
    """The largest city of this name, if all of the name are far from a ZIP code."""
    name, state = split_state(text)
    cities = [city for city in gazetteer.named(name) if state in ("", city.state)]
    if zip_code.latitude is None or zip_code.longitude is None or not cities or cities[0].population < HAMLET:
        return None
    here = (zip_code.latitude, zip_code.longitude)
    near = (miles_between(here, (city.latitude, city.longitude)) <= NEAR_MILES for city in cities)
    return None if any(near) else cities[0]
