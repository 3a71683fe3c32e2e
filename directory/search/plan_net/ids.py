"""Ids of resources, and what they tell: the same at every publish, and none needs to be looked up in a list.

A listing's own resources begin with its id; after dots follow the place and the plan that they are of. Nothing in an id
depends on numbers of this edition.
"""

from typing import NamedTuple

from directory.core.hashing import content_hash
from directory.core.index_terms import place_id, public_id
from directory.core.practitioner import ListedPlan, Location, Practitioner

PLACE_DIGITS, PLAN_DIGITS = 12, 8
NO_PLACE = "none"
SERVICE = "service"
DIRECT = "direct"
AREA, PAYER, NETWORK, PLAN, PARENT = "state-", "payer-", "network-", "plan-", "parent-"
SHORT = {  # how the ids of Provenance begin, by the type of what they are about
    "Practitioner": "pr",
    "PractitionerRole": "ro",
    "Organization": "or",
    "OrganizationAffiliation": "af",
    "Location": "lo",
    "HealthcareService": "se",
    "InsurancePlan": "pl",
    "Endpoint": "en",
}
LONG = {short: kind for kind, short in SHORT.items()}


class RoleParts(NamedTuple):
    """What the id of a role or a service tells. place, plan: "" where it has none."""

    listing: str
    place: str
    plan: str


def role_id(listing: Practitioner, place: Location | None, plan: ListedPlan | None = None) -> str:
    """The id of what somebody does at a place, or without one; with a plan, of their part in its network."""
    where = place_id(place)[:PLACE_DIGITS] if place else NO_PLACE
    return ".".join([public_id(listing.id), where, *([plan_hash(plan)[:PLAN_DIGITS]] if plan else [])])


def service_id(listing: Practitioner, place: Location | None) -> str:
    """The id of what somebody offers at a place: another than any role's, for some programs compare ids alone."""
    return f"{role_id(listing, place)}.{SERVICE}"


def role_parts(resource_id: str) -> RoleParts:
    """The parts of such an id, of anything else too."""
    listing, place, plan, *_ = [*resource_id.split("."), "", ""]
    return RoleParts(listing, place, plan)


def direct_id(listing: Practitioner) -> str:
    """The id of somebody's Direct address."""
    return f"{public_id(listing.id)}.{DIRECT}"


def plan_hash(plan: ListedPlan) -> str:
    """What names a plan."""
    return key_hash(plan.payer, plan.plan or "", plan.plan_id or "")


def key_hash(*parts: str) -> str:
    """What names something by its parts: 16 hexadecimal digits."""
    return content_hash("\x1f".join(parts).encode()).hex()[:16]


def provenance_id(name: str) -> str:
    """The id of the Provenance of a resource, by the name that others refer to it by."""
    kind, _, resource_id = name.partition("/")
    return f"{SHORT[kind]}-{resource_id}"


def provenance_target(resource_id: str) -> str:
    """The name of the resource that a Provenance is about; "" where the id tells none."""
    short, _, rest = resource_id.partition("-")
    return f"{LONG[short]}/{rest}" if short in LONG and rest else ""
