"""The rows of a table that an admin has to mend, as a file in the table's own layout: open it, mend the cells, import it.

A last column says what is wrong with a row. Every reader finds its columns by name and passes over that one.
"""

import csv
import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from tempfile import SpooledTemporaryFile

PROBLEM = "problem"  # the name of the last column
IN_MEMORY = 1 << 22  # bytes of rows; more of them wait on the disk
MOST = 1 << 29  # bytes of rows: a spreadsheet opens no such file, and a ZIP can hold more rows than there is disk for
FORMULA = tuple("=+-@\t\r")  # what makes a spreadsheet take a value for a formula
SHIELDED = tuple(f"'{sign}" for sign in FORMULA)
MAY_BE_SHIELDED = re.compile("|".join(map(re.escape, SHIELDED)))


def harmless(value: str) -> str:
    """The value so that no spreadsheet takes it for a formula; `as_written` takes it back."""
    return f"'{value}" if value.startswith(FORMULA) else value


def as_written(row: list[str], text: str) -> list[str]:
    """A row's values without what `harmless` put before them. text: the row unparsed, in which most rows have nothing of the kind."""
    if not MAY_BE_SHIELDED.search(text):
        return row
    return [value[1:] if value.startswith(SHIELDED) else value for value in row]


class Table:
    """The rows that say something, in the file's order, kept until the import knows whether one of them has a problem.

    alone: each row is a listing by itself, so that the rows with problems can be imported without the others.
    """

    def __init__(self):
        self.file, self.rows, self.bytes = SpooledTemporaryFile(IN_MEMORY), 0, 0
        self.header: list[str] = []
        self.read: Callable[[object], list[str]] = list
        self.width, self.delimiter, self.quoting, self.alone = 0, ",", True, False

    def begin(
        self,
        header: list[str],
        delimiter: str = ",",
        quoting: bool = True,
        alone: bool = False,
        read: Callable[[object], list[str]] = list,
    ) -> None:
        """Says what the table is like: its first row, the character between values, whether quotes hold values together; `read` gives a kept row's values."""
        self.header, self.width = header[:-1] if header[-1:] == [PROBLEM] else header, len(header)
        self.delimiter, self.quoting, self.alone, self.read = delimiter, quoting, alone, read

    def keep(self, number: int, row: object) -> None:
        """Keeps a row, its values or its bytes; number: its place in the file, the header being 1. What could not be read as one (a Problem) has no cells to mend."""
        if isinstance(row, list | bytes) and not self.too_large():
            self.rows, self.bytes = self.rows + 1, self.bytes + self.file.write(pickle.dumps((number, row)))

    def too_large(self) -> bool:
        """Whether rows are missing, for they are more than a spreadsheet opens."""
        return self.bytes >= MOST

    def write(self, path: Path, problems: Iterable[tuple]) -> bool:
        """Writes the rows, those without a problem too unless each is `alone`; False, and no file, where no cell can be mended or rows are missing.

        problems: (row, field, value, reason, refused), by row.
        """
        marked = 0
        if self.too_large():
            return False
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            line = csv.writer(file, delimiter=self.delimiter).writerow if self.quoting else self._unquoted(file)
            line([*self.header, PROBLEM])
            for row, told in _marked(self._kept(), problems):
                marked += bool(told)
                if told or not self.alone:
                    line(
                        map(
                            harmless,
                            self._with(self.read(row), told if self.quoting else told.replace(self.delimiter, ";")),
                        )
                    )
        if not marked:
            path.unlink()
        return bool(marked)

    def _kept(self) -> Iterator[tuple[int, object]]:
        self.file.seek(0)
        for _ in range(self.rows):
            yield pickle.load(self.file)

    def _with(self, row: list[str], told: str) -> list[str]:
        """The row with what is told of it below PROBLEM; values that the header has no name for come after it."""
        width = len(self.header)
        return [*row[:width], *[""] * (width - len(row)), told, *filter(None, row[self.width :])]

    def _unquoted(self, file: object) -> object:
        return lambda values: file.write(self.delimiter.join(values) + "\r\n")


def _marked(rows: Iterable[tuple[int, object]], problems: Iterable[tuple]) -> Iterator[tuple[object, str]]:
    """Each row with its problems in words, "" where it has none. Both come by row number."""
    told = groupby(problems, lambda problem: problem[0])
    at, found = next(told, (None, ()))
    for number, row in rows:
        while at is not None and at < number:
            at, found = next(told, (None, ()))
        yield row, "; ".join(f"{field}: {reason}" for _, field, _, reason, _ in found) if at == number else ""
