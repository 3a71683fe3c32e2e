"""Any table, read by a map that the admin wrote or looked over: see core/table_map.py. Nothing is imported by a guess.

Rows of one practitioner make one statement: a table may have a row for each address or plan.
"""

import pickle
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from directory.core.given_names import Likeness, likeness
from directory.core.names import folded
from directory.core.table_fields import counted, quoted
from directory.core.table_map import TableMap, parse_table_map
from directory.importer.formats.archive import Opened
from directory.importer.formats.csv_rows import column_problem
from directory.importer.mending import PROBLEM
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext, RowNumber
from directory.importer.sources.headers import NumberedRow, open_table
from directory.importer.sources.roster import day_in_name, is_source_file
from directory.importer.sources.table_row import MappedRow

__all__ = [  # day_in_name and is_source_file as of a membership list
    "LARGEST_MAP",
    "day_in_name",
    "is_full",
    "is_source_file",
    "read_map",
    "row_statements",
    "statements",
]
LARGEST_MAP = 1 << 20  # bytes
LISTS = ("locations", "licences", "insurance", "languages")  # what several rows of a practitioner add up to
SINGLE = ("kind", "credentials", "other_organisation_name")
IDENTIFYING = {"npi", "licence_number", "city", "city_state_zip", "full_address"}  # what a name alone lacks
LONGEST_ID = 40  # characters of a row's own number, in a report
ROWS_SHOWN, COLUMNS_NAMED = 5, 40  # in a note
ONE_VALUE = "the row has one value only: a title, a note or a sum, or somebody of whom nothing else is told"


def is_full(name: str) -> bool:
    """Always yes: a table is everything its keeper knows. A second keeper's is imported with --update."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """The table's practitioners. Raises FileRefused where there is no map, or the map or the file is not right."""
    if not context.map_file:
        raise FileRefused(
            "A table needs a map of its columns: --map FILE. "
            f"To have one proposed: python3 run.py import csv {opened.path}"
        )
    packed: dict[str, bytes] = {}
    for item in row_statements(opened, read_map(context.map_file), context):
        if isinstance(item, Problem):
            yield item
        else:
            yield from _add(item, packed)
    yield from map(_unpack, packed.values())


