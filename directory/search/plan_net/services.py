"""What is done where: PractitionerRole, OrganizationAffiliation and HealthcareService, of each listing and place.

Everybody has a role at each of their places that names no network, and one more for each plan in whose network they
are there: the guide gives a role one network. Plans of which it is not said that they are in the network stand in the
first kind, as an extension.

Readers conclude of a role without a network that it is in all networks of its organization. Nobody states that, so the
clinic that has a role's address and telephone number stands in the roles of networks only.
"""

from collections.abc import Iterator
from typing import Protocol

from directory.core import periods
from directory.core.addresses import STATES
from directory.core.credentials import parse_credentials
from directory.core.dates import day_after
from directory.core.fhir_values import Resource, without_blanks
from directory.core.in_force import time_of
from directory.core.index_terms import place_id, public_id
from directory.core.new_patients import accepts_at
from directory.core.practitioner import ListedLocation, ListedPlan, Practitioner
from directory.search.plan_net.hours import hours_of
from directory.search.plan_net.ids import AREA, NETWORK, PAYER, direct_id, key_hash, plan_hash, role_id, service_id
from directory.search.plan_net.people import (
    changed_on,
    email,
    phone,
    qualification,
    spoken,
    stated_of,
)
from directory.search.plan_net.values import (
    ACUPUNCTURE,
    Made,
    by,
    code,
    extension,
    made,
    ours,
    ours_of,
    own_identifier,
    to,
    within,
)

AVAILABLE = ("daysOfWeek", "availableStartTime", "availableEndTime")
PROFESSIONS = {  # ProviderRoleCS has none for acupuncturists
    **dict.fromkeys(("DOM", "D.O.M.", "OMD", "O.M.D."), ("om", "Doctor of Oriental Medicine")),
    **dict.fromkeys(("DC", "D.C."), ("ch", "Chiropractor")),
    **dict.fromkeys(("ND", "N.D.", "NMD"), ("na", "Naturopath")),
    **dict.fromkeys(("PT", "DPT"), ("pt", "Physical Therapist")),
    **dict.fromkeys(("NP", "FNP", "ARNP"), ("crnp", "Certified Registered Nurse Practitioner")),
    **dict.fromkeys(("PA", "PA-C"), ("pa", "Physician Assistant")),
}
GONE = "Patients are no longer seen here."


class Neighbours(Protocol):
    """Who else is at a place."""

    def clinic_at(self, place: ListedLocation, with_phone: bool = False) -> Practitioner | None:
        """A clinic at a place; with_phone: one that has the place's telephone number."""


def roles(listing: Practitioner, near: Neighbours) -> Iterator[Made]:
    """What somebody does at each of their places, and in the network of each plan; of a clinic its affiliations."""
    write = _affiliation if listing.kind == "clinic" else _role
    for place in places_of(listing):
        yield write(listing, place, None, near)
        for plan in networked(listing):
            yield write(listing, place, plan, near)


def places_of(listing: Practitioner) -> list[ListedLocation] | list[None]:
    """Where patients are seen; [None] where nobody says."""
    return [place for place in listing.locations if not place.on_file] or [None]


def networked(listing: Practitioner) -> list[ListedPlan]:
    """The plans in whose network somebody is, each once."""
    found: dict[str, ListedPlan] = {}
    for plan in listing.insurance:
        if plan.network_status == "in":
            found.setdefault(plan_hash(plan), plan)
    return list(found.values())


def _role(listing: Practitioner, place: ListedLocation | None, plan: ListedPlan | None, near: Neighbours) -> Made:
    clinic = near.clinic_at(place, with_phone=True) if place else None
    network = [extension("network-reference", valueReference=network_of(plan))] if plan else []
    details = _details(listing, place) if not plan else {}
    return _part(
        "PractitionerRole",
        listing,
        place,
        plan,
        extension=network or _of_listing(listing, place),
        practitioner=to("Practitioner", public_id(listing.id), listing.name),
        organization=to("Organization", public_id(clinic.id), clinic.name) if clinic and plan else None,
        code=[_profession(listing)],
        specialty=[ACUPUNCTURE],
        **_at(listing, place),
        telecom=_telecom(listing, place, clinic),
        **details,
    )


