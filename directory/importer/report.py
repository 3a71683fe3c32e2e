"""What an import did, for an admin: in lines, and as files in the data folder."""

import csv
import shlex
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TypedDict

from directory.importer import preview
from directory.importer.mending import MAX_KEPT, Table, escape_formula
from directory.importer.record import printable
from directory.resolve.doubts import TOO_MANY
from directory.store.imports.database import Imports
from directory.store.imports.decisions import waiting
from directory.store.imports.geocodes import answers
from directory.store.listings.held_back import held_back_in_words

Report = dict[str, Any]  # what became of a file's rows: the object that import --json prints
ProblemRow = tuple[int, str, str, str, object]  # row number, field, value, reason, whether the row is refused

PROBLEMS_SHOWN = 5  # on the terminal; the report has them all
NO_TABLE = "is no table: what is wrong in it can only be mended by whoever publishes it"
TOO_LARGE = (
    f"has over {MAX_KEPT >> 20} MB of rows, more than a spreadsheet opens, so they are not written out to mend: "
    "mend the file itself, by the row numbers of the report, and import it again"
)


class ReportFiles(TypedDict, total=False):
    """The files about what is wrong in an imported file, none where nothing is wrong.

    report: every problem. mend: the rows to mend, where there are any. too_large: there are more than a spreadsheet
    opens.
    """

    report: str
    mend: str
    too_large: bool


def write(imports: Imports, snapshot: int, day: str, table: Table, folder: Path) -> ReportFiles:
    """Writes what is wrong in a snapshot's file.

    day: as of which the snapshot is. The name of the rows to mend tells it, so that they count as of the same day when
    they are imported.
    """
    compact_day = day.replace("-", "")
    report, mend = folder / f"problems-{snapshot}.csv", folder / f"mend-{snapshot}_{compact_day}-{compact_day}.csv"
    for leftover in (report, mend):  # of an import that was stopped and had this number
        leftover.unlink(missing_ok=True)
    problems = imports.problems(snapshot)
    if not (first := next(problems, None)):
        return {}
    _write_csv(report, ("row", "field", "value", "reason", "row refused"), map(_report_row, chain([first], problems)))
    files = ReportFiles(report=str(report))
    if table.write(mend, imports.problems(snapshot)):
        files["mend"] = str(mend)
    elif table.too_large():
        files["too_large"] = True
    return files


def _report_row(problem: ProblemRow) -> tuple[object, ...]:
    row, field, value, reason, refused = problem
    return row, field, escape_formula(value), reason, "yes" if refused else "no"


def write_without_point(imports: Imports, folder: Path) -> ReportFiles:
    """Writes which addresses a geocoding service was asked for and could not place, and why: none where it placed all.

    A point far from its ZIP code is among them: the listing is at the center of its ZIP code until the address is put
    right.
    """
    path = folder / "addresses-without-a-point.csv"
    rows = [
        (escape_formula(address), answer.reason, answer.geocoder)
        for address, answer in answers(imports.connection).items()
        if answer.latitude is None
    ]
    if not rows:
        path.unlink(missing_ok=True)
        return {}
    _write_csv(path, ("address", "reason", "service"), sorted(rows))
    return {"report": str(path)}


def in_doubt(imports: Imports) -> Report:
    """What waits for an admin's decision after a publish.

    {"waiting": how many pairs of statements, "not_compared": a line for each group too large to be compared}.
    """
    pairs = waiting(imports.connection)
    too_many = [pair for pair in pairs if TOO_MANY in pair["reason"]]
    lines = [f"{pair['one']} and {pair['other']}: {pair['reason']}" for pair in too_many]
    return {"waiting": len(pairs), "not_compared": lines}


