"""imports.db: who is held back from the directory, as the last publish found it."""

from collections.abc import Iterable
from sqlite3 import Connection
from typing import NamedTuple


class HeldBack(NamedTuple):
    """Somebody whom a source lists and the directory does not, or a statement that is not shown.

    ref: the practitioner's id, or the statement's SOURCE:ID; why: one of resolve.unlisted.REASONS; detail: the day from
    which, or for a statement npi:NPI or SOURCE:ID of whom it may be about; source, as_of: whose word it is.
    """

    ref: str
    name: str
    why: str
    detail: str
    source: str
    as_of: str


COLUMNS = ", ".join(HeldBack._fields)


def note_held_back(connection: Connection, rows: Iterable[HeldBack]) -> None:
    """Replaces who is held back."""
    connection.execute("DELETE FROM held_back")
    connection.executemany("INSERT OR REPLACE INTO held_back VALUES (?, ?, ?, ?, ?, ?)", rows)


def count_held_back(connection: Connection) -> dict[str, int]:
    """How many are held back for each reason."""
    return dict(connection.execute("SELECT why, count(*) FROM held_back GROUP BY why ORDER BY why"))


def held_back(connection: Connection, why: str, page: int, size: int) -> list[HeldBack]:
    """A page of those who are held back for a reason, 1 the first."""
    sql = f"SELECT {COLUMNS} FROM held_back WHERE why = ? ORDER BY name, ref LIMIT ? OFFSET ?"
    return [HeldBack(*row) for row in connection.execute(sql, [why, size, (page - 1) * size])]


def held_back_of(connection: Connection, practitioner_id: str) -> list[HeldBack]:
    """Why somebody is held back, and which statements are that may be about them."""
    sql = f"SELECT {COLUMNS} FROM held_back WHERE ref = ? OR detail = ? ORDER BY why, ref"
    return [HeldBack(*row) for row in connection.execute(sql, [practitioner_id, f"npi:{practitioner_id}"])]
