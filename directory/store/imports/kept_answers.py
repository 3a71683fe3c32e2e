"""imports.db: what the last publish has found out of whose each statement is."""

import json
from collections.abc import Container, Iterable, Mapping
from sqlite3 import Connection


def note_owners(connection: Connection, owners: Mapping[str, str], unproved: Container[str]) -> None:
    """Keeps whose each statement is, {SOURCE:ID: practitioner's id or ""}, where it is not its own id's.

    unproved: which of them are theirs on less proof than a bad standing wants.
    """
    rows = ((ref, practitioner, ref in unproved) for ref, practitioner in owners.items())
    connection.execute("DELETE FROM owners")
    connection.executemany("INSERT INTO owners VALUES (?, ?, ?)", rows)


def kept_owners(connection: Connection) -> tuple[dict[str, str], frozenset[str]]:
    """The same, as the last publish has kept it."""
    rows = connection.execute("SELECT ref, practitioner, unproved FROM owners").fetchall()
    return {ref: practitioner for ref, practitioner, _ in rows}, frozenset(ref for ref, _, each in rows if each)


def note_in_question(connection: Connection, told: Iterable[str], anew: bool) -> None:
    """Keeps by which names and license numbers a statement under an NPI may be another's. anew: and no others."""
    if anew:
        connection.execute("DELETE FROM in_question")
    connection.executemany("INSERT OR IGNORE INTO in_question VALUES (?)", ((each,) for each in told))


def is_in_question(connection: Connection, told: Iterable[str]) -> bool:
    """Whether one of these is among them."""
    sql = "SELECT EXISTS (SELECT 1 FROM in_question WHERE told IN (SELECT value FROM json_each(?)))"
    return bool(connection.execute(sql, [json.dumps(list(told))]).fetchone()[0])
