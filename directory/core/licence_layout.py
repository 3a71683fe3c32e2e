"""How a state writes its list of licences: which column holds what, and what its words mean. Parsed from TOML values.

A status is one of eight words and "unknown", worst first in STATUSES:

- deceased: the board says that the licensee has died, so nobody is listed;
- revoked, suspended: the board took the licence away, for good or for a time;
- surrendered: the licensee gave it back, with charges pending or not: a board seldom says which;
- retired: the licensee has retired;
- expired: no permission to practise now, and nothing else said: lapsed, not renewed, inactive, cancelled, closed;
- probation: permission to practise under conditions or restrictions that the board has set;
- active: permission to practise, no condition said.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from directory.core import dates
from directory.core.addresses import STATES
from directory.core.licences import DECEASED
from directory.core.names import folded
from directory.core.portals import Portal, parse_portal

STATUSES = (DECEASED, "revoked", "surrendered", "suspended", "retired", "expired", "probation", "unknown", "active")
NO_LICENCE = "no_licence"  # a layout's key for the words that mean an application: the row is no licence yet
SAYS_NOTHING = "says_nothing"  # a layout's key for words in a status column that tell nothing of today
LONGEST_LINE = 10_000  # characters of a line without delimiters
PUNCTUATION = re.compile(r"[\W_]")
COMPARED_ONLY = frozenset(("issued_on", "birth_year"))  # tell rows of one list apart, and are in no database
TEMPORARY = re.compile(r"\b(temporary|(provisional|interim) permit)\b", re.IGNORECASE)
FIELDS = COMPARED_ONLY | frozenset(
    (
        "number",
        "expires_on",
        "updated_on",
        "business",
        "name",
        "last_name",
        "first_name",
        "middle_name",
        "suffix",
        "credentials",
        "organisation_name",
        "other_organisation_name",
        "address_1",
        "address_2",
        "city",
        "state",
        "postal_code",
        "country",
        "phone",
    )
)
WORD_LISTS = (*STATUSES, NO_LICENCE, SAYS_NOTHING)
SECTIONS = {
    "": {"state", "title", "source", "as_of", "met_a_real_file", "notes", "name_changes", "practice_address"},
    "file": {"encoding", "delimiter", "quoting", "unknown"},
    "columns": FIELDS,
    "types": {"columns", "exact", "pattern", "except"},
    "status": {"columns", *WORD_LISTS},
    "dates": {"formats"},
    "business": {"words"},
    "portal": {"where"},
}
BY_COLUMN = {"fixed_width", "fixed_width_values"}  # sections with the names of columns


@dataclass(frozen=True)
class LicenceLayout:
    """One state's layout. source: where its list is published; columns: our field → their column.

    unknown: words by which the state says nothing, spelled exactly. All other words are as `names.folded` writes them.
    positions: the first and the last character of each column, from 1, in lines that have neither header nor
    delimiters; {} where the state writes no such file. fixed_values: {column: how every value in it looks}, which tells
    a line whose columns stand elsewhere. name_changes: the list has rows with a person's former names.
    practice_address: the list says of its address that the licensee practises there. portal: where to ask for
    acupuncturists' rows alone, None where the state has no such place. types: of a license to practise acupuncture, and
    other_types: of none, whatever the pattern says.
    """

    state: str
    title: str
    source: str
    columns: dict[str, str]
    type_columns: list[str]
    status_columns: list[str]
    statuses: dict[str, str]
    encoding: str = "utf-8"
    delimiter: str = ","
    quoting: bool = True
    unknown: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    other_types: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    exception: re.Pattern[str] | None = None
    formats: list[str] = field(default_factory=list)
    business: frozenset[str] = frozenset()
    positions: dict[str, tuple[int, int]] = field(default_factory=dict)
    fixed_values: dict[str, re.Pattern[str]] = field(default_factory=dict)
    name_changes: bool = False
    practice_address: bool = False
    portal: Portal | None = None

    @property
    def command(self) -> str:
        """What imports a new list of the state."""
        return f"fetch licences --state {self.state}" if self.portal else f"import licences FILE --state {self.state}"

    def value(self, text: str) -> str:
        """The text; "" where it is one of the words by which the state says nothing ("None", "N/A")."""
        text = text.strip()
        return "" if text in self.unknown else text

    def is_acupuncture(self, types: tuple[str, ...]) -> bool:
        """Whether one of the texts in the type columns names a licence to practise acupuncture."""
        if self.exception and any(self.exception.search(text) for text in types):
            return False
        return any(
            folded(text) in self.types or (self.pattern is not None and self.pattern.search(text) is not None)
            for text in types
            if text and folded(text) not in self.other_types
        )

    def is_temporary(self, types: tuple[str, ...]) -> bool:
        """Whether one of the texts in the type columns names a permit to practise until the licence comes."""
        return any(TEMPORARY.search(text) for text in types)

    def status(self, words: tuple[str, ...]) -> tuple[str, list[str]]:
        """The worst status in the status columns ("unknown" where they are blank), and the words that the layout lacks.

        NO_LICENCE where one of the words means an application.
        """
        given = [word for word in words if word and self.statuses.get(folded(word)) != SAYS_NOTHING]
        statuses = [self.statuses.get(folded(word), "unknown") for word in given]
        unnamed = [word for word in given if folded(word) not in self.statuses]
        if NO_LICENCE in statuses:
            return NO_LICENCE, unnamed
        return min(statuses, key=STATUSES.index, default="unknown"), unnamed

    def day(self, text: str) -> str:
        """A date in one of the state's formats, else in those of `dates.iso`, as YYYY-MM-DD; "" for one that is no day.

        Any other text comes back unchanged, so that it can be reported.
        """
        try:
            return dates.stated(text, self.formats)
        except ValueError:
            return text


def column_key(name: str) -> str:
    """A column's name for comparison, without case, spaces and punctuation: "License Number" equals license_number."""
    return PUNCTUATION.sub("", name.casefold())


