"""What FHIR resources are made of: entries of a Bundle, references to them, coded concepts, identifiers, contacts."""

from typing import Any
from uuid import uuid4

NPI = "http://hl7.org/fhir/sid/us-npi"
ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC = "http://loinc.org"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"

Resource = dict[str, Any]  # a resource, or a part of one, as JSON


def entry(resource: Resource) -> Resource:
    """A resource as a Bundle's entry, with a new urn:uuid as its address."""
    return {"fullUrl": uuid4().urn, "resource": resource}


def reference(to: Resource) -> Resource:
    """A Reference to the resource of an entry."""
    return {"reference": to["fullUrl"], "type": to["resource"]["resourceType"]}


def without_blanks(**elements: object) -> Resource:
    """The elements that hold something: FHIR allows no empty ones."""
    return {name: value for name, value in elements.items() if value not in ("", None, [], {})}


def concept(text: str, system: str, code: tuple[str, str]) -> Resource:
    """A CodeableConcept. code: the code and its display."""
    return without_blanks(coding=[{"system": system, "code": code[0], "display": code[1]}], text=text)


def npi_identifier(npi: str | None) -> list[Resource]:
    """The Identifiers of somebody with this NPI; none without one."""
    return [{"system": NPI, "value": npi}] if npi else []


def telecom(**ways: str) -> list[Resource]:
    """ContactPoints, from texts by their system ("phone", "fax", "email")."""
    return [{"system": system, "value": value} for system, value in ways.items() if value]


def human_name(text: str, credentials: str = "") -> list[Resource]:
    """A HumanName as typed: nobody said which of its words is the family name."""
    return [without_blanks(text=text, suffix=[credentials] if credentials else [])]
