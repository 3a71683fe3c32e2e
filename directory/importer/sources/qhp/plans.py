"""The plans of marketplace insurers: their HIOS ids, their names, and the lists of plans in providers' entries."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from directory.core.practitioner import PlanTaken
from directory.importer.formats import json_entries
from directory.importer.formats.archive import Opened
from directory.importer.formats.json_values import scrubbed
from directory.importer.normalise import clean
from directory.importer.record import FileRefused, Problem

HIOS = re.compile(r"(\d{5})[A-Z]{2}\d{7}(-?\d{2})?", re.ASCII)  # issuer, state, product and plan, variant
ISSUER = 5  # digits
NO_ISSUER = "qhp"  # in place of an issuer's number, where no plan is named


class PlansOfEntry(NamedTuple):
    """The plans that an entry names. wrong_ids: those that are no HIOS ids. issuer: the lowest number of an issuer."""

    taken: tuple[PlanTaken, ...]
    wrong_ids: tuple[str, ...]
    issuer: str


class IssuerPlans:
    """The plans that entries name. Everybody in a network has the very same list, so each list is put together once.

    payer: the insurer's name, where the admin gave it: the files have none. names: {plan_id: marketing name}.
    """

    def __init__(self, payer: str, names: dict[str, str]):
        self.payer, self.names = payer, names
        self.of_entry = lru_cache(1 << 12)(self._of_entry)

    def _of_entry(self, named: tuple[tuple[str, str], ...]) -> PlansOfEntry:
        """The plans of (plan_id, tier) pairs, each once with all its tiers."""
        tiers: dict[str, dict[str, None]] = {}
        for plan_id, tier in named:
            if HIOS.fullmatch(plan_id):
                tiers.setdefault(plan_id, {})[clean(tier)] = None
        return PlansOfEntry(
            tuple([self._plan(plan_id, of_plan) for plan_id, of_plan in tiers.items()]),
            tuple([plan_id for plan_id, _ in named if plan_id not in tiers]),
            min((plan_id[:ISSUER] for plan_id in tiers), default=NO_ISSUER),
        )

    def _plan(self, plan_id: str, tiers: dict[str, None]) -> PlanTaken:
        payer = self.payer or f"HIOS issuer {plan_id[:ISSUER]}"
        tier = ", ".join(filter(None, tiers)) or None
        return PlanTaken(payer, self.names.get(plan_id, plan_id), "in", plan_id, tier)


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
        yield Problem(1, opened.name, "", f"the plans keep their numbers: {error}")
