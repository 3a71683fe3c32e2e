"""CMS's monthly report of deactivated NPIs: a spreadsheet (XLSX) in a ZIP, a row for each NPI that is deactivated."""

import re
from collections.abc import Iterator
from datetime import datetime

from directory.core import dates, names
from directory.core.i18n import N_
from directory.importer.formats import xlsx
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext

NPI, DATE = "NPI", "NPPES Deactivation Date"
DAY = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
TITLE_DAY = re.compile(r"as of ([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}),? (20\d\d)", re.IGNORECASE)
MAX_ROWS_ABOVE = 20  # of the header
NO_DATE = N_("not a date: MM/DD/YYYY, in a cell formatted as text")


def is_source_file(name: str) -> bool:
    """Whether a member of the ZIP is a spreadsheet, by its name: CMS ships one."""
    return name.lower().endswith(".xlsx")


def day_in_name(name: str) -> str | None:
    """The day of the report, in the file's name ("… Report 20231009.xlsx"); None where the name does not tell."""
    day = DAY.search(name)
    try:
        return dates.iso("-".join(day.groups())) if day else None
    except ValueError:
        return None


def is_full(name: str) -> bool:
    """Always yes: every report names everybody who is deactivated."""
    return True


def statements(opened: Opened, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """When each of `context.npis` was deactivated; everybody else is counted as deactivated.

    Raises FileRefused where this is no such report.
    """
    newest = ""
    with opened.seekable(xlsx.LARGEST_FILE) as file:
        table = xlsx.rows(file, opened.name)
        columns = _columns(table, opened.name, context)
        for number, cells in table:
            npi, day = (cells[place].strip() if place < len(cells) else "" for place in columns)
            if not (npi or day):
                continue
            context.tally.rows_read += 1
            newest = max(newest, dates.past_or_none(day) or "")
            if npi in context.npis:
                yield _statement(number, npi, day)
            elif npi:
                context.tally.deactivated += 1
            else:
                yield Problem(number, "NPI", "", "a date without its NPI", refused=True)
    context.as_of = context.as_of or newest or None


def _columns(table: Iterator[tuple[int, list[str]]], file: str, context: ReadContext) -> tuple[int, int]:
    """Where NPI and date stand in a row. Reads rows up to the header; the title among them sets `context.as_of`."""
    beginning = ""
    for number, cells in table:
        folded = [names.folded(cell) for cell in cells]
        if names.folded(NPI) in folded and names.folded(DATE) in folded:
            return folded.index(names.folded(NPI)), folded.index(names.folded(DATE))
        context.as_of = context.as_of or _day_in_title(" ".join(cells))
        beginning = beginning or ", ".join(cell.strip()[:40] for cell in cells[:4] if cell.strip())
        if number >= MAX_ROWS_ABOVE:
            break
    raise FileRefused(
        "this is not a report of deactivated NPIs, the columns “NPI” and “NPPES Deactivation Date” "
        "are missing. It begins: %(beginning)s.",
        file,
        beginning=beginning or "nothing",
    )


def _day_in_title(title: str) -> str:
    """The day in "NPPES Deactivated Records as of Oct 09 2023", ISO; "" where there is none."""
    day = TITLE_DAY.search(title)
    try:
        return datetime.strptime(" ".join(day.groups()), "%b %d %Y").date().isoformat() if day else ""
    except ValueError:
        return ""


def _statement(number: int, npi: str, day: str) -> RawStatement | Problem:
    """The statement of a row. One whose date cannot be read is refused, since a record of its NPI may be newer."""
    try:
        is_day = dates.stated(day) != ""
    except ValueError:
        is_day = False
    if not is_day:
        return Problem(number, "deactivated_on", day, NO_DATE, refused=True)
    return RawStatement(number, npi, adds_only=True, deactivated_on=day)
