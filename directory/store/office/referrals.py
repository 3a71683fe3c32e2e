"""office.db: letters saved with an account, and what became of them.

A letter belongs to a practice: whoever reads or changes one says in which practices they work, and for everybody else
it is not there. Replies are in replies.py.
"""

import base64
import logging
import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from directory.store.office.database import Office
from directory.store.vault import KEY_ID_BYTES, NONCE_BYTES, NoKey


class Referral(NamedTuple):
    """What is known of a letter without opening it; times are ISO 8601.

    author: the physician who signs, or is to sign; practitioner: id of the first listing asked; follows: the letter of
    the course before; sha256: of what was signed; news_at: since when there is something that no physician of the
    practice has looked at; deletion_by, deletion_at: who wants it deleted, which somebody else has to confirm; version:
    another one each time that its content is kept.
    """

    id: str
    practice: int
    author: int
    practitioner: str
    status: str
    created_at: str
    updated_at: str
    follows: str | None = None
    sha256: str | None = None
    news_at: str | None = None
    deletion_by: int | None = None
    deletion_at: str | None = None
    version: str = ""


class StatusEvent(NamedTuple):
    """A change of status. who: a person's id, None for whoever held a reply link; before: "" at the beginning;
    practitioner: id of the listing whose link it was, or that the change is of; "" for none.
    """

    at: str
    who: int | None
    before: str
    after: str
    practitioner: str = ""


_STORED = ", ".join(Referral._fields[:-1])
NONCE = f"substr(content, {KEY_ID_BYTES + 1}, {NONCE_BYTES})"  # random, and new each time that something is sealed
log = logging.getLogger(__name__)
ID_BYTES = 12  # of a letter's id
_COLUMNS = f"{_STORED}, {NONCE}"


def save_referral(
    office: Office,
    practice: int,
    author: int,
    practitioner: str,
    status: str,
    content: bytes,
    follows: str | None = None,
    once: bytes = b"",
) -> str:
    """Keeps a new letter; its id. once: by what `sent_before` knows it again, b"" for nothing."""
    now, referral_id = office.now().isoformat(), _id_for(office, once)
    if any_referral(office, referral_id):  # and something was done with it since: another one
        referral_id = _id_for(office, b"")
    sealed = office.vault.seal(content, "referrals", "content", referral_id, practice)
    row = Referral(referral_id, practice, author, practitioner, status, now, now, follows)[:-1]
    marks = ", ".join("?" * (len(row) + 1))
    office.connection.execute(f"INSERT INTO referrals ({_STORED}, content) VALUES ({marks})", (*row, sealed))
    note_event(office, referral_id, "", status)
    office.note("letter kept", subject(referral_id))
    return referral_id


def sent_before(office: Office, once: bytes, status: str) -> str:
    """The id of the letter that the same form has made, with which nothing was done since; "" where there is none."""
    found = any_referral(office, _id_for(office, once)) if once else None
    is_untouched = found and found.status == status and found.updated_at == found.created_at
    return found.id if found and is_untouched else ""


def _id_for(office: Office, once: bytes) -> str:
    """An id that nobody can guess: by chance, or from `once` and the office key."""
    of = office.vault.sign(once, "letter sent once")[-ID_BYTES:] if once else secrets.token_bytes(ID_BYTES)
    # No "-": spreadsheets take one at the beginning for a formula, so tables would have to write another id.
    return base64.urlsafe_b64encode(of).decode().replace("-", "_")


def subject(referral_id: str) -> str:
    """What the trail calls a letter."""
    return f"letter {referral_id}"


def note_event(office: Office, referral_id: str, before: str, after: str, practitioner: str = "") -> None:
    """Adds to what became of a letter."""
    office.connection.execute(
        "INSERT INTO referral_events (referral, at, who, before, after, practitioner) VALUES (?, ?, ?, ?, ?, ?)",
        (referral_id, office.now().isoformat(), office.actor.person, before, after, practitioner),
    )


def among(practices: Iterable[int]) -> str:
    """The numbers as SQL writes a list, in which NULL is none of them; int() lets nothing else through."""
    return f"({', '.join(str(int(each)) for each in practices) or 'NULL'})"


def _referral(row: Sequence[Any]) -> Referral:
    return Referral._make((*row[:-1], row[-1].hex().upper()))


def saved_referral(office: Office, referral_id: str, practices: Collection[int]) -> Referral | None:
    """A letter of one of these practices."""
    sql = f"SELECT {_COLUMNS} FROM referrals WHERE id = ? AND practice IN {among(practices)}"
    row = office.connection.execute(sql, [referral_id]).fetchone()
    return row and _referral(row)


def any_referral(office: Office, referral_id: str) -> Referral | None:
    """A letter of whatever practice, for who has shown another right to it than working there."""
    row = office.connection.execute(f"SELECT {_COLUMNS} FROM referrals WHERE id = ?", [referral_id]).fetchone()
    return row and _referral(row)


def saved_referrals(office: Office, practices: Collection[int]) -> list[Referral]:
    """The practices' letters, the one last changed first."""
    sql = f"SELECT {_COLUMNS} FROM referrals WHERE practice IN {among(practices)} ORDER BY updated_at DESC, id"
    return [_referral(row) for row in office.connection.execute(sql)]


def referral_content(office: Office, referral: Referral, how: str = "read") -> bytes:
    """What the letter says. That it was read, and how, is noted, so within a transaction."""
    (sealed,) = office.connection.execute("SELECT content FROM referrals WHERE id = ?", [referral.id]).fetchone()
    office.note(f"letter {how}", subject(referral.id))
    return _opened(office, referral, sealed)


