"""Membership lists of societies, such as the American Academy of Medical Acupuncture's: names with their credentials.

A society states who its members are and what credentials they hold. It states nothing of licences, and confirms none.
Societies are told apart by a short name (core.societies): a list replaces what the same society said, and no other's.
"""

from collections.abc import Iterator

from directory.core import credentials, dates
from directory.core.names import folded
from directory.core.societies import part_of
from directory.core.streets import comparable
from directory.core.table_map import TableMap, parse_table_map
from directory.core.table_proposal import Columns, propose_columns
from directory.core.table_shapes import ROSTER
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawLocation, RawStatement, ReadContext
from directory.importer.sources.headers import header_start, open_table
from directory.importer.sources.stated_name import own_key
from directory.importer.sources.table_maps import read_map
from directory.importer.sources.table_reader import RowReader
from directory.importer.sources.table_row import MappedRow

WHOLE_LINES = ("full_address", "city_state_zip")


def is_source_file(name: str) -> bool:
    """Whether a member of a ZIP is a table, by its name."""
    return name.lower().endswith((".csv", ".txt", ".tsv", ".xlsx")) and not name.startswith((".", "~"))


def day_in_name(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Always yes: a membership list names everybody."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """A statement for each member, by the columns' names or by a map of them.

    Raises FileRefused where a header without a map has no column for the name, city or state, or lacks one of the map.
    """
    given = read_map(context.map_file, ROSTER) if context.map_file else None
    table = open_table(opened, given.fits if given else lambda row: not lacking(row))
    if not given and (missing := lacking(table.header)):
        raise FileRefused(
            "no column of this list is the %(field)s. Match its columns. The header begins: %(header)s.",
            opened.name,
            command=(
                "no column of this list is the %(field)s. Call it “%(field2)s”, or give a map of its columns "
                "(--map FILE). The header begins: %(header)s."
            ),
            field=missing,
            field2=missing,
            header=header_start(table.header),
        )
    part = part_of(context.society)
    context.parts = {part}
    try:
        reader = MemberReader(table.header, given or _map_by_names(table.header), part)
    except ValueError as error:
        raise FileRefused(f"{error}.", opened.name) from None
    yield from reader.statements(table, context)


def _columns(header: list[str]) -> Columns:
    """The columns of a list without a map, by their names alone. Those of city and state come before a whole line."""
    columns = propose_columns(header, shape=ROSTER)
    if columns.keys() >= {"city", "state"}:
        return {field: names for field, names in columns.items() if field not in WHOLE_LINES}
    return columns


def lacking(header: list[str]) -> str:
    """What nobody can do without, and no column of a header is by its name; "" where all is there."""
    return next(iter(ROSTER.lacking(_columns(header))), "")


def _map_by_names(header: list[str]) -> TableMap:
    """The map of a header in which nothing is lacking."""
    return parse_table_map({"columns": _columns(header)}, ROSTER)


class MemberReader(RowReader):
    """Reads the members of a list. part: how their ids begin."""

    def __init__(self, header: list[str], column_map: TableMap, part: str):
        """Raises ValueError where the header lacks a column of the map."""
        super().__init__(header, column_map)
        self.namesakes = _Namesakes(part)

    def row_statements(self, number: int, mapped: MappedRow) -> Iterator[RawStatement | Problem]:
        """The member in a row, and what is wrong in it."""
        subject, location = mapped.subject(""), mapped.location()
        if not folded(subject.text):
            yield Problem(number, "name", subject.text.strip(), "no name", refused=True)
            return
        held = set(credentials.parse_credentials(subject.name["credentials"]))
        yield RawStatement(
            number,
            key=self.namesakes.key(subject.text, location),
            kind="medical_acupuncturist" if credentials.MEDICAL & held else "",
            other_organisation_name=subject.business,
            locations=[location] if location.city else [],
            **subject.name,
        )
        yield from mapped.problems


class _Namesakes:
    """Members are known by their name and city. One of a name and city that shares neither a street nor a telephone
    number with the first may be somebody else, and is known by the street too.
    """

    def __init__(self, part: str) -> None:
        self._part = part
        self._first: dict[str, tuple[str, str]] = {}

    def key(self, name: str, location: RawLocation) -> str:
        """What the list calls a member of this name at this place."""
        key = own_key(self._part, name, location.state, location.city)
        street = comparable(f"{location.address_1}, {location.address_2}").line
        phone = "".join(filter(str.isdigit, location.phone))
        first_street, first_phone = self._first.setdefault(key, (street, phone))
        is_told = first_street and first_phone and street and phone
        is_other = is_told and first_street != street and first_phone != phone
        return own_key(self._part, name, location.state, location.city, street) if is_other else key
