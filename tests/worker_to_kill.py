"""A worker that does one job and is killed on the way: `worker_to_kill.py call MODULE NAME`, or `clock SECONDS`."""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from directory.cli.errors import in_words
from directory.settings import Settings
from directory.worker import process, settling, trying  # noqa: F401  loaded before the clock starts


def main(how, *where):
    """Kills itself when a function is called, or some seconds after the job has begun."""
    process._recover(Settings())
    if how == "call":
        module, name = where
        setattr(import_module(module), name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    else:
        signal.setitimer(signal.ITIMER_REAL, float(where[0]))
    process.do_next(Settings(), in_words)


main(*sys.argv[1:])
