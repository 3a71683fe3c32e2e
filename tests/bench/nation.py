"""What a nation takes: 1 million practitioners with 30 million plan links, from the import to a reader.

    python3 tests/bench/nation.py [--practitioners 1000000] [--folder FOLDER]

Each step is a process of its own and a line of the table. With --folder what was made stays there, and a step that has
ended is not done again: a shared machine can be left and come back to. Linux only.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import measuring
import stages
from made_directory import import_made

from directory.settings import Settings

DONE = "steps.json"  # of a kept folder: the lines of the table that are known


def imported(folder: Path, practitioners: int) -> dict:
    """The import, in a process of its own."""
    command = [sys.executable, __file__, "--import", folder / "data", "--practitioners", str(practitioners)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def import_here(data: Path, practitioners: int) -> None:
    """Imports, and prints what it took as `stages` does."""
    began = time.perf_counter()
    import_made(Settings(data), practitioners)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"stages": {"all": [time.perf_counter() - began, time.process_time()]}, "memory": memory}))


def command(data: str, *words: object) -> Callable[[Path, int], dict]:
    """A step that is one command of the program."""
    return lambda folder, _: stages.run(folder / data, "whole", *(str(word).format(folder=folder) for word in words))


def followed(folder: Path, _: int) -> dict:
    """The edition taken by a reader who has none."""
    from directory.publish.sent.current import public_text, publisher_key

    key = public_text(publisher_key(folder / "data.publisher.key"))
    return stages.run(folder / "reader", "whole", "follow", folder / "sent", "--once", "--key", key)


STEPS: tuple[tuple[str, Callable[[Path, int], dict], str], ...] = (  # what, how, the file that is there afterwards
    ("imported (imports.db)", imported, "data/imports.db"),
    ("published, all anew (directory.db)", command("data", "publish"), "data/directory.db"),
    ("published again, nothing new", command("data", "publish"), "data/directory.db"),
    ("packed, signed and sent", command("data", "publish", "--only-send", "--to", "{folder}/sent"), "sent/*.zst"),
    ("taken by a reader, checked, in place", followed, "reader/directory.db"),
)


def measure(folder: Path, practitioners: int) -> None:
    """Prints the table, a line as it is known."""
    kept = folder / DONE
    lines = json.loads(kept.read_text()) if kept.exists() else []
    print(f"{practitioners:,} practitioners, {measuring.machine()}\n")
    print("| step | s on the clock | s of processor | MB at most | file, MB | load |\n|---|---|---|---|---|---|")
    for number, (name, step, file) in enumerate(STEPS):
        if number == len(lines):
            took = step(folder, practitioners)
            clock, processor = (sum(each) for each in zip(*took["stages"].values(), strict=True))
            (made,) = folder.glob(file)
            size = made.stat().st_size / 1e6
            values = (clock, processor, took["memory"], size)
            told = " | ".join(f"{value:,.1f}" if value < 10 else f"{value:,.0f}" for value in values)
            lines.append(f"| {name} | {told} | {os.getloadavg()[1]:.0f} |")
            kept.write_text(json.dumps(lines))
        print(lines[number], flush=True)


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(description="Measures a directory of a whole nation.")
    parser.add_argument("--practitioners", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where what is made stays")
    parser.add_argument("--import", dest="data", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.data:
        return import_here(options.data, options.practitioners)
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        return measure(options.folder, options.practitioners)
    with tempfile.TemporaryDirectory(prefix="directory-nation-") as folder:
        return measure(Path(folder), options.practitioners)


if __name__ == "__main__":
    main()
