"""The first reading of a payer's files: who matters here, and the resources that are few enough to be kept whole."""

from collections.abc import Iterator
from typing import TypeVar

from directory.core.i18n import N_, Message
from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.formats import fhir
from directory.importer.formats.fhir import NamedResource
from directory.importer.formats.file_set import FileSet
from directory.importer.record import FileRefused, Problem, ReadContext
from directory.importer.sources.plan_net import people, resources
from directory.importer.sources.plan_net.reader import ResourceReader
from directory.importer.sources.plan_net.resources import OrganisationResource, PlanResource, RoleResource

PRACTITIONER_FIELDS = {  # of roles: the field that names whose it is
    "PractitionerRole": "practitioner",
    "OrganizationAffiliation": "participatingOrganization",
}
ENVELOPES = {"Bundle", "OperationOutcome"}  # need no id
MORE_PAGES = N_(
    "this is one page of several, and what the later ones say is not in these files. "
    "Fetch them all, or the payer’s bulk export"
)
NO_ROLES = N_("there is none in these files, and nothing else says who is in which network")
NO_FHIR = Message(
    "no FHIR resource is in it. Give a ZIP of a payer’s Plan-Net files, or the address of the "
    "index of a Medicare Advantage directory of FHIR Bundles. Some of these directories are "
    "plain JSON, which is not read: ask the insurer for FHIR.",
    command=(
        "no FHIR resource is in it. Give the folder of a payer’s Plan-Net files, or the index of a Medicare Advantage "
        "directory of FHIR Bundles. These directories may be plain JSON instead: no description of that layout was "
        "found, so it is not read; ask the insurer for FHIR. Files of marketplace insurers (providers.json) are "
        "imported as qhp."
    ),
)
NO_ID = N_("it has no id, by which the others could refer to it")
SERVER_ERROR = N_("the server answered with an error in place of data")

Resource = TypeVar("Resource")


