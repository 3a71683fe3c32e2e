"""Which snapshots of imports.db the published directory was made without: held back, or refused by the guard."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from directory.core.sources import ON_PAGES
from directory.store import connection
from directory.store.imports.decisions import unpublished_decisions
from directory.store.migrations import ForeignFile, refuse_foreign

TABLE = "snapshots"  # every version of imports.db has it
PATIENCE = 1  # second to wait for an import that is writing


def exists(path: Path) -> bool:
    """Whether anything was ever imported: an import that was stopped at once leaves an empty file."""
    return path.is_dir() or (path.exists() and path.stat().st_size > 0)


def standing(opened: sqlite3.Connection) -> list[int]:
    """The numbers of the snapshots that stand, in order."""
    return [number for (number,) in opened.execute("SELECT id FROM snapshots WHERE NOT withdrawn ORDER BY id")]


def unpublished(opened: sqlite3.Connection, about: dict[str, Any]) -> list[int]:
    """The snapshots that stand and were not there when the directory was published that says this of itself.

    One that an earlier version of this program published does not name its snapshots, but the moment.
    """
    if (published := about.get("snapshots")) is not None:
        return [number for number in standing(opened) if number not in published]
    sql = "SELECT id FROM snapshots WHERE NOT withdrawn AND imported_at > ? ORDER BY id"
    return [number for (number,) in opened.execute(sql, [about.get("published_at", "")])]


def count_unpublished(opened: sqlite3.Connection, about: dict[str, Any]) -> dict[str, int]:
    """What a directory that says this of itself was published without: "decisions", "edits", "imports", and what was
    "taken out" since.
    """
    sources = dict(opened.execute("SELECT id, source FROM snapshots").fetchall())
    added = [sources[number] in ON_PAGES for number in unpublished(opened, about)]
    return {
        "decisions": len(unpublished_decisions(opened)),
        "edits": sum(added),
        "imports": len(added) - sum(added),
        "taken out": len(set(about.get("snapshots", [])) - set(standing(opened))),
    }


def unpublished_at(path: Path, about: dict[str, Any]) -> list[int]:
    """As `unpublished`, of the imports.db at `path`, which is only read: nothing is told of one that is not there, that
    is being written or that an earlier version wrote.

    Raises ForeignFile, and sqlite3.DatabaseError where it is damaged.
    """
    if path.is_dir():
        raise ForeignFile.at(path)
    if not exists(path):
        return []
    try:
        with closing(connection.shared(path, PATIENCE)) as opened:
            refuse_foreign(opened, path, TABLE)
            return unpublished(opened, about)
    except sqlite3.OperationalError:
        return []


def snapshots_at(path: Path) -> list[dict[str, Any]] | None:
    """The snapshots of the imports.db at `path`, newest first, which is only read; None where it is being written."""
    if not exists(path):
        return []
    try:
        with closing(connection.shared(path, PATIENCE)) as opened:
            opened.row_factory = sqlite3.Row
            return [dict(row) for row in opened.execute(f"SELECT * FROM {TABLE} ORDER BY id DESC")]
    except sqlite3.OperationalError:
        return None


def numbered(snapshots: Sequence[int]) -> str:
    """These snapshots as the subject of a sentence, with its verb: "import 2 is", "imports 2 and 3 are"."""
    *others, last = map(str, snapshots)
    return f"imports {', '.join(others)} and {last} are" if others else f"import {last} is"


def in_words(snapshots: Sequence[int]) -> str:
    """That these are not published."""
    return f"{numbered(snapshots).capitalize()} here and not published"
