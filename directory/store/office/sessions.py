"""office.db: who is signed in on which browser, who tried, and what was typed when a session ended. The rules are in accounts/."""

import json
from datetime import datetime
from typing import NamedTuple

from directory.store.office.database import Office
from directory.store.office.people import Person, by_id


class Session(NamedTuple):
    """One browser somebody signed in with. Times are ISO 8601; network: an address."""

    hash: bytes
    person: int
    started_at: str
    seen_at: str
    network: str
    browser: str


def start(office: Office, hash: bytes, person: int, browser: str) -> None:
    """Keeps a session that begins now, from where the actor is."""
    now = office.now().isoformat()
    office.connection.execute(
        "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", (hash, person, now, now, office.actor.network, browser)
    )


def find(office: Office, hash: bytes) -> tuple[Session, Person] | None:
    """A session, ended or not by time, and whose it is; None where it was signed out or the account is disabled."""
    row = office.connection.execute("SELECT * FROM sessions WHERE hash = ?", [hash]).fetchone()
    person = row and by_id(office, row[1])
    return (Session(*row), person) if person and not person.disabled_at else None


def seen(office: Office, hash: bytes) -> None:
    """Notes that somebody is there now."""
    office.connection.execute("UPDATE sessions SET seen_at = ? WHERE hash = ?", (office.now().isoformat(), hash))


def rest(office: Office, hash: bytes, seen_at: datetime) -> None:
    """Sets back when somebody was last there."""
    office.connection.execute("UPDATE sessions SET seen_at = ? WHERE hash = ?", (seen_at.isoformat(), hash))


def of(office: Office, person: int) -> list[Session]:
    """A person's sessions, the one last used first."""
    return [
        Session(*row)
        for row in office.connection.execute("SELECT * FROM sessions WHERE person = ? ORDER BY seen_at DESC", [person])
    ]


def end(office: Office, hash: bytes) -> None:
    """Ends one session."""
    office.connection.execute("DELETE FROM sessions WHERE hash = ?", [hash])


def end_all(office: Office, person: int) -> None:
    """Ends all sessions of a person and forgets their devices and drafts."""
    for table in ("sessions", "devices", "drafts"):
        office.connection.execute(f"DELETE FROM {table} WHERE person = ?", [person])
    office.note("signed out everywhere", f"person {person}")


def forget(office: Office, sessions_before: datetime, devices_before: datetime, tries_before: datetime) -> None:
    """Forgets sessions and drafts that began, devices and tries that were last seen, before these times."""
    for table, column, before in (
        ("sessions", "started_at", sessions_before),
        ("drafts", "kept_at", sessions_before),
        ("devices", "seen_at", devices_before),
        ("tries", "last_at", tries_before),
    ):
        office.connection.execute(f"DELETE FROM {table} WHERE {column} < ?", [before.isoformat()])


def know_device(office: Office, hash: bytes, person: int) -> None:
    """Remembers that this person signed in from this browser now."""
    office.connection.execute(
        "INSERT OR REPLACE INTO devices VALUES (?, ?, ?)", (hash, person, office.now().isoformat())
    )


def knows_device(office: Office, hash: bytes, email: str) -> bool:
    """Whether the person with this address has signed in from this browser."""
    sql = "SELECT EXISTS (SELECT 1 FROM devices JOIN people ON people.id = person WHERE hash = ? AND email = ?)"
    return bool(office.connection.execute(sql, (hash, email)).fetchone()[0])


def tries(office: Office, bucket: bytes) -> tuple[int, str]:
    """How many tries were counted, and when the last was."""
    return office.connection.execute("SELECT count, last_at FROM tries WHERE bucket = ?", [bucket]).fetchone() or (
        0,
        "",
    )


def count_try(office: Office, bucket: bytes) -> None:
    """Counts one more."""
    sql = "INSERT INTO tries VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET count = count + 1, last_at = excluded.last_at"
    office.connection.execute(sql, (bucket, office.now().isoformat()))


def uncount_try(office: Office, bucket: bytes) -> None:
    """Takes one back."""
    office.connection.execute("UPDATE tries SET count = count - 1 WHERE bucket = ?", [bucket])


def forget_tries(office: Office, bucket: bytes) -> None:
    """Starts counting anew."""
    office.connection.execute("DELETE FROM tries WHERE bucket = ?", [bucket])


def keep_draft(office: Office, person: int, path: str, typed: list[tuple[str, str]]) -> None:
    """Keeps what was typed into the form of a page, sealed, in place of any before."""
    sealed = office.vault.seal(json.dumps(typed).encode(), "drafts", "content", person, path)
    office.connection.execute(
        "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", (person, path, sealed, office.now().isoformat())
    )


def take_draft(office: Office, person: int, path: str) -> list[tuple[str, str]] | None:
    """What was typed there, once: it is not kept any longer."""
    row = office.connection.execute(
        "DELETE FROM drafts WHERE person = ? AND path = ? RETURNING content", (person, path)
    ).fetchone()
    return row and [tuple(pair) for pair in json.loads(office.vault.open(row[0], "drafts", "content", person, path))]
