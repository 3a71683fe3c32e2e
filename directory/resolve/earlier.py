"""What a practice said on several days: each answer is as old as the day on which it was given, not as the newest one.

A practice may answer one question today and leave the others: what it said of those before stands, with its own day.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from directory.core.facts import BY_NAME, same_location
from directory.core.practitioner import Location, SourcedStatement, Statement

OF_PLACES = ("phone", "hours", "accepting")  # what a practice answers place by place
Places = Mapping[tuple[object, ...], Container[str]]


def day_by_day(statements: Iterable[SourcedStatement]) -> list[SourcedStatement]:
    """The statements, those of several days as one of each day."""
    return [word for each in statements for word in (each, *_earlier(each))]


def _earlier(each: SourcedStatement) -> Iterator[SourcedStatement]:
    for day, said in each.statement.earlier:
        yield each._replace(as_of=day, statement=said, plan_list=None)


def still_said(before: SourcedStatement, facts: Container[str], places: Places) -> tuple[tuple[str, Statement], ...]:
    """What of a practice's own statement stands when it answers anew, each with its day, the newest first.

    facts: by name, of those that it answers now; places: what of each place it answers, by what makes two places one:
    OF_PLACES, "here" for the place itself; "gone" for one that it has left or names as left.
    """
    words = ((each.as_of, each.statement) for each in day_by_day([before]))
    kept = [(day, _without(said, facts, places)) for day, said in words]
    return tuple([(day, said) for day, said in kept if said != Statement(id=said.id, npi=said.npi)])


def _without(said: Statement, facts: Container[str], places: Places) -> Statement:
    blank = Statement(id=said.id)
    gone: dict[str, Any] = {name: getattr(blank, name) for name in BY_NAME if name in facts and name != "npi"}
    locations = tuple(filter(None, (_left_of(place, places) for place in said.locations)))
    day = said.confirmed_on if locations else None
    return replace(said, **gone, locations=locations, confirmed_on=day, denied=(), earlier=(), plans_said_on=None)


def _left_of(place: Location, places: Places) -> Location | None:
    """What an earlier word of a place still says; None where that is nothing."""
    answered = places.get(same_location(place), ())
    if "gone" in answered or place.ends_on:
        return None
    unsaid: dict[str, Any] = {name: None for name in OF_PLACES if name in answered}
    kept = replace(place, **unsaid, phone_unsaid=place.phone_unsaid or "phone" in answered)
    says_more = kept.hours is not None or kept.accepting is not None
    return kept if says_more or not (kept.phone_unsaid and ("here" in answered or "phone" in answered)) else None
