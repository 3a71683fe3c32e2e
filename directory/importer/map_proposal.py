"""A map proposed for a table that came without one: a file for the admin to edit, and its first rows as read by it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict

import msgspec

from directory.core import table_fields
from directory.core.licence_layout import LicenceLayout
from directory.core.practitioner import Statement
from directory.core.table_map_text import as_toml
from directory.core.table_proposal import Columns, strange_words
from directory.core.table_shapes import SHAPES, TABLE
from directory.importer import table_sample
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext, RowNumber
from directory.importer.sources import SOURCES, table
from directory.importer.sources.table_maps import read_map

ROWS_SHOWN = 5
PROBLEMS_SHOWN = 20  # kinds of them


class RowPreview(TypedDict):
    """A row as an import would read it: its number, the statement that it makes, if any, and the problems in it."""

    row: int
    listing: dict[str, Any] | None
    problems: list[str]


class MapProposal(TypedDict, total=False):
    """The object that import --json prints.

    map: the file. proposed: whether it was written now, with these columns. not_read: columns of which nothing is kept.
    lacking: why it cannot be used yet. rows: the first ones. rows_read: how many there are. problems: how often each
    is met in all of them, {"field: reason": rows}. notes: what is lost of the table.
    """

    map: str
    proposed: bool
    columns: Columns
    not_read: list[str]
    rows: list[RowPreview]
    rows_read: int
    problems: dict[str, int]
    notes: list[str]
    lacking: str


def propose(path: Path, folder: Path, source: str = TABLE.source, state: str = "") -> MapProposal:
    """Writes a map for the table into `folder`, unless one is there already; what an import with it would read.

    Raises FileRefused where the file is no table, or a map that is there already does not fit it.
    """
    header, sample = table_sample.beginning(path, source, state)
    columns, shape = table_sample.proposed_columns(header, sample, source, state), SHAPES[source]
    not_read = table_fields.unread(header, columns)
    map_path = folder / f"{path.name}.map.toml"
    layout = table_sample.layout_of(source, state)
    meanings = {field: _meanings(field, columns, header, sample, layout) for field in shape.words}
    written = _write_new(map_path, as_toml(path.name, columns, not_read, meanings, shape))
    proposal = MapProposal(map=str(map_path), proposed=written)
    if written:
        proposal["columns"], proposal["not_read"] = columns, not_read
    try:
        proposal |= _preview(path, map_path, source, state)
    except FileRefused as error:
        if not written:
            raise
        proposal["rows"], proposal["lacking"] = [], str(error)
    return proposal


def _meanings(
    field: str, columns: Columns, header: list[str], sample: list[list[str]], layout: LicenceLayout | None
) -> dict[str, str]:
    """The words of the sample in a field's columns that are none of ours, with what they seem to mean."""
    given = columns.get(field, [])
    places = [header.index(name) for name in ([given] if isinstance(given, str) else given)]
    return strange_words(field, [row[place] for row in sample for place in places if place < len(row)], layout)


def _write_new(path: Path, text: str) -> bool:
    """Writes a file; False where it is there already, and stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", errors="replace") as file:
            file.write(text)
        return True
    except FileExistsError:
        return False


def _preview(path: Path, map_path: Path, source: str, state: str) -> MapProposal:
    """What an import with the map would read: the first rows, and the problems of all."""
    previews: dict[int, RowPreview] = {}
    counts: Counter[str] = Counter()
    context = ReadContext(map_file=map_path, state=state)
    with Opened(path, SOURCES[source].reader.is_source_file) as opened:
        for item in _items(opened, source, context):
            statement, problems = normalise(item) if isinstance(item, RawStatement) else (None, [item])
            counts.update(f"{_field_in_words(problem)}: {_bare_reason(problem)}" for problem in problems)
            if len(previews) == ROWS_SHOWN and item.row not in previews:
                continue
            preview = previews.setdefault(item.row, RowPreview(row=item.row, listing=None, problems=[]))
            preview["listing"] = preview["listing"] or (_plain(statement) if statement else None)
            preview["problems"] += map(_problem_in_words, problems)
    return MapProposal(
        rows=list(previews.values()),
        rows_read=context.tally.rows_read,
        problems=dict(counts.most_common(PROBLEMS_SHOWN)),
        notes=context.notes,
    )


def _items(opened: Opened, source: str, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """What an import would read: of an admin's own table row by row, before those of one practitioner are joined."""
    if source == TABLE.source and context.map_file:
        return table.row_statements(opened, read_map(context.map_file), context)
    items = SOURCES[source].reader.statements(opened, context)
    return (item for item in items if isinstance(item, RawStatement | Problem))


def _plain(statement: Statement) -> dict[str, Any]:
    """What a statement holds, as plain values."""
    return {"id": statement.id, "kind": statement.kind, **msgspec.to_builtins(statement)}


def _problem_in_words(problem: Problem) -> str:
    value = f" ({problem.value})" if problem.value else ""
    return f"{_field_in_words(problem)}: {problem.reason}{value}" + (" – row refused" if problem.refused else "")


def _field_in_words(problem: Problem) -> str:
    return problem.field.replace("_", " ").replace("licence", "license")


def in_words(proposal: MapProposal) -> Iterator[str]:
    """The proposal in lines."""
    if proposal["proposed"]:
        yield f"No map was given. One was proposed from the header and written to {proposal['map']}:"
        for field, names in proposal["columns"].items():
            yield f"  {field} = {table_fields.listed([names] if isinstance(names, str) else names)}"
        yield f"Columns not read: {table_fields.listed(proposal['not_read'], 40) or 'none'}"
    else:
        yield f"No map was given. The one that is there already was left as it is: {proposal['map']}"
    if "lacking" in proposal:
        yield f"It cannot be used yet: {proposal['lacking']}"
    yield "The first rows as they would be read:" if proposal["rows"] else "No row could be read with it."
    for row in proposal["rows"]:
        values = (row["listing"] or {}).items()
        shown = "; ".join(f"{field.replace('_', ' ')}: {_value_in_words(value)}" for field, value in values)
        yield f"  row {row['row']}: {shown}"
        yield from (f"      {problem}" for problem in row["problems"])
    yield from _all_rows_in_words(proposal)
    yield "Nothing was imported."


def _all_rows_in_words(proposal: MapProposal) -> Iterator[str]:
    if problems := proposal.get("problems"):
        yield f"Problems in all {proposal['rows_read']:,} rows:"
        yield from (f"  {times:,} × {problem}" for problem, times in problems.items())
    yield from proposal.get("notes", [])


def _bare_reason(problem: Problem) -> str:
    """The reason without which row it is."""
    where = problem.row.where if isinstance(problem.row, RowNumber) else ""
    return problem.reason.removesuffix(f" ({where})")


def _value_in_words(value: object) -> str:
    if isinstance(value, list | tuple):
        return " | ".join(map(_value_in_words, value))
    if isinstance(value, dict):
        return ", ".join(_value_in_words(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
