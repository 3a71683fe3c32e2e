"""The rows of a table that an admin has to mend, as a file in the table's own layout, to be mended and imported.

A last column says what is wrong with a row. Every reader finds its columns by name and passes over that one.
"""

import csv
import math
import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TextIO

from directory.core.spreadsheets import FORMULA, escape_formula

PROBLEM = "problem"  # the name of the last column
MAX_IN_MEMORY = 1 << 22  # bytes of rows; more of them wait on the disk
MAX_KEPT = 1 << 29  # bytes of rows: no spreadsheet opens more, and a ZIP can hold more rows than there is disk for
ESCAPED = tuple(f"'{sign}" for sign in FORMULA)
MAY_BE_ESCAPED = re.compile("|".join(map(re.escape, ESCAPED)))

TableRow = list[str] | bytes  # a row's values, or the bytes that they are parsed from
ProblemRow = tuple[int, str, str, str, object]  # row number, field, value, reason, whether the row was refused


def unescape_formulas(row: list[str], text: str) -> list[str]:
    """A row's values without what `escape_formula` put before them. text: the unparsed row; most have no such value."""
    if not MAY_BE_ESCAPED.search(text):
        return row
    return [value[1:] if value.startswith(ESCAPED) else value for value in row]


class Table:
    """The rows that a source uses, in the file's order, kept until the import knows whether one of them has a problem.

    alone: each row is a listing by itself, so that the rows with problems can be imported without the others.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(MAX_IN_MEMORY)  # noqa: SIM115  it is closed with the table
        self._rows = self._bytes = 0
        self.header: list[str] = []
        self.delimiter, self.quoting, self.alone = ",", True, False
        self._parse: Callable[[bytes], list[str]] = lambda row: [row.decode()]

    def begin(
        self,
        header: list[str],
        delimiter: str = ",",
        quoting: bool = True,
        alone: bool = False,
        parse: Callable[[bytes], list[str]] | None = None,
    ) -> None:
        """Says what the table is like: its first row and the character between values.

        quoting: whether quotes hold a value together; parse: gives the values of a row that is kept as bytes.
        """
        self.header = header[:-1] if header[-1:] == [PROBLEM] else header
        self.delimiter, self.quoting, self.alone, self._parse = delimiter, quoting, alone, parse or self._parse

    def keep(self, number: int, row: object) -> None:
        """Keeps a row, its values or its bytes; number: its place in the file, the header being 1.

        Anything else, such as the Problem of a row that could not be read, has no cells to mend.
        """
        if isinstance(row, list | bytes) and not self.too_large():
            self._rows, self._bytes = self._rows + 1, self._bytes + self._file.write(pickle.dumps((number, row)))

    def too_large(self) -> bool:
        """Whether rows are missing, for there are more than a spreadsheet opens."""
        return self._bytes >= MAX_KEPT

    def write(self, path: Path, problems: Iterable[ProblemRow]) -> bool:
        """Writes the rows to mend, and if they are not `alone` the others too. problems: in the order of their rows.

        False, and no file, where no row has a problem or rows are missing.
        """
        if self.too_large():
            return False
        marked = 0
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            write_row = self._row_writer(file)
            write_row([*self.header, PROBLEM])
            for row, reasons in _with_reasons(self._kept_rows(), problems):
                marked += bool(reasons)
                if reasons or not self.alone:
                    write_row(map(escape_formula, self._mendable(row, reasons)))
        if not marked:
            path.unlink()
        return bool(marked)

    def _kept_rows(self) -> Iterator[tuple[int, TableRow]]:
        self._file.seek(0)
        for _ in range(self._rows):
            yield pickle.load(self._file)

    def _mendable(self, row: TableRow, reasons: str) -> list[str]:
        """The row's values with the reasons below PROBLEM; values that the header has no name for come after it."""
        values = row if isinstance(row, list) else self._parse(row)
        width = len(self.header)
        reasons = reasons if self.quoting else reasons.replace(self.delimiter, ";")
        return [*values[:width], *[""] * (width - len(values)), reasons, *filter(None, values[width:])]

    def _row_writer(self, file: TextIO) -> Callable[[Iterable[str]], object]:
        if self.quoting:
            return csv.writer(file, delimiter=self.delimiter).writerow
        return lambda values: file.write(self.delimiter.join(values) + "\r\n")


def _with_reasons(
    rows: Iterable[tuple[int, TableRow]], problems: Iterable[ProblemRow]
) -> Iterator[tuple[TableRow, str]]:
    """Each row with what is wrong with it in words, "" where nothing is. Both come in order of the row numbers."""
    groups = groupby(problems, lambda problem: problem[0])
    no_more: tuple[float, Iterable[ProblemRow]] = (math.inf, ())
    at, group = next(groups, no_more)
    for number, row in rows:
        while at < number:
            at, group = next(groups, no_more)
        yield row, "; ".join(f"{field}: {reason}" for _, field, _, reason, _ in group) if at == number else ""
