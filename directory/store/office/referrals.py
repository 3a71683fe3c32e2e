"""office.db: letters saved with an account, what became of them, and the links that practitioners reply through.

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


class StatusEvent(NamedTuple):
    """A change of status. who: a person's id, None for whoever held the reply link; before: "" at the beginning."""

    at: str
    who: int | None
    before: str
    after: str


class ReplyLink(NamedTuple):
    """A link that was made for a letter. Times are ISO 8601."""

    token_hash: bytes
    referral: str
    made_at: str
    expires_at: str
    used_at: str | None
    revoked_at: str | None


_COLUMNS = ", ".join(Referral._fields)


def save_referral(office: Office, owner: int, practitioner: str, status: str, content: bytes) -> str:
    """Keeps a new letter; its id."""
    referral_id, now = secrets.token_urlsafe(12), office.now().isoformat()
    sealed = office.vault.seal(content, "referrals", "content", referral_id, owner)
    office.connection.execute(
        f"INSERT INTO referrals ({_COLUMNS}, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*Referral(referral_id, owner, practitioner, status, now, now), sealed),
    )
    _add_event(office, referral_id, "", status)
    office.note("letter kept", _subject(referral_id))
    return referral_id


def _subject(referral_id: str) -> str:
    return f"letter {referral_id}"


def _add_event(office: Office, referral_id: str, before: str, after: str) -> None:
    office.connection.execute(
        "INSERT INTO referral_events (referral, at, who, before, after) VALUES (?, ?, ?, ?, ?)",
        (referral_id, office.now().isoformat(), office.actor.person, before, after),
    )


def saved_referral(office: Office, referral_id: str, owner: int) -> Referral | None:
    """A letter of this owner's."""
    sql = f"SELECT {_COLUMNS} FROM referrals WHERE id = ? AND owner = ?"
    row = office.connection.execute(sql, (referral_id, owner)).fetchone()
    return row and Referral(*row)


def saved_referrals(office: Office, owner: int) -> list[Referral]:
    """An owner's letters, the one last changed first."""
    sql = f"SELECT {_COLUMNS} FROM referrals WHERE owner = ? ORDER BY updated_at DESC, id"
    return [Referral(*row) for row in office.connection.execute(sql, [owner])]


def referral_content(office: Office, referral: Referral) -> bytes:
    """What the letter says. That it was read is noted, so within a transaction."""
    (sealed,) = office.connection.execute("SELECT content FROM referrals WHERE id = ?", [referral.id]).fetchone()
    office.note("letter read", _subject(referral.id))
    return _opened(office, referral, sealed)


def _opened(office: Office, referral: Referral, sealed: bytes) -> bytes:
    return office.vault.open(sealed, "referrals", "content", referral.id, referral.owner)


def referral_contents(office: Office, owner: int) -> list[tuple[Referral, bytes]]:
    """All letters of an owner, the one last changed first, with what they say.

    That they were read is noted once, so within a transaction.
    """
    sql = f"SELECT content, {_COLUMNS} FROM referrals WHERE owner = ? ORDER BY updated_at DESC, id"
    rows = office.connection.execute(sql, [owner]).fetchall()
    office.note("letters listed", f"person {owner}")
    saved = [(Referral(*columns), sealed) for sealed, *columns in rows]
    return [(referral, _opened(office, referral, sealed)) for referral, sealed in saved]


def change_referral(office: Office, referral: Referral, content: bytes) -> None:
    """Keeps other content in place of what the letter said."""
    sealed = office.vault.seal(content, "referrals", "content", referral.id, referral.owner)
    row = (sealed, office.now().isoformat(), referral.id)
    office.connection.execute("UPDATE referrals SET content = ?, updated_at = ? WHERE id = ?", row)
    office.note("letter changed", _subject(referral.id))


def change_status(office: Office, referral: Referral, status: str) -> bool:
    """Gives the letter another status; False where it has another by now than `referral` says."""
    changed = office.connection.execute(
        "UPDATE referrals SET status = ?, updated_at = ? WHERE id = ? AND status = ?",
        (status, office.now().isoformat(), referral.id, referral.status),
    ).rowcount
    if changed:
        _add_event(office, referral.id, referral.status, status)
        office.note(f"letter {status}", _subject(referral.id))
    return bool(changed)


def status_events(office: Office, referral: Referral) -> list[StatusEvent]:
    """What became of the letter, from the beginning."""
    sql = "SELECT at, who, before, after FROM referral_events WHERE referral = ? ORDER BY id"
    return [StatusEvent(*row) for row in office.connection.execute(sql, [referral.id])]


def delete_referral(office: Office, referral: Referral) -> None:
    """Removes the letter, its events and its links; the audit trail still says that it was there and who removed it."""
    office.connection.execute("DELETE FROM referrals WHERE id = ?", [referral.id])
    office.note("letter deleted", _subject(referral.id))


def save_reply_link(office: Office, referral: Referral, token_hash: bytes, expires_at: datetime) -> None:
    """Keeps a reply link, by the hash of its token."""
    row = ReplyLink(token_hash, referral.id, office.now().isoformat(), expires_at.isoformat(), None, None)
    office.connection.execute("INSERT INTO reply_links VALUES (?, ?, ?, ?, ?, ?)", row)
    office.note("reply link made", _subject(referral.id))


def reply_links(office: Office, referral: Referral) -> list[ReplyLink]:
    """The letter's reply links, the newest first."""
    sql = "SELECT * FROM reply_links WHERE referral = ? ORDER BY made_at DESC"
    return [ReplyLink(*row) for row in office.connection.execute(sql, [referral.id])]


def referral_by_link(office: Office, token_hash: bytes) -> Referral | None:
    """The letter that an open reply link answers; None for a link that is unknown, used, revoked or expired."""
    row = office.connection.execute(
        f"""SELECT {_COLUMNS} FROM referrals WHERE id = (
            SELECT referral FROM reply_links
            WHERE hash = ? AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ?
        )""",
        (token_hash, office.now().isoformat()),
    ).fetchone()
    return row and Referral(*row)


def use_reply_link(office: Office, token_hash: bytes) -> bool:
    """Uses a link up; False where it was used or revoked already."""
    return _close_link(office, token_hash, "used")


def revoke_reply_link(office: Office, token_hash: bytes) -> bool:
    """Takes a link back; False where it was used or revoked already."""
    return _close_link(office, token_hash, "revoked")


def revoke_reply_links(office: Office, referral: Referral) -> None:
    """Takes every open link of a letter back."""
    for link in reply_links(office, referral):
        revoke_reply_link(office, link.token_hash)


def _close_link(office: Office, token_hash: bytes, how: str) -> bool:
    sql = f"""UPDATE reply_links SET {how}_at = ? WHERE hash = ? AND used_at IS NULL AND revoked_at IS NULL
        RETURNING referral"""
    row = office.connection.execute(sql, (office.now().isoformat(), token_hash)).fetchone()
    if row:
        office.note(f"reply link {how}", _subject(row[0]))
    return bool(row)


def count_by_status(office: Office) -> dict[str, int]:
    """How many letters there are in each status: all that an admin may know of them."""
    return dict(office.connection.execute("SELECT status, count(*) FROM referrals GROUP BY status ORDER BY status"))
