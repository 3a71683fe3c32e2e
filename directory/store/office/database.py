"""office.db, open: one connection with the key that opens what is sealed in it, and the name of who is at work."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from directory.store.connection import Away
from directory.store.office import audit
from directory.store.office.opening import LOCK_TIMEOUT, disk_full_told, new_id, open_connection, writing
from directory.store.office.server import OfficeDatabase
from directory.store.vault import NoKey, Vault, load_keys

T = TypeVar("T")
log = logging.getLogger(__name__)

KEY_CHECK = "key check"  # in `about`: nothing, sealed, to see whether the key is the right one
MOVED = "moved"  # in `about`, once the office was moved from here to another database (moving.py)


WAS_MOVED = (
    "The office was moved from here to another database. "
    "Set OFFICE_DATABASE as it was moved to, or unset it for office.db, and start the site again."
)


class SealedColumn(NamedTuple):
    """A column that is sealed. place: the columns that say where a value is; nobody can move it from there."""

    table: str
    column: str
    place: tuple[str, ...]


SEALED = (
    SealedColumn("people", "totp", ("id",)),
    SealedColumn("people", "profile", ("id",)),
    SealedColumn("claims", "content", ("id",)),
    SealedColumn("notices", "content", ("id", "owner")),
    SealedColumn("invitations", "totp", ("person",)),
    SealedColumn("drafts", "content", ("person", "path")),
    SealedColumn("referrals", "content", ("id", "practice")),
    SealedColumn("emergencies", "reason", ("id", "referral")),
    SealedColumn("mistakes", "what", ("id",)),
    SealedColumn("mistakes", "reply_to", ("id",)),
    SealedColumn("mails", "content", ("id", "person")),
)


class OfficeMoved(Away):
    """The office is in another database by now, and what to do about it."""


class Actor(NamedTuple):
    """Who is at work: a person's id, None for nobody who signed in; and from where, an address or "command line"."""

    person: int | None
    network: str


COMMAND_LINE = Actor(None, "command line")


class Office:
    """The open database. What changes something is called within `transaction`."""

    def __init__(
        self,
        database: OfficeDatabase,
        key_file: Path,
        key: str | None = None,
        actor: Actor = COMMAND_LINE,
        patience: float = LOCK_TIMEOUT,
    ):
        """Opens the office, or founds it with a key of its own. patience: seconds to wait for others to have written.

        Raises NoKey, NewerFile, connection.Busy, DiskFull.
        """
        self.database, self.actor = database, actor
        self.connection = open_connection(database, patience)
        try:
            with disk_full_told():
                self._open(key_file, key)
        except BaseException:
            self.connection.close()
            raise

    def _open(self, key_file: Path, key: str | None) -> None:
        about = self._about()
        if MOVED in about:
            raise OfficeMoved(WAS_MOVED)
        self.vault = Vault(load_keys(key_file, key, make=KEY_CHECK not in about))
        if KEY_CHECK not in about:
            self._found()
            about = self._about()  # another machine may have founded it first, with its own key
        self.vault.open(about[KEY_CHECK], KEY_CHECK)

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def _about(self) -> dict[str, bytes]:
        rows = self.connection.execute("SELECT name, value FROM about WHERE name IN (?, ?)", (KEY_CHECK, MOVED))
        return dict(rows.fetchall())

    def _found(self) -> None:
        with self.transaction():
            if KEY_CHECK not in self._about():
                sealed = self.vault.seal(b"", KEY_CHECK)
                self.connection.execute("INSERT INTO about VALUES (?, ?)", (KEY_CHECK, sealed))
                self.note("office founded")

    @staticmethod
    def now() -> datetime:
        """This second, UTC; office.db writes it as `now().isoformat()`."""
        return datetime.now(UTC).replace(microsecond=0)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block is written, or after an exception none of it. Raises connection.Busy, DiskFull."""
        with writing(self.connection):
            yield

    def add_sealed(
        self, insert: str, values: Sequence[Any], table: str, column: str, content: bytes, *more: object
    ) -> int:
        """Adds a row, with what it holds sealed at its place (SEALED), which has its number; that number.

        more: what of its place comes after the number.
        """
        number = new_id(self.connection, insert, values)
        sealed = self.vault.seal(content, table, column, number, *more)
        self.connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (sealed, number))
        return number

    def open_each(self, rows: Iterable[Sequence[Any]], opened: Callable[..., T]) -> list[T]:
        """What `opened(office, *row)` makes of each row; one that does not open is logged by its number, or id, for the
        others are not to wait for it.
        """
        found = []
        for row in rows:
            try:
                found.append(opened(self, *row))
            except NoKey:
                log.error("not opened", extra={"number": str(row[0]), "what": opened.__module__})
        return found

    def note(self, what: str, subject: str = "") -> None:
        """Adds to the audit trail what the actor does, in the same transaction as the deed."""
        subject = subject.replace("\0", "\N{REPLACEMENT CHARACTER}")  # which PostgreSQL would keep in its place
        entry = (self.now().isoformat(), self.actor.person, what, subject, self.actor.network)
        audit.append_entry(self.connection, self.vault, entry)

    def verify(self, noted: audit.TrailHead | None = None) -> audit.TrailHead:
        """See audit.verify. Raises Tampered."""
        return audit.verify(self.connection, self.vault, noted)

    def reseal(self) -> int:
        """Seals everything again with the key that seals now; how many were sealed with another. Raises NoKey."""
        with self.transaction():
            count = sum(self._reseal(*sealed) for sealed in SEALED)
            check = self.vault.seal(b"", KEY_CHECK)
            self.connection.execute("UPDATE about SET value = ? WHERE name = ?", (check, KEY_CHECK))
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
