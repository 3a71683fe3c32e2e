"""A ZIP code as people write it: alone, behind its city, or before its city or state."""

import re

from directory.core.gazetteer import Gazetteer
from directory.core.streets import place_key
from directory.search.typed_state import split_state, state_in

ZIP = re.compile(r"(?:^|.*[\s,])(\d{5})(?:[-\s]?\d{4})?[\s.,;]*$")
SHORT_ZIP = re.compile(r"\d{4}")  # its first zero lost, as spreadsheets do
ZIP_FIRST = re.compile(r"(?:zip(?: ?code)?:?\s*)?(\d{5})(?:-\d{4})?[\s,]+(\D+)", re.IGNORECASE)


def zip_in(text: str, gazetteer: Gazetteer) -> str:
    """The five digits that a text ends with, or begins with where its city or its state follows; "" where none are.

    "97214 Portland" and "97214, OR" have one; in "12345 Elm St" the number is the house's.
    """
    if last := ZIP.match(text):
        return last[1]
    if SHORT_ZIP.fullmatch(text) and gazetteer.zip(f"0{text}"):
        return f"0{text}"
    first = ZIP_FIRST.fullmatch(text)
    zip_code = gazetteer.zip(first[1]) if first else None
    if not first or not zip_code:
        return ""
    is_its_state = state_in(first[2].strip(" ,")) == zip_code.state
    is_its_city = place_key(split_state(first[2])[0]) == place_key(zip_code.city)
    return zip_code.code if is_its_state or is_its_city else ""
