"""Dates: every date in this program is ISO text, YYYY-MM-DD, or None."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from directory.core.i18n import Message

US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)")


@lru_cache(1 << 13)  # millions of rows hold a few thousand different days
def iso(text: str) -> str:
    """The date in `text` (MM/DD/YYYY, Excel's M/D/YY, or YYYY-MM-DD) as YYYY-MM-DD.

    Two-digit years are of this century: every register read here began after 2000.
    Raises ValueError when there is no such date.
    """
    if match := US_DATE.fullmatch(text):
        month, day, year = match.groups()
        return date(int(year if len(year) == 4 else "20" + year), int(month), int(day)).isoformat()
    if match := ISO_DATE.fullmatch(text):
        return date(*(int(part) for part in match.groups())).isoformat()
    raise ValueError(f"not a date: {text!r}")


def today() -> str:
    """Today as ISO text."""
    return date.today().isoformat()


def past(text: str) -> str:
    """As `iso`, for a day that cannot lie in the future. Raises ValueError where it does, too."""
    day = iso(text)
    if day > date.today().isoformat():
        raise ValueError(f"a day that has not come yet: {text!r}")
    return day


def day_after(day: str) -> str:
    """The ISO day after an ISO day; the last day that there is has itself."""
    return date.fromordinal(min(date.fromisoformat(day).toordinal() + 1, date.max.toordinal())).isoformat()


def in_formats(text: str, formats: Iterable[str]) -> str | None:
    """A date in the first of these formats (strptime's) that fits, as YYYY-MM-DD; None where none does."""
    for date_format in formats:
        try:
            return datetime.strptime(text, date_format).date().isoformat()
        except ValueError:
            continue
    return None


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
        raise ValueError(f"not a date: {text!r}") from None
