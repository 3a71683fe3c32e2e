"""The audit trail: who did what to what, when, from where. Rows are only ever added.

Each row carries a signature over itself and the signature of the row before; `about` holds one over the last. Whoever can write
office.db but has no key can neither change, remove, reorder nor add a row, nor cut the end off, without `verify` finding it. Somebody
who puts an older copy of the whole database back is found by comparing with a head noted before: `verify` gives it, a backup holds it.
Kept six years (45 CFR 164.316(b)(2)) and longer: nothing here removes a row.
"""

import json
import sqlite3
from typing import NamedTuple

from directory.store.vault import Vault

FIELDS = ("id", "at", "who", "what", "subject", "network")
HEAD = "audit head"


class Tampered(Exception):
    """The trail is not what was written, and where it begins to differ."""


class Head(NamedTuple):
    """How far the trail goes: its last row's number and signature (hexadecimal)."""

    rows: int
    mac: str

    def __str__(self) -> str:
        return f"{self.rows}:{self.mac}"


def append(connection: sqlite3.Connection, vault: Vault, entry: tuple) -> None:
    """Adds (at, who, what, subject, network), within the caller's transaction."""
    last, mac = connection.execute("SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1").fetchone() or (0, b"")
    row = (last + 1, *entry)
    mac = vault.sign(_signed(row, mac), "audit")
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, mac))
    connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (HEAD, vault.sign(_end(last + 1, mac), "audit")))


def _signed(row: tuple, before: bytes) -> bytes:
    return before + json.dumps(row).encode()


def _end(rows: int, mac: bytes) -> bytes:
    return f"the trail ends at {rows} with ".encode() + mac


def head(connection: sqlite3.Connection) -> Head:
    """How far the trail goes now, unchecked: to be noted somewhere else."""
    last, mac = connection.execute("SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1").fetchone() or (0, b"")
    return Head(last, mac.hex())


def entries(connection: sqlite3.Connection, last: int) -> list[dict]:
    """The newest rows, newest first."""
    rows = connection.execute(f"SELECT {', '.join(FIELDS)} FROM audit ORDER BY id DESC LIMIT ?", [last])
    return [dict(zip(FIELDS, row, strict=True)) for row in rows]


def verify(connection: sqlite3.Connection, vault: Vault, noted: Head | None = None) -> Head:
    """Reads the whole trail; how far it goes. `noted`: a head of before, which it must hold. Raises Tampered."""
    connection.execute("BEGIN")  # rows and head of one moment
    try:
        return _verified(connection, vault, noted)
    finally:
        connection.execute("ROLLBACK")


def _verified(connection: sqlite3.Connection, vault: Vault, noted: Head | None) -> Head:
    number, before = 0, b""
    for *row, mac in connection.execute("SELECT * FROM audit ORDER BY id"):
        number += 1
        if row[0] != number:
            raise Tampered(f"The audit trail was changed: row {number} is missing.")
        if not vault.signed(_signed(tuple(row), before), mac, "audit"):
            raise Tampered(
                f"The audit trail was changed: row {number} ({row[1]}) is not what was written, or its key is not here."
            )
        if noted and number == noted.rows and mac.hex() != noted.mac:
            raise Tampered(f"This is another audit trail than the one noted: its row {number} differs.")
        before = mac
    head = connection.execute("SELECT value FROM about WHERE name = ?", [HEAD]).fetchone()
    if not head or not vault.signed(_end(number, before), head[0], "audit"):
        raise Tampered(f"The audit trail was cut short: rows after {number} are missing.")
    if noted and noted.rows > number:
        raise Tampered(
            f"The audit trail was cut short: it has {number} rows and had {noted.rows}. Is this an older copy of office.db?"
        )
    return Head(number, before.hex())
