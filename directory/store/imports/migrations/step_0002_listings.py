"""Step 2: what files made before steps were numbered lack.

Some have fewer columns; listings with fewer facts, or with their plans in them; plans that say less; digests made in
another way. All is written as in the newest of these files, so that a listing that has not changed is the same content.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from directory.core.hashing import content_hash

# The facts of a listing, in the order in which they are written, and what stands where a source does not say.
FACTS: dict[str, Any] = {
    "id": None,
    "npi": None,
    "kind": "",
    "name": "",
    "other_names": [],
    "credentials": [],
    "gender": None,
    "locations": [],
    "licences": [],
    "insurance": [],
    "languages": [],
    "accepting_new_patients": None,
    "telehealth": None,
    "home_visits": None,
    "wheelchair_access": None,
    "first_visit_fee": None,
    "later_visit_fee": None,
    "updated_on": None,
    "confirmed_on": None,
    "deactivated_on": None,
}
PLAN: dict[str, Any] = {"payer": None, "plan": None, "network_status": "unknown", "plan_id": None, "tier": None}
ROWS_READ = 500  # at once: bounds memory


class Complete(NamedTuple):
    """A listing and its plans as JSON, with the digests that identify them; no plans: None, None."""

    digest: bytes
    listing: str
    plans_digest: bytes | None
    plans: str | None


def complete_listings(connection: sqlite3.Connection) -> None:
    """Adds the columns and completes the listings; of listings that are the same then, one stays."""
    _add_column(connection, "snapshots", "state", "TEXT NOT NULL DEFAULT ''")
    if _add_column(connection, "contents", "npi", "TEXT"):
        connection.execute("UPDATE contents SET npi = json_extract(listing, '$.npi')")
    _add_column(connection, "contents", "plans", "INTEGER REFERENCES plan_lists (id)")
    connection.execute("CREATE TEMP TABLE duplicates (id INTEGER PRIMARY KEY, kept INTEGER NOT NULL)")
    for content, listing, plans in _incomplete(connection):
        _write(connection, content, _complete(orjson.loads(listing), orjson.loads(plans or "[]")))
    _merge_duplicates(connection)
    connection.execute("DELETE FROM plan_lists WHERE id NOT IN (SELECT plans FROM contents WHERE plans IS NOT NULL)")


def _add_column(connection: sqlite3.Connection, table: str, name: str, declaration: str) -> bool:
    """Whether the table lacked the column."""
    lacks = name not in {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    if lacks:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} {declaration}")
    return lacks


def _incomplete(connection: sqlite3.Connection) -> Iterator[tuple[int, str, str | None]]:
    """Each listing that lacks the fact added last, or has plans: its number, its JSON and that of plans kept apart."""
    sql = """SELECT contents.id, listing, plan_lists.plans FROM contents
        LEFT JOIN plan_lists ON plan_lists.id = contents.plans
        WHERE contents.id > ? AND (
            json_type(listing, '$.later_visit_fee') IS NULL
            OR json_type(listing, '$.insurance[0]') IS NOT NULL
            OR contents.plans IS NOT NULL
        ) ORDER BY contents.id LIMIT ?"""
    last = 0
    while rows := connection.execute(sql, (last, ROWS_READ)).fetchall():
        yield from rows
        last = rows[-1][0]


def _complete(listing: dict[str, Any], plans: list[dict[str, Any]]) -> Complete:
    insurance = [PLAN | plan for plan in plans or listing["insurance"]]
    whole = {fact: listing.get(fact, default) for fact, default in FACTS.items()} | {"insurance": []}
    text = orjson.dumps(whole)
    if not insurance:
        return Complete(content_hash(text), text.decode(), None, None)
    plans_text = orjson.dumps(insurance)
    return Complete(
        content_hash(text + content_hash(plans_text)), text.decode(), content_hash(plans_text), plans_text.decode()
    )


def _write(connection: sqlite3.Connection, content: int, complete: Complete) -> None:
    """Writes a listing in its place; where another row has the same already, notes that this one is its duplicate."""
    if complete.plans:
        plans = complete.plans_digest, complete.plans
        connection.execute("INSERT OR IGNORE INTO plan_lists (digest, plans) VALUES (?, ?)", plans)
    sql = "SELECT id FROM contents WHERE digest = ? AND id <> ?"
    if same := connection.execute(sql, (complete.digest, content)).fetchone():
        connection.execute("INSERT INTO duplicates VALUES (?, ?)", (content, *same))
        return
    connection.execute(
        """UPDATE contents SET digest = ?, listing = ?, plans = (SELECT id FROM plan_lists WHERE digest = ?)
           WHERE id = ?""",
        (complete.digest, complete.listing, complete.plans_digest, content),
    )


def _merge_duplicates(connection: sqlite3.Connection) -> None:
    """Gives the records of each duplicate to the row that is kept, and removes the duplicate."""
    duplicates = "(SELECT id FROM duplicates)"
    connection.execute(
        f"""UPDATE records SET content = (SELECT kept FROM duplicates WHERE duplicates.id = content)
            WHERE content IN {duplicates}"""
    )
    connection.execute(f"DELETE FROM addresses WHERE content IN {duplicates}")
    connection.execute(f"DELETE FROM contents WHERE id IN {duplicates}")
    connection.execute("DROP TABLE duplicates")
