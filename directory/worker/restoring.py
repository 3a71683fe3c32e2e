"""Trying each month whether a copy can be restored, where COPIES says where copies are."""

import logging
import os
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from directory.logs import exception_fields
from directory.settings import ROOT, Settings
from directory.store.office.copies import copy_state
from directory.store.office.database import Office

log = logging.getLogger(__name__)
TRIED_AGAIN = timedelta(days=30)


def is_due(settings: Settings) -> bool:
    """Whether copies are somewhere, and none of them was tried for TRIED_AGAIN, be it in vain."""
    if not (settings.copies and settings.office.exists()):
        return False
    state = copy_state(settings.office)
    last = max(state.tried, state.in_vain)
    return not last or Office.now() - datetime.fromisoformat(last) >= TRIED_AGAIN


def newest_copy(place: str) -> str:
    """The newest backup of a folder of such; any other place as it is."""
    folder = Path(place)
    backups = [each for each in folder.iterdir() if zipfile.is_zipfile(each)] if folder.is_dir() else []
    return str(max(backups, key=lambda each: each.stat().st_mtime)) if backups else place


def try_copies(settings: Settings) -> None:
    """Has a copy tried where that is due, by `restore --check`, which notes how it ended. Jobs wait meanwhile."""
    try:
        if is_due(settings):
            command = [sys.executable, str(ROOT / "run.py"), "restore", "--check", newest_copy(settings.copies)]
            known = os.environ | {"DIRECTORY_DATA": str(settings.data)}
            subprocess.run(command, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    except (OSError, ValueError) as error:
        log.error("restore not tried", extra=exception_fields(error))
