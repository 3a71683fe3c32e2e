"""office.db: the jobs that admins ask for and the worker does, one after the other.

A job is tried first, which changes nothing; somebody looks at what it would do, and publishes or discards it:

    waiting → trying → tried → publishing → published
        cancelled, failed      discarded, failed

A drill, which tries whether a copy can be restored, publishes nothing and ends as "done". A table waits first for its
columns to be matched ("matching"), and is then tried again with them. An edition, which publishes what was decided at
the desk, begins as "publishing", and is "tried" where the guard refuses it. The row is the queue too: what waits is
taken in the order in which it was asked for, what is to be published first.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from directory.core.i18n import Message, kept, kept_text, messages_in, read_text
from directory.store.office.database import Office
from directory.store.office.opening import asked, is_left, new_id
from directory.store.office.server import OfficeDatabase

OPEN = ("waiting", "trying", "matching", "tried", "publishing")
LOOKED_AT = ("matching", "tried")  # phases in which a job waits for somebody
MOST_ATTEMPTS = 3  # of a worker that ends while it is at a job, before the job is at fault
ENDED_TOO_OFTEN = Message(
    "The program ended three times while it was at this, so it was given up. Nothing was "
    "changed. Tell whoever runs this server the number of this page.",
    command="The worker ended three times while it was at this, so it was given up. Look at the file and the log.",
)
FIELDS = """id, what, asked_by, file, settings, phase, taken, attempts, cancel, progress, result, reason, asked_at,
    tried_at, settled_by, ended_at, schedule"""


class Job(NamedTuple):
    """A row of `jobs`. settings, progress and result are the objects that their JSON stands for; schedule: the one of
    which it is a run, if any.
    """

    id: int
    what: str
    asked_by: int | None
    file: str
    settings: dict[str, Any]
    phase: str
    taken: bool
    attempts: int
    cancel: bool
    progress: dict[str, Any]
    result: dict[str, Any]
    reason: str
    asked_at: str
    tried_at: str | None
    settled_by: int | None
    ended_at: str | None
    schedule: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether something can still come of it."""
        return self.phase in OPEN

    @property
    def shown_phase(self) -> str:
        """Its phase, or "nothing new" where that is why it ended."""
        return "nothing new" if self.result.get("nothing_new") else self.phase

    @property
    def is_at_work(self) -> bool:
        """Whether the worker is at it, or it waits for the worker."""
        return self.phase in ("waiting", "trying", "publishing")


def _job(row: tuple[Any, ...]) -> Job:
    job = Job(*row)
    texts = {
        name: json.loads(getattr(job, name), object_hook=messages_in) for name in ("settings", "progress", "result")
    }
    return job._replace(taken=bool(job.taken), cancel=bool(job.cancel), reason=read_text(job.reason), **texts)


def _as_json(result: Mapping[str, Any]) -> str:
    return json.dumps(kept(result))


def add_job(office: Office, what: str, file: str, settings: Mapping[str, Any], schedule: int | None = None) -> int:
    """Puts a job at the end of the queue; its number. Within a transaction, as all that changes something here.

    schedule: the one of which it is a run.
    """
    sql = """INSERT INTO jobs (what, asked_by, file, settings, phase, asked_at, schedule)
        VALUES (?, ?, ?, ?, 'waiting', ?, ?)"""
    row = (what, office.actor.person, file, json.dumps(settings), office.now().isoformat(), schedule)
    number = new_id(office.connection, sql, row)
    office.note(f"{what} asked for", f"job {number}" + (f", schedule {schedule}" if schedule else ""))
    return number


def ask_for_edition(office: Office, reason: str) -> int:
    """Has all that was decided published; the job's number, that of one which waits already where there is one: it
    publishes whatever stands when the worker takes it.
    """
    for job in queue(office):
        if job.what == "edition" and not job.taken:
            return job.id
    sql = """INSERT INTO jobs (what, asked_by, settled_by, file, settings, phase, reason, asked_at)
        VALUES ('edition', ?, ?, '', '{}', 'publishing', ?, ?)"""
    person = office.actor.person
    row = (person, person, reason, office.now().isoformat())
    number = new_id(office.connection, sql, row)
    office.note("edition to be published", f"job {number}")
    return number


