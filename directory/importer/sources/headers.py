"""The first row of a table: the names of its columns, and where each of them stands."""

from collections.abc import Iterator
from pathlib import Path

from directory.core.licence_layout import column_key
from directory.importer.record import Problem, empty

__all__ = ["NumberedRow", "column_key", "column_places", "first_row", "header_start"]

NumberedRow = tuple[int, list[str] | Problem]  # the header's number is 1


def first_row(rows: Iterator[NumberedRow], path: Path) -> list[str] | Problem:
    """The first row, taken from the others. Raises FileRefused where there is none."""
    numbered = next(rows, None)
    if numbered is None:
        raise empty(path)
    return numbered[1]


def column_places(header: list[str]) -> dict[str, int]:
    """{column name, written as licence_layout.column compares it: its place}; of columns with one name the first."""
    return {column_key(name): place for place, name in reversed(list(enumerate(header)))}


def header_start(header: list[str]) -> str:
    """The first column names, to show in a refusal what the file is."""
    return ", ".join(name.strip()[:40] for name in header[:4]) or "nothing"
