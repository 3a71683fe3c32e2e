"""What FHIR resources are made of: entries of a Bundle, references to them, coded concepts, identifiers, contacts."""

from uuid import uuid4

from directory.core.fhir_values import NPI, Resource

ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC = "http://loinc.org"


def entry(resource: Resource) -> Resource:
    """A resource as a Bundle's entry, with a new urn:uuid as its address."""
    return {"fullUrl": uuid4().urn, "resource": resource}


def reference(to: Resource) -> Resource:
    """A Reference to the resource of an entry."""
    return {"reference": to["fullUrl"], "type": to["resource"]["resourceType"]}


def npi_identifier(npi: str | None) -> list[Resource]:
    """The Identifiers of somebody with this NPI; none without one."""
    return [{"system": NPI, "value": npi}] if npi else []


def telecom(**ways: str) -> list[Resource]:
    """ContactPoints, from texts by their system ("phone", "fax", "email")."""
    return [{"system": system, "value": value} for system, value in ways.items() if value]
