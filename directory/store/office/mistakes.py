"""office.db: what visitors say is wrong with a listing."""

import secrets
from typing import NamedTuple

from directory.core.i18n import N_
from directory.store.office.database import Office

LONGEST = 500  # characters
MOST = 5000  # that wait: no stranger fills the disk


class Mistake(NamedTuple):
    """A report that waits. listing: id of the practitioner; kind: what is wrong, one word; more: as typed; received_on: ISO date."""

    id: str
    listing: str
    kind: str
    more: str
    received_on: str


class TooMany(Exception):
    """So many reports wait that no more are taken."""


def report_mistake(office: Office, listing: str, kind: str, more: str) -> None:
    """Keeps a report, at most LONGEST characters of what was typed, sealed; of when, only the day. Raises TooMany."""
    if waiting(office) >= MOST:
        raise TooMany(N_("So many reports wait that no more can be taken now. Please try again in a few days."))
    id = secrets.token_urlsafe(12)
    sealed = office.vault.seal(f"{kind}: {more[:LONGEST]}".encode(), "mistakes", "what", id)
    office.connection.execute(
        "INSERT INTO mistakes VALUES (?, ?, ?, ?, 'new')", (id, listing, sealed, office.now().date().isoformat())
    )


def waiting(office: Office) -> int:
    """How many reports nobody has settled."""
    return office.connection.execute("SELECT count(*) FROM mistakes WHERE state = 'new'").fetchone()[0]


def mistakes(office: Office, most: int) -> list[Mistake]:
    """The reports that wait, the oldest first."""
    rows = office.connection.execute(
        "SELECT id, listing, what, received_on FROM mistakes WHERE state = 'new' ORDER BY received_on, id LIMIT ?",
        [most],
    )
    return [_opened(office, *row) for row in rows]


def _opened(office: Office, id: str, listing: str, sealed: bytes, received_on: str) -> Mistake:
    kind, _colon, more = office.vault.open(sealed, "mistakes", "what", id).decode().partition(": ")
    return Mistake(id, listing, kind, more, received_on)


def settle(office: Office, id: str) -> bool:
    """Marks a report as settled; False where there is none that waits."""
    settled = office.connection.execute(
        "UPDATE mistakes SET state = 'settled' WHERE id = ? AND state = 'new'", [id]
    ).rowcount
    if settled:
        office.note("mistake settled", f"mistake {id}")
    return bool(settled)
