"""A payer's directory as a graph of resources that refer to each other, of which only what matters here is kept in memory."""

from collections.abc import Iterator

from directory.core import npi
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.formats import fhir
from directory.importer.formats.fhir import NamedResource
from directory.importer.formats.file_set import FileSet
from directory.importer.record import FileRefused, Problem, Reading
from directory.importer.sources.plan_net import resources as network
from directory.importer.sources.plan_net.resources import (
    Organisation,
    Person,
    Place,
    Plan,
    Reader,
    Reference,
    Role,
    Service,
)

ROLES = {
    "PractitionerRole": "practitioner",
    "OrganizationAffiliation": "participatingOrganization",
}  # and the field that says whose
PEOPLE = {"Practitioner": network.practitioner, "Organization": network.organisation}  # and how each is read
ENVELOPES = {"Bundle", "OperationOutcome"}  # need no id
MORE_PAGES = "this is one page of several, and what the later ones say is not in these files. Fetch them all, or the payer’s bulk export"
NO_ROLES = "there is none in these files, and nothing else says who is in which network"


class _Surveyed:
    """The files, once gone through: who matters here, and all organisations, plans and affiliations (they are few), by their names.

    Of two versions of a resource the one that the server changed last counts.
    """

    def __init__(self, lot: FileSet, reading: Reading):
        self.lot, self.reading = lot, reading
        self.types: list[set[str]] = []  # of the resources in each file
        self.who: set[str] = set()
        self.also: dict[str, str] = {}  # another name of a resource: its own
        self.newest: dict[str, str] = {}
        self.latest = ""
        self.wrong: dict[str, list[Problem]] = {}  # with a resource: told when it is used
        self.owners: dict[str, Organisation] = {}
        self.plans: dict[str, Plan] = {}
        self.roles: dict[str, Role] = {}

    def survey(self) -> Iterator[Problem]:
        """Goes through all files once; what is wrong with them."""
        outcome = ""
        for opened in self.lot:
            self.types.append(set())
            for found in fhir.resources(opened):
                problem = found if isinstance(found, Problem) else self.look(found)
                self.reading.tally.rows_read += isinstance(found, NamedResource) or found.refused
                if problem:
                    yield problem
                    outcome = outcome or (problem.value if problem.field == "OperationOutcome" else "")
        held = set().union(*self.types) - ENVELOPES
        if not held & {"Practitioner", *ROLES}:
            there = (
                f"there are no practitioners and no roles of any in it, but {', '.join(sorted(each[:40] for each in held))}"
                if held
                else "no FHIR resource is in it"
            )
            said = f"the server answered with an error, “{outcome}”" if outcome else there
            raise FileRefused(
                f"{self.lot.name}: {said}. Give the folder of a payer’s Plan-Net files, with Practitioner and PractitionerRole."
            )
        if not held & set(ROLES):
            yield Problem(1, "PractitionerRole", "", NO_ROLES)
        self.who = {self.own(name) for name in self.who}

    def look(self, found: NamedResource) -> Problem | None:
        """Notes whom a resource is about, and keeps it where it is of the few; what is wrong with it."""
        reader = Reader(found)
        if not reader.name and found.type not in ENVELOPES:
            return Problem(
                found.number, found.type[:60], "", "it has no id, by which the others could refer to it", refused=True
            )
        self.types[-1].add(found.type)
        self.latest = max(self.latest, reader.updated())
        self.also |= dict.fromkeys(found.names[1:], found.names[0])
        match found.type:
            case "Bundle":
                problem = _later_pages(reader)
                self.reading.whole = self.reading.whole and not problem
                return problem
            case "OperationOutcome":
                return _outcome(reader)
            case "Organization":
                self.keep(self.owners, reader, network.owner(reader))
            case "InsurancePlan":
                self.keep(self.plans, reader, network.plan(reader))
            case "OrganizationAffiliation":
                self.keep(self.roles, reader, network.role(reader, ROLES[found.type]))
        if found.type in ROLES and ACUPUNCTURIST in reader.taxonomies(found.resource, "specialty"):
            self.who.update(reader.names(ROLES[found.type]))
        elif found.type in PEOPLE and (reader.npi() in self.reading.npis or reader.is_qualified()):
            self.who.add(reader.name)
        return None

    def keep(self, where: dict, reader: Reader, thing: object) -> None:
        """Keeps a resource unless a newer version of it is kept."""
        updated = reader.updated()
        if reader.name not in where or updated >= self.newest[reader.name]:
            where[reader.name], self.newest[reader.name], self.wrong[reader.name] = thing, updated, reader.problems

    def own(self, name: str) -> str:
        """A resource's own name, by any of its names."""
        return self.also.get(name, name)

    def again(self, *types: str) -> Iterator[Reader]:
        """The resources of some types, from the beginning."""
        for place, opened in enumerate(self.lot):
            if self.types[place] & set(types):
                yield from (
                    Reader(each)
                    for each in fhir.resources(opened)
                    if isinstance(each, NamedResource) and each.type in types
                )


