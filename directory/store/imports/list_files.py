"""The files of a source as lists of practitioners: which there are, of what each is the whole, and what it says."""

import json
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import NamedTuple

from directory.core.network_lists import PastPlan, past_plans_from_json

IN_FILES = """records LEFT JOIN contents ON contents.id = content
    WHERE snapshot IN (SELECT value FROM json_each(:snapshots))"""
OF_THESE = f"""SELECT records.id FROM {IN_FILES} AND (
    records.id IN (SELECT value FROM json_each(:of)) OR npi IN (SELECT value FROM json_each(:of)))"""


class FileOfList(NamedTuple):
    """A snapshot that stands. turn: its place in time among those of all sources; parts: what it is the whole of, none
    for all that its source says.
    """

    snapshot: int
    is_whole: bool
    as_of: str
    turn: int
    parts: frozenset[str]


class Record(NamedTuple):
    """What a file says under an id of the source's own: of whom, in which list of plans (by its number in imports.db,
    None where it names none); content None: it lists them no more.
    """

    id: str
    snapshot: int
    content: int | None
    npi: str | None
    plan_list: int | None


def list_files(connection: Connection, sources: Iterable[str]) -> dict[str, list[FileOfList]]:
    """{source: its files} of those of these sources that have any. A connection of Imports."""
    rows = connection.execute(
        """SELECT standing.id, source, whole, as_of, turn, json_group_array(part) FILTER (WHERE part IS NOT NULL)
        FROM standing LEFT JOIN parts ON snapshot = standing.id
        WHERE source IN (SELECT value FROM json_each(?)) GROUP BY standing.id""",
        [json.dumps(list(sources))],
    )
    found: dict[str, list[FileOfList]] = {}
    for snapshot, source, whole, as_of, turn, parts in rows:
        file = FileOfList(snapshot, bool(whole), as_of, turn, frozenset(json.loads(parts)))
        found.setdefault(source, []).append(file)
    return found


def recorded(connection: Connection, snapshots: Iterable[int], of: Iterable[str] | None = None) -> Iterator[Record]:
    """Each record of these files, those of one id together.

    of: NPIs and ids of the source's own: only what is under an id that is one of these, or of whom has such an NPI in
    one of the files.
    """
    values = {"snapshots": json.dumps(list(snapshots)), "of": json.dumps(list(of or ()))}
    rows = connection.execute(
        f"""SELECT records.id, snapshot, content, npi, plans FROM {IN_FILES}
        {"" if of is None else f"AND records.id IN ({OF_THESE})"} ORDER BY records.id""",
        values,
    )
    return map(Record._make, rows)


def names_in(connection: Connection, contents: Iterable[int]) -> dict[int, str]:
    """The names in these contents, "" where one has none."""
    rows = connection.execute(
        """SELECT id, coalesce(json_extract(listing, '$.name'), '') FROM contents
        WHERE id IN (SELECT value FROM json_each(?))""",
        [json.dumps(list(contents))],
    )
    return dict(rows.fetchall())


def past_plans(
    connection: Connection, numbers: Iterable[int] | None = None
) -> Iterator[tuple[int, tuple[PastPlan, ...]]]:
    """The lists of plans with these numbers, or all that anybody has ever named; each plan once."""
    if numbers is None:
        rows = connection.execute("SELECT id, plans FROM plan_lists")
    else:
        sql = "SELECT id, plans FROM plan_lists WHERE id IN (SELECT value FROM json_each(?))"
        rows = connection.execute(sql, [json.dumps(list(numbers))])
    return ((number, tuple(dict.fromkeys(past_plans_from_json(text)))) for number, text in rows)
