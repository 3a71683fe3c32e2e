"""What went wrong, in a line for an admin."""

import re
import sqlite3

from directory.core.i18n import N_, Message
from directory.settings import Settings
from directory.store.connection import is_sound
from directory.store.migrations import cure

# Their message is the line. By name: only the part that raised one is loaded; the others would take longer than all
# else that a command does which only asks.
WORDED = {
    "directory.accounts.validation.ValidationError",
    "directory.cli.console.Failure",
    "directory.core.tiles.NoTiles",
    "directory.importer.record.FileRefused",
    "directory.publish.guard.TooManyLost",
    "directory.publish.sent.current.NotTaken",
    "directory.search.query.BadQuery",
    "directory.settings.BadSetting",
    "directory.store.backup.NotRestored",
    "directory.store.connection.Busy",
    "directory.store.listings.reader.NoDirectory",
    "directory.store.listings.writer.Unsound",
    "directory.store.migrations.ForeignFile",
    "directory.store.migrations.NewerFile",
    "directory.store.office.audit.Tampered",
    "directory.store.office.moving.NotMoved",
    "directory.store.vault.NoKey",
}
NOT_CONFIGURED = "geopy.exc.ConfigurationError"
UNWRITABLE = re.compile("full|readonly|unable to open|disk I/O|locked")  # in SQLite's words
UNWRITTEN = (
    "The data folder cannot be written (%(error)s). Make room or mend its permissions; the directory is as it was."
)
NO_ROOM = N_(
    "There is no room on this server, or nothing may be written there (%(error)s). The directory is as it was. Tell "
    "whoever runs this server."
)
NO_FILE = "%(file)s: there is no such file here. Look at its name and its folder. Nothing was changed."
GONE = N_("the file is not here any more. Give it again. Nothing was changed.")


def in_words(error: Exception, settings: Settings | None = None) -> str | None:
    """The line; None for a fault of the program, whose traceback must be seen.

    What nobody foresaw is no fault of the program where a database of these settings is damaged.
    """
    names = {f"{each.__module__}.{each.__qualname__}" for each in type(error).__mro__}
    if names & WORDED:
        return str(error)
    if NOT_CONFIGURED in names:
        return f"GEOCODER is not set right: {error}"
    match error:
        case sqlite3.OperationalError() if UNWRITABLE.search(str(error)):
            return Message(NO_ROOM, UNWRITTEN, error=str(error))
        case FileNotFoundError():
            return Message(GONE, NO_FILE, file=error.filename)
        case OSError():
            what = error.filename or Message("The data folder")
            return Message("%(what)s: %(error)s. The directory is as it was.", what=what, error=error.strerror or error)
    return _damage(settings) if settings else None


def _damage(settings: Settings) -> str | None:
    """That a database is damaged, and what to do about it."""
    for path in (settings.imports_db, settings.directory_db, settings.office_db):
        if path.exists() and not is_sound(path):
            return f"{path} is damaged, or no database. Move it away, then {cure(path)} Nothing was changed."
    return None
