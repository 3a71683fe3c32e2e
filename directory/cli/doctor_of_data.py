"""What `doctor` looks at in the data: databases, key, what is published, sources, the worker, copies."""

import fcntl
import ipaddress
import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from directory.cli.check_results import BAD, GOOD, NOTICE, CheckResult
from directory.cli.doctor_of_server import is_current, office_on_server
from directory.settings import Settings
from directory.store import connection
from directory.store.backup import MIGRATIONS
from directory.store.imports.published import in_words, unpublished_at
from directory.store.listings.about import about_at
from directory.store.listings.ages import source_ages, too_old
from directory.store.listings.followed import read_followed
from directory.store.listings.reader import Current
from directory.store.migrations import cure, steps_taken
from directory.store.office import jobs, opening, schedules
from directory.store.office.copies import CopyState, copy_state
from directory.store.office.database import Office
from directory.worker.process import LOCK

COPY_LIMIT = timedelta(days=8)  # a weekly copy, and a day
FOLLOW_LIMIT = timedelta(hours=1)  # since a reader looked
WAY_OUT = "See docs/running.md."
LATELY = timedelta(days=30)
PATIENCE = 2.0  # seconds to wait for whoever writes
FEW_SIGN_INS = 3  # of which nobody can say whether they came by the proxy


def imports_db(settings: Settings) -> Iterator[CheckResult]:
    """Whether imports.db is whole, and of this program's version."""
    yield _database(settings.imports_db)


def office_db(settings: Settings) -> Iterator[CheckResult]:
    """The same of the office."""
    yield from office_on_server(settings.office_server) if settings.office_server else [_database(settings.office_db)]


def _database(path: Path) -> CheckResult:
    """Raises NewerFile."""
    if not path.exists():
        return CheckResult(NOTICE, "not there yet", "")
    steps = MIGRATIONS[path.name]
    with closing(connection.shared(path, PATIENCE)) as opened:
        taken = steps_taken(opened, path, steps)
        told = opened.execute("PRAGMA quick_check(1)").fetchone()[0]
    if told != "ok":
        return CheckResult(BAD, "damaged", f"Stop the site, move the file away, then {cure(path)}")
    elif taken < len(steps):
        return CheckResult(
            NOTICE,
            f"of an earlier version ({taken} of {len(steps)} steps)",
            "The next command that opens it brings it up to date, after a copy.",
        )
    else:
        return CheckResult(GOOD, f"whole, version {taken}", "")


def _is_current(settings: Settings) -> bool:
    """Whether an office is there, and of this program's version: then opening it changes nothing."""
    if settings.office_server:
        return is_current(settings.office_server)
    if not settings.office_db.exists():
        return False
    steps = MIGRATIONS[settings.office_db.name]
    with closing(connection.shared(settings.office_db, PATIENCE)) as opened:
        return steps_taken(opened, settings.office_db, steps) == len(steps)


def key(settings: Settings) -> Iterator[CheckResult]:
    """Whether the office key opens office.db, and lies apart from it."""
    if not settings.office.exists():
        yield CheckResult(
            NOTICE, "there is no office yet, so no key", "It begins with: python3 run.py user add EMAIL --role admin"
        )
        return
    if not _is_current(settings):
        return  # opening it would change it
    with Office(settings.office, settings.key_file, settings.key):
        pass
    if not settings.key and settings.key_file.is_relative_to(settings.data):
        yield CheckResult(
            BAD,
            "the office key lies in the data folder: who copies that has the letters and their key",
            "Move it, and set DIRECTORY_KEY_FILE.",
        )
    else:
        where = "DIRECTORY_KEY" if settings.key else str(settings.key_file)
        yield CheckResult(GOOD, f"{where} opens office.db", "Is there a copy in a safe place, apart from the backups?")


def published(settings: Settings) -> Iterator[CheckResult]:
    """Whether there is a directory of this version, and all that was imported is in it."""
    if not settings.directory_db.exists():
        yield CheckResult(
            NOTICE,
            "nothing is published yet",
            "python3 run.py publishes the made-up sample; import a file for a real one.",
        )
        return
    about = Current(settings.directory_db).get().about
    if not connection.is_sound(settings.directory_db):
        yield CheckResult(BAD, "directory.db is damaged", f"Move it away, then {cure(settings.directory_db)}")
    if waiting := unpublished_at(settings.imports_db, about):
        yield CheckResult(NOTICE, in_words(waiting), "python3 run.py publish, or rollback what is wrong")
    made_up = ", all of them made up" if about["made_up"] else ""
    yield CheckResult(GOOD, f"{about['listings']:,} listings{made_up}, published {about['published_at']}", "")


def following(settings: Settings) -> Iterator[CheckResult]:
    """Whether a reader looks for what is published elsewhere, and takes it."""
    followed = read_followed(settings.data)
    if not followed:
        yield CheckResult(NOTICE, "nothing is followed: the directory is published here", "")
    elif followed.problem:
        yield CheckResult(BAD, followed.problem, f"It was seen last {followed.looked_at or 'never'}. {WAY_OUT}")
    elif datetime.now(UTC) - datetime.fromisoformat(followed.looked_at) > FOLLOW_LIMIT:
        words = f"nobody looked for a newer edition since {followed.looked_at}"
        yield CheckResult(BAD, words, "Start it again: python3 run.py follow ADDRESS --key KEY")
    else:
        yield CheckResult(GOOD, f"what is published elsewhere was seen {followed.looked_at}", "")


