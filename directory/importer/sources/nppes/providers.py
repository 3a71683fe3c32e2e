"""NPPES, the federal register of health care providers: CMS's monthly full file and weekly update, layouts V1 to V3.

A full file (its name begins at 20050523, the first day of NPPES) is everything there is; a weekly one holds what changed.
"""

import re
from collections.abc import Iterator

import numpy as np

from directory.core import dates
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.formats import byte_scan
from directory.importer.formats.archive import Opened
from directory.importer.mending import Table
from directory.importer.record import FileRefused, Gone, Problem, RawListing, RawLocation, Reading, Slot, empty

FIRST_DAY = "20050523"
COVERS = re.compile(r"(20\d{6})[-_](20\d{6})")
COMPANIONS = ("fileheader", "othername", "pl_pfile", "endpoint")
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
    "gender": ("Provider Gender Code", "Provider Sex Code"),  # renamed in layout V2
    "confirmed_on": ("Certification Date",),  # added in 2020
    "deactivated_on": ("NPI Deactivation Date",),
    "reactivated_on": ("NPI Reactivation Date",),
}
TAXONOMY, NUMBER = "Healthcare Provider Taxonomy Code_{}", "Provider License Number_{}"
STATE, PRIMARY = "Provider License Number State Code_{}", "Healthcare Provider Primary Taxonomy Switch_{}"


def wanted(name: str) -> bool:
    """Whether a member of the ZIP that CMS ships is the main file."""
    low = name.lower()
    return low.endswith(".csv") and not any(companion in low for companion in COMPANIONS)


def as_of(name: str) -> str | None:
    """The last day that a file covers, told by its name; None where the name does not tell."""
    days = COVERS.search(name)
    try:
        return dates.iso(f"{days[2][:4]}-{days[2][4:6]}-{days[2][6:]}") if days else None
    except ValueError:
        return None


def is_full(name: str) -> bool:
    """Whether a file of this name holds every provider, not only what changed."""
    days = COVERS.search(name)
    return bool(days) and days[1] == FIRST_DAY


def read(opened: Opened, reading: Reading) -> Iterator[RawListing | Gone | Problem]:
    """The acupuncturists of a file; of an update also everybody else in it, who is none or none any more.

    Whom an update names as gone stays gone when an older full file is imported after it. In an update longer than any weekly file
    only those are named who were listed before. Raises FileRefused where this is no NPPES file.
    """
    columns = None
    known = np.array(sorted(int(npi) for npi in reading.known), np.int64)
    for chunk in byte_scan.chunks(opened.blocks()):
        if columns is None:
            columns = Columns(byte_scan.header(chunk), opened.name)
            reading.table.begin(columns.header, alone=True, parse=byte_scan.parsed)
            chunk.starts, chunk.ends = chunk.starts[1:], chunk.ends[1:]
        yield from _chunk(chunk, columns, known, reading)
    if columns is None:
        raise empty(opened.path)


class Columns:
    """Where each value stands in a row, found by the header's names whatever their order and spacing."""

    def __init__(self, header: list[str], file: str):
        """Raises FileRefused where a column is missing that every NPPES layout has."""
        at = {" ".join(name.split()).casefold(): place for place, name in enumerate(header)}
        missing = [
            name for name in (*COLUMNS.values(), *LOCATION.values(), TAXONOMY.format(1)) if name.casefold() not in at
        ]
        if missing:
            seen = ", ".join(name.strip()[:40] for name in header[:4]) or "nothing"
            raise FileRefused(
                f"{file}: this is not an NPPES file, the column “{missing[0]}” is missing. The header begins: {seen}. NPPES’s is npidata_pfile_….csv, or the ZIP that holds it."
            )
        self.at = {field: at[name.casefold()] for field, name in (COLUMNS | LOCATION).items()}
        for field, names in OPTIONAL.items():
            self.at |= {field: at[name.casefold()] for name in names if name.casefold() in at}
        self.slots = [
            [at.get(name.format(slot).casefold()) for name in (TAXONOMY, NUMBER, STATE, PRIMARY)]
            for slot in SLOTS
            if TAXONOMY.format(slot).casefold() in at
        ]
        self.needed = max(*self.at.values(), *(place for slot in self.slots for place in slot if place is not None)) + 1
        self.header = header
        self.as_shipped = (self.at["npi"], self.at["entity"]) == (0, 1)

    def value(self, row: list[str], field: str) -> str:
        """The field's value in a row, "" where the layout has no such column."""
        return row[self.at[field]].strip() if field in self.at else ""

    def slots_of(self, row: list[str]) -> list[Slot]:
        """The taxonomies in a row, in order, blank ones left out."""
        filled = (
            [row[place].strip() if place is not None else "" for place in slot] for slot in self.slots if row[slot[0]]
        )
        return [Slot(code, number, state, primary == "Y") for code, number, state, primary in filled if code]


