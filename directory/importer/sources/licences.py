"""Lists of licences that state boards publish, each read by its state's layout in data/reference/licences/.

The board stands behind the licence and its status. It takes the address down as the licensee gave it: nobody has confirmed
that patients are seen there. Rows of one licence are one listing, see `_current`.
"""

from collections.abc import Iterator
from functools import lru_cache

from directory.core import dates
from directory.core.full_names import taken_apart
from directory.core.licence_layout import NO_LICENCE, STATUSES, Layout, column
from directory.core.licences import normalised
from directory.core.names import folded
from directory.importer.formats.archive import Opened
from directory.importer.formats.csv_rows import column_problem, rows
from directory.importer.record import FileRefused, Problem, RawLicence, RawListing, RawLocation, Reading, empty
from directory.store.reference import files

ENDINGS = (".csv", ".txt", ".tsv", ".xls")  # California's .xls is a table of text
PERSON = ("last_name", "first_name", "middle_name", "suffix")
UNNAMED = "the layout does not say what this word means: the status is unknown"
TYPES_SHOWN = 4  # kinds of licence named where none of a file is acupuncture


def wanted(name: str) -> bool:
    """Whether a member of a ZIP is the list. Missouri packs a description of the columns beside it."""
    low = name.lower()
    return low.endswith(ENDINGS) and not low.startswith((".", "filedesc"))


