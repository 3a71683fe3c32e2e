"""office.db: mail that waits to be sent, and is tried again with ever longer pauses until it is given up.

It goes to people with an account, at the address that they have when it is sent. Its content is sealed, and goes with
it: what stays of a mail that was given up is to whom, when and why.
"""

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from directory.store.office import people
from directory.store.office.database import Office
from directory.store.office.opening import asked
from directory.store.office.people import Person
from directory.store.office.server import OfficeDatabase
from directory.store.vault import NoKey

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))  # after each try that fails
NOT_OPENED = "It does not open: what is kept of it was changed by another hand."
DUE = "content IS NOT NULL AND next_try_at <= ?"


class Mail(NamedTuple):
    """A mail to be sent now. attempts: this one too; reference: what is the same at each try."""

    id: int
    person: int
    email: str
    subject: str
    text: str
    attempts: int
    reference: str


class MailState(NamedTuple):
    """How the queue stands. waiting: how many; problem: why the newest try failed, "" where none did lately; given_up:
    how many were.
    """

    waiting: int = 0
    problem: str = ""
    given_up: int = 0


def queue_mail(office: Office, person: Person, subject: str, text: str) -> int:
    """Puts a mail to somebody into the queue; its number. Within a transaction, as all that changes something here."""
    now = office.now().isoformat()
    sql = "INSERT INTO mails (person, queued_at, next_try_at) VALUES (?, ?, ?)"
    content = json.dumps([subject, text]).encode()
    return office.add_sealed(sql, (person.id, now, now), "mails", "content", content, person.id)


def anything_due(database: OfficeDatabase, now: datetime) -> bool:
    """Whether take_due would find something in the office; no, where it is not there or of an earlier version."""
    return bool(asked(database, f"SELECT 1 FROM mails WHERE {DUE} LIMIT 1", [now.isoformat()]))


def take_due(office: Office) -> Mail | None:
    """Takes the mail that has waited longest, and sets when it is tried again should it not be sent.

    So a sender that is killed leaves it for the next. What is for somebody who was disabled meanwhile is dropped, and
    what does not open is given up: the others are not to wait for it.
    """
    now = office.now()
    sql = f"SELECT id, person, content, queued_at, attempts FROM mails WHERE {DUE} ORDER BY next_try_at, id"
    for number, person_id, sealed, queued_at, attempts in office.connection.execute(sql, [now.isoformat()]).fetchall():
        person = people.person_by_id(office, person_id)
        if not person or person.disabled_at:
            office.connection.execute("DELETE FROM mails WHERE id = ?", [number])
            continue
        again_at = now + PAUSES[min(attempts, len(PAUSES) - 1)]
        update = "UPDATE mails SET attempts = attempts + 1, next_try_at = ? WHERE id = ?"
        office.connection.execute(update, (again_at.isoformat(), number))
        reference = f"{number}.{datetime.fromisoformat(queued_at):%Y%m%d%H%M%S}"
        mail = Mail(number, person_id, person.email, "", "", attempts + 1, reference)
        try:
            subject, text = json.loads(office.vault.open(sealed, "mails", "content", number, person_id))
        except NoKey:
            note_failed(office, mail, NOT_OPENED, for_good=True)
            continue
        return mail._replace(subject=subject, text=text)
    return None


def note_sent(office: Office, mail: Mail) -> None:
    """A mail was sent, and goes; so do those that were given up before, since mail is sent again."""
    office.connection.execute("DELETE FROM mails WHERE id = ? OR content IS NULL", [mail.id])
    office.note("mail sent", f"person {mail.person}")


def note_failed(office: Office, mail: Mail, problem: str, for_good: bool) -> None:
    """A try failed. for_good: another would, too; so it is after the last one."""
    office.connection.execute("UPDATE mails SET problem = ? WHERE id = ?", (problem, mail.id))
    if for_good or mail.attempts > len(PAUSES):
        office.connection.execute("UPDATE mails SET content = NULL WHERE id = ?", [mail.id])
        office.note("mail given up", f"person {mail.person}")


def given_up_for(office: Office) -> set[int]:
    """The people, by their ids, whom a mail did not reach, and none since."""
    return {row[0] for row in office.connection.execute("SELECT person FROM mails WHERE content IS NULL")}


def mail_state(database: OfficeDatabase) -> MailState:
    """How the queue of the office stands, which is only read and needs no key."""
    sql = """SELECT (SELECT count(*) FROM mails WHERE content IS NOT NULL),
        coalesce((SELECT problem FROM mails WHERE problem <> '' ORDER BY id DESC LIMIT 1), ''),
        (SELECT count(*) FROM mails WHERE content IS NULL)"""
    return next((MailState(*row) for row in asked(database, sql)), MailState())
