"""The import of files, from opening them to what they changed.

Read import_file from top to bottom: it is the pipeline.
"""

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from directory.core.gazetteer import Gazetteer
from directory.core.gc_pause import garbage_collection_paused
from directory.core.i18n import N_, Message
from directory.core.sources import BY_NAME, stated_by
from directory.importer import left_standing, report_files
from directory.importer.collect import Collector
from directory.importer.file_day import file_day
from directory.importer.formats.archive import Opened, members
from directory.importer.formats.file_set import FileSet
from directory.importer.record import Fetch, FileRefused, KnownIssuers, PlanEdition, ReadContext, ReportedPlan
from directory.importer.report import PassedOver, Report, report_from_json, summed
from directory.importer.sources import SOURCES, ImportSource, SourceReader
from directory.store.imports import changes
from directory.store.imports.database import Imports

log = logging.getLogger(__name__)

NO_ROW = N_("none of its rows can be read. Row %(row)s, %(field)s: %(reason)s.")
BY_NPI = ("nppes", "part-b")  # whom they list, other files add to
NAMES_SHOWN = 6  # of files that are read together


class Reading(NamedTuple):
    """How far the reading of a file is: bytes done, of how many; rows and problems so far."""

    file: str
    done: int
    size: int
    rows: int
    problems: int


@dataclass(frozen=True)
class ImportOptions:
    """What all files of one command have in common.

    whole: whether a file replaces what the source said before (None: its name tells); as_of: the day it speaks of
    (None: its name tells, else its content); state: whose licences these are; society: whose members (roster);
    map_file: how a table is to be read; payer: whose plans these are, where the files do not name the insurer; plans,
    issuers, lenient, fetch: see ReadContext; editions: of files that an index names, see PlanEdition: those of each
    edition are read by themselves, and are all that is said of it; origin: what else is kept with the snapshot, of
    where its files come from; fetched_on: the day that counts where nothing tells one, of files that are what their
    publisher says that day; report_folder: where the reports of what is wrong are written (None: nowhere); progress:
    told how far the reading is, block by block; what it raises stops the import.
    """

    whole: bool | None = None
    as_of: str | None = None
    state: str = ""
    society: str = ""
    map_file: Path | None = None
    payer: str = ""
    plans: dict[Path, tuple[ReportedPlan, ...]] = field(default_factory=dict)
    issuers: KnownIssuers = field(default_factory=KnownIssuers)
    lenient: bool = False
    editions: dict[Path, PlanEdition] = field(default_factory=dict)
    origin: dict[str, Any] = field(default_factory=dict)
    fetched_on: str | None = None
    fetch: Fetch | None = None
    report_folder: Path | None = None
    progress: Callable[[Reading], None] = lambda reading: None

    def manner(self, whole: bool, edition: PlanEdition | None = None) -> dict[str, str | None]:
        """How the files are read, besides their content: the same file is read again where this is another."""
        mapped = hashlib.sha256(self.map_file.read_bytes()).hexdigest() if self.map_file else None
        chosen = sorted({plan for plans in self.plans.values() for plan in plans})
        plans = _digest(chosen) if chosen else None
        manner = {"extent": "full" if whole else "update", "map": mapped, "payer": self.payer or None, "plans": plans}
        manner |= {"society": self.society or None}
        manner |= {"edition": f"{edition.contract} {edition.year}" if edition else None}
        return manner | {"issuer_names": _digest(sorted(self.issuers.names.items())) if self.issuers.names else None}


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


@garbage_collection_paused()
def import_files(
    imports: Imports, source_name: str, paths: list[Path], gazetteer: Gazetteer, options: ImportOptions | None = None
) -> Report:
    """Reads files into imports.db inside the caller's transaction, each by itself or, where the source wants it, all as
    one.

    Beside a real source the made-up listings are not shown. Of a ZIP, the files of companion sources are read too.
    Returns what became of the rows. Raises FileRefused where a file is not one of this source; the caller's transaction
    must then be undone.
    """
    began = time.monotonic()
    log.info("import started", extra={"source": source_name})
    importer = _Importer(imports, gazetteer, options or ImportOptions())
    changes.remember(imports.connection, stated_by(source_name))
    sample_stood = imports.made_up()
    report = summed(
        [importer.import_file(source_name, files) for files in _together(source_name, paths, importer.options)]
    )
    companions = importer.import_companions(source_name, paths)
    compared = changes.difference(imports.connection, stated_by(source_name))
    _log_finished(report, began)
    taken_out = sample_stood and not imports.made_up()
    return replace(report, **compared, sample_taken_out=taken_out, companions=companions or UNSET)


