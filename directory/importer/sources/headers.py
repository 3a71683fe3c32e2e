"""The table in a file, delimited text or a spreadsheet: its header, the rows below it, and where each column stands."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from directory.core.i18n import N_, Message
from directory.core.licence_layout import column_key
from directory.importer.formats import csv_rows, xlsx
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, ReadContext, empty

__all__ = [
    "DELIMITERS",
    "NumberedRow",
    "RowTable",
    "column_key",
    "column_places",
    "header_start",
    "missing_columns",
    "open_table",
    "places_by_name",
]

HeaderScore = Callable[[list[str]], int]
NumberedRow = tuple[int, list[str] | Problem]  # text: the first row's number is 1; a sheet: as Excel shows it
DELIMITERS = ",\t;|"  # of tables that people save
SEPARATORS = {
    "\t": N_("tabs"),
    ";": N_("semicolons"),
    "|": N_("vertical bars"),
}  # that a spreadsheet saves instead of commas
OTHERWISE_PARTED = N_(
    "Its columns are parted by %(parted)s, and have to be by commas: give the file as it was downloaded; or open this "
    "one in a spreadsheet, every column as text, and save it as CSV with commas."
)
OTHERWISE_PARTED_TYPED = (
    "Its columns are parted by %(parted)s, and have to be by commas: import the file as it was downloaded; or open "
    "this one in a spreadsheet, every column as text, and save it as CSV with commas."
)
HIDDEN_TOO = N_(
    "The workbook has hidden columns or rows, and they are read like all others. Delete what is not for the public, "
    "and save it again."
)
MAX_ROWS_ABOVE = 20  # of the header: a title, the day of the list, names over several columns
MAX_CELLS_ABOVE = 1 << 14  # of all of these rows
MAX_COLUMNS = 1 << 14  # as many as Excel has
LONGEST_COLUMN_NAME = 300  # characters that are looked at
MAX_SHEETS = 20  # of a workbook, looked at for a header


class RowTable(NamedTuple):
    """A table: the names of its columns, the rows below them, and the sheets of its workbook that are not read.

    sheet: the name of the one that is, "" where the table is a text. without_value, hides: see xlsx.Worksheet.
    """

    header: list[str]
    rows: Iterator[NumberedRow]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    without_value: int = 0
    hides: bool = False

    def note_unread(self, context: ReadContext) -> None:
        """Says in the report which sheets are not read, that cells have no value, and that hidden ones are read."""
        if self.hides:
            context.note(Message(HIDDEN_TOO))
        if self.without_value:
            several = Message("%(count)s cells hold", count=f"{self.without_value:,}")
            cells = Message("1 cell holds") if self.without_value == 1 else several
            context.note(
                Message(
                    "In the workbook, %(cells)s an error such as #REF!, or a formula that no program has "
                    "calculated: they count as empty. Open it in a spreadsheet program, mend them, and save it "
                    "again.",
                    cells=cells,
                )
            )
        if self.other_sheets:
            self._note_sheets(context)

    def _note_sheets(self, context: ReadContext) -> None:
        names = ", ".join(f"“{name[:40]}”" for name in self.other_sheets)
        context.note(
            Message(
                "Only the sheet “%(sheet)s” was read, not %(names)s. To give another one, save it as a file "
                "of its own.",
                command=(
                    "Only the sheet “%(sheet)s” was read, not %(names)s. To import another one, save it as a "
                    "file of its own."
                ),
                sheet=self.sheet[:40],
                names=names,
            )
        )


def delimited(blocks: Iterator[bytes]) -> Iterator[NumberedRow]:
    """The rows of a table that people save as text."""
    return csv_rows.rows(blocks, DELIMITERS)


def open_table(
    opened: Opened,
    score: HeaderScore,
    text_rows: Callable[[Iterator[bytes]], Iterator[NumberedRow]] = delimited,
) -> RowTable:
    """The table of a file: of a workbook, the first sheet in which a header is found.

    score: how many of the columns that the source needs a row names, 0 where it is no header. The row with the highest
    score is the header, the first of several; the first row of all where none is among the first 20, for the source to
    say what is wrong with it. text_rows: gives the rows of a text. Rows without any value, and those that repeat the
    header, are left out. Raises FileRefused where there is no row, or the file is damaged.
    """
    if not opened.is_spreadsheet:
        return _table(text_rows(opened.blocks()), score, opened.path)[0]
    with opened.seekable(xlsx.LARGEST_FILE) as file:
        return _first_with_header(xlsx.sheets(file, opened.name), score, opened.path)


def _first_with_header(sheets: Iterator[xlsx.Worksheet], score: HeaderScore, path: Path) -> RowTable:
    names: list[str] = []
    first = None
    for sheet in islice(sheets, MAX_SHEETS):
        names = names or [sheet.name, *sheet.later]
        table, found = _table(sheet.rows, score, path, may_be_empty=True)
        others = tuple(name for name in names if name != sheet.name)
        table = table._replace(
            sheet=sheet.name, other_sheets=others, without_value=sheet.without_value, hides=sheet.hides
        )
        if found:
            return table
        first = first or (table if table.header else None)
    if first is None:
        raise empty(path)
    return first


def _table(
    rows: Iterator[tuple[int, list[str]]] | Iterator[NumberedRow],
    score: HeaderScore,
    path: Path,
    may_be_empty: bool = False,
) -> tuple[RowTable, bool]:
    """The table that begins with the row that is the header, and whether there is one."""
    filled = (numbered for numbered in rows if isinstance(numbered[1], Problem) or any(map(str.strip, numbered[1])))
    above: list[NumberedRow] = []
    for numbered in filled:
        above.append(numbered)
        if len(above) > MAX_ROWS_ABOVE or sum(len(row) for _, row in above) > MAX_CELLS_ABOVE:
            break
    if not above:
        if may_be_empty:
            return RowTable([], iter(())), False
        raise empty(path)
    if (columns := max(len(row) for _, row in above)) > MAX_COLUMNS:
        raise FileRefused(
            "a line of it has %(columns)s columns, and no table has so many. Is this the file?",
            path,
            columns=f"{columns:,}",
        )
    scores = [score(_names(row)) for _, row in above]
    at = scores.index(max(scores))
    return RowTable(_names(above[at][1]), _below(chain(above[at + 1 :], filled), above[at][1])), scores[at] > 0


def _names(row: list[str] | Problem) -> list[str]:
    """The names of columns in a row, each on one line; of a row that cannot be read, its beginning."""
    return [" ".join(name[:LONGEST_COLUMN_NAME].split()) for name in row] if isinstance(row, list) else [row.value]


def _below(rows: Iterator[NumberedRow], header: list[str] | Problem) -> Iterator[NumberedRow]:
    return (numbered for numbered in rows if numbered[1] != header)


def column_places(header: list[str]) -> dict[str, int]:
    """{column name, written as licence_layout.column_key compares it: its place}; of columns with one name the first.

    Of the first MAX_COLUMNS: a hostile header may have any number.
    """
    places = reversed(list(enumerate(header[:MAX_COLUMNS])))
    return {column_key(name[:LONGEST_COLUMN_NAME]): place for place, name in places}


def missing_columns(header: list[str], columns: Mapping[str, str]) -> list[str]:
    """Those of the columns, {field: the header's name for it}, that a header lacks, by their names."""
    places = column_places(header)
    return [name for name in columns.values() if column_key(name) not in places]


def places_by_name(header: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Where each field stands in a row: {field: its place}. Raises KeyError for one that the header lacks."""
    places = column_places(header)
    return {field: places[column_key(name)] for field, name in columns.items()}


def header_start(header: list[str]) -> str:
    """The first column names, to show in a refusal what the file is."""
    return ", ".join(name.strip()[:40] for name in header[:4]) or "nothing"


def with_separator(said: str, header: list[str]) -> str:
    """Why a file is refused that is read as columns parted by commas; where a spreadsheet has saved it with tabs,
    semicolons or bars between them, what to do.
    """
    line = ",".join(header)
    separator = max(SEPARATORS, key=line.count)
    if line.count(separator) <= line.count(","):
        return said
    advice = Message(OTHERWISE_PARTED, OTHERWISE_PARTED_TYPED, parted=Message(SEPARATORS[separator]))
    return Message("%(said)s %(advice)s", said=said, advice=advice)
