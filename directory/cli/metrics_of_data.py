"""What the databases say, as figures: read when somebody asks, never kept."""

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from directory.core import dates
from directory.settings import Settings
from directory.store.imports.published import snapshots_at, unpublished_at
from directory.store.listings.about import about_at
from directory.store.listings.ages import source_ages
from directory.store.office.copies import copy_state
from directory.store.office.mails import mail_state
from directory.store.office.opening import asked


class DataCollector(Collector):
    """The figures of a data folder."""

    def __init__(self, settings: Settings):
        self.settings = settings

    def describe(self) -> Iterable[Metric]:
        """Nothing is asked when this is registered."""
        return []

    def collect(self) -> Iterator[Metric]:
        """All figures, as they are now."""
        about = about_at(self.settings.directory_db)
        yield from _of_edition(about)
        yield from _of_sources(about)
        yield from self._of_imports(about)
        yield from self._of_office()
        free = shutil.disk_usage(self.settings.data).free if self.settings.data.is_dir() else 0
        yield _gauge("directory_disk_free_bytes", "Room on the data folder's disk.", {(): free})

    def _of_imports(self, about: dict[str, Any]) -> Iterator[Metric]:
        problems: dict[tuple[str, ...], float] = {}
        for snapshot in snapshots_at(self.settings.imports_db) or ():
            if not snapshot["withdrawn"]:
                problems.setdefault((snapshot["source"],), json.loads(snapshot["counts"]).get("problems", 0))
        yield _gauge("directory_import_problems", "Rows of the newest file with a problem.", problems, ["source"])
        waiting = len(unpublished_at(self.settings.imports_db, about))
        yield _gauge("directory_snapshots_not_published", "Imported and not published.", {(): waiting})

    def _of_office(self) -> Iterator[Metric]:
        database = self.settings.office
        jobs = {(phase,): count for phase, count in asked(database, OPEN_JOBS)}
        yield _gauge("directory_jobs", "Imports and publishes that are open.", jobs, ["phase"])
        mail = mail_state(database)
        mails = {("waiting",): mail.waiting, ("given up",): mail.given_up}
        yield _gauge("directory_mails", "Mails of the queue.", mails, ["state"])
        refused = CounterMetricFamily("directory_sign_ins_refused", "Tries to sign in that were refused.")
        refused.add_metric([], next(iter(asked(database, REFUSED)), (0,))[0])
        yield refused
        yield _gauge(
            "directory_searches_without_result_last_month",
            "Searches that found nobody in the month that is over, in tens.",
            {(state,): count for state, count in asked(database, FOUND_NOBODY, [_month_before(dates.today())])},
            ["state"],
        )
        state = copy_state(database)
        yield _moment("directory_backup_timestamp_seconds", "Of when the newest copy is.", state.made)
        yield _moment("directory_restore_tried_timestamp_seconds", "When one was last restored to try it.", state.tried)


OPEN_JOBS = "SELECT phase, count(*) FROM jobs WHERE ended_at IS NULL GROUP BY phase"
FOUND_NOBODY = (
    "SELECT state, searches FROM empty_searches WHERE month = ?"  # of this month would tell when one was made
)
REFUSED = "SELECT count(*) FROM audit WHERE what = 'sign-in refused'"


def _of_edition(about: dict[str, Any]) -> Iterator[Metric]:
    published = about.get("published_at", "")
    yield _moment("directory_published_timestamp_seconds", "When what the public sees was published.", published)
    listings = {(kind,): count for kind, count in about.get("by_kind", {}).items()}
    yield _gauge("directory_listings", "Listings that are published.", listings, ["kind"])


def _of_sources(about: dict[str, Any]) -> Iterator[Metric]:
    ages = source_ages(about)
    days = {(each.source, each.part): each.days for each in ages}
    yield _gauge(
        "directory_source_age_days", "Days since the day that the newest file speaks of.", days, ["source", "part"]
    )
    limits = {(each.source, each.part): each.limit for each in ages if each.limit is not None}
    yield _gauge("directory_source_limit_days", "How old it may be.", limits, ["source", "part"])


def _month_before(day: str) -> str:
    return (date.fromisoformat(day).replace(day=1) - timedelta(days=1)).isoformat()[:7]


def _moment(name: str, text: str, moment: str) -> GaugeMetricFamily:
    """When something was done, ISO 8601; nothing where it never was."""
    return _gauge(name, text, {(): datetime.fromisoformat(moment).timestamp()} if moment else {})


def _gauge(name: str, text: str, values: dict[Any, Any], labels: Iterable[str] = ()) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=list(labels))
    for key, value in values.items():
        family.add_metric(list(key), float(value))
    return family
