"""Trying whether a copy can be restored, as a schedule says, where COPIES says where copies are."""

import os
import subprocess
import sys

from directory.core.i18n import Message
from directory.core.known_fetches import DRILL_TITLE
from directory.settings import ROOT, Settings
from directory.store.backup import NotRestored
from directory.store.office import schedules
from directory.store.office.schedules import DRILL_DAYS, DRILL_SETTINGS, ScheduleTerms
from directory.worker.watch import open_office

UNTOLD = Message("COPIES does not say where copies are: whoever runs this server can set it.")


def keep_drill(settings: Settings) -> None:
    """Makes the schedule by which copies are tried, once they are somewhere; an admin may change or stop it then."""
    if settings.copies and settings.office.exists() and not schedules.is_drill_kept(settings.office):
        with open_office(settings) as office, office.transaction():
            terms = ScheduleTerms(DRILL_TITLE, DRILL_SETTINGS, DRILL_DAYS, office.now(), False, 0)
            schedules.add_schedule(office, terms)


def try_copy(settings: Settings) -> None:
    """Has the newest copy tried by `restore --check`, which notes how it ended. Raises NotRestored."""
    if not settings.copies:
        raise NotRestored(UNTOLD)
    command = [sys.executable, str(ROOT / "run.py"), "restore", "--check", settings.copies]
    known = os.environ | {"DIRECTORY_DATA": str(settings.data)}
    tried = subprocess.run(
        command, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    if tried.returncode:
        raise NotRestored((tried.stderr.strip().splitlines() or [f"exit code {tried.returncode}"])[-1])
