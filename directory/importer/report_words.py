"""What an import did, in lines for an admin."""

import shlex
from collections.abc import Iterable, Iterator, Sequence

from msgspec import UNSET

from directory.importer import preview
from directory.importer.mending import MAX_KEPT
from directory.importer.record import printable
from directory.importer.report import Geocoded, PassedOver, Report, ReportedSnapshot
from directory.store.imports.database import Problem
from directory.store.listings.held_back import held_back_in_words

PROBLEMS_SHOWN = 5  # on the terminal; the report has them all
NO_TABLE = "is no table: what is wrong in it can only be mended by whoever publishes it"
TOO_LARGE = (
    f"has over {MAX_KEPT >> 20} MB of rows, more than a spreadsheet opens, so they are not written out to mend: "
    "mend the file itself, by the row numbers of the report, and import it again"
)


def problems_in_words(report: Report, first: Iterable[Problem]) -> Iterator[str]:
    """The first problems, where all of them are written, and what to do about them, a line each."""
    for row, field, value, reason, refused in first:
        shown = f" ({printable(' '.join(value.split()))})" if value else ""
        yield f"  row {row}, {field}: {reason}{shown}" + (" – row refused" if refused else "")
    for file in report.of_each_file():
        if file.report:
            yield f"All problems of {file.file}: {file.report}"
        if file.mend:
            command = f"python3 run.py {shlex.join(file.then or ())}"
            yield f"Its rows to mend: {file.mend}. Mend their cells, save the file as CSV, then: {command}"
        elif file.no_table:
            yield f"{file.file} {NO_TABLE}."
        elif file.too_large:
            yield f"{file.file} {TOO_LARGE}."


def in_words(report: Report, dry_run: bool) -> str:
    """What an import did, in lines."""
    lines = [
        _rows_in_words(report),
        *_files_in_words(report),
        f"{report.new:,} new, {report.changed:,} changed, {report.removed:,} removed, {report.unchanged:,} unchanged.",
        *_on_listings_in_words(report),
        *preview.in_words(report.changes or {}),
        *_geocoding_in_words(report.geocoded or None),
        *(report.not_compared or ()),
        *_waiting_in_words(report.waiting or 0),
        *held_back_in_words(report.held_back or ()),
        "Nothing was changed: this was a dry run." if dry_run else _snapshot_in_words(report),
    ]
    return "\n".join(lines)


def _rows_in_words(report: Report) -> str:
    passed_over = report.passed_over or PassedOver()
    return (
        f"{report.rows_read:,} rows read: {report.listings:,} listings, "
        f"{passed_over.other_taxonomy:,} without acupuncture, {passed_over.deactivated:,} deactivated, "
        f"{passed_over.repeated:,} repeated, {report.refused:,} refused."
    )


def _files_in_words(report: Report) -> Iterator[str]:
    for file in report.of_each_file():
        if file.skipped:
            yield f"{file.file} was imported before, as import {file.snapshot}, and is skipped."
        yield from file.notes or ()
    for file in report.companions or ():
        yield f"{file.file}: {file.rows_read:,} rows read, {file.listings:,} listings added to."


def _geocoding_in_words(geocoded: Geocoded | None) -> Iterator[str]:
    if not geocoded:
        return
    stopped = f" The service was asked no more: {geocoded.stopped}" if geocoded.stopped else ""
    asked = f"{geocoded.asked:,} addresses asked for, {geocoded.placed:,} placed"
    yield f"{asked}, {geocoded.given_up:,} without an answer.{stopped}"
    yield from (f"  not believed: {reason}" for reason in geocoded.far[:PROBLEMS_SHOWN])
    if geocoded.report:
        yield f"All addresses without a point: {geocoded.report}"


def _on_listings_in_words(report: Report) -> Iterator[str]:
    if report.on_listings:
        yield f"{report.on_listings:,} listings have a statement of {report.source}: it lists nobody by itself."


def _waiting_in_words(pairs: int) -> Iterator[str]:
    if pairs:
        yield (
            f"Statements that may be about one practitioner, for you to decide: {pairs:,}. See: python3 run.py matches"
        )


def _snapshot_in_words(report: Report) -> str:
    then = "" if report.refusal else ": python3 run.py publish does that"
    published = "published" if report.published else f"not published{then}"
    return f"Import {report.snapshot}, {published}."


def snapshots_in_words(snapshots: Sequence[ReportedSnapshot]) -> Iterator[str]:
    """A table of snapshots, two lines for each, none longer than 100 characters but for a file's long name."""
    if snapshots:
        numbers = f"{'rows read':>12}  {'listings':>9}  {'problems':>9}  {'seconds':>7}"
        yield f"{'':>5}  {'source':<19}  {'as of':<10}  {numbers}"
    for row, report, published in snapshots:
        seconds = "" if report.seconds is UNSET else report.seconds
        numbers = f"{report.rows_read:>12,}  {report.listings:>9,}  {report.problems:>9,}  {seconds:>7}"
        yield f"{row['id']:>5}  {row['source']:<19}  {row['as_of']}  {numbers}"
        state = " · rolled back" if row["withdrawn"] else "" if published else " · not published"
        yield f"{'':>7}{row['file']} · SHA-256 {row['sha256'][:16]}…{state}"
