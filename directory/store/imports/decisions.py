"""imports.db's other half: pairs of statements that nobody can tell apart, and what admins decided about them."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import TypedDict

from directory.core.practitioner import SourcedStatement, statement_from_json


class Pair(TypedDict):
    """Two statements, by SOURCE:ID or npi:NPI, that wait for a decision, and why."""

    id: int
    one: str
    other: str
    reason: str


def decisions(connection: Connection) -> dict[tuple[str, str], bool]:
    """What admins have decided: {(one, other): whether they are the same}, in either order; the last word counts."""
    rows = connection.execute("SELECT one, other, same FROM decisions ORDER BY decided_at")
    return {pair: bool(same) for one, other, same in rows for pair in ((one, other), (other, one))}


def decide(connection: Connection, doubt: int, same: bool) -> bool:
    """Keeps an admin's decision about a doubt; False where there is no such doubt."""
    pair = connection.execute("SELECT one, other FROM doubts WHERE id = ?", [doubt]).fetchone()
    if not pair:
        return False
    decided_at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?)", (*pair, same, decided_at))
    return True


def note_doubts(connection: Connection, doubts: Iterable[tuple[str, str, str]]) -> None:
    """Replaces the pairs that wait for a decision, (one, other, reason); a pair known before keeps its number."""
    connection.execute("UPDATE doubts SET waiting = 0")
    connection.executemany(
        """INSERT INTO doubts (one, other, reason, waiting) VALUES (?, ?, ?, 1)
           ON CONFLICT (one, other) DO UPDATE SET waiting = 1, reason = excluded.reason""",
        doubts,
    )


def waiting(connection: Connection) -> list[Pair]:
    """The pairs that wait for a decision."""
    rows = connection.execute("SELECT id, one, other, reason FROM doubts WHERE waiting ORDER BY id")
    return [Pair(id=number, one=one, other=other, reason=reason) for number, one, other, reason in rows]


def statements_of(connection: Connection, refs: Iterable[str]) -> dict[str, list[SourcedStatement]]:
    """What the sources say now of those whom pairs name, by SOURCE:ID or npi:NPI. A connection of Imports.

    A statement that is named for itself is not among those of its NPI: it is the one in doubt.
    """
    wanted = list(refs)
    rows = connection.execute(
        """WITH wanted AS (SELECT value FROM json_each(?)), stated AS (
            SELECT source || ':' || said.id AS own, 'npi:' || npi AS by_npi, said.id AS id, source, as_of, listing
            FROM said JOIN contents ON contents.id = content)
        SELECT CASE WHEN own IN wanted THEN own ELSE by_npi END AS ref, id, source, as_of, listing
        FROM stated WHERE own IN wanted OR by_npi IN wanted ORDER BY 1, source""",
        [json.dumps(wanted)],
    )
    found: dict[str, list[SourcedStatement]] = {ref: [] for ref in wanted}
    for ref, statement_id, source, as_of, text in rows:
        found[ref].append(SourcedStatement(statement_id, source, as_of, statement_from_json(text), None))
    return found
