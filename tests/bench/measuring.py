"""What benches share: the machine in a line, and times as a row of a table."""

import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]  # benches are programs: the first of their imports is this

# The programs that a bench starts keep what they compile, as Python does where nobody forbids it: to compile numpy at
# each start is 0.3 s more.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(tempfile.gettempdir()) / f"directory-bench-of-{os.getuid()}"))

HEADER = f"| ms | {'p50':>6} | {'p95':>6} | {'p99':>6} |\n|---|---|---|---|"

SECONDS = f"| seconds | {'on the clock':>12} | {'processor':>12} |\n|---|---|---|"


def machine() -> str:
    """The processor, and what runs on it."""
    with open("/proc/cpuinfo", encoding="ascii") as lines:
        name = next(
            (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
        )
    python = f"Python {platform.python_version()}, numpy {np.__version__}, SQLite {sqlite3.sqlite_version}"
    return f"{os.cpu_count()} cores of {name}, {platform.system()}, {python}"


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How many milliseconds it takes, once, by a clock of seconds."""
    began = clock()
    work()
    return 1000 * (clock() - began)


def in_turn(
    works: dict[str, Callable[[object], object]],
    inputs: Iterable[object],
    turn: int = 1,
    rounds: int = 3,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, list[float]]:
    """Milliseconds of each work on each input, the least of some rounds: what other programs add is not counted.

    The works take turns, so that a busy machine is busy for all of them, each of so many inputs: after a short turn
    every work finds the processor's memory full of the others'.
    """
    inputs = list(inputs)
    times = {name: [float("inf")] * len(inputs) for name in works}
    for _ in range(rounds):
        for first in range(0, len(inputs), turn):
            for name, work in works.items():
                for place, each in enumerate(inputs[first : first + turn], first):
                    times[name][place] = min(times[name][place], timed(lambda work=work, each=each: work(each), clock))
    return times


def spread(times: list[float]) -> tuple[float, float, float]:
    """p50, p95 and p99."""
    return tuple(float(value) for value in np.percentile(times, (50, 95, 99)))


def row(name: str, times: list[float]) -> str:
    """A line of a table."""
    return "| " + " | ".join((name, *(f"{value:6.2f}" for value in spread(times)))) + " |"


def ratios(name: str, slow: list[float], quick: list[float]) -> str:
    """A line of a table: how many times as long the one takes as the other, at each place."""
    return (
        "| "
        + " | ".join((name, *(f"{one / other:5.2f} ×" for one, other in zip(spread(slow), spread(quick), strict=True))))
        + " |"
    )


def seconds(name: str, spent: Iterable[tuple[float, float]]) -> None:
    """Prints a line of a table: the sums of seconds on the clock and of processor time."""
    print(f"| {name} | " + " | ".join(f"{sum(each):12.1f}" for each in zip(*spent, strict=True)) + " |")
