"""The history of insurers' lists in directory.db: in which files somebody was named, and which files named a plan."""

import json
from collections.abc import Iterable
from sqlite3 import Connection
from typing import NamedTuple

from directory.core.hashing import content_hash
from directory.core.names import folded
from directory.core.network_lists import ListFile, NamedIn, PastPlan, past_plans_from_json, past_plans_to_json
from directory.store.listings.reader import Directory, once_a_version

UNTOLD = b""  # in place of the digest of the plans of whom a list names perhaps, and perhaps somebody else
LISTED = """SELECT staged.*, practitioners.name, coalesce(json_extract(listing, '$.other_names'), '[]')
    FROM staged_named staged JOIN practitioners USING (id)"""


class TimeInList(NamedTuple):
    """Somebody in a list from the first to the last of these days; plans None: perhaps it is somebody else."""

    number: int
    source: str
    first_day: str
    last_day: str
    plans: tuple[PastPlan, ...] | None


def write_history(connection: Connection, named: Iterable[NamedIn]) -> None:
    """Writes what lists said of those who are listed, and of nobody else."""
    connection.execute("CREATE TEMP TABLE staged_named (id, list, first_day, last_day, plans, source, stated)")
    connection.execute("CREATE TEMP TABLE staged_past_plans (digest BLOB PRIMARY KEY, plans)")
    insert = "INSERT INTO staged_named VALUES (?, ?, ?, ?, ?, ?, ?)"
    connection.executemany(insert, (_row(each, connection) for each in named))
    told = (
        (*row, plans if _is_called_so(stated, name, others) else UNTOLD, source)
        for *row, plans, source, stated, name, others in connection.execute(LISTED)
    )
    connection.executemany("INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?, ?, ?)", told)
    connection.execute("""INSERT OR IGNORE INTO named_plans SELECT * FROM staged_past_plans
        WHERE digest IN (SELECT plans FROM named WHERE plans IN (SELECT digest FROM staged_past_plans))
        ORDER BY digest""")


def write_list_files(connection: Connection, files: Iterable[ListFile]) -> None:
    """Writes which files named which plans."""
    rows = sorted((each.payer, each.plan, each.number, each.as_of, each.source) for each in files)
    connection.executemany("INSERT INTO network_files VALUES (?, ?, ?, ?, ?)", rows)


def copy_history(connection: Connection, made: Iterable[str]) -> None:
    """Copies what lists have said from the directory attached as `old`, but for those who are gone.

    made: the ids of those whose listings say something else now, for `write_history`.
    """
    for table in ("named", "named_plans", "network_files"):
        connection.execute(f"INSERT INTO {table} SELECT * FROM old.{table}")
    gone = connection.execute("SELECT id FROM old.shown EXCEPT SELECT id FROM main.shown")
    forget_history(connection, (*made, *(each for (each,) in gone)))


def forget_history(connection: Connection, ids: Iterable[str]) -> None:
    """Takes out what lists have said of these."""
    connection.execute("CREATE TEMP TABLE told_anew (id TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO told_anew VALUES (?)", ((each,) for each in ids))
    connection.execute("""CREATE TEMP TABLE left_plans AS
        SELECT DISTINCT plans FROM named WHERE id IN (SELECT id FROM told_anew)""")
    connection.execute("DELETE FROM named WHERE id IN (SELECT id FROM told_anew)")
    connection.execute("""DELETE FROM left_plans
        WHERE plans IN (SELECT plans FROM named WHERE plans IN (SELECT plans FROM left_plans))""")
    connection.execute("DELETE FROM named_plans WHERE digest IN (SELECT plans FROM left_plans)")


def _row(each: NamedIn, connection: Connection) -> tuple[object, ...]:
    digest = UNTOLD
    if each.plans is not None:
        text = past_plans_to_json(each.plans)
        digest = content_hash(text)
        connection.execute("INSERT OR IGNORE INTO staged_past_plans VALUES (?, ?)", (digest, text.decode()))
    return each.practitioner_id, each.number, each.first_day, each.last_day, digest, each.source, each.name


def _is_called_so(stated: str, name: str, others: str) -> bool:
    """Whether a list's name for somebody has a word of theirs in it; a list of NPIs alone has none."""
    known = {word for each in (name, *json.loads(others)) for word in folded(each).split()}
    return not stated or not known.isdisjoint(folded(stated).split())


def times_in_lists(directory: Directory, practitioner_id: str) -> list[TimeInList]:
    """When lists named somebody, as far as their files were imported."""
    rows = directory.connection.execute(
        """SELECT list, source, first_day, last_day, named_plans.plans FROM named
        LEFT JOIN named_plans ON digest = named.plans WHERE id = ? ORDER BY list, first_day""",
        [practitioner_id],
    )
    return [
        TimeInList(number, source, first, last, past_plans_from_json(plans) if plans else None)
        for number, source, first, last, plans in rows
    ]


@once_a_version
def named_before(directory: Directory) -> list[tuple[str, str]]:
    """(payer, plan), plan "" for any, that a list has ever named for somebody."""
    return directory.connection.execute("SELECT DISTINCT payer, plan FROM network_files").fetchall()


def files_naming(directory: Directory, payer: str, plan: str) -> list[tuple[int, str, str]]:
    """(list, source, ISO day) of each file that was the whole of a list and named a plan, "" for any, of a payer."""
    return directory.connection.execute(
        "SELECT list, source, as_of FROM network_files WHERE payer = ? AND plan = ?", [payer, plan]
    ).fetchall()