class _Importer:
    """Imports files, one after the other, as the options of one command say."""

    def __init__(self, imports: Imports, gazetteer: Gazetteer, options: ImportOptions):
        self.imports, self.gazetteer, self.options = imports, gazetteer, options
        self.days: dict[Path, str] = {}  # of the files imported

    def import_companions(self, source_name: str, paths: list[Path]) -> list[Report]:
        """Imports the files of companion sources that lie in the same ZIP; one without rows leaves nothing behind."""
        reports = [
            self.import_file(name, [path], may_be_empty=True)
            for path in paths
            for name in SOURCES[source_name].companions
            if members(path, SOURCES[name].reader.is_source_file)
        ]
        self.imports.drop([each.snapshot for each in reports if not each.rows_read])
        return reports

    def import_file(self, source_name: str, paths: list[Path], may_be_empty: bool = False) -> Report:
        """Reads a file, or several as one: recognise, read and normalise, count, date, report."""
        began, source, reader = time.monotonic(), SOURCES[source_name], SOURCES[source_name].reader
        with _opened(source, paths) as opened:
            edition = self.options.editions.get(paths[0])
            whole = _is_whole(reader, opened.name, edition, self.options)
            manner = self.options.manner(whole, edition)
            named_day, sha256 = self.options.as_of or reader.day_in_name(opened.name), opened.sha256()
            named_day = file_day(opened.name, named_day) if named_day else None
            if earlier := self._imported_before(source_name, sha256, named_day, manner):
                return replace(earlier, skipped=True)
            context = _context(self.imports, source_name, whole, edition, self.options)
            word_of = BY_NAME[stated_by(source_name)]
            snapshot = self.imports.new_snapshot(
                word_of.name, self.options.state, word_of.made_up, whole, _shown(opened.name), sha256
            )
            collector = Collector(self.imports, self.gazetteer, context, snapshot)
            opened.watch = partial(self._watch, collector)
            self.imports.write(snapshot, collector.records(reader.statements(opened, context)))
            collector.flush()
        if not (context.tally.rows_read or may_be_empty):
            raise FileRefused("there is a header and no rows below it. Download the file again.", opened.name)
        report = self._counted(collector, word_of.name, _shown(opened.name), manner)
        day = self.days[paths[0]] = self._day(opened.name, paths[0], named_day, collector)
        files = self._write_reports(source_name, collector, day)
        report = replace(report, seconds=round(time.monotonic() - began, 1))
        parts = context.parts if context.whole else ()
        context.notes += left_standing.notes(self.imports, word_of.name, _shown(opened.name), day, parts)
        self.imports.finish(snapshot, day, context.whole, parts, report.as_kept())
        return replace(report, **files)

    def _day(self, file: str, path: Path, named: str | None, collector: Collector) -> str:
        """The day of a file that was read. Raises FileRefused: where none of its rows could be read, by the first."""
        context = collector.context
        told = named or context.as_of or collector.newest or self.days.get(path) or self.options.fetched_on
        if not told and context.tally.rows_read and context.tally.refused == context.tally.rows_read:
            row, field, value, reason, _ = next(self.imports.problems(collector.snapshot))
            why = Message("%(reason)s (%(value)s)", reason=reason, value=value) if value else reason
            raise FileRefused(NO_ROW, file, row=row, field=field, reason=why)
        return file_day(file, told)

    def _watch(self, collector: Collector, opened: FileSet | Opened) -> None:
        rows, problems = collector.context.tally.rows_read, collector.problem_count
        self.options.progress(Reading(opened.name, opened.done, opened.size, rows, problems))

    def _imported_before(
        self, source_name: str, sha256: str, day: str | None, manner: dict[str, str | None]
    ) -> Report | None:
        """The report of an earlier import of the very same file, read in the same manner, that would come out the same
        today.
        """
        earlier = self.imports.same_file(stated_by(source_name), self.options.state, sha256, day)
        if not earlier:
            return None
        report = report_from_json(earlier["counts"])
        outdated = SOURCES[source_name].leans_on_nppes and self.imports.newest(*BY_NPI) > earlier["id"]
        return report if report.is_read_in(manner) and not outdated else None

    def _counted(self, collector: Collector, source: str, file: str, manner: dict[str, str | None]) -> Report:
        tally = collector.context.tally
        listings = self.imports.count(collector.snapshot)
        told: dict[str, Any] = {name: value for name, value in manner.items() if value} | self.options.origin
        repeated = tally.rows_read - tally.other_taxonomy - tally.deactivated - tally.refused - listings
        return Report(
            source=source,
            snapshot=collector.snapshot,
            file=file,
            rows_read=tally.rows_read,
            listings=listings,
            problems=collector.problem_count,
            refused=tally.refused,
            passed_over=PassedOver(tally.other_taxonomy, tally.deactivated, repeated),
            notes=collector.context.notes,
            damaged=collector.context.damaged or UNSET,
            **told,
        )

    def _write_reports(self, source_name: str, collector: Collector, day: str) -> dict[str, Any]:
        """Writes what is wrong in a file; what its report says of that, with `then`, the command that imports the rows
        to mend.

        These rows replace what the file replaced, unless each stands alone.
        """
        options, context = self.options, collector.context
        if not options.report_folder:
            return {}
        written = report_files.write(self.imports, collector.snapshot, day, context.table, options.report_folder)
        if "mend" not in written:
            return {**written, **({"no_table": True} if written and not context.table.header else {})}
        replaces = context.whole and not context.table.alone
        command = ["import", source_name, written["mend"]]
        if SOURCES[source_name].reader.is_full(Path(written["mend"]).name) != replaces:
            command.append("--full" if replaces else "--update")
        command += ["--state", options.state] if options.state else []
        command += ["--society", options.society] if options.society else []
        command += ["--map", str(options.map_file)] if options.map_file else []
        return {**written, "then": command}


