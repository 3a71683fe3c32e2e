"""The command line: what can be typed, and which function of this folder's other modules does it.

A command that only asks must start quickly, and the parts that import, search or sign people in take long to load. So a
module is imported when one of its commands is typed, and a command's arguments are added when it is typed.
"""

import argparse
import logging
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from directory import __version__, logs
from directory.cli.console import NOT_DONE, failed, reader_left, row_number
from directory.settings import Settings

if TYPE_CHECKING:
    from directory.store.office.audit import TrailHead

log = logging.getLogger(__name__)
HOST, PORT, WORKERS = "127.0.0.1", 8000, 2  # of the site, where no others are typed

CommandFunction = Callable[[argparse.Namespace, Settings], int]  # returns the exit code


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with exit code 2."""
        self.exit(NOT_DONE, f"{self.prog}: {message}. See: python3 {self.prog} --help\n")


def _no_arguments(parser: Parser) -> None:
    pass


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON value")


def _serve(parser: Parser) -> None:
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--workers", type=int, default=WORKERS)


def _import(parser: Parser) -> None:
    from directory.core.sources import IMPORTED

    parser.add_argument("source", choices=IMPORTED)
    several = "a file, or its https address; qhp, plan-net, tic: a folder too"
    parser.add_argument("files", nargs="+", metavar="FILE", help=several)
    extent = parser.add_mutually_exclusive_group()
    for name, whole, effect in (("--full", True, "replaces"), ("--update", False, "changes")):
        extent.add_argument(
            name, dest="whole", action="store_const", const=whole, help=f"{effect} what the source said"
        )
    _publishing(parser)
    of_states = "licences: the state whose list it is; with --registry: whose insurers are read, as often as needed"
    parser.add_argument("--state", dest="states", metavar="XX", type=str.upper, action="append", help=of_states)
    registry = "qhp: FILE is CMS's list of all marketplace insurers (Machine-Readable URL PUF, .xlsx or .zip)"
    parser.add_argument("--registry", action="store_true", help=registry)
    parser.add_argument(
        "--payer", metavar="NAME", help="qhp, plan-net, tic: the insurer, where its files do not name it"
    )
    chosen = "tic: the plans to take from a table of contents: a plan's, insurer's or employer's name, or a number"
    parser.add_argument("--plans", metavar="TEXT", action="append", help=chosen)
    table_map = "csv: which column is which; without one, a map is proposed and nothing imported"
    parser.add_argument("--map", metavar="FILE", help=table_map)
    parser.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="the day the file speaks of")
    _json(parser)


def _publishing(parser: Parser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
    parser.add_argument("--hold", action="store_true", help="do not publish yet")


def _fetch(parser: Parser) -> None:
    from directory.core.sources import STATE_LISTS

    parser.add_argument("source", choices=(STATE_LISTS,))
    parser.add_argument("--state", metavar="XX", type=str.upper, required=True, help="the state whose list it is")
    _publishing(parser)
    _json(parser)


def _day(text: str) -> str:
    from directory.core import dates

    try:
        return dates.iso(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a date is written YYYY-MM-DD") from None


def _force(parser: Parser) -> None:
    parser.add_argument("--force", action="store_true", help="publish it even when much of the directory would go")
    _json(parser)


def _rollback(parser: Parser) -> None:
    parser.add_argument("snapshots", type=row_number, nargs="+", metavar="SNAPSHOT")
    _force(parser)


def _decide(parser: Parser) -> None:
    parser.add_argument("id", type=row_number, metavar="ID", help="the pair's number, as matches gives it")
    parser.add_argument("answer", choices=("same", "different"))
    parser.add_argument("--why", metavar="TEXT", default="", help="kept with the decision")
    _force(parser)


def _why(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID")
    _json(parser)


def _publish(parser: Parser) -> None:
    effect = "make every listing anew, and publish even when much of the directory would go"
    parser.add_argument("--force", action="store_true", help=effect)
    _json(parser)


def _search(parser: Parser) -> None:
    from directory.search.filters import FILTERS
    from directory.search.query import ORDERS

    parser.add_argument("--near", required=True, metavar="PLACE", help="a ZIP code, City, ST or latitude,longitude")
    parser.add_argument("--within", metavar="MILES")
    for each in FILTERS:
        parser.add_argument(f"--{each.parameter}", help=" | ".join(getattr(each, "options", ())) or "any part of it")
    parser.add_argument("--sort", metavar="ORDER", help=" | ".join(ORDERS))
    parser.add_argument("--page", metavar="N")
    _json(parser)


def _coverage(parser: Parser) -> None:
    from directory.core.programs import CAUSES, CONDITIONS, PROGRAMS
    from directory.core.taxonomy import KINDS

    parser.add_argument("--program", choices=PROGRAMS, required=True)
    parser.add_argument("--state", metavar="XX", type=str.upper, help="where the patient lives")
    parser.add_argument("--condition", choices=tuple(CONDITIONS))
    parser.add_argument("--weeks", metavar="N", help="how long the pain has lasted")
    parser.add_argument("--cause", choices=tuple(CAUSES))
    parser.add_argument("--kind", choices=tuple(KINDS), help="who would treat")
    parser.add_argument("--visits-used", metavar="N", help="acupuncture visits in the past 12 months")
    parser.add_argument("--better", choices=("yes", "no"), help="whether they have helped")
    _json(parser)


def _email(parser: Parser) -> None:
    parser.add_argument("email", metavar="EMAIL")


def _user_add(parser: Parser) -> None:
    from directory.accounts.people import ROLES

    parser.add_argument("--role", choices=tuple(ROLES), required=True)
    parser.add_argument("--state", metavar="XX", default="", help="of an editor: the state whose listings they keep")
    _email(parser)


def _user_disable(parser: Parser, disabled: bool = True) -> None:
    parser.set_defaults(disabled=disabled)
    _email(parser)


def _user_enable(parser: Parser) -> None:
    _user_disable(parser, disabled=False)


def _audit_verify(parser: Parser) -> None:
    parser.add_argument("--noted", type=_head, metavar="HEAD", help="what an earlier check or a backup printed")


def _head(text: str) -> "TrailHead":
    from directory.store.office.audit import TrailHead

    rows, _, mac = text.partition(":")
    if not rows.isdigit() or not mac:
        raise argparse.ArgumentTypeError("a head is a number, a colon and hexadecimal digits")
    return TrailHead(int(rows), mac)


def _audit_show(parser: Parser) -> None:
    parser.add_argument("--last", type=row_number, default=50, metavar="N")
    _json(parser)


def _file(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE")


class Command(NamedTuple):
    """Something that can be typed.

    words: its name, after that of its group where it has one. function: the module of this folder and the function in
    it; "" where run.py does the command itself. add_arguments: adds what may follow to its parser.
    """

    words: str
    function: str
    text: str
    add_arguments: Callable[[Parser], None] = _no_arguments

    def run(self, options: argparse.Namespace, settings: Settings) -> int:
        """Does it; its exit code."""
        module, name = self.function.split(".")
        function: CommandFunction = getattr(import_module(f"directory.cli.{module}"), name)
        return function(options, settings)


COMMANDS = (
    Command("serve", "serving.serve", "serve the site (as does no command at all)", _serve),
    Command("worker", "working.work", "do the imports that admins ask for on the site (serve does so too)"),
    Command("test", "", "set up for tests and run them all; pytest's arguments may follow, or --lint"),
    Command("bench", "", "measure how quick this is here; bench --help lists what can be measured"),
    Command("lock", "", "pin every package of requirements*.txt again, with its hashes"),
    Command("import", "registry.import_any", "read files of a source, then publish", _import),
    Command("fetch", "portals.fetch", "fetch a state's list from its open-data portal, then import it", _fetch),
    Command("sources", "sources.list_sources", "list every source, how old it is here and what renews it", _json),
    Command("imports", "imports.list_imports", "list what was imported, newest first", _json),
    Command("status", "status.status", "say what the directory holds", _json),
    Command("rollback", "publishing.rollback", "take snapshots out again", _rollback),
    Command("matches", "matching.list_matches", "list statements that may be about one practitioner", _json),
    Command("decide", "matching.decide", "settle such a pair", _decide),
    Command("why", "provenance.why", "say who said each fact of a listing", _why),
    Command("publish", "publishing.publish", "build the directory again", _publish),
    Command("search", "searching.search", "find practitioners", _search),
    Command("coverage", "covering.coverage", "say what a plan is likely to pay, and who says so", _coverage),
    Command("rules check", "covering.check", "list the coverage rules past their review date", _json),
    Command("user add", "office.user_add", "invite somebody: prints the link to set an account up with", _user_add),
    Command(
        "user reset", "office.user_reset", "for a lost phone or password: shut the account and print a new link", _email
    ),
    Command("user disable", "office.user_disable", "shut an account; its letters stay", _user_disable),
    Command("user enable", "office.user_disable", "open it again", _user_enable),
    Command("user list", "office.user_list", "list who has an account", _json),
    Command("keys rotate", "office.keys_rotate", "make a new key, and seal everything with it"),
    Command("audit verify", "office.audit_verify", "check that nobody changed the trail", _audit_verify),
    Command("audit show", "office.audit_show", "print the newest rows", _audit_show),
    Command("backup", "office.backup_make", "copy the databases into a file, while the site serves", _file),
    Command("restore", "office.backup_restore", "put a backup into an empty data folder", _file),
)
GROUPS = {
    "rules": "look after the coverage rules",
    "user": "say who may sign in",
    "keys": "change the office key",
    "audit": "look at who did what",
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command, of the arguments given or else those of the program; its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(words).parse_args(words)
    command: Command = options.command
    settings = None
    try:
        settings = Settings()
        logs.configure(settings.log_format)
        return command.run(options, settings)
    except KeyboardInterrupt:
        return failed("Stopped. Nothing was changed.")
    except BrokenPipeError:
        return reader_left()
    except Exception as error:
        from directory.cli.errors import in_words

        if line := in_words(error, settings):
            log.info("command not done", extra={"command": command.words, "exception": type(error).__name__})
            return failed(line)
        raise


def _parser(words: list[str]) -> Parser:
    """The parser of what was typed: it knows the one command and its arguments, or every command where it is none."""
    parser = Parser("run.py", description="The acupuncture practitioner directory.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.set_defaults(command=COMMANDS[0], host=HOST, port=PORT, workers=WORKERS)
    groups = {"": parser.add_subparsers(metavar="COMMAND")}
    typed = [each for each in COMMANDS if words[: each.words.count(" ") + 1] == each.words.split()]
    for command in typed or COMMANDS:
        group, _, name = command.words.rpartition(" ")
        if group not in groups:
            text = GROUPS[group]
            group_parser = groups[""].add_parser(group, help=text, description=text)
            groups[group] = group_parser.add_subparsers(metavar="WHAT", required=True)
        command_parser = groups[group].add_parser(name, help=command.text, description=command.text)
        command_parser.set_defaults(command=command)
        if typed:
            command.add_arguments(command_parser)
    return parser
