"""What each command does. Standard output holds the answer, standard error the rest; each returns its exit code."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from itertools import chain, islice
from pathlib import Path

from directory.cli.fetching import all_at_hand
from directory.cli.progress import Progress
from directory.cli.proposing import see_to_the_map
from directory.core import phones
from directory.core.gazetteer import Gazetteer
from directory.core.taxonomy import KINDS
from directory.geocoding import locate
from directory.importer import preview, run
from directory.importer import report as telling
from directory.importer.sources import SOURCES, TOGETHER
from directory.publish.build import publish as build
from directory.search import find, query
from directory.settings import ROOT, Settings
from directory.store.imports.database import Imports
from directory.store.imports.decisions import decide as keep_decision
from directory.store.imports.decisions import statements_of, waiting
from directory.store.listings.reader import Current, NoDirectory
from directory.store.office.database import Office
from directory.store.reference.files import gazetteer

DONE, DONE_WITH_REFUSALS, NOT_DONE = 0, 1, 2
SAMPLE = ROOT / "data" / "samples" / "directory.ndjson"


class Failure(Exception):
    """What the command could not do and what to do about it, in one line."""


def serve(options: Namespace, settings: Settings) -> int:
    """Serves the site, with the sample directory where nothing was ever imported."""
    from directory.cli import server

    if problem := server.trouble(options.host, options.port):
        raise Failure(problem)
    if settings.office_db.exists():
        Office(
            settings.office_db, settings.key_file, settings.key
        ).connection.close()  # nothing is served where the key is not right
    try:
        Current(settings.directory_db).get()
    except NoDirectory:
        _first_directory(settings)
    about = Current(settings.directory_db).get().about
    made_up = ", all of them made up" if about["made_up"] else ""
    tell(
        f"The directory is at http://{options.host}:{options.port}/ ({about['listings']:,} listings{made_up}). Stop it with Ctrl+C."
    )
    server.serve(options.host, options.port, options.workers)
    return DONE


def _first_directory(settings: Settings) -> None:
    places = gazetteer()
    with Imports(settings.imports_db) as opened:
        if not opened.snapshots():
            tell("Loading the sample directory.")
            with opened.transaction():
                run.import_files(opened, "sample", [SAMPLE], places)
        build(opened, settings.directory_db, places)


def import_files(options: Namespace, settings: Settings) -> int:
    """Imports files, or what is fetched from https addresses, all of them or none, and publishes."""
    see_to_the_map(options, settings)
    if options.payer and options.source not in TOGETHER:
        raise Failure(f"--payer names the insurer whose files these are: it goes with {' and '.join(TOGETHER)} only.")
    if options.state and options.source != "licences":
        raise Failure("--state names the state whose list it is: it goes with licences only.")
    service = _geocoder(settings)
    places = gazetteer()
    with ExitStack() as fetches, Imports(settings.imports_db) as opened:
        _agree_to_lose_the_sample(opened, options)
        options.files = [
            path for file in options.files for path in all_at_hand(file, options.source, fetches, settings)
        ]
        report, problems = _import(opened, options, places, settings)
        leans = SOURCES[options.source].leans_on_nppes and not opened.newest("nppes")
        report["published"] = not (options.dry_run or options.hold)
        if report["published"]:
            if service:
                report["geocoded"] = locate.ask(opened, service, places) | telling.write_without_point(
                    opened, settings.data
                )
            build(opened, settings.directory_db, places)
            report |= telling.in_doubt(opened)
    _tell_import(report, problems, options)
    if leans:
        tell(
            f"NPPES is not imported here yet, and {options.source} adds to those whom it lists: import nppes, then this again."
        )
    return DONE_WITH_REFUSALS if report["refused"] else DONE


def _geocoder(settings: Settings) -> object | None:
    """The geocoding service that the settings name, None where they name none."""
    if not settings.geocoder:
        return None
    from directory.geocoding.services import configured

    return configured(settings.geocoder, settings.geocoder_settings)


def _agree_to_lose_the_sample(opened: Imports, options: Namespace) -> None:
    if options.dry_run or not opened.made_up() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    tell("The sample directory, whose listings are made up, will be taken out: it is never shown beside real listings.")
    print("Go on? [Y/n] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("", "y", "yes"):
        raise Failure("Nothing was imported.")


def _import(
    opened: Imports, options: Namespace, places: Gazetteer, settings: Settings
) -> tuple[run.Report, list[tuple]]:
    """The report of an import, and the first of its problems."""
    progress = Progress()
    how = run.ImportOptions(
        whole=options.whole,
        as_of=options.as_of,
        state=options.state or "",
        map_file=options.map and Path(options.map),
        payer=options.payer or "",
        report_folder=None if options.dry_run else settings.data,
        progress=progress,
    )
    try:
        with opened.transaction(keep=not options.dry_run):
            report = run.import_files(opened, options.source, options.files, places, how)
            if options.dry_run:
                report["changes"] = preview.changes(opened, options.source, telling.PROBLEMS_SHOWN)
            report["reports"] = [each["report"] for each in telling.files_of(report) if "report" in each]
            problems = chain.from_iterable(opened.problems(each["snapshot"]) for each in telling.files_of(report))
            return report, list(islice(problems, telling.PROBLEMS_SHOWN))
    finally:
        progress.clear()


def _tell_import(report: dict, problems: list[tuple], options: Namespace) -> None:
    if report["sample_taken_out"] and not options.dry_run:
        tell("The sample directory was taken out.")
    for line in telling.problems_in_words(report, problems):
        tell(line)
    if options.json:
        print(json.dumps(report))
    else:
        print(telling.in_words(report, options.dry_run))


def imports(options: Namespace, settings: Settings) -> int:
    """Lists the snapshots, newest first."""
    rows = []
    if settings.imports_db.exists():
        with Imports(settings.imports_db) as opened:
            rows = [_snapshot(row) for row in opened.snapshots()]
    if options.json:
        print(json.dumps(rows))
        return DONE
    if not rows:
        tell("Nothing was imported here yet.")
    for line in telling.snapshots_in_words(rows):
        print(line)
    return DONE


def _snapshot(row: dict) -> dict:
    flags = {name: bool(row.pop(name)) for name in ("made_up", "whole", "withdrawn")}
    return {"snapshot": row.pop("id")} | row | flags | json.loads(row.pop("counts"))


def status(options: Namespace, settings: Settings) -> int:
    """Says what the published directory holds, and which of the rules told to patients are due to be looked at again."""
    from directory.coverage import rules  # they take a sixth of a second to load, and no other command needs them
    from directory.store.reference.rulebook import rulebook

    late = rules.overdue(rulebook().statements, date.today().isoformat())
    about = Current(settings.directory_db).get().about | {"overdue": [each._asdict() for each in late]}
    if options.json:
        print(json.dumps(about))
        return DONE
    print(f"{about['listings']:,} listings at {about['locations']:,} locations, published {about['published_at']}")
    for kind, count in about["by_kind"].items():
        print(f"  {count:>7,}  {KINDS[kind]}")
    for source in about["sources"]:
        print(f"  {source['source']}: {source['listings']:,} listings as of {source['as_of']}")
    for each in late:
        print(f"  past its review date of {each.review_by}: {each.what} (data/reference/)")
    return DONE


def rollback(options: Namespace, settings: Settings) -> int:
    """Takes a snapshot out and publishes what stands without it."""
    if not settings.imports_db.exists():
        raise Failure("Nothing was imported here, so there is nothing to take out.")
    with Imports(settings.imports_db) as opened:
        with opened.transaction():
            if not opened.withdraw(options.snapshot):
                raise Failure(f"There is no snapshot {options.snapshot} to take out. See: python3 run.py imports")
        count = build(opened, settings.directory_db, gazetteer(), force=True)
        made_up = " of the sample, all of them made up" if opened.made_up() else ""
    print(f"Snapshot {options.snapshot} is out. The directory has {count:,} listings{made_up}.")
    return DONE


def publish(options: Namespace, settings: Settings) -> int:
    """Builds directory.db again from all that was imported."""
    if not settings.imports_db.exists():
        raise Failure("Nothing was imported here. Start with: python3 run.py import nppes FILE")
    with Imports(settings.imports_db) as opened:
        count = build(opened, settings.directory_db, gazetteer(), options.force, anew=options.force)
    print(f"Published {count:,} listings.")
    return DONE


def matches(options: Namespace, settings: Settings) -> int:
    """Lists the pairs of statements of which nobody can tell whether they are about the same practitioner."""
    rows, said = [], {}
    if settings.imports_db.exists():
        with Imports(settings.imports_db) as opened:
            rows = waiting(opened.connection)
            said = statements_of(opened.connection, {row[which] for row in rows for which in ("one", "other")})
    if not options.json:
        tell(
            "Settle each with: python3 run.py decide ID same|different"
            if rows
            else "No two statements wait for a decision."
        )
    tell_rows(rows, options.json, lambda row: "\n".join(preview.pair_in_words(row, said)))
    return DONE


def decide(options: Namespace, settings: Settings) -> int:
    """Keeps an admin's decision on such a pair, and publishes."""
    if not settings.imports_db.exists():
        raise Failure("Nothing was imported here, so there is nothing to decide.")
    with Imports(settings.imports_db) as opened:
        with opened.transaction():
            if not keep_decision(opened.connection, options.id, options.answer == "same"):
                raise Failure(f"There is no pair {options.id} to decide. See: python3 run.py matches")
        build(opened, settings.directory_db, gazetteer(), force=True)
    print(f"Pair {options.id}: {options.answer}. Published.")
    return DONE


