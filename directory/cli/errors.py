"""What went wrong, in a line for an admin. Imported only when something did: it knows the exceptions of every part."""

import re
import sqlite3

from geopy.exc import ConfigurationError

from directory.accounts.validation import ValidationError
from directory.cli.console import Failure
from directory.core.tiles import NoTiles
from directory.importer.record import FileRefused
from directory.publish.guard import TooManyLost
from directory.search.query import BadQuery
from directory.settings import BadSetting, Settings
from directory.store.backup import NotRestored
from directory.store.connection import Busy, is_sound
from directory.store.listings.reader import NoDirectory
from directory.store.listings.writer import Unsound
from directory.store.migrations import ForeignFile, NewerFile, cure
from directory.store.office.audit import Tampered
from directory.store.vault import NoKey

WORDED = (  # their message is the line
    Failure,
    BadSetting,
    FileRefused,
    Busy,
    NoDirectory,
    TooManyLost,
    Unsound,
    BadQuery,
    ValidationError,
    NewerFile,
    ForeignFile,
    NoKey,
    Tampered,
    NotRestored,
    NoTiles,
)
UNWRITABLE = re.compile("full|readonly|unable to open|disk I/O|locked")  # in SQLite's words
MAKE_ROOM = "Make room or mend its permissions; the directory is as it was."
NO_FILE = "there is no such file here. Look at its name and its folder. Nothing was changed."


def in_words(error: Exception, settings: Settings | None = None) -> str | None:
    """The line; None for a fault of the program, whose traceback must be seen.

    What nobody foresaw is no fault of the program where a database of these settings is damaged.
    """
    if isinstance(error, WORDED):
        return str(error)
    match error:
        case ConfigurationError():
            return f"GEOCODER is not set right: {error}"
        case sqlite3.OperationalError() if UNWRITABLE.search(str(error)):
            return f"The data folder cannot be written ({error}). {MAKE_ROOM}"
        case FileNotFoundError():
            return f"{error.filename}: {NO_FILE}"
        case OSError():
            return f"{error.filename or 'The data folder'}: {error.strerror or error}. The directory is as it was."
    return _damage(settings) if settings else None


def _damage(settings: Settings) -> str | None:
    """That a database is damaged, and what to do about it."""
    for path in (settings.imports_db, settings.directory_db, settings.office_db):
        if path.exists() and not is_sound(path):
            return f"{path} is damaged, or no database. Move it away, then {cure(path)} Nothing was changed."
    return None
