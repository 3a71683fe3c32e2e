"""The audit trail: who did what to what, when, from where. Rows are only ever added.

Each row carries a signature over itself and the signature of the row before; `about` holds one over the last. Whoever
can write office.db but has no key can neither change, remove, reorder nor add a row, nor cut the end off, without
`verify` finding it. Somebody who puts an older copy of the whole database back is found by comparing with a head noted
before: `verify` gives it, a backup holds it. The trail is kept for six years (45 CFR 164.316(b)(2)) and longer: nothing
removes a row.
"""

import json
from typing import NamedTuple, TypedDict, cast

from directory.store.office.opening import OfficeConnection, at_one_moment, streamed
from directory.store.vault import Vault

AuditRow = tuple[int, str, int | None, str, str, str]  # FIELDS of an entry
FIELDS = ("id", "at", "who", "what", "subject", "network")
HEAD_NAME = "audit head"  # in `about`
KEEP_HEAD = "INSERT INTO about VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


class Tampered(Exception):
    """The trail is not what was written, and where it begins to differ."""


class TrailHead(NamedTuple):
    """How far the trail goes: its last row's number and signature (hexadecimal)."""

    rows: int
    mac: str

    def __str__(self) -> str:
        return f"{self.rows}:{self.mac}"


class Entry(TypedDict):
    """One row. at: ISO 8601, UTC; who: a person's id, None for nobody who signed in; network: an address."""

    id: int
    at: str
    who: int | None
    what: str
    subject: str
    network: str


def append_entry(connection: OfficeConnection, vault: Vault, entry: tuple[str, int | None, str, str, str]) -> None:
    """Adds (at, who, what, subject, network), within the caller's transaction."""
    last, last_mac = _last(connection)
    row = (last + 1, *entry)
    mac = vault.sign(_signed_row(row, last_mac), "audit")
    connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, mac))
    end = vault.sign(_signed_end(last + 1, mac), "audit")
    connection.execute(KEEP_HEAD, (HEAD_NAME, end))


def _last(connection: OfficeConnection) -> tuple[int, bytes]:
    """The number and signature of the last row; 0 and none where there is no row."""
    row = connection.execute("SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return row or (0, b"")


def _signed_row(row: AuditRow, mac_before: bytes) -> bytes:
    return mac_before + json.dumps(row).encode()


def _signed_end(rows: int, mac: bytes) -> bytes:
    return f"the trail ends at {rows} with ".encode() + mac


def trail_head(connection: OfficeConnection) -> TrailHead:
    """How far the trail goes now, unchecked: to be noted somewhere else."""
    last, mac = _last(connection)
    return TrailHead(last, mac.hex())


class AuditFilter(NamedTuple):
    """Which rows of the trail. who: a person's id; what: what was done; since, until: ISO days, both included;
    before: only rows with a smaller number; subject: to what it was done. None: any.
    """

    who: int | None = None
    what: str | None = None
    since: str | None = None
    until: str | None = None
    before: int | None = None
    subject: str | None = None


EVERYTHING = AuditFilter()


def entries(connection: OfficeConnection, last: int, chosen: AuditFilter = EVERYTHING) -> list[Entry]:
    """The newest rows of those chosen, at most `last` of them, newest first."""
    conditions = {
        "who = ?": chosen.who,
        "what = ?": chosen.what,
        "at >= ?": chosen.since,
        "substr(at, 1, 10) <= ?": chosen.until,
        "id < ?": chosen.before,
        "subject = ?": chosen.subject,
    }
    asked = {condition: value for condition, value in conditions.items() if value is not None}
    where = f"WHERE {' AND '.join(asked)}" if asked else ""
    rows = connection.execute(
        f"SELECT {', '.join(FIELDS)} FROM audit {where} ORDER BY id DESC LIMIT ?", [*asked.values(), last]
    )
    return [cast(Entry, dict(zip(FIELDS, row, strict=True))) for row in rows]


def kinds(connection: OfficeConnection) -> list[str]:
    """Everything that the trail says was done, each once, in alphabetical order."""
    rows = connection.execute("""
        WITH RECURSIVE kind (what) AS (
            SELECT min(what) FROM audit
            UNION ALL SELECT (SELECT min(what) FROM audit WHERE audit.what > kind.what) FROM kind WHERE what IS NOT NULL
        )
        SELECT what FROM kind WHERE what IS NOT NULL""")  # from one to the next: DISTINCT would read millions of rows
    return [what for (what,) in rows]


def verify(connection: OfficeConnection, vault: Vault, noted: TrailHead | None = None) -> TrailHead:
    """Reads the whole trail; how far it goes. noted: an earlier head, which it must contain. Raises Tampered."""
    with at_one_moment(connection):
        return verify_now(connection, vault, noted)


def verify_now(connection: OfficeConnection, vault: Vault, noted: TrailHead | None = None) -> TrailHead:
    """The same, within the caller's transaction."""
    head = _verified_rows(connection, vault, noted)
    _verify_end(connection, vault, head)
    if noted and noted.rows > head.rows:
        raise Tampered(
            f"The audit trail was cut short: it has {head.rows} rows and had {noted.rows}. "
            "Is this an older copy of office.db?"
        )
    return head


def _verified_rows(connection: OfficeConnection, vault: Vault, noted: TrailHead | None) -> TrailHead:
    number, mac_before = 0, b""
    for *fields, mac in streamed(connection, "SELECT * FROM audit ORDER BY id"):
        number += 1
        row = cast(AuditRow, tuple(fields))
        if row[0] != number:
            raise Tampered(f"The audit trail was changed: row {number} is missing.")
        if not vault.verify(_signed_row(row, mac_before), mac, "audit"):
            raise Tampered(
                f"The audit trail was changed: row {number} ({row[1]}) is not what was written, or its key is not here."
            )
        if noted and number == noted.rows and mac.hex() != noted.mac:
            raise Tampered(f"This is another audit trail than the one noted: its row {number} differs.")
        mac_before = mac
    return TrailHead(number, mac_before.hex())


def _verify_end(connection: OfficeConnection, vault: Vault, head: TrailHead) -> None:
    end = connection.execute("SELECT value FROM about WHERE name = ?", [HEAD_NAME]).fetchone()
    if not end or not vault.verify(_signed_end(head.rows, bytes.fromhex(head.mac)), end[0], "audit"):
        raise Tampered(f"The audit trail was cut short: rows after {head.rows} are missing.")
