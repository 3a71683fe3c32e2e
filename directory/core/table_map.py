"""How an admin's table is to be read: a map from our fields to its columns and words, parsed from TOML or written."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.core import dates
from directory.core.licence_layout import STATUSES, column_key
from directory.core.names import folded
from directory.core.table_fields import FIELDS, listed, quoted
from directory.core.taxonomy import KINDS

NAME_FIELDS = ("name", "last_name", "organisation_name")  # a map needs one of them
YES, NO = ("yes", "y", "true", "t", "1", "x"), ("no", "n", "false", "f", "0")
SEPARATOR = ";"
SECTIONS: dict[str, tuple[str, ...]] = {
    "the map": ("columns", "languages", "values", "dates"),
    "[columns]": FIELDS,
    "[languages]": ("separator",),
    "[values]": ("kind", "licence_status", "yes", "no"),
    "[dates]": ("formats",),
}
OWN_KINDS: dict[str, str] = {folded(word): kind for kind, title in KINDS.items() for word in (kind, title)}
OWN_STATUSES = {status: status for status in STATUSES}
SAMPLE_DAY = datetime(2024, 11, 22)  # a format that gives this day back holds year, month and day
TEMPLATE = """\
# How to read %(file)s: our field = "their column". Proposed from the header alone: look it over.
# Fields: %(fields)s.
# One column may serve two fields. Columns not read: %(unread)s.

[columns]
%(columns)s
[languages]
separator = %(separator)s

[values]
yes = %(yes)s
no = %(no)s

[values.kind]  # "their word" = one of %(kinds)s; "" is a blank, or every row where no column says it
# "Acupuncturist" = "licensed_acupuncturist"

[values.licence_status]  # "their word" = one of %(statuses)s
# "Current" = "active"

[dates]
formats = ["%%Y-%%m-%%d", "%%m/%%d/%%Y"]
"""


@dataclass(frozen=True)
class TableMap:
    """How to read a table's rows.

    columns: our field → their column. kinds, statuses: their word (as `names.folded` writes it, "" for a blank) → ours.
    """

    columns: dict[str, str]
    kinds: dict[str, str]
    statuses: dict[str, str]
    yes: frozenset[str]
    no: frozenset[str]
    separator: str = SEPARATOR
    formats: tuple[str, ...] = ()

    def kind(self, text: str) -> str:
        """One of KINDS; "" for a blank that the map gives no kind. Raises ValueError for a word it does not name."""
        return _meaning(text, self.kinds)

    def status(self, text: str) -> str:
        """One of a license's STATUSES. Raises ValueError for a word that the map does not name."""
        return _meaning(text, self.statuses) or "unknown"

    def is_yes(self, text: str) -> bool | None:
        """Yes or no; None for a blank. Raises ValueError for any other word."""
        word = folded(text)
        if word not in self.yes | self.no and text:
            raise ValueError("neither a yes nor a no in the map’s [values]")
        return word in self.yes if text else None

    def day(self, text: str) -> str:
        """A date in one of the map's formats, else in those of `dates.iso`, as YYYY-MM-DD; "" for a blank.

        Raises ValueError for any other text.
        """
        return dates.in_formats(text, self.formats) or (dates.iso(text) if text else "")

    def past_day(self, text: str) -> str:
        """As `day`, for a date that cannot lie in the future. Raises ValueError for any other text."""
        day = self.day(text)
        return dates.past(day) if day else ""

    def fits(self, row: list[str]) -> bool:
        """Whether a row names every column of the map."""
        try:
            return bool(self.places(row))
        except ValueError:
            return False

    def places(self, header: list[str]) -> dict[str, int]:
        """The index of each field's column. Raises ValueError that names a column which the header does not have."""
        exact = {name.strip(): place for place, name in reversed(list(enumerate(header)))}
        alike = {column_key(name): place for place, name in reversed(list(enumerate(header))) if column_key(name)}
        places: dict[str, int] = {}
        for field, name in self.columns.items():
            place = exact.get(name.strip(), alike.get(column_key(name)))
            if place is None:
                raise ValueError(
                    f"the file has no column {quoted(name)}, which the map names for {field}. "
                    f"Its columns: {listed(header)}"
                )
            places[field] = place
        return places


