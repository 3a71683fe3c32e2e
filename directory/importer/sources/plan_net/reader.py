"""Reading a resource of a payer's directory (HL7 Da Vinci PDex Plan-Net): its codes, extensions and references.

Codes and rules are those of the guide's version 1.2 (https://hl7.org/fhir/us/davinci-pdex-plan-net). Extensions are
known by the last part of their address, so that every version of the guide is read.
"""

import re
from collections.abc import Iterator
from datetime import date

from directory.core import dates
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.formats.fhir import NamedResource, target
from directory.importer.formats.json_values import Values
from directory.importer.normalise import clean

TAXONOMY = re.compile(r"\d{3}[0-9A-Z]{6}X", re.ASCII)  # a NUCC code, whatever its system is called
ACUPUNCTURE = re.compile(r"\bacupunct", re.IGNORECASE)
NOT_IN_FORCE = {
    "inactive",
    "retired",
    "entered-in-error",
    "draft",
    "suspended",
}  # Location.status, InsurancePlan.status

Reference = tuple[str, str]  # the name of a resource, and how the one that refers to it shows it


class ResourceReader(Values):
    """Reads one resource. name: by which others refer to it, "" where it has none. resource_type: its resourceType."""

    def __init__(self, found: NamedResource):
        super().__init__(found.number)
        self.resource: dict[str, object] = found.resource
        self.name, self.resource_type = found.names[0], found.type

    def references(self, holder: dict[str, object], field: str) -> tuple[Reference, ...]:
        """The resources that a field refers to."""
        written = self.many(holder, field)
        return tuple((target(reference, self.name), self.label(reference, "display")) for reference in written)

    def label(self, holder: dict[str, object], field: str) -> str:
        """A text that is shown as it is."""
        return clean(self.text(holder, field))

    def names(self, field: str) -> tuple[str, ...]:
        """The names of the resources that a field refers to."""
        return tuple(name for name, _ in self.references(self.resource, field) if name)

    def extensions(self, holder: dict[str, object], name: str) -> list[dict[str, object]]:
        """The extensions of this name."""
        extensions = self.many(holder, "extension")
        return [extension for extension in extensions if self.text(extension, "url").rpartition("/")[2] == name]

    def extension_codes(self, holder: dict[str, object], name: str, *inner_names: str) -> list[str]:
        """The codes in the extensions of this name; with inner_names, in the extensions within them."""
        extensions = self.extensions(holder, name)
        if inner_names:
            return [code for extension in extensions for code in self.extension_codes(extension, *inner_names)]
        return [code for extension in extensions for code in self.codes(extension, "valueCodeableConcept")]

    def codings(self, holder: dict[str, object], field: str) -> Iterator[dict[str, object]]:
        """The codings of the concepts in a field."""
        for concept in self.many(holder, field):
            yield from self.many(concept, "coding")

    def codes(self, holder: dict[str, object], field: str) -> list[str]:
        """The codes of the concepts in a field, whatever their systems."""
        return [self.text(coding, "code") for coding in self.codings(holder, field)]

    def taxonomies(self, holder: dict[str, object], field: str) -> list[str]:
        """NUCC codes of the concepts in a field; a concept that names acupuncture in words has its code too."""
        return [code for concept in self.many(holder, field) for code in self._concept_taxonomies(concept)]

    def _concept_taxonomies(self, concept: dict[str, object]) -> list[str]:
        codings = self.many(concept, "coding")
        codes = [code for coding in codings if TAXONOMY.fullmatch(code := self.text(coding, "code"))]
        words = " ".join([self.text(concept, "text"), *(self.text(coding, "display") for coding in codings)])
        return codes or ([ACUPUNCTURIST] if ACUPUNCTURE.search(words) else [])

    def is_qualified(self) -> bool:
        """Whether a qualification names acupuncture."""
        qualifications = self.many(self.resource, "qualification")
        return any(ACUPUNCTURIST in self.taxonomies(qualification, "code") for qualification in qualifications)

    def accepting(self) -> bool | None:
        """Whether new patients are accepted, by any of the networks that it distinguishes; None where it is silent."""
        codes = self.extension_codes(self.resource, "newpatients", "acceptingPatients")
        return "newpt" in codes if codes else None

    def phone(self) -> str:
        """The first telephone number, "" where there is none."""
        return self._telecom("phone")

    def website(self) -> str:
        """The first web address, "" where there is none."""
        return self._telecom("url")

    def _telecom(self, system: str) -> str:
        for telecom in self.many(self.resource, "telecom"):
            if self.text(telecom, "system") == system:
                return self.text(telecom, "value")
        return ""

    def npi(self) -> str:
        """The NPI among the identifiers, "" where there is none."""
        for identifier in self.many(self.resource, "identifier"):
            if self.text(identifier, "system").endswith("us-npi") or "NPI" in self.codes(identifier, "type"):
                return self.text(identifier, "value").strip()
        return ""

    def is_active(self) -> bool:
        """Whether it is in force: not marked as inactive, and its period not ended."""
        end = self.text(self.one(self.resource, "period"), "end")[:10]
        ended = "" < end < date.today().isoformat()[: len(end)]  # "2026" is not over before the year is
        marked_inactive = self.resource.get("active") is False or self.text(self.resource, "status") in NOT_IN_FORCE
        return not (marked_inactive or ended)

    def updated(self) -> str:
        """When the server last changed it, in UTC; "" where it does not tell, or tells a time to come."""
        try:
            moment = dates.instant(self.text(self.one(self.resource, "meta"), "lastUpdated"))
        except ValueError:
            return ""
        return moment if moment[:10] <= date.today().isoformat() else ""
