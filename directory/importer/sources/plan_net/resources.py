"""The resources of a payer's directory besides those who practise: roles, locations, services, organisations and plans.

Each is read into the little that matters here (HL7 Da Vinci PDex Plan-Net).
"""

from typing import NamedTuple

from directory.importer.record import RawLocation
from directory.importer.sources.plan_net.reader import Reference, ResourceReader

ACCESSIBLE = {"handiaccess", "adacomp"}  # AccessibilityCS: "handicap accessible", "ADA compliant"
INSURERS = {"ntwk", "payer", "pay", "ins"}  # Plan-Net's OrgTypeCS, and HL7's organization-type
NOBODY: Reference = ("", "")


class RoleResource(NamedTuple):
    """What somebody does, where, and in which networks: a PractitionerRole or an OrganizationAffiliation.

    practitioner, organisation, locations, services: names of resources.
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
    website: str
    accepting: bool | None


class LocationResource(NamedTuple):
    """A Location. for_patients: whether it is open, and more than a mailing address."""

    location: RawLocation
    for_patients: bool
    accessible: bool
    website: str
    accepting: bool | None


class ServiceResource(NamedTuple):
    """A HealthcareService. virtual: offered from afar. locations: names of resources."""

    virtual: bool
    locations: tuple[str, ...]
    phone: str
    website: str
    accepting: bool | None


class OrganisationResource(NamedTuple):
    """An Organization as a network, a payer or the owner of either; or a practice, of which only the website matters.

    website: "" for a network and for a payer, whose site is not the practice's.
    """

    name: str
    part_of: Reference
    is_network: bool
    website: str


class PlanResource(NamedTuple):
    """An InsurancePlan, and the names of the networks that its members may use."""

    name: str
    plan_id: str
    owner: Reference
    networks: tuple[str, ...]
    active: bool


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
        reader.website(),
        reader.accepting(),
    )


def location(reader: ResourceReader) -> LocationResource:
    """A Location."""
    address = reader.one(reader.resource, "address")
    lines = reader.many(address, "line", str) or [reader.text(address, "text")]
    raw = RawLocation(
        lines[0],
        ", ".join(lines[1:]),
        reader.text(address, "city"),
        reader.text(address, "state"),
        reader.text(address, "postalCode"),
        reader.text(address, "country"),
        reader.phone(),
    )
    accessible = not ACCESSIBLE.isdisjoint(reader.extension_codes(reader.resource, "accessibility"))
    for_patients = reader.is_active() and reader.text(address, "type") != "postal"
    return LocationResource(raw, for_patients, accessible, reader.website(), reader.accepting())


def service(reader: ResourceReader) -> ServiceResource:
    """A HealthcareService."""
    methods = reader.extension_codes(reader.resource, "delivery-method", "type")
    virtual = reader.is_active() and "virtual" in methods
    return ServiceResource(virtual, reader.names("location"), reader.phone(), reader.website(), reader.accepting())


def organisation(reader: ResourceReader) -> OrganisationResource:
    """An Organization."""
    part_of = next(iter(reader.references(reader.resource, "partOf")), NOBODY)
    name = reader.label(reader.resource, "name")
    types = reader.codes(reader.resource, "type")
    website = "" if INSURERS & set(types) else reader.website()
    return OrganisationResource(name, part_of, "ntwk" in types, website)


def plan(reader: ResourceReader) -> PlanResource:
    """An InsurancePlan. Its own networks and those of its coverages count alike."""
    resource = reader.resource
    holders = [resource, *reader.many(resource, "coverage"), *reader.many(resource, "plan")]
    networks = [name for holder in holders for name, _ in reader.references(holder, "network") if name]
    numbers = [reader.label(identifier, "value") for identifier in reader.many(resource, "identifier")]
    owners = [owner for field in ("ownedBy", "administeredBy") for owner in reader.references(resource, field)]
    return PlanResource(
        reader.label(resource, "name"),
        next(filter(None, numbers), ""),
        next(iter(owners), NOBODY),
        tuple(dict.fromkeys(networks)),
        reader.is_active(),
    )
