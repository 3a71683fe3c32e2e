"""From what the sources state of one practitioner to what the directory shows, every fact with its source and date.

The table of facts (core/facts.py) is the whole rule: whose word counts first for each fact, and for how long. Of two
statements of one source the newer counts. A statement is as old as its record, which is often older than the file that
holds it. What lost is kept beside what won, and with it the days on which another word will count (core/freshness.py),
so that a listing is right on whatever day it is read.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import Any, NamedTuple

from msgspec.structs import replace

from directory.core import periods
from directory.core.facts import BY_NAME, FACTS, SINGLE_FACTS, Fact
from directory.core.freshness import in_order, spans
from directory.core.in_force import last_confirmed, periods_of
from directory.core.licences import RUNS_OUT
from directory.core.names import folded
from directory.core.practitioner import (
    Licence,
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
    Turn,
    to_json,
)
from directory.core.societies import parts_of
from directory.core.sources import BY_NAME as SOURCES_BY_NAME
from directory.core.sources import ROSTER
from directory.resolve.denied import without_denied
from directory.resolve.earlier import day_by_day
from directory.resolve.entries import (
    Entered,
    accepting,
    central_numbers,
    ended_numbers,
    fax,
    hours,
    listed,
    phone_of_others,
    together,
    widest,
)
from directory.resolve.opted_out import OptOut, opt_out_of, while_opted_out
from directory.resolve.unlisted import why_unlisted

PLAN_LISTS_KEPT = 1 << 13  # combinations of lists of plans, some kilobytes each, kept merged
PLANS_KEPT = 1 << 16  # plans as one source states them, half a kilobyte each, kept as a listing has them
COLLECTED = tuple(fact for fact in FACTS if fact.combine == "all")
NOT_STATED = (None, "", ())


class MergedPlans(NamedTuple):
    """What somebody takes: the plans as JSON, each with its source and date.

    payers: of those that are not out of the network, and when they are taken (in_force.periods_of). has_turns: some day
    another word of one counts first.
    """

    plans: bytes
    payers: dict[str, tuple[Period, ...]]
    has_turns: bool = False

    def taken_by(self, listing: Practitioner) -> Practitioner:
        """The listing with its payers."""
        dated = {payer: periods for payer, periods in self.payers.items() if periods}
        has_turns = listing.has_turns or self.has_turns
        return replace(listing, payers=tuple(self.payers), payer_periods=dated, has_turns=has_turns)


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
        dated = [each._replace(as_of=_day_of_plans(each)) for each in statements if each.plan_list is not None]
        ordered = _by_rank(BY_NAME["insurance"], dated)
        stated = tuple([(each.source, each.as_of, each.plan_list or 0) for each in ordered])
        return self._kept(stated, opt_out_of(statements) if stated else None)

    def _merged(self, stated: tuple[tuple[str, str, int], ...], opt_out: OptOut | None) -> MergedPlans:
        fact = BY_NAME["insurance"]
        entered = (Entered(plan, source, as_of) for source, as_of, number in stated for plan in self._plan_list(number))
        apart = chain.from_iterable(map(_one_after_the_other, together(fact, entered)))
        shown = (_plan_of_one(*words) if len(words) == 1 else listed(ListedPlan, fact, [words]) for words in apart)
        plans = tuple([part for plan in chain.from_iterable(shown) for part in while_opted_out(plan, opt_out)])
        return MergedPlans(to_json(plans), periods_of(plans), _turn(plans))


def merge(
    practitioner_id: str, statements: Sequence[SourcedStatement], unproved: Container[str] = ()
) -> Practitioner | None:
    """The listing that statements about one practitioner make, without plans.

    unproved: the statements, SOURCE:ID, that are theirs on less proof than a bad standing wants (owners.Resolved): what
    they say of a licence counts until it runs out, and no longer. None of whom not to list (unlisted.py).
    """
    if why_unlisted(statements):
        return None
    statements = without_denied(_with_places_of_practice(dated_by_record(day_by_day(statements))))
    facts: dict[str, Origin] = {}
    turns: list[Turn] = []
    single = {fact.name: _first(fact, statements, facts, turns) for fact in SINGLE_FACTS}
    collected = {fact.name: _collected(fact, statements, facts) for fact in COLLECTED}
    locations, licences = _locations(statements), _licences(statements, unproved)
    return Practitioner(
        id=practitioner_id,
        **{name: value for name, value in single.items() if value is not None},
        credentials=", ".join(collected["credentials"]),
        other_names=_other_names(collected["other_names"], single["name"] or ""),
        languages=collected["languages"],
        medicare_services=collected["medicare_services"],
        registrations=collected["registrations"],
        locations=locations,
        licences=licences,
        verified_on=last_confirmed((*locations, *licences)),
        sources=tuple(sorted({each.source for each in statements})),
        societies=_societies(statements),
        facts=facts,
        turns=tuple(turns),
        has_turns=bool(turns) or any(_turn(each) or _may_come_otherwise(each) for each in (locations, licences)),
    )


def _day_of_plans(each: SourcedStatement) -> str:
    return each.statement.plans_said_on or each.as_of


def without_call_centers(
    statements: list[SourcedStatement], numbers: Container[tuple[str, str]]
) -> list[SourcedStatement]:
    """The statements without telephone numbers of these, (source, phone): who calls one reaches a payer."""
    return [_without_numbers(each, numbers) for each in statements]


def _without_numbers(sourced: SourcedStatement, numbers: Container[tuple[str, str]]) -> SourcedStatement:
    places = sourced.statement.locations
    kept = [replace(each, phone=None) if (sourced.source, each.phone) in numbers else each for each in places]
    if all(each is place for each, place in zip(kept, places, strict=True)):
        return sourced
    return sourced._replace(statement=replace(sourced.statement, locations=tuple(kept)))


def _societies(statements: Iterable[SourcedStatement]) -> tuple[str, ...]:
    """On the lists of which societies somebody is, by these statements."""
    return tuple(sorted(parts_of(each.statement.id for each in statements if each.source == ROSTER)))


def _turn(entries: Sequence[ListedLocation | ListedLicence | ListedPlan]) -> bool:
    return any(each.counts_from or each.counts_until for each in entries)


def _may_come_otherwise(entries: Sequence[ListedLocation | ListedLicence]) -> bool:
    """Whether some day these may come in another order."""
    return len(entries) > 1 and len({(each.source, each.as_of) for each in entries}) > 1


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


def _by_rank(fact: Fact, statements: list[SourcedStatement]) -> list[SourcedStatement]:
    """As they count on the day of the newest of them."""
    return in_order(fact, statements, max(each.as_of for each in statements)) if statements else []


def _stating(fact: Fact, statements: Iterable[SourcedStatement]) -> list[SourcedStatement]:
    return [each for each in statements if getattr(each.statement, fact.name) not in NOT_STATED]


def _first(fact: Fact, statements: Iterable[SourcedStatement], facts: dict[str, Origin], turns: list[Turn]) -> Any:
    """The value that counts first, its origin written into `facts`, and those to come into `turns`; None where nobody
    states one.
    """
    stating = _stating(fact, statements)
    if not stating:
        return None
    (_, now), *later = spans(fact, stating)
    value, facts[fact.name] = _valued(fact, now)
    turns += [Turn(fact.name, period[0] or "", *_valued(fact, ordered)) for period, ordered in later]
    return value


def _valued(fact: Fact, ordered: list[SourcedStatement]) -> tuple[str | bool | float, Origin]:
    """The value of the first of these statements, and where it comes from."""
    first = ordered[0]
    value: str | bool | float = getattr(first.statement, fact.name)
    others = [(getattr(each.statement, fact.name), each) for each in ordered[1:]]
    lost = tuple([LostValue(other, each.source, each.as_of) for other, each in others if other != value])
    agreeing = dict.fromkeys(each.source for other, each in others if other == value and each.source != first.source)
    return value, Origin(first.source, first.as_of, lost, tuple(agreeing))


def _collected(fact: Fact, statements: Iterable[SourcedStatement], facts: dict[str, Origin]) -> tuple[Any, ...]:
    """Every value that is stated, each once."""
    stating = _by_rank(fact, _stating(fact, statements))
    if stating:
        facts[fact.name] = Origin(stating[0].source, stating[0].as_of)
    return tuple(dict.fromkeys(value for each in stating for value in getattr(each.statement, fact.name)))


def _other_names(names: Sequence[str], name: str) -> tuple[str, ...]:
    """The names but the one shown; of two spellings of one the first."""
    spellings = {folded(each): each for each in reversed(names)}
    return tuple(each for each in reversed(spellings.values()) if folded(each) != folded(name))


def _locations(statements: Sequence[SourcedStatement]) -> tuple[ListedLocation, ...]:
    """Where patients are seen: until when only where all who state the place say that it ends."""
    fact = BY_NAME["locations"]
    useless = central_numbers(fact, statements) | ended_numbers(statements)
    numbers = partial(phone_of_others, useless), partial(fax, useless)
    return listed(ListedLocation, fact, _entered(fact, statements), widest, hours, accepting, *numbers)


def _licences(statements: Iterable[SourcedStatement], unproved: Container[str]) -> tuple[ListedLicence, ...]:
    fact = BY_NAME["licences"]
    return listed(ListedLicence, fact, _entered(fact, statements, unproved))


def _entered(fact: Fact, statements: Iterable[SourcedStatement], unproved: Container[str] = ()) -> list[list[Entered]]:
    """What these statements state of a list, the same entries together; unproved: those whose word of a licence is
    over when it has run out.
    """
    return together(
        fact,
        (
            Entered(entry, each.source, each.as_of, each.statement.confirmed_on, _until(entry) if is_weak else None)
            for each in _by_rank(fact, _stating(fact, statements))
            for is_weak in [each.ref in unproved]
            for entry in getattr(each.statement, fact.name)
        ),
    )


def _until(licence: Licence) -> str | None:
    return licence.expires_on if licence.status in RUNS_OUT else None


def _one_after_the_other(group: list[Entered]) -> list[list[Entered]]:
    """Entries of one plan, apart where no day is in both: next year's plan is no other word about this year's."""
    if len(group) == 1:
        return [group]
    return periods.grouped(group, lambda each: (each.entry.starts_on, each.entry.ends_on))


@lru_cache(PLANS_KEPT)
def _plan_of_one(stated: Entered) -> tuple[ListedPlan, ...]:
    """A plan that one source states, which it states of many in lists that are each another."""
    return listed(ListedPlan, BY_NAME["insurance"], [[stated]])
