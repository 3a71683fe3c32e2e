"""Lists of licences that state boards publish, each read by its state's layout in data/reference/licences/.

The board vouches for the licence and its status. Its address is the one that the licensee gave, which few lists say is
that of a practice (LicenceLayout.practice_address). Rows of one licence make one statement, see licence_rows.py.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from directory.core import dates
from directory.core.full_names import FullName, parse_full_name
from directory.core.i18n import N_, Message
from directory.core.licence_layout import NO_LICENCE, LicenceLayout, column_key
from directory.core.licence_map import layout_by_map
from directory.core.licences import normalised, whole
from directory.core.names import folded
from directory.core.table_shapes import LICENCES
from directory.importer.formats.archive import Opened
from directory.importer.formats.csv_rows import column_problem, rows
from directory.importer.formats.fixed_width import fixed_width_rows, reaches
from directory.importer.normalise import at_home
from directory.importer.record import (
    ADDRESS_FIELDS,
    FileRefused,
    Problem,
    RawLicence,
    RawLocation,
    RawStatement,
    ReadContext,
)
from directory.importer.sources.headers import NumberedRow, RowTable, open_table
from directory.importer.sources.licence_columns import LayoutColumns
from directory.importer.sources.licence_rows import LicenceRow, as_day, clash, of_each_licensee, of_one_licence
from directory.importer.sources.stated_name import StatedName, organisation_named, person_named
from directory.importer.sources.table_maps import read_map
from directory.store.reference import files

ENDINGS = (".csv", ".txt", ".tsv", ".xls", ".xlsx")  # California's .xls is a table of text
ABROAD = N_(
    "an address outside the United States is left out, the license stays; no search by place finds this listing"
)
UNKNOWN_STATE = N_(
    "Nobody has said yet how this state writes its list: match its columns. Known as they are: %(states)s."
)
NO_STATE = N_("Say under “State” whose list it is; then match its columns. Known as they are: %(states)s.")
LAYOUTS = (
    "States with a layout: %(states)s. data/reference/licences/ has one file for each, to copy for another; a list of "
    "any state can be read by a map of its columns (--map FILE)."
)
UNNAMED = Message(
    "nobody has said what this word of the board’s means: the standing is not known",
    command="the layout does not say what this word means: the status is unknown",
)
TYPES_SHOWN = 4  # kinds of licence named where none of a file is acupuncture


def is_source_file(name: str) -> bool:
    """Whether a member of a ZIP is the list, by its name. Missouri packs a description of the columns beside it."""
    lowered = name.lower()
    return lowered.endswith(ENDINGS) and not lowered.startswith((".", "filedesc"))


def day_in_name(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Always yes: a list is all of one state. The other states' lists stand."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """The acupuncturists of the list of `context.state`.

    Raises FileRefused where the state has no layout and the list no map, the file does not fit it, or no row of it is a
    licence to practise acupuncture: then the board has renamed the licence, and an import would remove everybody.
    """
    layout = _layout(context.state, context.map_file)
    context.parts = {layout.state}
    table = open_list(opened, layout)
    columns = LayoutColumns(table.header, layout, opened.name)
    table.note_unread(context)
    context.table.begin(table.header, layout.delimiter[0], layout.quoting)
    yield from columns.absent_problems()
    collector = LicenceCollector(columns, context)
    for number, row in table.rows:
        yield from collector.add(number, row)
    if not collector.by_key and context.tally.rows_read:
        raise _none_found(opened.name, layout, collector)
    day = context.as_of or day_in_name(opened.name) or ""
    yield from of_each_licensee([of_one_licence(rows, day) for rows in collector.by_key.values()])


def open_list(opened: Opened, layout: LicenceLayout) -> RowTable:
    """The table of a list. Raises FileRefused where there is none."""
    return open_table(opened, lambda row: fits(row, layout), partial(_rows, layout))


def _rows(layout: LicenceLayout, blocks: Iterator[bytes]) -> Iterator[NumberedRow]:
    """The rows of the list, the first being the columns' names, whichever way the state has written them."""
    block = next(blocks, b"")
    first_line, blocks = block.lstrip(b"\r\n").partition(b"\n")[0], chain([block], blocks)
    if reaches(first_line, layout.positions) and not _names_columns(first_line, layout):
        return fixed_width_rows(blocks, layout.positions, layout.encoding, layout.fixed_values)
    return rows(blocks, layout.delimiter, layout.quoting, layout.encoding)


def _names_columns(line: bytes, layout: LicenceLayout) -> bool:
    """Whether one of the line's values is the name of a column of the layout."""
    _, header = next(rows(iter([line]), layout.delimiter, layout.quoting), (1, []))
    names = header if isinstance(header, list) else [header.value]
    return not set(map(column_key, layout.positions)).isdisjoint(map(column_key, names))


def fits(row: list[str], layout: LicenceLayout) -> bool:
    """Whether a row names the columns without which a list cannot be read."""
    try:
        return bool(LayoutColumns(row, layout, ""))
    except FileRefused:
        return False


def _layout(state: str, map_file: Path | None) -> LicenceLayout:
    """The layout of a state's list, by a map where there is one. Raises FileRefused where it has neither, or a wrong
    one.
    """
    known = files.licence_states()
    code = state.strip().upper()
    if map_file:
        table_map = read_map(map_file, LICENCES)
        try:
            return layout_by_map(table_map, code, files.licence_layout(code) if code in known else None)
        except ValueError as error:
            raise FileRefused(str(error)) from None
    if code not in known:
        states = ", ".join(known)
        raise FileRefused(
            Message(
                UNKNOWN_STATE, f"“%(state)s” is no state whose list can be read. {LAYOUTS}", state=state, states=states
            )
            if code
            else Message(NO_STATE, f"Say which state’s list it is: --state XX. {LAYOUTS}", states=states)
        )
    try:
        return files.licence_layout(code)
    except ValueError as error:
        raise FileRefused(str(error)) from None


