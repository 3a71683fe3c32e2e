"""CMS's Order and Referring lists in imports.db: one packed list a snapshot."""

from sqlite3 import Connection
from typing import NamedTuple

import numpy as np

from directory.core.orderers import Orderers
from directory.core.sources import ORDERERS

MOST_UNREAD = 1000  # rows of a list that cannot be read, above which it is not known whom it lacks

# Of the newest whole list and of what was added to it since, the oldest first.
STANDING = """SELECT id, as_of, npis, services FROM standing JOIN orderers ON snapshot = id
WHERE turn >= (SELECT turn FROM beginning WHERE source = ?) ORDER BY turn"""


class StandingOrderers(NamedTuple):
    """The list that stands. as_of: the ISO day of its whole file; unread: what is written in its rows that cannot be
    read, the NPI first of all, as its report has them; None where they are too many to tell whom it lacks.
    """

    orderers: Orderers
    as_of: str
    unread: list[str] | None


def write(connection: Connection, snapshot: int, orderers: Orderers) -> None:
    """Records the list of a snapshot."""
    packed = orderers.npis.astype("<u4").tobytes(), orderers.services.tobytes()
    connection.execute("INSERT INTO orderers VALUES (?, ?, ?)", [snapshot, *packed])


def standing_orderers(connection: Connection) -> StandingOrderers | None:
    """The list that stands; None where no whole one does."""
    rows = connection.execute(STANDING, [ORDERERS]).fetchall()
    if not rows:
        return None
    lists = [Orderers(np.frombuffer(npis, "<u4"), np.frombuffer(services, "u1")) for _, _, npis, services in rows]
    marks = ",".join("?" * len(rows))
    sql = f"SELECT DISTINCT value FROM problems WHERE refused AND snapshot IN ({marks}) ORDER BY 1 LIMIT ?"
    unread = [value for (value,) in connection.execute(sql, [*(row[0] for row in rows), MOST_UNREAD + 1])]
    return StandingOrderers(Orderers.together(lists), rows[0][1], unread if len(unread) <= MOST_UNREAD else None)
