"""CMS's page of NPPES files: which there are, by the links on it, and which of them are needed.

The page (core.sources.NPPES_FILES) links each file relative to itself, <a href='./NAME'>, and keeps the newest month
and the weeks since about its beginning. Names since 2026 end in _V2, of the layout; where a file is there in several
layouts, the newest counts.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple
from urllib.parse import urljoin, urlsplit

from directory.core import dates
from directory.core.i18n import N_
from directory.importer.record import FileRefused
from directory.importer.sources.nppes.providers import is_full, period

LARGEST_PAGE = 1 << 22  # bytes; CMS's has some twenty thousand
HREF = re.compile(rb"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
LAYOUT = r"(?:_V(?P<layout>\d{1,3}))?\.zip"
WEEK = re.compile(rf"NPPES_Data_Dissemination_(?P<first>\d{{6}})_(?P<last>\d{{6}})_Weekly{LAYOUT}", re.IGNORECASE)
MONTH = re.compile(rf"NPPES_Data_Dissemination_(?P<month>[A-Za-z]{{3,9}})_(?P<year>20\d\d){LAYOUT}", re.IGNORECASE)
REPORT = re.compile(rf"NPPES_Deactivated_NPI_Report_(?P<last>\d{{6}}){LAYOUT}", re.IGNORECASE)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NO_FILES = N_(
    "it links no NPPES file. CMS may have changed the page: download the file with a browser, and give it here."
)


class ListedFile(NamedTuple):
    """A file of the page. what: a week's changes, a month's whole file, or the report of deactivated NPIs.

    first, last: the ISO days from and to which it speaks; of a month its first day, since its name tells no other.
    """

    what: Literal["week", "month", "report"]
    first: str
    last: str
    address: str


def listed_files(address: str, content: bytes) -> list[ListedFile]:
    """The NPPES files that a page links, on its own host only, each in its newest layout, the oldest first.

    address: where the page was found. Raises FileRefused where there is none.
    """
    newest: dict[tuple[str, str, str], tuple[int, ListedFile]] = {}
    for link in HREF.findall(content[:LARGEST_PAGE]):
        if found := _listed_file(link.decode("ascii", "replace"), address):
            file = found[1]
            key = (file.what, file.first, file.last)
            newest[key] = max(newest.get(key, (0, file)), found)
    if not newest:
        raise FileRefused(NO_FILES, address)
    return sorted((file for _, file in newest.values()), key=lambda file: (file.last, file.first))


def _listed_file(link: str, page: str) -> tuple[int, ListedFile] | None:
    """A link as (layout, file); None where it leads to another host, or to no NPPES file."""
    try:
        address = urljoin(page, link)
        at, own = urlsplit(address), urlsplit(page)
        name = at.path.rpartition("/")[2]
        if (at.scheme, at.netloc) != (own.scheme, own.netloc):
            return None
        if found := WEEK.fullmatch(name):
            days = _day(found["first"]), _day(found["last"])
            return int(found["layout"] or 1), ListedFile("week", *days, address)
        if found := MONTH.fullmatch(name):
            day = date(int(found["year"]), MONTHS.index(found["month"][:3].lower()) + 1, 1).isoformat()
            return int(found["layout"] or 1), ListedFile("month", day, day, address)
        if found := REPORT.fullmatch(name):
            return int(found["layout"] or 1), ListedFile("report", _day(found["last"]), _day(found["last"]), address)
    except ValueError:
        pass
    return None


def _day(text: str) -> str:
    """MMDDYY as an ISO day. Raises ValueError."""
    return date(2000 + int(text[4:]), int(text[:2]), int(text[2:4])).isoformat()


def read_until(names: Iterable[str]) -> str:
    """The ISO day until which NPPES was read without a gap, by the names of the files that were; "" where no whole file
    was. A week read after one that was missed does not count: what changed in that one is not known here.
    """
    read = [(days, is_full(name)) for name in names if (days := period(name))]
    until = max((last for (_, last), whole in read if whole), default="")
    for (first, last), _ in sorted(read):
        if until and first <= dates.day_after(until):
            until = max(until, last)
    return until


def needed_files(files: Iterable[ListedFile], until: str) -> list[ListedFile]:
    """What has to be read, in this order, by somebody who has read NPPES until an ISO day; "" who never did.

    All weeks since then, not only the newest: each holds what changed in it alone. Where one between is not on the page
    any more, the month's whole file before them. [] where nothing is new.
    """
    weeks = [file for file in files if file.what == "week"]
    new = [file for file in weeks if file.last > until]
    if until and _is_chain(until, new):
        return new
    month = newest_of("month", files)
    return [month, *(week for week in weeks if week.last >= month.first)] if month else new


def _is_chain(until: str, weeks: list[ListedFile]) -> bool:
    """Whether weeks follow a day, and each other, without a day between that none of them covers."""
    before = [until, *(week.last for week in weeks)]
    return all(week.first <= dates.day_after(last) for last, week in zip(before, weeks, strict=False))


def newest_of(what: str, files: Iterable[ListedFile]) -> ListedFile | None:
    """The newest file of a kind."""
    return max((file for file in files if file.what == what), key=lambda file: file.last, default=None)
