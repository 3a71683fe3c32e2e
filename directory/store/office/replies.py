"""office.db: the links that practitioners answer letters through, what each of those asked said, and what is news."""

from datetime import datetime
from typing import NamedTuple

from directory.store.office.database import Office
from directory.store.office.referrals import Referral, among, any_referral, note_event, subject


class ReplyLink(NamedTuple):
    """A link that was made for a letter. practitioner: id of the listing it was made for, "" for whoever holds it.

    answered_at: of the last answer; times are ISO 8601.
    """

    token_hash: bytes
    referral: str
    made_at: str
    expires_at: str
    answered_at: str | None
    revoked_at: str | None
    practitioner: str


_COLUMNS = "hash, referral, made_at, expires_at, answered_at, revoked_at, practitioner"


def save_reply_link(
    office: Office, referral: Referral, token_hash: bytes, expires_at: datetime, practitioner: str = ""
) -> None:
    """Keeps a reply link, by the hash of its token."""
    now = office.now().isoformat()
    row = ReplyLink(token_hash, referral.id, now, expires_at.isoformat(), None, None, practitioner)
    office.connection.execute(f"INSERT INTO reply_links ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    office.note("reply link made", subject(referral.id))


def reply_links(office: Office, referral: Referral) -> list[ReplyLink]:
    """The letter's reply links, the newest first."""
    sql = f"SELECT {_COLUMNS} FROM reply_links WHERE referral = ? ORDER BY made_at DESC, hash"
    return [ReplyLink(*row) for row in office.connection.execute(sql, [referral.id])]


def open_link(office: Office, token_hash: bytes) -> tuple[ReplyLink, Referral] | None:
    """An open reply link and the letter that it answers; None for a link that is unknown, revoked or expired."""
    sql = f"SELECT {_COLUMNS} FROM reply_links WHERE hash = ? AND revoked_at IS NULL AND expires_at > ?"
    row = office.connection.execute(sql, (token_hash, office.now().isoformat())).fetchone()
    link = row and ReplyLink(*row)
    referral = link and any_referral(office, link.referral)
    return (link, referral) if referral else None


def note_answer(office: Office, link: ReplyLink) -> bool:
    """Notes that an answer came through a link; False where it was revoked meanwhile."""
    sql = "UPDATE reply_links SET answered_at = ? WHERE hash = ? AND revoked_at IS NULL"
    is_open = office.connection.execute(sql, (office.now().isoformat(), link.token_hash)).rowcount
    if is_open:
        office.note("reply link answered", subject(link.referral))
    return bool(is_open)


def revoke_reply_links(office: Office, referral: Referral, practitioner: str | None = None) -> None:
    """Takes the open links of a letter back: all of them, or those of one practitioner."""
    links = [link for link in reply_links(office, referral) if not link.revoked_at]
    for link in links:
        if practitioner in (None, link.practitioner):
            sql = "UPDATE reply_links SET revoked_at = ? WHERE hash = ?"
            office.connection.execute(sql, (office.now().isoformat(), link.token_hash))
            office.note("reply link revoked", subject(referral.id))


def recipient_statuses(office: Office, referral: Referral) -> dict[str, str]:
    """{id of a listing: what it said to the letter}: "accepted", "declined", or "released" where another accepted."""
    sql = "SELECT practitioner, status FROM recipients WHERE referral = ?"
    return dict(office.connection.execute(sql, [referral.id]))


def set_recipient_status(office: Office, referral: Referral, practitioner: str, status: str) -> None:
    """Keeps what one of those asked said; "" for nothing any more, since they are asked again."""
    if status:
        row = (referral.id, practitioner, status, office.now().isoformat())
        sql = """INSERT INTO recipients VALUES (?, ?, ?, ?) ON CONFLICT (referral, practitioner)
            DO UPDATE SET status = excluded.status, changed_at = excluded.changed_at"""
        office.connection.execute(sql, row)
    else:
        sql = "DELETE FROM recipients WHERE referral = ? AND practitioner = ?"
        office.connection.execute(sql, (referral.id, practitioner))


def note_recipient(office: Office, referral: Referral, practitioner: str, after: str) -> None:
    """Adds what one of those asked said to what became of the letter, whose own status stays."""
    note_event(office, referral.id, referral.status, after, practitioner)


def note_news(office: Office, referral: Referral) -> bool:
    """Notes that there is something to look at; False where there was already."""
    sql = "UPDATE referrals SET news_at = ? WHERE id = ? AND news_at IS NULL"
    return bool(office.connection.execute(sql, (office.now().isoformat(), referral.id)).rowcount)


def clear_news(office: Office, referral: Referral) -> None:
    """A physician of the practice has looked at the letter."""
    office.connection.execute("UPDATE referrals SET news_at = NULL WHERE id = ?", [referral.id])


def count_waiting(office: Office, practices: list[int], unanswered_since: datetime) -> tuple[int, int]:
    """How many letters of these practices are ready to sign, and how many went out and have not moved since a time."""
    sql = f"""SELECT count(*) FILTER (WHERE status = 'prepared'),
            count(*) FILTER (WHERE status IN ('signed', 'sent') AND updated_at <= ?)
        FROM referrals WHERE practice IN {among(practices)}"""
    to_sign, unanswered = office.connection.execute(sql, [unanswered_since.isoformat()]).fetchone()
    return int(to_sign), int(unanswered)


def count_news(office: Office, practices: list[int]) -> int:
    """How many letters of these practices have something to look at."""
    sql = f"SELECT count(*) FROM referrals WHERE practice IN {among(practices)} AND news_at IS NOT NULL"
    return int(office.connection.execute(sql).fetchone()[0])
