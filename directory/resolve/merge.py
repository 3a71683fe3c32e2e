"""From what the sources state of one practitioner to what the directory shows, every fact with its source and date.

The table of facts (core/facts.py) is the whole rule: whose word counts first for each fact, and for how long. Of two
sources of one rank, and of two statements of one source, the newer counts. What lost is kept beside what won.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from directory.core.facts import BY_NAME, FACTS, SINGLE_FACTS, Fact
from directory.core.names import folded
from directory.core.practitioner import (
    AlsoStated,
    Licence,
    ListedLicence,
    ListedLocation,
    ListedPlan,
    Location,
    LostValue,
    Origin,
    PlanTaken,
    Practitioner,
    SourcedStatement,
    to_json,
)

PLAN_LISTS_KEPT = 1 << 13  # combinations of lists of plans, some kilobytes each, kept merged
RANKS = {fact.name: {source: rank for rank, source in enumerate(fact.ranks)} for fact in FACTS}
COLLECTED = tuple(fact for fact in FACTS if fact.combine == "all")
NOT_STATED = (None, "", ())

Entry = TypeVar("Entry", ListedLicence, ListedLocation, ListedPlan)


class MergedPlans(NamedTuple):
    """What somebody takes: the plans as JSON, each with its source and date.

    The payers of those that are not out of the network.
    """

    plans: bytes
    payers: tuple[str, ...]


class PlanMerger:
    """Merges what sources say of plans: once for all of whom the same is said, who are many.

    plan_list: gives a list of plans by its number in imports.db.
    """

    def __init__(self, plan_list: Callable[[int], Sequence[PlanTaken]]):
        self._plan_list, self._kept = plan_list, lru_cache(PLAN_LISTS_KEPT)(self._merged)

    def merged(self, statements: Iterable[SourcedStatement]) -> MergedPlans:
        """What the practitioner takes of whom these are stated."""
        naming = [each for each in statements if each.plan_list is not None]
        ordered = in_order(BY_NAME["insurance"], naming)
        return self._kept(tuple([(each.source, each.as_of, each.plan_list or 0) for each in ordered]))

    def _merged(self, stated: tuple[tuple[str, str, int], ...]) -> MergedPlans:
        listed = [(Origin(source, as_of), self._plan_list(number)) for source, as_of, number in stated]
        plans = _joined(BY_NAME["insurance"], ListedPlan, listed)
        payers = dict.fromkeys(plan.payer for plan in plans if plan.network_status != "out")
        return MergedPlans(to_json(plans), tuple(payers))


def merge(practitioner_id: str, statements: Sequence[SourcedStatement]) -> Practitioner | None:
    """The listing that statements about one practitioner make, without plans.

    None where nobody lists them or the NPI is out of use.
    """
    if not any(each.statement.kind for each in statements) or _out_of_use(statements):
        return None
    facts: dict[str, Origin] = {}
    single = {fact.name: _first(fact, statements, facts) for fact in SINGLE_FACTS}
    collected = {fact.name: _collected(fact, statements, facts) for fact in COLLECTED}
    confirmed_on, confirmed_by = max(
        ((each.statement.confirmed_on, each.source) for each in statements if each.statement.confirmed_on),
        default=(None, None),
    )
    return Practitioner(
        id=practitioner_id,
        **{name: value for name, value in single.items() if value is not None},
        credentials=", ".join(collected["credentials"]),
        other_names=_other_names(collected["other_names"], single["name"] or ""),
        languages=collected["languages"],
        locations=_entries("locations", ListedLocation, statements),
        licences=_entries("licences", ListedLicence, statements),
        verified_on=confirmed_on,
        verified_by=confirmed_by,
        sources=tuple(sorted({each.source for each in statements})),
        facts=facts,
    )


def _out_of_use(statements: Iterable[SourcedStatement]) -> bool:
    """Whether a deactivation is newer than the newest file in which NPPES lists the practitioner."""
    listed = max((each.as_of for each in statements if each.source == "nppes"), default="")
    return any(each.statement.deactivated_on and each.as_of >= listed for each in statements)


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
    return sorted(newest_first, key=lambda each: (_is_stale(each.as_of, newest, fact.fresh_days), ranks[each.source]))


def _is_stale(as_of: str, newest: str, fresh_days: int | None) -> bool:
    return fresh_days is not None and as_of != newest and _day(newest) - _day(as_of) > fresh_days


@cache
def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _stating(fact: Fact, statements: Iterable[SourcedStatement]) -> list[SourcedStatement]:
    return in_order(fact, [each for each in statements if getattr(each.statement, fact.name) not in NOT_STATED])


def _first(fact: Fact, statements: Iterable[SourcedStatement], facts: dict[str, Origin]) -> Any:
    """The value that counts first, its origin written into `facts`; None where nobody states one."""
    stating = _stating(fact, statements)
    if not stating:
        return None
    first = stating[0]
    value = getattr(first.statement, fact.name)
    others = ((getattr(each.statement, fact.name), each) for each in stating[1:])
    lost = tuple([LostValue(other, each.source, each.as_of) for other, each in others if other != value])
    facts[fact.name] = Origin(first.source, first.as_of, lost)
    return value


def _collected(fact: Fact, statements: Iterable[SourcedStatement], facts: dict[str, Origin]) -> tuple[str, ...]:
    """Every value that is stated, each once."""
    stating = _stating(fact, statements)
    if stating:
        facts[fact.name] = Origin(stating[0].source, stating[0].as_of)
    return tuple(dict.fromkeys(value for each in stating for value in getattr(each.statement, fact.name)))


def _other_names(names: Sequence[str], name: str) -> tuple[str, ...]:
    """The names but the one shown; of two spellings of one the first."""
    spellings = {folded(each): each for each in reversed(names)}
    return tuple(each for each in reversed(spellings.values()) if folded(each) != folded(name))


def _entries(name: str, listed: type[Entry], statements: Iterable[SourcedStatement]) -> tuple[Entry, ...]:
    fact = BY_NAME[name]
    stating = _stating(fact, statements)
    return _joined(fact, listed, [(Origin(each.source, each.as_of), getattr(each.statement, name)) for each in stating])


def _joined(
    fact: Fact, listed: type[Entry], stated: Iterable[tuple[Origin, Sequence[Licence | Location | PlanTaken]]]
) -> tuple[Entry, ...]:
    """Entries of several lists with their sources.

    One that is the same as an earlier one stands beside it, with what differs.
    """
    assert fact.same
    found: dict[tuple[object, ...], tuple[Any, Origin, list[AlsoStated]]] = {}
    for origin, entries in stated:
        for entry in entries:
            key = fact.same(entry)
            if key in found:
                first, _, also = found[key]
                also.append(_difference(first, entry, origin))
            else:
                found[key] = (entry, origin, [])
    return tuple([_listed(listed, *each) for each in found.values()])


def _difference(first: Any, entry: Any, origin: Origin) -> AlsoStated:
    changed = {
        field: getattr(entry, field)
        for field in entry.__struct_fields__
        if getattr(entry, field) != getattr(first, field)
    }
    return AlsoStated(source=origin.source, as_of=origin.as_of, **changed)


def _listed(listed: type[Entry], entry: Any, origin: Origin, also: list[AlsoStated]) -> Entry:
    values = {field: getattr(entry, field) for field in entry.__struct_fields__}
    return listed(**values, source=origin.source, as_of=origin.as_of, also=tuple(also))
