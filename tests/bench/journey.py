"""The whole way: an NPPES file and three insurers' files to a published directory with three million plan entries.

Where does the time go?

    python3 tests/bench/journey.py [--practitioners 100000]

Each command is a process of its own, one after the other, once as it is and once with its stages timed, which takes
some percent longer, beside Python's own csv and json modules, which read the same files and do nothing with them.
"""

import argparse
import tempfile
from pathlib import Path

import measuring
import national
import stages


def measure(practitioners: int) -> None:
    """Prints the table."""
    made = national.files(practitioners)
    csv, json = national.READING
    peers = [
        (f"{made.full.name}: {csv}", national.peer(csv, made.full)),
        *((f"{path.name}: {json}", national.peer(json, path)) for path in made.networks),
    ]
    with tempfile.TemporaryDirectory(dir=made.folder) as folder:
        whole, runs = (
            [(words, stages.run(Path(folder) / how, how, *words)) for words in national.commands(made)]
            for how in ("whole", "stages")
        )
        nppes, networks, directory = (
            sum(path.stat().st_size for path in paths) / 1e6
            for paths in ([made.full], made.networks, [Path(folder) / "whole" / "directory.db"])
        )
        print(f"{nppes:,.0f} MB of NPPES as a ZIP, {networks:,.0f} MB of insurers' files; ", end="")
        print(f"directory.db {directory:,.0f} MB\n\n{measuring.SECONDS}")
    for (words, measured), (_, watched) in zip(whole, runs, strict=True):
        name = " ".join(str(getattr(word, "name", word)) for word in words)
        measuring.seconds(f"**{name}**, {measured['memory']:.0f} MB at most", measured["stages"].values())
        for stage, spent in sorted(watched["stages"].items(), key=lambda item: -item[1][0]):
            measuring.seconds(f"  {stage}", [spent])
    measuring.seconds("**all**", [spent for _, measured in whole for spent in measured["stages"].values()])
    for name, spent in peers:
        measuring.seconds(f"beside it, {name}", [spent])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures the way from files to a published directory.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    measure(parser.parse_args().practitioners)
