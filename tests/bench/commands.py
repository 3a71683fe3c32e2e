"""How long somebody waits for the first word of a command that only asks, beside Python with numpy alone.

    python3 tests/bench/commands.py [--practitioners 100000]

By the clock, and of processor; the least of five.
"""

import argparse
import os
import resource
import subprocess
import sys
import time

import measuring
from made_directory import settings

TIMES = 5
NUMPY = ("-c", "import numpy; print(1)")
COMMANDS = ("--help", "status", "why 1111111111", "search --near 97214", "matches", "imports", "sources")


def waited(words: tuple[str, ...], folder: str) -> tuple[float, float]:
    """Seconds to the first byte of a program of Python, and of processor to its end."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"DIRECTORY_DATA": folder}
    with subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, cwd=measuring.ROOT
    ) as program:
        program.stdout.read(1)
        first = time.perf_counter() - began
        program.stdout.read()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return first, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures commands that only ask.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    folder = str(settings(parser.parse_args().practitioners).data)
    print("| | first word, s | processor, s |\n|---|---|---|")
    for command in (*COMMANDS, None):
        words = NUMPY if command is None else ("run.py", *command.split())
        times = [waited(words, folder) for _ in range(TIMES)]
        least = [min(each) for each in zip(*times, strict=True)]
        print(f"| {command or 'numpy alone'} | {least[0]:.2f} | {least[1]:.2f} |")
    print(measuring.machine())
