"""A weekly file of 20,000 rows, of which 300 change a listing, into a directory of the whole country.

How long from the command to published, and back again by rollback?

    python3 tests/bench/update.py [--practitioners 100000] [--times 3] [--own-plans]

With --own-plans everybody's list of plans is another, as insurers' files may have it: the hardest case.

A run that comes after other work, and one that comes after another, which finds the memory that this one gave back: on
a virtual machine the first is slower. Beside it, in turn: Python's own zipfile and csv module, which read the weekly
file and do nothing with it; and a copy of the published file, on the disk.
"""

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median

import measuring
import national
import stages

from directory.store.connection import to_disk
from directory.store.imports.database import Imports


def measure(practitioners: int, times: int, are_plans_shared: bool) -> None:
    """Prints the medians."""
    made = national.files(practitioners, are_plans_shared)
    first, whole, runs, back, peers, copies = [], [], [], [], [], []
    with tempfile.TemporaryDirectory(dir=made.folder) as folder:
        before, now = Path(folder) / "before", Path(folder) / "now"
        for words in national.commands(made):
            stages.run(before, "whole", *words)
        for _ in range(times):
            for how, kept in (("whole", first), ("whole", whole), ("stages", runs)):
                shutil.rmtree(now, ignore_errors=True)
                shutil.copytree(before, now)
                kept.append(stages.run(now, how, "import", "nppes", made.week))
            back.append(stages.run(now, "whole", "rollback", _newest(now)))
            peers.append(national.peer(next(iter(national.READING)), made.week))
            copies.append(measuring.timed(lambda: _copied(now / "directory.db", Path(folder) / "copy")) / 1000)
    print(f"Median of {times}.\n\n{measuring.SECONDS}")
    measuring.seconds(
        f"**from the command to published**, {max(report['memory'] for report in whole):.0f} MB at most",
        _medians(whole).values(),
    )
    measuring.seconds("the same, first after other work", _medians(first).values())
    measuring.seconds("**its rollback**", _medians(back).values())
    for stage, spent in sorted(_medians(runs).items(), key=lambda item: -item[1][0]):
        measuring.seconds(f"  {stage}", [spent])
    measuring.seconds(
        f"beside it, {next(iter(national.READING))}", [[median(each[place] for each in peers) for place in (0, 1)]]
    )
    print(f"\nBeside it, a copy of directory.db, on the disk: {median(copies):.1f} s on the clock")


def _medians(runs: list[dict]) -> dict[str, list[float]]:
    return {
        stage: [median(report["stages"].get(stage, (0, 0))[place] for report in runs) for place in (0, 1)]
        for stage in runs[0]["stages"]
    }


def _newest(data: Path) -> int:
    with Imports(data / "imports.db") as imports:
        return max(each["id"] for each in imports.snapshots())


def _copied(path: Path, copy: Path) -> None:
    shutil.copyfile(path, copy)
    to_disk(copy)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures a weekly update.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--own-plans", action="store_true")
    options = parser.parse_args()
    measure(options.practitioners, options.times, not options.own_plans)
