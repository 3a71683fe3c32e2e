"""The command that moves the office between office.db and a database server. See main.py."""

from argparse import Namespace

from directory.cli.console import DONE, Failure, tell
from directory.cli.office import existing_office
from directory.settings import Settings
from directory.store.office.moving import move_office
from directory.store.office.server import BadAddress, OfficeDatabase, OfficeServer, office_server

SQLITE = "sqlite"
PASSWORD = (
    "Others on this machine see what is typed in a command, so put no password there: "
    "libpq takes it from ~/.pgpass or a service file (docs/office.md)."
)
AFTER = {
    True: "Now set OFFICE_DATABASE to that address, for the site and the worker, and start them again. "
    "office.db opens no more; remove it, and its copies when their time is over, once all is well.",
    False: "Now unset OFFICE_DATABASE, for the site and the worker, and start them again. "
    "The database on the server opens no more; drop it once all is well.",
}


def move(options: Namespace, settings: Settings) -> int:
    """Moves accounts and letters, each row compared, and marks where they were as moved."""
    target = _target(options.to, settings)
    if target == settings.office:
        raise Failure("The office is there already. OFFICE_DATABASE says where it is now, --to where it goes.")
    with existing_office(settings) as office:
        counts = move_office(office, target)
        head = office.verify()
    filled = [f"{rows:,} {table}" for table, rows in counts.items() if rows]
    print(f"Moved and compared: {', '.join(filled)}. What is sealed opens there. Audit head: {head}")
    tell(AFTER[isinstance(target, OfficeServer)])
    return DONE


def _target(told: str, settings: Settings) -> OfficeDatabase:
    """Raises Failure."""
    if told == SQLITE:
        return settings.office_db
    try:
        server = office_server(told)
    except BadAddress as error:
        raise Failure(f"--to is {SQLITE}, or: {error}.") from None
    if server.has_password:
        raise Failure(PASSWORD)
    return server
