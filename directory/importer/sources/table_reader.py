"""Reading the rows of a table by the map of its columns, and counting what of them is lost."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator

from directory.core.i18n import N_, Message
from directory.core.table_fields import counted, quoted
from directory.core.table_map import TableMap
from directory.importer.formats.csv_rows import column_problem
from directory.importer.mending import PROBLEM
from directory.importer.record import Problem, RawStatement, ReadContext, RowNumber
from directory.importer.sources.headers import NumberedRow, RowTable
from directory.importer.sources.table_row import MappedRow

IDENTIFYING = {"npi", "licence_number", "city", "city_state_zip", "full_address"}  # what a name alone lacks
LONGEST_ID = 40  # characters of a row's own number, in a report
COLUMNS_NAMED = 40  # in a note
ONE_VALUE = N_("the row has one value only: a title, a note or a sum, or somebody of whom nothing else is told")


class RowReader(ABC):
    """Reads the rows below a header."""

    def __init__(self, header: list[str], column_map: TableMap):
        """Raises ValueError where the header lacks a column of the map."""
        self.header, self.column_map = header, column_map
        self.places = column_map.places(header)
        used = {place for places in self.places.values() for place in places}
        self.needed = max(used) + 1
        self.unread = [place for place, name in enumerate(header) if place not in used and name != PROBLEM]
        self.tells_who_it_is = bool(IDENTIFYING & self.places.keys())
        self.lost: Counter[int] = Counter()

    @abstractmethod
    def row_statements(self, number: int, mapped: MappedRow) -> Iterator[RawStatement | Problem]:
        """What one row states, and the problems in it."""

    def statements(self, table: RowTable, context: ReadContext) -> Iterator[RawStatement | Problem]:
        """What each row states by itself; then, in the context's notes, what is lost of the table."""
        table.note_unread(context)
        context.table.begin(table.header)
        for numbered in table.rows:
            context.tally.rows_read += 1
            context.table.keep(*numbered)
            yield from self.items(numbered)
        for sentence in self.notes():
            context.note(sentence)

    def items(self, numbered: NumberedRow) -> Iterator[RawStatement | Problem]:
        """What a row states, and the problems in it; a problem for one that cannot be read."""
        number, row = numbered
        if isinstance(row, Problem):
            yield row
        elif problem := column_problem(row, self.needed, len(self.header), number):
            yield problem
        else:
            yield from self._items(number, row)

    def _items(self, number: int, row: list[str]) -> Iterator[RawStatement | Problem]:
        self.lost.update(place for place in self.unread if place < len(row) and row[place].strip())
        texts = {field: "\n".join(row[place] for place in places) for field, places in self.places.items()}
        if own := " ".join(texts.get("row_id", "").split())[:LONGEST_ID]:
            number = RowNumber(number, f"id {own}")
        filled = [text for text in row if text.strip()]
        if len(filled) == 1 and self.tells_who_it_is:
            yield Problem(number, "row", filled[0].strip()[:60], ONE_VALUE, refused=True)
        else:
            yield from self.row_statements(number, MappedRow(number, texts, self.column_map))

    def notes(self) -> Iterator[str]:
        """Sentences on what is lost, after the last row."""
        if self.lost:
            names = [f"{quoted(self.header[place][:40])} ({counted(self.lost[place])})" for place in self.unread]
            more = ", …" if len(names) > COLUMNS_NAMED else ""
            columns = ", ".join(names[:COLUMNS_NAMED]) + more
            yield Message("Columns not read: %(columns)s. The directory keeps nothing of them.", columns=columns)