def _write_csv(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """A CSV file for a spreadsheet."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(chain([header], rows))


def files_of(report: Report) -> list[Report]:
    """The report of each file that was imported."""
    return [*report.get("files", [report]), *report.get("companions", [])]


def problems_in_words(report: Report, first: Iterable[ProblemRow]) -> Iterator[str]:
    """The first problems, where all of them are written, and what to do about them, a line each."""
    for row, field, value, reason, refused in first:
        shown = f" ({printable(' '.join(value.split()))})" if value else ""
        yield f"  row {row}, {field}: {reason}{shown}" + (" – row refused" if refused else "")
    for file in files_of(report):
        if "report" in file:
            yield f"All problems of {file['file']}: {file['report']}"
        if "mend" in file:
            command = f"python3 run.py {shlex.join(file['then'])}"
            yield f"Its rows to mend: {file['mend']}. Mend their cells, save the file as CSV, then: {command}"
        elif file.get("no_table"):
            yield f"{file['file']} {NO_TABLE}."
        elif file.get("too_large"):
            yield f"{file['file']} {TOO_LARGE}."


def in_words(report: Report, dry_run: bool) -> str:
    """What an import did, in lines."""
    lines = [
        _rows_in_words(report),
        *_files_in_words(report),
        f"{report['new']:,} new, {report['changed']:,} changed, {report['removed']:,} removed, "
        f"{report['unchanged']:,} unchanged.",
        *_on_listings_in_words(report),
        *preview.in_words(report.get("changes", {})),
        *_geocoding_in_words(report.get("geocoded")),
        *report.get("not_compared", ()),
        *_waiting_in_words(report.get("waiting", 0)),
        *held_back_in_words(report.get("held_back", ())),
        "Nothing was changed: this was a dry run." if dry_run else _snapshot_in_words(report),
    ]
    return "\n".join(lines)


def _rows_in_words(report: Report) -> str:
    passed_over = report["passed_over"]
    return (
        f"{report['rows_read']:,} rows read: {report['listings']:,} listings, "
        f"{passed_over['other_taxonomy']:,} without acupuncture, {passed_over['deactivated']:,} deactivated, "
        f"{passed_over['repeated']:,} repeated, {report['refused']:,} refused."
    )


def _files_in_words(report: Report) -> Iterator[str]:
    for file in files_of(report):
        if file.get("skipped"):
            yield f"{file['file']} was imported before, as snapshot {file['snapshot']}, and is skipped."
        yield from file.get("notes", ())
    for file in report.get("companions", ()):
        yield f"{file['file']}: {file['rows_read']:,} rows read, {file['listings']:,} listings added to."


def _geocoding_in_words(geocoded: dict[str, Any] | None) -> Iterator[str]:
    if not geocoded:
        return
    stopped = f" The service was asked no more: {geocoded['stopped']}" if geocoded["stopped"] else ""
    yield (
        f"{geocoded['asked']:,} addresses asked for, {geocoded['placed']:,} placed, "
        f"{geocoded['given_up']:,} without an answer.{stopped}"
    )
    yield from (f"  not believed: {reason}" for reason in geocoded["far"][:PROBLEMS_SHOWN])
    if "report" in geocoded:
        yield f"All addresses without a point: {geocoded['report']}"


def _on_listings_in_words(report: Report) -> Iterator[str]:
    if on_listings := report.get("on_listings"):
        yield f"{on_listings:,} listings have a statement of {report['source']}: it lists nobody by itself."


def _waiting_in_words(pairs: int) -> Iterator[str]:
    if pairs:
        yield (
            f"Statements that may be about one practitioner, for you to decide: {pairs:,}. See: python3 run.py matches"
        )


def _snapshot_in_words(report: Report) -> str:
    then = "" if "refusal" in report else ": python3 run.py publish does that"
    published = "published" if report["published"] else f"not published{then}"
    return f"Snapshot {report['snapshot']}, {published}."


def snapshots_in_words(snapshots: list[Report]) -> Iterator[str]:
    """A table of snapshots, two lines for each, none longer than 100 characters but for a file's long name.

    snapshots: the objects that imports --json prints.
    """
    if snapshots:
        numbers = f"{'rows read':>12}  {'listings':>9}  {'problems':>9}  {'seconds':>7}"
        yield f"{'':>5}  {'source':<19}  {'as of':<10}  {numbers}"
    for row in snapshots:
        numbers = f"{row['rows_read']:>12,}  {row['listings']:>9,}  {row['problems']:>9,}  {row.get('seconds', ''):>7}"
        yield f"{row['snapshot']:>5}  {row['source']:<19}  {row['as_of']}  {numbers}"
        state = " · rolled back" if row["withdrawn"] else "" if row["published"] else " · not published"
        yield f"{'':>7}{row['file']} · SHA-256 {row['sha256'][:16]}…{state}"
