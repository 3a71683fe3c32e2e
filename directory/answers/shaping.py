"""How much of each listing an answer has: chosen fields, and plans whole or counted by insurer."""

from collections.abc import Iterable, Mapping
from typing import Any

from directory.search.query import BadQuery

FULL, SUMMARY = "full", "summary"
PLANS = (FULL, SUMMARY)


def parse_shape(asked: Mapping[str, str], members: Iterable[str], plans: str = FULL) -> tuple[frozenset[str], str]:
    """The fields that are wanted (all where none are named) and how plans are. Raises BadQuery.

    members: the fields there are; plans: how they are where nobody says.
    """
    known, errors = list(members), {}
    wanted = [name.strip() for name in asked["fields"].split(",")] if asked.get("fields") else []
    if unknown := [name for name in wanted if name not in known]:
        named = ", ".join(known)
        errors["fields"] = f"fields may be some of these, parted by commas: {named}."
    chosen = asked.get("plans", "").strip() or plans
    if chosen not in PLANS:
        errors["plans"] = f"plans may be {', '.join(PLANS)}."
    if errors:
        raise BadQuery(dict(errors))
    return frozenset(wanted or known) | {"id"} if not unknown else frozenset(), chosen


def shaped(listing: dict[str, Any], shape: tuple[frozenset[str], str]) -> dict[str, Any]:
    """A listing cut to its shape. With plans counted it has "insurers" in place of "insurance"."""
    fields, plans = shape
    if plans == SUMMARY:
        listing = {**listing, "insurers": insurers_of(listing["insurance"])}
        del listing["insurance"]
    return {name: value for name, value in listing.items() if name in fields}


def insurers_of(plans: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each insurer of a listing's plans: how many plans, how many of them in network, the newest day of its word."""
    found: dict[str, dict[str, Any]] = {}
    for plan in plans:
        nothing = {"payer": plan["payer"], "plans": 0, "in_network": 0, "as_of": plan["as_of"]}
        each = found.setdefault(plan["payer"], nothing)
        each["plans"] += 1
        each["in_network"] += plan["network_status"] == "in"
        each["as_of"] = max(each["as_of"], plan["as_of"])
    return list(found.values())
