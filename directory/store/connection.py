"""Opening SQLite files."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

SCHEMAS = Path(__file__).parent
PATIENCE = 5  # seconds to wait for another process's transaction
BUSY = "Another import or publish is at work here. Wait for it to end, then try again."


class Busy(Exception):
    """Another process holds the database for writing."""


def writable(path: Path, schema: str, patience: float = PATIENCE) -> sqlite3.Connection:
    """The database at `path`, made with the tables of `schema` (a file beside this one) where it lacks them.

    Transactions are the caller's: nothing begins or commits by itself. patience: seconds to wait for another's.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    connection.executescript((SCHEMAS / schema).read_text())
    return connection


def read_only(path: Path) -> sqlite3.Connection:
    """A database file that nobody changes in place, for any thread of this process to read."""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)


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
