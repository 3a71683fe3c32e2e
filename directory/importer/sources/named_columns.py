"""Rows of a public agency's table whose columns are found by their names, wherever they stand."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from directory.core import dates
from directory.importer.formats.archive import Opened
from directory.importer.formats.csv_rows import column_problem
from directory.importer.record import FileRefused, Problem, ReadContext
from directory.importer.sources.headers import (
    RowTable,
    header_start,
    missing_columns,
    open_table,
    places_by_name,
)


class NamedRow(NamedTuple):
    """A row's number in the file (the header is row 1) and {field: value}, stripped."""

    number: int
    values: dict[str, str]


def is_source_file(name: str) -> bool:
    """Whether a member of a ZIP is a table, by its name."""
    return name.lower().endswith(".csv") and not name.startswith(".")


def day_in_name(name: str) -> str | None:
    """The day in a file's name; None where it has none: then the newest day in it counts."""
    return dates.in_name(name)


def named_rows(
    opened: Opened, context: ReadContext, columns: Mapping[str, str], what: str
) -> Iterator[NamedRow | Problem]:
    """Every row of the table, counted and kept for mending.

    columns: {field: the header's name for it}; what: the file that this should be. Raises FileRefused where a column
    is missing.
    """
    table = open_table(opened, lambda row: not missing_columns(row, columns))
    table.note_unread(context)
    places = field_places(table.header, columns, opened.name, what)
    yield from field_rows(table, places, context)


def field_rows(table: RowTable, places: Mapping[str, int], context: ReadContext) -> Iterator[NamedRow | Problem]:
    """Every row below the header by its fields, counted and kept for mending. places: where each stands in a row."""
    context.table.begin(table.header)
    for number, row in table.rows:
        context.tally.rows_read += 1
        context.table.keep(number, row)
        if isinstance(row, Problem):
            yield row
        elif problem := column_problem(row, max(places.values()) + 1, len(table.header), number):
            yield problem
        else:
            yield NamedRow(number, {field: row[place].strip() for field, place in places.items()})


def field_places(header: list[str], columns: Mapping[str, str], file: str, what: str) -> dict[str, int]:
    """Where each field stands in a row. Raises FileRefused where a column is missing."""
    if missing := missing_columns(header, columns):
        raise FileRefused(
            "this is not %(what)s, the column “%(column)s” is missing. The header begins: %(header)s.",
            file,
            what=what,
            column=missing[0],
            header=header_start(header),
        )
    return places_by_name(header, columns)
