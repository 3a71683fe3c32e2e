"""imports.db: how right the directory was last found to be, for the next publish to tell."""

import json
from sqlite3 import Connection
from typing import Any


def keep_accuracy(connection: Connection, number: int, closed_on: str, figures: dict[str, Any]) -> None:
    """Keeps the figures of a round that was closed on an ISO day."""
    row = (number, closed_on, json.dumps(figures))
    connection.execute("INSERT OR REPLACE INTO accuracy (round, closed_on, figures) VALUES (?, ?, ?)", row)


def measured_accuracy(connection: Connection) -> list[dict[str, Any]]:
    """The figures of every round with `closed_on`, the newest first; none where it was never measured."""
    rows = connection.execute("SELECT closed_on, figures FROM accuracy ORDER BY closed_on DESC, round DESC")
    return [{"closed_on": closed_on, **json.loads(figures)} for closed_on, figures in rows]
