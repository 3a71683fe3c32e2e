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

ROOT = Path(__file__).parents[2]
INFLATING = "from directory.importer.archive import Opened; from directory.importer.sources import nppes; sum(map(len, Opened(Path(sys.argv[1]), nppes.wanted).blocks()))"
IMPORTING = "from directory.cli import main; main(['import', 'nppes', sys.argv[1]])"
MEMORY = "print(open('/proc/self/status').read())"


def measured(what: str, path: Path) -> tuple[float, float]:
    """Seconds and MB (the most at any moment) of a process."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        done = subprocess.run([sys.executable, "-c", f"import sys; from pathlib import Path; {what}; {MEMORY}", path], cwd=ROOT, check=True,
                              capture_output=True, text=True, env=os.environ | {"DIRECTORY_DATA": folder})
        return time.monotonic() - began, int(re.search(r"VmHWM:\s+(\d+) kB", done.stdout)[1]) / 1024


def measure(path: Path, times: int) -> None:
    """Prints each pair of runs, and the median."""
    runs = [(measured(INFLATING, path.absolute()), measured(IMPORTING, path.absolute())) for _ in range(times)]
    for (inflating, _), (importing, memory) in runs:
        print(f"inflating {inflating:.1f} s, importing and publishing {importing:.1f} s, ratio {importing / inflating:.2f}, at most {memory:.0f} MB, load {os.getloadavg()[0]:.1f}")
    print(f"median ratio {statistics.median(importing / inflating for (inflating, _), (importing, _) in runs):.2f}")


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
