"""Any table, read by a map that the admin wrote or looked over: see core/table_map.py. Nothing is imported by a guess.

Rows of one practitioner make one statement: a table may have a row for each address or plan.
"""

import pickle
from collections.abc import Iterator

from directory.core.given_names import Likeness, likeness
from directory.core.i18n import Message
from directory.core.names import folded
from directory.core.table_map import TableMap
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext
from directory.importer.sources.headers import open_table
from directory.importer.sources.roster import day_in_name, is_source_file
from directory.importer.sources.table_maps import read_map
from directory.importer.sources.table_reader import RowReader
from directory.importer.sources.table_row import MappedRow

__all__ = [  # day_in_name and is_source_file as of a membership list
    "day_in_name",
    "is_full",
    "is_source_file",
    "read_map",
    "row_statements",
    "statements",
]
LISTS = ("locations", "licences", "insurance", "languages")  # what several rows of a practitioner add up to
SINGLE = ("kind", "credentials", "other_organisation_name")
ROWS_SHOWN = 5  # in a note


def is_full(name: str) -> bool:
    """Always yes: a table is everything its keeper knows. A second keeper's is imported with --update."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """The table's practitioners. Raises FileRefused where there is no map, or the map or the file is not right."""
    if not context.map_file:
        raise FileRefused(
            "A table needs to be told which column is which: match its columns.",
            command=(
                "A table needs a map of its columns: --map FILE. To have one proposed: python3 run.py import "
                "csv %(path)s"
            ),
            path=opened.path,
        )
    packed: dict[str, bytes] = {}
    for item in row_statements(opened, read_map(context.map_file), context):
        if isinstance(item, Problem):
            yield item
        else:
            yield from _add(item, packed)
    yield from map(_unpack, packed.values())


def row_statements(opened: Opened, column_map: TableMap, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """What each row states by itself; then, in the context's notes, what is lost of the table.

    Raises FileRefused where the file lacks a column of the map.
    """
    table = open_table(opened, column_map.fits)
    try:
        reader = StatingReader(table.header, column_map)
    except ValueError as error:
        raise FileRefused(f"{error}.", opened.name) from None
    yield from reader.statements(table, context)


class StatingReader(RowReader):
    """Reads what an admin's own table says of each practitioner."""

    def __init__(self, header: list[str], column_map: TableMap):
        """Raises ValueError where the header lacks a column of the map."""
        super().__init__(header, column_map)
        self.by_licence, self.without_kind = RowsNamed(), RowsNamed()

    def row_statements(self, number: int, mapped: MappedRow) -> Iterator[RawStatement | Problem]:
        """What one row states, and the problems in it."""
        for item in mapped.statement():
            if isinstance(item, RawStatement):
                self.by_licence.add(number, mapped.kind_is_of_licence)
                self.without_kind.add(number, not mapped.tells_kind)
            yield item

    def notes(self) -> Iterator[str]:
        """Sentences on what is lost, and on what a kind of practitioner was told by, after the last row."""
        yield from super().notes()
        if self.by_licence:
            yield Message(
                "Rows taken for licensed acupuncturists by a license number alone: %(rows)s. The column chosen as the "
                "license number should hold licenses to practice acupuncture only.",
                command="Rows taken for licensed acupuncturists by a license number alone: %(rows)s. The column that "
                "the map names for licence_number should hold licenses to practice acupuncture only.",
                rows=self.by_licence.in_words(),
            )
        if self.without_kind:
            yield Message(
                "Rows that do not tell the kind of practitioner: %(rows)s. They are listed as other clinicians who "
                "list acupuncture. Choose a column of kinds or credentials, if there is one.",
                command="Rows that do not tell the kind of practitioner: %(rows)s. They are listed as other "
                "clinicians who list acupuncture. Give the map a column of kinds or credentials, or say under "
                "[values.kind] what a blank is.",
                rows=self.without_kind.in_words(),
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

    def in_words(self) -> Message:
        """How many, and the numbers of the first."""
        more = ", …" if self.count > len(self.first) else ""
        return Message("%(count)s (row %(rows)s)", count=f"{self.count:,}", rows=", ".join(self.first) + more)


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
        same_npi = Message("row %(row)s has this NPI with another name", row=first.row)
        reason = same_npi if further.npi else Message("row %(row)s has this license with another name", row=first.row)
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
                    further.row,
                    field,
                    str(value),
                    Message("row %(row)s of the same practitioner says otherwise", row=first.row),
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
