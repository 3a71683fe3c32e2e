"""The address of an office that is on a PostgreSQL server. What speaks to the server is in postgresql.py."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

INSTALL = "pip --python .venv/bin/python install -r requirements-postgres.txt"
SCHEMES = ("postgresql://", "postgres://")


class BadAddress(ValueError):
    """What is no address of a database, or cannot be used here, in words that do not repeat it."""


@dataclass(frozen=True)
class OfficeServer:
    """A database of a PostgreSQL server.

    address: postgresql://USER@HOST/DATABASE, with whatever else libpq knows behind a `?`. It may hold a password, so
    nothing shows it.
    """

    address: str = field(repr=False)

    def __str__(self) -> str:
        """What messages call it."""
        return "the office's database on its server"

    @property
    def has_password(self) -> bool:
        """Whether the address holds a password."""
        from psycopg.conninfo import conninfo_to_dict

        return bool(conninfo_to_dict(self.address).get("password"))

    def exists(self) -> bool:
        """Whether an office was founded there. Raises ServerProblem."""
        from directory.store.office.postgresql_steps import is_founded

        return is_founded(self)


OfficeDatabase = Path | OfficeServer  # office.db, or a database of a server


def office_server(address: str) -> OfficeServer:
    """The database at an address. Raises BadAddress."""
    if not address.startswith(SCHEMES):
        raise BadAddress("it is an address, such as postgresql://office@db.example.org/office")
    if not find_spec("psycopg"):
        raise BadAddress(f"what speaks to PostgreSQL is not installed: {INSTALL}")
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        conninfo_to_dict(address)
    except ProgrammingError:  # its words may hold the password
        raise BadAddress(
            "it is an address, such as postgresql://office@db.example.org/office; "
            "what is in it besides letters, digits and -._~ is written as %20 and the like"
        ) from None
    return OfficeServer(address)
