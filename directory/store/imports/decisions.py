"""imports.db's other half: pairs of statements that nobody can tell apart, and what admins decided about them.

A decision is kept for ever, with who made it and why; one that is taken back stays as a row that counts no more.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import NamedTuple, TypedDict

from directory.store.imports.stated import whose


class Pair(TypedDict):
    """Two statements, by SOURCE:ID or npi:NPI, that wait for a decision, and why."""

    id: int
    one: str
    other: str
    reason: str


class Decider(NamedTuple):
    """Who decides, an e-mail address, "" for whoever types commands here; and why, in their words."""

    who: str = ""
    why: str = ""


COMMAND_LINE = Decider()


class UnpublishedDecision(NamedTuple):
    """What was decided since the directory was published. pair: its number; same: None where it was taken back."""

    pair: int
    one: str
    other: str
    same: bool | None
    who: str
    why: str
    decided_at: str


def decisions(connection: Connection) -> dict[tuple[str, str], bool]:
    """What admins have decided: {(one, other): whether they are the same}, in either order; the last word counts."""
    rows = connection.execute("SELECT one, other, same FROM decisions WHERE NOT taken_back ORDER BY decided_at")
    return {pair: bool(same) for one, other, same in rows for pair in ((one, other), (other, one))}


def decide(connection: Connection, doubt: int, same: bool, decider: Decider = COMMAND_LINE) -> bool:
    """Keeps an admin's decision about a doubt, which waits no more; False where there is no such doubt."""
    pair = connection.execute("SELECT one, other FROM doubts WHERE id = ?", [doubt]).fetchone()
    if not pair:
        return False
    connection.execute(
        """INSERT OR REPLACE INTO decisions (one, other, same, decided_at, who, why, published)
           VALUES (?, ?, ?, ?, ?, ?, 0)""",
        (*pair, same, _now(), *decider),
    )
    connection.execute("UPDATE doubts SET waiting = 0 WHERE id = ?", [doubt])
    return True


def joined_with(connection: Connection, ref: str) -> str | None:
    """What a statement, SOURCE:ID, has joined, as last published: the statement that gave the listing its id, or
    npi:NPI. None where it stands for itself, or is not shown.
    """
    owner = whose(connection, ref)
    if owner in ("", ref.partition(":")[2]):
        return None
    sql = "SELECT ref FROM owners WHERE practitioner = :owner AND substr(ref, instr(ref, ':') + 1) = :owner"
    first = connection.execute(sql, {"owner": owner}).fetchone()
    return first[0] if first else f"npi:{owner}"


def pair_number(connection: Connection, one: str, other: str, reason: str) -> int:
    """The number of a pair to decide that nobody asks about, since the two have been joined; they do not wait."""
    connection.execute(
        "INSERT INTO doubts (one, other, reason, waiting) VALUES (?, ?, ?, 0) ON CONFLICT (one, other) DO NOTHING",
        (one, other, reason),
    )
    sql = "SELECT id FROM doubts WHERE one = ? AND other = ?"
    number: int = connection.execute(sql, (one, other)).fetchone()[0]
    return number


def take_back(connection: Connection, doubt: int, decider: Decider = COMMAND_LINE) -> bool:
    """Takes back what was decided about a pair, which waits again; False where nothing was."""
    taken = connection.execute(
        """UPDATE decisions SET taken_back = 1, decided_at = ?, who = ?, why = ?, published = 0
           WHERE NOT taken_back AND EXISTS (SELECT 1 FROM doubts WHERE id = ? AND doubts.one IN (decisions.one,
               decisions.other) AND doubts.other IN (decisions.one, decisions.other))""",
        (_now(), *decider, doubt),
    ).rowcount
    if taken:
        connection.execute("UPDATE doubts SET waiting = 1 WHERE id = ?", [doubt])
    return taken > 0


def unpublished_decisions(connection: Connection) -> list[UnpublishedDecision]:
    """What was decided or taken back since the last publish, the newest first."""
    rows = connection.execute(
        """SELECT doubts.id, one, other, iif(taken_back, NULL, same), who, why, decided_at
           FROM decisions JOIN doubts USING (one, other) WHERE NOT published ORDER BY decided_at DESC, doubts.id DESC"""
    )
    return [
        UnpublishedDecision(number, one, other, None if same is None else bool(same), *rest)
        for number, one, other, same, *rest in rows
    ]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def note_doubts(connection: Connection, doubts: Iterable[tuple[str, str, str, str]]) -> None:
    """Replaces the pairs that wait for a decision, (one, other, reason, what both have in common); a pair known before
    keeps its number. What was decided so far is in the directory that is being published.
    """
    connection.execute("UPDATE decisions SET published = 1 WHERE NOT published")
    connection.execute("UPDATE doubts SET waiting = 0 WHERE waiting")
    connection.executemany(
        """INSERT INTO doubts (one, other, reason, shared, waiting) VALUES (?, ?, ?, ?, 1)
           ON CONFLICT (one, other) DO UPDATE SET waiting = 1, reason = excluded.reason, shared = excluded.shared""",
        doubts,
    )


def note_states(connection: Connection, states: Iterable[tuple[str, str, str]]) -> None:
    """Keeps in which state pairs practise, (state, one, other), "" where not both in one and the same."""
    connection.executemany("UPDATE doubts SET state = ? WHERE one = ? AND other = ?", states)


def waiting(connection: Connection) -> list[Pair]:
    """The pairs that wait for a decision."""
    rows = connection.execute("SELECT id, one, other, reason FROM doubts WHERE waiting ORDER BY id")
    return [Pair(id=number, one=one, other=other, reason=reason) for number, one, other, reason in rows]
