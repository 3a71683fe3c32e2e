"""The office on a PostgreSQL server, of version 15 or newer, through psycopg.

It is asked in the SQL that SQLite understands (opening.py), and promises what SQLite does: one transaction writes at a
time, on whatever machine it was begun. Each row of the audit trail is signed over the one before, so that two could not
be written at once anyway; and no function of the office has to be thought through for two writers.
"""

import os
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import psycopg
from psycopg import errors
from psycopg.adapt import Dumper
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.types.string import StrDumperUnknown

from directory.store.connection import Away, Busy, DiskFull
from directory.store.office.server import OfficeServer

OLDEST = 15  # version of the server
LOCK_TIMEOUT, FOR_EVER = 20.0, 0.0  # seconds to wait for another that writes, as for office.db; what has no limit
CONNECT_TIMEOUT, SILENT_FOR = 2, 5.0  # seconds to wait for a server, and before it is asked again after that
ROWS_AT_ONCE = 1000
MOST_IDLE = 4  # connections that a process keeps open for its next use of the office
WRITER, AT_WORK = (20_733, 0), 20_734  # advisory locks: of the transaction that writes; the first half of a job's
SETTINGS = {  # of each connection; a machine that is gone is noticed after two minutes, and its locks are free
    "idle_in_transaction_session_timeout": "60s",
    "default_transaction_isolation": "read committed",
    "tcp_keepalives_idle": "60",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "6",
}
BUSY = "The office is busy. Please try again in a minute."
SILENT = "The office's database server cannot be reached, or ended the connection. Look at the server and its log."
REFUSED = "The office's database server lets nobody in by the name and password that it was given."
REPLICA = "The office's database server takes no writing: it is a replica. Lead OFFICE_DATABASE to the one that does."
FORBIDDEN = "The office's database server does not let its user do what is needed: the database has to be theirs."
NO_TLS = (
    "The office's database server is on another machine and offers no TLS, so nothing was said to it. "
    "Have it offer TLS; or, in a network of your own, add ?sslmode=disable to OFFICE_DATABASE."
)
NO_DATABASE = "The office's database is not on its server: make it there first (docs/office.md)."


class ServerProblem(Away):
    """The office's database server cannot be used now: why, in words without an address, a name or a value."""


class IntegerOfBool(Dumper):
    """Truth is kept as 0 and 1, as SQLite keeps it."""

    oid = 20  # int8

    def dump(self, obj: bool) -> bytes:
        """The digit."""
        return b"1" if obj else b"0"


class TextWithoutNul(StrDumperUnknown):
    """PostgreSQL keeps no character of the number 0: where somebody sends one, it is shown as unreadable."""

    def dump(self, obj: str) -> Any:
        """The text."""
        return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}"))


@cache
def _translated(sql: str) -> bytes:
    """A statement as psycopg wants it: `%s` for each value."""
    return sql.replace("%", "%%").replace("?", "%s").encode()


@contextmanager
def _told() -> Iterator[None]:
    """Raises connection.Busy, connection.DiskFull, ServerProblem for what psycopg says of those."""
    try:
        yield
    except (errors.LockNotAvailable, errors.QueryCanceled):
        raise Busy(BUSY) from None
    except errors.DiskFull:
        raise DiskFull("The disk of the office's database server is full.") from None
    except errors.ReadOnlySqlTransaction:
        raise ServerProblem(REPLICA) from None
    except (errors.InsufficientPrivilege, errors.InvalidSchemaName):
        raise ServerProblem(FORBIDDEN) from None
    except (psycopg.OperationalError, psycopg.InterfaceError):
        raise ServerProblem(SILENT) from None


