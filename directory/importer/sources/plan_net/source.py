"""Payers' directories as they must publish them (FHIR R4, HL7 Da Vinci PDex Plan-Net; 45 CFR 156.221): who is in which plan's network.

A practitioner whom NPPES lists gets the plans; one who is not listed there is taken in where a specialty or a qualification names
acupuncture. A clinic (an Organization with its affiliations) likewise. A role that names no network has those of its
organisation: "participation in healthcare provider insurance networks may be direct or through their role at an organization"
(the guide's PractitionerRole).
"""

import re
from collections.abc import Iterable, Iterator

from directory.core import dates, npi
from directory.core.names import folded
from directory.core.practitioner import Insurance
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.formats import fhir
from directory.importer.formats.file_set import FileSet
from directory.importer.record import Problem, RawListing, Reading, Slot
from directory.importer.sources.plan_net.graph import Graph
from directory.importer.sources.plan_net.resources import Person, Place, Plan, Reference, Role, Service

NO_ID = re.compile(r"[^A-Za-z0-9.-]+")  # what no FHIR id holds (R4, 2.24.0.1)
TALLEST = 50  # networks within networks; a directory that has more, or has a circle, names no payer above them
UNNAMED = "plannet"  # how the statements of a payer begin whom nobody names
NO_NPI = "not a valid NPI, ten digits, the last of them a check digit: left out, and the practitioner known by the payer’s own id"
NO_INSURER = (
    "these files do not name the insurer of this network, so it is shown by its own name; --payer NAME names it"
)


def wanted(name: str) -> bool:
    """Whether a file of a folder or a ZIP may hold resources."""
    return name.lower().endswith((".json", *fhir.NDJSON)) and not name.startswith(".")