class LicenceCollector:
    """The acupuncture licences of a list, as its rows are added.

    by_key: rows by STATE-LICENCENUMBER, all of one licence. other_types: some of the kinds of licence
    passed over. unreadable: the first row that could not be read.
    """

    def __init__(self, columns: LayoutColumns, context: ReadContext):
        self.columns, self.tally, self.table = columns, context.tally, context.table
        self.is_acupuncture = lru_cache(4096)(columns.layout.is_acupuncture)  # millions of rows have some hundred kinds
        self.by_key: dict[str, list[LicenceRow]] = {}
        self.other_types: dict[str, None] = {}
        self.unreadable: Problem | None = None

    def add(self, number: int, row: list[str] | Problem) -> Iterator[Problem]:
        """Takes a row in, or passes it over; the problems in it."""
        self.tally.rows_read += 1
        if isinstance(row, Problem):
            self.unreadable = self.unreadable or row
            yield row
        elif problem := column_problem(row, self.columns.needed, self.columns.width, number):
            self.table.keep(number, row)
            yield problem
        else:
            yield from self._add_readable(number, row)

    def _add_readable(self, number: int, row: list[str]) -> Iterator[Problem]:
        types = self.columns.type_words(row)
        if not self.is_acupuncture(types):
            self._pass_over(types)
            return
        status, unnamed = self.columns.layout.status(self.columns.status_words(row))
        if status == NO_LICENCE:
            self._pass_over(types)
            return
        self.table.keep(number, row)
        yield from (Problem(number, "licence_status", word, UNNAMED) for word in unnamed)
        licence = _licence_row(number, row, status, self.columns)
        if abroad := _abroad(row, self.columns):
            yield Problem(number, "country", abroad, ABROAD)
        key = licence.statement.key
        if problem := clash(licence, self.by_key.get(key, []), self.columns.layout.name_changes):
            yield problem
        else:
            self.by_key.setdefault(key, []).append(licence)

    def _pass_over(self, types: tuple[str, ...]) -> None:
        """Counts a row that is no licence to practise acupuncture."""
        self.tally.other_taxonomy += 1
        if len(self.other_types) < TYPES_SHOWN:
            self.other_types.setdefault(" / ".join(filter(None, types)))


def _licence_row(number: int, row: list[str], status: str, columns: LayoutColumns) -> LicenceRow:
    changed = (columns.layout.day(columns.value(row, field)) for field in ("issued_on", "updated_on"))
    return LicenceRow(
        _statement(number, row, status, columns),
        max(map(as_day, changed)),
        columns.value(row, "birth_year"),
        is_temporary=columns.layout.is_temporary(columns.type_words(row)),
    )


def _statement(number: int, row: list[str], status: str, columns: LayoutColumns) -> RawStatement:
    state, name = columns.layout.state, _stated_name(row, columns)
    expires_on = columns.layout.day(columns.value(row, "expires_on"))
    licence = RawLicence(state, whole(state, columns.value(row, "number")), status, expires_on)
    licence_key = normalised(licence.number)
    return RawStatement(
        number,
        key=f"{state}-{licence_key}" if licence_key else "",
        kind="clinic" if name.get("organisation") else "licensed_acupuncturist",
        licences=[licence],
        locations=_locations(row, columns),
        on_file=not columns.layout.practice_address,
        updated_on=columns.layout.day(columns.value(row, "updated_on")),
        other_organisation_name=columns.value(row, "other_organisation_name"),
        **name,
    )


def _stated_name(row: list[str], columns: LayoutColumns) -> StatedName:
    """Whom a row is about: a business where the row says so or names no person, else a person."""
    whole, business = columns.value(row, "name"), columns.value(row, "organisation_name")
    parts = FullName(*(columns.value(row, field) for field in FullName._fields))
    person = parse_full_name(whole).followed_by(parts.suffix, parts.credentials) if whole else parts
    is_business = folded(columns.value(row, "business")) in columns.layout.business
    if is_business or (business and not person.last_name):
        return organisation_named(business or whole or person.last_name)
    return person_named(person)


def _locations(row: list[str], columns: LayoutColumns) -> list[RawLocation]:
    """The address, also with its city blank, which is reported; none where it is abroad, or the list has no cities."""
    if columns.at.get("city") is None or _abroad(row, columns):
        return []
    return [RawLocation(**{field: columns.value(row, field) for field in ADDRESS_FIELDS})]


def _abroad(row: list[str], columns: LayoutColumns) -> str:
    """The country of an address outside the United States, "" at home."""
    country = columns.value(row, "country")
    return "" if at_home(country) else country


def _none_found(file: str, layout: LicenceLayout, collector: LicenceCollector) -> FileRefused:
    if collector.unreadable and not collector.other_types:
        number, _, value, reason, _ = collector.unreadable
        shown = Message("%(reason)s (%(value)s)", reason=reason, value=value)
        return FileRefused("no row can be read. Row %(row)s: %(reason)s.", file, row=number, reason=shown)
    types = "; ".join(name[:60] for name in collector.other_types if name) or Message("nothing")
    return FileRefused(
        "no row is a license to practice acupuncture, as it is called in %(state)s. The file’s license types "
        "begin: %(types)s. If the board has renamed it, match the columns and say which kind is acupuncture.",
        file,
        command="no row is a license to practice acupuncture as data/reference/licences/%(state)s.toml describes "
        "it. The file’s license types begin: %(types)s. If the board has renamed it, say so in a map of the "
        "columns (--map FILE), or change [types] there.",
        state=layout.state,
        types=types,
    )
