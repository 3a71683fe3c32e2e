"""office.db: passkeys (WebAuthn credentials) and the challenges that they answer. The rules are in accounts/."""

from datetime import datetime
from typing import NamedTuple

from directory.store.office.database import Office


class Passkey(NamedTuple):
    """One credential. person: whose, by their id; public_key: COSE; times are ISO 8601, used_at None before the first
    use.
    """

    id: bytes
    person: int
    public_key: bytes
    sign_count: int
    name: str
    added_at: str
    used_at: str | None


def add_passkey(office: Office, person_id: int, credential: tuple[bytes, bytes, int], name: str) -> bool:
    """Keeps a credential (id, public key, sign count); False where its id is known."""
    credential_id, public_key, sign_count = credential
    row = Passkey(credential_id, person_id, public_key, sign_count, name, office.now().isoformat(), None)
    sql = "INSERT INTO passkeys VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
    is_new = office.connection.execute(sql, row).rowcount
    if is_new:
        office.note("passkey added", f"person {person_id}")
    return bool(is_new)


def passkeys_of(office: Office, person_id: int) -> list[Passkey]:
    """A person's passkeys, the oldest first."""
    rows = office.connection.execute("SELECT * FROM passkeys WHERE person = ? ORDER BY added_at, id", [person_id])
    return [Passkey(*row) for row in rows]


def passkey_by_id(office: Office, credential_id: bytes) -> Passkey | None:
    """The passkey with this credential id."""
    row = office.connection.execute("SELECT * FROM passkeys WHERE id = ?", [credential_id]).fetchone()
    return row and Passkey(*row)


def note_passkey_used(office: Office, passkey: Passkey, sign_count: int) -> None:
    """Keeps what the authenticator has counted up to now."""
    office.connection.execute(
        "UPDATE passkeys SET sign_count = ?, used_at = ? WHERE id = ?",
        (sign_count, office.now().isoformat(), passkey.id),
    )


def remove_passkey(office: Office, person_id: int, credential_id: bytes) -> None:
    """Removes one of a person's passkeys; that it is gone already is as good."""
    removed = office.connection.execute(
        "DELETE FROM passkeys WHERE person = ? AND id = ?", (person_id, credential_id)
    ).rowcount
    if removed:
        office.note("passkey removed", f"person {person_id}")


def remove_all_passkeys(office: Office, person_id: int) -> None:
    """Removes all passkeys of a person."""
    office.connection.execute("DELETE FROM passkeys WHERE person = ?", [person_id])


def save_challenge(office: Office, challenge_hash: bytes, person_id: int | None, expires_at: datetime) -> None:
    """Keeps a challenge until it is answered, and forgets those that have expired."""
    office.connection.execute("DELETE FROM challenges WHERE expires_at < ?", [office.now().isoformat()])
    row = (challenge_hash, person_id, expires_at.isoformat())
    office.connection.execute("INSERT INTO challenges VALUES (?, ?, ?)", row)


def take_challenge(office: Office, challenge_hash: bytes, person_id: int | None) -> bool:
    """Uses a challenge up; False where it was not given to this person (None: to sign in), used before or expired."""
    sql = "DELETE FROM challenges WHERE hash = ? AND coalesce(person, 0) = ? AND expires_at >= ?"
    values = (challenge_hash, person_id or 0, office.now().isoformat())  # nobody has the number 0
    return bool(office.connection.execute(sql, values).rowcount)
