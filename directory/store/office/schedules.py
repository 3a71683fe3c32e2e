"""office.db: what is fetched again and again, and when the next time is.

A run of a schedule is a job like any other (jobs.py), asked for by nobody. A schedule of which a job is still open is
not run again: somebody has to look at that first. What was missed while no worker was there is run once.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from directory.core.known_fetches import DRILL
from directory.store.office import jobs
from directory.store.office.database import Office
from directory.store.office.jobs import OPEN, Job
from directory.store.office.opening import asked, new_id
from directory.store.office.server import OfficeDatabase

EVERY = (1, 7, 14, 30)  # days from one run to the next that may be chosen
MOST_PERCENT = 20  # that may go by itself: the guard allows no more
TOO_FAR = timedelta(days=366)  # of a next run
FIELDS = "id, title, settings, days, next_at, publishes, most, stopped_at, changed_by"
DRILL_SETTINGS, DRILL_DAYS = {"known": DRILL}, 30  # of the schedule that is there where copies are told
DUE = "stopped_at IS NULL AND next_at <= ?"


class ScheduleTerms(NamedTuple):
    """What an admin says of a schedule.

    title: what it fetches; settings: the job's; days: from one run to the next; next_at: the moment of the next, UTC;
    publishes: by itself, where nothing speaks against it; most: percent that may come or go by that.
    """

    title: str
    settings: Mapping[str, Any]
    days: int
    next_at: datetime
    publishes: bool
    most: int


class Schedule(NamedTuple):
    """A row of `schedules`; see ScheduleTerms. settings: the object that its JSON stands for."""

    id: int
    title: str
    settings: dict[str, Any]
    days: int
    next_at: datetime
    publishes: bool
    most: int
    stopped_at: str | None
    changed_by: int | None

    @property
    def is_drill(self) -> bool:
        """Whether it fetches nothing, and tries whether a copy can be restored."""
        return self.settings.get("known") == DRILL

    def moment_after(self, now: datetime) -> datetime:
        """The first of its moments that is still to come."""
        step = timedelta(days=self.days)
        missed = max((now - self.next_at) // step + 1, 0)
        return self.next_at + missed * step


def _schedule(row: tuple[Any, ...]) -> Schedule:
    read = Schedule(*row)
    settings, next_at = json.loads(row[2]), datetime.fromisoformat(row[4])
    return read._replace(settings=settings, next_at=next_at, publishes=bool(read.publishes))


def _values(terms: ScheduleTerms, office: Office) -> tuple[Any, ...]:
    settings, now = json.dumps(terms.settings), office.now().isoformat()
    next_at, person = terms.next_at.isoformat(), office.actor.person
    return (terms.title, settings, terms.days, next_at, int(terms.publishes), terms.most, person, now)


def add_schedule(office: Office, terms: ScheduleTerms) -> int:
    """Keeps a new schedule; its number. Within a transaction, as all that changes something here."""
    sql = """INSERT INTO schedules (title, settings, days, next_at, publishes, most, changed_by, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
    number = new_id(office.connection, sql, _values(terms, office))
    office.note("schedule made", f"schedule {number}")
    return number


def change_schedule(office: Office, number: int, terms: ScheduleTerms) -> None:
    """Says something else of a schedule."""
    sql = """UPDATE schedules SET title = ?, settings = ?, days = ?, next_at = ?, publishes = ?, most = ?,
        changed_by = ?, changed_at = ? WHERE id = ?"""
    office.connection.execute(sql, (*_values(terms, office), number))
    office.note("schedule changed", f"schedule {number}")


def set_stopped(office: Office, schedule: Schedule, stopped: bool) -> None:
    """Stops a schedule, or lets it go on at its next moment to come: what it missed meanwhile was meant to be."""
    now = office.now()
    sql = "UPDATE schedules SET stopped_at = ?, next_at = ?, changed_by = ?, changed_at = ? WHERE id = ?"
    next_at = schedule.next_at if stopped else schedule.moment_after(now)
    person, moment = office.actor.person, now.isoformat()
    office.connection.execute(sql, (moment if stopped else None, next_at.isoformat(), person, moment, schedule.id))
    office.note("schedule stopped" if stopped else "schedule started", f"schedule {schedule.id}")


def find_schedule(office: Office, number: int) -> Schedule | None:
    """The schedule of that number."""
    row = office.connection.execute(f"SELECT {FIELDS} FROM schedules WHERE id = ?", [number]).fetchone()
    return _schedule(row) if row else None


def all_schedules(office: Office) -> list[Schedule]:
    """Every schedule, what runs next first, what is stopped last."""
    sql = f"SELECT {FIELDS} FROM schedules ORDER BY stopped_at IS NOT NULL, next_at, id"
    return [_schedule(row) for row in office.connection.execute(sql)]


def last_runs(office: Office) -> dict[int, Job]:
    """The newest job of each schedule that has run, by the schedule's number."""
    newest = office.connection.execute("SELECT max(id) FROM jobs WHERE schedule IS NOT NULL GROUP BY schedule")
    found = [jobs.find_job(office, number) for (number,) in newest.fetchall()]
    return {job.schedule: job for job in found if job and job.schedule}


def failing(office: Office) -> list[Job]:
    """The last runs of the schedules that are not stopped, where they failed."""
    going = {each.id for each in all_schedules(office) if not each.stopped_at}
    return [job for number, job in last_runs(office).items() if number in going and job.phase == "failed"]


def run_schedule(office: Office, schedule: Schedule) -> int | None:
    """Has a schedule's file fetched and tried, or a copy tried, now; the job's number, None while the last is open."""
    places = ", ".join("?" * len(OPEN))
    sql = f"SELECT EXISTS (SELECT 1 FROM jobs WHERE schedule = ? AND phase IN ({places}))"
    if office.connection.execute(sql, (schedule.id, *OPEN)).fetchone()[0]:
        return None
    what = "drill" if schedule.is_drill else "import"
    return jobs.add_job(office, what, schedule.title, schedule.settings | {"most": schedule.most}, schedule.id)


def run_due(office: Office) -> list[int]:
    """Puts what is due into the queue, each once however often it was missed, and sets when it is due next.

    The numbers of the jobs. Within one transaction, so that of several workers one does it.
    """
    now = office.now()
    rows = office.connection.execute(f"SELECT {FIELDS} FROM schedules WHERE {DUE} ORDER BY next_at", [now.isoformat()])
    started = []
    for schedule in map(_schedule, rows.fetchall()):
        started.append(run_schedule(office, schedule))
        next_at = schedule.moment_after(now).isoformat()
        office.connection.execute("UPDATE schedules SET next_at = ? WHERE id = ?", (next_at, schedule.id))
    return [number for number in started if number]


def anything_due(database: OfficeDatabase, now: datetime) -> bool:
    """Whether run_due would find something in the office; no, where it is not there or of an earlier version."""
    return bool(asked(database, f"SELECT 1 FROM schedules WHERE {DUE} LIMIT 1", [now.isoformat()]))


def is_drill_kept(database: OfficeDatabase) -> bool:
    """Whether a schedule, be it stopped, tries copies."""
    return bool(asked(database, "SELECT 1 FROM schedules WHERE settings = ?", [json.dumps(DRILL_SETTINGS)]))


def next_runs(database: OfficeDatabase) -> list[Schedule]:
    """The schedules that are not stopped, of an office that is only read, which needs no key."""
    rows = asked(database, f"SELECT {FIELDS} FROM schedules WHERE stopped_at IS NULL ORDER BY next_at, id")
    return [_schedule(row) for row in rows]
