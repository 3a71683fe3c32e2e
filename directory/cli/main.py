"""The command line: what can be typed, and which function of this folder's other modules does it.

A command that only asks must start quickly, and the parts that import, search or sign people in take long to load. So a
module is imported when one of its commands is typed, and a command's arguments are added when it is typed.
"""

import argparse
import logging
import sys
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from directory import __version__, logs
from directory.cli.arguments import ARGUMENTS
from directory.cli.arguments_running import HOST, PORT, WORKERS
from directory.cli.console import failed, reader_left
from directory.cli.parser import Parser
from directory.settings import Settings

log = logging.getLogger(__name__)

CommandFunction = Callable[[argparse.Namespace, Settings], int]  # returns the exit code


class Command(NamedTuple):
    """Something that can be typed.

    words: its name, after that of its group where it has one. function: the module of this folder and the function in
    it; "" where run.py does the command itself.
    """

    words: str
    function: str
    text: str

    def run(self, options: argparse.Namespace, settings: Settings) -> int:
        """Does it; its exit code."""
        module, name = self.function.split(".")
        function: CommandFunction = getattr(import_module(f"directory.cli.{module}"), name)
        return function(options, settings)


COMMANDS = (
    Command("serve", "serving.serve", "serve the site (as does no command at all)"),
    Command("worker", "working.work", "do the imports that admins ask for on the site (serve does so too)"),
    Command("metrics", "metrics.tell_figures", "tell figures to what watches the site (serve does so too)"),
    Command("test", "", "set up for tests and run them all; pytest's arguments may follow, or --lint"),
    Command("bench", "", "measure how quick this is here; bench --help lists what can be measured"),
    Command("lock", "", "pin every package of requirements*.txt again, with its hashes"),
    Command("import", "registry.import_any", "read files of a source, then publish"),
    Command("fetch", "portals.fetch", "fetch the newest of what is known where to find, then import it"),
    Command("sources", "sources.list_sources", "list every source, how old it is here and what renews it"),
    Command("imports", "snapshots.list_imports", "list what was imported, newest first"),
    Command("status", "status.status", "say what the directory holds"),
    Command("doctor", "doctor.doctor", "examine this installation: what is well, what has to be mended, and how"),
    Command("schedules list", "scheduling.list_schedules", "list what is fetched again and again, and what came of it"),
    Command("schedules add", "scheduling.add", "have something fetched again and again, and tried"),
    Command("schedules change", "scheduling.add", "say something else of a schedule"),
    Command("schedules stop", "scheduling.stop", "stop a schedule"),
    Command("schedules start", "scheduling.start", "let it go on"),
    Command("schedules run", "scheduling.run", "have the worker run it now"),
    Command("rollback", "publishing.rollback", "take snapshots out again"),
    Command("matches", "matching.list_matches", "list statements that may be about one practitioner"),
    Command("decide", "publishing.decide", "settle such a pair"),
    Command("why", "provenance.why", "say who said each fact of a listing"),
    Command("tiles", "map_tiles.check", "check a file of the map's streets, or say where one comes from"),
    Command("publish", "publishing.publish", "build the directory again"),
    Command("follow", "following.follow", "take each edition that is published elsewhere (publish --to)"),
    Command("release", "releasing.release", "write what is published as tables to cite and check"),
    Command("search", "searching.search", "find practitioners"),
    Command("coverage", "covering.coverage", "say what a plan is likely to pay, and who says so"),
    Command("mcp", "assisting.assist", "answer an assistant on standard input and output (Model Context Protocol)"),
    Command("rules check", "covering.check", "list the coverage rules past their review date"),
    Command("review list", "reviewing.list_texts", "list what clinicians can review, and who did"),
    Command("review sheet", "reviewing.sheet", "write a text as a sheet to tick and comment"),
    Command("review record", "reviewing.record", "keep that a clinician reviewed it, and publish"),
    Command("user add", "office.user_add", "invite somebody: prints the link to set an account up with"),
    Command("user reset", "office.user_reset", "for a lost phone or password: shut the account and print a new link"),
    Command("user disable", "office.user_disable", "shut an account; its letters stay"),
    Command("user enable", "office.user_disable", "open it again"),
    Command("user list", "office.user_list", "list who has an account"),
    Command("keys rotate", "office.keys_rotate", "make a new key, and seal everything with it"),
    Command("audit verify", "office.audit_verify", "check that nobody changed the trail"),
    Command("audit show", "office.audit_show", "print the newest rows"),
    Command("office move", "moving.move", "move accounts and letters to a database server, or back into office.db"),
    Command("backup", "copying.backup_make", "copy the databases into a file or on and on, while the site serves"),
    Command(
        "restore", "copying.backup_restore", "put a backup into an empty data folder, or try whether that can be done"
    ),
)
GROUPS = {
    "schedules": "have sources fetched again and again",
    "rules": "look after the coverage rules",
    "review": "have clinicians review what pages say",
    "user": "say who may sign in",
    "keys": "change the office key",
    "audit": "look at who did what",
    "office": "move accounts and letters",
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
    parser.set_defaults(command=COMMANDS[0], host=HOST, port=PORT, workers=WORKERS, no_worker=False)
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
        if typed and (add_arguments := ARGUMENTS.get(command.words)):
            add_arguments(command_parser)
    return parser