def unnoted_content(office: Office, referral: Referral) -> bytes | None:
    """What the letter says, to see whether it is the one looked for: what is then shown of it is noted. None where it
    does not open, which is logged by its id: the others are not to wait for it.
    """
    (sealed,) = office.connection.execute("SELECT content FROM referrals WHERE id = ?", [referral.id]).fetchone()
    return _opened_or_none(office, referral, sealed)


def every_referral(office: Office) -> list[Referral]:
    """The letters of all practices, for what is looked for in an emergency."""
    return [_referral(row) for row in office.connection.execute(f"SELECT {_COLUMNS} FROM referrals ORDER BY id")]


def _opened(office: Office, referral: Referral, sealed: bytes) -> bytes:
    return office.vault.open(sealed, "referrals", "content", referral.id, referral.practice)


def _opened_or_none(office: Office, referral: Referral, sealed: bytes) -> bytes | None:
    try:
        return _opened(office, referral, sealed)
    except NoKey:
        log.error("letter not opened", extra={"letter_id": referral.id})
        return None


def referral_contents(
    office: Office, practices: Collection[int], how: str = "listed"
) -> list[tuple[Referral, bytes | None]]:
    """All letters of the practices, the one last changed first, with what they say; None for one that does not open.

    That they were read is noted once for each practice, so within a transaction.
    """
    sql = f"SELECT content, {_COLUMNS} FROM referrals WHERE practice IN {among(practices)} ORDER BY updated_at DESC, id"
    rows = office.connection.execute(sql).fetchall()
    for practice in practices:
        office.note(f"letters {how}", f"practice {practice}")
    saved = [(_referral(columns), sealed) for sealed, *columns in rows]
    return [(referral, _opened_or_none(office, referral, sealed)) for referral, sealed in saved]


def change_referral(office: Office, referral: Referral, content: bytes, author: int | None = None) -> None:
    """Keeps other content in place of what the letter said; author: another physician who is to sign it."""
    sealed = office.vault.seal(content, "referrals", "content", referral.id, referral.practice)
    row = (sealed, office.now().isoformat(), author or referral.author, referral.id)
    office.connection.execute("UPDATE referrals SET content = ?, updated_at = ?, author = ? WHERE id = ?", row)
    office.note("letter changed", subject(referral.id))


def change_status(office: Office, referral: Referral, status: str, practitioner: str = "") -> bool:
    """Gives the letter another status; False where it has another by now than `referral` says."""
    changed = office.connection.execute(
        "UPDATE referrals SET status = ?, updated_at = ? WHERE id = ? AND status = ?",
        (status, office.now().isoformat(), referral.id, referral.status),
    ).rowcount
    if changed:
        note_event(office, referral.id, referral.status, status, practitioner)
        office.note(f"letter {status}", subject(referral.id))
    return bool(changed)


def keep_signature(office: Office, referral_id: str, sha256: str) -> None:
    """Keeps the hash of what was signed, by which anybody can ask whether a document is ours."""
    office.connection.execute("UPDATE referrals SET sha256 = ? WHERE id = ?", (sha256, referral_id))


def signed_hash(office: Office, referral_id: str) -> str:
    """The hash of what was signed under a document's id; "" where there is no such document."""
    row = office.connection.execute("SELECT sha256 FROM referrals WHERE id = ?", [referral_id]).fetchone()
    return (row and row[0]) or ""


def status_events(office: Office, referral: Referral) -> list[StatusEvent]:
    """What became of the letter, from the beginning."""
    sql = "SELECT at, who, before, after, practitioner FROM referral_events WHERE referral = ? ORDER BY id"
    return [StatusEvent(*row) for row in office.connection.execute(sql, [referral.id])]


def later_letters(office: Office, referral: Referral) -> list[str]:
    """The ids of the letters for further visits that go on from this one, in the same practice."""
    sql = "SELECT id FROM referrals WHERE follows = ? AND practice = ? ORDER BY created_at, id"
    return [row[0] for row in office.connection.execute(sql, (referral.id, referral.practice))]


def ask_deletion(office: Office, referral: Referral) -> None:
    """Notes that who is at work wants the letter deleted."""
    row = (office.actor.person, office.now().isoformat(), referral.id)
    office.connection.execute("UPDATE referrals SET deletion_by = ?, deletion_at = ? WHERE id = ?", row)
    office.note("letter's deletion asked for", subject(referral.id))


def refuse_deletion(office: Office, referral: Referral) -> None:
    """The letter stays."""
    sql = "UPDATE referrals SET deletion_by = NULL, deletion_at = NULL WHERE id = ?"
    office.connection.execute(sql, [referral.id])
    office.note("letter's deletion refused", subject(referral.id))


def waiting_deletions(office: Office, practices: Collection[int]) -> list[Referral]:
    """The practices' letters that somebody wants deleted, the one asked for first on top."""
    sql = f"""SELECT {_COLUMNS} FROM referrals WHERE practice IN {among(practices)} AND deletion_by IS NOT NULL
        ORDER BY deletion_at, id"""
    return [_referral(row) for row in office.connection.execute(sql)]


def delete_referral(office: Office, referral: Referral) -> None:
    """Removes the letter, its events and its links; the audit trail still says that it was there and who removed it."""
    office.connection.execute("DELETE FROM referrals WHERE id = ?", [referral.id])
    office.note("letter deleted", subject(referral.id))


def count_by_status(office: Office) -> dict[str, int]:
    """How many letters there are in each status: all that an admin may know of them."""
    return dict(office.connection.execute("SELECT status, count(*) FROM referrals GROUP BY status ORDER BY status"))
