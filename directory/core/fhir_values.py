"""What FHIR resources are made of, whoever writes them: coded concepts, and elements without blanks."""

from typing import Any

NPI = "http://hl7.org/fhir/sid/us-npi"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"

Resource = dict[str, Any]  # a resource, or a part of one, as JSON


def without_blanks(**elements: object) -> Resource:
    """The elements that hold something: FHIR allows no empty ones."""
    return {name: value for name, value in elements.items() if value not in ("", None, [], {})}


def concept(text: str, system: str, code: tuple[str, str]) -> Resource:
    """A CodeableConcept. code: the code and its display."""
    return without_blanks(coding=[{"system": system, "code": code[0], "display": code[1]}], text=text)
