"""What may be typed after each command's name. What only one command needs is imported when it is typed."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from directory.cli import arguments_running as running
from directory.cli.console import pair_or_statement, row_number
from directory.cli.parser import Parser, add_json

if TYPE_CHECKING:
    from datetime import datetime

    from directory.store.office.audit import TrailHead


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
    parser.add_argument("--society", type=_society, metavar="NAME", help="roster: whose members, a short name as AAMA")
    chosen = "tic: the plans to take from a table of contents: a plan's, insurer's or employer's name, or a number"
    parser.add_argument("--plans", metavar="TEXT", action="append", help=chosen)
    table_map = "csv, roster, licences: which column is which; where one is needed, it is proposed and nothing imported"
    parser.add_argument("--map", metavar="FILE", help=table_map)
    parser.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="the day the file speaks of")
    add_json(parser)


def _society(text: str) -> str:
    from directory.core.societies import short_name

    try:
        return short_name(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _publishing(parser: Parser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
    parser.add_argument("--hold", action="store_true", help="do not publish yet")


def _fetch(parser: Parser) -> None:
    from directory.core.known_fetches import KNOWN_FETCHES

    known = [each.name for each in KNOWN_FETCHES if not each.from_list]
    parser.add_argument("what", choices=known, help="what the desk's cards fetch: the newest, or all since the last")
    parser.add_argument("--state", metavar="XX", type=str.upper, help="licences: the state whose list it is")
    _publishing(parser)
    add_json(parser)


def _day(text: str) -> str:
    from directory.core import dates

    try:
        return dates.iso(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a date is written YYYY-MM-DD") from None


def _schedule(parser: Parser) -> None:
    from directory.core.known_fetches import DRILL, KNOWN_FETCHES
    from directory.core.sources import IMPORTED
    from directory.store.office.schedules import EVERY, MOST_PERCENT

    what = [*(each.name for each in KNOWN_FETCHES), DRILL]
    told = "what the desk's cards fetch, a trial of a copy, or a file at --address"
    parser.add_argument("what", choices=[*what, "file"], help=told)
    parser.add_argument("--address", metavar="URL", help="of a file, or of the list of insurers")
    parser.add_argument("--source", choices=IMPORTED, default="", help="of a file: what it is, else its contents tell")
    parser.add_argument("--state", metavar="XX", type=str.upper, default="", help="of a board's list, or of insurers")
    parser.add_argument("--payer", metavar="NAME", help="of an insurer's file that does not name it")
    parser.add_argument("--society", type=_society, metavar="NAME", help="of a roster: whose members, as AAMA")
    parser.add_argument("--every", type=int, choices=EVERY, default=7, help="days from one run to the next")
    parser.add_argument("--next", type=_hour, required=True, metavar="YYYY-MM-DDTHH", help="of the next run, UTC")
    parser.add_argument("--publish", action="store_true", help="by itself, if nothing speaks against it")
    parser.add_argument(
        "--most", type=int, choices=range(MOST_PERCENT + 1), default=5, metavar="PERCENT", help="that may come or go so"
    )


def _hour(text: str) -> "datetime":
    from datetime import UTC, datetime

    try:
        return datetime.strptime(text, "%Y-%m-%dT%H").replace(tzinfo=UTC)
    except ValueError:
        raise argparse.ArgumentTypeError("an hour is written YYYY-MM-DDTHH") from None


def _schedule_change(parser: Parser) -> None:
    _number(parser)
    _schedule(parser)


def _number(parser: Parser) -> None:
    parser.add_argument("number", type=row_number, metavar="NUMBER", help="as schedules list gives it")


def _force(parser: Parser) -> None:
    parser.add_argument("--force", action="store_true", help="publish it even when much of the directory would go")
    add_json(parser)


def _rollback(parser: Parser) -> None:
    parser.add_argument("snapshots", type=row_number, nargs="+", metavar="SNAPSHOT")
    _force(parser)


def _decide(parser: Parser) -> None:
    told = "the pair's number, as matches gives it; or SOURCE:ID, a statement that has joined a listing (why --json)"
    parser.add_argument("id", type=pair_or_statement, metavar="ID", help=told)
    parser.add_argument("answer", choices=("same", "different"))
    parser.add_argument("--why", metavar="TEXT", default="", help="kept with the decision")
    _force(parser)


def _why(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID")
    add_json(parser)


def _search(parser: Parser) -> None:
    from directory.search.filters import FILTERS
    from directory.search.query import ORDERS

    parser.add_argument("--near", required=True, metavar="PLACE", help="a ZIP code, City, ST or latitude,longitude")
    parser.add_argument("--within", metavar="MILES")
    for each in FILTERS:
        parser.add_argument(f"--{each.parameter}", help=" | ".join(getattr(each, "options", ())) or "any part of it")
    parser.add_argument("--sort", metavar="ORDER", help=" | ".join(ORDERS))
    parser.add_argument("--page", metavar="N")
    add_json(parser)


def _coverage(parser: Parser) -> None:
    from directory.core.programs import CAUSES, CONDITIONS, FUNDED, PROGRAMS, WORKERS
    from directory.core.taxonomy import KINDS

    parser.add_argument("--program", choices=PROGRAMS, required=True)
    parser.add_argument("--state", metavar="XX", type=str.upper, help="where the patient lives")
    parser.add_argument("--condition", choices=tuple(CONDITIONS))
    parser.add_argument("--workers", choices=tuple(WORKERS), help="of an employer's plan: 50 or fewer, or more")
    parser.add_argument("--funded", choices=tuple(FUNDED), help="of an employer's plan: who pays its bills")
    parser.add_argument("--weeks", metavar="N", help="how long the pain has lasted: weeks, or such as '6 months'")
    parser.add_argument("--cause", choices=tuple(CAUSES))
    parser.add_argument("--kind", choices=tuple(KINDS), help="who would treat")
    parser.add_argument("--visits-used", metavar="N", help="acupuncture visits in the past 12 months")
    parser.add_argument("--better", choices=("yes", "no"), help="whether they have helped")
    add_json(parser)


def _email(parser: Parser) -> None:
    parser.add_argument("email", metavar="EMAIL")


def _user_add(parser: Parser) -> None:
    from directory.accounts.people import ROLES

    parser.add_argument("--role", choices=tuple(ROLES), required=True)
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--state", metavar="XX", default="", help="of an editor: the state whose listings they keep")
    limit.add_argument("--roster", action="store_true", help="of an editor: they keep those on a society's list")
    limit.add_argument("--society", type=_society, metavar="NAME", help="of an editor: whose list, where it has a name")
    somebody = "of a physician or staff: somebody who works in the practice already"
    parser.add_argument("--practice", metavar="EMAIL", default="", help=somebody)
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


def _office_move(parser: Parser) -> None:
    where = "postgresql://USER@HOST/DATABASE, an empty database and no password; or sqlite, for office.db"
    parser.add_argument("--to", required=True, metavar="WHERE", help=where)


def _audit_show(parser: Parser) -> None:
    parser.add_argument("--last", type=row_number, default=50, metavar="N")
    add_json(parser)


def _tiles(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help="a .pmtiles file; else the one that MAP_TILES names")
    add_json(parser)


def _release(parser: Parser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="a new folder, or an empty one")
    parser.add_argument("--since", metavar="FOLDER", help="the release before: what changed is written, too")


def _review_sheet(parser: Parser) -> None:
    parser.add_argument("text", metavar="TEXT", help="its name, as review list gives it")
    parser.add_argument("file", metavar="FILE", help="what to write, .docx or .pdf")


def _review_record(parser: Parser) -> None:
    parser.add_argument("text", metavar="TEXT", help="its name, as review list gives it")
    parser.add_argument("--version", required=True, metavar="VERSION", help="the version on the reviewer's sheet")
    parser.add_argument("--name", required=True, help="who reviewed it")
    parser.add_argument("--role", required=True, help="such as “family physician”")
    parser.add_argument("--license", required=True, help="number and state")
    parser.add_argument("--on", required=True, type=_day, metavar="YYYY-MM-DD", help="the day of the review")


ARGUMENTS: dict[str, Callable[[Parser], None]] = {  # by the command's words; one without has none
    "serve": running.serve,
    "import": _import,
    "fetch": _fetch,
    "sources": add_json,
    "imports": add_json,
    "status": add_json,
    "doctor": add_json,
    "schedules list": add_json,
    "schedules add": _schedule,
    "schedules change": _schedule_change,
    "schedules stop": _number,
    "schedules start": _number,
    "schedules run": _number,
    "rollback": _rollback,
    "matches": add_json,
    "decide": _decide,
    "why": _why,
    "publish": running.publish,
    "follow": running.follow,
    "search": _search,
    "coverage": _coverage,
    "rules check": add_json,
    "review list": add_json,
    "release": _release,
    "review sheet": _review_sheet,
    "review record": _review_record,
    "user add": _user_add,
    "user reset": _email,
    "user disable": _user_disable,
    "user enable": _user_enable,
    "user list": add_json,
    "audit verify": _audit_verify,
    "audit show": _audit_show,
    "office move": _office_move,
    "tiles": _tiles,
    "backup": running.backup,
    "restore": running.restore,
}
