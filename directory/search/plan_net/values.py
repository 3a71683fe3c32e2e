"""What resources of Plan-Net are made of: systems of codes, references, identifiers, extensions."""

from collections.abc import Iterable
from typing import NamedTuple

from directory.core.fhir_values import TERMINOLOGY, Resource, without_blanks
from directory.core.practitioner import ListedLicence, ListedLocation, ListedPlan

GUIDE = "http://hl7.org/fhir/us/davinci-pdex-plan-net"
NUCC = "http://nucc.org/provider-taxonomy"
USPS = "https://www.usps.com/"
KINDS_OF_IDENTIFIER = f"{TERMINOLOGY}/v2-0203"
GEOLOCATION = "http://hl7.org/fhir/StructureDefinition/geolocation"
BOUNDARY = "http://hl7.org/fhir/StructureDefinition/location-boundary-geojson"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
OURS = "ours:/"  # stands for our own address until a resource is given away

TYPE_OF = {"Network": "Organization"}  # the other profiles are called as their types
ACUPUNCTURE = {"coding": [{"system": NUCC, "code": "171100000X", "display": "Acupuncturist"}]}
Sourced = ListedLicence | ListedLocation | ListedPlan
Stated = tuple[str, str]  # a source, and the ISO day as of which it speaks


class Made(NamedTuple):
    """A resource, and who states what it says, as of when."""

    resource: Resource
    stated: tuple[Stated, ...]

    @property
    def name(self) -> str:
        """How others refer to it."""
        return f"{self.resource['resourceType']}/{self.resource['id']}"


def made(profile: str, resource_id: str, day: str, stated: Iterable[Stated], **elements: object) -> Made:
    """A resource of a profile of the guide. day: the newest ISO day as of which something in it is stated."""
    meta = {"lastUpdated": f"{day}T00:00:00Z", "profile": [f"{GUIDE}/StructureDefinition/plannet-{profile}"]}
    head = {"resourceType": TYPE_OF.get(profile, profile), "id": resource_id, "meta": meta}
    return Made(head | without_blanks(**elements), tuple(dict.fromkeys(stated)))


def by(*entries: Sourced) -> list[Stated]:
    """Who states entries of a listing, and who confirmed them."""
    told = [(each.source, each.as_of) for each in entries]
    confirmed = (each for each in entries if not isinstance(each, ListedPlan))
    return told + [
        (each.confirmed_by, each.confirmed_on) for each in confirmed if each.confirmed_by and each.confirmed_on
    ]


def code(system: str, value: str, display: str = "") -> Resource:
    """A CodeableConcept of one code; a system of the guide's by its name."""
    address = system if "/" in system else f"{GUIDE}/CodeSystem/{system}"
    return {"coding": [without_blanks(system=address, code=value, display=display)]}


def to(kind: str, resource_id: str, display: str = "") -> Resource:
    """A Reference."""
    return without_blanks(reference=f"{kind}/{resource_id}", display=display)


def identifier(value: str, kind: tuple[str, str], system: str = "", assigner: Resource | None = None) -> Resource:
    """An Identifier. kind: a code of HL7's table 0203, and its words; system: whose numbers they are."""
    kind_of = {"coding": [{"system": KINDS_OF_IDENTIFIER, "code": kind[0], "display": kind[1]}], "text": kind[1]}
    return without_blanks(type=kind_of, system=system, value=value, assigner=assigner)


def own_identifier(value: str) -> list[Resource]:
    """A resource's number in this directory."""
    return [identifier(value, ("RI", "Resource identifier"), f"{OURS}/id")]


def extension(name: str, *inner: Resource, **value: object) -> Resource:
    """An extension of the guide's, or with a whole address any; with others in it, or a value."""
    address = name if "/" in name else f"{GUIDE}/StructureDefinition/{name}"
    return {"url": address} | ({"extension": [*inner]} if inner else {}) | value


def ours(name: str, *inner: Resource, **value: object) -> Resource:
    """An extension of this directory's own; see definitions.py."""
    return extension(f"{OURS}/StructureDefinition/{name}", *inner, **value)


def ours_of(name: str, **values: tuple[str, object]) -> Resource:
    """One with others in it: by their names a type of value and the value; none for what is not known."""
    known = {part: {kind: value} for part, (kind, value) in values.items() if value not in ("", None)}
    return ours(name, *(within(part, **value) for part, value in known.items()))


def within(name: str, **value: object) -> Resource:
    """An extension in another, known by its bare name."""
    return {"url": name, **value}


def address_of(place: ListedLocation) -> Resource:
    """An Address, with the point where it is known."""
    line = f"{place.address}, {place.city}, {place.state} {place.postal_code or ''}".strip()
    point = [extension(GEOLOCATION, *point_of(place))] if place.latitude is not None else []
    return without_blanks(
        extension=point,
        use="work",
        type="physical",
        text=line,
        line=[place.address],
        city=place.city,
        state=place.state,
        postalCode=place.postal_code,
        country="US",
    )


def point_of(place: ListedLocation) -> list[Resource]:
    """Latitude and longitude, as extensions in one."""
    return [within("latitude", valueDecimal=place.latitude), within("longitude", valueDecimal=place.longitude)]
