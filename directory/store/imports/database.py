"""imports.db: writing down what a source said, and reading what all of them say now."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypedDict, cast

from directory.core.i18n import kept_message, read_message
from directory.core.practitioner import Statement
from directory.store import connection
from directory.store.imports import contents
from directory.store.imports.migrations import MIGRATIONS
from directory.store.imports.published import TABLE
from directory.store.imports.statements import StatementReader
from directory.store.migrations import open_migrated

# Rows written or read at once: bounds memory, and amortises a statement; every SQLite takes so many values in one
ROWS_AT_ONCE = 500


class Snapshot(TypedDict):
    """One file, read once: a row of `snapshots`. counts: JSON; made_up, whole, withdrawn: 0 or 1."""

    id: int
    source: str
    state: str
    made_up: int
    whole: int
    file: str
    sha256: str
    as_of: str
    imported_at: str
    counts: str
    withdrawn: int


Problem = tuple[int, str, str, str, bool]  # row, field, value, reason, whether the row was refused


def read_problem(row: Iterable[Any]) -> Problem:
    """A problem as its row has it, its reason a Message."""
    number, field, value, reason, refused = row
    return number, field, value, read_message(reason), refused


class Imports(StatementReader):
    """The open database."""

    def __init__(self, path: Path, patience: float = connection.LOCK_TIMEOUT):
        """patience: seconds to wait for another import to have written."""
        self.connection = open_migrated(path, MIGRATIONS, patience, table=TABLE)
        self.connection.executescript(Path(__file__).with_name("each_connection.sql").read_text())

    def __enter__(self) -> "Imports":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def transaction(self, keep: bool = True) -> AbstractContextManager[None]:
        """See connection.transaction: one import or publish at a time in a data folder."""
        return connection.transaction(self.connection, keep)

    def new_snapshot(self, source: str, state: str, made_up: bool, whole: bool, file: str, sha256: str) -> int:
        """The number of a snapshot to write records into; `finish` completes it."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        sql = """INSERT INTO snapshots (source, state, made_up, whole, file, sha256, as_of, imported_at, counts)
            VALUES (?, ?, ?, ?, ?, ?, '', ?, '{}')"""
        return self.connection.execute(sql, [source, state, made_up, whole, file, sha256, now]).lastrowid or 0

    def finish(self, snapshot: int, as_of: str, whole: bool, parts: Iterable[str], counts: dict[str, Any]) -> None:
        """Sets the day the snapshot speaks of, whether it is whole (and of which parts, if not of all) and what became
        of its rows.
        """
        sql = "UPDATE snapshots SET as_of = ?, whole = ?, counts = ? WHERE id = ?"
        self.connection.execute(sql, [as_of, whole, json.dumps(counts), snapshot])
        self.connection.executemany("INSERT INTO parts VALUES (?, ?)", ((snapshot, part) for part in sorted(parts)))

    def note(self, snapshot: int, more: dict[str, Any]) -> None:
        """Adds to what became of a snapshot's rows."""
        sql = "UPDATE snapshots SET counts = json_patch(counts, ?) WHERE id = ?"
        self.connection.execute(sql, [json.dumps(more), snapshot])

    def write(self, snapshot: int, statements: Iterable[tuple[str, Statement | None]]) -> None:
        """Records (id, statement) pairs, a later one for the same id in place of an earlier; None: no longer listed."""
        statements = iter(statements)
        while batch := list(islice(statements, ROWS_AT_ONCE)):
            contents.write(self.connection, snapshot, batch)

    def write_problems(self, snapshot: int, problems: Iterable[Problem]) -> None:
        """Records (row, field, value, reason, refused) tuples."""
        self.connection.executemany(
            "INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?)",
            ((snapshot, *about, kept_message(reason), refused) for *about, reason, refused in problems),
        )

    def count(self, snapshot: int) -> int:
        """How many listings a snapshot gives, or how many NPIs are in its packed list."""
        sql = """SELECT (SELECT count(*) FROM records WHERE snapshot = :number AND content IS NOT NULL)
            + coalesce((SELECT length(services) FROM orderers WHERE snapshot = :number), 0)"""
        return int(self.connection.execute(sql, {"number": snapshot}).fetchone()[0])

    def known_ids(self, *sources: str) -> set[str]:
        """Everybody whom these sources have ever listed."""
        sql = f"""SELECT DISTINCT r.id FROM records r JOIN snapshots s ON s.id = r.snapshot
                 WHERE s.source IN ({",".join("?" * len(sources))}) AND r.content IS NOT NULL"""
        return {practitioner_id for (practitioner_id,) in self.connection.execute(sql, sources)}

    def listed_npis(self) -> set[str]:
        """The NPIs of all whom any source lists or has ever listed."""
        sql = "SELECT DISTINCT npi FROM contents INDEXED BY contents_in_short WHERE npi IS NOT NULL AND lists"
        return {npi for (npi,) in self.connection.execute(sql)}

    def withdraw(self, snapshot: int) -> bool:
        """Takes a snapshot out of the directory; False where none of that number stands."""
        sql = "UPDATE snapshots SET withdrawn = 1 WHERE NOT withdrawn AND id = ?"
        return self.connection.execute(sql, [snapshot]).rowcount > 0

    def snapshots(self) -> list[Snapshot]:
        """Every snapshot, newest first."""
        return self._snapshots("SELECT * FROM snapshots ORDER BY id DESC")

    def _snapshots(self, sql: str, values: Sequence[object] = ()) -> list[Snapshot]:
        rows = self.connection.execute(sql, values)
        columns = [column for column, *_ in rows.description]
        return [cast(Snapshot, dict(zip(columns, row, strict=True))) for row in rows]

    def parts(self, snapshot: int) -> set[str]:
        """What a snapshot is the whole of, if not of all that its source says."""
        return {part for (part,) in self.connection.execute("SELECT part FROM parts WHERE snapshot = ?", [snapshot])}

    def problems(self, snapshot: int) -> Iterator[Problem]:
        """A snapshot's problems as (row, field, value, reason, refused), by row."""
        sql = "SELECT row, field, value, reason, refused FROM problems WHERE snapshot = ? ORDER BY row, rowid"
        return map(read_problem, self.connection.execute(sql, [snapshot]))

    def newest(self, *sources: str) -> int:
        """The number of the newest standing snapshot of these sources, 0 where there is none."""
        marks = ",".join("?" * len(sources))
        sql = f"SELECT coalesce(max(id), 0) FROM snapshots WHERE source IN ({marks}) AND NOT withdrawn"
        return int(self.connection.execute(sql, sources).fetchone()[0])

    def drop(self, snapshots: list[int]) -> None:
        """Forgets snapshots that hold nothing."""
        self.connection.executemany("DELETE FROM snapshots WHERE id = ?", ((snapshot,) for snapshot in snapshots))

    def same_file(self, source: str, state: str, sha256: str, as_of: str | None) -> Snapshot | None:
        """The newest standing snapshot of the very same file, if there is one.

        as_of: the day it has to speak of, where one is told: a list that says the same later confirms it anew.
        """
        where = "source = ? AND state = ? AND sha256 = ? AND as_of = coalesce(?, as_of) AND NOT withdrawn"
        sql = f"SELECT * FROM snapshots WHERE {where} ORDER BY id DESC LIMIT 1"
        return next(iter(self._snapshots(sql, [source, state, sha256, as_of])), None)

    def made_up(self) -> bool:
        """Whether what stands is the sample directory, and nothing real."""
        return bool(
            self.connection.execute("SELECT min(made_up) FROM snapshots WHERE NOT withdrawn").fetchone()[0] == 1
        )
