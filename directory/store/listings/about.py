"""What a published directory says of itself: read without its columns, so that a command that only asks starts soon."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from directory.store import connection

FORMAT = 19  # of directory.db: raised when a column or a table is added or means something else


def about_at(path: Path) -> dict[str, Any]:
    """What the directory at `path` says of itself, whichever version of this program published it; {} where there is
    none that can be read.
    """
    try:
        with closing(connection.read_only(path)) as opened:
            return read_about(opened)
    except (sqlite3.Error, ValueError):
        return {}


def read_about(opened: Connection) -> dict[str, Any]:
    """What an open directory says of itself."""
    return {name: json.loads(value) for name, value in opened.execute("SELECT name, value FROM about")}
