"""Which columns of a table seem to hold which field, by their names and by the values below them.

It is a proposal for an admin to look over. A column whose name tells that it is not for the public, such as a home
address, is never proposed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from directory.core import addresses, npi, phones, websites, whole_addresses
from directory.core.licence_layout import LicenceLayout, column_key
from directory.core.names import folded
from directory.core.table_map import OWN_WORDS
from directory.core.table_shapes import OF_ACUPUNCTURE, OF_ANOTHER, SHAPES, TABLE, TableShape

Columns = dict[str, str | list[str]]  # our field → their column, or several

# The words before the name of a column that say whose it is: "Office City".
OWNER = re.compile(r"^(practice|office|clinic|business|primary|work|provider|practitioner)")
PLACES = ("full_address", "city_state_zip", "address_1", "address_2", "city", "state", "postal_code")
OWNED = (*PLACES, "phone", "hours", "website")
NOT_FOR_THE_PUBLIC = re.compile(
    r"fax|home|cell|mobile|personal|private|mail|bill|emergency|supervis|owner|ssn|social|birth|dob|former|old|previous"
    r"|referr|contact",
    re.IGNORECASE,
)
OF_A_GROUP = re.compile(r"group|organi|practice|clinic|facility|bill|supervis|referr", re.IGNORECASE)
WORDS_SHOWN = 40  # of a column
DECIDING_SHARE = 0.5  # more of a column's values tell what it holds
DISTINCT_SHARE = 0.9  # of the keeper's own numbers: titles between the rows may stand in their column
NAMED = {synonym for shape in SHAPES.values() for synonyms in shape.synonyms.values() for synonym in synonyms}
ACUPUNCTURE = re.compile(r"acupunct|oriental medicine|asian medicine|\bl\.? ?ac\b", re.IGNORECASE)
NOT_TO_PRACTICE = re.compile(  # of acupuncture: who detoxifies by five needles in the ear, teaches or learns it
    r"detox|auric|\bads\b|tutor|trainee|student|intern\b|education|provider|school|supervis|assist|facility|animal",
    re.IGNORECASE,
)
KIND_WORDS = {
    "acupuncturist": "licensed_acupuncturist",
    "acupuncture": "licensed_acupuncturist",
    "licensed acupuncturist": "licensed_acupuncturist",
    "lac": "licensed_acupuncturist",
    "l ac": "licensed_acupuncturist",
    "eamp": "licensed_acupuncturist",
    "medical acupuncturist": "medical_acupuncturist",
    "medical acupuncture": "medical_acupuncturist",
    "physician": "medical_acupuncturist",
    "md": "medical_acupuncturist",
    "do": "medical_acupuncturist",
    "chiropractor": "other_clinician",
    "chiropractic": "other_clinician",
    "dc": "other_clinician",
    "naturopath": "other_clinician",
    "naturopathic physician": "other_clinician",
    "nd": "other_clinician",
    "physical therapist": "other_clinician",
    "pt": "other_clinician",
    "nurse practitioner": "other_clinician",
    "np": "other_clinician",
    "group": "clinic",
    "group practice": "clinic",
    "organization": "clinic",
    "practice": "clinic",
    "facility": "clinic",
}
STATUS_WORDS = {
    "current": "active",
    "renewed": "active",
    "valid": "active",
    "lapsed": "expired",
    "inactive": "expired",
    "retired": "expired",
}
WORDS: dict[str, dict[str, str]] = {"kind": KIND_WORDS, "licence_status": STATUS_WORDS}


class TableSample(NamedTuple):
    """What somebody needs to see of a table to match its columns: for each column, at its place in the header, the name
    that a map means it by, its first values without repetition, and in how many of the `rows` looked at it has one.
    proposed: what the columns seem to hold. source: whose table it is; state: whose licenses; refusal: why it is not
    read as it is, without a map, "" where it is.
    """

    names: list[str]
    values: list[list[str]]
    filled: list[int]
    rows: int
    proposed: Columns
    source: str = TABLE.source
    state: str = ""
    refusal: str = ""

    @property
    def fits(self) -> bool:
        """Whether it is read without a map, as no table of an admin's own is."""
        return not self.refusal and self.shape is not TABLE

    @property
    def shape(self) -> TableShape:
        """What tables of its source may hold."""
        return SHAPES[self.source]


def propose_columns(header: Sequence[str], rows: Sequence[Sequence[str]] = (), shape: TableShape = TABLE) -> Columns:
    """Our fields and the columns that seem to hold them. rows: the first ones, to check the names by."""
    values = [
        [text for row in rows if place < len(row) and (text := row[place].strip())] for place in range(len(header))
    ]
    first = {name.strip(): place for place, name in reversed(list(enumerate(header)))}  # of two with one name the first
    first.pop("", None)
    found = _by_name(first, values, shape)
    _add_by_values(found, first, values)
    found = {field: places for field, places in found.items() if field in shape.synonyms}
    if "last_name" in found:
        found.pop("name", None)  # separate parts are more reliable than parts split from a whole name
    if shape is TABLE and (with_state := field_with_state(found)) and "licence_number" in found:
        found.setdefault("licence_state", found[with_state])
    names = {field: [header[place].strip() for place in sorted(places)] for field, places in found.items()}
    return {
        field: names[field] if len(names[field]) > 1 else names[field][0] for field in shape.fields if field in names
    }


def field_with_state(columns: Mapping[str, Any]) -> str:
    """Which of these fields tells the state of a practice, by which a license's is taken where no column of its own
    tells it; "" where none does.
    """
    return next((field for field in ("state", "city_state_zip", "full_address") if field in columns), "")


