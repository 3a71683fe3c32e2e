"""office.db: who may sign in, with what, and since when. The rules are in accounts/."""

import json
from datetime import datetime
from typing import NamedTuple

from directory.store.office.database import Office


class Person(NamedTuple):
    """Somebody with an account. password: an argon2id hash, None until they set the account up; totp_step: see schema.sql."""

    id: int
    email: str
    role: str
    password: str | None
    totp: bytes | None
    totp_step: int
    created_at: str
    disabled_at: str | None


class Invitation(NamedTuple):
    """An open invitation: whom it is for, the second factor's secret that it offers, until when it stands."""

    hash: bytes
    person: Person
    totp: bytes
    expires_at: str


_PERSON = ", ".join(f"people.{name}" for name in Person._fields)


def add(office: Office, email: str, role: str) -> Person:
    """A new person, who cannot sign in before an invitation is answered. Raises sqlite3.IntegrityError for an e-mail address known."""
    office.connection.execute(
        "INSERT INTO people (email, role, created_at) VALUES (?, ?, ?)", (email, role, office.now().isoformat())
    )
    added = by_email(office, email)
    office.note(f"{role} added", _subject(added.id))
    return added


def _subject(person: int) -> str:
    return f"person {person}"


def by_email(office: Office, email: str) -> Person | None:
    """The person with this address, written in lower case."""
    return _one(office, "email", email)


def by_id(office: Office, id: int) -> Person | None:
    """The person with this number."""
    return _one(office, "id", id)


def _one(office: Office, column: str, value: object) -> Person | None:
    row = office.connection.execute(f"SELECT {_PERSON} FROM people WHERE {column} = ?", [value]).fetchone()
    return row and _opened(office, row)


def _opened(office: Office, row: tuple) -> Person:
    person = Person(*row)
    return person._replace(totp=person.totp and office.vault.open(person.totp, "people", "totp", person.id))


def everyone(office: Office) -> list[Person]:
    """Everybody, in order of their addresses; without their second factors."""
    return [
        Person(*row)._replace(totp=None)
        for row in office.connection.execute(f"SELECT {_PERSON} FROM people ORDER BY email")
    ]


def invite(office: Office, person: Person, hash: bytes, totp: bytes, expires_at: datetime) -> None:
    """Keeps an invitation, in place of any before."""
    office.connection.execute("DELETE FROM invitations WHERE person = ?", [person.id])
    sealed = office.vault.seal(totp, "invitations", "totp", person.id)
    office.connection.execute(
        "INSERT INTO invitations VALUES (?, ?, ?, ?)", (hash, person.id, sealed, expires_at.isoformat())
    )
    office.note("invited", _subject(person.id))


def invitation(office: Office, hash: bytes) -> Invitation | None:
    """The invitation with this hash, expired or not."""
    row = office.connection.execute(
        "SELECT hash, person, totp, expires_at FROM invitations WHERE hash = ?", [hash]
    ).fetchone()
    return row and Invitation(
        row[0], by_id(office, row[1]), office.vault.open(row[2], "invitations", "totp", row[1]), row[3]
    )


def set_up(office: Office, invitation: Invitation, password: str, totp_step: int) -> bool:
    """Answers an invitation: from now on this password and the invitation's second factor hold. False where it was answered before."""
    used = office.connection.execute("DELETE FROM invitations WHERE hash = ?", [invitation.hash]).rowcount
    id = invitation.person.id
    if used:
        sealed = office.vault.seal(invitation.totp, "people", "totp", id)
        office.connection.execute(
            "UPDATE people SET password = ?, totp = ?, totp_step = ? WHERE id = ?", (password, sealed, totp_step, id)
        )
        office.note("account set up", _subject(id))
    return bool(used)


def set_password(office: Office, person: int, hash: str | None, why: str) -> None:
    """Keeps another hash; with None nobody can sign in until an invitation is answered. why: for the audit trail."""
    office.connection.execute("UPDATE people SET password = ? WHERE id = ?", (hash, person))
    office.note(why, _subject(person))


def use_step(office: Office, person: int, step: int) -> bool:
    """Uses up the code of a half minute, and all before it; False where that was done already."""
    sql = "UPDATE people SET totp_step = ? WHERE id = ? AND totp_step < ?"
    return bool(office.connection.execute(sql, (step, person, step)).rowcount)


def set_recovery_codes(office: Office, person: int, hashes: list[bytes]) -> None:
    """Keeps new recovery codes in place of those there were."""
    office.connection.execute("DELETE FROM recovery_codes WHERE person = ?", [person])
    office.connection.executemany("INSERT INTO recovery_codes VALUES (?, ?)", ((hash, person) for hash in hashes))
    office.note("recovery codes made", _subject(person))


def use_recovery_code(office: Office, person: int, hash: bytes) -> bool:
    """Uses up a recovery code; False where they have no such one."""
    used = office.connection.execute(
        "DELETE FROM recovery_codes WHERE person = ? AND hash = ?", (person, hash)
    ).rowcount
    if used:
        office.note("recovery code used", _subject(person))
    return bool(used)


def recovery_codes_left(office: Office, person: int) -> int:
    """How many recovery codes they have not used."""
    return office.connection.execute("SELECT count(*) FROM recovery_codes WHERE person = ?", [person]).fetchone()[0]


def set_disabled(office: Office, person: int, disabled: bool) -> None:
    """Shuts an account, which ends its sessions at once, or opens it again. Letters stay."""
    office.connection.execute(
        "UPDATE people SET disabled_at = ? WHERE id = ?", (office.now().isoformat() if disabled else None, person)
    )
    office.note("account disabled" if disabled else "account enabled", _subject(person))


def profile(office: Office, person: int) -> dict:
    """What every letter of theirs begins with, as `set_profile` kept it; {} where nothing was."""
    (sealed,) = office.connection.execute("SELECT profile FROM people WHERE id = ?", [person]).fetchone()
    return json.loads(office.vault.open(sealed, "people", "profile", person)) if sealed else {}


def set_profile(office: Office, person: int, profile: dict) -> None:
    """Keeps it, sealed."""
    sealed = office.vault.seal(json.dumps(profile).encode(), "people", "profile", person)
    office.connection.execute("UPDATE people SET profile = ? WHERE id = ?", (sealed, person))
    office.note("profile changed", _subject(person))
