"""An insurer's file in which nobody shares a list of plans: what importing it takes, in time and in memory.

    python3 tests/bench/insurer.py [--listed 100000] [--entries 64894] [--plans 45] [--times 3] [--beside TREE]

Everybody has plans of their own choice out of 3,000, or plans that nobody else has. TREE: another working tree of the
project, whose own code reads the same files, in turns. Its memory is what the operating system counted at most.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from statistics import median

import measuring
import national
from qhp_files import write_own_plans

KNOWN = {"out of 3,000 plans": 3_000, "no plan of two people": None}


def run(tree: Path, data: Path, *words: object) -> tuple[float, float, float]:
    """Seconds on the clock, of processor time, and MB at most of a command of a tree's own code, in a data folder."""
    done = subprocess.run(
        [sys.executable, tree / "tests/bench/stages.py", "whole", *map(str, words)],
        cwd=tree,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"DIRECTORY_DATA": str(data)},
    )
    measured = json.loads(done.stdout)
    ((clock, processor),) = measured["stages"].values()
    return clock, processor, measured["memory"]


def measure(listed: int, entries: int, plans: int, times: int, beside: Path | None) -> None:
    """Prints the medians of each file and command."""
    trees = {"this tree": measuring.ROOT} | ({"the tree beside": beside} if beside else {})
    with tempfile.TemporaryDirectory(prefix="directory-insurer-") as place:
        folder = Path(place)
        nppes = folder / "NPPES_Data_Dissemination_March_2024.zip"
        national.program("nppes_files.py", "--rows", listed * 2, "--acupuncturists", 0.5, nppes)
        people = national.acupuncturists(nppes)
        print(f"{len(people):,} listed, {entries:,} of them with {plans} plans each. Medians of {times}.\n")
        print("| | seconds | processor, s | memory, MB |\n|---|---|---|---|")
        for name, path in trees.items():
            run(path, folder / name, "import", "nppes", nppes, "--hold")
        for name, known in KNOWN.items():
            file = folder / f"providers_{known}.json"
            write_own_plans(file, dict(islice(people.items(), entries)), plans, known)
            _measure(name, trees, file, folder, times)


def _measure(name: str, trees: dict[str, Path], file: Path, folder: Path, times: int) -> None:
    taken: dict[str, list[tuple[float, float, float]]] = {tree: [] for tree in trees}
    for turn in range(times):
        for tree, path in trees.items():
            day = f"2026-01-{turn + 1:02}"  # as of another day the same file is read again
            taken[tree].append(run(path, folder / tree, "import", "qhp", file, "--hold", "--as-of", day))
    for tree, runs in taken.items():
        clock, processor, memory = (median(each[place] for each in runs) for place in range(3))
        print(f"| {name}: {tree} | {clock:.1f} | {processor:.1f} | {memory:.0f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures the import of an insurer's file.")
    for option, usual in (("listed", 100_000), ("entries", 64_894), ("plans", 45), ("times", 3)):
        parser.add_argument(f"--{option}", type=int, default=usual)
    parser.add_argument("--beside", type=Path)
    measure(**vars(parser.parse_args()))
