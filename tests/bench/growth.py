"""How cost grows with the directory: publishing it, its file, a search, a worker's memory, and the exponent of each.

    python3 tests/bench/growth.py [--sizes 10000 100000 1000000]

Each size is made anew in a temporary folder (for a million practitioners an estimated 20 GB), published in one process,
and asked in another, as a worker would be. The exponent is the slope between the logarithms: 1 grows as the directory
does, 0 not at all. Linux only.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from math import log
from pathlib import Path

import measuring
import numpy as np
from made_directory import make
from searching import TURN, ours, questions

from directory import create_app
from directory.settings import Settings
from directory.store.listings.reader import Current

SIZES = (10_000, 100_000, 1_000_000)
QUESTIONS = 300
COLUMNS = ("publishing, s of processor", "file, MB", "search p50, ms", "search p95, ms", "worker, MB")


def grown(size: int) -> tuple[float, ...]:
    """The COLUMNS of one size."""
    with tempfile.TemporaryDirectory(prefix="directory-growth-") as folder:
        where = Settings(Path(folder) / "data")
        seconds = make(where, size)
        asked = subprocess.run(
            [sys.executable, __file__, "--ask", where.data], check=True, stdout=subprocess.PIPE, text=True
        )
        return seconds, where.directory_db.stat().st_size / 1e6, *json.loads(asked.stdout)


def ask(data: Path) -> None:
    """Prints the p50 and p95 of searches, and the memory of this process once it is a worker that has answered them."""
    site = create_app(Settings(data))
    current: Current = site.extensions["site"].current
    times = measuring.in_turn(
        {"search": lambda query: ours(query, current.get())}, questions(current.get(), QUESTIONS), TURN
    )
    p50, p95, _ = measuring.spread(times["search"])
    site.test_client().get("/search?near=97214&within=25")
    memory = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    print(json.dumps((p50, p95, int(memory.split()[1]) / 1024)))


def exponent(sizes: list[int], costs: tuple[float, ...]) -> float:
    """The slope of the line nearest to the logarithms."""
    return float(np.polyfit([log(size) for size in sizes], [log(cost) for cost in costs], 1)[0])


def measure(sizes: list[int]) -> None:
    """Prints the table, a line when it is known."""
    print(f"| practitioners | {' | '.join(COLUMNS)} |\n|{'---|' * (len(COLUMNS) + 1)}")
    rows = []
    for size in sizes:
        rows.append(grown(size))
        print(
            f"| {size:,} | {' | '.join(f'{value:,.2f}' if value < 100 else f'{value:,.0f}' for value in rows[-1])} |",
            flush=True,
        )
    if len(sizes) > 1:
        print(f"| grows as | {' | '.join(f'n^{exponent(sizes, costs):.2f}' for costs in zip(*rows, strict=True))} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures how cost grows with the directory.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        ask(options.ask)
    else:
        measure(options.sizes)
