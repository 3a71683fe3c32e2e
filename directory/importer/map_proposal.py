"""A map proposed for a table that came without one: a file for the admin to edit, and its first rows as read by it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict

import msgspec

from directory.core import table_fields, table_map
from directory.core.practitioner import Statement
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext
from directory.importer.sources import table
from directory.importer.sources.headers import DELIMITERS, open_table

ROWS_SHOWN = 5


class RowPreview(TypedDict):
    """A row as an import would read it: its number, the statement that it makes, if any, and the problems in it."""

    row: int
    listing: dict[str, Any] | None
    problems: list[str]


class MapProposal(TypedDict, total=False):
    """The object that import --json prints.

    map: the file. proposed: whether it was written now, with these columns. lacking: why it cannot be used yet.
    """

    map: str
    proposed: bool
    columns: dict[str, str]
    not_read: list[str]
    rows: list[RowPreview]
    lacking: str


def propose(path: Path, folder: Path) -> MapProposal:
    """Writes a map for the table into `folder`, unless one is there already; what an import with it would read.

    Raises FileRefused where the file is no table, or a map that is there already does not fit it.
    """
    with Opened(path, table.is_source_file) as opened:
        header = open_table(opened, _seems_a_header, DELIMITERS).header
    columns = table_fields.propose_columns(header)
    not_read = [name.strip() for name in header if name.strip() and name.strip() not in columns.values()]
    map_path = folder / f"{path.name}.map.toml"
    written = _write_new(map_path, table_map.as_toml(path.name, columns, not_read))
    proposal = MapProposal(map=str(map_path), proposed=written)
    if written:
        proposal["columns"], proposal["not_read"] = columns, not_read
    try:
        proposal["rows"] = _first_rows(path, map_path)
    except FileRefused as error:
        if not written:
            raise
        proposal["rows"], proposal["lacking"] = [], str(error)
    return proposal


def _seems_a_header(row: list[str]) -> bool:
    columns = table_fields.propose_columns(row)
    return len(columns) > 1 and any(field in columns for field in table_map.NAME_FIELDS)


def _write_new(path: Path, text: str) -> bool:
    """Writes a file; False where it is there already, and stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", errors="replace") as file:
            file.write(text)
        return True
    except FileExistsError:
        return False


def _first_rows(path: Path, map_path: Path) -> list[RowPreview]:
    previews: dict[int, RowPreview] = {}
    with Opened(path, table.is_source_file) as opened:
        for item in table.row_statements(opened, table.read_map(map_path), ReadContext()):
            if len(previews) == ROWS_SHOWN and item.row not in previews:
                break
            preview = previews.setdefault(item.row, RowPreview(row=item.row, listing=None, problems=[]))
            statement, problems = normalise(item) if isinstance(item, RawStatement) else (None, [item])
            preview["listing"] = preview["listing"] or (_plain(statement) if statement else None)
            preview["problems"] += map(_problem_in_words, problems)
    return list(previews.values())


def _plain(statement: Statement) -> dict[str, Any]:
    """What a statement holds, as plain values."""
    return {"id": statement.id, "kind": statement.kind, **msgspec.to_builtins(statement)}


def _problem_in_words(problem: Problem) -> str:
    value = f" ({problem.value})" if problem.value else ""
    return f"{problem.field.replace('_', ' ')}: {problem.reason}{value}" + (" – row refused" if problem.refused else "")


def in_words(proposal: MapProposal) -> Iterator[str]:
    """The proposal in lines."""
    if proposal["proposed"]:
        yield f"No map was given. One was proposed from the header and written to {proposal['map']}:"
        yield from (f"  {field} = {table_fields.quoted(name)}" for field, name in proposal["columns"].items())
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
    yield "Nothing was imported."


def _value_in_words(value: object) -> str:
    if isinstance(value, list):
        return " | ".join(map(_value_in_words, value))
    if isinstance(value, dict):
        return ", ".join(_value_in_words(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
