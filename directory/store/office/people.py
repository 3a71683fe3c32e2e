"""office.db: who may sign in, with what, and since when. The rules are in accounts/."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, cast

from directory.store.office import practices
from directory.store.office.database import Office

STEPS_APART = 2  # at most, by which a code used already can be ahead of one that is right now


class Person(NamedTuple):
    """Somebody with an account. Times are ISO 8601.

    password: an argon2id hash, None until they set the account up; totp: the secret that the authenticator app shares;
    totp_step: the half minute of the last code used; limited_to: the state whose listings an editor keeps, or the
    source that names those whom they keep, "" else; unmailed: the mails about letters that they do not want, with
    spaces between them.
    """

    id: int
    email: str
    role: str
    password: str | None
    totp: bytes | None
    totp_step: int
    created_at: str
    disabled_at: str | None
    limited_to: str = ""
    unmailed: str = ""


class Invitation(NamedTuple):
    """An open invitation: whom it is for, the second factor's secret that it offers, until when it stands."""

    token_hash: bytes
    person: Person
    totp: bytes
    expires_at: str


_COLUMNS = ", ".join(Person._fields)


def add_person(office: Office, email: str, role: str, limited_to: str = "", practice: int | None = None) -> Person:
    """A new person, who cannot sign in before an invitation is accepted; a physician of no practice gets their own.

    Nobody has the e-mail address yet: the caller has looked, in the same transaction.
    """
    row = office.connection.execute(
        f"INSERT INTO people (email, role, limited_to, created_at) VALUES (?, ?, ?, ?) RETURNING {_COLUMNS}",
        (email, role, limited_to, office.now().isoformat()),
    ).fetchone()
    added = _opened(office, row)
    office.note(f"{_role(role, limited_to)} added", _subject(added.id))
    _settle(office, added, practice)
    return added


def _settle(office: Office, person: Person, practice: int | None) -> None:
    """Makes somebody a member of a practice; a physician of none gets their own, which is called by their address."""
    if practice is not None:
        practices.join_practice(office, person.id, practice)
    elif person.role == "physician" and not practices.home_practice(office, person.id):
        practices.found_own_practice(office, person.id, person.email)


def _role(role: str, limited_to: str) -> str:
    return f"{role} of {limited_to}" if limited_to else role


def _subject(person_id: int) -> str:
    return f"person {person_id}"


def person_by_email(office: Office, email: str) -> Person | None:
    """The person with this address, written in lower case."""
    row = office.connection.execute(f"SELECT {_COLUMNS} FROM people WHERE email = ?", [email]).fetchone()
    return row and _opened(office, row)


def person_by_id(office: Office, person_id: int) -> Person | None:
    """The person with this number."""
    row = office.connection.execute(f"SELECT {_COLUMNS} FROM people WHERE id = ?", [person_id]).fetchone()
    return row and _opened(office, row)


def _opened(office: Office, row: tuple[Any, ...]) -> Person:
    person = Person(*row)
    return person._replace(totp=person.totp and office.vault.open(person.totp, "people", "totp", person.id))


def all_people(office: Office) -> list[Person]:
    """Everybody, in order of their addresses; without their second factors."""
    rows = office.connection.execute(f"SELECT {_COLUMNS} FROM people ORDER BY email")
    return [Person(*row)._replace(totp=None) for row in rows]


def limits_of_editors(office: Office) -> list[str]:
    """What the editors who can sign in are limited to, each once."""
    sql = """SELECT DISTINCT limited_to FROM people
        WHERE role = 'editor' AND disabled_at IS NULL AND password IS NOT NULL ORDER BY limited_to"""
    return [limit for (limit,) in office.connection.execute(sql)]


def save_invitation(office: Office, person: Person, token_hash: bytes, totp: bytes, expires_at: datetime) -> None:
    """Keeps an invitation, in place of any before."""
    office.connection.execute("DELETE FROM invitations WHERE person = ?", [person.id])
    sealed = office.vault.seal(totp, "invitations", "totp", person.id)
    row = (token_hash, person.id, sealed, expires_at.isoformat())
    office.connection.execute("INSERT INTO invitations VALUES (?, ?, ?, ?)", row)
    office.note("invited", _subject(person.id))


def saved_invitation(office: Office, token_hash: bytes) -> Invitation | None:
    """The invitation with this hash of its token, expired or not."""
    sql = "SELECT person, totp, expires_at FROM invitations WHERE hash = ?"
    row = office.connection.execute(sql, [token_hash]).fetchone()
    if not row:
        return None
    person_id, sealed, expires_at = row
    person = cast(Person, person_by_id(office, person_id))  # a foreign key: they are there
    totp = office.vault.open(sealed, "invitations", "totp", person_id)
    return Invitation(token_hash, person, totp, expires_at)