class PostgresqlConnection:
    """A connection, asked as SQLite's are. Outside a transaction each statement is one of its own.

    patience: seconds to wait for another that writes.
    """

    def __init__(self, server: OfficeServer, opened: psycopg.Connection[Any], patience: float):
        self.server, self.patience = server, patience
        self._opened: psycopg.Connection[Any] | None = opened

    @property
    def opened(self) -> psycopg.Connection[Any]:
        """What speaks to the server, until `close`: then somebody else may use it."""
        if self._opened is None:
            raise RuntimeError("This connection was closed.")
        return self._opened

    def status(self) -> TransactionStatus:
        """Where its transaction stands."""
        return self.opened.info.transaction_status

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Runs one statement, with a `?` for each value; a cursor, which is used as SQLite's."""
        with _told():
            return self.opened.execute(_translated(sql), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Runs one statement for each row of values."""
        with _told(), self.opened.cursor() as cursor:
            cursor.executemany(_translated(sql), rows)

    def script(self, text: str) -> None:
        """Runs statements without values."""
        with _told():
            self.opened.execute(text.encode())

    def streamed(self, sql: str) -> Iterator[Any]:
        """The rows of an answer that need not fit into memory; within a transaction."""
        with _told(), self.opened.cursor(name="streamed") as cursor:
            cursor.itersize = ROWS_AT_ONCE
            yield from cursor.execute(_translated(sql), ())

    @contextmanager
    def transaction(self, begin: str = "BEGIN") -> Iterator[None]:
        """All of the block is written, or after an exception none of it."""
        if self.status() != TransactionStatus.IDLE:
            raise RuntimeError("This connection is in a transaction already.")
        self.script(begin)
        try:
            yield
            if self.status() == TransactionStatus.INERROR:
                raise RuntimeError("A statement of this transaction failed, and nobody was told.")
            self.execute("COMMIT")
        except BaseException:
            if not self.opened.closed:
                with suppress(psycopg.Error):
                    self.opened.rollback()
            raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction, the only one that writes. Raises Busy, DiskFull, ServerProblem."""
        with self.transaction(f"BEGIN; SET LOCAL lock_timeout = {int(self.patience * 1000)}"):
            self.execute("SELECT pg_advisory_xact_lock(?, ?)", WRITER)
            yield

    def is_left(self, job: int) -> bool:
        """See opening.is_left: whether no connection holds the lock of `at_work`."""
        return bool(self.execute("SELECT pg_try_advisory_xact_lock(?, ?)", (AT_WORK, job)).fetchone()[0])

    def close(self) -> None:
        """Ends the use of the connection, which this process keeps for the next one."""
        idle = _idle[os.getpid(), self.server]
        if self._opened and self.status() == TransactionStatus.IDLE and len(idle) < MOST_IDLE:
            idle.append(self._opened)
        elif self._opened:
            self._opened.close()
        self._opened = None


_idle: dict[tuple[int, OfficeServer], list[psycopg.Connection[Any]]] = defaultdict(list)
_silent_until: dict[OfficeServer, float] = defaultdict(float)


def connect(server: OfficeServer, patience: float = LOCK_TIMEOUT) -> PostgresqlConnection:
    """A connection that answers, whatever it will find there. Raises ServerProblem."""
    idle = _idle[os.getpid(), server]
    while idle:
        kept = PostgresqlConnection(server, idle.pop(), patience)
        with suppress(ServerProblem):
            kept.execute("SELECT 1")
            return kept
    return PostgresqlConnection(server, _connected(server), patience)


def _connected(server: OfficeServer) -> psycopg.Connection[Any]:
    told: dict[str, Any] = dict(conninfo_to_dict(server.address))
    ours: dict[str, Any] = {"connect_timeout": CONNECT_TIMEOUT, "application_name": "directory"}
    if _is_remote(str(told.get("host") or told.get("hostaddr") or "")):
        ours["sslmode"] = "require"  # before the password is said; whom to trust is said with sslmode=verify-full
    always = {"client_encoding": "utf8", "autocommit": True, "prepare_threshold": None}
    began = time.monotonic()
    if began < _silent_until[server]:
        raise ServerProblem(SILENT)
    try:
        opened: psycopg.Connection[Any] = psycopg.connect(**(ours | told | always))
    except psycopg.OperationalError as error:
        if time.monotonic() > began + CONNECT_TIMEOUT / 2:  # it would keep each request waiting again
            _silent_until[server] = time.monotonic() + SILENT_FOR
        raise ServerProblem(_refusal(str(error))) from None
    try:
        with _told():
            _make_ours(opened)
    except BaseException:
        opened.close()
        raise
    return opened


def _make_ours(opened: psycopg.Connection[Any]) -> None:
    """Raises ServerProblem, and what psycopg does."""
    opened.adapters.register_dumper(bool, IntegerOfBool)
    opened.adapters.register_dumper(str, TextWithoutNul)
    _check(opened)
    for name, value in SETTINGS.items():
        opened.execute("SELECT set_config(%s, %s, false)", (name, value))


def _is_remote(host: str) -> bool:
    """Whether what is said to a server leaves this machine. A host that begins with / is a folder of sockets."""
    return not all(each.startswith("/") or each in ("", "localhost", "127.0.0.1", "::1") for each in host.split(","))


def _refusal(words: str) -> str:
    """Why a server lets us not in: libpq gives no code, and its words hold the server's address and our name."""
    if "does not exist" in words and "database" in words:
        return NO_DATABASE
    if any(sign in words for sign in ("authentication", "password", "pg_hba.conf", "role ")):
        return REFUSED
    return SILENT


def _check(opened: psycopg.Connection[Any]) -> None:
    """Raises ServerProblem for a server that is too old or far off and without TLS, or not in UTF-8."""
    in_use = {option.keyword: option.val for option in opened.pgconn.info}
    if not opened.pgconn.ssl_in_use and _is_remote(opened.info.host) and in_use[b"sslmode"] == b"prefer":
        raise ServerProblem(NO_TLS)
    if opened.info.server_version < OLDEST * 10_000:
        raise ServerProblem(f"The office's database server is too old: PostgreSQL {OLDEST} or newer is needed.")
    if opened.info.parameter_status("server_encoding") != "UTF8":
        raise ServerProblem("The office's database is not in UTF-8: make one with ENCODING 'UTF8'.")


@contextmanager
def at_work(server: OfficeServer, job: int) -> Iterator[None]:
    """Holds the lock of a job on a connection of its own: it is free once the block, this process or the machine ends.

    Raises Busy, ServerProblem.
    """
    opened = PostgresqlConnection(server, _connected(server), FOR_EVER)
    try:
        opened.execute("SELECT pg_advisory_lock(?, ?)", (AT_WORK, job))
        yield
    finally:
        opened.opened.close()


def asked(server: OfficeServer, sql: str, values: Sequence[Any]) -> list[Any]:
    """The rows of an answer; none where there is no such table. Raises ServerProblem."""
    opened = connect(server)
    try:
        rows: list[Any] = opened.execute(sql, values).fetchall()
        return rows
    except (errors.UndefinedTable, errors.UndefinedColumn):
        return []
    finally:
        opened.close()
