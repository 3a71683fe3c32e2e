"""Payers' directories as they must publish them: who is in which plan's network.

They are FHIR R4, HL7 Da Vinci PDex Plan-Net (45 CFR 156.221). A practitioner whom NPPES lists gets the plans; one who
is not listed there is taken in where a specialty or a qualification names acupuncture; so is a clinic (an Organization
with its affiliations). A role that names no network has those of its organisation: "participation in healthcare
provider insurance networks may be direct or through their role at an organization" (the guide's PractitionerRole).
"""

from collections.abc import Iterator

from directory.core import dates
from directory.importer.formats import fhir
from directory.importer.formats.file_set import FileSet
from directory.importer.record import Problem, RawStatement, ReadContext
from directory.importer.sources.plan_net.edition import part_of
from directory.importer.sources.plan_net.graph import ResourceGraph
from directory.importer.sources.plan_net.stating import StatementMaker, payer_part


def is_source_file(name: str) -> bool:
    """Whether a file of a folder or a ZIP may hold resources, by its name."""
    return name.lower().endswith((".json", *fhir.NDJSON)) and not name.startswith(".")


def day_in_name(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Whether it is a folder or a ZIP: a whole directory, as a bulk export gives it. A single file may be anything."""
    return all(file.lower().endswith(("/", ".zip")) for file in name.split(", "))


def statements(files: FileSet, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """What the payer states of `context.npis`, and of those who, as it says, practise acupuncture.

    Raises FileRefused where the files hold neither practitioners nor their roles.
    """
    graph = ResourceGraph(files, context)
    yield from graph.survey()
    graph.gather()
    yield from graph.absent()
    tally, refused = context.tally, context.tally.refused
    context.as_of = context.as_of or day_in_name(files.name) or graph.latest[:10] or None
    maker = StatementMaker(graph, context, context.as_of or dates.today())
    for name, practitioner in graph.practitioners.items():
        yield from maker.statement_of(name, practitioner)
    yield from maker.endings.problems()
    tally.other_taxonomy = tally.rows_read - refused - tally.deactivated - len(maker.found.used)
    payers = {payer_part(payer) for payer in maker.networks.payers() if payer}
    context.parts = {part_of(context.edition)} if context.edition else payers
    context.whole = context.whole and bool(context.parts)
