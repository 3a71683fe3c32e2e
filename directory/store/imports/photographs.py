"""imports.db: photographs that practices state, as long as a statement that stands names them."""

import json
from collections.abc import Iterable
from sqlite3 import Connection

from directory.core.hashing import content_hash
from directory.store.imports.statements import StatementRef

NAMED = """SELECT contents.id, photographs.digest, jpeg FROM json_each(?) JOIN contents ON contents.id = value
JOIN photographs ON photographs.digest = json_extract(listing, '$.photograph')"""


def keep_photograph(connection: Connection, jpeg: bytes) -> str:
    """Keeps a photograph, inside the caller's transaction; its digest, by which a statement names it."""
    digest = content_hash(jpeg).hex()
    connection.execute("INSERT OR IGNORE INTO photographs VALUES (?, ?)", [digest, jpeg])
    return digest


def named_photographs(connection: Connection, refs: Iterable[StatementRef]) -> list[tuple[str, str, bytes]]:
    """The photographs that these statements name, as (practitioner's id, digest, JPEG)."""
    whose = {ref.content: ref.practitioner_id for ref in refs}
    rows = connection.execute(NAMED, [json.dumps(list(whose))]) if whose else ()
    return [(whose[content], digest, jpeg) for content, digest, jpeg in rows]


def forget_photographs_besides(connection: Connection, digests: Iterable[str]) -> None:
    """Deletes all photographs but these, inside the caller's transaction."""
    sql = "DELETE FROM photographs WHERE digest NOT IN (SELECT value FROM json_each(?))"
    connection.execute(sql, [json.dumps(list(digests))])
