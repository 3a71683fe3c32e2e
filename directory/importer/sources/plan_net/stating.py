"""Statements made of a payer's resources: of a practitioner, their roles, and the networks and locations of those."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from directory.core import npi
from directory.core.names import unspaced
from directory.core.practitioner import PlanTaken
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.record import Problem, RawStatement, ReadContext, Slot
from directory.importer.sources.plan_net.graph import ResourceGraph
from directory.importer.sources.plan_net.networks import PayerNetworks
from directory.importer.sources.plan_net.people import PractitionerResource
from directory.importer.sources.plan_net.resources import LocationResource, RoleResource, ServiceResource

NOT_IN_ID = re.compile(r"[^A-Za-z0-9.-]+")  # what no FHIR id holds (R4, 2.24.0.1)
UNNAMED = "plannet"  # in place of a payer's name, where nobody names it
NO_NPI = (
    "not a valid NPI, ten digits, the last of them a check digit: left out, "
    "and the practitioner known by the payer’s own id"
)
NO_INSURER = (
    "these files do not name the insurer of this network, so it is shown by its own name; --payer NAME names it"
)

Resource = TypeVar("Resource")


def payer_part(payer: str) -> str:
    """How the keys of a payer's statements begin: with its name, letters and digits only."""
    return unspaced(payer)[:40] or UNNAMED


class StatementMaker:
    """Makes the statements. used: the names of the resources that went into them."""

    def __init__(self, graph: ResourceGraph, context: ReadContext):
        self.graph, self.context, self.networks = graph, context, PayerNetworks(graph, context.payer)
        self.used: set[str] = set()
        self.problems: list[Problem] = []
        self.reported: set[str] = set()  # missing resources, and networks without an insurer

    def statement_of(self, name: str, practitioner: PractitionerResource) -> Iterator[RawStatement | Problem]:
        """The statement about one practitioner, and what is wrong in the resources that it is made of."""
        roles = [role for role in self.graph.roles_of.get(name, ()) if role.active]
        taxonomies = dict.fromkeys([*practitioner.taxonomies, *(code for role in roles for code in role.taxonomies)])
        statement = practitioner.statement
        is_listed = statement.npi in self.context.npis
        if not (is_listed or ACUPUNCTURIST in taxonomies):
            return
        if not practitioner.active:
            self.context.tally.deactivated += 1
            return
        self.use(name)
        statement.adds_only, statement.slots = is_listed, [Slot(code, "", "", False) for code in taxonomies]
        self._add_roles(statement, roles)
        self._set_key(statement, name)
        yield statement
        yield from self.problems
        self.problems = []

    def _set_key(self, statement: RawStatement, name: str) -> None:
        """The payer's name and the NPI, or where that is wrong the payer's own id for the practitioner."""
        if statement.npi and not npi.is_valid(statement.npi):
            self.problems.append(Problem(statement.row, "NPI", statement.npi[:60], NO_NPI))
            statement.npi = ""
        payer = min((plan.payer for plan in statement.insurance), default=self.context.payer)
        payers_id = NOT_IN_ID.sub("-", name.rpartition("/")[2])[:64]
        statement.key = f"{payer_part(payer)}-{statement.npi or payers_id}"

    def use(self, name: str) -> None:
        """Counts a resource as used, if it is in the files, and reports what is wrong in it."""
        self.used |= {name} & self.graph.updated.keys()
        self.problems += self.graph.problems.pop(name, ())

    def _found(self, kept: dict[str, Resource], names: Iterable[str], role: RoleResource) -> Iterator[Resource]:
        """The resources of these names; a problem for each that is not in the files."""
        for name in map(self.graph.own_name, names):
            if name in kept:
                self.use(name)
                yield kept[name]
            else:
                self._report_missing(name, role)

    def _report_missing(self, name: str, role: RoleResource) -> None:
        """A problem for a resource that a role refers to and that is not in the files, once for each."""
        if name not in self.reported:
            self.reported.add(name)
            reason = f"{role.name[:100]} refers to it, and it is not in these files"
            self.problems.append(Problem(role.number, "reference", name[:100], reason))

    def _add_roles(self, statement: RawStatement, roles: list[RoleResource]) -> None:
        """Adds what the roles state: plans, locations, the website, and whether new patients are accepted."""
        services: list[ServiceResource] = []
        locations: list[LocationResource] = []
        for role in roles:
            self.use(role.name)
            of_role = list(self._found(self.graph.services, role.services, role))
            there = self._locations(role, of_role)
            phone = role.phone or next((service.phone for service in of_role if service.phone), "")
            statement.locations += [place.location._replace(phone=phone or place.location.phone) for place in there]
            statement.insurance = tuple(dict.fromkeys((*statement.insurance, *self._plans(role))))
            services += of_role
            locations += there
        self._add_website(statement, roles, [*services, *locations])
        if any(service.virtual for service in services):
            statement.facts["telehealth"] = True
        statement.facts["accepting_new_patients"] = _accepting(  # the nearest to the practitioner first
            [role.accepting for role in roles],
            [service.accepting for service in services],
            [location.accepting for location in locations],
        )
        accessible = bool(locations) and all(location.accessible for location in locations)
        statement.facts["wheelchair_access"] = accessible or None

    def _add_website(
        self, statement: RawStatement, roles: list[RoleResource], places: Sequence[ServiceResource | LocationResource]
    ) -> None:
        """Adds the website of a practice: the practitioner's own, else the nearest of roles, practices and places."""
        practices = [self.graph.organisations.get(self.graph.own_name(role.organisation)) for role in roles]
        nearest: list[str | bool | None] = [statement.facts.get("website")]
        nearest += [role.website for role in roles]
        nearest += [practice.website for practice in practices if practice]
        nearest += [place.website for place in places]
        statement.facts["website"] = next((address for address in nearest if address), "")

    def _locations(self, role: RoleResource, services: list[ServiceResource]) -> list[LocationResource]:
        """Where patients are seen in a role: at its own locations, else at those of its services."""
        names = role.locations or [name for service in services for name in service.locations]
        return [location for location in self._found(self.graph.locations, names, role) if location.for_patients]

    def _plans(self, role: RoleResource) -> Iterator[PlanTaken]:
        """The plans of the networks of a role, or else of its organisation."""
        networks = role.networks or self.graph.affiliated(role.organisation)
        for reference in networks:
            plans = list(self.networks.plans(reference, self.use))
            unnamed = next((plan.payer for plan in plans if plan.plan is None), "")
            if not plans:
                self._report_missing(self.graph.own_name(reference[0]), role)
            elif unnamed and unnamed not in self.reported:
                self.reported.add(unnamed)
                self.problems.append(Problem(role.number, "network", unnamed, NO_INSURER))
            yield from plans


def _accepting(*levels: list[bool | None]) -> bool | None:
    """Whether one of the answers of the first level that has any is yes; None where no level has any."""
    for level in levels:
        answers = [answer for answer in level if answer is not None]
        if answers:
            return any(answers)
    return None
