"""CMS's monthly report of deactivated NPIs: a spreadsheet (XLSX) in a ZIP, a row for each NPI that stands deactivated."""

import re
from collections.abc import Iterator
from datetime import datetime

from directory.core import dates, names
from directory.importer.formats import xlsx
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawListing, Reading

NPI, DATE = "NPI", "NPPES Deactivation Date"
DAY = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
TITLE_DAY = re.compile(r"as of ([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}),? (20\d\d)", re.IGNORECASE)
ABOVE = 20  # rows at most above the header


def wanted(name: str) -> bool:
    """Whether a member of the ZIP is a spreadsheet: CMS ships one."""
    return name.lower().endswith(".xlsx")


def as_of(name: str) -> str | None:
    """The day of the report, told by the file's name ("… Report 20231009.xlsx"); None where the name does not tell."""
    day = DAY.search(name)
    try:
        return dates.iso("-".join(day.groups())) if day else None
    except ValueError:
        return None


def is_full(name: str) -> bool:
    """Every report names everybody who is deactivated."""
    return True


def read(opened: Opened, reading: Reading) -> Iterator[RawListing | Problem]:
    """When each of `reading.npis` was deactivated; everybody else is counted as deactivated.

    Raises FileRefused where this is no such report.
    """
    with opened.seekable(xlsx.LARGEST_FILE) as file:
        table = xlsx.rows(file, opened.name)
        npi_at, date_at = _header(table, opened.name, reading)
        for number, cells in table:
            npi, day = (cells[place].strip() if place < len(cells) else "" for place in (npi_at, date_at))
            if not (npi or day):
                continue
            reading.tally.rows_read += 1
            if npi in reading.npis:
                yield _listing(number, npi, day)
            elif npi:
                reading.tally.deactivated += 1
            else:
                yield Problem(number, "NPI", "", "a date without its NPI", refused=True)


def _header(table: Iterator[tuple[int, list[str]]], file: str, reading: Reading) -> tuple[int, int]:
    """Where NPI and date stand in a row. Takes the rows up to the header; the title among them tells `reading.as_of`."""
    seen = ""
    for number, cells in table:
        folded = [names.folded(cell) for cell in cells]
        if names.folded(NPI) in folded and names.folded(DATE) in folded:
            return folded.index(names.folded(NPI)), folded.index(names.folded(DATE))
        reading.as_of = reading.as_of or _day_of(" ".join(cells))
        seen = seen or ", ".join(cell.strip()[:40] for cell in cells[:4] if cell.strip())
        if number >= ABOVE:
            break
    missing = f"the columns “{NPI}” and “{DATE}” are missing"
    raise FileRefused(f"{file}: this is not a report of deactivated NPIs, {missing}. It begins: {seen or 'nothing'}.")


def _day_of(title: str) -> str:
    """The day in "NPPES Deactivated Records as of Oct 09 2023" in ISO form, "" where there is none."""
    found = TITLE_DAY.search(title)
    try:
        return datetime.strptime(" ".join(found.groups()), "%b %d %Y").date().isoformat() if found else ""
    except ValueError:
        return ""


def _listing(number: int, npi: str, day: str) -> RawListing | Problem:
    """A row whose date cannot be read is refused: undated, it could not be weighed against a newer record of the same NPI."""
    try:
        dates.iso(day)
    except ValueError:
        return Problem(
            number, "deactivated_on", day, "not a date: MM/DD/YYYY, in a cell formatted as text", refused=True
        )
    return RawListing(number, npi, adds_only=True, deactivated_on=day)