def why(options: Namespace, settings: Settings) -> int:
    """Prints each fact of a listing with its source and date, and what lost."""
    listing = Current(settings.directory_db).get().listing(options.id)
    if not listing:
        raise Failure(
            f"There is no listing {options.id} in the directory. An id is an NPI, or the end of the address of the listing’s page; search --json has it too."
        )
    for line in preview.facts_in_words(listing):
        print(line)
    return DONE


def search(options: Namespace, settings: Settings) -> int:
    """Finds practitioners."""
    directory = Current(settings.directory_db).get()
    found = find.find(query.read(vars_of_search(options), gazetteer(), directory), directory)
    if options.json:
        print(json.dumps(find.as_json(found), ensure_ascii=False))
    else:
        _tell_results(found, directory.about["made_up"])
    return DONE


def vars_of_search(options: Namespace) -> dict[str, str]:
    """The search parameters among the options."""
    return {name: getattr(options, name) for name in query.PARAMETERS}


def _tell_results(found: find.Results, made_up: bool) -> None:
    if made_up:
        tell("Every listing here is made up: this is the sample directory.")
    place, miles = found.query.place, found.query.miles
    print(
        f"{found.total:,} within {miles:g} miles of {place.center}"
        + (f" (page {found.query.page} of {found.pages})" if found.pages > 1 else "")
    )
    if found.nearest:
        print("The nearest are:")
    for result in found.results or found.nearest:
        print(f"{result.miles:7.1f} mi  {_one_line(result)}")


def _one_line(result: find.Result) -> str:
    name = ", ".join(part for part in (result.listing.name, result.listing.credentials) if part)
    phone = phones.shown(result.location.phone) if result.location.phone else "no phone"
    return f"{name} · {result.location.city}, {result.location.state} · {phone}"


def tell(line: str) -> None:
    """Says something that is not the answer."""
    print(line, file=sys.stderr)


def tell_rows(rows: list[dict], as_json: bool, in_words: Callable[[dict], str]) -> None:
    """Prints an answer of many rows: as one JSON value, or each in a line of words."""
    if as_json:
        print(json.dumps(rows))
    for row in rows if not as_json else ():
        print(in_words(row))
