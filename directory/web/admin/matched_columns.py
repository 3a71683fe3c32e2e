"""A table's columns beside our fields: as proposed, as a saved map has them or as somebody chose, and the map of it."""

import tomllib
from collections.abc import Mapping
from typing import NamedTuple

from directory.core.names import folded
from directory.core.table_fields import unread
from directory.core.table_map import TableMap, parse_table_map
from directory.core.table_map_text import as_toml
from directory.core.table_proposal import Columns, TableSample, field_with_state, strange_words
from directory.core.table_shapes import TABLE
from directory.importer.table_sample import layout_of

VALUES_SHOWN = 5
COLUMNS_SHOWN = 100  # of a wide table, besides those that are matched
FIELD, MEANING = "column-", "meaning-"  # how the page's selects are called: column-7, meaning-7-0


class MatchedColumn(NamedTuple):
    """A column of theirs and the field of ours that it holds, "" none. values: some of its own; filled: in how many of
    the rows looked at it has one; words: those of a column of kinds, types or standings that need a meaning, with it.
    """

    place: int
    name: str
    values: list[str]
    filled: int
    field: str
    words: dict[str, str]


class Matching(NamedTuple):
    """What is matched: our field of each place, and the meanings that were chosen or saved, {(place, word): ours}."""

    fields: dict[int, str]
    meanings: dict[tuple[int, str], str]
    same_state: bool = True


def proposed(sample: TableSample) -> Matching:
    """As the names and values of the columns propose it."""
    return Matching(_by_place(sample, sample.proposed), {})


def _by_place(sample: TableSample, columns: Columns) -> dict[int, str]:
    """Our field of each column; of one that holds two, as where a license's state is that of the address, the first."""
    places = {name: place for place, name in enumerate(sample.names)}
    fields: dict[int, str] = {}
    for field, given in columns.items():
        for name in [given] if isinstance(given, str) else given:
            fields.setdefault(places[name], field)
    return fields


def saved(sample: TableSample, content: str) -> Matching:
    """As a saved map has it. Raises ValueError where it does not fit the columns."""
    table_map = parse_table_map(tomllib.loads(content), sample.shape)
    places = table_map.places(sample.names)
    fields: dict[int, str] = {}
    for field in (field for field in sample.shape.fields if field in places):
        for place in places[field]:
            fields.setdefault(place, field)
    return Matching(fields, _meanings(sample, fields, table_map), "licence_state" in places)


def _meanings(sample: TableSample, fields: dict[int, str], table_map: TableMap) -> dict[tuple[int, str], str]:
    known = {"kind": table_map.kinds, "licence_status": table_map.statuses, "licence_type": table_map.types}
    return {
        (place, word): known[field].get(folded(word), "")
        for place, field in fields.items()
        if field in sample.shape.words
        for word in strange(sample, field, place)
    }


def strange(sample: TableSample, field: str, place: int) -> dict[str, str]:
    """The words of a column that need a meaning, with what they seem to mean."""
    return strange_words(field, sample.values[place], layout_of(sample.source, sample.state))


def chosen(sample: TableSample, form: Mapping[str, str]) -> Matching:
    """As somebody chose in the page's form."""
    fields = {place: form.get(f"{FIELD}{place}", "") for place in range(len(sample.names))}
    fields = {place: field for place, field in fields.items() if field in sample.shape.fields}
    meanings = {
        (place, word): _allowed(sample, field, form.get(f"{MEANING}{place}-{number}", proposal))
        for place, field in fields.items()
        if field in sample.shape.words
        for number, (word, proposal) in enumerate(strange(sample, field, place).items())
    }
    return Matching(fields, meanings, "same_state" in form)


def _allowed(sample: TableSample, field: str, meaning: str) -> str:
    return meaning if meaning in sample.shape.words[field] else ""


def matched_columns(sample: TableSample, matching: Matching, find: str = "") -> list[MatchedColumn]:
    """The columns to show, in the order of the table: of a wide one those that are matched first, and COLUMNS_SHOWN
    others in whose names `find` stands.
    """
    wanted, others = folded(find), 0
    rows = []
    for place, name in enumerate(sample.names):
        field = matching.fields.get(place, "")
        if not field:
            if others == COLUMNS_SHOWN or wanted not in folded(name):
                continue
            others += 1
        words = strange(sample, field, place) if field in sample.shape.words else {}
        meant = {word: matching.meanings.get((place, word), proposal) for word, proposal in words.items()}
        values = sample.values[place][:VALUES_SHOWN]
        rows.append(MatchedColumn(place, name, values, sample.filled[place], field, meant))
    return sorted(rows, key=lambda row: not row.field) if len(sample.names) > COLUMNS_SHOWN else rows


def columns_of(sample: TableSample, matching: Matching) -> Columns:
    """The columns of each field, as a map has them."""
    names: dict[str, list[str]] = {}
    for place, field in sorted(matching.fields.items()):
        names.setdefault(field, []).append(sample.names[place])
    shape, with_state = sample.shape, field_with_state(names)
    if shape is TABLE and matching.same_state and "licence_number" in names and with_state:
        names.setdefault("licence_state", names[with_state])
    return {
        field: names[field] if field in shape.several else names[field][0] for field in shape.fields if field in names
    }


def twice(sample: TableSample, matching: Matching) -> set[int]:
    """The places of columns whose field has a column already, where it can have one only."""
    fields = sorted(matching.fields.items())
    first = {field: place for place, field in reversed(fields)}
    return {place for place, field in fields if field not in sample.shape.several and first[field] != place}


def lacking(sample: TableSample, matching: Matching) -> tuple[str, ...]:
    """Fields one of which has to have a column before a map of it can be used; () where nothing lacks."""
    return sample.shape.lacking(matching.fields.values())


def not_read(sample: TableSample, matching: Matching) -> dict[str, int]:
    """The columns that hold something and are not read, with how many of the rows looked at have a value in them."""
    lost = set(unread(sample.names, columns_of(sample, matching)))
    counted = zip(sample.names, sample.filled, strict=True)
    return {name: filled for name, filled in counted if filled and name in lost}


def written(file: str, sample: TableSample, matching: Matching) -> str:
    """The map as TOML. Raises ValueError where it is none."""
    columns = columns_of(sample, matching)
    meanings: dict[str, dict[str, str]] = {}
    for (place, word), meaning in matching.meanings.items():
        meanings.setdefault(matching.fields[place], {})[word] = meaning
    content = as_toml(file, columns, unread(sample.names, columns), meanings, sample.shape)
    parse_table_map(tomllib.loads(content), sample.shape)
    return content