def as_of(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Whether it is a folder or a ZIP: a whole directory, as a bulk export gives it. A single file may be anything."""
    return all(each.lower().endswith(("/", ".zip")) for each in name.split(", "))


def read(lot: FileSet, reading: Reading) -> Iterator[RawListing | Problem]:
    """What the payer says of `reading.npis`, and of those who are said to practise acupuncture.

    Raises FileRefused where the files hold neither practitioners nor their roles.
    """
    graph = Graph(lot, reading)
    yield from graph.survey()
    graph.gather()
    yield from graph.absent()
    refused = reading.tally.refused
    statements = _Statements(graph, reading)
    for name, person in graph.people.items():
        yield from statements.of(name, person)
    reading.tally.other_taxonomy = reading.tally.rows_read - refused - reading.tally.deactivated - len(statements.used)
    reading.as_of = reading.as_of or graph.latest[:10] or None
    reading.parts = {part_of(payer) for payer in statements.networks.payers() if payer}
    reading.whole = reading.whole and bool(reading.parts)


def part_of(payer: str) -> str:
    """How a payer's statements begin: with its name, letters and digits only."""
    return folded(payer).replace(" ", "")[:40] or UNNAMED


class _Statements:
    """What is said of each person. used: the names of the resources that went into it."""

    def __init__(self, graph: Graph, reading: Reading):
        self.graph, self.reading, self.networks = graph, reading, _Networks(graph, reading.payer)
        self.used: set[str] = set()
        self.problems: list[Problem] = []
        self.missing: set[str] = set()  # told already

    def of(self, name: str, person: Person) -> Iterator[RawListing | Problem]:
        """The statement about one person, and what is wrong with what it is made of."""
        roles = [role for role in self.graph.of.get(name, ()) if role.active]
        taxonomies = dict.fromkeys([*person.taxonomies, *(code for role in roles for code in role.taxonomies)])
        known = person.listing.npi in self.reading.npis
        if not (known or ACUPUNCTURIST in taxonomies):
            return
        if not person.active:
            self.reading.tally.deactivated += 1
            return
        self.use(name)
        listing = person.listing
        listing.adds_only, listing.slots = known, [Slot(code, "", "", False) for code in taxonomies]
        self.add_roles(listing, roles)
        if listing.npi and not npi.is_valid(listing.npi):
            self.problems.append(Problem(listing.row, "NPI", listing.npi[:60], NO_NPI))
            listing.npi = ""
        payer = min((taken.payer for taken in listing.insurance), default=self.reading.payer)
        listing.key = f"{part_of(payer)}-{listing.npi or NO_ID.sub('-', name.rpartition('/')[2])[:64]}"
        yield listing
        yield from self.problems
        self.problems = []

    def use(self, name: str) -> None:
        """Counts a resource as used, if it is in the files; what is wrong with it."""
        self.used |= {name} & self.graph.newest.keys()
        self.problems += self.graph.wrong.pop(name, ())

    def found(self, where: dict, names: Iterable[str], role: Role) -> Iterator[object]:
        """The resources of these names; a problem for each that is not in the files."""
        for name in map(self.graph.own, names):
            if name in where:
                self.use(name)
                yield where[name]
            elif name not in self.missing:
                self.missing.add(name)
                self.problems.append(
                    Problem(
                        role.number,
                        "reference",
                        name[:100],
                        f"{role.name[:100]} refers to it, and it is not in these files",
                    )
                )

    def add_roles(self, listing: RawListing, roles: list[Role]) -> None:
        """What the roles say: networks, places, and whether new patients are taken there."""
        said: list[list[bool | None]] = [
            [],
            [],
            [],
        ]  # by roles, by services, by places: the nearest to the person counts
        places: list[Place] = []
        for role in roles:
            self.use(role.name)
            services: list[Service] = list(self.found(self.graph.services, role.services, role))
            there = role.places or [name for service in services for name in service.places]
            here = [place for place in self.found(self.graph.places, there, role) if place.location]
            phone = role.phone or next((service.phone for service in services if service.phone), "")
            listing.locations += [place.location._replace(phone=phone or place.location.phone) for place in here]
            listing.telehealth = listing.telehealth or any(service.virtual for service in services) or None
            places += here
            for answers, things in zip(said, ([role], services, here), strict=True):
                answers += [thing.accepting for thing in things]
            listing.insurance += [taken for taken in self.insurance(role) if taken not in listing.insurance]
        listing.accepting_new_patients = next(filter(lambda answer: answer is not None, map(_any, said)), None)
        listing.wheelchair_access = (bool(places) and all(place.accessible for place in places)) or None

    def insurance(self, role: Role) -> Iterator[Insurance]:
        """The plans of the networks of a role, or else of its organisation."""
        through = () if role.networks else self.graph.affiliated(role.organisation)
        for reference in role.networks or through:
            taken = list(self.networks.plans(reference, self.use))
            unknown = next((each.payer for each in taken if each.plan is None), "")
            if not taken:
                list(self.found({}, [reference[0]], role))
            elif unknown and unknown not in self.missing:
                self.missing.add(unknown)
                self.problems.append(Problem(role.number, "network", unknown, NO_INSURER))
            yield from taken


def _any(answers: list[bool | None]) -> bool | None:
    """Whether new patients are taken anywhere; None where nobody says."""
    said = [answer for answer in answers if answer is not None]
    return any(said) if said else None


class _Networks:
    """Networks with their plans and payers. payer: whose they are where the files do not say."""

    def __init__(self, graph: Graph, payer: str):
        self.graph, self.payer = graph, payer
        self.of: dict[str, list[str]] = {}  # the plans of each network
        for name, plan in graph.plans.items():
            for each in plan.networks if plan.active else ():
                self.of.setdefault(graph.own(each), []).append(name)

    def plans(self, reference: Reference, use: object) -> Iterator[Insurance]:
        """The plans whose members may use a network; the network by its own name where no plan of it is known."""
        network = self.graph.own(reference[0])
        owner = self.graph.owners.get(network)
        name = owner.name if owner and owner.name else reference[1]
        above = self.above(owner.part_of if owner else ("", "")) or self.payer
        for each in (network, self.graph.own(owner.part_of[0])) if owner else ():
            use(each)
        for each in self.of.get(network, ()):
            plan = self.graph.plans[each]
            use(each)
            use(self.graph.own(plan.owner[0]))
            payer = self.owner(plan) or above or name
            yield Insurance(payer, plan.name or name or None, "in", plan.id or None)
        if network not in self.of and name:
            yield Insurance(above or name, name if above else None, "in")

    def payers(self) -> set[str]:
        """Everybody whose plans or networks these are, as statements name them."""
        named = {self.owner(plan) for plan in self.graph.plans.values()}
        networks = [owner for owner in self.graph.owners.values() if owner.is_network]
        return named | {self.above(owner.part_of) or self.payer or owner.name for owner in networks} | {self.payer}

    def owner(self, plan: Plan) -> str:
        """The name of a plan's payer, "" where it is not told."""
        owner = self.graph.owners.get(self.graph.own(plan.owner[0]))
        return owner.name if owner and owner.name else plan.owner[1]

    def above(self, reference: Reference) -> str:
        """The name of the nearest organisation above a network that is none itself; "" where there is none, or the way is a circle."""
        for _ in range(TALLEST):
            owner = self.graph.owners.get(self.graph.own(reference[0]))
            if not (owner and owner.is_network):
                return owner.name if owner else reference[1]
            reference = owner.part_of
        return ""
