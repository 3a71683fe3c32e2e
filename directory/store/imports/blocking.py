"""imports.db: what statements without an NPI have to share with another to be compared with it."""

import json
from collections.abc import Iterable, Iterator
from sqlite3 import Connection

from directory.core.practitioner import SourcedStatement, Statement, statement_from_json
from directory.store.imports.stated import SAID_OF_ASKED, ask_of_contents
from directory.store.imports.statements import CURRENT, IN_SHORT, StatementReader, StatementRef


def excluded_without_npi(connection: Connection, program: str) -> Iterator[tuple[StatementRef, bytes | None]]:
    """What the sources say now of each, with their blocking keys; None where this program has not made these."""
    any_of_them = "SELECT EXISTS (SELECT 1 FROM contents INDEXED BY contents_in_short WHERE npi IS NULL AND excluded)"
    if not connection.execute(any_of_them).fetchone()[0]:
        return iter(())  # without a look at what all others say
    rows = connection.execute(
        f"""SELECT said.id, {IN_SHORT}, keys FROM {CURRENT}
        LEFT JOIN blocking ON holder = content AND program = ?
        WHERE npi IS NULL AND excluded ORDER BY said.id""",
        [program],
    )
    return ((StatementRef._make(ref), keys) for *ref, keys in rows)


def note_blocking_keys(connection: Connection, program: str, keys: Iterable[tuple[int, bytes]]) -> None:
    """Keeps the keys, (number of the content, 4 bytes each), that a program has made."""
    rows = ((content, program, made) for content, made in keys)
    connection.executemany("INSERT OR REPLACE INTO blocking VALUES (?, ?, ?)", rows)


def without_keys(connection: Connection, program: str, most: int) -> list[int]:
    """Contents without an NPI, by number, for which this program has made no keys, so many at most."""
    rows = connection.execute(
        """SELECT id FROM contents WHERE npi IS NULL
        AND NOT EXISTS (SELECT 1 FROM blocking WHERE holder = contents.id AND program = ?) LIMIT ?""",
        [program, most],
    )
    return [number for (number,) in rows]


def kept_keys(connection: Connection, program: str) -> list[tuple[int, bytes]]:
    """The keys that a program has made, (number of the content, 4 bytes each)."""
    return connection.execute("SELECT holder, keys FROM blocking WHERE program = ?", [program]).fetchall()


def contents(connection: Connection, numbers: list[int]) -> dict[int, Statement]:
    """{number: the statement} of contents, whether anybody says it now or not."""
    sql = "SELECT id, listing FROM contents WHERE id IN (SELECT value FROM json_each(?))"
    return {number: statement_from_json(text) for number, text in connection.execute(sql, [json.dumps(numbers)])}


def said_of_contents(imports: StatementReader, numbers: list[int]) -> Iterator[tuple[int, SourcedStatement]]:
    """What is said now of these contents, each with its number, by the sources' own ids."""
    ask_of_contents(imports.connection, numbers)
    rows = imports.connection.execute(
        f"""SELECT said.id, {IN_SHORT} FROM {SAID_OF_ASKED}
        WHERE content IN (SELECT value FROM json_each(?)) ORDER BY source, said.id""",
        [json.dumps(numbers)],
    )
    refs = list(map(StatementRef._make, rows))
    return zip([ref.content for ref in refs], imports.read(refs), strict=True)
