"""office.db: maps of a table's columns that admins have saved by a name, for the next file with the same header."""

import hashlib
import json
from typing import NamedTuple

from directory.core.table_proposal import TableSample
from directory.core.table_shapes import TABLE
from directory.store.office.database import Office


class SavedMap(NamedTuple):
    """A map. content: TOML, as core.table_map parses it; saved_by: a person's id; saved_at: ISO 8601."""

    name: str
    content: str
    saved_by: int | None
    saved_at: str


COLUMNS = ", ".join(SavedMap._fields)


def _header_hash(sample: TableSample) -> bytes:
    """What tells tables whose columns have the same names: of one source, and of a board's lists those of one state."""
    whose = [] if sample.shape is TABLE else [[sample.source, sample.state]]
    return hashlib.sha256(json.dumps([*whose, *sample.names]).encode()).digest()


def save_map(office: Office, name: str, sample: TableSample, content: str) -> bool:
    """Keeps a map for tables with these columns, in place of the one that it has by this name; False where the name is
    that of another table's map.
    """
    header = _header_hash(sample)
    kept = office.connection.execute("SELECT header FROM maps WHERE name = ?", [name]).fetchone()
    if kept and kept[0] != header:
        return False
    row = (name, header, content, office.actor.person, office.now().isoformat())
    sql = """INSERT INTO maps VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET header = excluded.header,
        content = excluded.content, saved_by = excluded.saved_by, saved_at = excluded.saved_at"""
    office.connection.execute(sql, row)
    office.note("map saved", name)
    return True


def maps_for(office: Office, sample: TableSample) -> list[SavedMap]:
    """The maps for tables with these columns, the one that was saved last first."""
    sql = f"SELECT {COLUMNS} FROM maps WHERE header = ? ORDER BY saved_at DESC, name"
    return [SavedMap(*row) for row in office.connection.execute(sql, [_header_hash(sample)])]
