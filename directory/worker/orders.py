"""What a job is told: its settings as they are kept, and the folder of its files."""

import shutil
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

from directory.core.known_fetches import KnownFetch
from directory.importer.fetching import LocalFile
from directory.importer.record import ReportedPlan
from directory.settings import Settings
from directory.store.office import jobs
from directory.store.office.database import Office
from directory.store.office.jobs import Job

# A quarter and a month: who looks back at what a weekly, a monthly or a quarterly file changed has the one before too.
KEPT = timedelta(days=120)  # that the tables of a job are kept after its end: a million rows are 100 MB
# In a job's folder: what trying found, what would be published, a table's columns with some values (a TableSample), and
# which column is which.
TRIAL, TRIED_DIRECTORY, COLUMNS, MAP = "trial.db", "directory.db", "columns.json", "table.map.toml"


@dataclass
class JobOrder:
    """An import as an admin asks for it; see pipeline.ImportOrder.

    source: "" where the file is to tell it; known: what is fetched, by its name in core/known_fetches.py; local: the
    files once they are here, each with whose plans it is; insurers: the file that says which insurers' files are here
    (worker/insurers.py); force: published whatever the guard says; snapshots: those to
    take out, of a job that undoes; most: of a schedule's run, percent that may come or go without somebody's look.
    """

    source: str = ""
    files: list[str] = field(default_factory=list)
    whole: bool | None = None
    as_of: str | None = None
    states: list[str] | None = None
    payer: str | None = None
    society: str | None = None
    plans: list[str] | None = None
    map: str | None = None
    known: str = ""
    local: list[tuple[str, list[list[str]]]] = field(default_factory=list)
    insurers: str = ""
    force: bool = False
    snapshots: list[int] = field(default_factory=list)
    most: int | None = None

    @classmethod
    def of(cls, settings: dict[str, Any]) -> "JobOrder":
        """The order that a job's settings are."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in settings.items() if name in known})

    def local_files(self) -> list[LocalFile]:
        """The files that are here."""
        return [LocalFile(Path(path), tuple(ReportedPlan(*plan) for plan in plans)) for path, plans in self.local]


def order_title(fetch: KnownFetch, states: list[str] | None) -> str:
    """What people call a job that fetches something known, in English."""
    return f"{fetch.title} ({', '.join(states)})" if states else fetch.title


def known_settings(fetch: KnownFetch, states: list[str] | None, address: str | None) -> dict[str, Any]:
    """What the jobs are told that fetch something known. address: of the list that says where, for one from a list."""
    told: dict[str, Any] = {"source": fetch.source, "states": states, "known": fetch.name}
    return told | {"files": [address]} if fetch.from_list else told


def job_folder(settings: Settings, number: int) -> Path:
    """Where a job keeps its file and what trying it found."""
    return settings.data / "jobs" / str(number)


def given_folder(settings: Settings, number: int) -> Path:
    """Where the files of a job lie that were uploaded or fetched."""
    return job_folder(settings, number) / "given"


def prune(settings: Settings, office: Office) -> None:
    """Removes the folders of jobs that ended more than KEPT ago. What they did and why, with its figures, stays in the
    history: it is in their rows.
    """
    numbers = [int(folder.name) for folder in (settings.data / "jobs").glob("*") if folder.name.isdecimal()]
    for number in jobs.ended_before(office, numbers, office.now() - KEPT):
        shutil.rmtree(job_folder(settings, number), ignore_errors=True)


def clear_away(settings: Settings, job: Job) -> None:
    """Removes what a job that has ended needs no more: its file and the directory that was tried. What trying found
    stays, for its history.
    """
    shutil.rmtree(given_folder(settings, job.id), ignore_errors=True)
    (job_folder(settings, job.id) / TRIED_DIRECTORY).unlink(missing_ok=True)
