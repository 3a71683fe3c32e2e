"""What roles refer to, found among a payer's resources: what is missing, wrong or over on the way."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from directory.core.i18n import Message
from directory.importer.record import Problem
from directory.importer.sources.plan_net.endings import NOT_IN_USE, Endings
from directory.importer.sources.plan_net.graph import ResourceGraph
from directory.importer.sources.plan_net.resources import LocationResource, RoleResource, ServiceResource
from directory.importer.sources.plan_net.role_facts import RoleInPlaces

Resource = TypeVar("Resource")


class FoundResources:
    """The resources behind references. used: the names of those that went into statements. problems: what is wrong in
    them. reported: what is told once only: missing resources, and networks without an insurer.
    """

    def __init__(self, graph: ResourceGraph, endings: Endings):
        self.graph, self.endings = graph, endings
        self.used: set[str] = set()
        self.problems: list[Problem] = []
        self.reported: set[str] = set()

    def use(self, name: str) -> None:
        """Counts a resource as used, if it is in the files, and reports what is wrong in it."""
        self.used |= {name} & self.graph.updated.keys()
        for problem in self.graph.problems.pop(name, ()):
            if problem.reason.startswith(NOT_IN_USE):
                self.endings.add(problem.field, problem.row, problem.value)
            else:
                self.problems.append(problem)

    def resources(self, kept: dict[str, Resource], names: Iterable[str], role: RoleResource) -> Iterator[Resource]:
        """The resources of these names; a problem for each that is not in the files."""
        for name in map(self.graph.own_name, names):
            if name in kept:
                self.use(name)
                yield kept[name]
            else:
                self.report_missing(name, role)

    def report_missing(self, name: str, role: RoleResource) -> None:
        """A problem for a resource that a role refers to and that is not in the files, once for each."""
        if name not in self.reported:
            self.reported.add(name)
            reason = Message("%(name)s refers to it, and it is not in these files", name=role.name[:100])
            self.problems.append(Problem(role.number, "reference", name[:100], reason))

    def in_places(self, role: RoleResource) -> RoleInPlaces:
        """A role with what it refers to."""
        self.use(role.name)
        services = [each for each in self.resources(self.graph.services, role.services, role) if each.active]
        practice = self.graph.organisations.get(self.graph.own_name(role.organisation))
        if practice and (practice.is_insurer or not self.endings.stands(practice)):
            practice = None
        phone = role.phone or next((service.phone for service in services if service.phone), "")
        return RoleInPlaces(role, services, self._places(role, services), practice, phone)

    def _places(self, role: RoleResource, services: list[ServiceResource]) -> list[LocationResource]:
        """Where patients are seen in a role: at its own locations, else at those of its services."""
        names = role.locations or [name for service in services for name in service.locations]
        return [location for location in self.resources(self.graph.locations, names, role) if location.for_patients]
