"""The import of all marketplace insurers of a state, as CMS's registry lists them."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from directory.cli import imports as files
from directory.cli.console import DONE, DONE_WITH_REFUSALS, Failure, tell
from directory.cli.downloading import command_downloads
from directory.cli.imports import ImportCommandOptions
from directory.cli.progress import Progress
from directory.cli.proposing import require_map
from directory.importer import run
from directory.importer.fetching import local_file
from directory.importer.formats.download import DownloadOptions
from directory.importer.formats.web_request import is_loopback
from directory.importer.insurer_files import InsurerReport
from directory.importer.insurers import SOURCE, Fetching, chosen, import_insurer
from directory.importer.report import COMPARED, SUMMED, Report
from directory.importer.sources.qhp.registry import Insurer, RegistryRow, insurers, read_registry
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.published import unpublished
from directory.store.listings.about import about_at
from directory.store.reference.files import gazetteer
from directory.worker import pipeline

SHOWN = 3  # files of an insurer that could not be had, on the terminal; --json has them all
AGAIN = "The same command tries them again, and reads nothing twice."


def import_any(options: ImportCommandOptions, settings: Settings) -> int:
    """Imports files, or the insurers of a registry."""
    if options.registry:
        return import_registry(options, settings)
    require_map(options, settings)
    return files.import_files(options, settings)


def import_registry(options: ImportCommandOptions, settings: Settings) -> int:
    """Imports the insurers of the states, each as it can be had, and publishes once."""
    _check(options)
    with command_downloads(settings) as downloads, Imports(settings.imports_db) as imports:
        rows = read_registry(local_file(options.files[0], downloads))
        everybody = insurers(rows)
        wanted = chosen(everybody, _known_states(options, rows))
        if options.dry_run:
            return _tell_plan(wanted, options)
        files.agree_to_lose_the_sample(imports, options)
        reports = _import_each(imports, wanted, everybody, options, settings)
        summary = _summary(reports, options)
        if not options.hold and unpublished(imports.connection, about_at(settings.directory_db)):
            told = files.publish_imported(imports, pipeline.configured_geocoder(settings), settings)
            summary |= msgspec.to_builtins(told)
        lacks_nppes = not imports.newest("nppes")
    _print(reports, summary, options)
    return _outcome(reports, summary, lacks_nppes)


def _check(options: ImportCommandOptions) -> None:
    if options.source != SOURCE:
        raise Failure(f"--registry is for CMS’s list of marketplace insurers: it goes with {SOURCE} only.")
    if len(options.files) > 1 or options.map or options.plans or options.payer or options.whole is not None:
        others = "only --state, --as-of, --hold and --dry-run go with it."
        raise Failure(f"With --registry CMS’s list, one file, says what is read: {others}")


def _known_states(options: ImportCommandOptions, rows: list[RegistryRow]) -> list[str]:
    """The states that were typed. Raises Failure where none was, or the registry has no insurer of one."""
    issuers = {state: len({row.issuer for row in rows if row.state == state}) for state in {row.state for row in rows}}
    held = ", ".join(f"{state} ({count})" for state, count in sorted(issuers.items()))
    if not options.states:
        raise Failure(
            f"Say whose insurers: --state XX, as often as needed. The list has, with the number of issuers: {held}."
        )
    unknown = [state for state in options.states if state not in issuers]
    if unknown:
        own = "States with a marketplace of their own are not in CMS’s list: ask the marketplace or the insurer."
        raise Failure(f"No insurer of {', '.join(unknown)} is in the list. {own} It has: {held}.")
    return options.states


def _tell_plan(wanted: list[Insurer], options: ImportCommandOptions) -> int:
    """Says what would be asked for."""
    if options.json:
        plan = [{"insurer": each.title, "issuers": sorted(each.issuers), "indexes": each.addresses} for each in wanted]
        print(json.dumps({"source": SOURCE, "dry_run": True, "insurers": plan}))
        return DONE
    for each in wanted:
        print(f"{each.title} ({', '.join(each.states)}): {', '.join(each.addresses) or 'no address given to CMS'}")
    print(f"{len(wanted):,} insurers. Nothing was asked for and nothing changed: this was a dry run.")
    return DONE


def _import_each(
    imports: Imports,
    wanted: list[Insurer],
    everybody: list[Insurer],
    options: ImportCommandOptions,
    settings: Settings,
) -> list[InsurerReport]:
    """One insurer after the other. Raises Failure where somebody stops it: what is done stays."""
    progress, places, reports = Progress(), gazetteer(), list[InsurerReport]()
    public = not (settings.private_networks or is_loopback(options.files[0]))
    downloads = DownloadOptions(settings.data / "downloads", progress.fetching, public=public, packed=True)
    fetching = Fetching(downloads, tell=progress.draw if sys.stderr.isatty() else lambda line: None)
    import_options = run.ImportOptions(as_of=options.as_of, report_folder=settings.data, progress=progress)
    numbers = {number for each in everybody if each.addresses for number in each.issuers}
    try:
        for place, each in enumerate(wanted, 1):
            tell(f"{place} of {len(wanted)}: {each.title}")
            elsewhere = frozenset(numbers - each.issuers.keys())
            reports.append(import_insurer(imports, each, elsewhere, fetching, places, import_options))
            progress.clear()
    except KeyboardInterrupt:
        done = sum(report.status != "not had" for report in reports)
        kept = f"{done:,} of {len(wanted):,} insurers are read, and what is new of them is not published yet"
        raise Failure(f"Stopped: {kept}. The same command goes on from here.") from None
    finally:
        progress.clear()
    return reports


def _summary(reports: list[InsurerReport], options: ImportCommandOptions) -> dict[str, Any]:
    """What became of all, as programs get it."""
    new = [each.report for each in reports if each.status == "imported"]
    counted = {name: sum(getattr(report, name) for report in new) for name in (*SUMMED, *COMPARED)}
    last = max((each.report.snapshot for each in reports if each.report), default=None)
    about = {"source": SOURCE, "snapshot": last, "states": options.states, "published": not options.hold}
    return about | counted | {"insurers": [report.as_json() for report in reports]}


def _print(reports: list[InsurerReport], summary: dict[str, Any], options: ImportCommandOptions) -> None:
    if options.json:
        print(json.dumps(summary))
        return
    for report in reports:
        print("\n".join(_in_words(report)))
    status = Counter(report.status for report in reports)
    print(
        f"{len(reports):,} insurers: {status['imported']:,} imported, {status['unchanged']:,} with nothing new, "
        f"{status['not had']:,} that could not be had. {summary['new']:,} new, {summary['changed']:,} changed, "
        f"{summary['removed']:,} removed.{_published(summary, status['imported'])}"
    )
    if status["not had"] or any(report.missing for report in reports):
        print(AGAIN)


def _published(summary: dict[str, Any], imported: int) -> str:
    if not summary["published"]:
        return " Not published: python3 run.py publish does that."
    return " Published." if imported else ""


def _in_words(report: InsurerReport) -> Iterator[str]:
    """An insurer in lines."""
    counts, name = report.report or Report(), f"{report.insurer.title} ({', '.join(report.insurer.states)})"
    if report.status == "not had":
        yield f"{name}: could not be had."
    elif report.status == "unchanged":
        yield f"{name}: nothing new since import {counts.snapshot}."
    else:
        read = f"{counts.rows_read:,} rows read, {counts.listings:,} listings"
        yield f"{name}: {read}, import {counts.snapshot}."
    for each in report.missing[:SHOWN]:
        yield f"  {': '.join(filter(None, each))}"
    if (more := len(report.missing) - SHOWN) > 0:
        yield f"  and {more:,} more files"
    if report.report and (report.missing or counts.damaged):
        yield "  What could be read only adds and changes: nobody loses a plan by what is missing or damaged."
    if damaged := counts.damaged:
        yield f"  Damaged, and read as far as that goes: {', '.join(damaged[:SHOWN])}"
    if report.status == "imported" and counts.report:
        yield f"  All problems: {counts.report}"


def _outcome(reports: list[InsurerReport], summary: dict[str, Any], lacks_nppes: bool) -> int:
    """The exit code. Raises Failure where the guard refused to publish, or nobody could be had."""
    if "refusal" in summary:
        raise Failure(summary["refusal"]["reason"])
    if all(report.status == "not had" for report in reports):
        raise Failure(f"None of the {len(reports):,} insurers could be had. Nothing was changed. {AGAIN}")
    if lacks_nppes:
        tell(
            f"NPPES is not imported here yet, and {SOURCE} adds to those whom it lists: import nppes, then this again."
        )
    whole = not any(each.missing or (each.report and each.report.damaged) for each in reports)
    return DONE if whole and not summary["refused"] else DONE_WITH_REFUSALS
