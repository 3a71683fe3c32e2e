"""office.db: who is signed in on which browser, who tried to, and what was typed when a session ended.

The rules are in accounts/.
"""

import json
from datetime import datetime
from typing import NamedTuple

from directory.store.office.database import Office
from directory.store.office.people import Person, person_by_id

Typed = list[tuple[str, str]]  # the fields of a form: (name, text)


class Session(NamedTuple):
    """One browser somebody signed in with. person: their id; times are ISO 8601; network: an address."""

    token_hash: bytes
    person: int
    started_at: str
    seen_at: str
    network: str
    browser: str


def start_session(office: Office, token_hash: bytes, person_id: int, browser: str) -> None:
    """Keeps a session that begins now, from where the actor is."""
    now = office.now().isoformat()
    row = Session(token_hash, person_id, now, now, office.actor.network, browser)
    office.connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", row)


def find_session(office: Office, token_hash: bytes) -> tuple[Session, Person] | None:
    """A session, ended or not by time, and whose it is; None where it was signed out or the account is disabled."""
    row = office.connection.execute("SELECT * FROM sessions WHERE hash = ?", [token_hash]).fetchone()
    session = row and Session(*row)
    person = session and person_by_id(office, session.person)
    return (session, person) if person and not person.disabled_at else None


def touch_session(office: Office, token_hash: bytes) -> None:
    """Notes that somebody is there now."""
    set_last_seen(office, token_hash, office.now())


def set_last_seen(office: Office, token_hash: bytes, seen_at: datetime) -> None:
    """Sets when somebody was last there."""
    office.connection.execute("UPDATE sessions SET seen_at = ? WHERE hash = ?", (seen_at.isoformat(), token_hash))


def sessions_of(office: Office, person_id: int) -> list[Session]:
    """A person's sessions, the one last used first."""
    sql = "SELECT * FROM sessions WHERE person = ? ORDER BY seen_at DESC"
    return [Session(*row) for row in office.connection.execute(sql, [person_id])]


def end_session(office: Office, token_hash: bytes) -> None:
    """Ends one session."""
    office.connection.execute("DELETE FROM sessions WHERE hash = ?", [token_hash])


def end_all_sessions(office: Office, person_id: int) -> None:
    """Ends all sessions of a person and forgets their devices and drafts."""
    for table in ("sessions", "devices", "drafts"):
        office.connection.execute(f"DELETE FROM {table} WHERE person = ?", [person_id])
    office.note("signed out everywhere", f"person {person_id}")


def forget_expired(office: Office, sessions_before: datetime, devices_before: datetime, tries_before: datetime) -> None:
    """Forgets sessions and drafts that began, devices and tries that were last seen, before these times."""
    for table, column, before in (
        ("sessions", "started_at", sessions_before),
        ("drafts", "kept_at", sessions_before),
        ("devices", "seen_at", devices_before),
        ("tries", "last_at", tries_before),
    ):
        office.connection.execute(f"DELETE FROM {table} WHERE {column} < ?", [before.isoformat()])


def remember_device(office: Office, token_hash: bytes, person_id: int) -> None:
    """Remembers that this person signed in from this browser now."""
    row = (token_hash, person_id, office.now().isoformat())
    sql = """INSERT INTO devices VALUES (?, ?, ?)
        ON CONFLICT (hash) DO UPDATE SET person = excluded.person, seen_at = excluded.seen_at"""
    office.connection.execute(sql, row)


def is_known_device(office: Office, token_hash: bytes, email: str) -> bool:
    """Whether the person with this address has signed in from this browser."""
    sql = "SELECT EXISTS (SELECT 1 FROM devices JOIN people ON people.id = person WHERE hash = ? AND email = ?)"
    return bool(office.connection.execute(sql, (token_hash, email)).fetchone()[0])


def counted_tries(office: Office, bucket: bytes) -> tuple[int, str]:
    """How many tries were counted, and when the last was; 0 and "" where none was."""
    row = office.connection.execute("SELECT count, last_at FROM tries WHERE bucket = ?", [bucket]).fetchone()
    return row or (0, "")


def count_try(office: Office, bucket: bytes) -> None:
    """Counts one more."""
    sql = """INSERT INTO tries VALUES (?, 1, ?)
        ON CONFLICT (bucket) DO UPDATE SET count = tries.count + 1, last_at = excluded.last_at"""
    office.connection.execute(sql, (bucket, office.now().isoformat()))


def uncount_try(office: Office, bucket: bytes) -> None:
    """Takes one back."""
    office.connection.execute("UPDATE tries SET count = count - 1 WHERE bucket = ?", [bucket])


def forget_tries(office: Office, bucket: bytes) -> None:
    """Starts counting anew."""
    office.connection.execute("DELETE FROM tries WHERE bucket = ?", [bucket])


def save_draft(office: Office, person_id: int, path: str, typed: Typed) -> None:
    """Keeps what was typed into the form of a page, sealed, in place of any before."""
    sealed = office.vault.seal(json.dumps(typed).encode(), "drafts", "content", person_id, path)
    row = (person_id, path, sealed, office.now().isoformat())
    sql = """INSERT INTO drafts VALUES (?, ?, ?, ?)
        ON CONFLICT (person, path) DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at"""
    office.connection.execute(sql, row)


def take_draft(office: Office, person_id: int, path: str) -> Typed | None:
    """What was typed there, once: it is not kept any longer."""
    sql = "DELETE FROM drafts WHERE person = ? AND path = ? RETURNING content"
    row = office.connection.execute(sql, (person_id, path)).fetchone()
    if not row:
        return None
    content = office.vault.open(row[0], "drafts", "content", person_id, path)
    return [(name, text) for name, text in json.loads(content)]
