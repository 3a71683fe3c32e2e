"""office.db: what visitors say is wrong with a listing, and what became of it.

A plan's directory has two business days to act on such a report (42 USC 300gg-115), and so has this one. What a visitor
leaves to be answered at is sealed, and deleted with the answer, or with the report where no answer is sent.
"""

import secrets
from datetime import date, timedelta
from typing import NamedTuple

from directory.core.i18n import N_
from directory.store.office.database import Office

LONGEST_REPORT = 500  # characters
MOST_WAITING = 5000  # reports: no stranger fills the disk
BUSINESS_DAYS = 2  # to act on a report
SATURDAY = 5  # the number of the day in its week
COLUMNS = "id, listing, what, received_on, reply_to, outcome, note"


class Mistake(NamedTuple):
    """A report.

    listing: id of the practitioner; kind: what is wrong, one word; more: as typed; received_on: ISO date; reply_to: an
    e-mail address, "" where none was left or it was answered; outcome: "" while it waits, "accepted" or "dismissed";
    note: why it was dismissed, or the edit that mends it.
    """

    id: str
    listing: str
    kind: str
    more: str
    received_on: str
    reply_to: str = ""
    outcome: str = ""
    note: str = ""

    @property
    def due_on(self) -> str:
        """The last day to act on it. No holiday moves it: the sooner day is the safe one."""
        day, left = date.fromisoformat(self.received_on), BUSINESS_DAYS
        while left:
            day += timedelta(1)
            left -= day.weekday() < SATURDAY
        return day.isoformat()


class TooManyReports(Exception):
    """So many reports wait that no more are taken."""


def report_mistake(office: Office, listing: str, kind: str, more: str, reply_to: str = "") -> None:
    """Keeps a report, cut to LONGEST_REPORT and sealed; of when, only the day. Raises TooManyReports."""
    if count_waiting(office) >= MOST_WAITING:
        raise TooManyReports(N_("So many reports wait that no more can be taken now. Please try again in a few days."))
    mistake_id = secrets.token_urlsafe(12)
    sealed = office.vault.seal(f"{kind}: {more[:LONGEST_REPORT]}".encode(), "mistakes", "what", mistake_id)
    address = office.vault.seal(reply_to.encode(), "mistakes", "reply_to", mistake_id) if reply_to else None
    row = (mistake_id, listing, sealed, office.now().date().isoformat(), address)
    office.connection.execute(
        "INSERT INTO mistakes (id, listing, what, received_on, reply_to) VALUES (?, ?, ?, ?, ?)", row
    )


def count_waiting(office: Office) -> int:
    """How many reports nobody has settled."""
    return int(office.connection.execute("SELECT count(*) FROM mistakes WHERE state = 'new'").fetchone()[0])


def waiting_mistakes(office: Office, most: int = MOST_WAITING) -> list[Mistake]:
    """The reports that wait, all unless `most` are enough, the oldest first: what is due first."""
    sql = f"SELECT {COLUMNS} FROM mistakes WHERE state = 'new' ORDER BY received_on, id LIMIT ?"
    return office.open_each(office.connection.execute(sql, [most]), _opened)


def to_answer(office: Office) -> list[Mistake]:
    """The reports that are settled and whose sender waits for an answer."""
    sql = f"SELECT {COLUMNS} FROM mistakes WHERE state = 'settled' AND reply_to IS NOT NULL ORDER BY received_on, id"
    return office.open_each(office.connection.execute(sql), _opened)


def mistake_by_id(office: Office, mistake_id: str) -> Mistake | None:
    """The report of this id, settled or not."""
    row = office.connection.execute(f"SELECT {COLUMNS} FROM mistakes WHERE id = ?", [mistake_id]).fetchone()
    return _opened(office, *row) if row else None


def _opened(
    office: Office, mistake_id: str, listing: str, sealed: bytes, day: str, address: bytes | None, *settled: str
) -> Mistake:
    kind, _colon, more = office.vault.open(sealed, "mistakes", "what", mistake_id).decode().partition(": ")
    reply_to = office.vault.open(address, "mistakes", "reply_to", mistake_id).decode() if address else ""
    return Mistake(mistake_id, listing, kind, more, day, reply_to, *settled)


def settle_mistake(office: Office, mistake_id: str, outcome: str, note: str) -> bool:
    """Marks a report as accepted or dismissed; False where there is none that waits."""
    sql = """UPDATE mistakes SET state = 'settled', outcome = ?, note = ?, settled_on = ?, settled_by = ?
             WHERE id = ? AND state = 'new'"""
    values = [outcome, note, office.now().date().isoformat(), office.actor.person, mistake_id]
    settled = office.connection.execute(sql, values).rowcount
    if settled:
        office.note(f"mistake {outcome}", f"mistake {mistake_id}")
    return bool(settled)


def forget_address(office: Office, mistake_id: str, what: str) -> None:
    """Deletes where the sender of a settled report can be answered. what: "answered", or "not answered"."""
    sql = "UPDATE mistakes SET reply_to = NULL WHERE id = ? AND state = 'settled' AND reply_to IS NOT NULL"
    if office.connection.execute(sql, [mistake_id]).rowcount:
        office.note(f"mistake {what}", f"mistake {mistake_id}")
