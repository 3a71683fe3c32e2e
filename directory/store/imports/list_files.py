"""The files of a source as lists of practitioners: which there are, of what each is the whole, and what it says."""

import json
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import NamedTuple

from directory.core.practitioner import PlanTaken, plans_taken_from_json


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


def recorded(connection: Connection, snapshots: Iterable[int]) -> Iterator[Record]:
    """Each record of these files, those of one id together."""
    rows = connection.execute(
        """SELECT records.id, snapshot, content, npi, plans FROM records LEFT JOIN contents ON contents.id = content
        WHERE snapshot IN (SELECT value FROM json_each(?)) ORDER BY records.id""",
        [json.dumps(list(snapshots))],
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


def plan_lists(connection: Connection) -> Iterator[tuple[int, tuple[PlanTaken, ...]]]:
    """Every list of plans that anybody has ever named, by its number."""
    rows = connection.execute("SELECT id, plans FROM plan_lists")
    return ((number, plans_taken_from_json(text)) for number, text in rows)
