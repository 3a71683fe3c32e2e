"""imports.db: writing down what a source said, and reading what all of them say now."""

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from directory.core.practitioner import (
    PlanTaken,
    SourcedStatement,
    Statement,
    plans_taken_from_json,
    statement_from_json,
)
from directory.store import connection
from directory.store.imports import contents

ROWS_AT_ONCE = 500  # rows written or read at once: bounds memory, and amortises a statement; every SQLite takes so many values in one
CURRENT = "said JOIN contents INDEXED BY contents_in_short ON contents.id = content"


class StatementRef(NamedTuple):
    """That a source says something now of one practitioner, as of which day.

    content: the number of what it says, for `Imports.read`; digest: its content hash.
    """

    practitioner_id: str
    source: str
    as_of: str
    content: int
    digest: bytes


class Imports:
    """The open database."""

    def __init__(self, path: Path):
        self.connection = connection.writable(path, "imports/schema.sql")
        self.db = Database(self.connection)
        _bring_up_to_date(self.db)

    def __enter__(self) -> "Imports":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def transaction(self, keep: bool = True) -> AbstractContextManager[None]:
        """See connection.transaction: one import or publish at a time in a data folder."""
        return connection.transaction(self.connection, keep)

    def new_snapshot(self, source: str, state: str, made_up: bool, whole: bool, file: str, sha256: str) -> int:
        """The number of a snapshot to write records into; `finish` completes it."""
        row = {
            "source": source,
            "state": state,
            "made_up": made_up,
            "whole": whole,
            "file": file,
            "sha256": sha256,
            "as_of": "",
            "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "counts": "{}",
        }
        return self.db["snapshots"].insert(row).last_pk

    def finish(self, snapshot: int, as_of: str, whole: bool, parts: Iterable[str], counts: dict) -> None:
        """Sets the day the snapshot speaks of, whether it is whole (and of which parts, if not of all) and what became of its rows."""
        self.db["snapshots"].update(snapshot, {"as_of": as_of, "whole": whole, "counts": json.dumps(counts)})
        self.db["parts"].insert_all({"snapshot": snapshot, "part": part} for part in sorted(parts))

    def write(self, snapshot: int, statements: Iterable[tuple[str, Statement | None]]) -> None:
        """Records (id, statement) pairs, a later one for the same id in place of an earlier; None: no longer listed."""
        statements = iter(statements)
        while batch := list(islice(statements, ROWS_AT_ONCE)):
            contents.write(self.connection, snapshot, batch)

    def write_problems(self, snapshot: int, problems: Iterable[tuple]) -> None:
        """Records (row, field, value, reason, refused) tuples."""
        self.connection.executemany(
            "INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?)", ((snapshot, *problem) for problem in problems)
        )

    def count(self, snapshot: int) -> int:
        """How many listings a snapshot gives."""
        sql = "SELECT count(*) FROM records WHERE snapshot = ? AND content IS NOT NULL"
        return self.connection.execute(sql, [snapshot]).fetchone()[0]

    def known_ids(self, source: str) -> set[str]:
        """Everybody whom this source has ever listed."""
        sql = "SELECT DISTINCT r.id FROM records r JOIN snapshots s ON s.id = r.snapshot WHERE s.source = ? AND r.content IS NOT NULL"
        return {id for (id,) in self.connection.execute(sql, [source])}

    def withdraw(self, snapshot: int) -> bool:
        """Takes a snapshot out of the directory; False where none of that number stands."""
        sql = "UPDATE snapshots SET withdrawn = 1 WHERE NOT withdrawn AND id = ?"
        return self.connection.execute(sql, [snapshot]).rowcount > 0

    def snapshots(self) -> list[dict]:
        """Every snapshot, newest first."""
        return list(self.db["snapshots"].rows_where(order_by="id DESC"))

    def problems(self, snapshot: int) -> Iterator[tuple]:
        """A snapshot's problems as (row, field, value, reason, refused), by row."""
        sql = "SELECT row, field, value, reason, refused FROM problems WHERE snapshot = ? ORDER BY row, rowid"
        return self.connection.execute(sql, [snapshot])

    def current(self, owners: dict[str, str]) -> Iterator[StatementRef]:
        """All that the sources say now, of one practitioner after the other.

        owners: {SOURCE:ID: practitioner's id} for statements that are not their own id's.
        """
        self.connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS owners (ref TEXT PRIMARY KEY, owner TEXT) WITHOUT ROWID"
        )
        self.connection.execute("DELETE FROM owners")
        self.connection.executemany("INSERT INTO owners VALUES (?, ?)", owners.items())
        rows = self.connection.execute(f"""
            SELECT coalesce(npi, owner, said.id), source, as_of, content, digest
            FROM {CURRENT} LEFT JOIN owners ON npi IS NULL AND ref = source || ':' || said.id
            ORDER BY 1, source, said.id""")
        return map(StatementRef._make, rows)

    def all_have_npi(self) -> bool:
        """Whether no source has ever said anything of somebody without an NPI."""
        return not self.connection.execute("SELECT EXISTS (SELECT 1 FROM contents WHERE npi IS NULL)").fetchone()[0]

    def statements(self, npi: bool | None = None) -> Iterator[SourcedStatement]:
        """What the sources say now of those with an NPI or of those without (None: of all), ordered by of whom.

        Who has no NPI is known by the source's own id.
        """
        where = {None: "", True: "WHERE npi IS NOT NULL", False: "WHERE npi IS NULL"}[npi]
        rows = self.connection.execute(f"""
            SELECT coalesce(npi, said.id), source, as_of, content, digest FROM {CURRENT}
            {where} ORDER BY 1, source, said.id""")
        return self.read(map(StatementRef._make, rows))

    def read(self, refs: Iterable[StatementRef]) -> Iterator[SourcedStatement]:
        """What is said, in the same order."""
        refs = iter(refs)
        while batch := list(islice(refs, ROWS_AT_ONCE)):
            marks = ",".join("?" * len(batch))
            numbers = [ref.content for ref in batch]
            rows = self.connection.execute(f"SELECT id, listing, plans FROM contents WHERE id IN ({marks})", numbers)
            found = {number: (statement_from_json(text), plan_list) for number, text, plan_list in rows}
            for ref in batch:
                yield SourcedStatement(ref.practitioner_id, ref.source, ref.as_of, *found[ref.content])

    def plan_list(self, number: int) -> tuple[PlanTaken, ...]:
        """The list of plans of this number."""
        row = self.connection.execute("SELECT plans FROM plan_lists WHERE id = ?", [number]).fetchone()
        return plans_taken_from_json(row[0])

    def newest(self, source: str) -> int:
        """The number of the source's newest standing snapshot, 0 where there is none."""
        sql = "SELECT coalesce(max(id), 0) FROM snapshots WHERE source = ? AND NOT withdrawn"
        return self.connection.execute(sql, [source]).fetchone()[0]

    def drop(self, snapshots: list[int]) -> None:
        """Forgets snapshots that hold nothing."""
        self.connection.executemany("DELETE FROM snapshots WHERE id = ?", ((snapshot,) for snapshot in snapshots))

    def same_file(self, source: str, state: str, sha256: str, as_of: str | None) -> dict | None:
        """The newest standing snapshot of the very same file, if there is one; of this day, where a day is told: a list that says the same later confirms it anew."""
        where = "source = ? AND state = ? AND sha256 = ? AND as_of = coalesce(?, as_of) AND NOT withdrawn"
        return next(
            self.db["snapshots"].rows_where(where, [source, state, sha256, as_of], order_by="id DESC", limit=1), None
        )

    def made_up(self) -> bool:
        """Whether what stands is the sample directory, and nothing real."""
        return self.connection.execute("SELECT min(made_up) FROM snapshots WHERE NOT withdrawn").fetchone()[0] == 1


def _bring_up_to_date(db: Database) -> None:
    """Adds what a file of an earlier version lacks: columns, and the indexes that need them."""
    columns = db["contents"].columns_dict
    if "npi" not in columns:
        with connection.transaction(db.conn):
            db.conn.execute("ALTER TABLE contents ADD COLUMN npi TEXT")
            db.conn.execute("UPDATE contents SET npi = json_extract(listing, '$.npi')")
    if "plans" not in columns:
        with connection.transaction(db.conn):
            db.conn.execute("ALTER TABLE contents ADD COLUMN plans INTEGER REFERENCES plan_lists (id)")
            contents.rewrite(db.conn)
    db.conn.execute("CREATE INDEX IF NOT EXISTS contents_without_npi ON contents (npi) WHERE npi IS NULL")
    db.conn.execute("CREATE INDEX IF NOT EXISTS contents_in_short ON contents (id, npi, digest)")
