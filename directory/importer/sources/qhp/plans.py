"""The plans of marketplace insurers: their HIOS ids, their names, and the lists of plans in providers' entries."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from directory.core import dates, periods
from directory.core.i18n import Message
from directory.core.in_force import holds
from directory.core.practitioner import Period, PlanTaken
from directory.importer.cleaning import clean
from directory.importer.formats import json_entries
from directory.importer.formats.archive import Opened
from directory.importer.formats.json_values import scrubbed
from directory.importer.record import FileRefused, Problem

HIOS = re.compile(r"(\d{5})[A-Z]{2}\d{7}(-?\d{2})?", re.ASCII)  # issuer, state, product and plan, variant
ISSUER = 5  # digits
LISTS_KEPT, PLANS_KEPT = 1 << 9, 1 << 14  # of those put together last
NO_ISSUER = "qhp"  # in place of an issuer's number, where no plan is named
# Tiers that say in so many words that their members are in no network; NON-PREFERRED is a tier of the network.
OUT_OF_NETWORK = re.compile(
    r"\b(?:out(?:side)? (?:of )?(?:the )?network|outofnetwork|oon|not? in(?: the)? network|"
    r"non (?:network|participating|par|contracted)|not (?:participating|contracted)|nonpar(?:ticipating)?)\b"
)
IN_NETWORK = re.compile(r"\bin\b")
NOT_LETTERS = re.compile(r"[^a-z0-9]+")


class NamedPlan(NamedTuple):
    """A plan as an entry names it. years: those in which it is taken, () where the entry does not tell."""

    plan_id: str
    tier: str
    years: tuple[int, ...]


class PlansOnDay(NamedTuple):
    """The plans that are not over by the day of the file, each once: of its tiers those in force, in the network before
    out of it. over: the numbers of those that are over today.
    """

    standing: tuple[PlanTaken, ...]
    over: tuple[str, ...]


class _PlanOnDay(NamedTuple):
    plan: PlanTaken
    stands: bool
    is_over: bool


class IssuerPlans:
    """The plans that entries name, as they stand on the day of their files.

    Everybody in a network has the very same list, so each list is put together once, and where nobody shares a list,
    each plan. payer: the insurer's name, where the admin gave it, for the files have none; issuers: {number: name}, as
    CMS gives it; names: {plan_id: marketing name}; day: the files'.
    """

    def __init__(self, payer: str, issuers: dict[str, str], names: dict[str, str], day: str):
        self.payer, self.issuers, self.names = payer, issuers, names
        self.day, self.today = day, dates.today()
        self.on_day = lru_cache(LISTS_KEPT)(self._on_day)
        self._plan = lru_cache(PLANS_KEPT)(self._plan_on_day)

    def _on_day(self, named: tuple[NamedPlan, ...]) -> PlansOnDay:
        """The plans of a practitioner, as entries name them."""
        tiers: dict[str, list[NamedPlan]] = {}
        for plan in dict.fromkeys(named):
            tiers.setdefault(plan.plan_id, []).append(plan)
        plans = [self._plan(tuple(of_plan)) for of_plan in tiers.values()]
        return PlansOnDay(
            tuple([each.plan for each in plans if each.stands]),
            tuple([each.plan.plan_id or "" for each in plans if each.is_over]),
        )

    def _plan_on_day(self, tiers: tuple[NamedPlan, ...]) -> _PlanOnDay:
        """One plan, of which several tiers may be named."""
        taken = [each for tier in tiers for each in self._taken(tier)]
        plan = _as_one(taken, self.day) if len(taken) > 1 else taken[0]
        period = _period(plan)
        return _PlanOnDay(plan, not periods.is_over(period, self.day), periods.is_over(period, self.today))

    def _taken(self, plan: NamedPlan) -> Iterator[PlanTaken]:
        issuer = issuer_of(plan)
        payer = self.payer or self.issuers.get(issuer) or f"HIOS issuer {issuer}"
        name, tier = self.names.get(plan.plan_id, plan.plan_id), clean(plan.tier)
        status = "out" if is_out_of_network(tier) else "in"
        for first, last in map(_year, plan.years) if plan.years else [periods.ALWAYS]:
            yield PlanTaken(payer, name, status, plan.plan_id, tier or None, first, last)


@lru_cache(LISTS_KEPT)
def numbered(plans: tuple[NamedPlan, ...]) -> tuple[NamedPlan, ...]:
    """Those of some plans whose ids are HIOS's; the same object where all are."""
    right = tuple([plan for plan in plans if HIOS.fullmatch(plan.plan_id)])
    return plans if len(right) == len(plans) else right


def of_issuers(plans: tuple[NamedPlan, ...], but: frozenset[str]) -> tuple[NamedPlan, ...]:
    """Those of some plans that are no plans of the issuers `but`."""
    return tuple([plan for plan in plans if issuer_of(plan) not in but]) if but else plans


def issuer_of(plan: NamedPlan) -> str:
    """The number of a plan's issuer."""
    return plan.plan_id[:ISSUER]


@lru_cache(1 << 8)  # there are few, and millions of plans
def is_out_of_network(tier: str) -> bool:
    """Whether a network_tier says that its members are in no network of the plan."""
    words = NOT_LETTERS.sub(" ", tier.lower()).strip()
    rest, found = OUT_OF_NETWORK.subn("", words)
    return words == "out" or (found > 0 and not IN_NETWORK.search(rest))


@lru_cache(1 << 8)
def _year(year: int) -> Period:
    return f"{year}-01-01", f"{year}-12-31"


def _as_one(tiers: list[PlanTaken], day: str) -> PlanTaken:
    """One plan out of its tiers: those in force on a day, else those to come; in the network before out of it."""
    standing = [tier for tier in tiers if not periods.is_over(_period(tier), day)] or tiers
    now = [tier for tier in standing if holds(*_period(tier), day)] or standing
    status = "in" if any(tier.network_status == "in" for tier in now) else "out"
    first, last = periods.nearest([_period(tier) for tier in tiers if tier.network_status == status], day)
    names = dict.fromkeys(tier.tier for tier in now if tier.tier and tier.network_status == status)
    return replace(now[0], network_status=status, tier=", ".join(names) or None, starts_on=first, ends_on=last)


def _period(plan: PlanTaken) -> Period:
    return plan.starts_on, plan.ends_on


def issuers(record: object) -> set[str]:
    """The issuers whose plans an entry names, whomever it is about."""
    plans = record.get("plans") if isinstance(record, dict) else None
    ids = [plan.get("plan_id") for plan in plans if isinstance(plan, dict)] if isinstance(plans, list) else []
    return {plan_id[:ISSUER] for plan_id in ids if isinstance(plan_id, str) and HIOS.fullmatch(plan_id)}


def read_names(opened: Opened, names: dict[str, str]) -> Iterator[Problem]:
    """Adds {plan_id: marketing name} of a list of plans to `names`; a problem where it cannot be read."""
    try:
        for item in json_entries.values(opened, keys=("plan_id", "marketing_name")):
            plan = item[1] if not isinstance(item, Problem) and isinstance(item[1], dict) else {}
            plan_id, name = plan.get("plan_id"), plan.get("marketing_name")
            if isinstance(plan_id, str) and isinstance(name, str) and (name := clean(scrubbed(name))):
                names[plan_id] = name
    except FileRefused as error:
        yield Problem(1, opened.name, "", Message("the plans keep their numbers: %(error)s", error=error))
