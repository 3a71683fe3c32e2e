"""Numbered migrations: the steps by which a database file of an earlier version of this program becomes one of today's.

`PRAGMA user_version` counts the steps that a file has taken. In files made before steps were numbered it is 0, whatever
their shape, so the first steps of a database are written for all of these shapes.
"""

import fcntl
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from directory.store import connection

logger = logging.getLogger(__name__)

Step = (
    Path | Callable[[sqlite3.Connection], None]
)  # an SQL script, or a function; neither begins nor ends a transaction


class NewerFile(Exception):
    """The file has taken steps that this version of the program does not know, and what to do about it."""


CURES = {
    "imports.db": "restore a backup into an empty data folder, or import every file again.",
    "directory.db": "make it again: python3 run.py publish.",
    "office.db": "restore a backup into an empty data folder.",
}


def cure(path: Path) -> str:
    """What brings a database back that is no use any more."""
    return CURES.get(path.name, "put the right file in its place.")


class ForeignFile(Exception):
    """What is at a path is no database of this program, and what to do about it."""

    @classmethod
    def at(cls, path: Path) -> "ForeignFile":
        """That a folder, or another program's database, is at the path of one of ours."""
        what = "a folder" if path.is_dir() else "a database of something else"
        return cls(f"{path} is {what}. Move it away, then {cure(path)} Nothing was changed.")


def open_migrated(
    path: Path, steps: Sequence[Step], patience: float = connection.LOCK_TIMEOUT, table: str = ""
) -> sqlite3.Connection:
    """The database at `path`, made where there is none, after all of `steps`; see connection.writable.

    table: one that every version of this database has. All pending steps are one transaction, and the file as it was is
    kept beside it (`office.db.before-3`). Of several processes that open an old file, one takes the steps while the
    others wait. Raises NewerFile, ForeignFile, connection.Busy.
    """
    if path.is_dir():
        raise ForeignFile.at(path)
    opened = connection.writable(path, patience)
    try:
        if not _is_current(opened, path, steps, table):
            with _only_process(path.parent):
                _take_pending_steps(opened, path, steps, table)
    except BaseException:
        opened.close()
        raise
    return opened


def _is_current(opened: sqlite3.Connection, path: Path, steps: Sequence[Step], table: str) -> bool:
    """Whether the file has taken all steps. False too where another process, which may be taking them, locks it."""
    try:
        refuse_foreign(opened, path, table)
        return steps_taken(opened, path, steps) == len(steps)
    except sqlite3.OperationalError:
        return False


def steps_taken(opened: sqlite3.Connection, path: Path, steps: Sequence[Step]) -> int:
    """How many of `steps` the file at `path` has taken. Raises NewerFile."""
    taken: int = opened.execute("PRAGMA user_version").fetchone()[0]
    if taken > len(steps):
        raise NewerFile(
            f"{path} was written by a newer version of this program (its format is {taken}, this version reads up to "
            f"{len(steps)}). Use the newer version, or restore a backup of before. Nothing was changed."
        )
    return taken


def refuse_foreign(opened: sqlite3.Connection, path: Path, table: str) -> None:
    """Raises ForeignFile where the database at `path` has tables, and not this one that every version of ours has."""
    tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if table and tables and table not in tables:
        raise ForeignFile.at(path)


@contextmanager
def _only_process(folder: Path) -> Iterator[None]:
    """Waits until no other process or thread is in this block for the folder. A process that is killed leaves it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _take_pending_steps(opened: sqlite3.Connection, path: Path, steps: Sequence[Step], table: str) -> None:
    began, kept = time.monotonic(), None
    busy = f"{path.name} is in use. Wait for the other command to end, then try again."
    with connection.transaction(opened, busy=busy):
        refuse_foreign(opened, path, table)
        taken = steps_taken(opened, path, steps)
        if taken == len(steps):
            return
        if taken or not _is_empty(opened):
            kept = _keep_copy(path, len(steps))
            logger.warning("Bringing %s up to date. This can take minutes. As it was, it is %s.", path, kept.name)
        for step in steps[taken:]:
            take_step(step, opened)
        opened.execute(f"PRAGMA user_version = {len(steps)}")
    if kept:
        _remove_older_copies(path, kept)
        logger.warning("%s is up to date, after %.0f seconds.", path, time.monotonic() - began)


def _is_empty(opened: sqlite3.Connection) -> bool:
    return not opened.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]


def _keep_copy(path: Path, version: int) -> Path:
    """A copy of the database before the steps up to this version, for its owner only; there whole or not at all."""
    kept = path.with_name(f"{path.name}.before-{version}")
    new = kept.with_name(f"{kept.name}.new")
    new.unlink(missing_ok=True)
    try:
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        connection.copy(path, new)
        connection.to_disk(new)
        os.replace(new, kept)
    finally:
        new.unlink(missing_ok=True)
    connection.to_disk(path.parent)
    return kept


def _remove_older_copies(path: Path, newest: Path) -> None:
    for copy in path.parent.glob(f"{path.name}.before-*"):
        if copy != newest:
            copy.unlink()


def take_step(step: Step, opened: sqlite3.Connection) -> None:
    """Takes one step, within a transaction."""
    if callable(step):
        step(opened)
        return
    for statement in _statements(step.read_text(encoding="utf-8")):
        opened.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, each of which ends at a line's end. (executescript would end the transaction.)"""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement:
        yield statement
