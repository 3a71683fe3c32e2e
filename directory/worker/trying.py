"""Trying a job: everything is done as if for good, looked at, and undone."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from directory.core.i18n import N_
from directory.core.known_fetches import INSURERS
from directory.core.practitioner import Licence, Location, Statement
from directory.core.table_shapes import SHAPES, TABLE
from directory.importer import detect, preview, table_sample
from directory.importer.fetching import Downloads, LocalFile, local_file
from directory.importer.record import FileRefused, WordedError
from directory.importer.report import COMPARED, Report
from directory.publish import build
from directory.settings import Settings
from directory.store.imports import changes as store_changes
from directory.store.imports import published
from directory.store.imports.database import Imports
from directory.store.listings.about import about_at
from directory.store.listings.reader import Current
from directory.store.office import jobs, maps
from directory.store.reference import files as reference
from directory.store.trial import Change, Drawn, FieldChange, TrialWriter
from directory.worker import pipeline
from directory.worker.insurers import fetch_insurers, read_insurers
from directory.worker.known import NothingNew, fetch_known
from directory.worker.orders import COLUMNS, MAP, TRIAL, TRIED_DIRECTORY, JobOrder, given_folder, job_folder
from directory.worker.unattended import held_back_by_hand, listed, losses, too_much
from directory.worker.watch import Watch, open_office

DRAWN = 20  # statements shown beside what becomes of them
SAME_FILE = N_("This very file was imported before, and would change nothing.")
Result = dict[str, Any]  # what the desk shows of a job


class NeedsMap(WordedError):
    """A table waits for somebody to match its columns; why it is not read without, where it might be."""


def try_import(settings: Settings, job: jobs.Job, watch: Watch) -> Result:
    """What an import would do: its report, its changes, what the guard says.

    Raises NeedsMap where it is a table whose columns nobody has matched; FileRefused, Cancelled, OSError.
    """
    folder = job_folder(settings, job.id)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as kept, Imports(settings.imports_db) as imports:
        public = not settings.private_networks
        downloads = Downloads(settings.data / "downloads", kept, progress=watch.fetching, public=public)
        order, files = _files_here(settings, job, imports, downloads, watch)
        if order.source in SHAPES and not order.map and not order.insurers:
            order = _mapped(settings, job, order, files[0].path)
        with imports.transaction(keep=False):
            standing = published.standing(imports.connection)
            held = [] if order.most is None else held_back_by_hand(imports, about_at(settings.directory_db))
            report = read_order(imports, order, files, downloads, folder, watch)
            if (order.known or order.most is not None) and all(each.skipped for each in report.of_each_file()):
                raise NothingNew(SAME_FILE)
            watch.step("comparing")
            snapshots = [each.snapshot for each in report.of_each_file()]
            with _Writing(folder) as trial:
                trial.add_changes(_changes(imports, report.source))
                trial.add_problems(chain.from_iterable(map(imports.problems, snapshots)))
                guard = _try_publishing(imports, settings, folder, watch)
                trial.add_drawn(_drawn(imports, snapshots, folder))
    held += _held(order, settings, folder, report)
    return {"report": report.as_kept(), "standing": standing, "source": order.source, "held": held} | guard


def _mapped(settings: Settings, job: jobs.Job, order: JobOrder, path: Path) -> JobOrder:
    """The order with the map that somebody has saved for a table's header; as it is, where the table is read without.

    The columns are kept beside the job, to be matched otherwise. Raises NeedsMap where somebody has to match them: in
    an admin's own table always, unless a schedule's file has a header with a map.
    """
    state = next(iter(order.states or []), "")
    folder, sample = job_folder(settings, job.id), table_sample.sample_table(path, order.source, state)
    (folder / COLUMNS).write_text(json.dumps(sample._asdict()), encoding="utf-8", errors="replace")
    with open_office(settings) as office:
        saved = maps.maps_for(office, sample) if job.schedule or order.source != TABLE.source else []
    if not saved and sample.fits:
        return order
    if not saved:
        raise NeedsMap(sample.refusal)
    (folder / MAP).write_text(saved[0].content, encoding="utf-8", errors="replace")
    return _noted(settings, job, replace(order, map=str(folder / MAP)))


def try_undo(settings: Settings, job: jobs.Job, watch: Watch) -> Result:
    """What taking snapshots out would do."""
    folder = job_folder(settings, job.id)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = JobOrder.of(job.settings).snapshots
    with Imports(settings.imports_db) as imports, imports.transaction(keep=False):
        standing = published.standing(imports.connection)
        sources = sorted({row["source"] for row in imports.snapshots() if row["id"] in wanted})
        compared = dict.fromkeys(COMPARED, 0)
        with _Writing(folder) as trial:
            for source in sources:
                store_changes.remember(imports.connection, source, f"before_{sources.index(source)}")
            withdraw(imports, wanted)
            watch.step("comparing")
            for source in sources:
                store_changes.recall(imports.connection, f"before_{sources.index(source)}")
                counted = store_changes.difference(imports.connection, source)
                compared = {name: compared[name] + counted[name] for name in COMPARED}
                trial.add_changes(_changes(imports, source))
            guard = _try_publishing(imports, settings, folder, watch)
    return {"report": msgspec.structs.replace(Report(), **compared).as_kept(), "standing": standing} | guard


def withdraw(imports: Imports, snapshots: Iterable[int]) -> None:
    """Takes snapshots out. Raises FileRefused where one does not stand."""
    for number in snapshots:
        if not imports.withdraw(number):
            raise FileRefused("Import %(number)s is out already, or there is none of that number.", number=number)


class _Writing:
    """A TrialWriter in a job's folder, finished when the block ends well."""

    def __init__(self, folder: Path):
        self.writer = TrialWriter(folder / TRIAL)

    def __enter__(self) -> TrialWriter:
        return self.writer

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.writer.finish() if kind is None else self.writer.abandon()


