"""From what the sources state of one practitioner to what the directory shows, every fact with its source and date.

The table of facts (core/facts.py) is the whole rule: whose word counts first for each fact, and for how long. Of two
sources of one rank, and of two statements of one source, the newer counts. A statement is as old as its record, which
is often older than the file that holds it. What lost is kept beside what won.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from directory.core import periods
from directory.core.dates import ordinal
from directory.core.facts import BY_NAME, FACTS, SINGLE_FACTS, Fact
from directory.core.in_force import periods_of
from directory.core.names import folded
from directory.core.practitioner import (
    AlsoStated,
    ListedLicence,
    ListedLocation,
    ListedPlan,
    LostValue,
    Origin,
    Period,
    PlanTaken,
    Practitioner,
    SourcedStatement,
    Statement,
    to_json,
)
from directory.core.sources import ADMIN
from directory.core.sources import BY_NAME as SOURCES_BY_NAME
from directory.resolve.opted_out import OptOut, opt_out_of, while_opted_out
from directory.resolve.unlisted import why_unlisted

PLAN_LISTS_KEPT = 1 << 13  # combinations of lists of plans, some kilobytes each, kept merged
RANKS = {fact.name: {source: rank for rank, source in enumerate(fact.ranks)} for fact in FACTS}
COLLECTED = tuple(fact for fact in FACTS if fact.combine == "all")
CONFIRMED_ON = attrgetter("confirmed_on")
NOT_STATED = (None, "", ())

Entry = TypeVar("Entry", ListedLicence, ListedLocation, ListedPlan)


class MergedPlans(NamedTuple):
    """What somebody takes: the plans as JSON, each with its source and date.

    payers: of those that are not out of the network, and when they are taken (in_force.periods_of).
    """

    plans: bytes
    payers: dict[str, tuple[Period, ...]]

    def taken_by(self, listing: Practitioner) -> Practitioner:
        """The listing with its payers."""
        dated = {payer: periods for payer, periods in self.payers.items() if periods}
        return replace(listing, payers=tuple(self.payers), payer_periods=dated)


class Entered(NamedTuple):
    """An entry of a list as one source states it. confirmed_on: when the source last heard that its statement is right,
    where it tells.
    """

    entry: Any
    origin: Origin
    confirmed_on: str | None


class PlanMerger:
    """Merges what sources say of plans: once for all of whom the same is said, who are many.

    plan_list: gives a list of plans by its number in imports.db.
    """

    def __init__(self, plan_list: Callable[[int], Sequence[PlanTaken]]):
        self._plan_list, self._kept = plan_list, lru_cache(PLAN_LISTS_KEPT)(self._merged)

    def merged(self, statements: Iterable[SourcedStatement]) -> MergedPlans:
        """What the practitioner takes of whom these are stated.

        A list of plans is as of its file's day: whoever is in it is in the network then, whenever their own record was
        last changed.
        """
        statements = list(statements)
        ordered = in_order(BY_NAME["insurance"], [each for each in statements if each.plan_list is not None])
        stated = tuple([(each.source, each.as_of, each.plan_list or 0) for each in ordered])
        return self._kept(stated, opt_out_of(statements) if stated else None)

    def _merged(self, stated: tuple[tuple[str, str, int], ...], opt_out: OptOut | None) -> MergedPlans:
        entries = (
            Entered(plan, Origin(source, as_of), None)
            for source, as_of, number in stated
            for plan in self._plan_list(number)
        )
        apart = map(_one_after_the_other, _together(BY_NAME["insurance"], entries))
        listed = [_listed(ListedPlan, each) for each in chain.from_iterable(apart)]
        plans = tuple([part for plan in listed for part in while_opted_out(plan, opt_out)])
        return MergedPlans(to_json(plans), periods_of(plans))


def merge(practitioner_id: str, statements: Sequence[SourcedStatement]) -> Practitioner | None:
    """The listing that statements about one practitioner make, without plans.

    None where there is a reason not to list them (unlisted.py).
    """
    if why_unlisted(statements):
        return None
    statements = _with_places_of_practice(dated_by_record(statements))
    facts: dict[str, Origin] = {}
    single = {fact.name: _first(fact, statements, facts) for fact in SINGLE_FACTS}
    collected = {fact.name: _collected(fact, statements, facts) for fact in COLLECTED}
    locations = tuple([_location(together) for together in _entries("locations", statements)])
    licences = tuple([_licence(together) for together in _entries("licences", statements)])
    confirmed = [day for day in (*map(CONFIRMED_ON, locations), *map(CONFIRMED_ON, licences)) if day]
    return Practitioner(
        id=practitioner_id,
        **{name: value for name, value in single.items() if value is not None},
        credentials=", ".join(collected["credentials"]),
        other_names=_other_names(collected["other_names"], single["name"] or ""),
        languages=collected["languages"],
        medicare_services=collected["medicare_services"],
        locations=locations,
        licences=licences,
        verified_on=max(confirmed, default=None),
        sources=tuple(sorted({each.source for each in statements})),
        facts=facts,
    )


def dated_by_record(statements: Sequence[SourcedStatement]) -> list[SourcedStatement]:
    """The statements, each as of the day of its own record where it has one (Source.dated_by), which is never later
    than its file's.
    """
    registered = max((_record_day(each) for each in statements if each.source == "nppes"), default="")
    return [_dated(each, registered) for each in statements]


def _dated(each: SourcedStatement, registered: str) -> SourcedStatement:
    dated_by = SOURCES_BY_NAME[each.source].dated_by
    if dated_by == "file":
        return each
    day = _record_day(each) if dated_by == "record" else registered
    return each._replace(as_of=day) if "" < day < each.as_of else each


def _record_day(each: SourcedStatement) -> str:
    return max(each.statement.updated_on or "", each.statement.confirmed_on or "")


def _with_places_of_practice(statements: Sequence[SourcedStatement]) -> Sequence[SourcedStatement]:
    """The statements without addresses on file, where one of them states a place of practice."""
    on_file = {place.on_file for each in statements for place in each.statement.locations}
    if on_file != {True, False}:
        return statements
    return [each._replace(statement=_without_address_on_file(each.statement)) for each in statements]


def _without_address_on_file(statement: Statement) -> Statement:
    return replace(statement, locations=tuple([place for place in statement.locations if not place.on_file]))


def in_order(fact: Fact, statements: list[SourcedStatement]) -> list[SourcedStatement]:
    """Statements of a fact, whose word counts first before the others.

    First those that are fresh beside the newest of them (Fact.fresh_days), then the rest; each by the rank of its
    source, then the newest. Raises KeyError for a source that core.sources does not let state the fact.
    """
    if len(statements) < 2:
        return statements
    ranks = RANKS[fact.name]
    newest_first = sorted(statements, key=attrgetter("as_of"), reverse=True)
    newest = newest_first[0].as_of
    return sorted(newest_first, key=lambda each: (is_stale(each.as_of, newest, fact.fresh_days), ranks[each.source]))


def is_stale(as_of: str, newest: str, fresh_days: int | None) -> bool:
    """Whether a statement as of an ISO day comes after all that are fresh beside the newest (Fact.fresh_days)."""
    return fresh_days is not None and as_of != newest and ordinal(newest) - ordinal(as_of) > fresh_days


def _stating(fact: Fact, statements: Iterable[SourcedStatement]) -> list[SourcedStatement]:
    return in_order(fact, [each for each in statements if getattr(each.statement, fact.name) not in NOT_STATED])


def _first(fact: Fact, statements: Iterable[SourcedStatement], facts: dict[str, Origin]) -> Any:
    """The value that counts first, its origin written into `facts`; None where nobody states one."""
    stating = _stating(fact, statements)
    if not stating:
        return None
    first = stating[0]
    value = getattr(first.statement, fact.name)
    others = [(getattr(each.statement, fact.name), each) for each in stating[1:]]
    lost = tuple([LostValue(other, each.source, each.as_of) for other, each in others if other != value])
    agreeing = dict.fromkeys(each.source for other, each in others if other == value and each.source != first.source)
    facts[fact.name] = Origin(first.source, first.as_of, lost, tuple(agreeing))
    return value


def _collected(fact: Fact, statements: Iterable[SourcedStatement], facts: dict[str, Origin]) -> tuple[Any, ...]:
    """Every value that is stated, each once."""
    stating = _stating(fact, statements)
    if stating:
        facts[fact.name] = Origin(stating[0].source, stating[0].as_of)
    return tuple(dict.fromkeys(value for each in stating for value in getattr(each.statement, fact.name)))


def _other_names(names: Sequence[str], name: str) -> tuple[str, ...]:
    """The names but the one shown; of two spellings of one the first."""
    spellings = {folded(each): each for each in reversed(names)}
    return tuple(each for each in reversed(spellings.values()) if folded(each) != folded(name))


def _location(together: list[Entered]) -> ListedLocation:
    """Where patients are seen: until when only where all who state the place say that it ends."""
    return _listed(ListedLocation, together, _widest(together), _hours(together), _confirmation("locations", together))


def _widest(together: list[Entered]) -> dict[str, Any]:
    """From the first day that one of the entries states until the last; None where one of them is open.

    An admin's word on it, where it counts first, stands against the others': that is what it was given for.
    """
    if together[0].origin.source == ADMIN:
        return {}
    starts, ends = zip(*[(each.entry.starts_on, each.entry.ends_on) for each in together], strict=True)
    return {"starts_on": None if None in starts else min(starts), "ends_on": None if None in ends else max(ends)}


def _hours(together: list[Entered]) -> dict[str, Any]:
    """The office hours of the first that states any, and who does: most sources of addresses know none."""
    for entry, origin, _ in together:
        if entry.hours:
            return {"hours": entry.hours, "hours_by": origin.source, "hours_as_of": origin.as_of}
    return {}


def _licence(together: list[Entered]) -> ListedLicence:
    return _listed(ListedLicence, together, _confirmation("licences", together))


def _entries(name: str, statements: Iterable[SourcedStatement]) -> list[list[Entered]]:
    fact = BY_NAME[name]
    return _together(
        fact,
        (
            Entered(entry, Origin(each.source, each.as_of), each.statement.confirmed_on)
            for each in _stating(fact, statements)
            for entry in getattr(each.statement, name)
        ),
    )


def _together(fact: Fact, stated: Iterable[Entered]) -> list[list[Entered]]:
    """Entries of several lists, those that are the same together, in the order in which they are stated."""
    assert fact.same
    found: dict[tuple[object, ...], list[Entered]] = {}
    for each in stated:
        found.setdefault(fact.same(each.entry), []).append(each)
    return list(found.values())


def _one_after_the_other(together: list[Entered]) -> list[list[Entered]]:
    """Entries of one plan, apart where no day is in both: next year's plan is no other word about this year's."""
    return periods.grouped(together, lambda each: (each.entry.starts_on, each.entry.ends_on))


def _confirmation(name: str, together: list[Entered]) -> dict[str, Any]:
    """When the first of these entries was last confirmed, and by whom: by a source that says the same of it."""
    fact, shown = BY_NAME[name], together[0].entry
    confirmed = [
        (each.confirmed_on, each.origin.source)
        for each in together
        if each.confirmed_on and each.origin.source in fact.confirming and _agree(fact, shown, each.entry)
    ]
    return dict(zip(("confirmed_on", "confirmed_by"), max(confirmed), strict=True)) if confirmed else {}


def _agree(fact: Fact, one: Any, other: Any) -> bool:
    return all(getattr(one, field) == getattr(other, field) for field in fact.confirmed_with)


def _listed(listed: type[Entry], together: list[Entered], *more: dict[str, Any]) -> Entry:
    """The first of these entries as a listing shows it, beside it what the others say otherwise."""
    first, *others = together
    values = {field: getattr(first.entry, field) for field in first.entry.__struct_fields__}
    for each in more:
        values |= each
    also = tuple([_difference(values, each) for each in others])
    return listed(**values, source=first.origin.source, as_of=first.origin.as_of, also=also)


def _difference(shown: dict[str, Any], other: Entered) -> AlsoStated:
    stated = {field: getattr(other.entry, field) for field in other.entry.__struct_fields__}
    changed = {field: value for field, value in stated.items() if value != shown[field] and (value or field != "hours")}
    return AlsoStated(source=other.origin.source, as_of=other.origin.as_of, **changed)
