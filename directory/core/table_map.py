"""How a table is to be read: a map from our fields to its columns and words, parsed from TOML (table_map_text.py)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from typing import Any

from directory.core import dates
from directory.core.i18n import Message
from directory.core.licence_layout import STATUSES, column_key
from directory.core.names import folded
from directory.core.table_fields import listed, quoted, unique_names
from directory.core.table_shapes import TABLE, TableShape
from directory.core.taxonomy import KINDS, OF_LICENSED

YES, NO = ("yes", "y", "true", "t", "1", "x", "✓", "✔"), ("no", "n", "false", "f", "0", "✗", "✘")
SEPARATORS = (";", ",", "/", "|")  # between the languages, or the insurers, of one cell
SECTIONS: dict[str, tuple[str, ...]] = {
    "the map": ("columns", "languages", "insurance", "values", "dates"),
    "[languages]": ("separator",),
    "[insurance]": ("separator",),
    "[dates]": ("formats",),
}
OWN_KINDS: dict[str, str] = {
    folded(word): kind for kind, title in KINDS.items() for word in (kind, title, OF_LICENSED[kind])
}
OWN_STATUSES = {status: status for status in STATUSES}
OWN_WORDS = {"kind": OWN_KINDS, "licence_status": OWN_STATUSES, "licence_type": dict[str, str]()}
SAMPLE_DAY = datetime(2024, 11, 22)  # a format that gives this day back holds year, month and day


@dataclass(frozen=True)
class TableMap:
    """How to read a table's rows.

    columns: our field → their columns, one but for those that several may hold. kinds, statuses, types: their word (as
    `names.folded` writes it, "" for a blank) → ours; types are of a license, to practice acupuncture or another.
    between_languages, between_insurers: what separates several in one cell.
    """

    columns: dict[str, tuple[str, ...]]
    kinds: dict[str, str]
    statuses: dict[str, str]
    yes: frozenset[str]
    no: frozenset[str]
    between_languages: tuple[str, ...] = SEPARATORS
    between_insurers: tuple[str, ...] = SEPARATORS
    formats: tuple[str, ...] = ()
    types: dict[str, str] = dataclass_field(default_factory=dict)
    several: tuple[str, ...] = TABLE.several

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
            raise ValueError(Message("neither yes nor no", command="neither a yes nor a no in the map’s [values]"))
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
                places.setdefault(field, []).extend(found if field in self.several else found[:1])
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
        raise ValueError(
            Message(
                "nobody has said what this word means: match the columns and say it",
                command="the map does not say what this word means",
            )
        )
    return words.get(word, "")


def parse_table_map(values: dict[str, Any], shape: TableShape = TABLE) -> TableMap:
    """The map in a TOML file's values, for tables of a shape. Raises ValueError that says what to correct."""
    allowed = SECTIONS | {"[columns]": shape.fields, "[values]": (*shape.words, "yes", "no")}
    _check_names("the map", values, allowed["the map"])
    sections = {name: values.get(name, {}) for name in SECTIONS["the map"]}
    for name, section in sections.items():
        _check_names(f"[{name}]", section, allowed[f"[{name}]"])
    words = sections["values"]
    columns = _columns(sections["columns"], shape)
    formats = _texts(sections["dates"].get("formats", []), "[dates] formats")
    _check_formats(formats)
    yes, no = _yes_words(words, "yes", YES), _yes_words(words, "no", NO)
    _check(not yes & no, f"[values] has “{', '.join(sorted(yes & no))}” for both yes and no")
    kinds, statuses, types = (_meanings(words, name, shape) for name in OWN_WORDS)
    languages, insurers = (_separators(sections[name], name) for name in ("languages", "insurance"))
    return TableMap(
        columns, kinds, statuses, yes, no, languages, insurers, tuple(formats), types=types, several=shape.several
    )


def _check(is_right: bool, complaint: str) -> None:
    if not is_right:
        raise ValueError(complaint)


def _check_names(section: str, table: Any, allowed: tuple[str, ...]) -> None:
    _check(isinstance(table, dict), f"{section} should be a table")
    if unknown := [name for name in table if name not in allowed]:
        raise ValueError(
            f"{section} has {listed(unknown)}, which this program does not know; allowed there: {', '.join(allowed)}"
        )


def _columns(given: dict[str, Any], shape: TableShape) -> dict[str, tuple[str, ...]]:
    columns = {field: tuple(name) if isinstance(name, list) else (name,) for field, name in given.items()}
    wrong = [
        field
        for field, names in columns.items()
        if not (names and all(isinstance(name, str) and name.strip() for name in names))
        or (len(names) > 1 and field not in shape.several)
    ]
    _check(not wrong, f"[columns] should give {', '.join(wrong)} the name of one column in quotes")
    lacking = shape.lacking(columns)
    _check(not lacking, f"[columns] has no {lacking[0] if lacking else ''}: it needs one of {', '.join(lacking)}")
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


def _meanings(values: dict[str, Any], field: str, shape: TableShape) -> dict[str, str]:
    """Our own words with their meanings, and those that the map gives."""
    given, allowed = values.get(field, {}), shape.words.get(field, ())
    _check(isinstance(given, dict), f'[values.{field}] should be a table: "their word" = "ours"')
    wrong = [word for word, meaning in given.items() if meaning not in allowed]
    _check(not wrong, f"[values.{field}] gives {listed(wrong)} a meaning that is none of {', '.join(allowed)}")
    return OWN_WORDS[field] | {folded(word): meaning for word, meaning in given.items()}
