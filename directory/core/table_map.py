"""How an admin's table is to be read: a map from our fields to its columns and words, parsed from TOML or written."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directory.core import dates
from directory.core.licence_layout import STATUSES, column_key
from directory.core.names import folded
from directory.core.table_fields import FIELDS, SEVERAL, listed, quoted, unique_names
from directory.core.taxonomy import KINDS

NAME_FIELDS = ("name", "last_name", "organisation_name")  # a map needs one of them
YES, NO = ("yes", "y", "true", "t", "1", "x", "✓", "✔"), ("no", "n", "false", "f", "0", "✗", "✘")
SEPARATORS = (";", ",", "/", "|")  # between the languages, or the insurers, of one cell
SECTIONS: dict[str, tuple[str, ...]] = {
    "the map": ("columns", "languages", "insurance", "values", "dates"),
    "[columns]": FIELDS,
    "[languages]": ("separator",),
    "[insurance]": ("separator",),
    "[values]": ("kind", "licence_status", "yes", "no"),
    "[dates]": ("formats",),
}
OWN_KINDS: dict[str, str] = {folded(word): kind for kind, title in KINDS.items() for word in (kind, title)}
OWN_STATUSES = {status: status for status in STATUSES}
SAMPLE_DAY = datetime(2024, 11, 22)  # a format that gives this day back holds year, month and day
TEMPLATE = """\
# How to read %(file)s: our field = "their column". Proposed from the header and the first rows: look it over.
# Fields: %(fields)s.
# One column may serve two fields; %(several)s may have several: ["Insurance 1", "Insurance 2"].
# full_address is a whole address in one column, city_state_zip the line below the street. row_id is your own number of
# a row, for the reports. licence_number is a license to practice acupuncture: whoever has one is listed as a licensed
# acupuncturist, unless their credentials are of another profession.
# Columns not read: %(unread)s.

[columns]
%(columns)s
[languages]  # what stands between several in one cell
separator = %(separators)s

[insurance]  # the same between insurers
separator = %(separators)s

[values]
yes = %(yes)s
no = %(no)s

[values.kind]  # "their word" = one of %(kinds)s; "" is a blank, or every row where no column says it
%(kind)s
[values.licence_status]  # "their word" = one of %(statuses)s
%(licence_status)s
[dates]
formats = ["%%Y-%%m-%%d", "%%m/%%d/%%Y"]
"""
EXAMPLES = {
    "kind": '# "Acupuncturist" = "licensed_acupuncturist"\n',
    "licence_status": '# "Current" = "active"\n',
}


@dataclass(frozen=True)
class TableMap:
    """How to read a table's rows.

    columns: our field → their columns, one but for those of SEVERAL. kinds, statuses: their word (as `names.folded`
    writes it, "" for a blank) → ours. between_languages, between_insurers: what separates several in one cell.
    """

    columns: dict[str, tuple[str, ...]]
    kinds: dict[str, str]
    statuses: dict[str, str]
    yes: frozenset[str]
    no: frozenset[str]
    between_languages: tuple[str, ...] = SEPARATORS
    between_insurers: tuple[str, ...] = SEPARATORS
    formats: tuple[str, ...] = ()

    def kind(self, text: str) -> str:
        """One of KINDS; "" for a blank that the map gives no kind. Raises ValueError for a word it does not name."""
        return _meaning(text, self.kinds)

    def status(self, text: str) -> str:
        """One of a license's STATUSES. Raises ValueError for a word that the map does not name."""
        return _meaning(text, self.statuses) or "unknown"

    def is_yes(self, text: str) -> bool | None:
        """Yes or no; None for a blank. Raises ValueError for any other word."""
        word = _answer(text)
        if word not in self.yes | self.no and text:
            raise ValueError("neither a yes nor a no in the map’s [values]")
        return word in self.yes if text else None

    def day(self, text: str) -> str:
        """A date in one of the map's formats, else in those of `dates.iso`, as YYYY-MM-DD; "" for a blank or no day.

        Raises ValueError for any other text.
        """
        return dates.stated(text, self.formats) if text else ""

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

    def places(self, header: list[str]) -> dict[str, list[int]]:
        """Where each field's columns stand, by their names as they are, or as `unique_names` tells them apart. Of
        columns with one name the first counts; all, where there may be several.

        Raises ValueError that names a column which the header does not have.
        """
        exact, alike = _places_by(str.strip, header), _places_by(column_key, header)
        unique = {name: [place] for place, name in enumerate(unique_names(header))}
        places: dict[str, list[int]] = {}
        for field, names in self.columns.items():
            for name in names:
                found = exact.get(name.strip()) or unique.get(name.strip()) or alike.get(column_key(name))
                if not found:
                    raise ValueError(
                        f"the file has no column {quoted(name)}, which the map names for {field}. "
                        f"Its columns: {listed(header)}"
                    )
                places.setdefault(field, []).extend(found if field in SEVERAL else found[:1])
        return {field: list(dict.fromkeys(found)) for field, found in places.items()}


