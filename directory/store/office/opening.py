"""Where the office is kept, and how that is opened.

The office's functions ask in SQL that SQLite and PostgreSQL both understand, with `?` for each value.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from directory.store import connection
from directory.store.migrations import open_migrated
from directory.store.office.migrations import MIGRATIONS
from directory.store.office.server import OfficeDatabase, OfficeServer

if TYPE_CHECKING:  # what speaks to PostgreSQL is loaded where it is used: most have no such server
    from directory.store.office.postgresql import PostgresqlConnection

LOCK_TIMEOUT = 20  # seconds to wait for others to have written: fifty at once need one or two
LOOK_TIMEOUT = 1.0  # the same, of who only looks in
BUSY = "The office is busy. Please try again in a minute."
PRAGMAS = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA recursive_triggers = ON;
"""
OfficeConnection: TypeAlias = "sqlite3.Connection | PostgresqlConnection"


def open_connection(database: OfficeDatabase, patience: float = LOCK_TIMEOUT) -> OfficeConnection:
    """The office's database, made where there is none, after all steps. patience: seconds to wait for other writers.

    Raises NewerFile, ForeignFile, connection.Busy, connection.DiskFull.
    """
    if isinstance(database, OfficeServer):
        from directory.store.office import postgresql_steps

        return postgresql_steps.open_migrated(database, patience=patience)
    with disk_full_told():
        _make_private_file(database)
        opened = open_migrated(database, MIGRATIONS, patience, table="people")
    try:
        with disk_full_told():
            opened.executescript(PRAGMAS)
    except BaseException:
        opened.close()
        raise
    return opened


def _make_private_file(path: Path) -> None:
    """Makes the file where it is not there, readable by this user only; SQLite gives its companions the same rights.

    A file that is there is left alone: closing a handle of it would end the locks that SQLite holds in this process
    (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDONLY | os.O_CREAT | os.O_EXCL, 0o600))


@contextmanager
def disk_full_told() -> Iterator[None]:
    """Raises connection.DiskFull for what SQLite, or the system, says of a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            raise connection.DiskFull(*error.args) from None
        raise
    except sqlite3.OperationalError as error:
        if connection.DiskFull.is_it(error):
            raise connection.DiskFull(*error.args) from None
        raise


@contextmanager
def writing(opened: OfficeConnection) -> Iterator[None]:
    """A transaction, the only one that writes: all of the block is written, or after an exception none of it.

    Raises connection.Busy, connection.DiskFull.
    """
    if isinstance(opened, sqlite3.Connection):
        with disk_full_told(), connection.transaction(opened, busy=BUSY):
            yield
    else:
        with opened.writing():
            yield


@contextmanager
def at_one_moment(opened: OfficeConnection) -> Iterator[None]:
    """All that the block reads is of one moment, whoever writes meanwhile."""
    if isinstance(opened, sqlite3.Connection):
        opened.execute("BEGIN")
        try:
            yield
        finally:
            opened.execute("ROLLBACK")
    else:
        with opened.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            yield


def streamed(opened: OfficeConnection, sql: str) -> Iterator[Any]:
    """The rows of an answer one after the other, of which there may be more than memory holds; `at_one_moment`."""
    return opened.execute(sql) if isinstance(opened, sqlite3.Connection) else opened.streamed(sql)


@contextmanager
def at_work(database: OfficeDatabase, job: int) -> Iterator[None]:
    """As long as the block runs, and this process lives, workers on other machines see that somebody is at a job."""
    if isinstance(database, OfficeServer):
        from directory.store.office import postgresql

        with postgresql.at_work(database, job):
            yield
    else:
        yield  # one worker works for a folder of files


def is_left(opened: OfficeConnection, job: int) -> bool:
    """Whether nobody is at a job any more that somebody took, as far as another worker can see. Within `writing`, by a
    worker that is at none.
    """
    return isinstance(opened, sqlite3.Connection) or opened.is_left(job)


def new_id(opened: OfficeConnection, insert: str, values: Sequence[Any]) -> int:
    """Adds a row; the number that it was given."""
    return int(opened.execute(f"{insert} RETURNING id", values).fetchone()[0])


def asked(database: OfficeDatabase, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """The rows of an answer of an office that is only read, which needs no key and takes no steps; none where it is not
    there, or of a version that has no such table.
    """
    if isinstance(database, OfficeServer):
        from directory.store.office import postgresql

        return postgresql.asked(database, sql, values)
    if not database.exists():
        return []
    try:
        with closing(connection.shared(database, LOOK_TIMEOUT)) as opened:
            return opened.execute(sql, values).fetchall()
    except sqlite3.OperationalError:
        return []
