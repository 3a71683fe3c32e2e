"""office.db: what visitors say is wrong with a listing."""

import secrets
from typing import NamedTuple

from directory.core.i18n import N_
from directory.store.office.database import Office

LONGEST_REPORT = 500  # characters
MOST_WAITING = 5000  # reports: no stranger fills the disk


class Mistake(NamedTuple):
    """A report that waits.

    listing: id of the practitioner; kind: what is wrong, one word; more: as typed; received_on: ISO date.
    """

    id: str
    listing: str
    kind: str
    more: str
    received_on: str


class TooManyReports(Exception):
    """So many reports wait that no more are taken."""


def report_mistake(office: Office, listing: str, kind: str, more: str) -> None:
    """Keeps a report, cut to LONGEST_REPORT and sealed; of when, only the day. Raises TooManyReports."""
    if count_waiting(office) >= MOST_WAITING:
        raise TooManyReports(N_("So many reports wait that no more can be taken now. Please try again in a few days."))
    mistake_id = secrets.token_urlsafe(12)
    sealed = office.vault.seal(f"{kind}: {more[:LONGEST_REPORT]}".encode(), "mistakes", "what", mistake_id)
    row = (mistake_id, listing, sealed, office.now().date().isoformat())
    office.connection.execute("INSERT INTO mistakes VALUES (?, ?, ?, ?, 'new')", row)


def count_waiting(office: Office) -> int:
    """How many reports nobody has settled."""
    return int(office.connection.execute("SELECT count(*) FROM mistakes WHERE state = 'new'").fetchone()[0])


def waiting_mistakes(office: Office, most: int) -> list[Mistake]:
    """The reports that wait, at most `most` of them, the oldest first."""
    sql = "SELECT id, listing, what, received_on FROM mistakes WHERE state = 'new' ORDER BY received_on, id LIMIT ?"
    return [_opened(office, *row) for row in office.connection.execute(sql, [most])]


def _opened(office: Office, mistake_id: str, listing: str, sealed: bytes, received_on: str) -> Mistake:
    kind, _colon, more = office.vault.open(sealed, "mistakes", "what", mistake_id).decode().partition(": ")
    return Mistake(mistake_id, listing, kind, more, received_on)


def settle_mistake(office: Office, mistake_id: str) -> bool:
    """Marks a report as settled; False where there is none that waits."""
    sql = "UPDATE mistakes SET state = 'settled' WHERE id = ? AND state = 'new'"
    settled = office.connection.execute(sql, [mistake_id]).rowcount
    if settled:
        office.note("mistake settled", f"mistake {mistake_id}")
    return bool(settled)