def _places_by(written: Callable[[str], str], header: list[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        if key := written(name):
            places.setdefault(key, []).append(place)
    return places


def _meaning(text: str, words: dict[str, str]) -> str:
    word = folded(text)
    if word not in words and text:
        raise ValueError("the map does not say what this word means")
    return words.get(word, "")


def parse_table_map(values: dict[str, Any]) -> TableMap:
    """The map in a TOML file's values. Raises ValueError that says what to correct."""
    _check_names("the map", values)
    sections = {name: values.get(name, {}) for name in SECTIONS["the map"]}
    for name, section in sections.items():
        _check_names(f"[{name}]", section)
    words = sections["values"]
    columns = _columns(sections["columns"])
    formats = _texts(sections["dates"].get("formats", []), "[dates] formats")
    _check_formats(formats)
    yes, no = _yes_words(words, "yes", YES), _yes_words(words, "no", NO)
    _check(not yes & no, f"[values] has “{', '.join(sorted(yes & no))}” for both yes and no")
    kinds = _meanings(words, "kind", tuple(KINDS), OWN_KINDS)
    statuses = _meanings(words, "licence_status", STATUSES, OWN_STATUSES)
    languages, insurers = (_separators(sections[name], name) for name in ("languages", "insurance"))
    return TableMap(columns, kinds, statuses, yes, no, languages, insurers, tuple(formats))


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


def _columns(given: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    columns = {field: tuple(name) if isinstance(name, list) else (name,) for field, name in given.items()}
    wrong = [
        field
        for field, names in columns.items()
        if not (names and all(isinstance(name, str) and name.strip() for name in names))
        or (len(names) > 1 and field not in SEVERAL)
    ]
    _check(not wrong, f"[columns] should give {', '.join(wrong)} the name of one column in quotes")
    _check(
        any(field in columns for field in NAME_FIELDS),
        f"[columns] has no name: it needs one of {', '.join(NAME_FIELDS)}",
    )
    return columns


def _separators(section: dict[str, Any], name: str) -> tuple[str, ...]:
    given = section.get("separator", SEPARATORS)
    separators = _texts([given] if isinstance(given, str) else given, f"the separator in [{name}]")
    _check(bool(separators) and all(separators), f'the separator in [{name}] should be a text such as ";", or a list')
    return tuple(separators)


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
    return frozenset(map(_answer, _texts(words.get(name, usual), f"[values] {name}")))


def _answer(text: str) -> str:
    return folded(text) or text.strip()  # a check mark is no letter


def _meanings(values: dict[str, Any], field: str, allowed: tuple[str, ...], own: dict[str, str]) -> dict[str, str]:
    """Our own words with their meanings, and those that the map gives."""
    given = values.get(field, {})
    _check(isinstance(given, dict), f'[values.{field}] should be a table: "their word" = "ours"')
    wrong = [word for word, meaning in given.items() if meaning not in allowed]
    _check(not wrong, f"[values.{field}] gives {listed(wrong)} a meaning that is none of {', '.join(allowed)}")
    return own | {folded(word): meaning for word, meaning in given.items()}


def as_toml(
    file_name: str,
    columns: Mapping[str, str | list[str]],
    unread: list[str],
    meanings: Mapping[str, dict[str, str]] | None = None,
) -> str:
    """A map for the admin to look over and edit.

    unread: the table's columns that no field is read from. meanings: by field, what words of the table seem to mean;
    one whose meaning is "" is left for the admin to fill in.
    """
    words = {field: _meaning_lines((meanings or {}).get(field, {})) or example for field, example in EXAMPLES.items()}
    return TEMPLATE % {
        **words,
        "file": quoted(file_name),
        "fields": ", ".join(FIELDS),
        "several": ", ".join(SEVERAL),
        "unread": listed(unread, 200) or "none",
        "columns": "".join(f"{field} = {_quoted_names(name)}\n" for field, name in columns.items()),
        "separators": json.dumps(SEPARATORS),
        "yes": json.dumps(YES, ensure_ascii=False),
        "no": json.dumps(NO, ensure_ascii=False),
        "kinds": ", ".join(KINDS),
        "statuses": ", ".join(STATUSES),
    }


def _quoted_names(name: str | list[str]) -> str:
    return quoted(name) if isinstance(name, str) else f"[{', '.join(map(quoted, name))}]"


def _meaning_lines(meanings: dict[str, str]) -> str:
    return "".join(
        f"{'' if meaning else '# '}{quoted(word)} = {quoted(meaning or '?')}\n" for word, meaning in meanings.items()
    )
