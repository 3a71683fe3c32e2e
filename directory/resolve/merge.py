"""From what the sources say of one practitioner to what the directory shows, every fact with its source and date.

ORDER is the whole rule: for each field, whose word counts first. Of two sources of one rank, and of two statements of one
source, the newer counts. What lost is kept beside what won.
"""

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

import orjson

from directory.core.licences import normalised
from directory.core.names import folded
from directory.store.imports.database import Statement

BOARDS_FIRST = ("licences", "nppes", "nppes-names", "roster", "csv")
PRACTITIONER_FIRST = ("nppes", "nppes-names", "licences", "roster", "csv")
ORDER = {
    "npi": PRACTITIONER_FIRST,
    "name": PRACTITIONER_FIRST,
    "kind": ("roster", "nppes", "licences", "csv"),  # a society knows a physician whom NPPES has as an acupuncturist
    "gender": PRACTITIONER_FIRST,
    "accepting_new_patients": PRACTITIONER_FIRST,
    "telehealth": PRACTITIONER_FIRST,
    "home_visits": PRACTITIONER_FIRST,
    "wheelchair_access": PRACTITIONER_FIRST,
    "first_visit_fee": PRACTITIONER_FIRST,
    "later_visit_fee": PRACTITIONER_FIRST,
    "updated_on": PRACTITIONER_FIRST,
    "licences": BOARDS_FIRST,
    "locations": ("nppes", "nppes-locations", "licences", "roster", "csv"),
    "insurance": ("plan-net", "qhp"),  # a payer's own word before what a practitioner or a table says of it
}
SAME = {  # what makes two entries of a list one
    "locations": lambda place: (place["address"].casefold(), place["city"].casefold(), place["state"]),
    "licences": lambda licence: (licence["state"], normalised(licence["number"])),
    "insurance": lambda taken: (taken["payer"], taken["plan"], taken.get("plan_id")),
}
MOST_TOGETHER = 1 << 13  # combinations of lists of plans, some kilobytes each, kept put together
TOGETHER = ("credentials", "other_names", "languages")  # all that any source says
RANKS = {order: {source: rank for rank, source in enumerate(order)} for order in ORDER.values()}
SINGLE = tuple(field for field in ORDER if field not in SAME)


class Taken(NamedTuple):
    """What somebody takes: `plans`, JSON, each with its source and date; the `payers` of those that are not out of the network."""

    plans: bytes
    payers: list[str]


class Insurance:
    """Puts together what sources say of plans: once for all of whom the same is said, who are many. plans: gives a list of plans by its number."""

    def __init__(self, plans: Callable[[int], list[dict]]):
        self.plans, self.together = plans, lru_cache(MOST_TOGETHER)(self._together)

    def of(self, statements: list[Statement]) -> Taken:
        """What the practitioner takes of whom these are said, whose word counts first before the others."""
        return self.together(
            tuple([(each.source, each.as_of, each.plans) for each in statements if each.plans is not None])
        )

    def _together(self, said: tuple[tuple[str, str, int], ...]) -> Taken:
        plans = _joined(
            [({"source": source, "as_of": as_of}, self.plans(number)) for source, as_of, number in said],
            SAME["insurance"],
        )
        return Taken(
            orjson.dumps(plans),
            list(dict.fromkeys(taken["payer"] for taken in plans if taken["network_status"] != "out")),
        )


def practitioner(id: str, statements: list[Statement], insurance: Insurance) -> dict | None:
    """The listing to publish, its "insurance" as JSON (see Taken); None where nobody lists the practitioner or the NPI is out of use."""
    if not any(statement.listing["kind"] for statement in statements) or _out_of_use(statements):
        return None
    ranked = _ranked(statements)
    facts: dict[str, dict] = {}
    shown: dict = {"id": id}
    shown |= {field: _first(ranked[field], field, facts) for field in SINGLE}
    shown |= {field: _together(ranked["name"], field, facts) for field in TOGETHER}
    shown["credentials"] = ", ".join(shown["credentials"])
    others = {folded(name): name for name in reversed(shown["other_names"])}
    shown["other_names"] = [name for name in reversed(others.values()) if folded(name) != folded(shown["name"] or "")]
    shown |= {
        field: _joined([(_source(each), each.listing[field]) for each in ranked[field]], SAME[field])
        for field in ("locations", "licences")
    }
    shown["insurance"], shown["payers"] = insurance.of(ranked["insurance"])
    confirmed = max(
        ((each.listing["confirmed_on"], each.source) for each in statements if each.listing["confirmed_on"]),
        default=(None, None),
    )
    shown |= {
        "verified_on": confirmed[0],
        "verified_by": confirmed[1],
        "sources": sorted({each.source for each in statements}),
    }
    return shown | {"facts": facts}


def _out_of_use(statements: list[Statement]) -> bool:
    """Whether a deactivation is newer than the newest file in which NPPES lists the practitioner."""
    listed = max((each.as_of for each in statements if each.source == "nppes"), default="")
    return any(each.listing.get("deactivated_on") and each.as_of >= listed for each in statements)


def _ranked(statements: list[Statement]) -> dict[str, list[Statement]]:
    """For each field, the statements, whose word counts first for it before the others."""
    if len(statements) == 1:
        return dict.fromkeys(ORDER, statements)
    newest = sorted(statements, key=attrgetter("as_of"), reverse=True)
    by_order = {
        order: sorted(newest, key=lambda each: ranks.get(each.source, len(order))) for order, ranks in RANKS.items()
    }
    return {field: by_order[order] for field, order in ORDER.items()}


def _first(ranked: list[Statement], field: str, facts: dict[str, dict]) -> object:
    said = [each for each in ranked if each.listing.get(field) not in (None, "")]
    if not said:
        return None
    value = said[0].listing[field]
    lost = [{"value": each.listing[field]} | _source(each) for each in said[1:] if each.listing[field] != value]
    facts[field] = _source(said[0]) | ({"lost": lost} if lost else {})
    return value


def _together(ranked: list[Statement], field: str, facts: dict[str, dict]) -> list[str]:
    said = [each for each in ranked if each.listing[field]]
    if said:
        facts[field] = _source(said[0])
    return list(dict.fromkeys(value for each in said for value in each.listing[field]))


def _joined(said: list[tuple[dict, list[dict]]], same: Callable[[dict], tuple]) -> list[dict]:
    """Entries of lists with the source and date of each list; those that are the same as one before stand beside it, with the values that differ."""
    entries: dict[tuple, dict] = {}
    for source, listed in said:
        for entry in listed:
            with_source = entry | source
            kept = entries.setdefault(same(entry), with_source)
            if kept is not with_source:
                kept.setdefault("also", []).append(
                    {name: value for name, value in entry.items() if value != kept.get(name)} | source
                )
    return list(entries.values())


def _source(statement: Statement) -> dict:
    return {"source": statement.source, "as_of": statement.as_of}