def sources(settings: Settings) -> Iterator[CheckResult]:
    """Whether a source is older than its limit."""
    about = about_at(settings.directory_db)
    old = too_old(about)
    for each in old:
        yield CheckResult(BAD, each.in_words(), "")
    if not old:
        known = source_ages(about)
        yield CheckResult(GOOD, f"{len(known)} as young as they should be" if known else "none is read yet", "")


def worker(settings: Settings) -> Iterator[CheckResult]:
    """Whether a worker is there for what waits."""
    with_work = jobs.has_work(settings.office)
    planned = schedules.next_runs(settings.office)
    if _is_held(settings):
        yield CheckResult(GOOD, "a worker is there" + (", at work or about to" if with_work else ""), "")
    elif with_work or planned:
        yield CheckResult(
            BAD,
            "no worker is there, and jobs wait or schedules are kept",
            "Start the site (python3 run.py serve keeps one), or python3 run.py worker.",
        )
    else:
        yield CheckResult(NOTICE, "no worker is there", "python3 run.py serve keeps one.")


def _is_held(settings: Settings) -> bool:
    """Whether a worker holds the lock of the data folder."""
    lock = settings.data / LOCK
    if not lock.exists():
        return False
    handle = os.open(lock, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def failing_schedules(settings: Settings) -> Iterator[CheckResult]:
    """Whether the last run of a schedule failed."""
    if not _is_current(settings):
        yield CheckResult(NOTICE, "none is kept, or office.db is of an earlier version", "")
        return
    with Office(settings.office, settings.key_file, settings.key) as office:
        failed, kept = schedules.failing(office), schedules.all_schedules(office)
    for job in failed:
        yield CheckResult(BAD, f"{job.file} failed: {job.reason}", f"See /admin/imports/{job.id}")
    if not failed:
        yield CheckResult(
            GOOD if kept else NOTICE,
            f"{len(kept)} kept, none of which failed last" if kept else "none is kept",
            "" if kept else "Make one at /admin/schedules, or: python3 run.py schedules add",
        )


def copies(settings: Settings) -> Iterator[CheckResult]:
    """How old the newest copy is, and whether one can be restored."""
    state = copy_state(settings.office)
    advice = "python3 run.py backup FILE, each week, onto another machine; the key apart from it"
    if not settings.office.exists() and not settings.imports_db.exists():
        yield CheckResult(NOTICE, "there is nothing to copy yet", "")
    elif not state.made:
        yield CheckResult(BAD, "no backup was ever made by the command", advice)
    else:
        is_old = datetime.now(UTC) - datetime.fromisoformat(state.made) > COPY_LIMIT
        words = f"the newest backup is of {state.made[:16]} UTC"
        yield CheckResult(BAD if is_old else GOOD, words, advice if is_old else "Is it on another machine?")


def restores(settings: Settings) -> Iterator[CheckResult]:
    """Whether somebody has tried that a copy can be restored."""
    state = copy_state(settings.office)
    if state.made or state.in_vain:
        yield _restore_tried(state)


def _restore_tried(state: CopyState) -> CheckResult:
    advice = "Set COPIES to where copies are, and it is tried on a schedule; or: python3 run.py restore --check FILE"
    if state.in_vain > state.tried:
        return CheckResult(BAD, f"a restore was tried in vain on {state.in_vain[:10]}", f"Make a new one. {advice}")
    if state.tried:
        return CheckResult(GOOD, f"that it can be restored was tried on {state.tried[:10]}", "")
    return CheckResult(NOTICE, "nobody has tried whether it can be restored", advice)


def proxy_headers(settings: Settings) -> Iterator[CheckResult]:
    """Whether the web server in front says where visitors come from: else all who guess passwords count as one."""
    if not settings.site_address:
        yield CheckResult(NOTICE, "no web server in front is set (SITE_ADDRESS)", "")
        return
    since = (datetime.now(UTC) - LATELY).isoformat()
    sql = (
        "SELECT network, count(*) FROM audit WHERE what IN ('signed in', 'sign-in refused') AND at > ? GROUP BY network"
    )
    seen = dict(_asked(settings, sql, [since]))
    if sum(seen.values()) < FEW_SIGN_INS:
        yield CheckResult(NOTICE, "too few have signed in lately to tell", "")
    elif len(seen) == 1 and _is_of_a_network_of_ones_own(next(iter(seen))):
        yield CheckResult(
            BAD,
            f"all who signed in lately seem to come from {next(iter(seen))}",
            "Have the web server in front set X-Forwarded-For; where it is on another machine, set TRUSTED_PROXY.",
        )
    else:
        yield CheckResult(GOOD, "where visitors come from is told", "")


def _is_of_a_network_of_ones_own(network: str) -> bool:
    """Whether an address is one of this machine, or of a private network, as a web server in front has."""
    try:
        return not ipaddress.ip_address(network).is_global
    except ValueError:
        return False


def _asked(settings: Settings, sql: str, values: list[str]) -> list[tuple[str, int]]:
    return opening.asked(settings.office, sql, values)
