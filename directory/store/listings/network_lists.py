"""The history of insurers' lists in directory.db: in which files somebody was named, and which files named a plan."""

import json
from collections.abc import Iterable
from sqlite3 import Connection
from typing import NamedTuple

import msgspec

from directory.core.names import folded
from directory.core.network_lists import ListFile, NamedIn, PastPlan
from directory.store.listings.reader import Directory, once_a_version

UNTOLD = -1  # the number of the plans of whom a list names perhaps, and perhaps somebody else
LISTED = """SELECT staged.*, name, coalesce(json_extract(listing, '$.other_names'), '[]')
    FROM staged_named staged JOIN practitioners USING (id)"""

_plans = msgspec.json.Decoder(tuple[PastPlan, ...]).decode
_encode = msgspec.json.Encoder().encode


class TimeInList(NamedTuple):
    """Somebody in a list from the first to the last of these days; plans None: perhaps it is somebody else."""

    number: int
    source: str
    first_day: str
    last_day: str
    plans: tuple[PastPlan, ...] | None


def write_history(connection: Connection, named: Iterable[NamedIn], files: Iterable[ListFile]) -> None:
    """Writes what lists said of those who are listed, and of nobody else. files: is read after `named`."""
    connection.execute("CREATE TEMP TABLE staged_named (id, list, first_day, last_day, plans, source, stated)")
    numbers: dict[tuple[PastPlan, ...], int] = {}
    connection.executemany(
        "INSERT INTO staged_named VALUES (?, ?, ?, ?, ?, ?, ?)", (_row(each, numbers) for each in named)
    )
    told = (
        (*row, plans if _is_called_so(stated, name, others) else UNTOLD, source)
        for *row, plans, source, stated, name, others in connection.execute(LISTED)
    )
    connection.executemany("INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?, ?, ?)", told)
    plans = ((number, _encode(each).decode()) for each, number in numbers.items())
    connection.executemany("INSERT INTO named_plans VALUES (?, ?)", plans)
    rows = sorted((each.payer, each.plan, each.number, each.as_of, each.source) for each in files)
    connection.executemany("INSERT INTO network_files VALUES (?, ?, ?, ?, ?)", rows)


def _row(each: NamedIn, numbers: dict[tuple[PastPlan, ...], int]) -> tuple[object, ...]:
    plans = UNTOLD if each.plans is None else numbers.setdefault(each.plans, len(numbers))
    return each.practitioner_id, each.number, each.first_day, each.last_day, plans, each.source, each.name


def _is_called_so(stated: str, name: str, others: str) -> bool:
    """Whether a list's name for somebody has a word of theirs in it; a list of NPIs alone has none."""
    known = {word for each in (name, *json.loads(others)) for word in folded(each).split()}
    return not stated or not known.isdisjoint(folded(stated).split())


def times_in_lists(directory: Directory, practitioner_id: str) -> list[TimeInList]:
    """When lists named somebody, as far as their files were imported."""
    rows = directory.connection.execute(
        """SELECT list, source, first_day, last_day, named_plans.plans FROM named
        LEFT JOIN named_plans ON number = named.plans WHERE id = ? ORDER BY list, first_day""",
        [practitioner_id],
    )
    return [
        TimeInList(number, source, first, last, _plans(plans) if plans else None)
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