def read_map(path: Path) -> TableMap:
    """The map in a file. Raises FileRefused with what is wrong in it."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_MAP + 1)
        if len(text) > LARGEST_MAP:
            raise ValueError("this is larger than any map")
        return parse_table_map(tomllib.loads(text.decode("utf-8-sig")))
    except OSError as error:
        raise FileRefused(f"{path}: {error.strerror or error}.") from None
    except RecursionError:
        raise FileRefused(f"{path}: this is no map: lists within lists without end.") from None
    except ValueError as error:  # that TOML cannot be read, or is not UTF-8, are ValueErrors too
        raise FileRefused(f"{path}: {error}.") from None


def row_statements(opened: Opened, column_map: TableMap, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """What each row states by itself; then, in the context's notes, what is lost of the table.

    Raises FileRefused where the file lacks a column of the map.
    """
    table = open_table(opened, column_map.fits)
    try:
        reader = RowReader(table.header, column_map)
    except ValueError as error:
        raise FileRefused(f"{opened.name}: {error}.") from None
    table.note_unread(context)
    context.table.begin(table.header)
    for numbered in table.rows:
        context.tally.rows_read += 1
        context.table.keep(*numbered)
        yield from reader.items(numbered)
    for sentence in reader.notes():
        context.note(sentence)


class RowReader:
    """Reads the rows of a table by its map, and counts what of them is lost."""

    def __init__(self, header: list[str], column_map: TableMap):
        """Raises ValueError where the header lacks a column of the map."""
        self.header, self.column_map = header, column_map
        self.places = column_map.places(header)
        used = {place for places in self.places.values() for place in places}
        self.needed = max(used) + 1
        self.unread = [place for place, name in enumerate(header) if place not in used and name != PROBLEM]
        self.tells_who_it_is = bool(IDENTIFYING & self.places.keys())
        self.lost: Counter[int] = Counter()
        self.by_licence, self.without_kind = RowsNamed(), RowsNamed()

    def items(self, numbered: NumberedRow) -> Iterator[RawStatement | Problem]:
        """What a row states, and the problems in it."""
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
            return
        mapped = MappedRow(number, texts, self.column_map)
        for item in mapped.statement():
            if isinstance(item, RawStatement):
                self.by_licence.add(number, mapped.kind_is_of_licence)
                self.without_kind.add(number, not mapped.tells_kind)
            yield item

    def notes(self) -> Iterator[str]:
        """Sentences on what is lost, after the last row."""
        if self.lost:
            names = [f"{quoted(self.header[place][:40])} ({counted(self.lost[place])})" for place in self.unread]
            more = ", …" if len(names) > COLUMNS_NAMED else ""
            yield f"Columns not read: {', '.join(names[:COLUMNS_NAMED])}{more}. The directory keeps nothing of them."
        if self.by_licence:
            yield (
                f"Rows taken for licensed acupuncturists by a license number alone: {self.by_licence}. "
                "The column that the map names for licence_number should hold licenses to practice acupuncture only."
            )
        if self.without_kind:
            yield (
                f"Rows that do not tell the kind of practitioner: {self.without_kind}. "
                "They are listed as other clinicians who list acupuncture. "
                "Give the map a column of kinds or credentials, or say under [values.kind] what a blank is."
            )


class RowsNamed:
    """How many rows something is true of, and the first of them by their numbers."""

    def __init__(self) -> None:
        self.count, self.first = 0, list[str]()

    def add(self, number: int, is_one: bool) -> None:
        """Counts a row if it is one of them."""
        self.count += is_one
        if is_one and len(self.first) < ROWS_SHOWN:
            self.first.append(str(number))

    def __bool__(self) -> bool:
        return self.count > 0

    def __str__(self) -> str:
        more = ", …" if self.count > len(self.first) else ""
        return f"{self.count:,} (row {', '.join(self.first)}{more})"


def _add(statement: RawStatement, packed: dict[str, bytes]) -> Iterator[Problem]:
    """Joins a row's statement to the earlier ones of the same practitioner; a problem for what does not fit them.

    packed: {NPI or key: the statement pickled}, which takes a third of the memory.
    """
    key = statement.npi or statement.key
    if key in packed:
        first = _unpack(packed[key])
        yield from _join(first, statement)
        statement = first
    packed[key] = pickle.dumps(tuple(vars(statement).values()))  # without the fields' names


def _unpack(pickled: bytes) -> RawStatement:
    return RawStatement(*pickle.loads(pickled))


def _join(first: RawStatement, further: RawStatement) -> Iterator[Problem]:
    """Adds what a further row states to a practitioner's statement; a problem for what does not fit it."""
    if not _may_be_one(first, further):
        reason = f"row {first.row} has this {'NPI' if further.npi else 'license'} with another name"
        yield Problem(further.row, "name", further.last_name or further.organisation_name, reason, refused=True)
        return
    for field in LISTS:
        setattr(first, field, [*dict.fromkeys((*getattr(first, field), *getattr(further, field)))])
    first.confirmed_on = max(first.confirmed_on, further.confirmed_on)
    single = {field: getattr(further, field) for field in SINGLE}
    for kept, stated in ((vars(first), single), (first.facts, further.facts)):
        for field, value in stated.items():
            if kept[field] in ("", None):
                kept[field] = value
            elif value not in ("", None, kept[field]):
                yield Problem(
                    further.row, field, str(value), f"row {first.row} of the same practitioner says otherwise"
                )


def _may_be_one(one: RawStatement, other: RawStatement) -> bool:
    """Whether rows of one number may be about one practitioner: no other family name, given name or generation."""
    if folded(one.last_name + one.organisation_name) != folded(other.last_name + other.organisation_name):
        return False
    generations = {folded(each.suffix) for each in (one, other)} - {""}
    return len(generations) < 2 and _given_agree(folded(one.first_name), folded(other.first_name))


def _given_agree(one: str, other: str) -> bool:
    """Whether given names are the same, one an initial or left out, or a nickname or spelling of the other."""
    short, long = sorted((one, other), key=len)
    same = short.replace(" ", "") == long.replace(" ", "") or short in ("", long[:1], long.split(" ")[0])
    return same or likeness(short, long) != Likeness.NONE
