"""Files of a whole country, made up, and the data folder that comes of them.

Made once, then kept in a folder outside the project.

An NPPES full file in which one row in twenty is an acupuncturist; the files of three insurers, each with all of them in
ten plans, which many share or which everybody chose alone; a weekly file in which 300 of them have changed.
"""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from measuring import ROOT

from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.formats import byte_scan
from directory.importer.formats.archive import Opened
from directory.importer.sources.nppes import providers

SHARE, INSURERS, PLANS = 0.05, 3, 10
CHOICE = 240  # plans of an insurer of which everybody has some of their own choice
WEEK, CHANGED = 20_000, 300


class Files(NamedTuple):
    """The files. folder: where they are, with room for more."""

    folder: Path
    full: Path
    networks: tuple[Path, ...]
    week: Path


def files(practitioners: int, are_plans_shared: bool = True) -> Files:
    """The files of a country with about so many acupuncturists.

    are_plans_shared: many have the same list of plans; otherwise nobody has that of another.
    """
    kept = (
        Path(os.environ.get("DIRECTORY_BENCH_DATA") or Path(tempfile.gettempdir()) / "directory-bench")
        / f"national-{practitioners}{'' if are_plans_shared else '-own-plans'}"
    )
    made = Files(
        kept,
        kept / "NPPES_Data_Dissemination_March_2024.zip",
        tuple(kept / f"providers_{each}.json" for each in range(INSURERS)),
        kept / "NPPES_week.zip",
    )
    if not made.week.exists():
        print(f"Making files in {kept}, once.", file=sys.stderr)
        kept.mkdir(parents=True, exist_ok=True)
        program("nppes_files.py", "--rows", int(practitioners / SHARE), "--acupuncturists", SHARE, made.full)
        _write_networks(made, are_plans_shared)
        _write_week(made)
    return made


def program(name: str, *words: object) -> None:
    """Runs a program of this folder."""
    subprocess.run(
        [sys.executable, Path(__file__).with_name(name), *map(str, words)], check=True, stdout=subprocess.DEVNULL
    )


def _write_networks(made: Files, are_plans_shared: bool) -> None:
    from qhp_files import write_network, write_own_plans

    people = acupuncturists(made.full)
    for insurer, path in enumerate(made.networks):
        if are_plans_shared:
            write_network(path, people, insurer, PLANS)
        else:
            write_own_plans(path, people, PLANS, CHOICE, issuer=10_000 + insurer)


def acupuncturists(nppes: Path) -> dict[str, tuple[str, str]]:
    """{NPI: first and last name} of the acupuncturists in a file of NPPES."""
    people: dict[str, tuple[str, str]] = {}
    columns = None
    for chunk in byte_scan.chunks(Opened(nppes, providers.is_source_file).blocks()):
        columns = columns or providers.NppesColumns(byte_scan.header(chunk), nppes.name)
        for place in chunk.holding(ACUPUNCTURIST.encode()):
            row = byte_scan.parsed(chunk.record(place))
            first, last = columns.value(row, "first_name"), columns.value(row, "last_name")
            people[columns.value(row, "npi")] = first or "Ana", last or columns.value(row, "organisation_name")
    return people


def _write_week(made: Files) -> None:
    """The first rows of the full file again.

    CHANGED of the acupuncturists among them have moved to a boulevard; the others are left out.
    """
    chunks = byte_scan.chunks(Opened(made.full, providers.is_source_file).blocks())
    first = next(chunks)
    records, moved, others = [first.record(0)], 0, 0
    while moved < CHANGED or others < WEEK - CHANGED:
        chunk = next(chunks)
        listed = set(chunk.holding(ACUPUNCTURIST.encode()))
        for place, record in enumerate(map(chunk.record, range(len(chunk)))):
            if place in listed and moved < CHANGED:
                moved += 1
                records.append(record.replace(b' ST"', b' BLVD"').replace(b'03/04/2024"', b'03/14/2024"'))
            elif place not in listed and others < WEEK - CHANGED:
                others += 1
                records.append(record)
    with zipfile.ZipFile(made.week, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("npidata_pfile_20240311-20240317.csv", b"".join(records))


def commands(made: Files) -> tuple[tuple[object, ...], ...]:
    """The commands of the journey from the files to the published directory."""
    return (
        ("import", "nppes", made.full, "--hold"),
        *(("import", "qhp", path, "--hold") for path in made.networks),
        ("publish",),
    )


READING = {  # what any program has to do: (what, the text of a program that does it to sys.argv[1])
    "zipfile and the csv module, rows counted": (
        "import csv, io, zipfile; archive = zipfile.ZipFile(sys.argv[1]); "
        "print(sum(1 for row in csv.reader(io.TextIOWrapper(archive.open(archive.namelist()[0])))))"
    ),
    "the json module, the whole file at once": "import json; print(len(json.load(open(sys.argv[1]))))",
}


def peer(what: str, path: Path) -> list[float]:
    """Seconds on the clock, and of processor time, in which a program of READING reads a file."""
    times = "print(time.perf_counter() - began, time.process_time())"
    program = f"import sys, time; began = time.perf_counter(); {READING[what]}; {times}"
    done = subprocess.run([sys.executable, "-c", program, path], cwd=ROOT, check=True, capture_output=True, text=True)
    return list(map(float, done.stdout.split()[-2:]))
