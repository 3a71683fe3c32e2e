"""directory.db as machines that only read get it: without what only the desk shows and only the next publish reads."""

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from directory.store import connection
from directory.store.listings.about import about_at

# What of a directory's words about itself pages, programs and the guard read. Whatever else it says (who is held back
# and why, names of files, what an insurer's lists measure) is the desk's, where it was published.
KEPT = (
    "accuracy",
    "by_kind",
    "counts",
    "format",
    "history",
    "listings",
    "locations",
    "made_up",
    "medicare_prices",
    "orderers",
    "published_at",
    "read",
    "reviews",
    "sources",
    "version",
)
KEPT_FIGURES = ("as_of", "kinds")  # of "quality"
ONLY_FOR_PUBLISHING = ("build_columns", "plan_links", "price_links", "shown")  # tables


def write_readers_copy(directory_db: Path, target: Path) -> None:
    """Writes what readers get of a directory: the same bytes of the same directory. Raises OSError, sqlite3.Error."""
    shutil.copyfile(directory_db, target)
    about = about_at(target)
    with closing(connection.writable(target)) as copied:
        copied.execute("PRAGMA journal_mode = OFF")
        copied.execute("PRAGMA secure_delete = ON")  # what is taken out is not left in the file
        copied.execute("BEGIN")
        for table in ONLY_FOR_PUBLISHING:
            copied.execute(f"DELETE FROM {table}")
        copied.execute("DELETE FROM about")
        copied.executemany(
            "INSERT INTO about VALUES (?, ?)", [(name, json.dumps(value)) for name, value in _kept(about).items()]
        )
        copied.execute("COMMIT")


def _kept(about: dict[str, Any]) -> dict[str, Any]:
    """program: none, so that a publish over a reader's copy makes each listing anew."""
    figures = {name: about["quality"][name] for name in KEPT_FIGURES if name in about.get("quality", {})}
    return {name: about[name] for name in KEPT if name in about} | {"quality": figures, "program": ""}
