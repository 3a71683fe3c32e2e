"""NPPES, the federal register of health care providers: CMS's monthly full file and weekly update, layouts V1 to V3.

A full file (its name begins at 20050523, the first day of NPPES) holds every provider; a weekly one holds what changed.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from directory.core import dates
from directory.core.i18n import N_, Message
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.cleaning import clean
from directory.importer.formats import byte_scan
from directory.importer.formats.archive import Opened
from directory.importer.mending import Table
from directory.importer.record import FileRefused, Problem, RawLocation, RawStatement, ReadContext, Removed, Slot, empty
from directory.importer.sources.headers import column_key, column_places, header_start, with_separator
from directory.importer.sources.nppes.registered import RegistrationColumns

FIRST_DAY = "20050523"
PERIOD = re.compile(r"(20\d{6})[-_](20\d{6})")  # the first and the last day that a file covers
OTHER_FILES = ("fileheader", "othername", "pl_pfile", "endpoint")  # parts of the names of the other files in the ZIP
DAY = re.compile(rb"(?<![\d/-])(?:\d?\d/\d?\d/20\d\d|20\d\d-\d\d-\d\d)(?![\d/-])")
SLOTS = range(1, 16)
LONGEST_WEEK = 1 << 17  # rows; CMS's weekly files have some 20,000 to 40,000

PRACTICE = "Provider Business Practice Location Address"
COLUMNS = {
    "npi": "NPI",
    "entity": "Entity Type Code",
    "organisation_name": "Provider Organization Name (Legal Business Name)",
    "other_organisation_name": "Provider Other Organization Name",
    "last_name": "Provider Last Name (Legal Name)",
    "first_name": "Provider First Name",
    "middle_name": "Provider Middle Name",
    "suffix": "Provider Name Suffix Text",
    "credentials": "Provider Credential Text",
    "other_last_name": "Provider Other Last Name",
    "other_first_name": "Provider Other First Name",
    "updated_on": "Last Update Date",
}
LOCATION = {
    "address_1": "Provider First Line Business Practice Location Address",
    "address_2": "Provider Second Line Business Practice Location Address",
    "city": f"{PRACTICE} City Name",
    "state": f"{PRACTICE} State Name",
    "postal_code": f"{PRACTICE} Postal Code",
    "country": f"{PRACTICE} Country Code (If outside U.S.)",
    "phone": f"{PRACTICE} Telephone Number",
}
OPTIONAL = {
    "fax": (f"{PRACTICE} Fax Number",),
    "gender": ("Provider Gender Code", "Provider Sex Code"),  # renamed in layout V2
    "confirmed_on": ("Certification Date",),  # added in 2020
    "parent_organization": ("Parent Organization LBN",),
    "deactivated_on": ("NPI Deactivation Date",),
    "reactivated_on": ("NPI Reactivation Date",),
}
TAXONOMY, NUMBER = "Healthcare Provider Taxonomy Code_{}", "Provider License Number_{}"
WHOLE_LAYOUT = 300  # columns; whoever saves a part of the file keeps fewer, and CMS has shipped 329 and more
NEEDED = ("npi", "last_name", "first_name", "city", "state")  # in a part of the file, and the first taxonomy
STATE, PRIMARY = "Provider License Number State Code_{}", "Healthcare Provider Primary Taxonomy Switch_{}"


def is_source_file(name: str) -> bool:
    """Whether a member of the ZIP that CMS ships is the main file, by its name."""
    lowered = name.lower()
    return lowered.endswith(".csv") and not any(part in lowered for part in OTHER_FILES)


def day_in_name(name: str) -> str | None:
    """The last day that a file covers, ISO; None where its name does not tell."""
    days = period(name)
    return days[1] if days else None


def period(name: str) -> tuple[str, str] | None:
    """The first and the last day that a file covers, ISO; None where its name does not tell."""
    found = PERIOD.search(name)
    try:
        first, last = (dates.iso(f"{day[:4]}-{day[4:6]}-{day[6:]}") for day in found.groups()) if found else ("", "")
        return (first, last) if found else None
    except ValueError:
        return None


def is_full(name: str) -> bool:
    """Whether a file of this name holds every provider, not only what changed."""
    found = PERIOD.search(name)
    return found is not None and found[1] == FIRST_DAY


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Removed | Problem]:
    """Statements of the acupuncturists of a file; in an update, everybody else is Removed.

    Who is removed by an update stays so when an older full file is imported after it. In an update longer than any
    weekly file only those are removed whom NPPES has listed before. Raises FileRefused where this is no NPPES file.
    """
    columns, is_dated = None, False
    known = np.array(sorted(int(npi) for npi in context.known), np.int64)
    for chunk in byte_scan.chunks(opened.blocks()):
        if columns is None:
            columns = NppesColumns(byte_scan.header(chunk), opened.name)
            context.table.begin(columns.header, alone=True, parse=byte_scan.parsed)
            yield from columns.absent_problems()
            is_dated = bool(context.as_of or day_in_name(opened.name))
            chunk.starts, chunk.ends = chunk.starts[1:], chunk.ends[1:]
        yield from _statements_in(chunk, columns, known, context)
        if not is_dated:  # by its name, as CMS's are
            context.as_of = max(context.as_of or "", _newest_day(chunk.data)) or None
    if columns is None:
        raise empty(opened.path)


def _newest_day(data: bytes) -> str:
    """The newest day in some rows, whomever they are about: on which a record was last updated. "" where none is."""
    return max((dates.past_or_none(text.decode()) or "" for text in set(DAY.findall(data))), default="")


class SlotPlaces(NamedTuple):
    """Where a taxonomy and what belongs to it stand in a row; None where the layout has no such column."""

    taxonomy: int
    licence_number: int | None
    licence_state: int | None
    primary: int | None


class NppesColumns:
    """Where each value stands in a row, found by the header's names whatever their order, case and punctuation."""

    def __init__(self, header: list[str], file: str):
        """Raises FileRefused where a column is missing that every NPPES layout has.

        Of a part of the file that somebody saved, only where no row makes a listing without it.
        """
        places = column_places(header)
        _check_columns(places, header, file)
        self.header = header
        named = {field: (name,) for field, name in (COLUMNS | LOCATION).items()} | OPTIONAL
        self.at = {
            field: places[column_key(name)]
            for field, names in named.items()
            for name in names
            if column_key(name) in places
        }
        found = {slot: at for slot in SLOTS if (at := _slot_places(places, slot))}
        self.slots = list(found.values())
        self.registered = RegistrationColumns(places, {slot: at.taxonomy for slot, at in found.items()})
        self.needed = len(header)  # in a shorter row, as a quote that does not close leaves, values are out of place
        self.as_shipped = (self.at["npi"], self.at.get("entity")) == (0, 1)

    def absent_problems(self) -> list[Problem]:
        """A problem that names the columns which every layout of NPPES has, and this file has not."""
        absent = [name for field, name in (COLUMNS | LOCATION).items() if field not in self.at]
        reason = N_("the file has no such columns: its listings do not say what stands there")
        return [Problem(1, "columns", ", ".join(absent), reason)] if absent else []

    def value(self, row: list[str], field: str) -> str:
        """The field's value in a row, as it is written; "" where the layout has no such column."""
        return _value(row, self.at.get(field))

    def code(self, row: list[str], field: str) -> str:
        """The same for an NPI, a code or a date, cleaned."""
        return clean(self.value(row, field))

    def is_bare(self, row: list[str]) -> bool:
        """Whether a row names nobody, as those of deactivated NPIs."""
        return not (self.code(row, "last_name") or self.code(row, "organisation_name"))

    def is_organisation(self, row: list[str]) -> bool:
        """Whether a row is about an organisation: of NPPES's two types the second."""
        if "entity" in self.at:
            return self.code(row, "entity") == "2"
        return bool(self.code(row, "organisation_name")) and not self.code(row, "last_name")

    def slots_of(self, row: list[str]) -> list[Slot]:
        """The taxonomies in a row, in order, blank ones left out."""
        return [
            Slot(
                code,
                _value(row, at.licence_number),
                _value(row, at.licence_state),
                clean(_value(row, at.primary)) == "Y",
            )
            for at in self.slots
            if (code := clean(row[at.taxonomy]))
        ]