def _meaning(text: str, words: dict[str, str]) -> str:
    word = folded(text)
    if word not in words and text:
        raise ValueError("the map does not say what this word means")
    return words.get(word, "")


def parse_table_map(values: dict[str, Any]) -> TableMap:
    """The map in a TOML file's values. Raises ValueError that says what to correct."""
    _check_names("the map", values)
    columns, languages, words, days = (values.get(name, {}) for name in SECTIONS["the map"])
    for name, section in (("columns", columns), ("languages", languages), ("values", words), ("dates", days)):
        _check_names(f"[{name}]", section)
    _check_columns(columns)
    separator, formats = languages.get("separator", SEPARATOR), _texts(days.get("formats", []), "[dates] formats")
    _check(isinstance(separator, str) and separator != "", 'the separator in [languages] should be a text such as ";"')
    _check_formats(formats)
    yes, no = _yes_words(words, "yes", YES), _yes_words(words, "no", NO)
    _check(not yes & no, f"[values] has “{', '.join(sorted(yes & no))}” for both yes and no")
    kinds = _meanings(words, "kind", tuple(KINDS), OWN_KINDS)
    statuses = _meanings(words, "licence_status", STATUSES, OWN_STATUSES)
    return TableMap(columns, kinds, statuses, yes, no, separator, tuple(formats))


def _check(is_right: bool, complaint: str) -> None:
    if not is_right:
        raise ValueError(complaint)


def _check_names(section: str, table: Any) -> None:
    _check(isinstance(table, dict), f"{section} should be a table")
    allowed = SECTIONS[section]
    if unknown := [name for name in table if name not in allowed]:
        raise ValueError(
            f"{section} has {listed(unknown)}, which this program does not know; allowed there: {', '.join(allowed)}"
        )


def _check_columns(columns: dict[str, Any]) -> None:
    wrong = [field for field, name in columns.items() if not (isinstance(name, str) and name.strip())]
    _check(not wrong, f"[columns] should give {', '.join(wrong)} the name of one column in quotes")
    _check(
        any(field in columns for field in NAME_FIELDS),
        f"[columns] has no name: it needs one of {', '.join(NAME_FIELDS)}",
    )


def _check_formats(formats: list[str]) -> None:
    for date_format in formats:
        try:
            is_whole = datetime.strptime(SAMPLE_DAY.strftime(date_format), date_format) == SAMPLE_DAY
        except (ValueError, re.error):
            is_whole = False
        _check(is_whole, f'{quoted(date_format[:40])} in [dates] is no format of a whole date, such as "%m/%d/%Y"')


def _texts(value: Any, where: str) -> list[str]:
    is_list_of_texts = isinstance(value, (list, tuple)) and all(isinstance(text, str) for text in value)
    _check(is_list_of_texts, f'{where} should be a list of texts: ["…", "…"]')
    return list(value)


def _yes_words(words: dict[str, Any], name: str, usual: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded, _texts(words.get(name, usual), f"[values] {name}")))


def _meanings(values: dict[str, Any], field: str, allowed: tuple[str, ...], own: dict[str, str]) -> dict[str, str]:
    """Our own words with their meanings, and those that the map gives."""
    given = values.get(field, {})
    _check(isinstance(given, dict), f'[values.{field}] should be a table: "their word" = "ours"')
    wrong = [word for word, meaning in given.items() if meaning not in allowed]
    _check(not wrong, f"[values.{field}] gives {listed(wrong)} a meaning that is none of {', '.join(allowed)}")
    return own | {folded(word): meaning for word, meaning in given.items()}


def as_toml(file_name: str, columns: dict[str, str], unread: list[str]) -> str:
    """A map for the admin to look over and edit. unread: the table's columns that no field is read from."""
    return TEMPLATE % {
        "file": quoted(file_name),
        "fields": ", ".join(FIELDS),
        "unread": listed(unread, 200) or "none",
        "columns": "".join(f"{field} = {quoted(name)}\n" for field, name in columns.items()),
        "separator": quoted(SEPARATOR),
        "yes": json.dumps(YES),
        "no": json.dumps(NO),
        "kinds": ", ".join(KINDS),
        "statuses": ", ".join(STATUSES),
    }
