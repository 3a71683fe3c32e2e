"""Who practises: a Practitioner, or the Organization of a clinic."""

from collections.abc import Iterable

from directory.core import languages
from directory.core.addresses import STATES
from directory.core.fhir_values import NPI, TERMINOLOGY, Resource, without_blanks
from directory.core.full_names import FullName, parse_full_name
from directory.core.index_terms import parent_id, public_id, stated_days
from directory.core.practitioner import ListedLicence, ListedLocation, Practitioner
from directory.search.plan_net.hours import hours_of
from directory.search.plan_net.ids import PARENT, direct_id
from directory.search.plan_net.values import (
    ABSENT,
    ACUPUNCTURE,
    USPS,
    Made,
    Stated,
    address_of,
    by,
    code,
    extension,
    identifier,
    made,
    ours,
    ours_of,
    own_identifier,
    to,
    within,
)

NPI_KIND, NUMBER_KIND = ("NPI", "National provider identifier"), ("LN", "License number")
STANDING = {"active": "active", "probation": "active", "revoked": "revoked", "unknown": "unknown"}  # others: inactive
LICENCE = {**ACUPUNCTURE, "text": "Acupuncture license"}
LANGUAGE_TAGS = "urn:ietf:bcp:47"
CONTACT_KINDS = f"{TERMINOLOGY}/contactentity-type"


def changed_on(listing: Practitioner) -> str:
    """The newest ISO day as of which something of a listing is stated."""
    return max((*stated_days(listing), *(plan.as_of for plan in listing.insurance)))


def stated_of(listing: Practitioner) -> list[Stated]:
    """Who states a listing's single facts, locations and licences, and as of when."""
    facts = [(origin.source, origin.as_of) for origin in listing.facts.values()]
    return sorted({*facts, *by(*listing.locations, *listing.licences)})


def practitioner(listing: Practitioner) -> Made:
    """A person. Languages are those in which patients can be spoken to; nobody states how well."""
    parsed = parse_full_name(listing.name)
    return made(
        "Practitioner",
        public_id(listing.id),
        changed_on(listing),
        stated_of(listing),
        extension=_confirmed(listing.verified_on),
        identifier=_identifiers(listing),
        active=True,
        name=[_name(parsed, listing.name, listing.credentials), *_other_names(listing)],
        telecom=telecoms(listing.locations, listing.website),
        address=[_address(place) for place in listing.locations],
        gender=listing.gender,
        qualification=[_qualification(each) for each in listing.licences],
        communication=spoken(listing.languages),
    )


def spoken(names: Iterable[str]) -> list[Resource]:
    """Languages, as concepts."""
    return [without_blanks(coding=_tag(name), text=name) for name in names]


def _tag(name: str) -> list[Resource]:
    tag = languages.tag(name)
    return [{"system": LANGUAGE_TAGS, "code": tag, "display": name}] if tag else []


def _name(parsed: FullName, text: str, credentials: str) -> Resource:
    given = [*filter(None, (parsed.first_name, parsed.middle_name))]
    suffixes = [*filter(None, (parsed.suffix, *credentials.split(", ")))]
    return without_blanks(use="official", text=text, family=parsed.last_name or text, given=given, suffix=suffixes)


def _other_names(listing: Practitioner) -> list[Resource]:
    """Former and other names."""
    return [{**_name(parse_full_name(name), name, ""), "use": "old"} for name in listing.other_names]


def _address(place: ListedLocation) -> Resource:
    """An address; one that a licensee gave the board is marked, since nobody says that patients are seen there."""
    address = address_of(place)
    if place.on_file:
        mark = ours("address-on-file", valueBoolean=True)
        return address | {"extension": [*address.get("extension", ()), mark], "type": "postal"}
    return address


def _identifiers(listing: Practitioner) -> list[Resource]:
    npi = [identifier(listing.npi, NPI_KIND, NPI)] if listing.npi else []
    return npi + own_identifier(listing.id)


def _confirmed(day: str | None) -> list[Resource]:
    return [ours("confirmed-on", valueDate=day)] if day else []


def telecoms(
    places: Iterable[ListedLocation], website: str | None = None, intermediary: Resource | None = None
) -> list[Resource]:
    """The telephone numbers of places, each once and in their order, and a website."""
    numbers: dict[str, ListedLocation] = {}
    for place in places:
        if place.phone:
            numbers.setdefault(place.phone, place)
    found = [phone(place, rank, intermediary) for rank, place in enumerate(numbers.values(), 1)]
    return found + ([{"system": "url", "value": website, "use": "work"}] if website else [])


