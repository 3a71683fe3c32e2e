"""A payer's directory as a graph of resources that refer to each other. Only what matters here is kept in memory."""

from collections.abc import Iterator

from directory.core import npi
from directory.core.i18n import Message
from directory.importer.formats.file_set import FileSet
from directory.importer.record import Problem, ReadContext
from directory.importer.sources.plan_net import people, resources
from directory.importer.sources.plan_net.people import PractitionerResource
from directory.importer.sources.plan_net.resources import LocationResource, RoleResource, ServiceResource
from directory.importer.sources.plan_net.survey import PRACTITIONER_FIELDS, Survey


class ResourceGraph(Survey):
    """What the files state of the practitioners who matter, references resolved whatever the order.

    gather: keeps the practitioners and their roles, then the locations and services of those. A file is opened again
    only where it holds resources of the type looked for.
    """

    def __init__(self, files: FileSet, context: ReadContext):
        super().__init__(files, context)
        self.practitioners: dict[str, PractitionerResource] = {}
        self.locations: dict[str, LocationResource] = {}
        self.services: dict[str, ServiceResource] = {}
        self.roles_of: dict[str, list[RoleResource]] = {}  # by the practitioner's name

    def gather(self) -> None:
        """Keeps the practitioners who matter, what they do, and where."""
        self._gather_practitioners()
        self._join_same_npi()
        for role in self.roles.values():
            self.roles_of.setdefault(self.own_name(role.practitioner), []).append(role)
        roles = [role for name in self.practitioners for role in self.roles_of.get(name, ())]
        self._gather_locations({self.own_name(name) for role in roles for name in (*role.locations, *role.services)})
        of_services = {self.own_name(name) for service in self.services.values() for name in service.locations}
        self._gather_locations(of_services - set(self.locations))

    def _gather_practitioners(self) -> None:
        for reader in self.read_again("PractitionerRole", *people.READERS):
            if reader.resource_type == "PractitionerRole":
                role = resources.role(reader, PRACTITIONER_FIELDS[reader.resource_type])
                if self.own_name(role.practitioner) in self.relevant:
                    self.keep(self.roles, reader, role)
            elif reader.name in self.relevant:
                self.keep(self.practitioners, reader, people.READERS[reader.resource_type](reader))

    def _join_same_npi(self) -> None:
        """Makes one of the records of each NPI: the one changed last, with the taxonomies and the roles of all."""
        for name, newest in _same_npi(self.practitioners, self.updated).items():
            kept, other = self.practitioners[newest], self.practitioners.pop(name)
            self.practitioners[newest] = kept._replace(taxonomies=kept.taxonomies + other.taxonomies)
            self.own_names |= {also: newest for also, own in [*self.own_names.items(), (name, name)] if own == name}

    def _gather_locations(self, names: set[str]) -> None:
        """Keeps the locations and services of these names."""
        for reader in self.read_again("Location", "HealthcareService") if names else ():
            if reader.name not in names:
                continue
            if reader.resource_type == "Location":
                self.keep(self.locations, reader, resources.location(reader))
            else:
                self.keep(self.services, reader, resources.service(reader))

    def absent(self) -> Iterator[Problem]:
        """A problem for each practitioner of acupuncture, as a role says, who is not in the files."""
        for name in sorted({self.own_name(name) for name in self.relevant} - set(self.practitioners)):
            for role in self.roles_of.get(name, ())[:1]:
                reason = Message(
                    "%(name)s says that they practice acupuncture, and they are not in these files",
                    command="%(name)s says that they practise acupuncture, and they are not in these files",
                    name=role.name[:100],
                )
                yield Problem(role.number, "reference", name[:100], reason, refused=True)

    def affiliations(self, organisation: str) -> list[RoleResource]:
        """What an organisation takes part in, also what is over."""
        return self.roles_of.get(self.own_name(organisation), []) if organisation else []


def _same_npi(practitioners: dict[str, PractitionerResource], updated: dict[str, str]) -> dict[str, str]:
    """{name: the name of the record of the same NPI that was changed last}, for all records but that one."""
    newest: dict[str, str] = {}
    same: dict[str, str] = {}
    for name in sorted(practitioners, key=lambda name: updated[name], reverse=True):
        number = practitioners[name].statement.npi
        if npi.is_valid(number) and newest.setdefault(number, name) != name:
            same[name] = newest[number]
    return same
