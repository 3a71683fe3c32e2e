"""How long it is from `run.py` on a machine that is set up to the first byte of the first search.

Beside it: a bare page of Flask under the same server.

    python3 tests/bench/start.py [--practitioners 100000] [--times 7]

Each start is a process of its own; the two take turns. Processor time is that of all its processes until then. Linux
only.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from socket import create_connection, socket
from statistics import median

import measuring
from made_directory import settings

sys.path.append(str(measuring.ROOT / "tests"))

from server import free_port

PATIENCE, PAUSE = 60, 0.005  # seconds: for the first byte; between two tries to connect
BARE = """
from flask import Flask
from granian import Granian

def made():
    app = Flask("bare")
    app.add_url_rule("/search", view_func=lambda: "bare")
    return app

if __name__ == "__main__":
    server = Granian("bare", interface="wsgi", port={port}, workers=2, blocking_threads=1, workers_kill_timeout=3)
    server.serve(target_loader=made, wrap_loader=False)
"""
TICKS = os.sysconf("SC_CLK_TCK")


def first_byte(command: list[str], port: int, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds from starting a command till a search is answered, on the clock and of the processor."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=measuring.ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        with _connected(port, began + PATIENCE) as connection:
            connection.sendall(b"GET /search?near=97214&within=25 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            if not connection.recv(12).endswith(b"200"):
                raise ValueError(f"no page from {command}")
            return time.perf_counter() - began, _processor(process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _connected(port: int, latest: float) -> socket:
    while True:
        try:
            return create_connection(("127.0.0.1", port), PATIENCE)
        except ConnectionError:
            if time.perf_counter() > latest:
                raise
            time.sleep(PAUSE)


def _processor(process: int) -> float:
    """Seconds of the processor that a process and its children have had."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    fields = (Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in (process, *children))
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS  # utime, stime: proc(5)


def measure(practitioners: int, times: int) -> None:
    """Prints the table."""
    data = settings(practitioners).data
    port = free_port()
    works = {
        "`run.py serve`": [sys.executable, "run.py", "serve", "--port", str(port)],
        "a bare page": [sys.executable, "-c", BARE.format(port=port)],
    }
    taken = {name: [] for name in works}
    for _ in range(times):
        for name, command in works.items():
            taken[name].append(first_byte(command, port, {"DIRECTORY_DATA": str(data)}))
    print(f"{practitioners:,} practitioners; {times} starts of each.\n")
    print("| seconds to the first search | median | least | processor, least |\n|---|---|---|---|")
    for name, each in taken.items():
        clock, processor = zip(*each, strict=True)
        print(f"| {name} | {median(clock):.2f} | {min(clock):.2f} | {min(processor):.2f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures the time from start to the first search.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=7)
    options = parser.parse_args()
    measure(options.practitioners, options.times)
