"""The worker: one process that does the jobs of the office, one after the other.

Of several that are started for a data folder, one works while the others wait to take its place. One that is killed
leaves its job as it was, in whatever phase: the database undoes what was not committed, and the next worker goes on.
Where the office is on a server, workers on other machines take jobs too, each another one, if they have an imports.db.
"""

import fcntl
import logging
import os
import re
import signal
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import NoReturn

from directory.core.i18n import Message
from directory.logs import exception_fields
from directory.settings import Settings
from directory.store.connection import Busy
from directory.store.office import jobs, schedules
from directory.store.office.database import Office
from directory.store.office.opening import at_work
from directory.worker.asking_again import EVERY, ask_owners_again
from directory.worker.following import follow_owners
from directory.worker.going_on import going_on
from directory.worker.letter_reminders import remind_physicians
from directory.worker.mail import keep_sending
from directory.worker.orders import clear_away, prune
from directory.worker.ready import be_ready
from directory.worker.removing import remove_who_asked
from directory.worker.restoring import keep_drill, try_copy
from directory.worker.telling import tell_admins
from directory.worker.watch import Cancelled, Watch, open_office

log = logging.getLogger(__name__)
LOCK = "worker.lock"
POLL = 0.5  # seconds between two looks for a job
RECOVER_EVERY = 60.0  # seconds between two looks for jobs of workers that are gone
Task = Callable[[Settings], object]
HOURLY: tuple[Task, ...] = (ask_owners_again, remind_physicians, follow_owners, remove_who_asked, keep_drill, be_ready)
NEED_IMPORTS = (follow_owners, remove_who_asked, be_ready)
PAUSE = 2.0  # seconds, while the office cannot be used
BY_ITSELF = Message("Published by its schedule: nothing spoke against it.")
FAULT = Message(
    "The fault is the program’s. Nothing was changed. Tell whoever runs this server the number "
    "of this page: what happened is in its log.",
    command="The fault is the program’s: what happened is in its log. Nothing was changed.",
)

Explain = Callable[[Exception, Settings], str | None]  # an exception in words, None for a fault of the program


def is_piped() -> bool:
    """Whether another process writes to this one's standard input, as serve does."""
    return stat.S_ISFIFO(os.fstat(0).st_mode)


def work(settings: Settings, explain: Explain) -> None:
    """Does jobs until it is told to stop, by SIGTERM or, where it is piped, by the end of that process."""
    stop_when_told()
    settings.data.mkdir(parents=True, exist_ok=True)
    with _only_worker(settings.data / LOCK):
        threading.Thread(target=keep_sending, args=[settings], daemon=True).start()
        while True:
            try:
                _keep_working(settings, explain)
            except Busy as busy:
                log.error("office closed", extra={"command": "worker", "reason": str(busy)})
                time.sleep(PAUSE)


def _keep_working(settings: Settings, explain: Explain) -> NoReturn:
    """Does jobs for ever. Raises Busy while the office cannot be used: whatever it was at is left to be recovered."""
    asked_at = recovered_at = -EVERY
    while True:
        if time.monotonic() - recovered_at > RECOVER_EVERY:
            recovered_at = time.monotonic()
            _recover(settings)
        start_due(settings)
        if time.monotonic() - asked_at > EVERY:
            asked_at = time.monotonic()
            _do_hourly(settings)
        if not (does_jobs(settings) and jobs.has_work(settings.office) and do_next(settings, explain)):
            time.sleep(POLL)


def _do_hourly(settings: Settings) -> None:
    """What time brings. What fails, be it that a database is busy, is tried again the next hour."""
    for task in HOURLY:
        if task not in NEED_IMPORTS or does_jobs(settings):
            _attempt(task, settings)


def _attempt(task: Task, settings: Settings) -> None:
    try:
        with going_on(task.__name__):
            task(settings)
    except Busy as busy:
        log.error(f"{task.__name__} put off", extra={"reason": str(busy)})


def does_jobs(settings: Settings) -> bool:
    """Whether jobs are done here: of machines that share an office on a server, where imports.db is."""
    return not settings.office_server or settings.imports_db.exists()