def accept_invitation(office: Office, invitation: Invitation, password_hash: str, totp_step: int) -> bool:
    """Lets this password and the invitation's second factor hold from now on. False where it was accepted before."""
    accepted = office.connection.execute("DELETE FROM invitations WHERE hash = ?", [invitation.token_hash]).rowcount
    if accepted:
        person_id = invitation.person.id
        sealed = office.vault.seal(invitation.totp, "people", "totp", person_id)
        office.connection.execute(
            "UPDATE people SET password = ?, totp = ?, totp_step = ? WHERE id = ?",
            (password_hash, sealed, totp_step, person_id),
        )
        office.note("account set up", _subject(person_id))
    return bool(accepted)


def set_password_hash(office: Office, person_id: int, password_hash: str | None, why: str) -> None:
    """Keeps another hash; with None nobody signs in before an invitation is accepted. why: for the audit trail."""
    office.connection.execute("UPDATE people SET password = ? WHERE id = ?", (password_hash, person_id))
    office.note(why, _subject(person_id))


def use_totp_step(office: Office, person_id: int, step: int) -> bool:
    """Uses up the code of a half minute, and all before it; False where that was done already.

    One far ahead was used while the clock was wrong: it shuts nobody out until that time comes.
    """
    sql = "UPDATE people SET totp_step = ? WHERE id = ? AND (totp_step < ? OR totp_step > ?)"
    return bool(office.connection.execute(sql, (step, person_id, step, step + STEPS_APART)).rowcount)


def save_recovery_codes(office: Office, person_id: int, code_hashes: list[bytes]) -> None:
    """Keeps new recovery codes in place of those there were."""
    office.connection.execute("DELETE FROM recovery_codes WHERE person = ?", [person_id])
    rows = ((code_hash, person_id) for code_hash in code_hashes)
    office.connection.executemany("INSERT INTO recovery_codes VALUES (?, ?)", rows)
    office.note("recovery codes made", _subject(person_id))


def use_recovery_code(office: Office, person_id: int, code_hash: bytes) -> bool:
    """Uses up a recovery code; False where they have no such one."""
    sql = "DELETE FROM recovery_codes WHERE person = ? AND hash = ?"
    used = office.connection.execute(sql, (person_id, code_hash)).rowcount
    if used:
        office.note("recovery code used", _subject(person_id))
    return bool(used)


def recovery_codes_left(office: Office, person_id: int) -> int:
    """How many recovery codes they have not used."""
    sql = "SELECT count(*) FROM recovery_codes WHERE person = ?"
    return int(office.connection.execute(sql, [person_id]).fetchone()[0])


def set_disabled(office: Office, person_id: int, disabled: bool) -> None:
    """Disables an account, which ends its sessions at once, or enables it again. Letters stay."""
    disabled_at = office.now().isoformat() if disabled else None
    office.connection.execute("UPDATE people SET disabled_at = ? WHERE id = ?", (disabled_at, person_id))
    office.note("account disabled" if disabled else "account enabled", _subject(person_id))


def set_role(office: Office, person: Person, role: str, limited_to: str = "", practice: int | None = None) -> None:
    """Gives somebody another role, and a practice where one is given; see `add_person`."""
    office.connection.execute("UPDATE people SET role = ?, limited_to = ? WHERE id = ?", (role, limited_to, person.id))
    office.note(f"role changed to {_role(role, limited_to)}", _subject(person.id))
    _settle(office, person._replace(role=role), practice)


def set_unmailed(office: Office, person_id: int, unmailed: str) -> None:
    """Keeps which mails about letters somebody does not want."""
    office.connection.execute("UPDATE people SET unmailed = ? WHERE id = ?", (unmailed, person_id))
    office.note("mails about letters chosen", _subject(person_id))


def saved_profile(office: Office, person_id: int) -> dict[str, Any]:
    """What every letter of theirs begins with, as `save_profile` kept it; {} where nothing was."""
    (sealed,) = office.connection.execute("SELECT profile FROM people WHERE id = ?", [person_id]).fetchone()
    if not sealed:
        return {}
    return cast(dict[str, Any], json.loads(office.vault.open(sealed, "people", "profile", person_id)))


def save_profile(office: Office, person_id: int, profile: Mapping[str, Any]) -> None:
    """Keeps it, sealed."""
    sealed = office.vault.seal(json.dumps(profile).encode(), "people", "profile", person_id)
    office.connection.execute("UPDATE people SET profile = ? WHERE id = ?", (sealed, person_id))
    office.note("profile changed", _subject(person_id))
