"""Terms by which programs find listings without reading all: a table of directory.db has who is under each.

A term is a word for what it is of and a value: "place" and a place's id, "house" and the id of the house without its
suite, "city", "zip", "state" and "street" of a place where patients are seen, "area" (a state that somebody who is
licensed there serves from afar or at home), "day" on which a source stated something, "id" (of a listing whose own id
cannot stand in an address of FHIR), "direct" (who has a Direct address),
"parent" and "above" (who is part of an organization, by its id and by its name).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from directory.core.hashing import content_hash
from directory.core.names import folded
from directory.core.practitioner import Location, Practitioner
from directory.core.streets import comparable, place_key

PLAIN_ID = re.compile(r"[A-Za-z0-9-]{1,36}")  # FHIR takes 64 characters of these and "." (R4, 2.24.0.1)
HASHED = "x-"  # how the other ids begin
DIRECT = "direct"
AS_OF = re.compile(rb'"as_of":"(\d{4}-\d\d-\d\d)"')


def place_id(place: Location, with_suite: bool = True) -> str:
    """What names a place: 16 hexadecimal digits, the same however its street and city are spelled."""
    street = comparable(place.address)
    key = (street[0], street[1] if with_suite else "")
    return content_hash(repr((key, place_key(place.city), place.state)).encode()).hex()[:16]


def public_id(listing_id: str) -> str:
    """A listing's id as it may stand in an id of FHIR: itself, or what stands for it."""
    if PLAIN_ID.fullmatch(listing_id) and not listing_id.startswith(HASHED):
        return listing_id
    return HASHED + content_hash(listing_id.encode()).hex()[:24]


def parent_id(name: str) -> str:
    """What names an organization that others are part of: 16 hexadecimal digits."""
    return content_hash(folded(name).encode()).hex()[:16]


def index_terms(listing: Practitioner, plan_days: Iterable[str] = ()) -> set[str]:
    """The terms of a listing, whatever the day. plan_days: the ISO days as of which its plans are stated."""
    places = [term for place in listing.locations if not place.on_file for term in _of_place(place)]
    days = {f"day {day}" for day in (*stated_days(listing), *plan_days)}
    hashed = {f"id {name}"} if (name := public_id(listing.id)) != listing.id else set()
    direct = {DIRECT} if listing.direct_address else set()
    from_afar = {turn.value for turn in listing.turns if turn.fact in ("telehealth", "home_visits")}
    serves = listing.telehealth or listing.home_visits or True in from_afar
    areas = {f"area {each.state}" for each in listing.licences} if serves else set()
    parent = listing.parent_organization
    above = {f"parent {parent_id(parent)}", f"above {folded(parent)}"} if parent else set()
    return {*places, *days, *hashed, *direct, *areas, *above}


def stated_days(listing: Practitioner) -> set[str]:
    """The ISO days as of which sources state something of a listing, but its plans."""
    places, licences = {each.as_of for each in listing.locations}, {each.as_of for each in listing.licences}
    turned = {turn.origin.as_of for turn in listing.turns if turn.origin}
    return places | licences | turned | {origin.as_of for origin in listing.facts.values()}


@lru_cache(1 << 12)  # practitioners in the same networks have one list
def days_of_plans(plans: bytes) -> frozenset[str]:
    """The ISO days as of which the plans of a list, as JSON, are stated."""
    return frozenset(day.decode() for day in AS_OF.findall(plans))


def _of_place(place: Location) -> Iterable[str]:
    yield f"place {place_id(place)}"
    if comparable(place.address)[1]:
        yield f"house {place_id(place, with_suite=False)}"
    yield f"state {place.state.lower()}"
    yield from (f"city {each}" for each in city_spellings(place.city))
    yield from (f"street {each}" for each in street_spellings(place.address))
    if place.postal_code:
        yield f"zip {place.postal_code}"


def city_spellings(name: str) -> set[str]:
    """How a city is written, and how it is compared."""
    return {folded(name), place_key(name)}


def street_spellings(address: str) -> set[str]:
    """How a street is written, and how it is compared."""
    return {folded(address), comparable(address)[0]}