def parse_layout(values: dict[str, Any]) -> LicenceLayout:
    """The layout in a TOML file's values. Raises ValueError that says what to correct."""
    sections = {name: values.get(name, {}) for name in SECTIONS if name}
    _check_names(values, sections)
    _check_values(values, sections)
    file, types, status = sections["file"], sections["types"], sections["status"]
    return LicenceLayout(
        values["state"],
        values["title"],
        values["source"],
        sections["columns"],
        type_columns=types.get("columns", []),
        status_columns=status.get("columns", []),
        statuses={folded(word): name for name in WORD_LISTS for word in status.get(name, [])},
        encoding=file.get("encoding", "utf-8"),
        delimiter=file.get("delimiter", ","),
        quoting=file.get("quoting", True),
        unknown=frozenset(file.get("unknown", [])),
        types=frozenset(map(folded, types.get("exact", []))),
        pattern=_pattern(types.get("pattern")),
        exception=_pattern(types.get("except")),
        formats=sections["dates"].get("formats", []),
        business=frozenset(map(folded, sections["business"].get("words", []))),
        positions=_positions(values.get("fixed_width", {})),
        fixed_values=_fixed_values(values.get("fixed_width_values", {}), values.get("fixed_width", {})),
        name_changes=values.get("name_changes", False),
        practice_address=values.get("practice_address", False),
        portal=parse_portal(values["source"], sections["portal"]) if "portal" in values else None,
    )


def _check_names(values: dict[str, Any], sections: dict[str, Any]) -> None:
    top = {key: value for key, value in values.items() if key not in sections and key not in BY_COLUMN}
    for name, section in (("", top), *sections.items()):
        _check(isinstance(section, dict), f"[{name}] should be a table")
        unknown = sorted(set(section) - SECTIONS[name])
        _check(not unknown, f"it names “{', '.join(unknown)}”; known there: {', '.join(sorted(SECTIONS[name]))}")


