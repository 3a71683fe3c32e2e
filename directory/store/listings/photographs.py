"""Photographs in directory.db: of those listings alone that show one."""

from collections.abc import Iterable
from sqlite3 import Connection

from directory.core.practitioner import Practitioner
from directory.store.listings.reader import Directory

SHOWN = """INSERT OR IGNORE INTO photographs SELECT id, json_extract(listing, '$.photograph') AS digest, ?3
FROM practitioners WHERE id = ?1 AND digest = ?2"""


def write_photographs(connection: Connection, photographs: Iterable[tuple[str, str, bytes]]) -> None:
    """Writes those (id, digest, JPEG) that a listing written already shows."""
    connection.executemany(SHOWN, photographs)


def has_photograph(directory: Directory, listing: Practitioner) -> bool:
    """Whether the photograph that a listing names is there; it is not read, and where none is named nothing is."""
    sql = "SELECT 1 FROM photographs WHERE id = ? AND digest = ?"
    named = [listing.id, listing.photograph]
    return bool(listing.photograph and directory.connection.execute(sql, named).fetchone())


def photograph(directory: Directory, practitioner_id: str, digest: str) -> bytes | None:
    """The JPEG with this digest that a listing shows; None where it shows no such."""
    sql = "SELECT jpeg FROM photographs WHERE id = ? AND digest = ?"
    row = directory.connection.execute(sql, [practitioner_id, digest]).fetchone()
    return row[0] if row else None
