"""office.db: what visitors say is wrong with a listing."""

import secrets
from typing import NamedTuple

from directory.core.words import N_
from directory.store.office import Office

LONGEST = 500  # characters
MOST = 5000  # that wait: no stranger fills the disk


class Mistake(NamedTuple):
    """A report. listing: id of the practitioner; received_on: ISO date; state: new or settled."""

    id: str
    listing: str
    what: str
    received_on: str
    state: str


class TooMany(Exception):
    """So many reports wait that no more are taken."""


def report_mistake(office: Office, listing: str, what: str) -> None:
    """Keeps a report, at most LONGEST characters of it, sealed; of when, only the day. Raises TooMany."""
    if waiting(office) >= MOST:
        raise TooMany(N_("So many reports wait that no more can be taken now. Please try again in a few days."))
    id = secrets.token_urlsafe(12)
    sealed = office.vault.seal(what[:LONGEST].encode(), "mistakes", "what", id)
    office.connection.execute("INSERT INTO mistakes VALUES (?, ?, ?, ?, 'new')", (id, listing, sealed, office.now().date().isoformat()))


def waiting(office: Office) -> int:
    """How many reports nobody has settled."""
    return office.connection.execute("SELECT count(*) FROM mistakes WHERE state = 'new'").fetchone()[0]


def mistakes(office: Office, state: str = "new") -> list[Mistake]:
    """The reports in a state, the oldest first."""
    rows = office.connection.execute("SELECT id, listing, what, received_on, state FROM mistakes WHERE state = ? ORDER BY received_on, id", [state])
    return [Mistake(id, listing, office.vault.open(what, "mistakes", "what", id).decode(), day, state) for id, listing, what, day, state in rows]


def settle(office: Office, id: str) -> bool:
    """Marks a report as settled; False where there is none that waits."""
    settled = office.connection.execute("UPDATE mistakes SET state = 'settled' WHERE id = ? AND state = 'new'", [id]).rowcount
    if settled:
        office.note("mistake settled", f"mistake {id}")
    return bool(settled)