class Graph(_Surveyed):
    """What the files say of the people who matter, references resolved whatever the order.

    gather: the people and their roles are kept, then the places and services of those. A file is opened again only where it holds
    resources of the type looked for.
    """

    def __init__(self, lot: FileSet, reading: Reading):
        super().__init__(lot, reading)
        self.people: dict[str, Person] = {}
        self.places: dict[str, Place] = {}
        self.services: dict[str, Service] = {}
        self.of: dict[str, list[Role]] = {}  # the roles of each person

    def gather(self) -> None:
        """Keeps the people who matter, what they do, and where."""
        for reader in self.again("PractitionerRole", *PEOPLE):
            if reader.type in PEOPLE and reader.name in self.who:
                self.keep(self.people, reader, PEOPLE[reader.type](reader))
            elif reader.type == "PractitionerRole":
                role = network.role(reader, ROLES[reader.type])
                if self.own(role.who) in self.who:
                    self.keep(self.roles, reader, role)
        for name, first in _twins(self.people, self.newest).items():
            both = self.people[first].taxonomies + self.people.pop(name).taxonomies
            self.people[first] = self.people[first]._replace(taxonomies=both)
            self.also |= {other: first for other, own in [*self.also.items(), (name, name)] if own == name}
        for role in self.roles.values():
            self.of.setdefault(self.own(role.who), []).append(role)
        roles = [role for name in self.people for role in self.of.get(name, ())]
        self.visit({self.own(name) for role in roles for name in (*role.places, *role.services)})
        self.visit({self.own(name) for service in self.services.values() for name in service.places} - set(self.places))

    def absent(self) -> Iterator[Problem]:
        """A problem for each person who is said to practise acupuncture and is not in the files."""
        for name in sorted({self.own(name) for name in self.who} - set(self.people)):
            for role in self.of.get(name, ())[:1]:
                yield Problem(
                    role.number,
                    "reference",
                    name[:100],
                    f"{role.name[:100]} says that they practise acupuncture, and they are not in these files",
                    refused=True,
                )

    def affiliated(self, organisation: str) -> list[Reference]:
        """The networks that an organisation takes part in."""
        affiliations = self.of.get(self.own(organisation), ()) if organisation else ()
        return [network for each in affiliations if each.active for network in each.networks]

    def visit(self, names: set[str]) -> None:
        """Keeps the places and services of these names."""
        for reader in self.again("Location", "HealthcareService") if names else ():
            if reader.name in names:
                is_place = reader.type == "Location"
                self.keep(
                    self.places if is_place else self.services,
                    reader,
                    (network.place if is_place else network.service)(reader),
                )


def _twins(people: dict[str, Person], newest: dict[str, str]) -> dict[str, str]:
    """{name: the name of the same person's record that was changed last}, for those who have the NPI of another."""
    firsts: dict[str, str] = {}
    order = sorted(
        (name for name in people if npi.is_valid(people[name].listing.npi)), key=lambda name: newest[name], reverse=True
    )
    return {name: first for name in order if (first := firsts.setdefault(people[name].listing.npi, name)) != name}


def _later_pages(reader: Reader) -> Problem | None:
    """A problem where a Bundle is one page of an answer, and not the last (FHIR R4, 3.1.1.4)."""
    following = next(
        (
            reader.text(each, "url")
            for each in reader.many(reader.resource, "link")
            if reader.text(each, "relation") == "next"
        ),
        "",
    )
    return Problem(reader.number, "Bundle.link", following[:60], MORE_PAGES) if following else None


def _outcome(reader: Reader) -> Problem | None:
    """A problem where a server reports an error in place of data."""
    issues = [
        each for each in reader.many(reader.resource, "issue") if reader.text(each, "severity") in ("error", "fatal")
    ]
    if not issues:
        return None
    words = (
        reader.text(issues[0], "diagnostics")
        or reader.text(reader.one(issues[0], "details"), "text")
        or reader.text(issues[0], "code")
    )
    return Problem(
        reader.number,
        "OperationOutcome",
        words[:200],
        "the server answered with an error in place of data",
        refused=True,
    )
