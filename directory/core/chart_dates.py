"""A day as people and charts write it: 3/15/1958, 3-15-1958, 03151958, 15-Mar-1958, 15 de marzo de 1958."""

import re
from datetime import date

from directory.core import dates
from directory.core.i18n import N_, Message

OLDEST_YEARS = 120  # years: nobody was born, and no trouble began, before
IN_ONE = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
SEPARATED = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})", re.ASCII)
NAME, NUMBER, YEAR, BETWEEN = r"[^\W\d_]{3,10}", r"\d{1,2}", r"\d{4}|\d{2}", r"[-/. ,]*(?:de |del |of )?"
NAMED = re.compile(
    rf"(?P<day>{NUMBER})(?:st|nd|rd|th)?{BETWEEN}(?P<month>{NAME})\.?{BETWEEN}(?P<year>{YEAR})"
    rf"|(?P<month_first>{NAME})\.?{BETWEEN}(?P<day_second>{NUMBER})(?:st|nd|rd|th)?[-/. ,]+(?P<year_last>{YEAR})"
)
SPANISH_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
FEWEST_LETTERS = 3  # of a month's name


class UncertainYear(ValueError):
    """A year of two digits: 58 may be 1958 or 2058."""


def chart_day(text: str) -> str:
    """The day in a text, ISO. Month before day, as America writes; day before month where only that can be.

    Raises ValueError in words for whoever typed it, where no day is in it; UncertainYear where it has two digits.
    """
    day = _in_one(text) or _separated(text) or _named(text) or _iso(text)
    if day is None:
        raise ValueError(N_("Write the date as month/day/year, such as 3/15/1958."))
    return day


def past_chart_day(text: str, today: str) -> str:
    """As `chart_day`, for a day of the last OLDEST_YEARS that has come by an ISO day. Raises ValueError, in words."""
    day = chart_day(text)
    if not 0 <= dates.ordinal(today) - dates.ordinal(day) <= OLDEST_YEARS * 366:
        raise ValueError(Message("%(day)s cannot be right: look at the year, with four digits.", day=day))
    return day


def month_number(name: str) -> int | None:
    """The number of a month by its English or Spanish name, or the first letters of it."""
    low = name.lower()
    for names in (dates.MONTHS, SPANISH_MONTHS):
        found = [number for number, month in enumerate(names, 1) if month.startswith(low)]
        if len(low) >= FEWEST_LETTERS and len(found) == 1:
            return found[0]
    return {"sept": 9, "set": 9, "setiembre": 9}.get(low)


def _in_one(text: str) -> str | None:
    match = IN_ONE.fullmatch(text)
    return _day(match[3], match[1], match[2]) if match else None


def _separated(text: str) -> str | None:
    match = SEPARATED.fullmatch(text)
    if not match:
        return None
    one, two, year = match.groups()
    return _day(year, one, two) if int(one) <= 12 else _day(year, two, one)


def _named(text: str) -> str | None:
    match = NAMED.fullmatch(text.strip())
    if not match:
        return None
    name, day, year = match.group("month", "day", "year")
    if name is None:
        name, day, year = match.group("month_first", "day_second", "year_last")
    month = month_number(name)
    return _day(year, str(month), day) if month else None


def _iso(text: str) -> str | None:
    try:
        return dates.iso(text)
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> str | None:
    if len(year) == 2:
        raise UncertainYear(Message("Write the year with four digits: 19%(year)s or 20%(year)s?", year=year))
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
