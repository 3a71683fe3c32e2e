"""The command that writes a release of the directory."""

from pathlib import Path
from typing import Protocol

from directory.cli.console import DONE, Failure, tell
from directory.publish.parquet import can_write_parquet
from directory.publish.release import write_release
from directory.settings import Settings
from directory.store.listings.reader import Current


class ReleaseOptions(Protocol):
    """folder: a new or an empty one; since: the folder of the release before, None without."""

    folder: str
    since: str | None


def release(options: ReleaseOptions, settings: Settings) -> int:
    """Writes what is published as tables with a data dictionary, sources and checksums. Raises Failure."""
    directory = Current(settings.directory_db).get()
    before = Path(options.since) if options.since else None
    try:
        counts = write_release(directory, settings.directory_db, Path(options.folder), before)
    except FileExistsError as error:
        raise Failure(f"{error} holds something already. Name a new folder.") from None
    except ValueError as error:
        raise Failure(f"{error}.") from None
    print(f"{options.folder}: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()))
    if not can_write_parquet():
        tell("Tables are CSV only: for Parquet besides, install requirements-parquet.txt.")
    return DONE
