"""Finding the acupuncturists of an NPPES file.

The program's scan beside DuckDB, polars and Python's csv module, on the same unzipped file.

    python3 tests/bench/reading.py [--rows 500000] [--times 3]

Each gives every value of every row with the taxonomy in any of its fifteen places; the rows are compared before any
time is told. Each run is a process of its own. DuckDB and polars are optional (`pip install duckdb polars`). Linux
only.
"""

import argparse
import csv
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import measuring  # noqa: F401  finds the program

from directory.core.taxonomy import ACUPUNCTURIST
from directory.importer.formats import byte_scan
from directory.importer.formats.archive import Opened
from directory.importer.sources.nppes import providers

Rows = list[tuple[str, ...]]
SLOTS = [providers.TAXONOMY.format(slot) for slot in providers.SLOTS]


def ours(path: Path) -> Rows:
    """The importer's scan: of the CSV, or of the ZIP it comes in."""
    with Opened(path, providers.is_source_file) as opened:
        matches, columns = [], None
        for chunk in byte_scan.chunks(opened.blocks()):
            columns = columns or providers.NppesColumns(byte_scan.header(chunk), opened.name)
            rows = (byte_scan.parsed(chunk.record(place)) for place in chunk.holding(ACUPUNCTURIST.encode()))
            matches += [tuple(row) for row in rows if any(row[slot[0]] == ACUPUNCTURIST for slot in columns.slots)]
        return matches


def in_csv(path: Path) -> Rows:
    """Python's csv module on every row."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        places = [header.index(name) for name in SLOTS]
        return [tuple(row) for row in rows if any(row[place] == ACUPUNCTURIST for place in places)]


def in_duckdb(path: Path) -> Rows:
    """DuckDB, told everything about the file."""
    import duckdb

    named = ", ".join(f'"{name}"' for name in SLOTS)
    rows = duckdb.execute(
        f"SELECT * FROM read_csv(?, all_varchar = true, header = true, delim = ',', quote = '\"') WHERE ? IN ({named})",
        [str(path), ACUPUNCTURIST],
    ).fetchall()
    return [tuple(value or "" for value in row) for row in rows]


def in_polars(path: Path) -> Rows:
    """polars, lazily, so that it filters while it reads."""
    import polars

    read = polars.scan_csv(path, infer_schema=False, empty_string_is_null=False)
    return read.filter(polars.any_horizontal(polars.col(SLOTS) == ACUPUNCTURIST)).collect().rows()


WAYS = {"ours": ours, "ours, from the ZIP": ours, "DuckDB": in_duckdb, "polars": in_polars, "csv": in_csv}
NEEDED = {"DuckDB": "duckdb", "polars": "polars"}


def one(name: str, path: Path) -> None:
    """Prints what one way takes, in this process."""
    began = time.perf_counter()
    rows = WAYS[name](path)
    seconds, processor = time.perf_counter() - began, time.process_time()
    digest = hashlib.blake2b(json.dumps(sorted(rows)).encode()).hexdigest()
    print(
        json.dumps(
            {
                "seconds": seconds,
                "processor": processor,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "rows": len(rows),
                "digest": digest,
            }
        )
    )


def run(name: str, path: Path) -> dict:
    """The same from a process of its own."""
    return json.loads(
        subprocess.run(
            [sys.executable, __file__, "--one", name, str(path)], check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    )


def measure(rows: int, times: int) -> None:
    """Prints the table."""
    ways = [name for name in WAYS if name not in NEEDED or find_spec(NEEDED[name])]
    for name in WAYS.keys() - ways:
        print(f"NOT COMPARED with {name}: pip install {NEEDED[name]}\n")
    with tempfile.TemporaryDirectory(prefix="directory-reading-") as folder:
        packed = Path(folder) / "NPPES.zip"
        subprocess.run(
            [sys.executable, Path(__file__).with_name("nppes_files.py"), "--rows", str(rows), packed],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with zipfile.ZipFile(packed) as archive:
            plain = Path(archive.extract(archive.namelist()[0], folder))
        taken = {name: [] for name in ways}
        for _ in range(times):
            for name in ways:
                taken[name].append(run(name, packed if "ZIP" in name else plain))
        size = plain.stat().st_size
    if len({each["digest"] for runs in taken.values() for each in runs}) != 1:
        sys.exit(f"The rows found are not the same: { ({name: runs[0]['rows'] for name, runs in taken.items()}) }")
    print(
        f"{size / 1e6:,.0f} MB of CSV, {rows:,} rows, {taken['ours'][0]['rows']:,} acupuncturists: "
        f"all ways find the same values. Medians of {times}.\n"
    )
    print("| | seconds | MB/s | processor, s | memory, MB | times ours |\n|---|---|---|---|---|---|")
    for name, runs in taken.items():
        seconds, processor, memory = (
            median(each[what] for each in runs) for what in ("seconds", "processor", "memory")
        )
        ratio = median(each["seconds"] / base["seconds"] for each, base in zip(runs, taken["ours"], strict=True))
        print(
            f"| {name} | {seconds:.2f} | {size / 1e6 / seconds:,.0f} | {processor:.2f} | {memory:.0f} | {ratio:.1f} × |"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures finding the acupuncturists of an NPPES file.")
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one(options.one[0], Path(options.one[1]))
    else:
        measure(options.rows, options.times)
