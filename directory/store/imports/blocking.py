"""imports.db: the excluded without an NPI, and what each has to share with a listing to be compared with it."""

from collections.abc import Iterable, Iterator
from sqlite3 import Connection

from directory.store.imports.statements import CURRENT, IN_SHORT, StatementRef


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