def _check_values(values: dict[str, Any], sections: dict[str, Any]) -> None:
    for name in ("state", "title", "source", "notes"):
        _check(isinstance(values.get(name), str), f"“{name}” is missing or no text")
    _check(values["state"] in STATES, f"“{values['state']}” is no state: two capitals")
    _check(type(values.get("as_of")) is date, "“as_of” is missing or no date (as_of = 2026-11-22)")
    _check(isinstance(values.get("met_a_real_file"), bool), "“met_a_real_file” should be true or false")
    for name in ("name_changes", "practice_address"):
        _check(isinstance(values.get(name, False), bool), f"“{name}” should be true or false")
    _check_file(sections["file"])
    _check_columns(sections["columns"], sections["types"])
    _check_words(sections["status"])
    _check_list(sections["dates"].get("formats", []))
    _check_list(sections["business"].get("words", []))


def _check_file(file: dict[str, Any]) -> None:
    delimiter, encoding = file.get("delimiter", ","), file.get("encoding", "utf-8")
    fits = isinstance(delimiter, str) and delimiter and not set(delimiter) & set('"\r\n\0') and delimiter.isascii()
    _check(bool(fits), "the delimiter is a character, or several of which a file has one")
    _check(isinstance(file.get("quoting", True), bool), "quoting should be true or false")
    _check_list(file.get("unknown", []))
    try:
        b"a".decode(str(encoding))
    except (LookupError, ValueError):
        raise ValueError(f"there is no encoding “{encoding}” for text line by line") from None


def _check_columns(columns: dict[str, Any], types: dict[str, Any]) -> None:
    _check(all(isinstance(name, str) for name in columns.values()), "[columns] gives each field one column’s name")
    _check(
        "number" in columns and ("name" in columns or "last_name" in columns),
        "[columns] needs number, and name or last_name",
    )
    _check_list(types.get("columns", []))
    _check_list(types.get("exact", []))
    _check(
        bool(types.get("columns")) and bool(types.get("exact") or types.get("pattern")),
        "[types] needs columns, and exact or pattern",
    )


def _check_words(status: dict[str, Any]) -> None:
    for words_of_status in status.values():
        _check_list(words_of_status)
    _check(
        bool(status.get("columns")) and bool(status.get("active")), "[status] needs columns, and the words for active"
    )
    words = [folded(word) for name in WORD_LISTS for word in status.get(name, [])]
    twice = sorted({word for word in words if words.count(word) > 1})
    _check(not twice, f"[status] names twice: {', '.join(twice)} (case and punctuation do not count)")


def _check_list(value: object) -> None:
    is_list_of_texts = isinstance(value, list) and all(isinstance(text, str) for text in value)
    _check(is_list_of_texts, 'a list of texts is needed: ["…", "…"]')


def _check(is_right: bool, complaint: str) -> None:
    if not is_right:
        raise ValueError(complaint)


def _positions(columns: object) -> dict[str, tuple[int, int]]:
    """[fixed_width]: names as in [columns], each with the places of its first and its last character."""
    if not isinstance(columns, dict):
        raise ValueError("[fixed_width] should be a table")
    for name, places in columns.items():
        are_places = isinstance(places, list) and len(places) == 2 and all(type(place) is int for place in places)
        in_order = are_places and 1 <= places[0] <= places[1] <= LONGEST_LINE
        _check(in_order, f"[fixed_width] needs the first and the last place of “{name}”: [17, 24]")
    return {name: (first, last) for name, (first, last) in columns.items()}


def _fixed_values(patterns: object, columns: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """[fixed_width_values]: of some columns of [fixed_width], the pattern that all their values fit."""
    if not isinstance(patterns, dict):
        raise ValueError("[fixed_width_values] should be a table")
    strange = sorted(set(patterns) - set(columns))
    _check(not strange, f"[fixed_width] has no places for: {', '.join(strange)}")
    return {name: pattern for name, text in patterns.items() if (pattern := _pattern(text))}


def _pattern(text: object) -> re.Pattern[str] | None:
    if text is None or text == "":
        return None
    if not isinstance(text, str):
        raise ValueError("a pattern is a text")
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"“{text}” is no pattern: {error}") from None
