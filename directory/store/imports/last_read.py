"""Which files were read last: of each source, and of each part of it where its files are the whole of one."""

from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, OperationalError
from typing import Any, NamedTuple

from directory.core.hashing import content_hash
from directory.core.sources import ADMIN, CLAIMS
from directory.store.connection import shared
from directory.store.imports.published import PATIENCE, exists

FILES_COUNTED = 60  # of which the figures of quality tell the problems


class LastRead(NamedTuple):
    """The snapshot that speaks of the newest day.

    part: a state, an insurer (the beginning of its ids), or "" where the files are not of one part.
    """

    source: str
    part: str
    snapshot: int
    file: str
    as_of: str
    imported_at: str


NEWEST_FIRST = "PARTITION BY source, coalesce(part, state) ORDER BY as_of DESC, id DESC"
SQL = f"""SELECT source, part, id, file, as_of, imported_at FROM (
    SELECT source, coalesce(part, state) AS part, id, file, as_of, imported_at,
        row_number() OVER ({NEWEST_FIRST}) AS turn
    FROM snapshots LEFT JOIN parts ON parts.snapshot = snapshots.id WHERE NOT withdrawn AND whole >= ?
) WHERE turn = 1 ORDER BY as_of, part"""


def last_read(connection: Connection, whole: bool = False) -> list[LastRead]:
    """The newest snapshot of each source and part that stands, the oldest of them first.

    whole: only of those that replaced what was said before.
    """
    return [LastRead(*row) for row in connection.execute(SQL, [whole])]


def hash_of_standing(connection: Connection, sources: Collection[str], whole: bool = False) -> str:
    """What stands for the files of these sources that stand, in the order in which they were read; the same files give
    the same, whatever was read and taken out again meanwhile. whole: as in last_read.
    """
    marks = ",".join("?" * len(sources))
    sql = f"""SELECT source, sha256, as_of FROM snapshots
        WHERE NOT withdrawn AND whole >= ? AND source IN ({marks}) ORDER BY id"""
    return content_hash(repr(connection.execute(sql, [whole, *sorted(sources)]).fetchall()).encode()).hex()


def last_read_at(path: Path) -> list[LastRead]:
    """As `last_read`, of the imports.db at `path`, which is only read; [] where it is not there or is being written."""
    if not exists(path):
        return []
    try:
        with closing(shared(path, PATIENCE)) as opened:
            return last_read(opened)
    except OperationalError:
        return []


def problems_by_file(connection: Connection) -> list[dict[str, Any]]:
    """How many problems the newest files had that stand, FILES_COUNTED at most, the oldest first.

    Each {"snapshot", "source", "file", "as_of", "rows_read", "problems"}.
    """
    names = ("snapshot", "source", "file", "as_of", "rows_read", "problems")
    rows = connection.execute(
        """SELECT id, source, file, as_of, json_extract(counts, '$.rows_read'), json_extract(counts, '$.problems')
           FROM snapshots WHERE NOT withdrawn AND source NOT IN (?, ?) AND as_of <> ''
           ORDER BY as_of DESC, id DESC LIMIT ?""",
        [ADMIN, CLAIMS, FILES_COUNTED],
    ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in reversed(rows)]
