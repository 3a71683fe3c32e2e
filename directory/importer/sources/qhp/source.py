"""The directories that marketplace insurers publish: CMS's machine-readable providers.json.

An insurer states who is in its networks. A practitioner whom NPPES lists gets the plans; one who is not listed there is
taken in where a specialty names acupuncture. What two insurers state of one NPI stands side by side, so each statement
has a key of its own: the number of the issuer (the first of several), and the NPI.
"""

from collections.abc import Iterator

from directory.core import dates
from directory.core.i18n import N_, Message
from directory.importer.formats import json_entries
from directory.importer.formats.archive import Opened
from directory.importer.formats.file_set import FileSet
from directory.importer.formats.json_entries import EntryReader
from directory.importer.formats.json_values import scrubbed
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext, empty
from directory.importer.sources.qhp.entry import ProviderEntry
from directory.importer.sources.qhp.kept import KeptEntries
from directory.importer.sources.qhp.plans import IssuerPlans, issuers, read_names

INDEX, PLANS, DRUGS, PROVIDERS = "index", "plans", "drugs", "providers"  # what a file of an insurer may be
ENTRY_KEYS = ("npi", "plans", "addresses")  # of an entry that stands outside of an array
OTHER_FILE = N_(
    "this is not the list of providers. Give providers.json, the file that “provider_urls” of index.json names, "
    "or index.json itself."
)
FHIR_BEGINS = 300  # characters within which a resource says that it is one
PAST_YEARS = N_("a plan of past years only: not shown")


def is_source_file(name: str) -> bool:
    """Whether a file of a folder or a ZIP may be one of an insurer's, by its name; its content tells which."""
    return name.lower().endswith(".json") and not name.startswith(".")


def day_in_name(name: str) -> str | None:
    """The day in a file's name; None where it has none."""
    return dates.in_name(name)


def is_full(name: str) -> bool:
    """Whether an index is among the files, which then are all of its issuers'. Else the file may be one of several."""
    return INDEX in name.lower()


def statements(files: FileSet, context: ReadContext) -> Iterator[RawStatement | Problem]:
    """What the insurer states of `context.npis`, and of those whose specialty is acupuncture.

    Raises FileRefused where no file is a list of providers.
    """
    kinds = [kind_of_file(opened) for opened in files]
    if PROVIDERS not in kinds:
        raise FileRefused(OTHER_FILE, files.name)
    plan_names: dict[str, str] = {}
    for kind, opened in zip(kinds, files, strict=True):
        if kind == PLANS:
            yield from read_names(opened, plan_names)
    collector = _EntryCollector(context)
    for kind, opened in zip(kinds, files, strict=True):
        if kind == PROVIDERS:
            yield from collector.add_file(opened)
    if collector.refusal and not context.tally.rows_read:
        raise collector.refusal
    context.as_of = context.as_of or day_in_name(files.name) or max(collector.days, default=None)
    day = context.as_of or dates.today()
    yield from collector.statements(IssuerPlans(context.payer, context.issuers.names, plan_names, day))
    context.whole = context.whole and bool(context.parts)


def kind_of_file(opened: Opened) -> str:
    """What a file is: an index is an object, the others are arrays whose first values tell.

    Raises FileRefused where it cannot be read.
    """
    if opened.name.lower().startswith(PLANS):
        return PLANS
    text = EntryReader(opened)
    if not (first := text.next()):
        raise empty(opened.path)
    if first not in ("[", "{"):
        return PROVIDERS
    if '"resourceType"' in text.buffer[:FHIR_BEGINS]:
        raise FileRefused(
            "this is FHIR, as Medicare Advantage insurers publish it. Choose “a payer’s own directory” "
            "under “What it is”.",
            opened.name,
            command="this is FHIR, as Medicare Advantage insurers publish it. Import it as plan-net.",
        )
    item = text.entry() if first == "{" else next(text.array(), (0, {}))
    value = item[1] if not isinstance(item, Problem) else {}
    names = value.keys() if isinstance(value, dict) and "npi" not in value else set()
    if (
        first == "{"
        and isinstance(value, dict)
        and not {"marketing_name", "plan_id", "rxnorm_id", *ENTRY_KEYS} & value.keys()
    ):
        return INDEX
    return PLANS if "marketing_name" in names or "plan_id" in names else DRUGS if "rxnorm_id" in names else PROVIDERS


class _EntryCollector:
    """The statements of an insurer, as the entries of its files are added.

    days: on which entries were last changed, whomever they are about. refusal: why a file was not read to its end.
    """

    def __init__(self, context: ReadContext):
        self.context, self.kept = context, KeptEntries()
        self.days: set[str] = set()
        self.refusal: FileRefused | None = None

    def add_file(self, opened: Opened) -> Iterator[Problem]:
        """Adds the entries of a file; what is wrong in it. What came before damage counts, and replaces nothing."""
        try:
            yield from self._entries(opened)
        except FileRefused as refusal:
            if not self.context.lenient:
                raise
            self.refusal = refusal
            self.context.damaged.append(opened.name)
            self.context.whole = False
            yield Problem(opened.row(1), "file", opened.name[:60], str(refusal))

    def _entries(self, opened: Opened) -> Iterator[Problem]:
        for item in json_entries.values(opened, OTHER_FILE, ENTRY_KEYS):
            if isinstance(item, Problem):
                self.context.tally.rows_read += item.refused
                yield item
            else:
                yield from self._add(*item)

    def _add(self, number: int, record: object) -> list[Problem]:
        """Adds an entry, the `number`th of its file; what is wrong in it."""
        self.context.tally.rows_read += 1
        if self.context.whole:
            self.context.parts |= issuers(record) - self.context.issuers.elsewhere
        if not isinstance(record, dict):
            shown = scrubbed(record)[:60] if isinstance(record, str) else ""
            return [Problem(number, "provider", shown, "not an object", refused=True)]
        entry = ProviderEntry(number, record)
        self.days |= {entry.day()} - {""}
        if stated := entry.statement(self.context):
            self.kept.add(*stated)
        return entry.problems

    def statements(self, issuer_plans: IssuerPlans) -> Iterator[RawStatement | Problem]:
        """The statements, without the plans that were over by the file's day; then how many are over today."""
        plans, people, first = 0, 0, (0, "")
        for statement, named in self.kept.joined():
            statement.insurance, ended = issuer_plans.on_day(named)
            if ended:
                first = first if people else (statement.row, ended[0])
                plans, people = plans + len(ended), people + 1
            yield statement
        if people:
            several = Message(
                "a plan of past years only: not shown, as are %(plans)s more, of %(people)s practitioners in all",
                plans=f"{plans - 1:,}",
                people=f"{people:,}",
            )
            yield Problem(first[0], "years", first[1], several if plans > 1 else PAST_YEARS)
