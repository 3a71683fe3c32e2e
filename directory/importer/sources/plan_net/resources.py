"""What the resources of a payer's directory say (HL7 Da Vinci PDex Plan-Net), each read into the little that matters here.

Codes and rules are those of the guide's version 1.2 (https://hl7.org/fhir/us/davinci-pdex-plan-net). Extensions are known by
the last part of their address, so that every version of the guide is read.
"""

import re
from datetime import date
from typing import NamedTuple

from directory.core import dates, languages
from directory.core.full_names import GENERATIONS, parted, taken_apart
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.formats.fhir import NamedResource, target
from directory.importer.formats.json_values import Values
from directory.importer.normalise import clean
from directory.importer.record import RawLicence, RawListing, RawLocation

TAXONOMY = re.compile(r"\d{3}[0-9A-Z]{6}X", re.ASCII)  # a NUCC code, whatever its system is called
ACUPUNCTURE = re.compile(r"\bacupunct", re.IGNORECASE)
DEGREES = "v2-0360"  # HL7's table of degrees, licences and certificates
ACCESSIBLE = {"handiaccess", "adacomp"}  # AccessibilityCS: "handicap accessible", "ADA compliant"
WORKING = 20  # LanguageProficiencyCS counts as the ILR scale does: "limited working proficiency", and less is no help to a patient
FORMER = {"old", "maiden"}  # Practitioner.name.use
OVER = {"inactive", "retired", "entered-in-error", "draft", "suspended"}  # Location.status, InsurancePlan.status

Reference = tuple[str, str]  # the name of a resource, and how the one that refers to it shows it


class Person(NamedTuple):
    """Who practises: a practitioner or an organisation. taxonomies: NUCC codes of what they are qualified for."""

    listing: RawListing
    active: bool
    taxonomies: tuple[str, ...]


class Role(NamedTuple):
    """What a person does, where, and in which networks: a PractitionerRole or an OrganizationAffiliation."""

    number: int
    name: str
    who: str
    active: bool
    organisation: str
    networks: tuple[Reference, ...]
    taxonomies: tuple[str, ...]
    places: tuple[str, ...]
    services: tuple[str, ...]
    phone: str
    accepting: bool | None


class Place(NamedTuple):
    """A location; None where it is closed."""

    location: RawLocation | None
    accessible: bool
    accepting: bool | None


class Service(NamedTuple):
    """A service that is offered, at places or from afar."""

    virtual: bool
    places: tuple[str, ...]
    phone: str
    accepting: bool | None


class Organisation(NamedTuple):
    """An organisation as a network, a payer or the owner of either."""

    name: str
    part_of: Reference
    is_network: bool


class Plan(NamedTuple):
    """A product of a payer and the networks that its members may use."""

    name: str
    id: str
    owner: Reference
    networks: tuple[str, ...]
    active: bool


