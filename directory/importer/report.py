"""What an import did, for an admin: in lines, and as files in the data folder."""

import csv
import shlex
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from directory.importer import preview
from directory.importer.mending import MAX_KEPT, Table, escape_formula
from directory.resolve.owners import TOO_MANY
from directory.store.imports.database import Imports
from directory.store.imports.decisions import waiting
from directory.store.imports.geocodes import answers

TOLD = 5  # problems told on the terminal; the report has them all
NO_TABLE = "is no table: what is wrong in it can only be mended by whoever publishes it"
TOO_LARGE = f"has over {MAX_KEPT >> 20} MB of rows, more than a spreadsheet opens, so they are not written out to mend: mend the file itself, by the row numbers of the report, and import it again"


def write(imports: Imports, snapshot: int, day: str, table: Table, folder: Path) -> dict[str, str]:
    """Writes what is wrong with a snapshot's file: {"report": every problem; "mend": the rows to mend, where there are any, or "too_large"}.

    day: as of which the snapshot is. The name of the rows to mend tells it, so that they count as of the same day when they are imported.
    """
    compact = day.replace("-", "")
    report, mend = folder / f"problems-{snapshot}.csv", folder / f"mend-{snapshot}_{compact}-{compact}.csv"
    for leftover in (report, mend):  # of an import that was stopped and had this number
        leftover.unlink(missing_ok=True)
    problems = imports.problems(snapshot)
    if not (first := next(problems, None)):
        return {}
    said = (
        (row, field, escape_formula(value), reason, "yes" if refused else "no")
        for row, field, value, reason, refused in chain([first], problems)
    )
    _write(report, ("row", "field", "value", "reason", "row refused"), said)
    written = table.write(mend, imports.problems(snapshot))
    return {"report": str(report)} | (
        {"mend": str(mend)} if written else {"too_large": True} if table.too_large() else {}
    )


def write_without_point(imports: Imports, folder: Path) -> dict[str, str]:
    """Writes which addresses have been asked for and have no point of their own, and why: {"report": the file}, where there are any.

    A point far from its ZIP code is among them: the listing is at the center of its ZIP code until the address is put right.
    """
    path = folder / "addresses-without-a-point.csv"
    rows = [
        (escape_formula(address), each.reason, each.geocoder)
        for address, each in answers(imports.connection).items()
        if each.latitude is None
    ]
    if not rows:
        path.unlink(missing_ok=True)
        return {}
    _write(path, ("address", "reason", "service"), sorted(rows))
    return {"report": str(path)}


def in_doubt(imports: Imports) -> dict:
    """What waits for an admin after a publish: {"waiting": how many pairs, "not_compared": whom there are too many of, a line each}."""
    pairs = waiting(imports.connection)
    return {
        "waiting": len(pairs),
        "not_compared": [
            f"{pair['one']} and {pair['other']}: {pair['reason']}" for pair in pairs if TOO_MANY in pair["reason"]
        ],
    }


def _write(path: Path, header: tuple, rows: Iterable[tuple]) -> None:
    """A CSV file for a spreadsheet."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(chain([header], rows))


def files_of(told: dict) -> list[dict]:
    """The report of each file that was imported."""
    return told.get("files", [told]) + told.get("companions", [])


def problems_in_words(told: dict, first: Iterable[tuple]) -> Iterator[str]:
    """The first problems, where all of them are written, and what to do about them, a line each."""
    for row, field, value, reason, refused in first:
        yield (
            f"  row {row}, {field}: {reason}" + (f" ({value})" if value else "") + (" – row refused" if refused else "")
        )
    for each in files_of(told):
        if "report" in each:
            yield f"All problems of {each['file']}: {each['report']}"
        if "mend" in each:
            yield f"Its rows to mend: {each['mend']}. Mend their cells, save the file as CSV, then: python3 run.py {shlex.join(each['then'])}"
        elif each.get("no_table"):
            yield f"{each['file']} {NO_TABLE}."
        elif each.get("too_large"):
            yield f"{each['file']} {TOO_LARGE}."


def in_words(told: dict, dry_run: bool) -> str:
    """What an import did, in lines."""
    passed = told["passed_over"]
    return "\n".join(
        (
            f"{told['rows_read']:,} rows read: {told['listings']:,} listings, {passed['other_taxonomy']:,} without acupuncture, "
            f"{passed['deactivated']:,} deactivated, {passed['repeated']:,} repeated, {told['refused']:,} refused.",
            *(
                f"{each['file']} was imported before, as snapshot {each['snapshot']}, and is skipped."
                for each in files_of(told)
                if each.get("skipped")
            ),
            *(
                f"{each['file']}: {each['rows_read']:,} rows read, {each['listings']:,} listings added to."
                for each in told.get("companions", ())
            ),
            f"{told['new']:,} new, {told['changed']:,} changed, {told['removed']:,} removed, {told['unchanged']:,} unchanged.",
            *preview.in_words(told.get("changes", {})),
            *_geocoding_in_words(told.get("geocoded")),
            *told.get("not_compared", ()),
            *(
                [
                    f"Statements that may be about one practitioner, for you to decide: {told['waiting']:,}. See: python3 run.py matches"
                ]
                if told.get("waiting")
                else ()
            ),
            "Nothing was changed: this was a dry run."
            if dry_run
            else f"Snapshot {told['snapshot']}, "
            + ("published." if told["published"] else "not published: python3 run.py publish does that."),
        )
    )


def _geocoding_in_words(told: dict | None) -> list[str]:
    if not told:
        return []
    stopped = f" The service was asked no more: {told['stopped']}" if told["stopped"] else ""
    summary = f"{told['asked']:,} addresses asked for, {told['placed']:,} placed, {told['given_up']:,} without an answer.{stopped}"
    written = [f"All addresses without a point: {told['report']}"] if "report" in told else []
    return [summary, *(f"  not believed: {reason}" for reason in told["far"][:TOLD]), *written]


def snapshots_in_words(snapshots: list[dict]) -> Iterator[str]:
    """A table of snapshots, as `snapshots` gives them: two lines for each, none longer than 100 characters but for a file's long name."""
    if snapshots:
        yield f"{'':>5}  {'source':<17}  {'as of':<10}  {'rows read':>12}  {'listings':>9}  {'problems':>9}  {'seconds':>7}"
    for each in snapshots:
        counted = (
            f"{each['rows_read']:>12,}  {each['listings']:>9,}  {each['problems']:>9,}  {each.get('seconds', ''):>7}"
        )
        yield f"{each['snapshot']:>5}  {each['source']:<17}  {each['as_of']}  {counted}"
        state = " · rolled back" if each["withdrawn"] else ""
        yield f"{'':>7}{each['file']} · SHA-256 {each['sha256'][:16]}…{state}"
