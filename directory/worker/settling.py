"""Publishing a job that was tried and looked at: in one transaction, whole or not at all."""

from contextlib import ExitStack
from typing import Any

from directory.core.i18n import N_
from directory.importer.fetching import Downloads
from directory.importer.record import WordedError
from directory.settings import Settings
from directory.store.imports import published
from directory.store.imports.database import Imports
from directory.store.listings.about import about_at
from directory.store.office import jobs
from directory.worker import pipeline
from directory.worker.orders import JobOrder
from directory.worker.trying import read_order, withdraw
from directory.worker.unattended import listed
from directory.worker.watch import Watch, open_office

CHANGED = N_(
    "Something else was imported or taken out since this was tried. It was tried again: please look once more."
)


class TryAgain(WordedError):
    """What was looked at no longer holds."""


def publish_job(settings: Settings, job: jobs.Job, watch: Watch) -> dict[str, Any]:
    """Imports the files of a tried job, or takes its snapshots out, and publishes; the job's result.

    imports.db is written and directory.db put in its place within one transaction. Before that is committed the job
    notes which snapshots will stand, by which a job that was killed knows whether it was. Raises TryAgain where others
    stand than when it was tried, TooManyLost where the guard refuses it.
    """
    with ExitStack() as kept, Imports(settings.imports_db) as imports:
        result = job.result
        standing = published.standing(imports.connection)
        if standing != result.get("committing"):
            if standing != result["standing"]:
                raise TryAgain(CHANGED)
            with imports.transaction():
                downloads = Downloads(settings.data / "downloads", kept, public=not settings.private_networks)
                report = _change(imports, settings, job, downloads, watch)
                watch.step("building")
                order = JobOrder.of(job.settings)
                pipeline.publish(imports, settings, order.force)
                result = result | {"done": report, "committing": published.standing(imports.connection)}
                with open_office(settings) as office, office.transaction():
                    jobs.note_result(office, job.id, result)
        _publish_points(imports, settings)
        return result | {"after": pipeline.about_published(imports, settings)}


def _publish_points(imports: Imports, settings: Settings) -> None:
    """Asks where new addresses are, where a geocoding service is configured, and publishes what it answers."""
    if geocoder := pipeline.configured_geocoder(settings):
        pipeline.ask_for_points(imports, geocoder, settings)
        with imports.transaction():
            pipeline.publish(imports, settings, force=True)


def publish_edition(settings: Settings, job: jobs.Job, watch: Watch) -> dict[str, Any]:
    """Publishes all that stands, with what was decided since the last publish; the job's result.

    A worker that is killed may have published it: to publish it once more changes nothing, and what waited was noted
    before. Raises TooManyLost where the guard refuses it.
    """
    watch.step("building")
    with Imports(settings.imports_db) as imports:
        with imports.transaction():
            before = about_at(settings.directory_db)
            waited = published.count_unpublished(imports.connection, before)
            result = {"waited": waited, "listings_before": listed(before)} | job.result
            with open_office(settings) as office, office.transaction():
                jobs.note_result(office, job.id, result)
            pipeline.publish(imports, settings, JobOrder.of(job.settings).force)
        _publish_points(imports, settings)
    return result | {"listings_after": listed(about_at(settings.directory_db))}


def _change(imports: Imports, settings: Settings, job: jobs.Job, downloads: Downloads, watch: Watch) -> dict[str, Any]:
    order = JobOrder.of(job.settings)
    if job.what == "undo":
        withdraw(imports, order.snapshots)
        return {"snapshots": order.snapshots}
    return read_order(imports, order, order.local_files(), downloads, settings.data, watch).as_kept()
