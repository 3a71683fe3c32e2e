"""Which listings are new, left, or say something else, edition by edition: for programs that keep a copy, and feeds.

Of who left only the id is kept: not why, and no name.
"""

from collections import Counter
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any, NamedTuple

from directory.core.practitioner import Practitioner
from directory.core.shown import shown_digest
from directory.store.listings.reader import Directory

CHANGES = ("new", "left", "changed")
MOST_AT_ONCE = 20_000  # of one edition: where more change, as with a first import, it is another directory
MOST_KEPT = 100_000
KEPT = timedelta(days=90)
FOUND = """
SELECT id, 'new' AS change, state FROM main.shown WHERE id NOT IN (SELECT id FROM before.shown)
UNION ALL SELECT id, 'left', state FROM before.shown WHERE id NOT IN (SELECT id FROM main.shown)
UNION ALL SELECT id, 'changed', now.state FROM main.shown now JOIN before.shown USING (id)
          WHERE now.digest <> before.shown.digest"""


class ShownListings:
    """What tells, of each listing of a directory that is being built, whether it says something else than before."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self.waiting: list[tuple[str, bytes, str | None]] = []

    def add(self, listing: Practitioner) -> None:
        """Takes one that was made."""
        self.waiting.append((listing.id, shown_digest(listing), next((each.state for each in listing.locations), None)))

    def write(self) -> None:
        """Writes what waits."""
        self.connection.executemany("INSERT INTO shown VALUES (?, ?, ?)", self.waiting)
        self.waiting.clear()

    def copy(self) -> None:
        """Copies those of the listings that are copied from the directory attached as `old`."""
        self.connection.execute("""INSERT INTO shown SELECT id, digest, state FROM copied
                       JOIN old.practitioners theirs ON theirs.number = old JOIN old.shown USING (id)""")


class ChangedListing(NamedTuple):
    """That a listing changed with an edition, which is named by when it was published."""

    edition: str
    id: str
    change: str
    state: str | None


def write_changes(connection: Connection, about: dict[str, Any], standing: dict[str, Any]) -> dict[str, Any]:
    """Writes what changed since the directory attached as `before`, and what that one knew of the editions before it.

    about: what the new directory says of itself; standing: what the other does, {} where there is none to compare.
    Gives {"since", "editions": [{"published_at", "new", "left", "changed"}]}, the newest first: all that changed after
    `since` is kept.
    """
    if not standing or standing["made_up"] != about["made_up"]:
        return {"since": about["published_at"], "editions": []}
    found = connection.execute(FOUND).fetchall()
    connection.execute("INSERT INTO changes SELECT * FROM before.changes")
    return keep_changes(connection, about, standing, found)


def keep_changes(
    connection: Connection, about: dict[str, Any], standing: dict[str, Any], found: list[tuple[str, str, str | None]]
) -> dict[str, Any]:
    """Writes what changed, (id, change, state), where what changed in the editions before is written; the history."""
    counted = Counter(change for _, change, _ in found)
    history: dict[str, Any] = standing["history"]
    if len(found) > MOST_AT_ONCE:
        connection.execute("DELETE FROM changes")
        return {"since": about["published_at"], "editions": []}
    if counted:
        newest = {"published_at": about["published_at"]} | {each: counted[each] for each in CHANGES}
        history = _shortened({**history, "editions": [newest, *history["editions"]]})
    connection.execute("DELETE FROM changes WHERE edition <= ?", [history["since"]])
    rows = ((about["published_at"], *each) for each in found)
    connection.executemany("INSERT OR REPLACE INTO changes VALUES (?, ?, ?, ?)", rows)
    return history


def _shortened(history: dict[str, Any]) -> dict[str, Any]:
    """A history of what is not too old and not too much."""
    kept: list[dict[str, Any]] = []
    newest = datetime.fromisoformat(history["editions"][0]["published_at"])
    changes = 0
    for each in history["editions"]:
        changes += sum(each[change] for change in CHANGES)
        if changes > MOST_KEPT or newest - datetime.fromisoformat(each["published_at"]) > KEPT:
            return {"since": each["published_at"], "editions": kept}
        kept.append(each)
    return {"since": history["since"], "editions": kept}


def changes_behind(
    edition: str, practitioner_id: str, most: int, directory: Directory, state: str = "", change: str = ""
) -> list[ChangedListing]:
    """The first changes behind one, in the order of editions and ids; of one state and kind where these are given."""
    rows = directory.connection.execute(
        """SELECT edition, id, change, state FROM changes WHERE (edition, id) > (?, ?)
           AND (? = '' OR state = ?) AND (? = '' OR change = ?) ORDER BY edition, id LIMIT ?""",
        [edition, practitioner_id, state, state, change, change, most],
    )
    return [ChangedListing(*row) for row in rows]


def newest_changes(most: int, directory: Directory, state: str = "") -> list[ChangedListing]:
    """The newest changes, the newest edition first."""
    rows = directory.connection.execute(
        """SELECT edition, id, change, state FROM changes WHERE ? = '' OR state = ?
           ORDER BY edition DESC, id LIMIT ?""",
        [state, state, most],
    )
    return [ChangedListing(*row) for row in rows]
