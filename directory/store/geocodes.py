"""imports.db's cache of what geocoding services answered: each address is asked for once."""

from collections.abc import Iterable
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import NamedTuple

BATCH = 100  # answers kept at once: what a stopped import loses at most


class Answer(NamedTuple):
    """A point and its precision ("rooftop", "street"), or None and the reason why there is none."""

    latitude: float | None
    longitude: float | None
    precision: str | None
    geocoder: str
    reason: str | None


def answers(connection: Connection) -> dict[str, Answer]:
    """Every answer, by address."""
    rows = connection.execute("SELECT address, latitude, longitude, precision, geocoder, reason FROM geocodes")
    return {address: Answer(*answer) for address, *answer in rows}


def keep(connection: Connection, found: Iterable[tuple[str, Answer]]) -> None:
    """Writes answers down as they come, each soon after it came."""
    today = datetime.now(UTC).date().isoformat()
    for number, (address, answer) in enumerate(found):
        if number % BATCH == 0 and connection.in_transaction:
            connection.execute("COMMIT")
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT OR REPLACE INTO geocodes VALUES (?, ?, ?, ?, ?, ?, ?)", (address, *answer, today))
    if connection.in_transaction:
        connection.execute("COMMIT")
