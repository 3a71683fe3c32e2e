"""The import of files, from opening them to what they changed. Read _import_file from top to bottom: it is the pipeline."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from directory.core import npi
from directory.core.gazetteer import Gazetteer
from directory.core.gc_pause import garbage_collection_paused
from directory.core.practitioner import Listing
from directory.core.sources import BY_NAME
from directory.geocoding import locate
from directory.importer import normalise, report
from directory.importer.formats.archive import Opened, members
from directory.importer.formats.file_set import FileSet
from directory.importer.record import FileRefused, Gone, Problem, RawListing, Reading, Tally
from directory.importer.sources import SOURCES
from directory.store.imports import changes
from directory.store.imports.database import Imports

COUNTED = ("rows_read", "listings", "problems", "refused")
WAITING = 1000  # problems kept in memory before they are written
MOST_PROBLEMS = 1 << 20  # in one file: as many as a spreadsheet has rows, so that the report can be opened


@dataclass
class Import:
    """One import under way."""

    imports: Imports
    gazetteer: Gazetteer
    reading: Reading
    snapshot: int
    newest: str = ""  # the newest date in the listings read
    problem_count: int = 0
    waiting: list[Problem] = field(default_factory=list)

    def records(self, items: Iterable[Listing | RawListing | Gone | Problem]) -> Iterator[tuple[str, Listing | None]]:
        """What to write down for each item a source gives: (id, listing), or (id, None) for one who is gone."""
        for item in items:
            if isinstance(item, Problem):
                self.note(item)
            elif isinstance(item, Gone):
                yield item.id, None
            else:
                yield from self.record(item)

    def record(self, item: Listing | RawListing) -> Iterator[tuple[str, Listing | None]]:
        """The same for one listing; a row refused takes older listings of its NPI with it."""
        listing, problems = (item, []) if isinstance(item, Listing) else normalise.listing(item)
        if listing and isinstance(item, RawListing) and item.locations:
            problems += _not_placed(item.row, listing, self.gazetteer)
        for problem in problems:
            self.note(problem)
        if listing:
            self.newest = max(self.newest, listing.updated_on or "", listing.confirmed_on or "")
            yield listing.id, listing
        elif item.key or npi.is_valid(item.npi):
            yield item.key or item.npi, None

    def note(self, problem: Problem) -> None:
        """Keeps a problem for the report. Raises FileRefused where there are so many that the file is something else."""
        self.reading.tally.refused += problem.refused
        self.problem_count += 1
        if self.problem_count > MOST_PROBLEMS:
            raise FileRefused(
                f"The file has over {MOST_PROBLEMS:,} problems, the last in row {problem.row:,} ({problem.field}: {problem.reason}). It is damaged, or of another source."
            )
        self.waiting.append(problem._replace(field=problem.field.replace("_", " ").replace("licence", "license")))
        if len(self.waiting) >= WAITING:
            self.flush()

    def flush(self) -> None:
        """Writes the problems kept so far."""
        self.imports.write_problems(self.snapshot, self.waiting)
        self.waiting.clear()


@garbage_collection_paused()
def import_files(
    imports: Imports,
    source_name: str,
    paths: list[Path],
    gazetteer: Gazetteer,
    *,
    whole: bool | None = None,
    as_of: str | None = None,
    state: str = "",
    progress: Callable[[Opened], None] = lambda opened: None,
    map: Path | None = None,
    payer: str = "",
    folder: Path | None = None,
) -> dict:
    """Reads files into imports.db, one after the other or, where the source wants it, as one, inside the caller's transaction; what became of their rows.

    whole: whether a file replaces what the source said before (None: its name tells); as_of: the day it speaks of
    (None: its name tells, else the newest date in it); state: whose licences these are; map: how a table is to be read;
    payer: whose plans these are, where the files do not name the insurer; folder: where the reports of what is wrong are
    written (None: nowhere). Beside a real source the made-up listings are not shown. Of a ZIP, the files of companion sources are
    read too.
    Raises FileRefused where a file is not one of this source; the caller's transaction must then be undone.
    """
    how = How(imports, gazetteer, whole, as_of, state, progress, map, payer, folder)
    changes.remember(imports.connection, source_name)
    sample_stood = imports.made_up()
    reports = [
        _import_file(how, source_name, lot)
        for lot in ([paths] if SOURCES[source_name].together else [[path] for path in paths])
    ]
    beside = [
        (name, path)
        for path in paths
        for name in SOURCES[source_name].companions
        if members(path, SOURCES[name].reader.wanted)
    ]
    companions = [_import_file(how, name, [path], may_be_empty=True) for name, path in beside]
    imports.drop([each["snapshot"] for each in companions if not each["rows_read"]])
    summed = (
        _summed(reports)
        | changes.difference(imports.connection, source_name)
        | {"sample_taken_out": sample_stood and not imports.made_up()}
    )
    return summed | ({"companions": companions} if companions else {})


class How(NamedTuple):
    """What all files of one command have in common; see import_files."""

    imports: Imports
    gazetteer: Gazetteer
    whole: bool | None
    as_of: str | None
    state: str
    progress: Callable[[Opened], None]
    map: Path | None
    payer: str
    folder: Path | None


def _import_file(how: How, source_name: str, paths: list[Path], may_be_empty: bool = False) -> dict:
    source, imports, began = SOURCES[source_name], how.imports, time.monotonic()
    reader = source.reader
    with FileSet(paths, reader.wanted) if source.together else Opened(paths[0], reader.wanted) as opened:
        opened.watch = how.progress
        whole = reader.is_full(opened.name) if how.whole is None else how.whole
        sha256 = opened.sha256()
        before = imports.same_file(source_name, how.state, sha256, how.as_of or reader.as_of(opened.name))
        manner = _manner(how, whole)
        read_alike = before and {name: json.loads(before["counts"]).get(name) for name in manner} == manner
        if read_alike and not (source.leans_on_nppes and imports.newest("nppes") > before["id"]):
            return json.loads(before["counts"]) | {"skipped": True}
        reading = Reading(
            imports.known_ids(source_name),
            whole,
            npis=imports.known_ids("nppes"),
            state=how.state,
            payer=how.payer,
            as_of=how.as_of,
            map=how.map,
        )
        snapshot = imports.new_snapshot(
            source_name, how.state, BY_NAME[source_name].made_up, whole, opened.name, sha256
        )
        job = Import(imports, how.gazetteer, reading, snapshot)
        imports.write(snapshot, job.records(reader.read(opened, reading)))
        job.flush()
    if not (reading.tally.rows_read or may_be_empty):
        raise FileRefused(f"{opened.name}: there is a header and no rows below it. Download the file again.")
    reading.tally.listings = imports.count(snapshot)
    reading.tally.repeated = _repeated(reading.tally)
    counts = _counts(job, source_name, opened.name) | {name: value for name, value in manner.items() if value}
    day = how.as_of or reader.as_of(opened.name) or reading.as_of or job.newest or date.today().isoformat()
    files = _report(how, source_name, job, day) if how.folder else {}
    counts |= {"seconds": round(time.monotonic() - began, 1)}
    imports.finish(snapshot, day, reading.whole, reading.parts if reading.whole else (), counts)
    return counts | files


def _manner(how: How, whole: bool) -> dict[str, str | None]:
    """How the files are read, besides their content: the same file is read again where this is another."""
    mapped = hashlib.sha256(how.map.read_bytes()).hexdigest() if how.map else None
    return {"extent": "full" if whole else "update", "map": mapped, "payer": how.payer or None}


def _not_placed(row: int, listing: Listing, gazetteer: Gazetteer) -> list[Problem]:
    """A problem when no search by place can find the listing."""
    if not listing.kind:
        return []
    if not listing.locations:
        return [Problem(row, "city", "", "no American city and state: no search by place finds this listing")]
    place = listing.locations[0]
    if locate.locate(vars(place), gazetteer)["precision"]:
        return []
    text = f"{place.city}, {place.state} {place.postal_code or ''}".strip()
    return [
        Problem(
            row, "address", text, "neither the ZIP code nor the city is known: no search by place finds this listing"
        )
    ]


def _repeated(tally: Tally) -> int:
    return tally.rows_read - tally.other_taxonomy - tally.deactivated - tally.refused - tally.listings


def _counts(job: Import, source: str, file: str) -> dict:
    tally = job.reading.tally
    return {
        "source": source,
        "snapshot": job.snapshot,
        "file": file,
        "rows_read": tally.rows_read,
        "listings": tally.listings,
        "problems": job.problem_count,
        "refused": tally.refused,
        "passed_over": {
            "other_taxonomy": tally.other_taxonomy,
            "deactivated": tally.deactivated,
            "repeated": tally.repeated,
        },
    }


def _report(how: How, source_name: str, job: Import, day: str) -> dict:
    """The reports of what is wrong in a file, and `then`: the command that imports the rows to mend. They replace what the file replaced, unless each stands alone."""
    table = job.reading.table
    written = report.write(how.imports, job.snapshot, day, table, how.folder)
    if "mend" not in written:
        return written | ({"no_table": True} if written and not table.header else {})
    replace = job.reading.whole and not table.alone
    extent = (
        []
        if SOURCES[source_name].reader.is_full(Path(written["mend"]).name) == replace
        else ["--full" if replace else "--update"]
    )
    state, map = ["--state", how.state] if how.state else [], ["--map", str(how.map)] if how.map else []
    return written | {"then": ["import", source_name, written["mend"], *extent, *state, *map]}


def _summed(reports: list[dict]) -> dict:
    """One report for all files: counts added up, the last file's snapshot, the files' own reports where there are several."""
    if len(reports) == 1:
        return dict(reports[0])
    total = reports[-1] | {name: sum(each[name] for each in reports) for name in COUNTED}
    total["passed_over"] = {name: sum(each["passed_over"][name] for each in reports) for name in total["passed_over"]}
    return total | {"files": reports}
