"""Runs one command of the program and prints how long it takes, or where its time goes, as one JSON object.

A process of its own, for the benches that call `run`.

    python3 tests/bench/stages.py whole import nppes FILE
    python3 tests/bench/stages.py stages import nppes FILE

The second takes some percent longer, for each stage is timed at each practitioner.
"""

import contextlib
import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

BEGAN = time.perf_counter(), time.process_time()

from measuring import ROOT

from directory.cli import main as cli
from directory.cli.console import NOT_DONE
from directory.core.gazetteer import Gazetteer
from directory.importer import collect
from directory.publish import build, edition, maker, patch
from directory.store.imports.database import Imports
from directory.store.listings.writer import ListingsFile

STAGES = (  # (what it is, where it stands); a stage inside another is not counted to the other
    ("reading the places of the country", Gazetteer, "__init__"),
    ("reading files, recording what they say", Imports, "write"),
    ("putting values in order", collect, "normalise"),
    ("publishing: what the sources say now, of whom", build, "publish"),
    ("publishing: who is who", build, "explain"),
    ("publishing: put together anew", maker.ListingMaker, "make_waiting"),
    ("publishing: packed", edition.Edition, "add"),
    ("publishing: laid down", edition.Edition, "finish"),
    ("publishing: plans", ListingsFile, "write_plans"),
    ("publishing: what lists have said", edition.Edition, "_write_history"),
    ("publishing: checked", ListingsFile, "finish"),
    ("publishing: waiting for the disk", edition, "to_disk"),
    ("publishing: who was touched", patch, "_touched"),
    ("publishing: whether somebody may be somebody else", patch, "_resolved"),
    ("publishing: columns with those who changed", patch, "_columns"),
    ("publishing: written into a copy", patch, "_write"),
)


class Clock:
    """Seconds on the clock and of processor time, by stage; of stages inside each other the innermost runs."""

    def __init__(self):
        self.times: dict[str, list[float]] = {}
        self.running, self.since = ["starting, and everything else"], BEGAN

    def lap(self) -> None:
        """Counts the time since the last lap to the stage that runs."""
        now = time.perf_counter(), time.process_time()
        spent = self.times.setdefault(self.running[-1], [0.0, 0.0])
        for place in (0, 1):
            spent[place] += now[place] - self.since[place]
        self.since = now

    def watch(self, stage: str, where: object, name: str) -> None:
        """Counts calls of a function to a stage."""
        real: Callable = getattr(where, name)

        def watched(*given, **named):
            self.lap()
            self.running.append(stage)
            try:
                return real(*given, **named)
            finally:
                self.lap()
                self.running.pop()

        setattr(where, name, watched)


def run(data: Path, how: str, *words: object) -> dict:
    """{"stages": {name: [seconds on the clock, of processor time]}, "memory": MB at most} of a command.

    It runs in a data folder. how: "stages", or "whole": one stage.
    """
    done = subprocess.run(
        [sys.executable, __file__, how, *map(str, words)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"DIRECTORY_DATA": str(data)},
    )
    return json.loads(done.stdout)


def main() -> None:
    """Runs the command that is named."""
    clock = Clock()
    for stage, where, name in STAGES if sys.argv[1] == "stages" else ():
        clock.watch(stage, where, name)
    with contextlib.redirect_stdout(io.StringIO()):
        code = cli.main(sys.argv[2:])
    clock.lap()
    print(json.dumps({"stages": clock.times, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
    sys.exit(code if code == NOT_DONE else 0)


if __name__ == "__main__":
    main()
