"""imports.db: writing down what a source said, and reading what all of them say now."""

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import orjson
from sqlite_utils import Database

from directory.core.practitioner import Listing
from directory.store import connection
from directory.store.imports import contents
from directory.store.imports.migrations import MIGRATIONS
from directory.store.migrations import open_migrated

BATCH = 500  # rows written or read at once: bounds memory, and amortises a statement; every SQLite takes so many values in one
SAID = "said JOIN contents INDEXED BY contents_in_short ON contents.id = content"


class Said(NamedTuple):
    """That a source says something now of one practitioner (`owner`), as of which day: `content` is its number here."""

    owner: str
    source: str
    as_of: str
    content: int


class Told(NamedTuple):
    """All that is said now of one practitioner (`owner`): of each statement the snapshot it is of, its number and its digest, in lists with commas.

    Texts, since to make an object of each of half a million statements takes the better part of a second.
    """

    owner: str
    snapshots: str
    contents: str
    digests: str


class Statement(NamedTuple):
    """What a source says now of one practitioner (`owner`): the listing as a plain dict, who said it, as of which day.

    plans: the number of its list of plans, None where it names none; they are not in the listing.
    """

    owner: str
    source: str
    as_of: str
    listing: dict
    plans: int | None


class Imports:
    """The open database."""

    def __init__(self, path: Path):
        self.connection = open_migrated(path, MIGRATIONS)
        self.connection.executescript(Path(__file__).with_name("each_connection.sql").read_text())
        self.db = Database(self.connection)

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

    def write(self, snapshot: int, listings: Iterable[tuple[str, Listing | None]]) -> None:
        """Records (id, listing) pairs, a later one for the same id in place of an earlier; None: no longer listed."""
        listings = iter(listings)
        while batch := list(islice(listings, BATCH)):
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

    def told(self, owners: dict[str, str]) -> Iterator[Told]:
        """All that the sources say now, of one practitioner after the other. owners: {SOURCE:ID: practitioner's id} for statements that are not their own id's."""
        self.connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS owners (ref TEXT PRIMARY KEY, owner TEXT) WITHOUT ROWID"
        )
        self.connection.execute("DELETE FROM owners")
        self.connection.executemany("INSERT INTO owners VALUES (?, ?)", owners.items())
        rows = self.connection.execute(f"""
            SELECT whose, group_concat(snapshot), group_concat(content), group_concat(hex(digest)) FROM (
                SELECT coalesce(npi, owner, said.id) AS whose, snapshot, content, digest
                FROM {SAID} LEFT JOIN owners ON npi IS NULL AND ref = source || ':' || said.id ORDER BY 1, source, said.id
            ) GROUP BY whose""")
        return map(Told._make, rows)

    def all_have_npi(self) -> bool:
        """Whether no source has ever said anything of somebody without an NPI."""
        return not self.connection.execute("SELECT EXISTS (SELECT 1 FROM contents WHERE npi IS NULL)").fetchone()[0]

    def statements(self, npi: bool | None = None) -> Iterator[Statement]:
        """What the sources say now of those with an NPI or of those without (None: of all), ordered by of whom; who has no NPI is their own owner."""
        where = {None: "", True: "WHERE npi IS NOT NULL", False: "WHERE npi IS NULL"}[npi]
        rows = self.connection.execute(
            f"SELECT coalesce(npi, said.id), source, as_of, content FROM {SAID} {where} ORDER BY 1, source, said.id"
        )
        return self.read(map(Said._make, rows))

    def read(self, said: Iterable[Said]) -> Iterator[Statement]:
        """What is said, in the same order."""
        said = iter(said)
        while some := list(islice(said, BATCH)):
            rows = self.connection.execute(
                f"SELECT id, listing, plans FROM contents WHERE id IN ({','.join('?' * len(some))})",
                [each.content for each in some],
            )
            found = {id: (orjson.loads(listing), plans) for id, listing, plans in rows}
            yield from (Statement(owner, source, as_of, *found[content]) for owner, source, as_of, content in some)

    def plans(self, number: int) -> list[dict]:
        """The list of plans of this number."""
        return orjson.loads(
            self.connection.execute("SELECT plans FROM plan_lists WHERE id = ?", [number]).fetchone()[0]
        )

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
