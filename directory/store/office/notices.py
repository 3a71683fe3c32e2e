"""office.db: whom to tell that somebody keeps a listing now, at what registers gave; and colleagues who are let in.

A code is sealed, and goes with the owner whom it is about.
"""

from datetime import datetime
from typing import Literal, NamedTuple

from directory.store.office.database import Office
from directory.store.vault import hash_token

Reach = Literal["call", "letter"]
COLUMNS = "id, owner, reach, reached_at, content, coalesce(sent_on, '')"


class OwnerNotice(NamedTuple):
    """Somebody to tell. owner: whom it is about, by their number; reached_at: the number that is called, or the address
    that is written to; code: with it they say that it is not theirs; sent_on: an ISO day, "" before they are told.
    """

    id: int
    owner: int
    reach: Reach
    reached_at: str
    code: str
    sent_on: str


def add_notice(office: Office, owner: int, reach: Reach, reached_at: str, code: str) -> None:
    """Somebody is to be told of an owner."""
    sql = "INSERT INTO notices (owner, reach, reached_at, content) VALUES (?, ?, ?, ?)"
    office.add_sealed(sql, (owner, reach, reached_at, b""), "notices", "content", code.encode(), owner)


def notices_to_send(office: Office) -> list[OwnerNotice]:
    """Those who are still to be told, the oldest first."""
    sql = f"SELECT {COLUMNS} FROM notices WHERE sent_on IS NULL ORDER BY id"
    return office.open_each(office.connection.execute(sql), _opened)


def notices_since(office: Office, day: str) -> list[OwnerNotice]:
    """Those who were told on an ISO day or later."""
    sql = f"SELECT {COLUMNS} FROM notices WHERE sent_on >= ? ORDER BY id"
    return office.open_each(office.connection.execute(sql, [day]), _opened)


def notices_about(office: Office, owner: int) -> list[OwnerNotice]:
    """Who is told of an owner, told or still to be told."""
    rows = office.connection.execute(f"SELECT {COLUMNS} FROM notices WHERE owner = ? ORDER BY id", [owner])
    return [_opened(office, *row) for row in rows]


def notice_by_number(office: Office, number: int) -> OwnerNotice | None:
    """The notice with this number."""
    row = office.connection.execute(f"SELECT {COLUMNS} FROM notices WHERE id = ?", [number]).fetchone()
    return _opened(office, *row) if row else None


def _opened(
    office: Office, number: int, owner: int, reach: Reach, reached_at: str, sealed: bytes, day: str
) -> OwnerNotice:
    code = office.vault.open(sealed, "notices", "content", number, owner).decode()
    return OwnerNotice(number, owner, reach, reached_at, code, day)


def note_told(office: Office, notice: OwnerNotice) -> None:
    """They were called, or written to, today."""
    day = office.now().date().isoformat()
    office.connection.execute("UPDATE notices SET sent_on = ? WHERE id = ?", (day, notice.id))
    office.note("told of an owner", f"notice {notice.id}")


def add_share(office: Office, token: str, owner: int, person: int, expires_at: datetime) -> None:
    """Keeps a link with which a colleague, who has an account, lets themselves be let in; in place of any before."""
    office.connection.execute("DELETE FROM shares WHERE owner = ? AND person = ?", (owner, person))
    row = (hash_token(token), owner, person, expires_at.isoformat())
    office.connection.execute("INSERT INTO shares VALUES (?, ?, ?, ?)", row)


def share_of(office: Office, token: str) -> tuple[int, int] | None:
    """The owner and the colleague of a link that still serves, by their numbers."""
    sql = "SELECT owner, person FROM shares WHERE token_hash = ? AND expires_at > ?"
    row = office.connection.execute(sql, (hash_token(token), office.now().isoformat())).fetchone()
    return (row[0], row[1]) if row else None


def remove_share(office: Office, token: str) -> None:
    """The link serves no more."""
    office.connection.execute("DELETE FROM shares WHERE token_hash = ?", [hash_token(token)])