def email(listing: Practitioner) -> list[Resource]:
    """The e-mail address of a practice: of what somebody does there, not of the person."""
    return [{"system": "email", "value": listing.email, "use": "work"}] if listing.email else []


def phone(place: ListedLocation, rank: int = 1, intermediary: Resource | None = None) -> Resource:
    """A place's telephone number, answered in its office hours. intermediary: who answers it for others."""
    via = [extension("via-intermediary", valueReference=intermediary)] if intermediary else []
    inner = [*hours_of(place.hours).of_phone(), *via]
    return without_blanks(extension=inner, system="phone", value=place.phone, use="work", rank=rank)


def _qualification(licence: ListedLicence) -> Resource:
    return without_blanks(
        extension=[extension("practitioner-qualification", *_in_force(licence)), _standing(licence)],
        identifier=[identifier(licence.number, NUMBER_KIND)],
        code=LICENCE,
        period=without_blanks(end=licence.expires_on),
        issuer=issuer(licence),
    )


def _standing(licence: ListedLicence) -> Resource:
    """What a board says of a licence in its own word, who says it and as of when."""
    return ours_of(
        "license-standing",
        status=("valueString", licence.status),
        source=("valueString", licence.source),
        asOf=("valueDate", licence.as_of),
        confirmedOn=("valueDate", licence.confirmed_on),
        confirmedBy=("valueString", licence.confirmed_by),
    )


def qualification(licence: ListedLicence) -> Resource:
    """A licence as the extension that roles and organizations have in place of qualifications."""
    status, where_valid = _in_force(licence)
    period = [within("period", valuePeriod={"end": licence.expires_on})] if licence.expires_on else []
    return extension(
        "qualification",
        within("identifier", valueIdentifier=identifier(licence.number, NUMBER_KIND)),
        within("code", valueCodeableConcept=LICENCE),
        within("issuer", valueReference=issuer(licence)),
        status,
        *period,
        where_valid,
    )


def _in_force(licence: ListedLicence) -> tuple[Resource, Resource]:
    """Whether a licence is in force, and where, as extensions in one."""
    status, valid = STANDING.get(licence.status, "inactive"), {"coding": [state_code(licence.state)]}
    return within("status", valueCode=status), within("whereValid", valueCodeableConcept=valid)


def issuer(licence: ListedLicence) -> Resource:
    """Who gives licences in the state."""
    return {"display": f"{STATES[licence.state]} licensing board"}


def state_code(state: str) -> Resource:
    """A state's Coding."""
    return {"system": USPS, "code": state}


def parent(listing: Practitioner) -> Made:
    """The organization that a clinic is part of, of which nothing is known but its name."""
    name, origin = listing.parent_organization or "", listing.facts["parent_organization"]
    return made(
        "Organization",
        PARENT + parent_id(name),
        origin.as_of,
        [(origin.source, origin.as_of)],
        identifier=own_identifier(PARENT + parent_id(name)),
        active=True,
        type=[{"text": "Parent organization"}],
        name=name,
        address=[without_address()],
    )


def clinic(listing: Practitioner, answering: Practitioner | None = None) -> Made:
    """A clinic. answering: the one that has the same telephone number at the same place, and so takes its calls."""
    places = [place for place in listing.locations if not place.on_file]
    via = to("Organization", public_id(answering.id), answering.name) if answering else None
    above = listing.parent_organization
    described = extension("org-description", valueString=_description(listing))
    contact = [{"purpose": code(CONTACT_KINDS, "PATINF", "Patient"), "telecom": telecoms(places[:1])}]
    return made(
        "Organization",
        public_id(listing.id),
        changed_on(listing),
        stated_of(listing),
        extension=[described, *map(qualification, listing.licences), *_confirmed(listing.verified_on)],
        identifier=_identifiers(listing),
        active=True,
        type=[code("OrgTypeCS", "prvgrp", "Provider Group")],
        name=listing.name,
        alias=list(listing.other_names),
        telecom=[*telecoms(places, listing.website, via), *email(listing)],
        address=[_address(place) for place in listing.locations] or [without_address()],
        partOf=to("Organization", PARENT + parent_id(above), above) if above else None,
        contact=contact if contact[0]["telecom"] else [],
        endpoint=[to("Endpoint", direct_id(listing))] if listing.direct_address else [],
    )


def _description(listing: Practitioner) -> str:
    places = len(listing.locations)
    where = f" It has {places} addresses." if places > 1 else ""
    return f"A clinic that is listed for acupuncture.{where}"


def without_address() -> Resource:
    """In place of an address that the guide asks for and nobody states."""
    return {"extension": [extension(ABSENT, valueCode="unknown")]}