def _check_columns(places: dict[str, int], header: list[str], file: str) -> None:
    known = COLUMNS | LOCATION
    fields = known if len(header) >= WHOLE_LAYOUT else NEEDED
    needed = [*(known[field] for field in fields), TAXONOMY.format(1)]
    missing = [name for name in needed if column_key(name) not in places]
    if missing:
        said = Message(
            "this is not an NPPES file, the column “%(column)s” is missing. The header begins: %(header)s. "
            "NPPES’s is npidata_pfile_….csv, or the ZIP that holds it.",
            column=missing[0],
            header=header_start(header),
        )
        raise FileRefused(with_separator(said, header), file)


def _slot_places(places: dict[str, int], slot: int) -> SlotPlaces | None:
    taxonomy, *others = (places.get(column_key(name.format(slot))) for name in (TAXONOMY, NUMBER, STATE, PRIMARY))
    return None if taxonomy is None else SlotPlaces(taxonomy, *others)


def _value(row: list[str], place: int | None) -> str:
    return "" if place is None else row[place].strip()


def _statements_in(
    chunk: byte_scan.Chunk, columns: NppesColumns, known: np.ndarray, context: ReadContext
) -> Iterator[RawStatement | Removed | Problem]:
    tally = context.tally
    first_row = tally.rows_read + 2  # the header is row 1
    tally.rows_read += len(chunk)
    npis, bare = _npis(chunk, columns)
    passed_over = np.ones(len(chunk), bool)
    results: dict[int, RawStatement | Removed | Problem] = {}
    for place in chunk.holding(ACUPUNCTURIST.encode()):
        if result := _result(chunk.record(place), first_row + place, columns, context.table):
            passed_over[place], results[place] = False, result
            tally.deactivated += isinstance(result, Removed)
    tally.deactivated += int((passed_over & bare).sum())
    tally.other_taxonomy += int((passed_over & ~bare).sum())
    if not context.whole:
        gone = passed_over & (npis != -1) & (np.isin(npis, known) | (tally.rows_read <= LONGEST_WEEK))
        results |= {place: Removed(str(npis[place])) for place in np.flatnonzero(gone).tolist()}
    yield from (results[place] for place in sorted(results))  # of two rows about one NPI the later counts


