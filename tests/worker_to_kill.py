"""A worker that does one job, in a process of its own, and is killed on the way."""

import os
import signal
from importlib import import_module

from directory.cli.errors import in_words
from directory.settings import Settings
from directory.worker import process, settling, trying  # noqa: F401  loaded before the clock starts


def killed_at_call(data, module, name, office=""):
    """Works on a data folder, and kills itself when a function is called. office: OFFICE_DATABASE."""
    os.environ["OFFICE_DATABASE"] = office
    setattr(import_module(module), name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    _do_one(data)


def killed_by_clock(data, seconds):
    """Works on a data folder, and is ended so many seconds after it has begun."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    _do_one(data)


def _do_one(data):
    settings = Settings(data)
    process._recover(settings)
    process.do_next(settings, in_words)