def as_of(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Always: a list is all of one state. The other states' lists stand."""
    return True


def read(opened: Opened, reading: Reading) -> Iterator[RawListing | Problem]:
    """The acupuncturists of the list of `reading.state`.

    Raises FileRefused where the state has no layout, the file is not in it, or no row of it is a licence to practise acupuncture:
    then the board has renamed the licence, and to go on would take everybody out.
    """
    layout = _layout(reading.state)
    reading.parts = {layout.state}
    table = rows(opened.blocks(), layout.delimiter, layout.quoting, layout.encoding)
    header = _header(table, opened)
    columns = Columns(header, layout, opened.name)
    reading.table.begin(header, layout.delimiter[0], layout.quoting)
    yield from columns.missing()
    roll = Roll(columns, reading)
    for number, row in table:
        yield from roll.add(number, row)
    if not roll.held and reading.tally.rows_read:
        raise FileRefused(_none_found(opened.name, layout, roll.others))
    day = reading.as_of or as_of(opened.name) or ""
    yield from (_current(listings, day) for listings in roll.held.values())


class Columns:
    """Where each value stands in a row, found by the names that the layout gives, whatever their order, case and spacing."""

    def __init__(self, header: list[str], layout: Layout, file: str):
        """Raises FileRefused where a column is missing without which nothing can be told."""
        self.layout, self.width = layout, len(header)
        places = {column(name): place for place, name in reversed(list(enumerate(header)))}
        self.at = {field: places.get(column(name)) for field, name in layout.columns.items()}
        self.types = [places[column(name)] for name in layout.type_columns if column(name) in places]
        self.statuses = [places[column(name)] for name in layout.status_columns if column(name) in places]
        self.needed = (
            max([place for place in self.at.values() if place is not None] + self.types + self.statuses, default=0) + 1
        )
        self.absent = {field: layout.columns[field] for field, place in self.at.items() if place is None}
        lacking = [self.absent[field] for field in ("number", "name", "last_name") if field in self.absent]
        lacking += layout.type_columns[:1] if not self.types else layout.status_columns[:1] if not self.statuses else []
        if lacking:
            seen = ", ".join(name.strip()[:40] for name in header[:4]) or "nothing"
            raise FileRefused(
                f"{file}: this is not the list of {layout.title}, the column “{lacking[0]}” is missing. The header begins: {seen}. "
                f"The list is at {layout.source}; if the board has renamed the column, change it in data/reference/licences/{layout.state}.toml."
            )

    def missing(self) -> list[Problem]:
        """A problem that names the columns which the file does not have and can be read without."""
        if not self.absent:
            return []
        names, fields = ", ".join(self.absent.values()), ", ".join(field.replace("_", " ") for field in self.absent)
        return [Problem(1, "columns", names, f"the file has no such columns: its listings do not say {fields}")]

    def value(self, row: list[str], field: str) -> str:
        """The field's value in a row, "" where the file has no such column or the state does not say."""
        place = self.at.get(field)
        return "" if place is None else self.layout.value(row[place])

    def said(self, row: list[str], places: list[int]) -> tuple[str, ...]:
        """The values at some places of a row."""
        return tuple([self.layout.value(row[place]) for place in places])


def _layout(state: str) -> Layout:
    known = files.licence_states()
    code = state.strip().upper()
    if code not in known:
        said = f"“{state}” is no state whose list can be read" if code else "Say which state’s list it is: --state XX"
        raise FileRefused(
            f"{said}. States with a layout: {', '.join(known)}. data/reference/licences/ has one file for each, to copy for another."
        )
    try:
        return files.licence_layout(code)
    except ValueError as error:
        raise FileRefused(str(error)) from None


def _header(table: Iterator[tuple[int, list[str] | Problem]], opened: Opened) -> list[str]:
    first = next(table, None)
    if first is None:
        raise empty(opened.path)
    return first[1] if isinstance(first[1], list) else [first[1].value]


class Roll:
    """The acupuncture licences of a list, by their id, as its rows are added."""

    def __init__(self, columns: Columns, reading: Reading):
        self.columns, self.tally, self.table = columns, reading.tally, reading.table
        self.is_acupuncture = lru_cache(4096)(
            columns.layout.is_acupuncture
        )  # a list of millions of rows has some hundred kinds
        self.held: dict[str, list[RawListing]] = {}
        self.others: dict[str, None] = {}  # some of the kinds of licence passed over

    def add(self, number: int, row: list[str] | Problem) -> Iterator[Problem]:
        """Takes a row in, or passes it over; gives what is wrong with it."""
        self.tally.rows_read += 1
        problem = row if isinstance(row, Problem) else column_problem(row, self.columns.needed, self.columns.width, number)
        if problem:
            self.table.keep(number, row)
            yield problem
            return
        kinds = self.columns.said(row, self.columns.types)
        if not self.is_acupuncture(kinds):
            self.pass_over(kinds)
            return
        status, unnamed = self.columns.layout.status(self.columns.said(row, self.columns.statuses))
        if status == NO_LICENCE:
            self.pass_over(kinds)
            return
        self.table.keep(number, row)
        yield from (Problem(number, "licence_status", word, UNNAMED) for word in unnamed)
        yield from self.hold(_listing(number, row, status, self.columns))

    def pass_over(self, kinds: tuple[str, ...]) -> None:
        """Counts a row that is no licence to practise acupuncture."""
        self.tally.other_taxonomy += 1
        if len(self.others) < TYPES_SHOWN:
            self.others.setdefault(" / ".join(filter(None, kinds)))

    def hold(self, listing: RawListing) -> Iterator[Problem]:
        """Puts a listing beside those of the same licence; a problem where it cannot be listed."""
        problem = _clash(listing, self.held.get(listing.key, []))
        if problem:
            yield problem
        else:
            self.held.setdefault(listing.key, []).append(listing)


def _clash(listing: RawListing, same: list[RawListing]) -> Problem | None:
    """Why the row cannot be listed: it has no number, or a number under which another row names somebody else."""
    if not listing.key:
        return Problem(listing.row, "licence_number", "", "no license number", refused=True)
    if same and folded(same[0].last_name + same[0].organisation_name) != folded(
        listing.last_name + listing.organisation_name
    ):
        reason = f"row {same[0].row} has this number with another name"
        return Problem(listing.row, "licence_number", listing.licences[0].number, reason, refused=True)
    return None


def _listing(number: int, row: list[str], status: str, columns: Columns) -> RawListing:
    layout = columns.layout
    licence = RawLicence(
        layout.state, columns.value(row, "number"), status, layout.day(columns.value(row, "expires_on"))
    )
    plain, place = normalised(licence.number), _location(row, columns)
    return RawListing(
        number,
        key=f"{layout.state}-{plain}" if plain else "",
        licences=[licence],
        locations=[place] if place.city else [],
        credentials=columns.value(row, "credentials"),
        updated_on=layout.day(columns.value(row, "updated_on")),
        other_organisation_name=columns.value(row, "other_organisation_name"),
        **_names(row, columns),
    )


def _names(row: list[str], columns: Columns) -> dict[str, str | bool]:
    whole = columns.value(row, "name")
    person = {field: columns.value(row, field) for field in PERSON} if not whole else taken_apart(whole)._asdict()
    business = columns.value(row, "organisation_name")
    marked = folded(columns.value(row, "business")) in columns.layout.business
    if marked or (business and not person["last_name"]):
        return {"organisation": True, "organisation_name": business or whole or person["last_name"], "kind": "clinic"}
    return person | {"kind": "licensed_acupuncturist"}


def _location(row: list[str], columns: Columns) -> RawLocation:
    return RawLocation(**{field: columns.value(row, field) for field in RawLocation._fields})


def _current(listings: list[RawListing], day: str) -> RawListing:
    """The one listing of all rows with the same number: the worst status among those that expire last.

    Colorado repeats a licence for each disciplinary case, Illinois repeats rows as they are. A row with an earlier
    expiration is history, a row without one counts as current. Only an active licence is confirmed by the list's day.
    """
    last = max(listing.licences[0].expires_on for listing in listings)
    now = [listing for listing in listings if listing.licences[0].expires_on in ("", last)]
    worst = min(now, key=lambda listing: STATUSES.index(listing.licences[0].status))
    licence = worst.licences[0]
    worst.licences = [licence._replace(expires_on=licence.expires_on or last)]
    worst.confirmed_on = day if licence.status == "active" else ""
    return worst


def _none_found(file: str, layout: Layout, types: dict[str, None]) -> str:
    seen = "; ".join(name[:60] for name in types if name) or "nothing"
    return (
        f"{file}: no row is a license to practice acupuncture as data/reference/licences/{layout.state}.toml describes it. "
        f"The file’s license types begin: {seen}. If the board has renamed it, change [types] there."
    )