def _chunk(
    chunk: byte_scan.Chunk, columns: Columns, known: np.ndarray, reading: Reading
) -> Iterator[RawListing | Gone | Problem]:
    tally = reading.tally
    header_and_before = tally.rows_read + 2
    tally.rows_read += len(chunk)
    numbers, bare = _heads(chunk, columns)
    passed_over, said = np.ones(len(chunk), bool), {}
    for place in chunk.holding(ACUPUNCTURIST.encode()):
        if found := _row(chunk.record(place), header_and_before + place, columns, reading.table):
            passed_over[place], said[place] = False, found
            tally.deactivated += isinstance(found, Gone)
    tally.deactivated += int((passed_over & bare).sum())
    tally.other_taxonomy += int((passed_over & ~bare).sum())
    if not reading.whole:
        gone = passed_over & (numbers != -1) & (np.isin(numbers, known) | (tally.rows_read <= LONGEST_WEEK))
        said |= {place: Gone(str(numbers[place])) for place in np.flatnonzero(gone).tolist()}
    yield from (said[place] for place in sorted(said))  # of two rows about one NPI the later counts


def _heads(chunk: byte_scan.Chunk, columns: Columns) -> tuple[np.ndarray, np.ndarray]:
    """Each record's NPI as a number (-1 where it is none), and whether the record says nothing else (deactivated)."""
    if columns.as_shipped:
        return chunk.numbers(), chunk.second_is_blank()
    rows = [byte_scan.parsed(chunk.record(place)) for place in range(len(chunk))]
    values = [
        (columns.value(row, "npi"), columns.value(row, "entity")) if len(row) >= columns.needed else ("", "")
        for row in rows
    ]
    numbers = [int(npi) if npi.isascii() and npi.isdigit() and len(npi) == 10 else -1 for npi, _ in values]
    return np.array(numbers, np.int64), np.array([bool(npi) and not entity for npi, entity in values], bool)


def _row(record: bytes, number: int, columns: Columns, table: Table) -> RawListing | Gone | Problem | None:
    """What a record that mentions the taxonomy turns out to be; None when no slot of it holds the code."""
    try:
        row = byte_scan.parsed(record)
    except ValueError as error:
        return Problem(number, "row", record[:60].decode(errors="replace"), f"not a row of CSV: {error}", refused=True)
    if len(row) < columns.needed:
        table.keep(number, record)
        return Problem(
            number,
            "row",
            row[0][:60],
            f"{len(row)} values, where the header has {columns.needed} or more",
            refused=True,
        )
    slots = columns.slots_of(row)
    if all(slot.taxonomy != ACUPUNCTURIST for slot in slots):
        return None
    values = {field: row[place].strip() for field, place in columns.at.items()}
    npi, entity = values.pop("npi"), values.pop("entity")
    deactivated, reactivated = values.pop("deactivated_on", ""), values.pop("reactivated_on", "")
    if deactivated and not reactivated:
        return Gone(npi)
    table.keep(number, record)
    place = RawLocation(**{field: values.pop(field) for field in LOCATION})
    return RawListing(number, npi, organisation=entity == "2", slots=slots, locations=[place], **values)
