"""The doors for programs under questions that are meant and others that are hostile: times, memory, faults, the log.

    python3 tests/bench/doors.py [--practitioners 20000] [--requests 1000]

Each door is asked so many times over one connection, a third of it hostile: endless words, broken UTF-8, huge numbers,
other doors' parameters. One worker of `run.py serve`; no answer may be a fault (500 and above), and no word of a
question in the log. Linux only.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

import measuring
from made_directory import settings

sys.path.append(str(measuring.ROOT / "tests"))

from server import free_port, stopped, wait_for

from directory.store.listings.reader import Current

CANARY = "zq7canary"  # in each hostile question, and nowhere else
LARGEST = 8 << 20  # bytes of an answer that are read
PAGE = os.sysconf("SC_PAGE_SIZE")
HOSTILE = (
    CANARY * 300,
    f"{CANARY}%FF%FE%C0%80",
    f"{CANARY}%00",
    "9" * 400,
    f"-1e309{CANARY}",
    f"{CANARY}%27%20OR%201=1--",
    f"{CANARY}[[[[" * 100,
    "%F0%9F%92%A9" * 200,
    f"../../{CANARY}",
    "a:b:c:d:e:f:" * 100 + CANARY,
)


def doors() -> dict[str, tuple[list[str], list[str]]]:
    """Of each door the questions meant, with {id} for a listing's and {site} for ours, and parameters to attack."""
    near = "near=97214&within=25"
    return {
        "/api/v1/search": ([near, f"{near}&plans=summary", f"{near}&insurance=aetna"], ["near", "within", "cursor"]),
        "/api/v1/practitioners": (["limit=20", "limit=100&fields=name"], ["cursor", "limit", "fields"]),
        "/api/v1/practitioners/{id}": (["", "fields=name"], ["fields", "plans"]),
        "/api/v1/insurers": (["", "like=a"], ["like", "cursor"]),
        "/api/v1/changes": ([""], ["since", "cursor", "state"]),
        "/api/v1/coverage": (["program=medicare&condition=low_back_pain"], ["weeks", "program", "visits_used"]),
        "/hsds/services": (["full=true", "search=lee"], ["page", "per_page", "search", "organization_id"]),
        "/hsds/service_at_locations": (["postcode=97214&proximity=20000"], ["postcode", "proximity"]),
        "/embed/search": ([near], ["near", "insurance", "accent", "page"]),
        "/oembed": (["url=http://{site}/practitioners/{id}"], ["url", "maxwidth"]),
        "/changes.atom": ([""], ["state"]),
    }


def questions(path: str, meant: list[str], named: list[str], ids: list[str], count: int) -> list[str]:
    """Addresses to ask, a third of them hostile; the same each time."""
    chance, asked = random.Random(path), []
    for number in range(count):
        practitioner = chance.choice(ids)
        if number % 3:
            asked.append(f"{path}?{chance.choice(meant)}".replace("{id}", practitioner))
        else:
            parameters = "&".join(f"{name}={chance.choice(HOSTILE)}" for name in named)
            asked.append(f"{path.replace('{id}', chance.choice((practitioner, CANARY)))}?{parameters}")
    return asked


def memory(pid: int) -> float:
    """Megabytes that a process and its children have in memory."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in (str(pid), *children)]
    return sum(pages) * PAGE / 1e6


def ask(port: int, addresses: list[str]) -> tuple[list[float], dict[int, int]]:
    """Milliseconds of each answer, and how many there are of each status."""
    connection, times, statuses = HTTPConnection("127.0.0.1", port, timeout=60), [], {}
    for address in addresses:
        began = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read(LARGEST)
        times.append(1000 * (time.perf_counter() - began))
        statuses[answer.status] = statuses.get(answer.status, 0) + 1
        if answer.will_close:
            connection.close()
    return times, statuses


def main() -> int:
    """Asks each door and prints a row of it; 1 where an answer was a fault or the log has a word of a question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--practitioners", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=1000)
    options = parser.parse_args()
    print(f"{measuring.machine()}; {options.practitioners:,} practitioners, {options.requests:,} requests a door\n")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(settings(options.practitioners).directory_db, folder)
        directory = Current(Path(folder) / "directory.db").get()
        ids = [each.id for each in directory.listings(list(range(0, len(directory), len(directory) // 50)))]
        return _measure(Path(folder), ids, options.requests)


def _measure(folder: Path, ids: list[str], count: int) -> int:
    port, log, faults = free_port(), folder / "log", 0
    command = [sys.executable, str(measuring.ROOT / "run.py"), "serve", "--port", str(port), "--workers", "1"]
    environment = os.environ | {"DIRECTORY_DATA": str(folder), "LOG_FORMAT": "json"}
    with log.open("wb") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            print("| door | p50, ms | p95, ms | most, ms | 200 | 4xx | 5xx | MB before | after |")
            print("|---|---|---|---|---|---|---|---|---|")
            for path, (meant, named) in doors().items():
                asked = questions(path, meant, named, ids, count)
                asked = [each.replace("{site}", f"127.0.0.1:{port}") for each in asked]
                ask(port, asked[:30])
                before = memory(server.pid)
                times, statuses = ask(port, asked)
                faults += _row(path, times, statuses, before, memory(server.pid))
        finally:
            stopped(server)
    told = CANARY in log.read_text(errors="replace")
    print(f"\nWords of questions in the log: {'yes' if told else 'none'}")
    return int(bool(faults) or told)


def _row(path: str, times: list[float], statuses: dict[int, int], before: float, after: float) -> int:
    """Prints a row of the table; how many answers were faults."""
    refused = sum(count for status, count in statuses.items() if 400 <= status < 500)
    faults = sum(count for status, count in statuses.items() if status >= 500)
    p50, p95, _ = measuring.spread(times)
    cells = (f"{p50:.1f}", f"{p95:.1f}", f"{max(times):.0f}", statuses.get(200, 0), refused, faults)
    print(f"| {path} | {' | '.join(map(str, cells))} | {before:.0f} | {after:.0f} |", flush=True)
    return faults


if __name__ == "__main__":
    sys.exit(main())
