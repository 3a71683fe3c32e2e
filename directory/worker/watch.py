"""What a job tells while it works, and how it hears that somebody wants it to end."""

import time
from typing import Any

from directory.importer.run import Reading
from directory.settings import Settings
from directory.store.office import jobs
from directory.store.office.database import Actor, Office

SECONDS_BETWEEN = 1.0  # one writing of the progress and the next


class Cancelled(Exception):
    """Somebody wants this job to end."""


def open_office(settings: Settings, job: jobs.Job | None = None) -> Office:
    """The office, opened for a moment: an import may take an hour, and its key may change meanwhile. What is noted is
    the deed of whoever asked for the job last.
    """
    person = (job.settled_by or job.asked_by) if job else None
    return Office(settings.office, settings.key_file, settings.key, Actor(person, "worker"))


class Watch:
    """Writes how far a job is, at most once a second. Raises Cancelled where somebody wants it to end, unless it is
    being published: that is done whole or not at all.
    """

    def __init__(self, settings: Settings, job: jobs.Job):
        self.settings, self.job = settings, job
        self.written, self.progress = 0.0, dict[str, Any]()

    def reading(self, reading: Reading) -> None:
        """How far a file is read."""
        self._note({"step": "reading"} | reading._asdict())

    def fetching(self, done: int, total: int | None) -> None:
        """How far a download is."""
        self._note({"step": "fetching", "done": done, "size": total or 0})

    def step(self, step: str) -> None:
        """What is done now: "fetching", "reading", "comparing", "building"."""
        self._note(self.progress | {"step": step}, at_once=True)

    def _note(self, progress: dict[str, Any], at_once: bool = False) -> None:
        self.progress, now = progress, time.monotonic()
        if now - self.written < SECONDS_BETWEEN and not at_once:
            return
        self.written = now
        with open_office(self.settings) as office, office.transaction():
            wants_end = jobs.note_progress(office, self.job.id, progress)
        if wants_end and self.job.phase == "trying":
            raise Cancelled
