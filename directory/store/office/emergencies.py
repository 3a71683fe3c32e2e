"""office.db: letters that a physician from outside the practice opened in an emergency, and why.

45 CFR 164.312(a)(2)(ii) asks for a way to get at what is needed in an emergency. The practice sees who, when and why.
"""

from datetime import datetime
from typing import NamedTuple

from directory.store.office.database import Office
from directory.store.office.referrals import Referral, subject


class Emergency(NamedTuple):
    """person: who opened the letter; reason: as typed; times are ISO 8601, until when it stays open to them."""

    person: int
    reason: str
    at: str
    until: str


def open_in_emergency(office: Office, referral: Referral, person_id: int, reason: str, until: datetime) -> None:
    """Opens a letter to somebody for a while."""
    sql = "INSERT INTO emergencies (referral, person, reason, at, until) VALUES (?, ?, ?, ?, ?)"
    row = (referral.id, person_id, b"", office.now().isoformat(), until.isoformat())
    office.add_sealed(sql, row, "emergencies", "reason", reason.encode(), referral.id)
    office.note("letter opened in an emergency", subject(referral.id))


def is_open_to(office: Office, referral_id: str, person_id: int) -> bool:
    """Whether a letter is open to somebody now because of an emergency."""
    sql = "SELECT EXISTS (SELECT 1 FROM emergencies WHERE referral = ? AND person = ? AND until > ?)"
    return bool(office.connection.execute(sql, (referral_id, person_id, office.now().isoformat())).fetchone()[0])


def emergencies_of(office: Office, referral: Referral) -> list[Emergency]:
    """Who opened a letter in an emergency, the newest first."""
    sql = "SELECT id, person, reason, at, until FROM emergencies WHERE referral = ? ORDER BY id DESC"
    return [
        Emergency(person, office.vault.open(sealed, "emergencies", "reason", number, referral.id).decode(), at, until)
        for number, person, sealed, at, until in office.connection.execute(sql, [referral.id])
    ]