def _affiliation(
    listing: Practitioner, place: ListedLocation | None, plan: ListedPlan | None, near: Neighbours
) -> Made:
    payer = to("Organization", PAYER + key_hash(plan.payer), plan.payer) if plan else None
    return _part(
        "OrganizationAffiliation",
        listing,
        place,
        plan,
        extension=_of_listing(listing, place) if not plan else [],
        organization=payer,
        participatingOrganization=to("Organization", public_id(listing.id), listing.name),
        network=[network_of(plan)] if plan else [],
        code=[code("OrganizationAffiliationRoleCS", "outpatient", "Clinic or Outpatient Facility")],
        specialty=[ACUPUNCTURE],
        **_at(listing, place),
        telecom=_telecom(listing, place, None),
        endpoint=_endpoint(listing),
    )


def _part(
    kind: str,
    listing: Practitioner,
    place: ListedLocation | None,
    plan: ListedPlan | None,
    extension: list[Resource],
    **elements: object,
) -> Made:
    """A role or an affiliation. extension: its extensions, for FHIR has these first."""
    own_id = role_id(listing, place, plan)
    return made(
        kind,
        own_id,
        changed_on(listing),
        by(plan) if plan else stated_of(listing),
        extension=extension,
        identifier=own_identifier(own_id),
        active=True,
        period=_period(place, plan),
        **elements,
    )


def _at(listing: Practitioner, place: ListedLocation | None) -> dict[str, object]:
    service = [to("HealthcareService", service_id(listing, place))]
    return {"location": [to("Location", place_id(place))] if place else [], "healthcareService": service}


def _telecom(listing: Practitioner, place: ListedLocation | None, clinic: Practitioner | None) -> list[Resource]:
    via = to("Organization", public_id(clinic.id), clinic.name) if clinic else None
    return [*([phone(place, intermediary=via)] if place and place.phone else []), *email(listing)]


def _details(listing: Practitioner, place: ListedLocation | None) -> dict[str, object]:
    """What a role says beside who, where and in which network."""
    hours = hours_of(place.hours if place else None)
    return {
        "availableTime": hours.at(*AVAILABLE),
        "notAvailable": _not_available(place),
        "availabilityExceptions": hours.exceptions,
        "endpoint": _endpoint(listing),
    }


def _endpoint(listing: Practitioner) -> list[Resource]:
    return [to("Endpoint", direct_id(listing))] if listing.direct_address else []


def _not_available(place: ListedLocation | None) -> list[Resource]:
    if not (place and place.ends_on):
        return []
    return [{"description": GONE, "during": {"start": day_after(place.ends_on)}}]


def _of_listing(listing: Practitioner, place: ListedLocation | None) -> list[Resource]:
    """What roles say of the listing: new patients, licences, plans that are no network's, the last confirmation."""
    stated = [_plan_stated(plan) for plan in listing.insurance if plan.network_status != "in"]
    confirmed = [ours("confirmed-on", valueDate=listing.verified_on)] if listing.verified_on else []
    return [*accepting(listing, place), *map(qualification, listing.licences), *stated, *confirmed]


def accepting(listing: Practitioner, place: ListedLocation | None) -> list[Resource]:
    """Whether new patients are taken at a place; nothing where nobody says."""
    answer = accepts_at(listing, place)
    if answer is None:
        return []
    told = ("newpt", "Accepting") if answer else ("nopt", "Not Accepting")
    return [
        extension("newpatients", within("acceptingPatients", valueCodeableConcept=code("AcceptingPatientsCS", *told)))
    ]


