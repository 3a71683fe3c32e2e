"""office.db, open: one connection with the key that opens what is sealed in it, and the name of who is at work."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from directory.store import connection
from directory.store.migrations import open_migrated
from directory.store.office import audit
from directory.store.office.migrations import MIGRATIONS
from directory.store.vault import Vault, keys_of

PATIENCE = 20  # seconds to wait for others to have written: fifty at once need one or two
CHECK = "key check"
# What is sealed: (table, column, the columns that say where it is, from which nobody can move it).
SEALED = (
    ("people", "totp", ("id",)),
    ("people", "profile", ("id",)),
    ("invitations", "totp", ("person",)),
    ("drafts", "content", ("person", "path")),
    ("referrals", "content", ("id", "owner")),
    ("mistakes", "what", ("id",)),
)


class Actor(NamedTuple):
    """Who is at work: a person's id, None for nobody who signed in; and from where, an address or "command line"."""

    person: int | None
    network: str


class Office:
    """The open database. What changes something is called within `transaction`."""

    def __init__(self, path: Path, key_file: Path, key: str | None = None, actor: Actor = Actor(None, "command line")):
        """Opens the office, or founds it with a key of its own. Raises NoKey."""
        self.path, self.actor = path, actor
        _private(path)
        self.connection = open_migrated(path, MIGRATIONS, PATIENCE)
        try:
            self.connection.executescript(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA recursive_triggers = ON"
            )
            check = self._about(CHECK)
            self.vault = Vault(keys_of(key_file, key, make=check is None))
            if check is None:
                self._found()
            else:
                self.vault.open(check, CHECK)
        except BaseException:
            self.connection.close()
            raise

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def _about(self, name: str) -> bytes | None:
        row = self.connection.execute("SELECT value FROM about WHERE name = ?", [name]).fetchone()
        return row and row[0]

    def _found(self) -> None:
        with self.transaction():
            if self._about(CHECK) is None:
                self.connection.execute("INSERT INTO about VALUES (?, ?)", (CHECK, self.vault.seal(b"", CHECK)))
                self.note("office founded")

    @staticmethod
    def now() -> datetime:
        """This second, UTC; office.db writes it as `now().isoformat()`."""
        return datetime.now(UTC).replace(microsecond=0)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block is written, or after an exception none of it. Raises connection.Busy."""
        with connection.transaction(self.connection, busy="The office is busy. Please try again in a minute."):
            yield

    def note(self, what: str, subject: str = "") -> None:
        """Adds to the audit trail what the actor does, in the same transaction as the deed."""
        audit.append(
            self.connection, self.vault, (self.now().isoformat(), self.actor.person, what, subject, self.actor.network)
        )

    def verify(self, noted: audit.Head | None = None) -> audit.Head:
        """See audit.verify. Raises Tampered."""
        return audit.verify(self.connection, self.vault, noted)

    def reseal(self) -> int:
        """Seals everything again with the key that seals now; how many were sealed with another. Raises NoKey."""
        with self.transaction():
            count = sum(self._reseal(*column) for column in SEALED)
            self.connection.execute("UPDATE about SET value = ? WHERE name = ?", (self.vault.seal(b"", CHECK), CHECK))
            self.note("key rotated")
        return count

    def _reseal(self, table: str, column: str, place: tuple[str, ...]) -> int:
        where = " AND ".join(f"{name} = ?" for name in place)
        execute, old = self.connection.execute, f"substr({column}, 1, {len(self.vault.current)}) <> ?"
        places = execute(f"SELECT {', '.join(place)} FROM {table} WHERE {old}", [self.vault.current]).fetchall()
        for at in places:
            sealed = execute(f"SELECT {column} FROM {table} WHERE {where}", at).fetchone()[0]
            again = self.vault.seal(self.vault.open(sealed, table, column, *at), table, column, *at)
            execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (again, *at))
        return len(places)


def _private(path: Path) -> None:
    """Makes the file, or what of it is there, readable by this user only; SQLite gives its companions the same rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT, 0o600))
