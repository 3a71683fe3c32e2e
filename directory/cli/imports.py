"""The commands that import files and list what was imported."""

import json
import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol

from msgspec.structs import replace

from directory.cli.console import DONE, DONE_WITH_REFUSALS, Failure, tell
from directory.cli.downloading import command_downloads
from directory.cli.progress import Progress
from directory.cli.proposing import TableOptions
from directory.cli.publishing import refusal
from directory.core.sources import BY_NAME, ROSTER, STATE_LISTS, stated_by
from directory.importer import preview
from directory.importer.fetching import Downloads
from directory.importer.report import Report
from directory.importer.report_words import PROBLEMS_SHOWN, in_words, problems_in_words
from directory.importer.sources import SOURCES, TOGETHER
from directory.publish.guard import TooManyLost
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.listings.about import about_at
from directory.store.listings.gaps import POINTS
from directory.worker import pipeline

if TYPE_CHECKING:  # loading all of geopy's services takes a tenth of a second, and most directories ask none
    from directory.geocoding.services import GeocodingService


class ImportCommandOptions(TableOptions, Protocol):
    """What can be typed after `import`; main.py says what each means. whole: None without --full and --update."""

    files: list[str]
    whole: bool | None
    dry_run: bool
    hold: bool
    states: list[str] | None
    registry: bool
    payer: str | None
    society: str | None
    plans: list[str] | None


def import_files(options: ImportCommandOptions, settings: Settings) -> int:
    """Imports files, or what is fetched from https addresses, all of them or none, and publishes."""
    _check_source_options(options)
    geocoder = pipeline.configured_geocoder(settings)
    with command_downloads(settings) as downloads, Imports(settings.imports_db) as imports:
        agree_to_lose_the_sample(imports, options)
        report, problems = _import(imports, options, downloads, settings)
        lacks_nppes = SOURCES[options.source].leans_on_nppes and not imports.newest("nppes")
        report = replace(report, published=not (options.dry_run or options.hold))
        if report.published:
            report = replace(report, **publish_imported(imports, geocoder, settings))
            report = _with_listings(report, options.source, settings)
    _print_report(report, problems, options)
    if report.refusal:
        raise Failure(report.refusal["reason"])
    if lacks_nppes:
        adds = f"{options.source} adds to those whom it lists: import nppes, then this again."
        tell(f"NPPES is not imported here yet, and {adds}")
    return DONE_WITH_REFUSALS if report.refused else DONE


def _check_source_options(options: ImportCommandOptions) -> None:
    if options.payer and options.source not in TOGETHER:
        raise Failure(f"--payer names the insurer whose files these are: it goes with {' and '.join(TOGETHER)} only.")
    if options.society and options.source != ROSTER:
        raise Failure(f"--society names whose members a list has: it goes with {ROSTER} only.")
    if options.plans and options.source != "tic":
        raise Failure("--plans chooses plans from a table of contents: it goes with tic only.")
    if options.states and options.source != STATE_LISTS:
        raise Failure(f"--state names the state whose list it is: it goes with {STATE_LISTS} or --registry only.")
    if len(options.states or []) > 1:
        raise Failure("A list is one state’s: give one --state, and import each list by itself.")


def agree_to_lose_the_sample(imports: Imports, options: ImportCommandOptions) -> None:
    """Asks on a terminal before a real import takes the sample's place. Raises Failure where the answer is no."""
    if options.dry_run or not imports.made_up() or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    tell("The sample directory, whose listings are made up, will be taken out: it is never shown beside real listings.")
    print("Go on? [Y/n] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("", "y", "yes"):
        raise Failure("Nothing was imported.")


def _import(
    imports: Imports, options: ImportCommandOptions, downloads: Downloads, settings: Settings
) -> tuple[Report, list[tuple[Any, ...]]]:
    """The report of an import, and the first of its problems as Imports.problems gives them."""
    progress = Progress()
    files = pipeline.gather(options, downloads)
    try:
        with imports.transaction(keep=not options.dry_run):
            report_folder = None if options.dry_run else settings.data
            report = pipeline.read_files(imports, options, files, downloads, report_folder, progress)
            if options.dry_run:
                report = replace(report, changes=preview.changes(imports, report.source, PROBLEMS_SHOWN))
            file_reports = report.of_each_file()
            problems = chain.from_iterable(imports.problems(each.snapshot) for each in file_reports)
            written = [each.report for each in file_reports if each.report]
            return replace(report, reports=written), list(islice(problems, PROBLEMS_SHOWN))
    finally:
        progress.clear()


def publish_imported(imports: Imports, geocoder: "GeocodingService | None", settings: Settings) -> dict[str, Any]:
    """Asks where new addresses are, and publishes if the guard lets it; the fields of the report that tell of both."""
    summary = pipeline.ask_for_points(imports, geocoder, settings)
    try:
        with imports.transaction():
            pipeline.publish(imports, settings)
    except TooManyLost as lost:
        return summary | {"published": False, "refusal": refusal(lost)}
    return summary | pipeline.about_published(imports, settings)


def _with_listings(report: Report, source: str, settings: Settings) -> Report:
    """The report with how many listings have a statement of a source that lists nobody itself."""
    if report.refusal or "kind" in BY_NAME[stated_by(source)].states:
        return report
    shown = {each["source"]: each["listings"] for each in about_at(settings.directory_db)["sources"]}
    return replace(report, on_listings=shown.get(source, 0))


def _print_report(report: Report, problems: list[tuple[Any, ...]], options: ImportCommandOptions) -> None:
    if report.sample_taken_out and not options.dry_run:
        tell("The sample directory was taken out.")
    refused = bool(report.refusal)  # then standard error is for the one line that says why
    for line in () if refused and options.json else problems_in_words(report, problems):
        print(line, file=sys.stdout if refused else sys.stderr)
    print(json.dumps(report.as_json()) if options.json else in_words(report, options.dry_run))
    lacking = [] if options.json else report.cannot_answer or []
    told = lacking[:1] + [gap for gap in lacking[1:] if gap["what"] == POINTS]
    for gap in told:
        tell(f"{gap['line']}.{' More: python3 run.py status' if gap is told[-1] else ''}")