def _npis(chunk: byte_scan.Chunk, columns: NppesColumns) -> tuple[np.ndarray, np.ndarray]:
    """Each record's NPI as a number (-1 where it is none), and whether the record holds nothing else (deactivated)."""
    if columns.as_shipped:
        return chunk.numbers(), chunk.second_is_blank()
    rows = [_row_or_none(chunk.record(place), columns) for place in range(len(chunk))]
    npis = [columns.code(row, "npi") if row else "" for row in rows]
    bare = [bool(npi and row) and columns.is_bare(row or []) for npi, row in zip(npis, rows, strict=True)]
    numbers = [int(npi) if npi.isascii() and npi.isdigit() and len(npi) == 10 else -1 for npi in npis]
    return np.array(numbers, np.int64), np.array(bare, bool)


def _row_or_none(record: bytes, columns: NppesColumns) -> list[str] | None:
    try:
        row = byte_scan.parsed(record)
    except ValueError:
        return None
    return row if len(row) >= columns.needed else None


def _result(record: bytes, number: int, columns: NppesColumns, table: Table) -> RawStatement | Removed | Problem | None:
    """What a record that mentions the taxonomy turns out to be; None when no slot of it holds the code."""
    try:
        row = byte_scan.parsed(record)
    except ValueError as error:
        return Problem(number, "row", record[:60].decode(errors="replace"), str(error), refused=True)
    if len(row) < columns.needed:
        table.keep(number, record)
        reason = byte_scan.shortage(record, len(row), columns.needed)
        return Problem(number, "row", row[0][:60], reason, refused=True)
    slots = columns.slots_of(row)
    if all(slot.taxonomy != ACUPUNCTURIST for slot in slots):
        return None
    if columns.code(row, "deactivated_on") and not columns.code(row, "reactivated_on"):
        return Removed(columns.code(row, "npi"))
    table.keep(number, record)
    return _statement(number, row, slots, columns)


def _statement(number: int, row: list[str], slots: list[Slot], columns: NppesColumns) -> RawStatement:
    value = partial(columns.value, row)
    return RawStatement(
        number,
        columns.code(row, "npi"),
        organisation=columns.is_organisation(row),
        organisation_name=value("organisation_name"),
        other_organisation_name=value("other_organisation_name"),
        last_name=value("last_name"),
        first_name=value("first_name"),
        middle_name=value("middle_name"),
        suffix=value("suffix"),
        credentials=value("credentials"),
        other_last_name=value("other_last_name"),
        other_first_name=value("other_first_name"),
        updated_on=value("updated_on"),
        confirmed_on=value("confirmed_on"),
        slots=slots,
        locations=[RawLocation(**{field: value(field) for field in (*LOCATION, "fax")})],
        registrations=[columns.registered.registration(row, slots)],
        facts={"gender": value("gender"), "parent_organization": value("parent_organization")},
    )