class Reader(Values):
    """Reads one resource."""

    def __init__(self, found: NamedResource):
        super().__init__(found.number)
        self.resource, self.name, self.type = found.resource, found.names[0], found.type

    def references(self, holder: dict, field: str) -> tuple[Reference, ...]:
        """Whom a field refers to."""
        return tuple((target(each, self.name), self.label(each, "display")) for each in self.many(holder, field))

    def label(self, holder: dict, field: str) -> str:
        """A value that is shown as it is."""
        return clean(self.text(holder, field))

    def names(self, field: str) -> tuple[str, ...]:
        """The names of the resources that a field refers to."""
        return tuple(name for name, _ in self.references(self.resource, field) if name)

    def extensions(self, holder: dict, name: str) -> list[dict]:
        """The extensions of this name."""
        return [each for each in self.many(holder, "extension") if self.text(each, "url").rpartition("/")[2] == name]

    def codes(self, holder: dict, field: str) -> list[str]:
        """The codes of the concepts in a field, whatever their systems."""
        return [
            self.text(coding, "code") for concept in self.many(holder, field) for coding in self.many(concept, "coding")
        ]

    def taxonomies(self, holder: dict, field: str) -> list[str]:
        """NUCC codes of the concepts in a field; a concept that names acupuncture in words has its code too."""
        found = []
        for concept in self.many(holder, field):
            codings = self.many(concept, "coding")
            codes = [code for coding in codings if TAXONOMY.fullmatch(code := self.text(coding, "code"))]
            words = " ".join([self.text(concept, "text"), *(self.text(coding, "display") for coding in codings)])
            found += codes or ([ACUPUNCTURIST] if ACUPUNCTURE.search(words) else [])
        return found

    def is_qualified(self) -> bool:
        """Whether a qualification names acupuncture."""
        return any(ACUPUNCTURIST in self.taxonomies(each, "code") for each in self.many(self.resource, "qualification"))

    def accepting(self) -> bool | None:
        """Whether new patients are taken, by any of the networks that are told apart; None where it is not said."""
        said = [
            code
            for each in self.extensions(self.resource, "newpatients")
            for sub in self.extensions(each, "acceptingPatients")
            for code in self.codes(sub, "valueCodeableConcept")
        ]
        return "newpt" in said if said else None

    def phone(self) -> str:
        """The first telephone number."""
        return next(
            (
                self.text(each, "value")
                for each in self.many(self.resource, "telecom")
                if self.text(each, "system") == "phone"
            ),
            "",
        )

    def npi(self) -> str:
        """The NPI among the identifiers, "" where there is none."""
        for identifier in self.many(self.resource, "identifier"):
            if self.text(identifier, "system").endswith("us-npi") or "NPI" in self.codes(identifier, "type"):
                return self.text(identifier, "value").strip()
        return ""

    def is_active(self) -> bool:
        """Whether it is in force: not said to be inactive, nor over."""
        end = self.text(self.one(self.resource, "period"), "end")[:10]
        ended = "" < end < date.today().isoformat()[: len(end)]  # "2026" is not over before the year is
        return self.resource.get("active") is not False and self.text(self.resource, "status") not in OVER and not ended

    def updated(self) -> str:
        """When the server last changed it, in UTC; "" where it does not say, or says a time to come."""
        try:
            moment = dates.instant(self.text(self.one(self.resource, "meta"), "lastUpdated"))
        except ValueError:
            return ""
        return moment if moment[:10] <= date.today().isoformat() else ""


def practitioner(reader: Reader) -> Person:
    """A Practitioner. meta.lastUpdated is when a server changed the record, and says nothing of anybody's having confirmed it."""
    resource = reader.resource
    qualifications = reader.many(resource, "qualification")
    listing = RawListing(
        reader.number,
        reader.npi(),
        **_names(reader),
        gender=reader.text(resource, "gender")[:1],
        updated_on=reader.updated()[:10],
        languages=_languages(reader),
        licences=[licence for each in qualifications for licence in _licence(reader, each)],
    )
    degrees = [
        reader.text(coding, "code")
        for each in qualifications
        for concept in reader.many(each, "code")
        for coding in reader.many(concept, "coding")
        if reader.text(coding, "system").endswith(DEGREES)
    ]
    listing.credentials = ", ".join(dict.fromkeys(filter(None, (listing.credentials, *degrees))))
    return Person(
        listing, reader.is_active(), tuple(code for each in qualifications for code in reader.taxonomies(each, "code"))
    )


def organisation(reader: Reader) -> Person:
    """An Organization that treats patients."""
    listing = RawListing(
        reader.number,
        reader.npi(),
        organisation=True,
        organisation_name=reader.text(reader.resource, "name"),
        other_names=reader.many(reader.resource, "alias", str),
        updated_on=reader.updated()[:10],
    )
    return Person(listing, reader.is_active(), ())


def _names(reader: Reader) -> dict[str, str]:
    """A person's name: the parts where they are given, else the whole taken apart; titles among the suffixes are credentials."""
    written = sorted(
        reader.many(reader.resource, "name"),
        key=lambda each: (reader.text(each, "use") in FORMER, reader.text(each, "use") != "official"),
    )
    name = written[0] if written else {}
    whole, letters = parted(reader.text(name, "text"))
    given = reader.many(name, "given", str)
    if family := reader.text(name, "family"):
        parts = {"last_name": family, "first_name": given[0] if given else "", "middle_name": " ".join(given[1:])}
    else:
        parts = taken_apart(whole)._asdict()
    suffixes = reader.many(name, "suffix", str)
    generations = [each for each in suffixes if each.strip(". ").lower() in GENERATIONS]
    titles = [each for each in suffixes if each not in generations] or [letters]
    maiden = next((reader.text(each, "family") for each in written if reader.text(each, "use") in FORMER), "")
    return (
        parts
        | ({"suffix": generations[0]} if generations else {})
        | {"credentials": ", ".join(filter(None, titles)), "other_last_name": maiden}
    )


