"""The production server under load.

How quick at which rate, whether its memory grows, whether a new version comes in unnoticed.

    python3 tests/bench/load.py [--practitioners 100000] [--requests 200000] [--seconds 20]

Two workers of `run.py serve`, on a machine that the visitors (visitors.py) use too. Every answer is compared, ETag and
body, with what the site gives for one edition of the directory: whatever mixes two of them, or is an error, is a fault.
Linux only.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import measuring
from made_directory import settings
from msgspec.structs import replace
from pages import TYPED, addresses
from visitors import digest

sys.path.append(str(measuring.ROOT / "tests"))

from server import free_port, wait_for

from directory import create_app
from directory.core.practitioner import to_json
from directory.publish.edition import new_edition
from directory.settings import Settings
from directory.store.listings.reader import Current, Directory

WORKERS, CONNECTIONS, PATIENCE = 2, 32, 60  # PATIENCE: seconds for the server to end
SHARES = (0.2, 0.4, 0.6, 0.8)  # of the highest rate
SEARCHES = 50  # each followed by a practitioner's page and by names of insurers while somebody types
SAMPLES = 8  # of the memory
SWAPS, PAUSE = 20, 0.5  # editions that follow each other, seconds apart


class Server:
    """`run.py serve` in a data folder, until the block ends."""

    def __init__(self, data: Path):
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "run.py", "serve", "--port", str(self.port), "--workers", str(WORKERS)],
            cwd=measuring.ROOT,
            env=os.environ | {"DIRECTORY_DATA": str(data)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> "Server":
        try:
            wait_for(f"http://127.0.0.1:{self.port}/", 10 * PATIENCE)
        except TimeoutError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def memory(self) -> list[float]:
        """MB of each worker, without files: its own, and its part of what it shares with the others."""
        workers = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        lines = [Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines() for worker in workers]
        return [int(line.split()[1]) / 1024 for each in lines for line in each if line.startswith("Pss_Anon:")]


def ask(plan: dict, work: Callable[[], object] | None = None) -> dict:
    """What comes of the plan's visitors.

    They come while the work is done, or without one until they are all answered.
    """
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("visitors.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as asking:
        print(json.dumps(plan), file=asking.stdin, flush=True)
        if work:
            work()
            asking.stdin.close()
        return json.loads(asking.stdout.read())


def visits(directory: Directory) -> list[str]:
    """What visitors ask: a search, a practitioner, another search, names of insurers while somebody types."""
    chance, asked = random.Random(5), []
    for place, search in enumerate(addresses(directory, SEARCHES)):
        listing = directory.listings([chance.randrange(len(directory))])[0]
        asked += [
            search,
            f"/api/v1/insurance?like={TYPED[place % len(TYPED)].replace(' ', '+')}"
            if place % 2
            else f"/practitioners/{listing.id}",
        ]
    return list(dict.fromkeys(asked))


def publish_other(directory: Directory, path: Path) -> None:
    """Publishes the same practitioners with another mark in the name of each, and every tenth left out."""
    with new_edition(path, anew=True) as edition:
        for number in range(len(directory)):
            listing = directory.listings([number])[0]
            if number % 10:
                other = replace(listing, name=f"{listing.name} Other", insurance=())
                edition.add(other, to_json(listing.insurance), f"other {number:010}".encode())
        edition.finish(
            {name: directory.about[name] for name in ("made_up", "sources")}
            | {"published_at": "2026-01-01T00:00:00+00:00"}
        )


def answers(data: Path, asked: list[str]) -> dict[str, str]:
    """The digest of each answer of the site with one edition, in this process."""
    client, digests = create_app(Settings(data)).test_client(), {}
    for address in asked:
        answer = client.get(address, headers={"User-Agent": "bench"})
        digests[address] = digest(answer.headers.get("ETag", ""), answer.data)
    return digests


def swap(editions: list[Path], path: Path) -> None:
    """Puts the editions in each other's place, one after the other, as publishing does in the end."""
    for number in range(SWAPS):
        new = path.with_name("next.db")
        shutil.copy(editions[number % len(editions)], new)
        new.replace(path)
        time.sleep(PAUSE)


