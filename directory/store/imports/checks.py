"""imports.db: what was found in each source's list on its day, over time."""

import json
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

MOST_DAYS = 24  # of a list: two years of monthly ones


def keep_checks(connection: Connection, found: Iterable[dict[str, Any]]) -> None:
    """Keeps what was found: {"source", "payer", "as_of", "listed", measure: {"count"}} of each list that stands.

    What was found in lists that were taken back since, newer ones or all of a source's, is gone with them.
    """
    found = list(found)
    rows = [
        (
            *(each[name] for name in ("source", "payer", "as_of", "listed")),
            json.dumps({name: value["count"] for name, value in each.items() if isinstance(value, dict)}),
        )
        for each in found
    ]
    standing = {(each["source"], each["payer"]): each["as_of"] for each in found}
    kept = connection.execute("SELECT source, payer, as_of FROM checks").fetchall()
    taken_back = [row for row in kept if row[2] > standing.get(row[:2], "")]
    connection.executemany("DELETE FROM checks WHERE source = ? AND payer = ? AND as_of = ?", taken_back)
    connection.executemany("INSERT OR REPLACE INTO checks VALUES (?, ?, ?, ?, ?)", rows)


def checks_over_time(connection: Connection) -> list[dict[str, Any]]:
    """{"source", "payer", "as_of", "listed", "counts"} of the lists that were checked on several days: each list's
    newest first, MOST_DAYS at most.
    """
    sql = """SELECT source, payer, as_of, listed, counts FROM (
            SELECT *, count(*) OVER (PARTITION BY source, payer) AS days,
                row_number() OVER (PARTITION BY source, payer ORDER BY as_of DESC) AS turn FROM checks)
        WHERE days > 1 AND turn <= ? ORDER BY source, payer, as_of DESC"""
    return [
        {"source": source, "payer": payer, "as_of": as_of, "listed": listed, "counts": json.loads(counts)}
        for source, payer, as_of, listed, counts in connection.execute(sql, [MOST_DAYS])
    ]