def _languages(reader: Reader) -> list[str]:
    spoken = []
    for each in reader.many(reader.resource, "communication"):
        levels = [
            code
            for extension in reader.extensions(each, "communication-proficiency")
            for code in reader.codes(extension, "valueCodeableConcept")
        ]
        if any(level.isdecimal() and int(level[:3]) < WORKING for level in levels):
            continue
        codings = reader.many(each, "coding")
        named = [languages.name(reader.text(coding, "code")) or reader.text(coding, "display") for coding in codings]
        spoken += [next(filter(None, named), "") or reader.text(each, "text")]
    return spoken


def _licence(reader: Reader, qualification: dict) -> list[RawLicence]:
    """The licence behind a qualification for acupuncture. The payer's word that it is active is no board's: the status stays unknown."""
    if ACUPUNCTURIST not in reader.taxonomies(qualification, "code"):
        return []
    where = [
        code
        for each in reader.extensions(qualification, "practitioner-qualification")
        for valid in reader.extensions(each, "whereValid")
        for code in reader.codes(valid, "valueCodeableConcept")
    ]
    number = next(
        (value for each in reader.many(qualification, "identifier") if (value := reader.text(each, "value"))), ""
    )
    expires = reader.text(reader.one(qualification, "period"), "end")[:10]
    return [RawLicence(where[0], number, expires_on=expires)] if number and where else []


def role(reader: Reader, who: str) -> Role:
    """A PractitionerRole or an OrganizationAffiliation. who: the field that says whose."""
    resource = reader.resource
    networks = [
        each
        for extension in reader.extensions(resource, "network-reference")
        for each in reader.references(extension, "valueReference")
    ]
    return Role(
        reader.number,
        reader.name,
        next(iter(reader.names(who)), ""),
        reader.is_active(),
        next(iter(reader.names("organization")), ""),
        (*networks, *reader.references(resource, "network")),
        tuple(reader.taxonomies(resource, "specialty")),
        reader.names("location"),
        reader.names("healthcareService"),
        reader.phone(),
        reader.accepting(),
    )


def place(reader: Reader) -> Place:
    """A Location."""
    address = reader.one(reader.resource, "address")
    lines = reader.many(address, "line", str) or [reader.text(address, "text")]
    location = RawLocation(
        lines[0],
        ", ".join(lines[1:]),
        reader.text(address, "city"),
        reader.text(address, "state"),
        reader.text(address, "postalCode"),
        reader.text(address, "country"),
        reader.phone(),
    )
    access = [
        code
        for each in reader.extensions(reader.resource, "accessibility")
        for code in reader.codes(each, "valueCodeableConcept")
    ]
    seen = reader.is_active() and reader.text(address, "type") != "postal"
    return Place(location if seen else None, bool(ACCESSIBLE & set(access)), reader.accepting())


def service(reader: Reader) -> Service:
    """A HealthcareService."""
    how = [
        code
        for each in reader.extensions(reader.resource, "delivery-method")
        for sub in reader.extensions(each, "type")
        for code in reader.codes(sub, "valueCodeableConcept")
    ]
    return Service(
        reader.is_active() and "virtual" in how, reader.names("location"), reader.phone(), reader.accepting()
    )


def owner(reader: Reader) -> Organisation:
    """An Organization, as a network or a payer."""
    part_of = next(iter(reader.references(reader.resource, "partOf")), ("", ""))
    return Organisation(reader.label(reader.resource, "name"), part_of, "ntwk" in reader.codes(reader.resource, "type"))


def plan(reader: Reader) -> Plan:
    """An InsurancePlan. Its own networks and those of its coverages count alike."""
    resource = reader.resource
    holders = [resource, *reader.many(resource, "coverage"), *reader.many(resource, "plan")]
    networks = dict.fromkeys(name for holder in holders for name, _ in reader.references(holder, "network") if name)
    numbers = [reader.label(each, "value") for each in reader.many(resource, "identifier")]
    owners = [each for field in ("ownedBy", "administeredBy") for each in reader.references(resource, field)]
    return Plan(
        reader.label(resource, "name"),
        next(filter(None, numbers), ""),
        next(iter(owners), ("", "")),
        tuple(networks),
        reader.is_active(),
    )
