"""The day that a file speaks of, which tells what it replaces and what replaces it."""

from datetime import date, timedelta

from directory.core import dates
from directory.core.i18n import Message
from directory.importer.record import FileRefused

DAYS_AHEAD = 7  # a file may speak of; a day further off is a slip of the pen
NO_DAY = Message(
    "neither its name nor anything in it tells the day it speaks of. Give it again, and say under “The day it speaks "
    "of” when the file was made or downloaded.",
    command="neither its name nor anything in it tells the day it speaks of. Say it: --as-of YYYY-MM-DD, the day on "
    "which the file was made or downloaded.",
)


def file_day(file: str, day: str | None) -> str:
    """The day that a file speaks of: the one that the admin says, or its name, or the file itself, or the newest in it.

    A companion file that tells none has the day of the file that it comes with. Raises FileRefused where there is no
    day, since a file counts from its day on, and one of today would hide what is newer; and where it is one to come.
    """
    if not day:
        raise FileRefused(NO_DAY, file)
    if day > (date.fromisoformat(dates.today()) + timedelta(DAYS_AHEAD)).isoformat():
        raise FileRefused(
            "the day it speaks of would be %(day)s, more than a week ahead. Give it again, and say under "
            "“The day it speaks of” when the file was made or downloaded.",
            file,
            command=(
                "the day it speaks of would be %(day)s, more than a week ahead. Say it: --as-of YYYY-MM-DD, "
                "the day on which the file was made or downloaded."
            ),
            day=day,
        )
    return day
