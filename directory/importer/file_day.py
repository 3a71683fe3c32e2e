"""The day that a file speaks of, which tells what it replaces and what replaces it."""

from datetime import date, timedelta

from directory.core import dates
from directory.importer.record import FileRefused

DAYS_AHEAD = 7  # a file may speak of; a day further off is a slip of the pen
SAY_IT = "Say it: --as-of YYYY-MM-DD, the day on which the file was made or downloaded."


def file_day(file: str, day: str | None) -> str:
    """The day that a file speaks of: the one that the admin says, or its name, or the file itself, or the newest in it.

    A companion file that tells none has the day of the file that it comes with. Raises FileRefused where there is no
    day, since a file counts from its day on, and one of today would hide what is newer; and where it is one to come.
    """
    if not day:
        raise FileRefused(f"{file}: neither its name nor anything in it tells the day it speaks of. {SAY_IT}")
    if day > (date.fromisoformat(dates.today()) + timedelta(DAYS_AHEAD)).isoformat():
        raise FileRefused(f"{file}: the day it speaks of would be {day}, more than a week ahead. {SAY_IT}")
    return day
