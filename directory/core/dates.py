"""Dates: every date in this program is ISO text, YYYY-MM-DD, or None."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from directory.core.i18n import N_, Message

US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
ISO_DATE = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})", re.ASCII)
# 01-NOV-2026 and 01-NOV-26 (Oracle, SAS), 1 November 2026; Nov 1, 2026
NAMED_MONTH = re.compile(
    r"(?P<day>\d{1,2})[- ]?(?P<month>[A-Za-z]{3,9})\.?[- ]?(?P<year>\d{4}|(?<=-)\d{2})"
    r"|(?P<month_first>[A-Za-z]{3,9})\.? (?P<day_second>\d{1,2}),? (?P<year_last>\d{4})",
    re.ASCII,
)
NO_DAY = re.compile(r"0{8}|0000[-/]00[-/]00|00?[-/]00?[-/]0000")
# What a spreadsheet counts days by, of 1954 to 2064: from 1900, or on a Macintosh from 1904, so it is not read.
SERIAL_DAY = re.compile(r"[2-5]\d{4}(?:\.\d+)?", re.ASCII)
NO_DATE, TO_COME = N_("not a date"), N_("a day that has not come yet")
SERIAL = N_("a spreadsheet's number of a day; format its column as dates, and save the file again")
MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
# What comes after a day where a moment is written: "T15:54:46.786-07:00", " 12:00:00 AM", " 00:00:00 UTC".
TIME = re.compile(
    r"[T ](?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:[.,]\d{1,9})?"
    r"(?: ?[AP]\.?M\.?)? ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)")
# Other years mean "none" or "for ever": 0001 (.NET), 1753 (SQL Server), 1899 and 1900 (spreadsheets), 2099, 2999, 9999.
REAL_YEARS = range(1901, 2099)
# The first days of a Macintosh's and of Unix's calendar, the latter also as it is told in America.
EMPTY_DAYS = {"1904-01-01", "1970-01-01", "1969-12-31"}


@lru_cache(1 << 13)  # millions of rows hold a few thousand different days
def iso(text: str) -> str:
    """The date in `text` as YYYY-MM-DD; a time after it is left out.

    It is MM/DD/YYYY, Excel's M/D/YY, YYYY-MM-DD (or YYYYMMDD, YYYY/MM/DD), or has its month by name.

    The day is the one that is written, in whatever time zone. Two-digit years are of this century: every register read
    here began after 2000. Raises ValueError when there is no such date.
    """
    try:
        return _iso(_without_time(text))
    except ValueError:
        day = _without_time(text)
        raise ValueError(SERIAL if SERIAL_DAY.fullmatch(day) else f"{NO_DATE}: {text!r}") from None


def _iso(day: str) -> str:
    if match := US_DATE.fullmatch(day):
        month, day_of_month, year = match.groups()
        return date(_year(year), int(month), int(day_of_month)).isoformat()
    if match := ISO_DATE.fullmatch(day):
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat()
    if match := NAMED_MONTH.fullmatch(day):
        day_of_month, name, year = filter(None, match.groups()) if match["day"] else match.group(5, 4, 6)
        return date(_year(year), _month(name), int(day_of_month)).isoformat()
    raise ValueError(day)


def _year(digits: str) -> int:
    return int(digits if len(digits) == 4 else "20" + digits)


def _month(name: str) -> int:
    """The number of a month by its English name or the beginning of it. Raises ValueError where it is none."""
    months = [number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower())]
    if len(months) != 1:
        raise ValueError(f"not a month: {name!r}")
    return months[0]


def today() -> str:
    """Today as ISO text: the one clock of this program, whatever is judged on the day of reading."""
    return date.today().isoformat()


@lru_cache(1 << 13)
def ordinal(day: str) -> int:
    """The number of an ISO day: days since the year 1."""
    return date.fromisoformat(day).toordinal()


def days_since(day: str) -> int:
    """How many days ago an ISO day was; 0 for today and for one to come."""
    return max(ordinal(today()) - ordinal(day), 0)


def stated(text: str, formats: Iterable[str] = ()) -> str:
    """The day that a register states, as YYYY-MM-DD; "" for a day that stands for none, such as 9999-12-31.

    It is read in the first of these formats (strptime's) that fits, else as `iso` reads it. Raises ValueError.
    """
    if NO_DAY.fullmatch(text):
        return ""
    day = _in_formats(text, formats) or iso(text)
    return day if int(day[:4]) in REAL_YEARS and day not in EMPTY_DAYS else ""


def past(text: str) -> str:
    """As `stated`, for a day that cannot lie in the future. Raises ValueError where it does, too."""
    day = stated(text)
    if day > today():
        raise ValueError(f"{TO_COME}: {text!r}")
    return day


def day_after(day: str) -> str:
    """The ISO day after an ISO day; the last day that there is has itself."""
    return days_after(day, 1)


def day_before(day: str) -> str:
    """The ISO day before an ISO day; the first day that there is has itself."""
    return days_after(day, -1)


def days_after(day: str, days: int) -> str:
    """The ISO day so many days after an ISO day, before it where they are less than 0; none is beyond the first and
    the last day that there are.
    """
    return date.fromordinal(min(max(ordinal(day) + days, 1), date.max.toordinal())).isoformat()


def past_or_none(text: str) -> str | None:
    """As `past`; None where no day is stated, or none that can be read and has come."""
    try:
        return past(text) or None
    except ValueError:
        return None


def _in_formats(text: str, formats: Iterable[str]) -> str:
    for date_format in formats:
        for written in dict.fromkeys((text, _without_time(text))):
            try:
                return datetime.strptime(written, date_format).date().isoformat()
            except ValueError:
                continue
    return ""


def _without_time(text: str) -> str:
    """The text up to where a time of day begins, if it ends in one."""
    time = TIME.search(text)
    return text[: time.start()].rstrip() if time and time.end() == len(text) else text


def in_words(day: str) -> str:
    """An ISO date as Americans write it: "Jan 7, 2024"."""
    parsed = date.fromisoformat(day)
    return f"{parsed:%b} {parsed.day}, {parsed.year}"


def in_name(name: str) -> str | None:
    """The last date that a file's name holds, as YYYY-MM-DD or YYYYMMDD, in ISO; None where there is none."""
    for year, month, day in reversed(DATE_IN_NAME.findall(name)):
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def span(days: int) -> Message:
    """A number of days in words: "12 days", "14 months", "3 years"."""
    if days < 60:
        return Message("1 day") if days == 1 else Message("%(days)s days", days=days)
    months = round(days / 30.44)  # the mean month
    return (
        Message("%(months)s months", months=months) if months < 24 else Message("%(years)s years", years=months // 12)
    )


def instant(text: str) -> str:
    """A moment ("2024-10-24T15:54:46.786-07:00", or a day alone) as sortable ISO text: in UTC, with milliseconds.

    Without an offset it is taken for UTC. Raises ValueError when there is no such moment.
    """
    try:
        moment = datetime.fromisoformat(text)
        return (
            (moment.astimezone(UTC) if moment.tzinfo else moment)
            .replace(tzinfo=None)
            .isoformat(timespec="milliseconds")
        )
    except OverflowError:
        raise ValueError(f"{NO_DATE}: {text!r}") from None
