"""The program that xlsx.py runs: an XLSX file's bytes on standard input, lines of JSON on standard output.

Its argument is the place of the sheet to read, from 0, among those of cells that are not hidden. The first line is
the array of the names of these sheets, each further one the array of a row's cells as text. It is run by its path and
imports nothing of this project, so that it starts quickly. It ends with an exit code other than 0 where the file is
damaged or goes beyond a limit.
"""

import io
import sys
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MEMORY = 1 << 29  # bytes of address space; CMS's report of 258,959 rows takes under 150 MB of it, 70 of them in use
MAX_ROWS = 1 << 20  # as in Excel
MAX_COLUMNS = 1000
MAX_CELL = 32_767  # characters, as in Excel
MAX_TEXT = 1 << 27  # bytes of all lines; the same report has 7 MB

Cell = str | float | time | date | datetime | timedelta  # what calamine returns for one; "" for an empty one


def main() -> None:
    """Writes the sheets' names and the rows of one of them."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # not on a machine that only reads

    _limit_memory()
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    sys.stdout.buffer.write(orjson.dumps(shown) + b"\n")
    place = int(sys.argv[1])
    if place < len(shown):
        _write(workbook.get_sheet_by_name(shown[place]))


def fits(last_row: int, last_column: int) -> bool:
    """Whether a sheet is no larger than is read; rows and columns count from 0."""
    return last_row < MAX_ROWS and last_column < MAX_COLUMNS


def _limit_memory() -> None:
    """Has the system refuse more memory, where it can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):  # Windows has no such limit, and macOS does not keep to it
        pass


def _write(sheet: "CalamineSheet") -> None:
    if sheet.end is None:  # no cell at all
        return
    if not fits(*sheet.end):
        sys.exit("too many rows or columns")
    written, below = 0, Below(sheet)
    for number, row in enumerate(sheet.iter_rows()):
        cells = below.filled(number, [_text(cell) for cell in row])
        written += sys.stdout.buffer.write(orjson.dumps(cells) + b"\n")
        if written > MAX_TEXT:
            sys.exit("too much text")


class Below:
    """Fills the cells below one that is merged with them, as a person reads it: one address beside five names.

    Cells merged over several columns are a title, and stay as they are.
    """

    def __init__(self, sheet: "CalamineSheet"):
        left = sheet.start[1] if sheet.start else 0
        ranges = sheet.merged_cell_ranges or []
        self.last_rows = {(top, column - left): last for (top, column), (last, right) in ranges if column == right}
        self.columns = {column for _, column in self.last_rows}
        self.values: dict[int, tuple[int, str]] = {}  # by column: the last row to fill, and what with

    def filled(self, number: int, cells: list[str]) -> list[str]:
        """The cells of the next row; number: its place from 0."""
        for column in self.columns:
            if last := self.last_rows.get((number, column)):
                self.values[column] = last, cells[column] if column < len(cells) else ""
            last, value = self.values.get(column, (-1, ""))
            if number <= last and column < len(cells):
                cells[column] = value
        return cells


def _text(cell: Cell) -> str:
    """A cell as text: numbers without ".0", dates in ISO form."""
    if isinstance(cell, str):
        if len(cell) > MAX_CELL:
            sys.exit("a cell is too long")
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    return str(cell)


if __name__ == "__main__":
    main()
