"""A release: what is published, as a folder of tables that others can cite, check and compare with the one before.

Everything in it follows from directory.db alone, so the same directory gives the same bytes.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

from directory.core.facts import SINGLE_FACTS
from directory.core.practitioner import Practitioner
from directory.core.spreadsheets import escape_formula
from directory.publish.parquet import can_write_parquet, write_parquet
from directory.store.listings.reader import Directory

LISTINGS_AT_ONCE = 500
PHONE = re.compile(r"\+\d+")  # E.164
CHECKSUMS, ABOUT = "SHA256SUMS", "README.md"
PLAIN = tuple(fact.name for fact in SINGLE_FACTS if fact.name != "updated_on")
SAID = ("source", "as_of")  # of every row that one source states


class ReleaseTable(NamedTuple):
    """A table of a release. columns: their names, each with what it holds; rows: of one listing."""

    name: str
    columns: dict[str, str]
    fields: tuple[str, ...]
    entries: str  # the field of a listing that holds the rows; "" for a row a listing


ID = {"id": "the listing: the NPI where there is one, else STATE-LICENSENUMBER or the source's own id"}
BY = {"source": "who says so", "as_of": "ISO day of which that source speaks"}
TABLES = (
    ReleaseTable(
        "practitioners",
        ID
        | {fact.name: f"{fact.label}; blank where nobody states it" for fact in SINGLE_FACTS if fact.name in PLAIN}
        | {
            "credentials": "letters after the name",
            "other_names": "former and doing-business-as names, with “; ” between",
            "languages": "languages spoken, with “; ” between",
            "verified_on": "newest ISO day on which somebody confirmed a location or a license",
            "sources": "every source that states something, with “; ” between",
        },
        (*PLAIN, "credentials", "other_names", "languages", "verified_on", "sources"),
        "",
    ),
    ReleaseTable(
        "locations",
        ID
        | {
            "address": "street and suite",
            "city": "city",
            "state": "two letters",
            "postal_code": "ZIP or ZIP+4",
            "phone": "E.164",
            "hours": "office hours",
            "latitude": "degrees, WGS 84",
            "longitude": "degrees, WGS 84",
            "precision": "how exact the point is: rooftop, street, zip or city",
            "on_file": "True: the licensee's address with the board, where nobody says that patients are seen",
            "starts_on": "first ISO day, blank for always",
            "ends_on": "last ISO day, blank for open",
            "confirmed_on": "ISO day on which somebody said that this address and phone are right",
            "confirmed_by": "the source that said so",
        }
        | BY,
        (
            *("address", "city", "state", "postal_code", "phone", "hours", "latitude", "longitude", "precision"),
            *("on_file", "starts_on", "ends_on", "confirmed_on", "confirmed_by", *SAID),
        ),
        "locations",
    ),
    ReleaseTable(
        "licences",
        ID
        | {
            "state": "two letters",
            "number": "as the source writes it",
            "status": "active, expired, suspended … as of the day; unknown where the source says nothing of it",
            "expires_on": "ISO day",
            "confirmed_on": "ISO day on which a board called it active",
        }
        | BY,
        ("state", "number", "status", "expires_on", "confirmed_on", *SAID),
        "licences",
    ),
    ReleaseTable(
        "plans",
        ID
        | {
            "payer": "the company",
            "plan": "the plan, blank for any of the company's",
            "plan_id": "the plan's number (HIOS) or the payer's own",
            "network_status": "in, out or unknown",
            "tier": "the part of the network, in the payer's words",
            "starts_on": "first ISO day, blank for always",
            "ends_on": "last ISO day, blank for open",
        }
        | BY,
        ("payer", "plan", "plan_id", "network_status", "tier", "starts_on", "ends_on", *SAID),
        "insurance",
    ),
)


def write_release(directory: Directory, db: Path, folder: Path, before: Path | None = None) -> dict[str, int]:
    """Writes a release into an empty or new folder; how many rows each table has. before: the folder of an earlier one.

    Tables are CSV, and Parquet where that can be written.

    Raises FileExistsError where the folder holds something, ValueError where `before` is no release.
    """
    then = _digests(before) if before else None
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    counts = {table.name: _write_table(folder, table, directory) for table in TABLES}
    if then is not None:
        counts["changes"] = _write_changes(then, folder)
    if can_write_parquet():
        for table in TABLES:
            write_parquet(folder / f"{table.name}.csv")
    copyfile(db, folder / "directory.db")
    (folder / ABOUT).write_text(_readme(directory.about, counts), encoding="utf-8")
    sums = [f"{_sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / CHECKSUMS).write_text("".join(sums), encoding="utf-8")
    return counts


def _write_table(folder: Path, table: ReleaseTable, directory: Directory) -> int:
    count = 0
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", *table.fields])
        for listing in _listings(directory):
            for row in _rows(table, listing):
                writer.writerow(row)
                count += 1
    return count


def _listings(directory: Directory) -> Iterator[Practitioner]:
    for start in range(0, len(directory), LISTINGS_AT_ONCE):
        yield from directory.listings(list(range(start, min(start + LISTINGS_AT_ONCE, len(directory)))))


def _rows(table: ReleaseTable, listing: Practitioner) -> Iterator[list[str]]:
    for entry in getattr(listing, table.entries) if table.entries else (listing,):
        yield [listing.id, *(_cell(getattr(entry, name)) for name in table.fields)]


def _cell(value: Any) -> str:
    """A value as text; what a practice typed is no formula in a spreadsheet, a telephone number stays as it is."""
    if isinstance(value, str):
        return value if PHONE.fullmatch(value) else escape_formula(value)
    if value is None:
        return ""
    return escape_formula("; ".join(value)) if isinstance(value, tuple) else str(value)


def _write_changes(then: dict[str, bytes], folder: Path) -> int:
    """changes.csv: the listings that are new, gone, or another, of practitioners.csv and the tables beside it."""
    now = _digests(folder)
    words = dict.fromkeys(now.keys() - then.keys(), "new") | dict.fromkeys(then.keys() - now.keys(), "gone")
    words |= {each: "changed" for each in now.keys() & then.keys() if now[each] != then[each]}
    with (folder / "changes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "change"))
        writer.writerows(sorted(words.items()))
    return len(words)


def _digests(folder: Path) -> dict[str, bytes]:
    """For each listing of a release, what tells all its rows. Raises ValueError where the folder is none."""
    found: dict[str, bytes] = {}
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        if not path.is_file():
            raise ValueError(f"{folder} is no release: it has no {path.name}")
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                text = json.dumps([table.name, row]).encode()
                found[row[0]] = hashlib.sha256(found.get(row[0], b"") + text).digest()
    del found["id"]  # the header's
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _readme(about: dict[str, Any], counts: dict[str, int]) -> str:
    """What the release is: its day, sources, tables and columns, and the terms."""
    made_up = "**Every person, clinic and number in it is made up.**\n\n" if about["made_up"] else ""
    return (
        f"# Acupuncture directory, as published on {about['published_at'][:10]}\n\n{made_up}"
        f"{about['listings']:,} listings. Cite it by this day and the SHA-256 of directory.db in {CHECKSUMS}; check "
        f"the files with `sha256sum -c {CHECKSUMS}`.\n\n## Sources\n\n{_bullets(_sources(about))}\n"
        "What a source states stays under its publisher's terms. A source's silence is no “no”: a blank cell says that "
        f"nobody states it.\n\n## Tables\n\n{''.join(_of_table(table, counts) for table in TABLES)}"
        + (
            f"### changes.csv ({counts['changes']:,} rows)\n\n- `id`, `change`: new, gone or changed since the release "
            "before\n"
            if "changes" in counts
            else ""
        )
    )


def _sources(about: dict[str, Any]) -> Iterable[str]:
    return (f"{each['title']}: as of {each['as_of']}" for each in about["sources"])


def _of_table(table: ReleaseTable, counts: dict[str, int]) -> str:
    columns = (f"`{name}`: {table.columns[name]}" for name in ("id", *table.fields))
    return f"### {table.name}.csv ({counts[table.name]:,} rows)\n\n{_bullets(columns)}\n"


def _bullets(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in lines)
