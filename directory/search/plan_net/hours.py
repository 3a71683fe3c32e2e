"""Office hours as FHIR has them: days and times where the text can be read so, else the text as it is."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from directory.core.fhir_values import Resource
from directory.core.office_hours import DAYS
from directory.search.plan_net.values import extension, within

DAY = "(?:" + "|".join(DAYS) + ")"
TIME = r"\d{1,2}(?::\d\d)? (?:am|pm)|noon|midnight"
SPAN = rf"(?:24 hours|(?:{TIME})(?: ?- ?| to )(?:{TIME}))"
WHEN = rf"(?:{DAY}(?:(?:, ?| ?- ?| and | to ){DAY})*|daily|weekdays|weekends)"
PIECE = re.compile(rf"({WHEN}):? (?:({SPAN}(?:(?: and |, ){SPAN})*)|(closed))(?:[,;] ?|$)")
GROUPS = {"daily": (0, 7), "weekdays": (0, 5), "weekends": (5, 7)}
BY_APPOINTMENT = "by appointment"


class Opening(NamedTuple):
    """Days of the week (0 is Monday), and from when until when, as FHIR writes times; "" for the whole day."""

    days: tuple[int, ...]
    opens: str
    closes: str


class Hours(NamedTuple):
    """Office hours. exceptions: the text, where it cannot be read as openings."""

    openings: tuple[Opening, ...] = ()
    exceptions: str = ""
    by_appointment: bool = False

    def at(self, days: str, opens: str, closes: str) -> list[Resource]:
        """As elements whose parts have these names: availableTime of a role, hoursOfOperation of a place."""
        return [_element(each, days, opens, closes) for each in self.openings]

    def of_phone(self) -> list[Resource]:
        """As extensions of a telephone number that is answered in these hours."""
        return [extension("contactpoint-availabletime", *_inner(each)) for each in self.openings]


def hours_of(text: str | None) -> Hours:
    """The hours that a text in the words of core.office_hours states."""
    if not text:
        return Hours()
    appointment = BY_APPOINTMENT in text
    plain = re.sub(rf",? ?\(?(?:only )?{BY_APPOINTMENT}(?: only)?\)?", "", text).strip(" ,;")
    try:
        return Hours(tuple(_openings(plain)), "", appointment)
    except ValueError:
        return Hours((), text, appointment)


def _openings(text: str) -> Iterator[Opening]:
    """Raises ValueError where a part is nothing of the kind."""
    place = 0
    while place < len(text):
        piece = PIECE.match(text, place)
        if not piece:
            raise ValueError(text)
        place = piece.end()
        for span in re.findall(SPAN, piece[2] or ""):
            yield Opening(_days(piece[1]), *_times(span))


def _days(text: str) -> tuple[int, ...]:
    if text in GROUPS:
        return tuple(range(*GROUPS[text]))
    days: list[int] = []
    for mark, name in re.findall(rf"(,|-|and|to|) ?({DAY})", text):
        number = DAYS.index(name)
        days += range(days[-1] + 1, number + 1) if mark in ("-", "to") and days else [number]
    if not days or sorted(set(days)) != days:
        raise ValueError(text)
    return tuple(days)


def _times(span: str) -> tuple[str, str]:
    if span == "24 hours":
        return "", ""
    first, last = (_clock(each) for each in re.findall(TIME, span))
    if last <= first and last != "00:00:00":
        raise ValueError(span)
    return first, last if last != "00:00:00" else "23:59:00"


def _clock(text: str) -> str:
    """9:30 am as 09:30:00. Raises ValueError for no time."""
    if text in ("noon", "midnight"):
        return "12:00:00" if text == "noon" else "00:00:00"
    time, half = text.split()
    hour, _, minute = time.partition(":")
    if not 1 <= int(hour) <= 12:
        raise ValueError(text)
    return f"{int(hour) % 12 + (12 if half == 'pm' else 0):02}:{minute or '00'}:00"


def _element(opening: Opening, days: str, opens: str, closes: str) -> Resource:
    times = {opens: opening.opens, closes: opening.closes} if opening.opens else {"allDay": True}
    return {days: [DAYS[day].lower() for day in opening.days], **times}


def _inner(opening: Opening) -> list[Resource]:
    days = [within("daysOfWeek", valueCode=DAYS[day].lower()) for day in opening.days]
    if not opening.opens:
        return [*days, within("allDay", valueBoolean=True)]
    times = ("availableStartTime", opening.opens), ("availableEndTime", opening.closes)
    return [*days, *(within(name, valueTime=time) for name, time in times)]
