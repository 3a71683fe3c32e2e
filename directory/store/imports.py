"""imports.db: writing down what a source said, and reading what all of them say now."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from directory.core.practitioner import Listing
from directory.store import connection

BATCH = 1000  # rows written at once: bounds memory, and amortises a statement


class Statement(NamedTuple):
    """What a source says now of one practitioner: the listing as a plain dict, who said it, as of which day."""

    source: str
    as_of: str
    listing: dict


class Imports:
    """The open database."""

    def __init__(self, path: Path):
        self.connection = connection.writable(path, "imports.sql")
        self.db = Database(self.connection)

    def __enter__(self) -> "Imports":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def transaction(self, keep: bool = True) -> AbstractContextManager[None]:
        """See connection.transaction: one import or publish at a time in a data folder."""
        return connection.transaction(self.connection, keep)

    def new_snapshot(self, source: str, made_up: bool, whole: bool, file: str, sha256: str) -> int:
        """The number of a snapshot to write records into; `finish` completes it."""
        row = {
            "source": source, "made_up": made_up, "whole": whole, "file": file, "sha256": sha256,
            "as_of": "", "imported_at": datetime.now(UTC).isoformat(timespec="seconds"), "counts": "{}",
        }
        return self.db["snapshots"].insert(row).last_pk

    def finish(self, snapshot: int, as_of: str, counts: dict) -> None:
        """Sets the day the snapshot speaks of and what became of its rows."""
        self.db["snapshots"].update(snapshot, {"as_of": as_of, "counts": json.dumps(counts)})

    def write(self, snapshot: int, listings: Iterable[tuple[str, Listing | None]]) -> None:
        """Records (id, listing) pairs, a later one for the same id in place of an earlier; None: no longer listed."""
        listings = iter(listings)
        while batch := list(islice(listings, BATCH)):
            texts = [(id, _as_json(listing) if listing else None) for id, listing in batch]
            kept = [{"digest": _digest(text), "listing": text} for _, text in texts if text]
            self.db["contents"].insert_all(kept, ignore=True)
            self.connection.executemany(
                "INSERT OR REPLACE INTO records VALUES (?, ?, (SELECT id FROM contents WHERE digest = ?))",
                [(snapshot, id, _digest(text) if text else None) for id, text in texts],
            )

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
        sql = "SELECT DISTINCT r.id FROM records r JOIN snapshots s ON s.id = r.snapshot WHERE s.source = ?"
        return {id for (id,) in self.connection.execute(sql, [source])}

    def remember(self, source: str) -> None:
        """Notes what the source says at this moment, for `difference`."""
        self.connection.execute("DROP TABLE IF EXISTS temp.before")
        self.connection.execute(
            "CREATE TEMP TABLE before (id TEXT PRIMARY KEY, content INTEGER) WITHOUT ROWID"
        )
        self.connection.execute("INSERT INTO before SELECT id, content FROM said WHERE source = ?", [source])

    def difference(self, source: str) -> dict[str, int]:
        """How many listings are new, changed, removed and unchanged since `remember`."""
        row = self.connection.execute(
            """WITH now AS MATERIALIZED (SELECT id, content FROM said WHERE source = ?)
            SELECT (SELECT count(*) FROM now WHERE id NOT IN (SELECT id FROM before)),
                   (SELECT count(*) FROM now JOIN before USING (id) WHERE now.content <> before.content),
                   (SELECT count(*) FROM before WHERE id NOT IN (SELECT id FROM now)),
                   (SELECT count(*) FROM now JOIN before USING (id) WHERE now.content = before.content)""",
            [source],
        ).fetchone()
        return dict(zip(("new", "changed", "removed", "unchanged"), row, strict=True))

    def withdraw(self, where: str, value: object) -> int:
        """Takes the standing snapshots whose `where` column has this value out of the directory; how many there were."""
        assert where in ("id", "made_up")
        sql = f"UPDATE snapshots SET withdrawn = 1 WHERE NOT withdrawn AND {where} = ?"
        return self.connection.execute(sql, [value]).rowcount

    def snapshots(self) -> list[dict]:
        """Every snapshot, newest first."""
        return list(self.db["snapshots"].rows_where(order_by="id DESC"))

    def problems(self, snapshot: int) -> Iterator[tuple]:
        """A snapshot's problems as (row, field, value, reason, refused), by row."""
        sql = "SELECT row, field, value, reason, refused FROM problems WHERE snapshot = ? ORDER BY row, rowid"
        return self.connection.execute(sql, [snapshot])

    def statements(self) -> Iterator[Statement]:
        """What all sources say now, ordered by practitioner."""
        sql = "SELECT source, as_of, listing FROM said JOIN contents ON contents.id = content ORDER BY said.id, source"
        for source, as_of, listing in self.connection.execute(sql):
            yield Statement(source, as_of, json.loads(listing))

    def made_up(self) -> bool:
        """Whether what stands is the sample directory."""
        sql = "SELECT EXISTS (SELECT 1 FROM snapshots WHERE made_up AND NOT withdrawn)"
        return bool(self.connection.execute(sql).fetchone()[0])


def _as_json(listing: Listing) -> str:
    return json.dumps(listing, default=vars, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
