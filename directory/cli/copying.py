"""The commands that copy the databases, put a copy back, and try whether one can be put back."""

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from directory.cli import litestream
from directory.cli.console import DONE, Failure, tell
from directory.cli.office import open_office
from directory.settings import Settings
from directory.store import backup, vault
from directory.store.office import copies
from directory.store.office.database import Office
from directory.store.vault import NoKey
from directory.worker.process import stop_when_told

NOT_THE_SERVER = (
    "The office is on a database server and not in this copy: keep it by a replica, pg_dump or backup FILE."
)
RESTORED_INTO_FILES = (
    "A backup is restored into files: unset OFFICE_DATABASE, restore, then move the office to an empty database: "
    "python3 run.py office move --to postgresql://…"
)


class BackupOptions(Protocol):
    """file: of one backup; continuous: where copies go on and on."""

    file: str | None
    continuous: str | None


class RestoreOptions(Protocol):
    """file: a backup, or where copies go on and on; check: only try it; at: as it was then."""

    file: str
    check: bool
    at: str


def backup_make(options: BackupOptions, settings: Settings) -> int:
    """Copies the databases into one file, or on and on, while the site serves."""
    if bool(options.file) == bool(options.continuous):
        raise Failure("Give the file of a backup, or --continuous and where copies go on and on.")
    if options.continuous:
        return _copy_on(options.continuous, settings)
    with open_office(settings) as office:
        manifest = backup.write_backup(office, settings.data, Path(str(options.file)))
    size = os.path.getsize(str(options.file))
    print(f"{options.file}: {', '.join(manifest['files'])}, {size:,} bytes. Audit head: {manifest['audit']}")
    tell("The office key is not in it. Letters in it can be read with that key only.")
    return DONE


def _copy_on(place: str, settings: Settings) -> int:
    """Has Litestream copy until it is stopped."""
    command = litestream.program()
    if not any((settings.data / name).exists() for name in litestream.COPIED):
        raise Failure("There is nothing to copy yet.")
    if settings.office_server:
        tell(NOT_THE_SERVER)
    with litestream.configured(settings.data, place) as config:
        tell(f"Copying to {place} as it is written. Try it with: python3 run.py restore --check {place}")
        stop_when_told()  # else Litestream would go on alone, and a second one write to the same place
        running = subprocess.Popen([command, "replicate", "-config", str(config)])
        try:
            return running.wait() and _ended(running.returncode)
        finally:
            running.terminate()
            running.wait()


def _ended(code: int) -> int:
    if code < 0:
        return DONE  # it was told to stop, as we were
    raise Failure("Litestream ended: what it printed says why. The databases are as they were.")


def backup_restore(options: RestoreOptions, settings: Settings) -> int:
    """Puts the databases of a backup into an empty data folder; with --check tries that in a folder that goes again."""
    if options.check:
        return _try(options, settings)
    if settings.office_server:
        raise Failure(RESTORED_INTO_FILES)
    made_at = _put(options, settings.data, settings)
    if settings.office_db.exists():
        with open_office(settings) as office:
            office.verify()
            with office.transaction():
                office.note("backup restored")
    print(f"{made_at} in {settings.data}.")
    return DONE


def _put(options: RestoreOptions, data: Path, settings: Settings) -> str:
    """Puts what is restored into an empty folder; what it is, in words with its verb."""
    keys = vault.Vault(vault.load_keys(settings.key_file, settings.key, make=False))
    if not litestream.is_place(options.file):
        manifest = backup.restore_backup(Path(options.file), data, keys)
        return f"{', '.join(manifest['files'])} of {manifest['made_at']} are"
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=data, prefix=".restoring.") as folder:
        names = litestream.restore(options.file, Path(folder), options.at)
        backup.put_in_place(names, Path(folder), data)
    return f"{', '.join(names)} as of {options.at or 'the last second'} are"


def _try(options: RestoreOptions, settings: Settings) -> int:
    """Restores into a folder beside the data, opens the office with its key and checks its trail; then it goes. Of a
    folder of backups the newest is tried.
    """
    options.file = backup.newest_backup(options.file)
    try:
        with TemporaryDirectory(dir=settings.data.parent, prefix=f".{settings.data.name}.tried.") as folder:
            restored = _put(options, Path(folder), settings)
            if (Path(folder) / "office.db").exists():
                with Office(Path(folder) / "office.db", settings.key_file, settings.key) as office:
                    office.verify()
    except (backup.NotRestored, NoKey, Failure, OSError):
        _note(copies.IN_VAIN, settings)
        raise
    _note(copies.TRIED, settings)
    print(f"It can be restored: {restored} whole, and the key opens them.")
    return DONE


def _note(what: str, settings: Settings) -> None:
    """Keeps in the trail how a trial ended, for the desk to show; where there is an office."""
    if settings.office.exists():
        with open_office(settings) as office, office.transaction():
            office.note(what)