def proposed_meanings(field: str, words: Iterable[str]) -> dict[str, str]:
    """What a table's words for a kind, a license's status or its type seem to mean: {their word: ours, "" unknown}."""
    if field == "licence_type":
        return {word: OF_ACUPUNCTURE if _is_of_acupuncture(word) else OF_ANOTHER for word in words}
    known = WORDS[field]
    return {word: known.get(folded(word), "") for word in words}


def _is_of_acupuncture(word: str) -> bool:
    return bool(ACUPUNCTURE.search(word)) and not NOT_TO_PRACTICE.search(word)


def strange_words(field: str, values: Iterable[str], layout: LicenceLayout | None = None) -> dict[str, str]:
    """The words of a column of kinds, statuses or types that are none of ours, with what they seem to mean, "" unknown.

    layout: of a state's list, which knows words of its own; of types all are given, for one may have a new name.
    """
    own = OWN_WORDS[field] | (layout.statuses if layout and field == "licence_status" else {})
    words = dict.fromkeys(" ".join(value.split()) for value in values)
    strange = [word for word in words if folded(word) and folded(word) not in own][:WORDS_SHOWN]
    proposed = proposed_meanings(field, strange)
    if layout and field == "licence_type":
        proposed |= {word: OF_ACUPUNCTURE for word in strange if layout.is_acupuncture((word,))}
    return proposed


def _by_name(columns: dict[str, int], values: list[list[str]], shape: TableShape) -> dict[str, list[int]]:
    """The places of columns by field: those that its synonyms name, unless their values say otherwise."""
    spelled = [(place, _spellings(name, shape)) for name, place in columns.items()]
    found: dict[str, list[int]] = {}
    for field, synonyms in shape.synonyms.items():
        fitting = [place for synonym in synonyms for place, spellings in spelled if synonym in spellings(field)]
        for place in dict.fromkeys(fitting):
            held = _checked(field, values[place])
            if held and (held not in found or (held in shape.several and place not in found[held])):
                found.setdefault(held, []).append(place)
    return found


def _add_by_values(found: dict[str, list[int]], columns: dict[str, int], values: list[list[str]]) -> None:
    """Adds the columns whose names say nothing, where their values do."""
    taken = {place for places in found.values() for place in places}
    for name, place in columns.items():
        if place in taken or NOT_FOR_THE_PUBLIC.search(name):
            continue
        if not OF_A_GROUP.search(name) and _are_npis_of_each(values[place]):
            found.setdefault("npi", [place])
        elif field := _told_by_values(values[place]):
            found.setdefault(field, [place])


def _spellings(name: str, shape: TableShape) -> Callable[[str], set[str]]:
    """The ways to compare a column's name, for each field: without what stands in parentheses, without a number."""
    keys = {column_key(name), column_key(re.sub(r"\([^()]*\)", " ", name))} - {""} or {
        column_key(name.replace("#", "no"))
    }
    owned = keys if keys & NAMED else keys | {OWNER.sub("", key) for key in keys}
    numbered = keys | {key.rstrip("0123456789") for key in keys}
    return lambda field: owned if field in OWNED else numbered if field in shape.several else keys


def _checked(field: str, values: list[str]) -> str:
    """The field that a column holds whose name says `field`; "" where its values say that it holds none."""
    if field in PLACES and values:
        return _place_field(field, values)
    if field == "row_id" and _are_npis_of_each(values):
        return "npi"
    if field == "row_id" and len(set(values)) < len(values) * DISTINCT_SHARE:
        return ""
    needed = {"licence_number": _has_digit, "fax": _is_fax}.get(field)
    return "" if needed and values and not _are(values, needed) else field


def _place_field(field: str, values: list[str]) -> str:
    """Which part of an address a column holds: the values decide where they are plain."""
    if _are(values, _is_whole_address):
        return "full_address"
    if _are(values, _is_city_line):
        return "city_state_zip"
    if field == "state" and not _are(values, _is_state):
        return "address_1" if _are(values, _begins_with_digit) else ""
    if field in ("full_address", "city_state_zip"):
        return "address_1" if _are(values, _begins_with_digit) else "state" if _are(values, _is_state) else ""
    return field


def _told_by_values(values: list[str]) -> str:
    """The field of a column whose name says nothing, "" where its values do not tell it either."""
    tests = {
        "full_address": _is_whole_address,
        "city_state_zip": _is_city_line,
        "website": _is_website,
    }
    return next((field for field, is_one in tests.items() if values and _are(values, is_one)), "")


def _are_npis_of_each(values: list[str]) -> bool:
    """Whether most values are NPIs, and not the same again and again, as that of a group is."""
    return bool(values) and _are(values, npi.is_valid) and len(set(values)) >= len(values) * DISTINCT_SHARE


def _are(values: list[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, values)) > len(values) * DECIDING_SHARE


def _is_right(parse: Callable[[str], object], text: str) -> bool:
    try:
        return bool(parse(text))
    except ValueError:
        return False


def _is_state(text: str) -> bool:
    return _is_right(addresses.state_code, text)


def _is_city_line(text: str) -> bool:
    return _is_right(lambda line: whole_addresses.parse_city_line(line).city, " ".join(text.split()))


def _is_whole_address(text: str) -> bool:
    line = ", ".join(text.split("\n"))
    return (
        len(line.split()) > 3
        and _has_digit(line.split()[0] + line.split()[1])
        and _is_right(whole_addresses.state_at_end, " ".join(line.split()))
    )


def _is_fax(text: str) -> bool:
    return _is_right(phones.fax, text)


def _is_website(text: str) -> bool:
    return _is_right(websites.website, text)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _begins_with_digit(text: str) -> bool:
    return text[:1].isdigit()