def _plan_stated(plan: ListedPlan) -> Resource:
    return ours_of(
        "plan-stated",
        payer=("valueString", plan.payer),
        plan=("valueString", plan.plan),
        planId=("valueString", plan.plan_id),
        networkStatus=("valueCode", plan.network_status),
        source=("valueString", plan.source),
        asOf=("valueDate", plan.as_of),
    )


def _profession(listing: Practitioner) -> Resource:
    if listing.kind == "medical_acupuncturist":
        return code("ProviderRoleCS", "ph", "Physician")
    letters = parse_credentials(listing.credentials)
    known = next((PROFESSIONS[each] for each in letters if each in PROFESSIONS), None)
    return code("ProviderRoleCS", *(known or ("os", "Other Service Provider"))) | (
        {} if known else {"text": "Acupuncturist"}
    )


def network_of(plan: ListedPlan) -> Resource:
    """The network of a plan, as a Reference."""
    return to("Organization", NETWORK + plan_hash(plan), plan.plan or plan.payer)


def _period(place: ListedLocation | None, plan: ListedPlan | None) -> Resource:
    of_place = time_of(place) if place else periods.ALWAYS
    start, end = periods.common(of_place, time_of(plan) if plan else periods.ALWAYS)
    return without_blanks(start=start, end=end)


def services(listing: Practitioner, near: Neighbours) -> Iterator[Made]:
    """Acupuncture by somebody at each of their places."""
    for place in places_of(listing):
        yield _service(listing, place, near)


def _service(listing: Practitioner, place: ListedLocation | None, near: Neighbours) -> Made:
    hours = hours_of(place.hours if place else None)
    clinic = near.clinic_at(place, with_phone=True) if place and listing.kind != "clinic" else None
    provider = listing if listing.kind == "clinic" else clinic
    category = ("outpat", "Clinic or Outpatient Facility") if listing.kind == "clinic" else ("prov", "Medical Provider")
    return made(
        "HealthcareService",
        service_id(listing, place),
        changed_on(listing),
        stated_of(listing),
        extension=[*accepting(listing, place), *_delivery(listing)],
        identifier=own_identifier(service_id(listing, place)),
        active=True,
        providedBy=to("Organization", public_id(provider.id), provider.name) if provider else None,
        category=[code("HealthcareServiceCategoryCS", *category)],
        type=[ACUPUNCTURE],
        specialty=[ACUPUNCTURE],
        location=[to("Location", place_id(place))] if place else [],
        name=f"Acupuncture by {listing.name}",
        comment=_comment(listing),
        telecom=_telecom(listing, place, clinic),
        coverageArea=_areas(listing),
        communication=spoken(listing.languages),
        appointmentRequired=True if hours.by_appointment else None,
        availableTime=hours.at(*AVAILABLE),
        notAvailable=_not_available(place),
        availabilityExceptions=hours.exceptions,
        endpoint=_endpoint(listing),
    )


def _delivery(listing: Practitioner) -> list[Resource]:
    kinds = [("physical", "Physical"), *([("virtual", "Virtual")] if listing.telehealth else [])]
    return [
        extension("delivery-method", within("type", valueCodeableConcept=code("DeliveryMethodCS", *kind)))
        for kind in kinds
    ]


def _areas(listing: Practitioner) -> list[Resource]:
    """The states that somebody serves from afar or at home: those whose license they have."""
    if not (listing.telehealth or listing.home_visits):
        return []
    states = dict.fromkeys(each.state for each in listing.licences if each.status in ("active", "probation", "unknown"))
    return [to("Location", AREA + state, STATES[state]) for state in states]


def _comment(listing: Practitioner) -> str:
    fees = (("First visit", listing.first_visit_fee), ("Later visits", listing.later_visit_fee))
    told = [f"{what}: ${fee:,.2f}." for what, fee in fees if fee is not None]
    return " ".join([*told, *(["Home visits."] if listing.home_visits else [])])
