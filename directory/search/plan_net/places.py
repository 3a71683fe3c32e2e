"""Where patients are seen: a Location of each place, whoever practises there, and one of each state."""

from typing import NamedTuple

from directory.core.addresses import STATES
from directory.core.fhir_values import TERMINOLOGY, Resource, without_blanks
from directory.core.index_terms import place_id, public_id
from directory.core.new_patients import accepts_at
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.plan_net.hours import hours_of
from directory.search.plan_net.ids import AREA, direct_id
from directory.search.plan_net.people import changed_on, phone, state_code
from directory.search.plan_net.services import accepting
from directory.search.plan_net.values import (
    BOUNDARY,
    OURS,
    Made,
    address_of,
    by,
    code,
    extension,
    made,
    ours,
    own_identifier,
    to,
)

OPENINGS = ("daysOfWeek", "openingTime", "closingTime")
ROLE_CODES = f"{TERMINOLOGY}/v3-RoleCode"
FORMS = f"{TERMINOLOGY}/location-physical-type"
POINTS = {
    "rooftop": "The point is the building's.",
    "street": "The point is as exact as the street and number.",
    "zip": "The point is the ZIP code's, not the building's.",
    "city": "The point is the city's, not the building's.",
}


class Holder(NamedTuple):
    """Somebody who practises at a place, and the place as their listing has it."""

    listing: Practitioner
    place: ListedLocation


def location(holders: list[Holder], house: str) -> Made:
    """A place. holders: who practises there, in the directory's order; house: the id of the Location that it is a part
    of, a building or a state.

    Its words are the first holder's. The telephone number and the office hours are those of the clinic there, or where
    there is none those of who practises there alone.
    """
    first, clinics = holders[0], [each for each in holders if each.listing.kind == "clinic"]
    clinic = to("Organization", public_id(clinics[0].listing.id), clinics[0].listing.name) if clinics else None
    names = [name for each in clinics for name in (each.listing.name, *each.listing.other_names)]
    owner = clinics[0] if clinics else first if len(holders) == 1 else None
    return made(
        "Location",
        place_id(first.place),
        changed_on(first.listing),
        [stated for each in holders for stated in by(each.place)],
        extension=_extensions(holders, first.place),
        identifier=own_identifier(place_id(first.place)),
        status="active",
        name=names[0] if names else f"{first.place.address}, {first.place.city}, {first.place.state}",
        alias=list(dict.fromkeys(names[1:])),
        description=POINTS.get(first.place.precision or "", "Where the place is on a map is not known."),
        type=[code(ROLE_CODES, "PROFF", "Provider's Office")],
        address=_address(first.place),
        position=_position(first.place),
        managingOrganization=clinic,
        partOf=to("Location", house),
        **(_reached(owner.place, clinic) if owner else {}),
        endpoint=[to("Endpoint", direct_id(each.listing)) for each in holders if each.listing.direct_address],
    )


def _reached(place: ListedLocation, clinic: Resource | None) -> dict[str, object]:
    """The telephone number, and when a place is open."""
    hours = hours_of(place.hours)
    return {
        "telecom": [phone(place, intermediary=clinic)] if place.phone else [],
        "hoursOfOperation": hours.at(*OPENINGS),
        "availabilityExceptions": hours.exceptions,
    }


def _address(place: ListedLocation) -> dict[str, object]:
    """The point stands in `position`."""
    return {name: value for name, value in address_of(place).items() if name != "extension"}


def _position(place: ListedLocation) -> dict[str, object]:
    return without_blanks(longitude=place.longitude, latitude=place.latitude)


def _extensions(holders: list[Holder], place: ListedLocation) -> list[dict[str, object]]:
    """Whether new patients are taken there and wheelchairs get in, as all say who practise there; how exact the point
    is, and when somebody last said that the address is right.
    """
    listings = [each.listing for each in holders]
    found = list(accepting(*holders[0])) if len({accepts_at(*each) for each in holders}) == 1 else []
    if all(each.wheelchair_access for each in listings):
        answer = code("AccessibilityCS", "handiaccess", "handicap accessible")
        found.append(extension("accessibility", valueCodeableConcept=answer))
    confirmed = max((each.place.confirmed_on for each in holders if each.place.confirmed_on), default="")
    if place.precision:
        found.append(ours("point-precision", valueCode=place.precision))
    return [*found, *([ours("confirmed-on", valueDate=confirmed)] if confirmed else [])]


def area(state: str, day: str) -> Made:
    """A state, as a place that is served or lived in."""
    outline = {"contentType": "application/geo+json", "url": f"{OURS}/areas/{state}.geojson", "title": STATES[state]}
    return made(
        "Location",
        AREA + state,
        day,
        (),
        extension=[extension(BOUNDARY, valueAttachment=outline)],
        identifier=own_identifier(AREA + state),
        status="active",
        name=STATES[state],
        description="A state of the United States, or a territory.",
        address={"state": state, "country": "US"},
        physicalType={"coding": [{"system": FORMS, "code": "jdn", "display": "Jurisdiction"}, state_code(state)]},
    )
