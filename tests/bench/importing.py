"""How long `import nppes` takes, and how much memory, in all and part by part.

Beside it: inflating the same file with the same library and doing nothing with it.

    python3 tests/bench/importing.py --rows 9000000 [--times 3]      a made-up file, by nppes_files.py
    python3 tests/bench/importing.py --path FILE.zip

Each run is a process of its own, into an empty data folder; they take turns, so that a busy machine is busy for all.
Linux only.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
OPENED = (
    "from directory.importer.formats.archive import Opened; from directory.importer.sources.nppes import providers; "
    "opened = Opened(Path(sys.argv[1]), providers.is_source_file)"
)
FOUND = (
    "from directory.importer.formats import byte_scan; code = providers.ACUPUNCTURIST.encode(); "
    "sum(len(chunk.holding(code)) for chunk in byte_scan.chunks(opened.blocks()))"
)
IMPORTED = "from directory.cli.main import main; main(['import', 'nppes', sys.argv[1]{more}])"
PROGRAMS = {  # each does what the one before it does, and more
    "inflating": f"{OPENED}; sum(map(len, opened.blocks()))",
    "finding the acupuncturists": f"{OPENED}; {FOUND}",
    "importing, not publishing": IMPORTED.format(more=", '--hold'"),
    "importing and publishing": IMPORTED.format(more=""),
}
REPORT = "print(open('/proc/self/status').read(), 'processor', time.process_time())"


class Run(NamedTuple):
    """seconds on the clock, seconds of processor time of all threads, MB of memory at most."""

    clock: float
    processor: float
    memory: float


def measured(what: str, path: Path) -> Run:
    """What a process takes."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", f"import sys, time; from pathlib import Path; {what}; {REPORT}", path],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"DIRECTORY_DATA": folder},
        )
        clock = time.monotonic() - began
    memory, processor = (
        re.search(r"VmHWM:\s+(\d+) kB", done.stdout)[1],
        re.search(r"processor ([\d.]+)", done.stdout)[1],
    )
    return Run(clock, float(processor), int(memory) / 1024)


def measure(path: Path, times: int) -> None:
    """Prints the medians of each kind of run, and of the ratios to inflating in the same turn."""
    turns = [[measured(what, path.absolute()) for what in PROGRAMS.values()] for _ in range(times)]
    print(f"Medians of {times}.\n")
    print("| | seconds | least and most | processor, s | memory, MB | times the inflating |\n|---|---|---|---|---|---|")
    for name, runs in zip(PROGRAMS, zip(*turns, strict=True), strict=True):
        clock, processor, memory = (statistics.median(values) for values in zip(*runs, strict=True))
        ratio = statistics.median(run.clock / turn[0].clock for run, turn in zip(runs, turns, strict=True))
        print(
            f"| {name} | {clock:.2f} | {min(runs).clock:.2f} to {max(runs).clock:.2f} "
            f"| {processor:.2f} | {memory:.0f} | {ratio:.2f} × |"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures import nppes next to inflating alone.")
    parser.add_argument("--path", type=Path, help="a file there is; else one is made")
    parser.add_argument("--rows", type=int, default=1_000_000, help="of the file made")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "NPPES_Data_Dissemination_March_2024.zip"
        if not options.path:
            subprocess.run(
                [sys.executable, Path(__file__).with_name("nppes_files.py"), "--rows", str(options.rows), made],
                check=True,
            )
        measure(options.path or made, options.times)
