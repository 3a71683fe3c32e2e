"""office.db: letters kept with an account, what became of them, and the links that practitioners answer through.

A letter belongs to its owner: whoever reads or changes one says who they are, and for everybody else it is not there.
"""

import secrets
from datetime import datetime
from typing import NamedTuple

from directory.store.office.database import Office


class Referral(NamedTuple):
    """What is known of a letter without opening it. practitioner: id of the listing; times are ISO 8601."""

    id: str
    owner: int
    practitioner: str
    status: str
    created_at: str
    updated_at: str


class Event(NamedTuple):
    """One move of a letter: who (None: whoever held the reply link), from which status ("" at the beginning), to which."""

    at: str
    who: int | None
    before: str
    after: str


class ReplyLink(NamedTuple):
    """A link that was made for a letter."""

    hash: bytes
    referral: str
    made_at: str
    expires_at: str
    used_at: str | None
    revoked_at: str | None


_COLUMNS = ", ".join(Referral._fields)


def keep(office: Office, owner: int, practitioner: str, status: str, content: bytes) -> str:
    """Keeps a new letter; its id."""
    id, now = secrets.token_urlsafe(12), office.now().isoformat()
    sealed = office.vault.seal(content, "referrals", "content", id, owner)
    office.connection.execute(
        f"INSERT INTO referrals ({_COLUMNS}, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (id, owner, practitioner, status, now, now, sealed),
    )
    _moved(office, id, "", status)
    office.note("letter kept", _subject(id))
    return id


def _subject(id: str) -> str:
    return f"letter {id}"


def _moved(office: Office, id: str, before: str, after: str) -> None:
    office.connection.execute(
        "INSERT INTO referral_events (referral, at, who, before, after) VALUES (?, ?, ?, ?, ?)",
        (id, office.now().isoformat(), office.actor.person, before, after),
    )


def get(office: Office, id: str, owner: int) -> Referral | None:
    """A letter of this owner's."""
    row = office.connection.execute(
        f"SELECT {_COLUMNS} FROM referrals WHERE id = ? AND owner = ?", (id, owner)
    ).fetchone()
    return row and Referral(*row)


def of(office: Office, owner: int) -> list[Referral]:
    """An owner's letters, the one last changed first."""
    rows = office.connection.execute(
        f"SELECT {_COLUMNS} FROM referrals WHERE owner = ? ORDER BY updated_at DESC, id", [owner]
    )
    return [Referral(*row) for row in rows]


def content(office: Office, referral: Referral) -> bytes:
    """What the letter says. That it was read is noted, so within a transaction."""
    (sealed,) = office.connection.execute("SELECT content FROM referrals WHERE id = ?", [referral.id]).fetchone()
    office.note("letter read", _subject(referral.id))
    return office.vault.open(sealed, "referrals", "content", referral.id, referral.owner)


def contents(office: Office, owner: int) -> list[tuple[Referral, bytes]]:
    """All letters of an owner, the one last changed first, with what they say. That they were read is noted once, so within a transaction."""
    rows = office.connection.execute(
        f"SELECT {_COLUMNS}, content FROM referrals WHERE owner = ? ORDER BY updated_at DESC, id", [owner]
    ).fetchall()
    office.note("letters listed", f"person {owner}")
    return [
        (letter := Referral(*row), office.vault.open(sealed, "referrals", "content", letter.id, letter.owner))
        for *row, sealed in rows
    ]


def change(office: Office, referral: Referral, content: bytes) -> None:
    """Keeps other content in place of what the letter said."""
    sealed = office.vault.seal(content, "referrals", "content", referral.id, referral.owner)
    office.connection.execute(
        "UPDATE referrals SET content = ?, updated_at = ? WHERE id = ?", (sealed, office.now().isoformat(), referral.id)
    )
    office.note("letter changed", _subject(referral.id))


def move(office: Office, referral: Referral, status: str) -> bool:
    """Gives the letter another status; False where it has another by now than `referral` says."""
    moved = office.connection.execute(
        "UPDATE referrals SET status = ?, updated_at = ? WHERE id = ? AND status = ?",
        (status, office.now().isoformat(), referral.id, referral.status),
    ).rowcount
    if moved:
        _moved(office, referral.id, referral.status, status)
        office.note(f"letter {status}", _subject(referral.id))
    return bool(moved)


def events(office: Office, referral: Referral) -> list[Event]:
    """What became of the letter, from the beginning."""
    rows = office.connection.execute(
        "SELECT at, who, before, after FROM referral_events WHERE referral = ? ORDER BY id", [referral.id]
    )
    return [Event(*row) for row in rows]


def delete(office: Office, referral: Referral) -> None:
    """Removes the letter, its events and its links; the audit trail still says that there was one and who removed it."""
    office.connection.execute("DELETE FROM referrals WHERE id = ?", [referral.id])
    office.note("letter deleted", _subject(referral.id))


def make_link(office: Office, referral: Referral, hash: bytes, expires_at: datetime) -> None:
    """Keeps a reply link, by the hash of its token."""
    office.connection.execute(
        "INSERT INTO reply_links VALUES (?, ?, ?, ?, NULL, NULL)",
        (hash, referral.id, office.now().isoformat(), expires_at.isoformat()),
    )
    office.note("reply link made", _subject(referral.id))


def links(office: Office, referral: Referral) -> list[ReplyLink]:
    """The letter's reply links, the newest first."""
    rows = office.connection.execute(
        "SELECT * FROM reply_links WHERE referral = ? ORDER BY made_at DESC", [referral.id]
    )
    return [ReplyLink(*row) for row in rows]


def by_link(office: Office, hash: bytes) -> Referral | None:
    """The letter that an open reply link answers; None where there is no such link, or it was used, revoked or has expired."""
    row = office.connection.execute(
        f"""SELECT {", ".join(f"r.{name}" for name in Referral._fields)} FROM reply_links l JOIN referrals r ON r.id = l.referral
            WHERE hash = ? AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ?""",
        (hash, office.now().isoformat()),
    ).fetchone()
    return row and Referral(*row)


def use_link(office: Office, hash: bytes) -> bool:
    """Uses a link up; False where that was done already."""
    return _close(office, hash, "used")


def revoke_link(office: Office, hash: bytes) -> bool:
    """Takes a link back; False where it was used or taken back already."""
    return _close(office, hash, "revoked")


def revoke_links(office: Office, referral: Referral) -> None:
    """Takes every open link of a letter back."""
    for link in links(office, referral):
        revoke_link(office, link.hash)


def _close(office: Office, hash: bytes, how: str) -> bool:
    sql = f"UPDATE reply_links SET {how}_at = ? WHERE hash = ? AND used_at IS NULL AND revoked_at IS NULL RETURNING referral"
    row = office.connection.execute(sql, (office.now().isoformat(), hash)).fetchone()
    if row:
        office.note(f"reply link {how}", _subject(row[0]))
    return bool(row)


def counts(office: Office) -> dict[str, int]:
    """How many letters there are in each status: all that an admin may know of them."""
    return dict(office.connection.execute("SELECT status, count(*) FROM referrals GROUP BY status ORDER BY status"))