def _files_here(
    settings: Settings, job: jobs.Job, imports: Imports, downloads: Downloads, watch: Watch
) -> tuple[JobOrder, list[LocalFile]]:
    """The order, and its files on this machine; noted in the job, so that publishing reads the very same."""
    order = JobOrder.of(job.settings)
    if order.local or order.insurers:
        return order, order.local_files()
    given = given_folder(settings, job.id)
    if order.known == INSURERS:
        watch.step("fetching")
        return _noted(settings, job, fetch_insurers(order, imports, given, downloads)), []
    if order.known:
        order = fetch_known(order, imports, given, downloads)
    if not order.source:
        path = _kept(local_file(order.files[0], downloads), given, 0, downloads)
        found = detect.detect(path)
        if not found.source:
            raise FileRefused("nothing of ours. %(refusal)s", path.name, refusal=found.refusal)
        order = replace(order, source=found.source, states=order.states or ([found.state] if found.state else None))
    watch.step("fetching")
    files = [
        LocalFile(_kept(file.path, given, number, downloads), file.plans)
        for number, file in enumerate(pipeline.gather(order, downloads))
    ]
    order = replace(order, local=[(str(file.path), [list(plan) for plan in file.plans]) for file in files])
    return _noted(settings, job, order), files


def _noted(settings: Settings, job: jobs.Job, order: JobOrder) -> JobOrder:
    with open_office(settings) as office, office.transaction():
        jobs.note_settings(office, job.id, asdict(order))
    return order


def read_order(
    imports: Imports, order: JobOrder, files: list[LocalFile], downloads: Downloads, folder: Path, watch: Watch
) -> Report:
    """Reads what an order is about into imports.db, inside the caller's transaction. folder: of the reports."""
    if order.insurers:
        return read_insurers(imports, order, folder, watch.reading)
    return pipeline.read_files(imports, order, files, downloads, folder, watch.reading)


def _kept(path: Path, given: Path, number: int, downloads: Downloads) -> Path:
    """A download moved into the job's own folder, where it stays until the job has ended; another file as it is."""
    if not path.is_relative_to(downloads.folder):
        return path
    kept = given / str(number) / path.name
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.unlink(missing_ok=True)
    os.link(path, kept)
    return kept


def _changes(imports: Imports, source: str) -> Iterator[Change]:
    """What an import changes, as it is written for the desk."""
    for kind, before, now in preview.every_change(imports, source):
        shown = now or before
        if shown:
            fields = preview.changed_values(before, now) if before and now else ()
            listed = [FieldChange(*each) for each in fields]
            yield Change(kind, source, shown.id, shown.name, _state(shown), listed)


def _state(statement: Statement) -> str:
    """Where somebody practises, else where they are licensed."""
    entries: tuple[Location | Licence, ...] = (*statement.locations, *statement.licences)
    return next((each.state for each in entries), "")


def _try_publishing(imports: Imports, settings: Settings, folder: Path, watch: Watch) -> Result:
    """Makes the directory that would be published, and asks the guard about it."""
    watch.step("building")
    before, tried = about_at(settings.directory_db), folder / TRIED_DIRECTORY
    build.publish(imports, settings.directory_db, reference.gazetteer(), force=True, trial=tried)
    watch.step("building")  # a cancel that came meanwhile is heard
    after = about_at(tried)
    told = {"listings_before": listed(before), "listings_after": listed(after), "made_up": bool(after.get("made_up"))}
    return {"guard": losses(before, after), **told}


def _held(order: JobOrder, settings: Settings, folder: Path, report: Report) -> list[str]:
    """What keeps a schedule's run from being published by itself, besides the guard."""
    if order.most is None:
        return []
    return list(too_much(order.most, about_at(settings.directory_db), about_at(folder / TRIED_DIRECTORY), report))


def _drawn(imports: Imports, snapshots: list[int], folder: Path) -> Iterator[Drawn]:
    """Statements drawn by lot, each beside what the tried directory shows of the practitioner."""
    directory = Current(folder / TRIED_DIRECTORY).get()
    for sourced in imports.drawn(snapshots, DRAWN):
        listing = directory.listing(sourced.practitioner_id)
        stated = list(preview.stated_facts(sourced.statement))
        yield Drawn(stated, list(preview.stated_facts(listing)) if listing else [])