def _shown(name: str) -> str:
    """The names of files that are read together, as far as somebody would read on."""
    names = name.split(", ")
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _log_finished(report: Report, began: float) -> None:
    counts = {name: getattr(report, name) for name in ("source", "snapshot", "listings", "problems")}
    seconds = round(time.monotonic() - began, 1)
    log.info("import finished", extra=counts | {"rows": report.rows_read, "seconds": seconds})


def _context(
    imports: Imports, source_name: str, whole: bool, edition: PlanEdition | None, options: ImportOptions
) -> ReadContext:
    return ReadContext(
        imports.known_ids(stated_by(source_name)),
        whole,
        npis=imports.known_ids(*BY_NPI),
        state=options.state,
        society=options.society,
        payer=options.payer,
        listed=imports.listed_npis() if source_name == "tic" else set(),
        plans=options.plans,
        issuers=options.issuers,
        lenient=options.lenient,
        edition=edition,
        fetch=options.fetch,
        as_of=options.as_of,
        map_file=options.map_file,
    )


def _is_whole(reader: SourceReader, name: str, edition: PlanEdition | None, options: ImportOptions) -> bool:
    """Whether files replace what was said before: as the admin says, else as their index or their name tells."""
    return (edition is not None or reader.is_full(name)) if options.whole is None else options.whole


def _together(source_name: str, paths: list[Path], options: ImportOptions) -> list[list[Path]]:
    """The files that are read as one: each by itself, or all that the source wants together, by edition."""
    if not SOURCES[source_name].together:
        return [[path] for path in paths]
    by_edition: dict[PlanEdition | None, list[Path]] = {}
    for path in paths:
        by_edition.setdefault(options.editions.get(path), []).append(path)
    return list(by_edition.values())


def _opened(source: ImportSource, paths: list[Path]) -> FileSet | Opened:
    is_source_file = source.reader.is_source_file
    return FileSet(paths, is_source_file) if source.together else Opened(paths[0], is_source_file)
