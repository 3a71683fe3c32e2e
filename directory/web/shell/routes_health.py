"""For what watches the site: whether this process answers, and whether it can do its work. No cookie, no log line."""

import shutil
import sqlite3
from datetime import UTC, datetime, timedelta

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from directory.store.connection import Away, Busy, DiskFull
from directory.store.imports.published import in_words, unpublished_at
from directory.store.listings.followed import read_followed
from directory.store.listings.reader import DamagedDirectory, NoDirectory
from directory.store.migrations import ForeignFile, NewerFile
from directory.store.vault import NoKey
from directory.web.shell import session
from directory.web.shell.guard import public
from directory.web.shell.site import directory, site

blueprint = Blueprint("health", __name__)
NO_DIRECTORY = "There is no directory.db here, or another version of this program made it."
BROKEN_DIRECTORY = "directory.db cannot be read."
DISK_LOW = "Less than 1 GB is left on the disk: no room to publish, and soon none for letters."
WRONG_CLOCK = "The directory was published in the future: look at the clocks."
LEAST_FREE = 1 << 30  # bytes
AHEAD = timedelta(minutes=5)
TOO_OLD = "What is shown is older than follow --max-age lets it be."
NEWER_OFFICE = "office.db was written by a newer version of this program."
NO_KEY = "The office key here does not open office.db."
OFFICE_AWAY = "The office's database cannot be used: accounts and letters are closed. The log says why."
BROKEN_OFFICE = "office.db cannot be opened."


@blueprint.get("/healthz")
@public
def alive() -> Response:
    """That the process answers; no database is opened."""
    return _not_stored({"alive": True}, 200)


@blueprint.get("/readyz")
@public
def ready() -> Response:
    """Whether directory.db and, where there is one, office.db can be used; else 503, and which of them cannot be."""
    checks = {"directory": _directory_problem(), "office": _office_problem()}
    problems = {name: problem for name, problem in checks.items() if problem}
    if problems:
        return _not_stored({"ready": False, "problems": problems}, 503)
    return _not_stored({"ready": True, "directory": directory().about["published_at"]} | _note(), 200)


def _note() -> dict[str, object]:
    """What an admin should see to, while the site does its work."""
    notes = [note for note in (_imports_note(), _disk_note(), _clock_note(), _office_note()) if note]
    return {"note": " ".join(notes)} if notes else {}


def _imports_note() -> str | None:
    """Of imports.db, which the site can do without."""
    try:
        waiting = unpublished_at(site().settings.imports_db, directory().about)
    except (sqlite3.Error, ForeignFile):
        return None
    return f"{in_words(waiting)}." if waiting else None


def _disk_note() -> str | None:
    return DISK_LOW if shutil.disk_usage(site().settings.data).free < LEAST_FREE else None


def _clock_note() -> str | None:
    """A directory from the future: this machine's clock is behind, or the publisher's was ahead."""
    published = datetime.fromisoformat(directory().about["published_at"])
    return WRONG_CLOCK if published > datetime.now(UTC) + AHEAD else None


def _office_note() -> str | None:
    """That accounts and letters are closed, and nothing else is."""
    try:
        if session.has_office():
            session.office()
    except Away:
        return OFFICE_AWAY
    except (Busy, DiskFull):
        pass  # another's writing, which ends
    return None


def _directory_problem() -> str | None:
    try:
        directory()
    except (DamagedDirectory, sqlite3.Error, OSError):
        return BROKEN_DIRECTORY
    except NoDirectory:
        return NO_DIRECTORY
    followed = read_followed(site().settings.data)
    return TOO_OLD if followed and followed.too_old(directory().about, datetime.now(UTC)) else None


def _office_problem() -> str | None:
    """Why the office cannot be used. That it is being written, or has no room, shuts no page that is for everybody: a
    web server in front that then left this one out would shut them all.
    """
    try:
        if session.has_office():
            session.office()
    except NoKey:
        return NO_KEY
    except NewerFile:
        return NEWER_OFFICE
    except (Busy, DiskFull):
        return None
    except (ForeignFile, sqlite3.Error, OSError):
        return BROKEN_OFFICE
    return None


def _not_stored(content: dict[str, object], status: int) -> Response:
    response = jsonify(content)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
