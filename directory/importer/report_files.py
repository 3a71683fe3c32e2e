"""The files about what is wrong in an import, in the data folder."""

import csv
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TypedDict

from directory.core.spreadsheets import escape_formula
from directory.importer.mending import Table
from directory.store.imports.database import Imports, Problem
from directory.store.imports.geocodes import answers


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


def _report_row(problem: Problem) -> tuple[object, ...]:
    row, field, value, reason, refused = problem
    return row, field, escape_formula(value), reason, "yes" if refused else "no"


def write_without_point(imports: Imports, folder: Path) -> str | None:
    """Writes which addresses a geocoding service was asked for and could not place, and why; the file's path, None
    where it placed all.

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
        return None
    _write_csv(path, ("address", "reason", "service"), sorted(rows))
    return str(path)


def _write_csv(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """A CSV file for a spreadsheet."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(chain([header], rows))
