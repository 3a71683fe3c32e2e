"""Opening SQLite files."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

LOCK_TIMEOUT = 5  # seconds to wait for another process's transaction
# What SQLite calls a file that is damaged, is no database, or has other tables than the query wants.
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
BUSY = "Another import or publish is at work here. Wait for it to end, then try again."


class Busy(Exception):
    """Another process holds the database for writing."""


class Away(Busy):
    """A database cannot be used, for longer than another's writing takes: why, in words for an admin."""


class DiskFull(sqlite3.OperationalError):
    """There is no room for what was to be written, or the disk cannot be written: nothing was."""

    @classmethod
    def is_it(cls, error: BaseException) -> bool:
        """Whether an exception of SQLite's says so."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte says what kind it is
        return code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def writable(path: Path, patience: float = LOCK_TIMEOUT) -> sqlite3.Connection:
    """The database at `path`, made empty where there is none.

    Transactions are the caller's: nothing begins or commits by itself. patience: seconds to wait for another's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    return sqlite3.connect(path, timeout=patience, isolation_level=None)


def read_only(path: Path) -> sqlite3.Connection:
    """A database file that nobody changes in place, for any thread of this process to read."""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def shared(path: Path, patience: float) -> sqlite3.Connection:
    """A database that another process may be writing, for reading only. patience: seconds to wait for that process."""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=patience)


def copy(database: Path, target: Path) -> None:
    """A copy of a database as it is at one moment. Others read meanwhile and, in a write-ahead log, write."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copied:
        source.backup(copied)


def is_sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file that nobody writes."""
    try:
        with closing(read_only(path)) as opened:
            return bool(opened.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def to_disk(path: Path) -> None:
    """Waits until a file, or the names in a folder, would survive the power going off."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def transaction(connection: sqlite3.Connection, keep: bool = True, busy: str = BUSY) -> Iterator[None]:
    """All of the block is written, or, after an exception or without `keep`, none of it.

    Raises Busy, with these words, where another process holds the database for writing.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        raise Busy(busy) from None
    try:
        yield
        connection.execute("COMMIT" if keep else "ROLLBACK")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """Within a transaction: after an exception none of the block is written, and the transaction goes on."""
    connection.execute("SAVEPOINT block")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK TO block")
        raise
    finally:
        connection.execute("RELEASE block")
