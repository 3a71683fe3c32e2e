"""The command line: what can be typed, and what is said when it cannot be done. The commands themselves are in commands.py."""

import argparse
import logging
import re
import sqlite3
import sys
from collections.abc import Callable
from typing import NoReturn

from directory import __version__, logs
from directory.accounts.people import ROLES
from directory.cli import commands, office
from directory.core import dates
from directory.settings import BadSetting, Settings
from directory.store.office.audit import TrailHead

log = logging.getLogger(__name__)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with exit code 2."""
        self.exit(commands.NOT_DONE, f"{self.prog}: {message}. See: python3 {self.prog} --help\n")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; its exit code."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings()
        logs.configure(settings.log_format)
        return options.command(options, settings)
    except KeyboardInterrupt:
        return _failed("Stopped. Nothing was changed.")
    except Exception as error:
        if told := _in_words(error):
            log.info("command not done", extra={"command": options.command.__name__, "exception": type(error).__name__})
            return _failed(told)
        raise


def _failed(line: str) -> int:
    print(line, file=sys.stderr)
    return commands.NOT_DONE


def _in_words(error: Exception) -> str | None:
    """What went wrong, for an admin; None for what is a fault of the program and must be seen."""
    from geopy.exc import ConfigurationError

    from directory.accounts.validation import ValidationError
    from directory.importer.record import FileRefused
    from directory.publish.guard import TooManyLost
    from directory.search.query import BadQuery
    from directory.store.backup import NotRestored
    from directory.store.connection import Busy
    from directory.store.listings.reader import NoDirectory
    from directory.store.listings.writer import Unsound
    from directory.store.migrations import NewerFile
    from directory.store.office.audit import Tampered
    from directory.store.vault import NoKey

    if isinstance(error, ConfigurationError):
        return f"GEOCODER is not set right: {error}"
    if isinstance(
        error,
        (
            commands.Failure,
            BadSetting,
            FileRefused,
            Busy,
            NewerFile,
            NoDirectory,
            TooManyLost,
            Unsound,
            BadQuery,
            ValidationError,
            NoKey,
            Tampered,
            NotRestored,
        ),
    ):
        return str(error)
    if isinstance(error, sqlite3.OperationalError) and re.search(
        "full|readonly|unable to open|disk I/O|locked", str(error)
    ):
        return f"The data folder cannot be written ({error}). Make room or mend its permissions; the directory is as it was."
    if isinstance(error, FileNotFoundError):
        return f"{error.filename}: there is no such file here. Look at its name and its folder. Nothing was changed."
    if isinstance(error, OSError):
        return f"{error.filename or 'The data folder'}: {error.strerror or error}. The directory is as it was."
    return None


def _parser() -> argparse.ArgumentParser:
    parser = Parser("run.py", description="The acupuncture practitioner directory.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.set_defaults(command=commands.serve, host="127.0.0.1", port=8000, workers=2)
    offered = parser.add_subparsers(metavar="COMMAND")
    _add_serve(_command(offered, "serve", commands.serve, "serve the site (as does no command at all)"))
    offered.add_parser("test", help="set up for tests and run them all; pytest's arguments may follow, or --lint")
    offered.add_parser("bench", help="measure how quick this is here; bench --help lists what can be measured")
    offered.add_parser("lock", help="pin every package of requirements*.txt again, with its hashes")
    _add_import(_command(offered, "import", commands.import_files, "read files of a source, then publish"))
    _add_json(_command(offered, "imports", commands.imports, "list what was imported, newest first"))
    _add_json(_command(offered, "status", commands.status, "say what the directory holds"))
    _command(offered, "rollback", commands.rollback, "take a snapshot out again").add_argument("snapshot", type=int)
    _add_json(_command(offered, "matches", commands.matches, "list statements that may be about one practitioner"))
    _add_decide(_command(offered, "decide", commands.decide, "settle such a pair"))
    _command(offered, "why", commands.why, "say who said each fact of a listing").add_argument("id", metavar="ID")
    _add_publish(_command(offered, "publish", commands.publish, "build the directory again"))
    _add_search(_command(offered, "search", commands.search, "find practitioners"))
    _add_user(_group(offered, "user", "say who may sign in"))
    _command(
        _group(offered, "keys", "change the office key"),
        "rotate",
        office.keys_rotate,
        "make a new key, and seal everything with it",
    )
    _add_audit(_group(offered, "audit", "look at who did what"))
    _command(
        offered, "backup", office.backup_make, "copy the databases into a file, while the site serves"
    ).add_argument("file", metavar="FILE")
    _command(offered, "restore", office.backup_restore, "put a backup into an empty data folder").add_argument(
        "file", metavar="FILE"
    )
    return parser


def _group(offered: argparse._SubParsersAction, name: str, text: str) -> argparse._SubParsersAction:
    return offered.add_parser(name, help=text, description=text).add_subparsers(metavar="WHAT", required=True)


def _add_user(offered: argparse._SubParsersAction) -> None:
    add = _command(offered, "add", office.user_add, "invite somebody: prints the link to set an account up with")
    add.add_argument("--role", choices=tuple(ROLES), required=True)
    reset = _command(
        offered, "reset", office.user_reset, "for a lost phone or password: shut the account and print a new link"
    )
    shut = _command(offered, "disable", office.user_disable, "shut an account; its letters stay")
    opened = _command(offered, "enable", office.user_disable, "open it again")
    shut.set_defaults(disabled=True)
    opened.set_defaults(disabled=False)
    for parser in (add, reset, shut, opened):
        parser.add_argument("email", metavar="EMAIL")
    _add_json(_command(offered, "list", office.user_list, "list who has an account"))


def _add_audit(offered: argparse._SubParsersAction) -> None:
    verify = _command(offered, "verify", office.audit_verify, "check that nobody changed the trail")
    verify.add_argument("--noted", type=_head, metavar="HEAD", help="what an earlier check or a backup printed")
    show = _command(offered, "show", office.audit_show, "print the newest rows")
    show.add_argument("--last", type=int, default=50, metavar="N")
    _add_json(show)


def _head(text: str) -> TrailHead:
    rows, _, mac = text.partition(":")
    if not rows.isdigit() or not mac:
        raise argparse.ArgumentTypeError("a head is a number, a colon and hexadecimal digits")
    return TrailHead(int(rows), mac)


def _command(offered: argparse._SubParsersAction, name: str, command: Callable, text: str) -> argparse.ArgumentParser:
    parser = offered.add_parser(name, help=text, description=text)
    parser.set_defaults(command=command)
    return parser


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)


def _add_import(parser: argparse.ArgumentParser) -> None:
    from directory.core.sources import REAL

    parser.add_argument("source", choices=REAL)
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, or its https address; qhp, plan-net: a folder too"
    )
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--full", dest="whole", action="store_const", const=True, help="replaces what the source said")
    extent.add_argument(
        "--update", dest="whole", action="store_const", const=False, help="changes what the source said"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
    parser.add_argument("--hold", action="store_true", help="do not publish yet")
    parser.add_argument("--state", metavar="XX", help="licences: the state whose list it is")
    parser.add_argument("--payer", metavar="NAME", help="qhp, plan-net: the insurer, where its files do not name it")
    parser.add_argument(
        "--map", metavar="FILE", help="csv: which column is which; without one, a map is proposed and nothing imported"
    )
    parser.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="the day the file speaks of")
    _add_json(parser)


def _add_decide(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=int, metavar="ID", help="the pair's number, as matches gives it")
    parser.add_argument("answer", choices=("same", "different"))


def _add_publish(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--force",
        action="store_true",
        help="make every listing anew, and publish even when more than a fifth of them would go",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON value")


def _day(text: str) -> str:
    try:
        return dates.iso(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a date is written YYYY-MM-DD") from None


def _add_search(parser: argparse.ArgumentParser) -> None:
    from directory.search.filters import FILTERS
    from directory.search.query import ORDERS

    parser.add_argument("--near", required=True, metavar="PLACE", help="a ZIP code, City, ST or latitude,longitude")
    parser.add_argument("--within", metavar="MILES")
    for each in FILTERS:
        parser.add_argument(f"--{each.parameter}", help=" | ".join(getattr(each, "options", ())) or "any part of it")
    parser.add_argument("--sort", metavar="ORDER", help=" | ".join(ORDERS))
    parser.add_argument("--page", metavar="N")
    _add_json(parser)