def find_job(office: Office, number: int) -> Job | None:
    """The job of that number."""
    row = office.connection.execute(f"SELECT {FIELDS} FROM jobs WHERE id = ?", [number]).fetchone()
    return _job(row) if row else None


def newest_jobs(office: Office, most: int, skipped: int = 0, asked_by: int | None = None) -> list[Job]:
    """The jobs, newest first, without the first `skipped`. asked_by: a person's id, for those that they asked for."""
    where, values = ("WHERE asked_by = ?", [asked_by]) if asked_by is not None else ("", [])
    sql = f"SELECT {FIELDS} FROM jobs {where} ORDER BY id DESC LIMIT ? OFFSET ?"
    return [_job(row) for row in office.connection.execute(sql, [*values, most, skipped])]


def queue(office: Office) -> list[Job]:
    """The jobs that the worker has to do, in the order in which it does them, the one that it is at first."""
    sql = f"""SELECT {FIELDS} FROM jobs WHERE phase IN ('waiting', 'trying', 'publishing')
        ORDER BY taken DESC, phase <> 'publishing', id"""
    return [_job(row) for row in office.connection.execute(sql)]


def ended_before(office: Office, numbers: Iterable[int], moment: datetime) -> list[int]:
    """Those of these jobs that ended before a moment, and of which nothing more can come."""
    found = (find_job(office, number) for number in numbers)
    return [job.id for job in found if job and not job.is_open and (job.ended_at or "") < moment.isoformat()]


def has_work(database: OfficeDatabase) -> bool:
    """Whether the office holds a job that waits for a worker; no, where it is not there or of an earlier version."""
    sql = "SELECT 1 FROM jobs WHERE phase IN ('waiting', 'trying', 'publishing') AND taken = 0 LIMIT 1"
    return bool(asked(database, sql))


def is_any_taken(database: OfficeDatabase) -> bool:
    """Whether a worker is at a job, or was when it was killed."""
    return bool(asked(database, "SELECT 1 FROM jobs WHERE taken = 1 LIMIT 1"))


def take_next(office: Office) -> Job | None:
    """Gives a worker the first job of the queue that none is at, None where there is none. Within a transaction."""
    job = next((job for job in queue(office) if not job.taken), None)
    if job is None:
        return None
    phase = "trying" if job.phase == "waiting" else job.phase
    sql = "UPDATE jobs SET phase = ?, taken = 1, attempts = attempts + 1, progress = '{}' WHERE id = ?"
    office.connection.execute(sql, (phase, job.id))
    return find_job(office, job.id)


def put_back(office: Office, job: Job) -> None:
    """Returns a job to the queue, at its place: the worker was told to stop."""
    _put_back(office, job, attempts=job.attempts - 1)


def recover_jobs(office: Office) -> None:
    """Returns what a worker that was killed was at to the queue; what has ended three workers fails. By a worker that
    is at nothing.
    """
    for job in queue(office):
        if not (job.taken and is_left(office.connection, job.id)):
            continue
        if job.attempts >= MOST_ATTEMPTS:
            end_job(office, job.id, "failed", ENDED_TOO_OFTEN)
        else:
            _put_back(office, job, job.attempts)


def _put_back(office: Office, job: Job, attempts: int) -> None:
    phase = "waiting" if job.phase == "trying" else job.phase
    sql = "UPDATE jobs SET phase = ?, taken = 0, attempts = ? WHERE id = ? AND taken = 1 AND attempts = ?"
    office.connection.execute(sql, (phase, attempts, job.id, job.attempts))


def is_still_at(office: Office, job: Job) -> bool:
    """Whether a job is still that of the worker which took it so: another takes over from one that seems to be gone."""
    now = find_job(office, job.id)
    return bool(now and now.taken and now.attempts == job.attempts)


