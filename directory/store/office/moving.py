"""Moving an office from one database to another, or copying it into a file: every row, compared, or nothing.

What is sealed goes as it is sealed.
"""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from directory.store import connection
from directory.store.office import audit
from directory.store.office.database import MOVED, SEALED, Office
from directory.store.office.opening import OfficeConnection, at_one_moment, open_connection, streamed, writing
from directory.store.office.schema import table_names
from directory.store.office.server import OfficeDatabase, OfficeServer
from directory.store.vault import Vault

ROWS_AT_ONCE = 500


class NotMoved(Exception):
    """Why an office was not moved, and what to do about it."""


class TableContent(NamedTuple):
    """What tells the content of a table from another one, in whatever order its rows come: how many, and their sum."""

    rows: int
    digest: int


def move_office(office: Office, target: OfficeDatabase) -> dict[str, int]:
    """Moves an office to a database that has none, and marks it as moved where it was; how many rows of each table.

    Nobody writes meanwhile. Raises NotMoved, NoKey, Tampered, connection.Busy, connection.DiskFull.
    """
    with office.transaction():
        office.note("office moved to PostgreSQL" if isinstance(target, OfficeServer) else "office moved to SQLite")
        with _empty(target) as opened, writing(opened):
            counts = _copy(office.connection, opened)
            _open_all(opened, office.vault)
            audit.verify_now(opened, office.vault)
        office.connection.execute("INSERT INTO about VALUES (?, ?)", (MOVED, b""))
    return counts


def copy_into_file(office: Office, path: Path) -> None:
    """An office.db with what the office holds at one moment. Others read and write meanwhile. Raises NotMoved."""
    with at_one_moment(office.connection), _empty(path) as opened, writing(opened):
        _copy(office.connection, opened)


@contextmanager
def _empty(target: OfficeDatabase) -> Iterator[OfficeConnection]:
    """A database without an office, open; a file is there whole once the block has ended well, or not at all. Raises
    NotMoved.
    """
    if target.exists():
        raise NotMoved("There is an office already where this one was to go. Nothing was moved.")
    if isinstance(target, OfficeServer):
        with closing(open_connection(target)) as opened:
            yield opened
        return
    new = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    try:
        with closing(open_connection(new)) as opened:
            yield opened
        connection.to_disk(new)
        os.link(new, target)  # unlike a rename it replaces nothing that was made meanwhile
        connection.to_disk(target.parent)
    finally:
        for each in target.parent.glob(f"{new.name}*"):
            each.unlink()


def _copy(source: OfficeConnection, target: OfficeConnection) -> dict[str, int]:
    """Copies all rows and compares them; how many of each table. Raises NotMoved."""
    counts = {}
    for table in table_names():
        columns = [each[0] for each in source.execute(f"SELECT * FROM {table} LIMIT 0").description]
        select = f"SELECT {', '.join(columns)} FROM {table}"
        insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        rows = iter(streamed(source, select))
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            target.executemany(insert, batch)
        content = _content(source, select)
        if content != _content(target, select):
            raise NotMoved(f"The rows of {table} are not the same where they went. Nothing was moved.")
        counts[table] = content.rows
    if not isinstance(target, sqlite3.Connection):  # whose numbers of rows go on by themselves
        from directory.store.office.postgresql_steps import count_on

        count_on(target)
    return counts


def _content(opened: OfficeConnection, select: str) -> TableContent:
    rows = digest = 0
    for row in streamed(opened, select):
        rows += 1
        digest += int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest())
    return TableContent(rows, digest)


def _open_all(opened: OfficeConnection, vault: Vault) -> None:
    """Opens everything that is sealed. Raises NoKey."""
    for table, column, place in SEALED:
        for sealed, *at in streamed(opened, f"SELECT {column}, {', '.join(place)} FROM {table}"):
            if sealed is not None:
                vault.open(sealed, table, column, *at)
