"""The resources of a payer's directory besides those who practise: roles, locations, services, organisations and plans.

Each is read into the little that matters here (HL7 Da Vinci PDex Plan-Net).
"""

from typing import NamedTuple

from directory.core import dates
from directory.core.periods import is_over
from directory.core.practitioner import Period
from directory.core.whole_addresses import TypedAddress, parse_whole_address
from directory.importer.record import RawLocation
from directory.importer.sources.plan_net.hours import PLACE_TIMES, ROLE_TIMES, weekly_hours
from directory.importer.sources.plan_net.reader import Reference, ResourceReader
from directory.store.reference.files import gazetteer

ACCESSIBLE = {"handiaccess", "adacomp"}  # AccessibilityCS: "handicap accessible", "ADA compliant"
INSURERS = {"ntwk", "payer", "pay", "ins"}  # Plan-Net's OrgTypeCS, and HL7's organization-type
NOBODY: Reference = ("", "")


class RoleResource(NamedTuple):
    """What somebody does, where, in which networks, and when: a PractitionerRole or an OrganizationAffiliation.

    active: not marked as inactive. practitioner, organisation, locations, services: names of resources. hours: of who
    practises, wherever that is.
    """

    number: int
    name: str
    practitioner: str
    active: bool
    organisation: str
    networks: tuple[Reference, ...]
    taxonomies: tuple[str, ...]
    locations: tuple[str, ...]
    services: tuple[str, ...]
    phone: str
    fax: str
    websites: tuple[str, ...]
    emails: tuple[str, ...]
    accepting: bool | None
    period: Period
    hours: str
    ended_phones: tuple[str, ...]


class LocationResource(NamedTuple):
    """A Location. for_patients: whether it is open, and more than a mailing address. period: of its address."""

    location: RawLocation
    for_patients: bool
    accessible: bool
    websites: tuple[str, ...]
    emails: tuple[str, ...]
    accepting: bool | None
    period: Period
    ended_phones: tuple[str, ...]


class ServiceResource(NamedTuple):
    """A HealthcareService. virtual: offered from afar. locations: names of resources."""

    active: bool
    virtual: bool
    locations: tuple[str, ...]
    phone: str
    websites: tuple[str, ...]
    accepting: bool | None


class OrganisationResource(NamedTuple):
    """An Organization as a network, a payer or the owner of either; or a practice, of which only the websites matter.

    is_insurer: a network, or a payer.
    """

    name: str
    part_of: Reference
    is_network: bool
    is_insurer: bool
    websites: tuple[str, ...]
    active: bool
    period: Period


class PlanResource(NamedTuple):
    """An InsurancePlan, and the names of the networks that its members may use."""

    name: str
    plan_id: str
    owner: Reference
    networks: tuple[str, ...]
    active: bool
    period: Period


def role(reader: ResourceReader, practitioner_field: str) -> RoleResource:
    """A PractitionerRole or an OrganizationAffiliation. practitioner_field: the one that names whose it is."""
    extensions = reader.extensions(reader.resource, "network-reference")
    networks = [network for extension in extensions for network in reader.references(extension, "valueReference")]
    return RoleResource(
        reader.number,
        reader.name,
        next(iter(reader.names(practitioner_field)), ""),
        reader.is_active(),
        next(iter(reader.names("organization")), ""),
        (*networks, *reader.references(reader.resource, "network")),
        tuple(reader.taxonomies(reader.resource, "specialty")),
        reader.names("location"),
        reader.names("healthcareService"),
        reader.phone(),
        _fax(reader),
        reader.addresses("url"),
        reader.addresses("email"),
        reader.accepting(),
        reader.period(reader.resource),
        weekly_hours(reader, ROLE_TIMES),
        _ended_phones(reader),
    )


def location(reader: ResourceReader) -> LocationResource:
    """A Location."""
    stated = reader.many(reader.resource, "address")
    address = next(iter(reader.in_use("address", stated)), {})
    hours = weekly_hours(reader, PLACE_TIMES)
    raw = _written(reader, address)._replace(phone=reader.phone(), hours=hours, fax=_fax(reader))
    accessible = not ACCESSIBLE.isdisjoint(reader.extension_codes(reader.resource, "accessibility"))
    is_place = reader.text(address, "type") != "postal" and (bool(address) or not stated)
    return LocationResource(
        raw,
        reader.is_active() and is_place,
        accessible,
        reader.addresses("url"),
        reader.addresses("email"),
        reader.accepting(),
        reader.period(address),
        _ended_phones(reader),
    )


def _fax(reader: ResourceReader) -> str:
    """The fax number in use, by rank; "" for none."""
    return next(iter(reader.addresses("fax")), "")


def _ended_phones(reader: ResourceReader) -> tuple[str, ...]:
    """The telephone and fax numbers that are in use no more, by their use or their period."""
    today, telecoms = dates.today(), reader.many(reader.resource, "telecom")
    stated = [telecom for telecom in telecoms if reader.text(telecom, "system").lower() in ("phone", "fax")]
    ended = (each for each in stated if reader.text(each, "use") == "old" or is_over(reader.period(each), today))
    return tuple(reader.text(each, "value") for each in ended)


def _written(reader: ResourceReader, address: dict[str, object]) -> RawLocation:
    """An address by its parts; where it has none but a text, by what the text says."""
    city, state, code, country = (reader.text(address, name) for name in ("city", "state", "postalCode", "country"))
    lines, text = reader.many(address, "line", str), reader.text(address, "text")
    if not (city or state) and (whole := _taken_apart(", ".join(lines) or text)):
        return RawLocation(whole.street, "", whole.city, whole.state, whole.postal_code or code, country)
    lines = lines or [text]
    return RawLocation(lines[0], ", ".join(lines[1:]), city, state, code, country)


def _taken_apart(text: str) -> TypedAddress | None:
    try:
        return parse_whole_address(text, lambda name, state: gazetteer().city(name, state) is not None)
    except ValueError:
        return None


def service(reader: ResourceReader) -> ServiceResource:
    """A HealthcareService."""
    methods = reader.extension_codes(reader.resource, "delivery-method", "type")
    return ServiceResource(
        reader.is_active(),
        "virtual" in methods,
        reader.names("location"),
        reader.phone(),
        reader.addresses("url"),
        reader.accepting(),
    )


def organisation(reader: ResourceReader) -> OrganisationResource:
    """An Organization."""
    part_of = next(iter(reader.references(reader.resource, "partOf")), NOBODY)
    name = reader.label(reader.resource, "name")
    types = reader.codes(reader.resource, "type")
    return OrganisationResource(
        name,
        part_of,
        "ntwk" in types,
        not INSURERS.isdisjoint(types),
        reader.addresses("url"),
        reader.is_active(),
        reader.period(reader.resource),
    )


def plan(reader: ResourceReader) -> PlanResource:
    """An InsurancePlan. Its own networks and those of its coverages count alike."""
    resource = reader.resource
    holders = [resource, *reader.many(resource, "coverage"), *reader.many(resource, "plan")]
    networks = [name for holder in holders for name, _ in reader.references(holder, "network") if name]
    identifiers = reader.in_use("identifier", reader.many(resource, "identifier"))
    numbers = [reader.label(identifier, "value") for identifier in identifiers]
    owners = [owner for field in ("ownedBy", "administeredBy") for owner in reader.references(resource, field)]
    return PlanResource(
        reader.label(resource, "name"),
        next(filter(None, numbers), ""),
        next(iter(owners), NOBODY),
        tuple(dict.fromkeys(networks)),
        reader.is_active(),
        reader.period(resource),
    )
