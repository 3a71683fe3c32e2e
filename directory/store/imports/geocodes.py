"""imports.db's cache of what geocoding services answered: each address is asked for once."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import NamedTuple

from directory.core.practitioner import Statement, statement_from_json

ANSWERS_AT_ONCE = 100  # answers kept at once: what a stopped import loses at most


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


def note_addresses(connection: Connection, addresses_of: Callable[[Statement], set[str]]) -> None:
    """Notes which addresses each statement that stands has, where that was not noted before."""
    new = connection.execute(
        "SELECT id, listing FROM contents WHERE id IN (SELECT content FROM said EXCEPT SELECT content FROM addresses)"
    )
    noted = ((content, address) for content, text in new for address in {"", *addresses_of(statement_from_json(text))})
    connection.executemany("INSERT INTO addresses VALUES (?, ?)", noted)


def unanswered(connection: Connection) -> Iterator[Statement]:
    """The statements that stand, of those noted, with an address that no service has been asked about, or none has
    answered.
    """
    rows = connection.execute("""SELECT listing FROM contents WHERE id IN (
        SELECT content FROM said JOIN addresses USING (content)
        WHERE address NOT IN (SELECT address FROM geocodes UNION SELECT ''))""")
    return (statement_from_json(text) for (text,) in rows)


def answered_since(connection: Connection, moment: str) -> set[int]:
    """The contents, of those noted, with an address about which a service has answered on the day of this moment (ISO,
    UTC) or later.
    """
    rows = connection.execute(
        "SELECT content FROM addresses JOIN geocodes USING (address) WHERE asked_on >= ?", [moment[:10]]
    )
    return {content for (content,) in rows}


def keep(connection: Connection, found: Iterable[tuple[str, Answer]]) -> None:
    """Writes answers down as they come, each soon after it came."""
    for number, (address, answer) in enumerate(found):
        if number % ANSWERS_AT_ONCE == 0 and connection.in_transaction:
            connection.execute("COMMIT")
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT OR REPLACE INTO geocodes VALUES (?, ?, ?, ?, ?, ?, ?)",
            (address, *answer, datetime.now(UTC).date().isoformat()),
        )
    if connection.in_transaction:
        connection.execute("COMMIT")
