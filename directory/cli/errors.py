"""What went wrong, in a line for an admin. Imported only when something did: it knows the exceptions of every part."""

import re
import sqlite3

from geopy.exc import ConfigurationError

from directory.accounts.validation import ValidationError
from directory.cli.console import Failure
from directory.importer.record import FileRefused
from directory.publish.guard import TooManyLost
from directory.search.query import BadQuery
from directory.settings import BadSetting
from directory.store.backup import NotRestored
from directory.store.connection import Busy
from directory.store.listings.reader import NoDirectory
from directory.store.listings.writer import Unsound
from directory.store.migrations import NewerFile
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
    NoKey,
    Tampered,
    NotRestored,
)
UNWRITABLE = re.compile("full|readonly|unable to open|disk I/O|locked")  # in SQLite's words
MAKE_ROOM = "Make room or mend its permissions; the directory is as it was."
NO_FILE = "there is no such file here. Look at its name and its folder. Nothing was changed."


def in_words(error: Exception) -> str | None:
    """The line; None for a fault of the program, whose traceback must be seen."""
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
    return None