class Survey:
    """What a first reading of the files finds.

    types: of the resources in each file. relevant: names of those who practise acupuncture or whom NPPES lists.
    own_names: {another name of a resource: its own}. updated: {name: when the server changed the resource}; of two
    versions the one changed last counts. latest: when a resource was last changed. problems: those of each resource
    that is kept, reported when it is used. organisations, plans, roles: resources by name; the roles are
    OrganizationAffiliations only, for they are few.
    """

    def __init__(self, files: FileSet, context: ReadContext):
        self.files, self.context = files, context
        self.types: list[set[str]] = []
        self.relevant: set[str] = set()
        self.own_names: dict[str, str] = {}
        self.updated: dict[str, str] = {}
        self.latest = ""
        self.problems: dict[str, list[Problem]] = {}
        self.organisations: dict[str, OrganisationResource] = {}
        self.plans: dict[str, PlanResource] = {}
        self.roles: dict[str, RoleResource] = {}

    def survey(self) -> Iterator[Problem]:
        """Reads all files once; what is wrong with them. Raises FileRefused where nobody and no role is in them."""
        server_error = ""
        for opened in self.files:
            self.types.append(set())
            for found in fhir.resources(opened):
                problem = found if isinstance(found, Problem) else self._survey_resource(found)
                self.context.tally.rows_read += isinstance(found, NamedResource) or found.refused
                if problem:
                    yield problem
                    server_error = server_error or (problem.value if problem.field == "OperationOutcome" else "")
        held: set[str] = set().union(*self.types) - ENVELOPES
        if held.isdisjoint({"Practitioner", *PRACTITIONER_FIELDS}):
            raise _nobody(self.files.name, held, server_error)
        if held.isdisjoint(PRACTITIONER_FIELDS):
            yield Problem(1, "PractitionerRole", "", NO_ROLES)
        self.relevant = {self.own_name(name) for name in self.relevant}

    def _survey_resource(self, found: NamedResource) -> Problem | None:
        """Notes whom a resource is about, and keeps it where its kind is few; what is wrong with it."""
        reader = ResourceReader(found)
        if not reader.name and found.type not in ENVELOPES:
            return Problem(found.number, found.type[:60], "", NO_ID, refused=True)
        self.types[-1].add(found.type)
        self.latest = max(self.latest, reader.updated())
        self.own_names |= dict.fromkeys(found.names[1:], found.names[0])
        if found.type == "Bundle":
            problem = _later_pages(reader)
            self.context.whole = self.context.whole and not problem
            return problem
        if found.type == "OperationOutcome":
            return _server_error(reader)
        self._keep_few(reader)
        self._note_relevant(reader)
        return None

    def _keep_few(self, reader: ResourceReader) -> None:
        match reader.resource_type:
            case "Organization":
                self.keep(self.organisations, reader, resources.organisation(reader))
            case "InsurancePlan":
                self.keep(self.plans, reader, resources.plan(reader))
            case "OrganizationAffiliation":
                self.keep(self.roles, reader, resources.role(reader, PRACTITIONER_FIELDS[reader.resource_type]))

    def _note_relevant(self, reader: ResourceReader) -> None:
        field = PRACTITIONER_FIELDS.get(reader.resource_type)
        if field and ACUPUNCTURIST in reader.taxonomies(reader.resource, "specialty"):
            self.relevant.update(reader.names(field))
        elif reader.resource_type in people.READERS and (
            reader.npi() in self.context.npis or people.is_qualified(reader)
        ):
            self.relevant.add(reader.name)

    def keep(self, kept: dict[str, Resource], reader: ResourceReader, resource: Resource) -> None:
        """Keeps a resource by its name, unless a newer version of it is kept."""
        name, updated = reader.name, reader.updated()
        if name not in kept or updated >= self.updated[name]:
            kept[name], self.updated[name], self.problems[name] = resource, updated, reader.problems

    def own_name(self, name: str) -> str:
        """A resource's own name, by any of its names."""
        return self.own_names.get(name, name)

    def read_again(self, *types: str) -> Iterator[ResourceReader]:
        """The resources of some types, from the first file on; files without such are not opened."""
        for place, opened in enumerate(self.files):
            if self.types[place].isdisjoint(types):
                continue
            for found in fhir.resources(opened):
                if isinstance(found, NamedResource) and found.type in types:
                    yield ResourceReader(found)


def _nobody(file: str, held: set[str], server_error: str) -> FileRefused:
    """Why files are refused in which nobody is, and no role of anybody. held: the types of resources in them."""
    if server_error:
        what = Message("the server answered with an error, “%(error)s”", error=server_error)
    elif held:
        types = ", ".join(sorted(name[:40] for name in held))
        what = Message("there are no practitioners and no roles of any in it, but %(types)s", types=types)
    else:
        return FileRefused(NO_FHIR, file)
    said = Message(
        "%(what)s. Give a ZIP of a payer’s Plan-Net files, with Practitioner and PractitionerRole.",
        command="%(what)s. Give the folder of a payer’s Plan-Net files, with Practitioner and PractitionerRole.",
        what=what,
    )
    return FileRefused(said, file)


def _later_pages(reader: ResourceReader) -> Problem | None:
    """A problem where a Bundle is one page of an answer, and not the last (FHIR R4, 3.1.1.4)."""
    links = reader.many(reader.resource, "link")
    following = next((reader.text(link, "url") for link in links if reader.text(link, "relation") == "next"), "")
    return Problem(reader.number, "Bundle.link", following[:60], MORE_PAGES) if following else None


def _server_error(reader: ResourceReader) -> Problem | None:
    """A problem where a server reports an error in place of data."""
    issues = reader.many(reader.resource, "issue")
    errors = [issue for issue in issues if reader.text(issue, "severity") in ("error", "fatal")]
    if not errors:
        return None
    details = reader.text(reader.one(errors[0], "details"), "text")
    words = reader.text(errors[0], "diagnostics") or details or reader.text(errors[0], "code")
    return Problem(reader.number, "OperationOutcome", words[:200], SERVER_ERROR, refused=True)
