"""When the trouble began, as people say it: a day, a month, a year, or how long ago."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from directory.core import dates
from directory.core.chart_dates import OLDEST_YEARS, UncertainYear, chart_day, month_number
from directory.core.i18n import N_, Message
from directory.core.onset_chinese import out_of_chinese

NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            *("a an one un una uno", "two dos", "three tres", "four cuatro", "five cinco", "six seis", "seven siete"),
            *("eight ocho", "nine nueve", "ten diez", "eleven once", "twelve doce"),
        ),
        1,
    )
    for word in words.split()
}
ROUGHLY = (
    *("about", "around", "over", "roughly", "approximately", "approx", "almost", "nearly", "more than", "at least"),
    *("since", "for", "the last", "the past", "past", "last", "x", "in", "early", "late", "mid"),
    *("hace", "desde", "durante", "unos", "unas", "casi", "más de", "en"),
)
BEFORE = rf"(?:{'|'.join(sorted(ROUGHLY, key=len, reverse=True))})\.?[ -]+|[>~] ?"
UNITS = r"d|days?|días?|w|wks?|weeks?|sem|semanas?|m|mos?|mths?|months?|mes|meses|y|yrs?|years?|años?"
NUMBER = rf"\d{{1,4}}(?:[.,]\d)?|{'|'.join(NUMBER_WORDS)}"
AGO = re.compile(
    rf"(?:{BEFORE})*(?P<number>{NUMBER})(?P<half> ?1/2| ?½| and a half| y medi[oa])? ?\+?[ -]?"
    rf"(?P<unit>{UNITS})\.?(?: ago)?",
    re.IGNORECASE,
)
HALF = re.compile(rf"(?:{BEFORE})*(?:half an?|medi[oa]) (?P<unit>{UNITS})(?: ago)?", re.IGNORECASE)
MONTH = re.compile(r"(\d{1,2})[-/. ](\d{4})|(\d{4})[-/.](\d{1,2})")
NAMED_MONTH = re.compile(r"([^\W\d_]{3,10})\.?,?[-/ ]*(?:de |del |of )?(\d{4})")
YEAR = re.compile(r"(?:19|20)\d\d")
LEADING = re.compile(rf"(?:{BEFORE})+", re.IGNORECASE)
RECENT_DAYS = 182  # half a year: the middle of a year that ended since may be far from when it began
DAYS_OF_UNIT = {"d": 1, "w": 7, "s": 7}
DAYS_BACK = {"today": 0, "hoy": 0, "yesterday": 1, "ayer": 1}


@dataclass(frozen=True)
class Onset:
    """The ISO day on which the trouble began; `about` where only the month, or how long ago, is known."""

    on: str
    about: bool = False

    def weeks(self, day: str) -> int:
        """Whole weeks from then to a day."""
        return (date.fromisoformat(day) - date.fromisoformat(self.on)).days // 7


def parse_onset(text: str, today: str) -> Onset:
    """When it began, from a day ("3/15/2026"), a month ("March 2026"), a year ("2019"), or how long ago ("2.5 years").

    today: an ISO day. Of a year its middle is taken; a year that is not long over needs its month, for weeks may count.
    Words such as "about" before a day make it one that is known roughly. Raises ValueError
    with a message for the person who typed it.
    """
    typed = out_of_chinese(" ".join(text.split()))
    leading = LEADING.match(typed)
    bare = typed[leading.end() :] if leading else typed
    began = _ago(typed, date.fromisoformat(today)) or _month(bare) or _year(bare, today) or _day(bare, today)
    began = replace(began, about=began.about or bare != typed)
    if not 0 <= (date.fromisoformat(today) - date.fromisoformat(began.on)).days <= OLDEST_YEARS * 366:
        raise ValueError(Message("%(day)s cannot be when it began: look at the year.", day=began.on))
    return began


def lasting_onset(text: str, today: str) -> str:
    """An onset as typed, in words that mean the same day whenever they are read: "7 months" → "about 2026-04-29".

    What cannot be read stays as it is.
    """
    try:
        return onset_as_typed(parse_onset(text, today))
    except ValueError:
        return text


def onset_as_typed(onset: Onset) -> str:
    """An onset as `parse_onset` reads it on any later day."""
    return f"about {onset.on}" if onset.about else onset.on


def _ago(text: str, today: date) -> Onset | None:
    if match := AGO.fullmatch(text):
        word = match["number"].lower()
        number = (NUMBER_WORDS.get(word) or float(word.replace(",", "."))) + (0.5 if match["half"] else 0)
    elif match := HALF.fullmatch(text):
        number = 0.5
    else:
        return None
    unit = match["unit"][0].lower()
    if number > OLDEST_YEARS * 12:
        return None
    if days := DAYS_OF_UNIT.get(unit):
        return Onset((today - timedelta(days=round(number * days))).isoformat(), about=True)
    return Onset(_months_before(today, round(number * (12 if unit in "ya" else 1))).isoformat(), about=True)


def _months_before(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    year = max(year, 1)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _month(text: str) -> Onset | None:
    if match := MONTH.fullmatch(text):
        month, year = int(match[1] or match[4]), int(match[2] or match[3])
    elif match := NAMED_MONTH.fullmatch(text):
        month, year = month_number(match[1]) or 0, int(match[2])
    else:
        return None
    return Onset(f"{year:04d}-{month:02d}-01", about=True) if 1 <= month <= 12 and year else None


def _year(text: str, today: str) -> Onset | None:
    if not YEAR.fullmatch(text):
        return None
    last_day = f"{text}-12-31"
    if dates.ordinal(today) - dates.ordinal(last_day) < RECENT_DAYS:
        raise ValueError(Message("Write the month too, such as 3/%(year)s.", year=text))
    return Onset(f"{text}-07-01", about=True)


def _day(text: str, today: str) -> Onset:
    if text.lower() in DAYS_BACK:
        return Onset(dates.days_after(today, -DAYS_BACK[text.lower()]))
    try:
        return Onset(chart_day(text))
    except UncertainYear:
        raise
    except ValueError:
        raise ValueError(
            N_("Write a date such as 3/15/2026, a month such as 3/2026, or how long ago, such as 5 months.")
        ) from None
