"""Office hours in a payer's directory: FHIR's availableTime of a role and hoursOfOperation of a location."""

import re
from collections.abc import Iterator

from directory.core.i18n import N_
from directory.core.office_hours import DAYS
from directory.importer.formats.json_values import JsonObject
from directory.importer.sources.plan_net.reader import ResourceReader

ROLE_TIMES = (
    "availableTime",
    "availableStartTime",
    "availableEndTime",
)  # field; from when; until when
PLACE_TIMES = ("hoursOfOperation", "openingTime", "closingTime")
ALL_DAY = "24 hours"
TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(:|$)")
Span = tuple[str, str]  # when it begins, and the whole in words
DAY_CODES = [day.lower() for day in DAYS]  # DaysOfWeek of FHIR R4


def weekly_hours(reader: ResourceReader, names: tuple[str, str, str]) -> str:
    """The hours in a field as core.office_hours reads them: "Mon-Wed 9 am - 5:30 pm, Sat 24 hours"; "" where it
    has none. names: ROLE_TIMES or PLACE_TIMES. What is no day or time is left out and noted.
    """
    field, opens, closes = names
    by_day: dict[int, list[Span]] = {}
    for entry in reader.many(reader.resource, field):
        span = ("", ALL_DAY) if entry.get("allDay") is True else _span(reader, entry, opens, closes)
        if span:
            for day in _days(reader, entry):
                by_day.setdefault(day, []).append(span)
    spans = {day: " and ".join(words for _, words in sorted({*found})) for day, found in sorted(by_day.items())}
    return ", ".join(f"{days} {span}" for days, span in _grouped(spans))


def _span(reader: ResourceReader, entry: JsonObject, opens: str, closes: str) -> Span | None:
    """From when until when; None where either is missing or no time."""
    first, last = _clock(reader, entry, opens), _clock(reader, entry, closes)
    return (reader.text(entry, opens), f"{first} - {last}") if first and last else None


def _clock(reader: ResourceReader, entry: JsonObject, name: str) -> str:
    """A time such as 17:00:00 as Americans write it: 5 pm."""
    text = reader.text(entry, name)
    if not (match := TIME.match(text)):
        if text:
            reader.note(name, text, N_("not a time: left out"))
        return ""
    hour, minute = int(match[1]), match[2]
    shown = f"{(hour + 11) % 12 + 1}" + (f":{minute}" if int(minute) else "")
    return f"{shown} {'am' if hour < 12 else 'pm'}"


def _days(reader: ResourceReader, entry: JsonObject) -> Iterator[int]:
    """The weekdays of an entry, Monday being 0."""
    for code in reader.many(entry, "daysOfWeek", str):
        if code.lower() in DAY_CODES:
            yield DAY_CODES.index(code.lower())
        else:
            reader.note("daysOfWeek", code, N_("not a day of the week: left out"))


def _grouped(spans: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Days that follow each other with the same hours together: ("Mon-Wed", hours)."""
    for first, span in spans.items():
        if spans.get(first - 1) == span:
            continue
        last = first
        while spans.get(last + 1) == span:
            last += 1
        yield DAYS[first] + (f"-{DAYS[last]}" if last > first else ""), span
