"""Values as files have them, cleaned: for every source, before anything is read out of them."""

import re
from functools import lru_cache

from directory.core import npi

MASKED = re.compile(r"<UNAVAIL>|([=$*_#])\1{3,}|[-.]+|N/A", re.IGNORECASE)  # how NPPES marks what it withholds
# How pandas and MySQL write a missing value: so spelled, nobody's name. 0 is pandas's too, where it fills the gaps.
NO_NAME = {"nan", "NaN", "NaT", "<NA>", "\\N"}
MISSING = re.compile(r"nan|nat|<na>|none|null|na|#n/a|unknown", re.IGNORECASE)  # other programs', where no name stands
PERSON_NAMES = {"first_name", "middle_name", "last_name", "other_first_name", "other_last_name"}
AS_FORMULA = re.compile(r'="(.*)"')  # how a table keeps a spreadsheet from taking a number's zeros away
AS_DECIMAL = re.compile(r"(\d+)\.0+", re.ASCII)  # how pandas writes whole numbers of a column with gaps
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|</?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)  # of a web page
LONGEST_VALUE = 300  # characters; NPPES's own longest field has 100


@lru_cache(1 << 14)  # the same states, cities, names and plans come again and again
def clean(text: str) -> str:
    """The value that a file has in a column of anything but people's names, "" where it says nothing.

    As `clean_name`, and without the words by which programs write that there is nothing: NA, None, NULL.
    """
    value = clean_name(text)
    return "" if MISSING.fullmatch(value) else value


@lru_cache(1 << 14)
def clean_name(text: str) -> str:
    """A part of somebody's name; NA, None and Null are people's names. "" where nothing is left.

    It is without control and direction-changing characters, the tags of a web page, runs of spaces, masks, and without
    what programs make of a value: ="02139" and 2139.0 for a number, LÃ³pez for López.
    """
    text = text if text.isascii() else _decoded_once(text)
    text = MARKUP.sub(" ", text) if "<" in text and not MASKED.fullmatch(text) else text
    value = " ".join((text if text.isprintable() else CONTROL.sub(" ", text)).split())[:LONGEST_VALUE]
    for pattern in (AS_FORMULA, AS_DECIMAL):
        if match := pattern.fullmatch(value):
            value = match[1].strip()
    return "" if value in NO_NAME or MASKED.fullmatch(value) else value


def _decoded_once(text: str) -> str:
    """The text as it was before a program took its UTF-8 for another encoding: LÃ³pez is López.

    No text as people write it is UTF-8 by chance: a letter with an accent would have to come before a sign such as ³.
    """
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode()
        except UnicodeError:
            continue
    return text


def cleaned(field: str, text: str) -> str:
    """The value of a field of RawStatement, cleaned: by `clean_name` where it is a part of somebody's name."""
    if field == "npi":
        return npi.plain(clean(text))
    return clean_name(text) if field in PERSON_NAMES else clean(text)
