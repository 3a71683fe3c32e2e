"""All marketplace insurers of a state as one job: each one's files are fetched, then all are imported together."""

import dataclasses
import json
from pathlib import Path

from msgspec.structs import replace

from directory.core.i18n import N_, kept, messages_in
from directory.importer import run
from directory.importer.fetching import Downloads, local_file
from directory.importer.formats.download import Downloaded, DownloadOptions
from directory.importer.insurer_files import FetchedInsurer, InsurerReport
from directory.importer.insurers import SOURCE, Fetching, chosen, fetch_insurer, import_fetched
from directory.importer.record import FileRefused
from directory.importer.report import SUMMED, Report
from directory.importer.sources.qhp.registry import insurers, read_registry
from directory.store.imports import changes
from directory.store.imports.database import Imports
from directory.store.reference.files import gazetteer
from directory.worker.known import NothingNew
from directory.worker.orders import JobOrder
from directory.worker.pipeline import Read

FETCHED = "insurers.json"  # in a job's folder of given files


def fetch_insurers(order: JobOrder, imports: Imports, given: Path, downloads: Downloads) -> JobOrder:
    """The order with the files of the insurers that CMS's list names for its states, fetched into the folder `given`.

    Raises NothingNew, and FileRefused where nobody's can be had.
    """
    everybody = insurers(read_registry(local_file(order.files[0], downloads)))
    states = ", ".join(order.states or [])
    wanted = chosen(everybody, order.states or [])
    if not wanted:
        said = N_(
            "No insurer of %(states)s is in the list: a state with a marketplace of its own has to be asked itself."
        )
        raise FileRefused(said, states=states)
    options = DownloadOptions(downloads.folder, downloads.progress, public=downloads.public, packed=True)
    fetching, asked = Fetching(options), run.ImportOptions(as_of=order.as_of)
    found = [fetch_insurer(imports, each, fetching, asked) for each in wanted]
    fetched = [each for each in found if isinstance(each, FetchedInsurer)]
    reports = [each for each in found if isinstance(each, InsurerReport)]
    if not fetched:
        _refuse(reports, states)
    told = {
        "insurers": [_kept(each, given / str(number)).as_json() for number, each in enumerate(fetched)],
        "elsewhere": sorted({number for each in everybody if each.addresses for number in each.issuers}),
        "notes": [line for each in reports if each.status == "not had" for line in _in_words(each)],
    }
    given.mkdir(parents=True, exist_ok=True)
    (given / FETCHED).write_text(json.dumps(kept(told)), encoding="utf-8")
    return dataclasses.replace(order, insurers=str(given / FETCHED))


def _refuse(reports: list[InsurerReport], states: str) -> None:
    """Raises NothingNew where an insurer's files stand as they are, else FileRefused."""
    if any(each.status == "unchanged" for each in reports):
        raise NothingNew("The insurers of %(states)s have published nothing new.", states=states)
    why = next((line for each in reports for line in _in_words(each)), "")
    raise FileRefused(
        "No insurer of %(states)s could be had, of %(count)s in the list. %(why)s",
        count=f"{len(reports):,}",
        states=states,
        why=why,
    )


def _kept(fetched: FetchedInsurer, folder: Path) -> FetchedInsurer:
    """An insurer's files, moved where they stay until the job has ended."""
    had = {}
    for number, (address, file) in enumerate(fetched.had.items()):
        path = folder / str(number) / file.path.name
        path.parent.mkdir(parents=True, exist_ok=True)
        file.path.replace(path)
        file.remove()
        had[address] = Downloaded(path, file.version)
    return fetched._replace(had=had)


def _in_words(report: InsurerReport) -> list[str]:
    """What of an insurer could not be had, a line each."""
    return [f"{report.insurer.title}: {': '.join(filter(None, each))}" for each in report.missing]


def read_insurers(imports: Imports, order: JobOrder, folder: Path | None, progress: Read) -> Report:
    """Reads the insurers' files that were fetched into imports.db, inside the caller's transaction: one report for all.

    Raises FileRefused where none of them can be read.
    """
    told = json.loads(Path(order.insurers).read_text(encoding="utf-8"), object_hook=messages_in)
    options = run.ImportOptions(as_of=order.as_of, report_folder=folder, progress=progress)
    changes.remember(imports.connection, SOURCE, "before_all")
    reports = []
    for each in map(FetchedInsurer.of_json, told["insurers"]):
        elsewhere = frozenset(told["elsewhere"]) - each.insurer.issuers.keys()
        reports.append(import_fetched(imports, each, elsewhere, gazetteer(), options))
    changes.recall(imports.connection, "before_all")
    counted = changes.difference(imports.connection, SOURCE)
    return replace(_summed(reports, order, told["notes"]), **counted)


def _summed(reports: list[InsurerReport], order: JobOrder, notes: list[str]) -> Report:
    read = [each.report for each in reports if each.report]
    if not read:
        _refuse(reports, ", ".join(order.states or []))
    notes = [*notes, *(line for each in reports for line in _in_words(each))]
    new = [report for report in read if not report.skipped]
    sums = {name: sum(getattr(report, name) for report in new) for name in SUMMED}
    return Report(source=SOURCE, snapshot=read[-1].snapshot, **sums, files=read, notes=notes)
