"""office.db: what of a letter its physician was reminded of by mail, so that each reminder goes once."""

from collections.abc import Collection

from directory.store.office.database import Office
from directory.store.office.referrals import Referral, any_referral, subject


def unreminded(office: Office, statuses: Collection[str], last: str) -> list[Referral]:
    """The letters in one of these statuses whose last reminder was not mailed yet."""
    marks = ", ".join("?" * len(statuses))
    sql = f"""SELECT id FROM referrals WHERE status IN ({marks})
        AND NOT EXISTS (SELECT 1 FROM reminded WHERE referral = id AND reminder = ?) ORDER BY id"""
    ids = [row[0] for row in office.connection.execute(sql, (*statuses, last)).fetchall()]
    return [found for each in ids if (found := any_referral(office, each))]


def note_reminded(office: Office, referral: Referral, reminder: str) -> bool:
    """Notes that a reminder of a letter is mailed; False where it was before, and the letter has not moved since."""
    now = office.now().isoformat()
    sql = """INSERT INTO reminded (referral, reminder, at) VALUES (?, ?, ?)
        ON CONFLICT (referral, reminder) DO UPDATE SET at = excluded.at
        WHERE excluded.reminder = 'unanswered' AND reminded.at < ?"""
    is_new = office.connection.execute(sql, (referral.id, reminder, now, referral.updated_at)).rowcount > 0
    if is_new:
        office.note("letter's reminder mailed", subject(referral.id))
    return is_new
