"""Rows of a public agency's table whose columns are found by their names, wherever they stand."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from directory.importer.formats.archive import Opened
from directory.importer.formats.csv_rows import column_problem
from directory.importer.record import FileRefused, Problem, ReadContext
from directory.importer.sources.headers import column_key, column_places, header_start, open_table

WRONG_NPI = "not a valid NPI: ten digits, the last of them a check digit"


class NamedRow(NamedTuple):
    """A row's number in the file (the header is row 1) and {field: value}, stripped."""

    number: int
    values: dict[str, str]


def named_rows(
    opened: Opened, context: ReadContext, columns: Mapping[str, str], what: str
) -> Iterator[NamedRow | Problem]:
    """Every row of the table, counted and kept for mending.

    columns: {field: the header's name for it}; what: the file that this should be. Raises FileRefused where a column
    is missing.
    """
    table = open_table(opened, lambda row: not _missing(row, columns))
    table.note_other_sheets(context)
    places = field_places(table.header, columns, opened.name, what)
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
    if missing := _missing(header, columns):
        raise FileRefused(
            f"{file}: this is not {what}, the column “{missing[0]}” is missing. "
            f"The header begins: {header_start(header)}."
        )
    places = column_places(header)
    return {field: places[column_key(name)] for field, name in columns.items()}


def _missing(header: list[str], columns: Mapping[str, str]) -> list[str]:
    places = column_places(header)
    return [name for name in columns.values() if column_key(name) not in places]