def stop_when_told() -> None:
    """Ends this process by SIGTERM, also, where it is piped, at the end of the process that started it."""
    signal.signal(signal.SIGTERM, _stop)
    if is_piped():
        threading.Thread(target=_stop_at_end_of_input, daemon=True).start()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _stop_at_end_of_input() -> None:
    while os.read(0, 1024):  # not sys.stdin, whose lock would be held when the interpreter ends
        pass
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _only_worker(lock: Path) -> Iterator[None]:
    """Waits until no other worker works for this folder. One that is killed leaves the lock."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _recover(settings: Settings) -> None:
    if jobs.is_any_taken(settings.office):
        with open_office(settings) as office, office.transaction():
            jobs.recover_jobs(office)


def start_due(settings: Settings) -> None:
    """Puts what schedules say is due now into the queue."""
    if schedules.anything_due(settings.office, Office.now()):
        with open_office(settings) as office, office.transaction():
            schedules.run_due(office)


def do_next(settings: Settings, explain: Explain) -> bool:
    """Does what the first job of the queue wants next; False where there is nothing to do, or another command is at
    work on the databases.
    """
    with ExitStack() as seen_by_others:
        with open_office(settings) as office, office.transaction():
            job = jobs.take_next(office)
            if not job:
                return False
            seen_by_others.enter_context(at_work(settings.office, job.id))
        return _do(settings, job, explain)


def _do(settings: Settings, job: jobs.Job, explain: Explain) -> bool:
    try:
        phase, result, reason = _outcome(settings, job, explain)
    except (Busy, KeyboardInterrupt, SystemExit) as stopped:
        with open_office(settings) as office, office.transaction():
            jobs.put_back(office, job)
        if isinstance(stopped, Busy):
            return False
        raise
    _write_outcome(settings, job, phase, result, reason)
    if phase == "published":
        _attempt(follow_owners, settings)
        _attempt(be_ready, settings)
    return True


Outcome = tuple[str, dict[str, object], str | None]  # the phase it leads to, the result, why


def _outcome(settings: Settings, job: jobs.Job, explain: Explain) -> Outcome:
    """Does it. Raises Busy where another process holds imports.db."""
    from directory.publish.guard import TooManyLost
    from directory.worker.known import NothingNew
    from directory.worker.settling import TryAgain
    from directory.worker.trying import NeedsMap

    try:
        return _done(settings, job, Watch(settings, job))
    except Busy:
        raise
    except TooManyLost as lost:  # somebody has to look once more, and say whether that is right
        return "tried", job.result | {"guard": [loss.in_words() for loss in lost.losses]}, None
    except TryAgain as again:
        return "waiting", {}, str(again)
    except NeedsMap as needed:
        return "matching", {"needed": str(needed)}, None
    except Cancelled:
        return "cancelled", job.result, None
    except NothingNew as found:
        return "discarded", {"nothing_new": True}, str(found)
    except Exception as error:  # noqa: BLE001  whatever it is, the worker goes on with the next job
        words = explain(error, settings)
        if words is None:
            log.error("job failed", extra={"command": job.what, **exception_fields(error)})
        return "failed", job.result, without_folders(words or FAULT, settings)


def _done(settings: Settings, job: jobs.Job, watch: Watch) -> Outcome:
    """What comes of a job that can be done."""
    from directory.worker.settling import publish_edition, publish_job  # the importer takes long to load
    from directory.worker.trying import try_import, try_undo

    if job.what == "drill":
        try_copy(settings)
        return "done", {}, None
    if job.phase == "publishing":
        publish = publish_edition if job.what == "edition" else publish_job
        return "published", publish(settings, job, watch), None
    tried = (try_import if job.what == "import" else try_undo)(settings, job, watch)
    again = {"again": job.result["again"]} if "again" in job.result else {}  # why it is tried once more
    return "tried", again | tried, None


def without_folders(words: str, settings: Settings) -> str:
    """A message without where on this machine the file lies, which is nothing to whoever gave it."""
    folders = re.compile(re.escape(str(settings.data)) + r"/(?:[^/\s]+/)*")
    without = partial(folders.sub, "")
    return words.with_texts(without) if isinstance(words, Message) else without(words)


def _write_outcome(
    settings: Settings, job: jobs.Job, phase: str, result: dict[str, object], reason: str | None
) -> None:
    with open_office(settings, job) as office, office.transaction():
        if not jobs.is_still_at(office, job):
            return
        now = jobs.find_job(office, job.id) or job
        if phase == "waiting":
            jobs.try_again(office, job.id, reason or "")
        elif phase in jobs.LOOKED_AT and not now.cancel:
            jobs.finish_trying(office, job.id, result, phase)
            _go_on(office, now._replace(phase=phase, result=result))
        else:
            jobs.note_result(office, job.id, result)
            jobs.end_job(office, job.id, "cancelled" if phase in jobs.LOOKED_AT else phase, reason)
        ended = jobs.find_job(office, job.id)
        tell_admins(office, settings, ended)
        if ended and not ended.is_open:
            clear_away(settings, ended)
            prune(settings, office)


def _go_on(office: Office, job: jobs.Job) -> None:
    """Has a schedule's run that was tried published, where it may publish by itself and nothing speaks against it."""
    schedule = schedules.find_schedule(office, job.schedule) if job.schedule else None
    nothing_against = job.phase == "tried" and not (job.result.get("guard") or job.result.get("held"))
    if schedule and schedule.publishes and nothing_against:
        jobs.ask_to_publish(office, job.id, BY_ITSELF, force=False)