def summary(outcome: dict) -> str:
    """How many answers there were, of which edition, and what was wrong."""
    faults = ", ".join(f"{times:,} x {fault}" for fault, times in outcome["faults"].items()) or "none"
    editions = ", ".join(f"{times:,} of edition {name}" for name, times in sorted(outcome["editions"].items()))
    return f"{len(outcome['milliseconds']):,} requests, {editions}; faults: {faults}"


def percentiles(plan: dict, seconds: int) -> float:
    """Prints the table of rates; the highest, in requests a second."""
    ask(plan, lambda: time.sleep(seconds / 4))  # for what is made once
    outcome = ask(plan, lambda: time.sleep(seconds))
    highest = len(outcome["milliseconds"]) / outcome["seconds"]
    print(f"The highest rate: {highest:.0f} requests a second. {summary(outcome)}.\n")
    print("| % of it | p50 ms | p95 | p99 | p99 / p50 | faults |\n|---|---|---|---|---|---|")
    for share in SHARES:
        outcome = ask(plan | {"rate": share * highest}, lambda: time.sleep(seconds))
        p50, p95, p99 = measuring.spread(outcome["milliseconds"])
        faults = sum(outcome["faults"].values())
        row = f"| {100 * share:.0f} | {p50:.1f} | {p95:.1f} | {p99:.1f} | {p99 / p50:.1f} × | {faults} |"
        print(row, flush=True)
    return highest


def memory(server: Server, plan: dict, requests: int) -> None:
    """Prints the memory of the workers after so many requests."""
    workers = " | ".join(f"worker {number}, MB" for number in range(1, WORKERS + 1))
    print(f"\n| requests answered | {workers} | faults |\n|{'---|' * (WORKERS + 2)}")
    for sample in range(SAMPLES + 1):
        outcome = ask(plan | {"requests": requests // SAMPLES}) if sample else {"faults": {}}
        memory = " | ".join(f"{each:.1f}" for each in server.memory())
        faults = sum(outcome["faults"].values())
        print(f"| {sample * (requests // SAMPLES):,} | {memory} | {faults} |", flush=True)


def measure(practitioners: int, requests: int, seconds: int) -> None:
    """Prints everything."""
    with tempfile.TemporaryDirectory(prefix="directory-load-") as folder:
        first, other, served = (Settings(Path(folder) / name) for name in ("first", "other", "served"))
        for each in (first, other, served):
            each.data.mkdir()
        shutil.copy(settings(practitioners).directory_db, first.directory_db)
        shutil.copy(first.directory_db, served.directory_db)
        directory = Current(first.directory_db).get()
        publish_other(directory, other.directory_db)
        asked = visits(directory)
        plan = {
            "addresses": asked,
            "editions": {"1": answers(first.data, asked), "2": answers(other.data, asked)},
            "connections": CONNECTIONS,
            "rate": None,
            "requests": None,
        }
        print(
            f"{len(directory):,} practitioners, {WORKERS} workers, {CONNECTIONS} connections; "
            "the visitors use the same machine.\n"
        )
        with Server(served.data) as server:
            plan["port"] = server.port
            highest = percentiles(plan, seconds)
            published = ask(plan | {"rate": 0.5 * highest}, lambda: publish_other(directory, served.directory_db))
            print(f"\nEdition 2 was published while visitors came at half of it: {summary(published)}.\n")
            swapped = ask(
                plan | {"rate": 0.8 * highest},
                lambda: swap([first.directory_db, other.directory_db], served.directory_db),
            )
            print(f"{SWAPS} editions followed each other, {PAUSE} s apart, at 80 % of it: {summary(swapped)}.")
            memory(server, plan, requests)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures the production server under load.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=200_000, help="answered while memory is watched")
    parser.add_argument("--seconds", type=int, default=20, help="of each rate")
    options = parser.parse_args()
    measure(options.practitioners, options.requests, options.seconds)