def note_progress(office: Office, number: int, progress: Mapping[str, Any]) -> bool:
    """Writes how far a job is; whether somebody wants it to end."""
    row = office.connection.execute(
        "UPDATE jobs SET progress = ? WHERE id = ? RETURNING cancel", (json.dumps(progress), number)
    ).fetchone()
    return bool(row and row[0])


def note_settings(office: Office, number: int, settings: Mapping[str, Any]) -> None:
    """Writes what was found out about how a job is to be done: its file once it is here, its source."""
    office.connection.execute("UPDATE jobs SET settings = ? WHERE id = ?", (json.dumps(settings), number))


def note_result(office: Office, number: int, result: Mapping[str, Any]) -> None:
    """Writes what is known so far of what comes of it."""
    office.connection.execute("UPDATE jobs SET result = ? WHERE id = ?", (_as_json(result), number))


def finish_trying(office: Office, number: int, result: Mapping[str, Any], phase: str = "tried") -> None:
    """A job was tried, and waits for somebody to look at it; or it is "matching", and waits for its columns."""
    sql = "UPDATE jobs SET phase = ?, taken = 0, attempts = 0, result = ?, tried_at = ? WHERE id = ?"
    office.connection.execute(sql, (phase, _as_json(result), office.now().isoformat(), number))


def try_with_map(office: Office, number: int, path: str) -> bool:
    """Has a table tried, for the first time or once more, with the map of its columns at a path; False where it does
    not wait for that.
    """
    job = find_job(office, number)
    if not job or job.phase not in LOOKED_AT:
        return False
    sql = "UPDATE jobs SET phase = 'waiting', taken = 0, attempts = 0, result = '{}', settings = ? WHERE id = ?"
    office.connection.execute(sql, (json.dumps(job.settings | {"map": path}), number))
    office.note("columns matched", f"job {number}")
    return True


def try_again(office: Office, number: int, because: str) -> None:
    """A job that was to be published is tried once more, since what was looked at no longer holds."""
    sql = "UPDATE jobs SET phase = 'waiting', taken = 0, attempts = 0, result = ? WHERE id = ?"
    office.connection.execute(sql, (_as_json({"again": because}), number))


def ask_to_publish(office: Office, number: int, reason: str, force: bool) -> bool:
    """Puts a tried job into the queue to be published; False where it is none. force: whatever the guard says."""
    job = find_job(office, number)
    if not job or job.phase != "tried":
        return False
    sql = """UPDATE jobs SET phase = 'publishing', taken = 0, attempts = 0, cancel = 0, reason = ?, settled_by = ?,
        settings = ? WHERE id = ?"""
    settings = json.dumps(job.settings | {"force": force})
    office.connection.execute(sql, (kept_text(reason), office.actor.person, settings, number))
    office.note(f"{job.what} to be published" + (" against the guard" if force else ""), f"job {number}")
    return True


def ask_to_end(office: Office, number: int, reason: str = "") -> bool:
    """Discards a tried job, cancels one that waits, and tells the worker of one that it is at; False where it is too
    late for that.
    """
    job = find_job(office, number)
    if not job or job.phase not in ("waiting", "trying", *LOOKED_AT):
        return False
    phase = "discarded" if job.phase in LOOKED_AT else "cancelled"
    office.note(f"{job.what} {phase}", f"job {number}")
    sql = "UPDATE jobs SET settled_by = ?, cancel = 1 WHERE id = ?"
    office.connection.execute(sql, (office.actor.person, number))
    if not job.taken:
        end_job(office, number, phase, reason)
    return True


def end_job(office: Office, number: int, phase: str, reason: str | None = None) -> None:
    """Ends a job: published, done, failed, cancelled or discarded. reason: None leaves what was typed."""
    sql = "UPDATE jobs SET phase = ?, taken = 0, reason = coalesce(?, reason), ended_at = ? WHERE id = ?"
    kept_reason = reason if reason is None else kept_text(reason)
    office.connection.execute(sql, (phase, kept_reason, office.now().isoformat(), number))
    if phase in ("published", "failed"):
        job = find_job(office, number)
        office.note(f"{job.what if job else 'job'} {phase}", f"job {number}")
