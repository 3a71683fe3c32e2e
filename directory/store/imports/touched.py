"""imports.db: of whom the sources say something else than when the directory was published, where few files tell it."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from sqlite3 import Connection

from directory.core.hashing import content_hash
from directory.core.sources import ON_PAGES
from directory.store.imports.stated import IDS_OF_LISTING, SAID_OF_ASKED
from directory.store.imports.statements import IN_SHORT, StatementRef

# Sources whose files of changes say something of those in them, all under their NPIs, and of nobody else.
PER_PERSON = (*ON_PAGES, "nppes")
MOST_PEOPLE = 1000  # people: for more it is not worth it
OF_THESE = f"""SELECT coalesce(npi, owners.practitioner, said.id), {IN_SHORT}
    FROM {SAID_OF_ASKED}
    LEFT JOIN owners ON ref = source || ':' || said.id
    WHERE coalesce(npi, owners.practitioner, said.id) IN (SELECT value FROM json_each(?))
    AND owners.practitioner IS NOT '' ORDER BY 1, source, said.id"""


def hash_of_files(connection: Connection) -> str:
    """What stands for the snapshots that stand: another imports.db has another."""
    sql = "SELECT id, source, sha256, as_of, imported_at FROM snapshots WHERE NOT withdrawn ORDER BY id"
    return content_hash(repr(connection.execute(sql).fetchall()).encode()).hex()


@contextmanager
def as_it_stood(connection: Connection, snapshots: Iterable[int]) -> Iterator[None]:
    """The block asks what was said when these snapshots stood and no others. Within a transaction."""
    connection.execute("SAVEPOINT as_it_stood")
    try:
        connection.execute(
            """UPDATE snapshots SET withdrawn = NOT withdrawn
            WHERE withdrawn = (id IN (SELECT value FROM json_each(?)))""",
            [json.dumps(list(snapshots))],
        )
        yield
    finally:
        connection.execute("ROLLBACK TO as_it_stood")
        connection.execute("RELEASE as_it_stood")


def touched(connection: Connection, snapshots: Iterable[int]) -> list[str] | None:
    """The NPIs of whom the files speak that came or went since these snapshots stood; None where that may not be all
    that is said otherwise, or is much.

    Where files of changes alone came and went, and the others follow each other as before, the newest word about
    whoever is in none of them is what it was. A pair that waits for an admin is told anew with all others.
    """
    now = _in_time(connection)
    with as_it_stood(connection, snapshots):
        then = _in_time(connection)
    both, others = {*now} & {*then}, {*now} ^ {*then}
    if [each for each in now if each in both] != [each for each in then if each in both]:
        return None
    if any(is_whole or source not in PER_PERSON for _, source, is_whole, _ in others):
        return None
    numbers = json.dumps([number for number, *_ in others])
    rows = connection.execute(
        """SELECT DISTINCT records.id, content IS NULL OR npi IS records.id FROM records
        LEFT JOIN contents ON contents.id = content WHERE snapshot IN (SELECT value FROM json_each(?))
        AND (content IS NOT NULL OR records.id GLOB '*[^0-9]*'
            OR EXISTS (SELECT 1 FROM contents known WHERE known.npi = records.id)) LIMIT ?""",
        [numbers, MOST_PEOPLE + 1],
    ).fetchall()
    ids = sorted({each for each, _ in rows})
    if (
        len(rows) > MOST_PEOPLE
        or not all(is_own and each.isdecimal() for each, is_own in rows)
        or _in_doubt(connection, ids)
    ):
        return None
    return ids


def _in_time(connection: Connection) -> list[tuple[int, str, int, str]]:
    """The files that stand, in the order of their days: number, source, whether each is whole, day."""
    return connection.execute("SELECT id, source, whole, as_of FROM standing ORDER BY turn").fetchall()


def _in_doubt(connection: Connection, ids: list[str]) -> bool:
    refs = json.dumps([f"{source}:{each}" for source in ("npi", *PER_PERSON) for each in ids])
    row = connection.execute(
        """WITH refs AS (SELECT value FROM json_each(?))
        SELECT EXISTS (SELECT 1 FROM decisions WHERE NOT published)
            OR EXISTS (SELECT 1 FROM doubts WHERE waiting AND (one IN refs OR other IN refs))
            OR EXISTS (SELECT 1 FROM owners WHERE ref IN refs)""",
        [refs],
    ).fetchone()
    return bool(row[0])


def refs_of(connection: Connection, practitioner_ids: list[str]) -> list[StatementRef]:
    """What is said of these now, as `StatementReader.current` has it, where each statement is whose it was."""
    connection.execute("DELETE FROM asked")
    ids = ({"listing": each} for each in practitioner_ids)
    connection.executemany(f"INSERT OR IGNORE INTO asked {IDS_OF_LISTING}", ids)
    return list(map(StatementRef._make, connection.execute(OF_THESE, [json.dumps(practitioner_ids)])))
