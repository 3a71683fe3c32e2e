"""What trying a job found, in a file of its own: what it would change, what is wrong in its file, a few rows by lot.

Written once by the worker, read page by page by the desk. It holds what may be a million rows, which no page could.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from directory.core.i18n import Message, kept_message, read_message
from directory.store import connection

TABLES = """
CREATE TABLE changes (
    id INTEGER PRIMARY KEY, kind TEXT, source TEXT, statement TEXT, name TEXT, state TEXT, fields TEXT
);
CREATE TABLE change_fields (field TEXT, change INTEGER, PRIMARY KEY (field, change)) WITHOUT ROWID;
CREATE TABLE problems (id INTEGER PRIMARY KEY, row INTEGER, field TEXT, value TEXT, reason TEXT, refused INTEGER);
CREATE TABLE choices (field TEXT, value TEXT, count INTEGER); -- of the problems: the commonest values of a field
CREATE TABLE drawn (id INTEGER PRIMARY KEY, stated TEXT, card TEXT);
"""
INDEXES = """
CREATE INDEX changes_by_kind ON changes (kind, state);
CREATE INDEX problems_by_field ON problems (field, refused);
CREATE INDEX problems_by_reason ON problems (reason, field, refused);
CREATE INDEX problems_by_refused ON problems (refused);
"""
EVERY = "1"  # SQL
ROWS_AT_ONCE = 1000
PAGE = 50  # rows of a table on a page
MOST_CHOICES = 60  # values of a filter that are offered
COUNTED = "SELECT {field}, count(*) FROM problems GROUP BY 1 ORDER BY 2 DESC"


class FieldChange(NamedTuple):
    """A field of a statement before and after, as JSON has its values: of a list, only the entries that differ."""

    field: str
    old: list[Any]
    new: list[Any]


class Change(NamedTuple):
    """A statement that is "new", "changed" or "removed". state: where it practises or is licensed, "" unknown."""

    kind: str
    source: str
    statement: str
    name: str
    state: str
    fields: list[FieldChange]


class TrialProblem(NamedTuple):
    """What is wrong in a row of the file; refused: whether the row is left out."""

    row: int
    field: str
    value: str
    reason: Message
    refused: bool


class Drawn(NamedTuple):
    """A statement drawn by lot: what its row says and what the directory would show, (field, value) each."""

    stated: list[tuple[str, Any]]
    card: list[tuple[str, Any]]


class TrialWriter:
    """The file while it is written; `finish` completes it."""

    def __init__(self, path: Path):
        path.unlink(missing_ok=True)
        self.connection = connection.writable(path)
        self.connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES} BEGIN;")
        self.changes = 0

    def add_changes(self, changes: Iterable[Change]) -> None:
        """Writes changes."""
        changes = iter(changes)
        while batch := list(islice(changes, ROWS_AT_ONCE)):
            numbered = list(enumerate(batch, self.changes + 1))
            self.changes += len(batch)
            self.connection.executemany(
                "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((number, *change[:-1], json.dumps(change.fields)) for number, change in numbered),
            )
            self.connection.executemany(
                "INSERT OR IGNORE INTO change_fields VALUES (?, ?)",
                ((each.field, number) for number, change in numbered for each in change.fields),
            )

    def add_problems(self, problems: Iterable[tuple[Any, ...]]) -> None:
        """Writes problems, (row, field, value, reason, refused) each."""
        self.connection.executemany(
            "INSERT INTO problems (row, field, value, reason, refused) VALUES (?, ?, ?, ?, ?)",
            ((*about, kept_message(reason), refused) for *about, reason, refused in problems),
        )

    def add_drawn(self, drawn: Iterable[Drawn]) -> None:
        """Writes what was drawn by lot."""
        rows = ((json.dumps(each.stated), json.dumps(each.card)) for each in drawn)
        self.connection.executemany("INSERT INTO drawn (stated, card) VALUES (?, ?)", rows)

    def finish(self) -> None:
        """Makes the indexes and closes the file."""
        self.connection.execute("COMMIT")
        self.connection.executescript(INDEXES)
        for field in ("field", "reason"):  # counted once: a page that counted a million would keep others waiting
            counted = COUNTED.format(field=field)
            self.connection.execute(f"INSERT INTO choices SELECT ?, * FROM ({counted} LIMIT {MOST_CHOICES})", [field])
        self.connection.close()

    def abandon(self) -> None:
        """Closes a file that nobody will read."""
        self.connection.close()


class TrialPage(NamedTuple):
    """Rows of a table, and of how many."""

    rows: list[Any]
    total: int


class Trial:
    """The file, for reading."""

    def __init__(self, path: Path):
        self.connection = connection.read_only(path)

    def __enter__(self) -> "Trial":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def changes(self, page: int, kind: str = "", state: str | None = None, field: str = "") -> TrialPage:
        """The changes of a kind, of one state, in which a field differs; the first page is 1."""
        where, values = _where(("kind = ?", kind or None), ("state = ?", state))
        if field:
            where += " AND id IN (SELECT change FROM change_fields WHERE field = ?)"
            values.append(field)
        rows, total = self._page("kind, source, statement, name, state, fields", f"changes WHERE {where}", values, page)
        found = [Change._make((*row[:-1], [FieldChange(*each) for each in json.loads(row[-1])])) for row in rows]
        return TrialPage(found, total)

    def problems(self, page: int, reason: str = "", field: str = "", refused: bool = False) -> TrialPage:
        """The problems with a reason, in a field, or only those for which a row is refused."""
        where, values = _where(("reason = ?", reason or None), ("field = ?", field or None))
        where += " AND refused = 1" * refused
        columns = "SELECT row, field, value, reason, refused FROM problems WHERE id"
        if where == EVERY:  # they are numbered from 1 in the order of the file
            rows = self.connection.execute(f"{columns} > ? ORDER BY id LIMIT ?", [(page - 1) * PAGE, PAGE])
            total = self.connection.execute("SELECT coalesce(max(id), 0) FROM problems").fetchone()[0]
        else:  # those before the page are passed over in an index
            total = self.connection.execute(f"SELECT count(*) FROM problems WHERE {where}", values).fetchone()[0]
            ids = f"SELECT id FROM problems WHERE {where} ORDER BY id LIMIT ? OFFSET ?"
            rows = self.connection.execute(f"{columns} IN ({ids}) ORDER BY id", [*values, PAGE, (page - 1) * PAGE])
        return TrialPage([*map(_problem, rows)], total)

    def every_problem(self) -> Iterator[TrialProblem]:
        """All problems, in the order of the file."""
        return map(_problem, self.connection.execute("SELECT row, field, value, reason, refused FROM problems"))

    def drawn(self) -> list[Drawn]:
        """What was drawn by lot."""
        return [Drawn(*map(json.loads, row)) for row in self.connection.execute("SELECT stated, card FROM drawn")]

    def states(self, kind: str) -> dict[str, int]:
        """How many changes of a kind there are in each state."""
        return self._counted("SELECT state, count(*) FROM changes WHERE kind = ? GROUP BY 1 ORDER BY 1", [kind])

    def fields(self, kind: str) -> dict[str, int]:
        """In how many changes of a kind each field differs."""
        sql = """SELECT field, count(*) FROM change_fields JOIN changes ON changes.id = change
            WHERE kind = ? GROUP BY 1 ORDER BY 2 DESC"""
        return self._counted(sql, [kind])

    def problem_fields(self) -> dict[str, int]:
        """How many problems each field has."""
        return self._choices("field")

    def problem_reasons(self) -> dict[str, int]:
        """How many problems have which reason, as `problems` takes it and core.i18n.read_message reads it."""
        return self._choices("reason")

    def _choices(self, field: str) -> dict[str, int]:
        """The commonest values of a field, with how many problems have each. Earlier versions wrote none down."""
        if not self.connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'choices'").fetchone():
            return self._counted(COUNTED.format(field=field))
        return self._counted("SELECT value, count FROM choices WHERE field = ? ORDER BY rowid", [field])

    def _counted(self, sql: str, values: Iterable[Any] = ()) -> dict[str, int]:
        return dict(self.connection.execute(f"{sql} LIMIT {MOST_CHOICES}", list(values)).fetchall())

    def _page(self, columns: str, table: str, values: list[Any], page: int) -> tuple[list[tuple[Any, ...]], int]:
        total = self.connection.execute(f"SELECT count(*) FROM {table}", values).fetchone()[0]
        sql = f"SELECT {columns} FROM {table} ORDER BY id LIMIT ? OFFSET ?"
        return self.connection.execute(sql, [*values, PAGE, (page - 1) * PAGE]).fetchall(), total


def _problem(row: Iterable[Any]) -> TrialProblem:
    problem = TrialProblem._make(row)
    return problem._replace(reason=read_message(problem.reason))


def _where(*conditions: tuple[str, Any]) -> tuple[str, list[Any]]:
    """The SQL of those conditions that have a value, and the values."""
    chosen = [(sql, value) for sql, value in conditions if value is not None]
    return " AND ".join([EVERY, *(sql for sql, _ in chosen)]), [value for _, value in chosen]


def can_be_read(path: Path) -> bool:
    """Whether the file is there and complete."""
    if not path.exists():
        return False
    try:
        with closing(connection.read_only(path)) as opened:
            opened.execute("SELECT 1 FROM problems INDEXED BY problems_by_reason LIMIT 1").fetchone()
        return True
    except sqlite3.DatabaseError:
        return False
