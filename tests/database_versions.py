"""Database files as earlier versions of the program made them: store/versions/ has their dumps."""

import sqlite3
from contextlib import closing
from pathlib import Path

VERSIONS = Path(__file__).parent / "store" / "versions"


def load(version, path, *first):
    """Makes the database file of a version, after some first statements; its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as made:
        for statement in first:
            made.execute(statement)
        made.executescript((VERSIONS / f"{version}.sql").read_text(encoding="utf-8"))
    return path
