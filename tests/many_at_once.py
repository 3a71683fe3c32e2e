"""What many processes do at once in tests.

They start from a server process that has no threads: one forked from a test can wait for ever for a lock that a thread
of the test held.
"""

import os
import signal
import sys
import time
from multiprocessing import forkserver, get_context

from pytest import MonkeyPatch

from directory.store.imports.database import Imports
from directory.store.migrations import open_migrated
from directory.store.office import referrals
from directory.store.office.database import Actor, Office
from directory.store.vault import load_keys

PATIENCE = 60  # seconds until a process that waits for the others gives up


def processes():
    """Makes processes that run a function of this module: multiprocessing's context for them."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__, "worker_to_kill"])
    with MonkeyPatch.context() as patched:  # else the server does not find what it is to load once for all of them
        patched.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        forkserver.ensure_running()
    return context


def made_key(file):
    """The keys in a file, made if there are none."""
    return load_keys(file, None, make=True)


def keep_letters(path, key, owner, barrier, count):
    """Keeps letters of a physician, in the practice of the same number, once everybody is there."""
    with Office(path, key, actor=Actor(owner, "192.0.2.9")) as office:
        barrier.wait(PATIENCE)
        for n in range(count):
            with office.transaction():
                referrals.save_referral(office, owner, owner, "2000000011", "draft", f"letter {n} of {owner}".encode())


def slow_step(connection):
    """A migration that fills a table, more than the cache holds, so that nobody else can read, and waits a while."""
    connection.execute("PRAGMA cache_size = 10")
    connection.execute("INSERT INTO letters SELECT zeroblob(1000) FROM generated")
    time.sleep(1.5)


def migrate_slowly(path, barrier):
    """Opens a database that has a slow step to take, once everybody is there. The step is longer than the patience."""
    barrier.wait(PATIENCE)
    with open_migrated(path, (slow_step,), patience=0.5) as opened:
        assert opened.execute("SELECT count(*) FROM letters").fetchone() == (1000,)


def open_imports(path, report=None, end_after=None):
    """Opens an imports.db. report: a file for the number of calls that this takes; end_after: which one is kill -9."""
    calls = 0

    def count(*_):
        nonlocal calls
        calls += 1
        if calls == end_after:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    Imports(path).connection.close()
    sys.setprofile(None)
    if report:
        report.write_text(str(calls))
