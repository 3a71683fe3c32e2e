"""How long `import nppes` takes, and how much memory, next to inflating the same file with the same library and doing nothing with it.

    python3 tests/bench/importing.py --rows 9000000 [--times 3]      a made-up file, by nppes_files.py
    python3 tests/bench/importing.py --path FILE.zip

Each run is a process of its own, into an empty data folder; the two take turns, so that a busy machine is busy for both. Linux only.
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
INFLATING = "from directory.importer.archive import Opened; from directory.importer.sources import nppes; sum(map(len, Opened(Path(sys.argv[1]), nppes.wanted).blocks()))"
IMPORTING = "from directory.cli import main; main(['import', 'nppes', sys.argv[1]])"
TOLD = "print(open('/proc/self/status').read(), 'processor', time.process_time())"


class Run(NamedTuple):
    """seconds on the clock, seconds of processor time of all threads, MB of memory at most."""

    clock: float
    processor: float
    memory: float


def measured(what: str, path: Path) -> Run:
    """What a process takes."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        done = subprocess.run([sys.executable, "-c", f"import sys, time; from pathlib import Path; {what}; {TOLD}", path], cwd=ROOT, check=True,
                              capture_output=True, text=True, env=os.environ | {"DIRECTORY_DATA": folder})
        clock = time.monotonic() - began
    memory, processor = re.search(r"VmHWM:\s+(\d+) kB", done.stdout)[1], re.search(r"processor ([\d.]+)", done.stdout)[1]
    return Run(clock, float(processor), int(memory) / 1024)


def measure(path: Path, times: int) -> None:
    """Prints the median of each kind of run, and of the ratio of pairs."""
    pairs = [[measured(what, path.absolute()) for what in (INFLATING, IMPORTING)] for _ in range(times)]
    for name, runs in zip(("inflating", "importing and publishing"), zip(*pairs, strict=True), strict=True):
        clock, processor, memory = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"{name}: {clock:.1f} s on the clock ({min(runs).clock:.1f} to {max(runs).clock:.1f}), {processor:.1f} s of processor time, {memory:.0f} MB at most; median of {len(runs)}")
    print(f"median ratio {statistics.median(importing.clock / inflating.clock for inflating, importing in pairs):.2f}; load of the machine now: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures import nppes next to inflating alone.")
    parser.add_argument("--path", type=Path, help="a file there is; else one is made")
    parser.add_argument("--rows", type=int, default=1_000_000, help="of the file made")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "NPPES_Data_Dissemination_March_2024.zip"
        if not options.path:
            subprocess.run([sys.executable, Path(__file__).with_name("nppes_files.py"), "--rows", str(options.rows), made], check=True)
        measure(options.path or made, options.times)
