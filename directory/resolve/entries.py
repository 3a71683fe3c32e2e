"""Entries of a listing's lists, such as places and licences: those that are the same together, each as the word that
counts first has it, beside it what the others say of it otherwise.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from directory.core.dates import day_after, day_before
from directory.core.facts import Fact
from directory.core.freshness import in_order, spans
from directory.core.periods import ALWAYS, common, is_empty
from directory.core.phones import is_toll_free
from directory.core.practitioner import (
    AlsoStated,
    ListedLicence,
    ListedLocation,
    ListedPlan,
    Location,
    Period,
    SourcedStatement,
)
from directory.core.sources import BY_NAME as SOURCES_BY_NAME
from directory.core.sources import ON_PAGES

Entry = TypeVar("Entry", ListedLicence, ListedLocation, ListedPlan)


class Entered(NamedTuple):
    """An entry of a list as one source states it. confirmed_on: when the source last heard that its statement is right,
    where it tells. until: the last day on which this is to be shown, where there is one.
    """

    entry: Any
    source: str
    as_of: str
    confirmed_on: str | None = None
    until: str | None = None


# What most sources of addresses do not know, so that silence is no other word.
TOLD_BY_SOME = ("hours", "accepting", "fax")
NONE_OF_THESE = ""  # office hours, of which the practice says that those told are not so
More = Callable[[Fact, list[Entered]], dict[str, Any]]


def together(fact: Fact, stated: Iterable[Entered]) -> list[list[Entered]]:
    """Entries of several lists, those that are the same together, in the order in which they are stated."""
    assert fact.same
    found: dict[tuple[object, ...], list[Entered]] = {}
    for each in stated:
        found.setdefault(fact.same(each.entry), []).append(each)
    return list(found.values())


def listed(kind: type[Entry], fact: Fact, groups: Iterable[list[Entered]], *more: More) -> tuple[Entry, ...]:
    """The entries of each group as a listing has them: one, or one after the other as their words come to count first.

    more: what else is to be told of them, of the words in their order.
    """
    return tuple(
        [
            _listed(kind, fact, words, counting, [tell(fact, words) for tell in more])
            for group in groups
            for words, counting in _turning(fact, group)
        ]
    )


def _turning(fact: Fact, group: list[Entered]) -> list[tuple[list[Entered], Period]]:
    """Entries that are the same, in their order, and from when until when it is so."""
    if len(group) == 1 and group[0].until is None:
        return [(group, ALWAYS)]
    turns = [
        (ordered, common(shown, counts))
        for shown, words in _while_shown(group)
        for counts, ordered in _ordered(fact, words)
    ]
    return [(ordered, period) for ordered, period in turns if not is_empty(period)]


def _while_shown(group: list[Entered]) -> Iterator[tuple[Period, list[Entered]]]:
    """The entries that are shown, from when until when."""
    starts = [None, *(day_after(day) for day in sorted({each.until for each in group if each.until}))]
    for start, end in zip(starts, [*map(day_before, filter(None, starts)), None], strict=True):
        if shown := [each for each in group if not (each.until and start and each.until < start)]:
            yield (start, end), shown


def _ordered(fact: Fact, words: list[Entered]) -> Iterator[tuple[Period, list[Entered]]]:
    """The words as they count one day and another; those that say nothing (Fact.silent_where) are last."""
    telling = [each for each in words if not _is_silent(fact, each.entry)] or words
    silent = [each for each in words if each not in telling]
    for period, ordered in spans(fact, telling, wholly=_is_filled(fact, telling)):
        yield period, [*ordered, *silent]


def _is_filled(fact: Fact, words: list[Entered]) -> bool:
    """Whether words after the first count too, in their order: several give what another leaves to them."""
    given = [[getattr(each.entry, field) for each in words] for field in fact.filled] if len(words) > 2 else []
    return any(not all(values) and len({*filter(None, values)}) > 1 for values in given)


def _is_silent(fact: Fact, entry: Any) -> bool:
    return fact.silent_where is not None and getattr(entry, fact.silent_where[0]) == fact.silent_where[1]


def widest(_: Fact, words: list[Entered]) -> dict[str, Any]:
    """From the first day that one of the entries states until the last; None where one of them is open.

    An admin's or the practice's own word on it, where it counts first, stands against the others': that is what it was
    given for.
    """
    if words[0].source in ON_PAGES:
        return {}
    starts, ends = zip(*[(each.entry.starts_on, each.entry.ends_on) for each in words], strict=True)
    return {"starts_on": None if None in starts else min(starts), "ends_on": None if None in ends else max(ends)}


def hours(fact: Fact, words: list[Entered]) -> dict[str, Any]:
    """The office hours of the first that states any, and who does: most sources of addresses know none."""
    for each in _who_may_know(fact, words):
        if each.entry.hours:
            return {"hours": each.entry.hours, "hours_by": each.source, "hours_as_of": each.as_of}
        if each.entry.hours == NONE_OF_THESE:
            break
    return {"hours": None, "phone_unsaid": False}


def _who_may_know(fact: Fact, words: list[Entered]) -> list[Entered]:
    """The words in their order, also of a practice that is last because it says nothing of the phone."""
    is_any_silent = any(each.entry.phone_unsaid for each in words)
    return in_order(fact, words, max(each.as_of for each in words)) if is_any_silent else words


def accepting(fact: Fact, words: list[Entered]) -> dict[str, Any]:
    """Whether new patients are taken at the place, by the first that says so of it, and who does."""
    for each in _who_may_know(fact, words):
        if each.entry.accepting is not None:
            stated = {"accepting": each.entry.accepting}
            return stated | {"accepting_by": each.source, "accepting_as_of": each.as_of}
    return {}


def phone_of_others(useless: Container[tuple[str, str]], fact: Fact, words: list[Entered]) -> dict[str, Any]:
    """The phone of a place whose own source states none: the next one's that states one of the same place.

    Not against an admin or the practice, who took it away; not from a word of the place that holds for another time
    than is shown; and not a number of `useless`, (source, phone): it reaches no office, or nobody (`central_numbers`,
    `ended_numbers`).
    """
    if words[0].entry.phone or words[0].source in ON_PAGES:
        return {}
    shown = _time_of(replace(words[0].entry, **widest(fact, words)))
    for each in words[1:]:
        number = each.entry.phone
        if number and (each.source, number) not in useless and common(shown, _time_of(each.entry)) == shown:
            return {"phone": number, "phone_by": each.source, "phone_as_of": each.as_of}
    return {}


def fax(useless: Container[tuple[str, str]], fact: Fact, words: list[Entered]) -> dict[str, Any]:
    """The fax of a place, by the first that states one of this very place, and who does: never one of another place.

    Not from a word that holds for another time than is shown, and no number of `useless`, (source, number).
    """
    shown = _time_of(replace(words[0].entry, **widest(fact, words)))
    for each in words:
        number = each.entry.fax
        if number and (each.source, number) not in useless and common(shown, _time_of(each.entry)) == shown:
            return {"fax": number, "fax_by": each.source, "fax_as_of": each.as_of}
    return {"fax": None}


def _numbers(place: Location) -> list[str]:
    return [number for number in (place.phone, place.fax) if number]


def _time_of(place: Location) -> Period:
    return place.starts_on, place.ends_on


def central_numbers(fact: Fact, statements: Iterable[SourcedStatement]) -> set[tuple[str, str]]:
    """The numbers that may be a payer's own, (source, phone or fax): those that a payer states of somebody at several
    addresses, and toll-free ones.
    """
    assert fact.same
    stated: dict[tuple[str, str], set[tuple[object, ...]]] = {}
    for each in statements:
        if SOURCES_BY_NAME[each.source].said_by == "payer":
            for place in each.statement.locations:
                for number in _numbers(place):
                    stated.setdefault((each.source, number), set()).add(fact.same(place))
    return {(source, number) for (source, number), places in stated.items() if len(places) > 1 or is_toll_free(number)}


def ended_numbers(statements: Sequence[SourcedStatement]) -> set[tuple[str, str]]:
    """The numbers that a statement as new as theirs says are in use no more, (source that still states it, phone or
    fax); not those that it states at another place itself.
    """
    ended: dict[str, str] = {}
    for each in statements:
        used = {number for place in each.statement.locations for number in _numbers(place)}
        gone = [phone for phone in each.statement.ended_phones if phone not in used]
        ended |= {phone: max(each.as_of, ended.get(phone, "")) for phone in gone}
    stated = [(each, number) for each in statements for place in each.statement.locations for number in _numbers(place)]
    return {(each.source, number) for each, number in stated if number in ended and each.as_of <= ended[number]}


def confirmation(fact: Fact, shown: dict[str, Any], words: list[Entered]) -> dict[str, Any]:
    """When one of these entries was last confirmed, and by whom: by a source that says the same as is shown."""
    confirmed = [
        (each.confirmed_on, each.source)
        for each in words
        if each.confirmed_on and each.source in fact.confirming and _agree(fact, shown, each.entry)
    ]
    return dict(zip(("confirmed_on", "confirmed_by"), max(confirmed), strict=True)) if confirmed else {}


def _agree(fact: Fact, shown: dict[str, Any], entry: Any) -> bool:
    return all(shown[field] == getattr(entry, field) for field in fact.confirmed_with)


def _listed(kind: type[Entry], fact: Fact, words: list[Entered], counting: Period, more: list[dict[str, Any]]) -> Entry:
    """The first of these entries as a listing shows it, beside it what the others say otherwise."""
    first = words[0]
    values = {field: getattr(first.entry, field) for field in first.entry.__struct_fields__}
    for each in more:
        values |= each
    values |= confirmation(fact, values, words)
    values |= {"source": first.source, "as_of": first.as_of}
    if len(words) > 1:
        values["also"] = tuple([_difference(values, each) for each in words[1:]])
    if counting != ALWAYS:
        values["counts_from"], values["counts_until"] = counting
    return kind(**values)


def _difference(shown: dict[str, Any], other: Entered) -> AlsoStated:
    stated = {field: getattr(other.entry, field) for field in other.entry.__struct_fields__}
    unsaid = {"phone_unsaid", *(("phone",) if stated.get("phone_unsaid") else ())}
    told = {field: value for field, value in stated.items() if field not in unsaid}
    said = {field: value for field, value in told.items() if field not in TOLD_BY_SOME or value not in (None, "")}
    changed = {field: value for field, value in said.items() if value != shown[field]}
    return AlsoStated(source=other.source, as_of=other.as_of, **changed)
