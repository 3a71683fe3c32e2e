"""Searches beside clients that download without pause; what files of results take; what goes over the wire.

    python3 tests/bench/downloads.py [--practitioners 100000] [--searches 400]

Two workers of `run.py serve`. The clients that download are a process of their own. To be reached: p95 of a search at
most 1.5 times of alone.
"""

import argparse
import gzip
import http.client
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread

import measuring
from made_directory import settings
from pages import Site
from werkzeug.test import create_environ

sys.path.append(str(measuring.ROOT / "tests"))

from server import free_port, wait_for

PLACES = ("97214", "10001", "60601", "90012", "77001", "33101", "98101", "80202", "02108", "85001")
FILES = ("csv?near=90012", "vcf?near=10001", "geojson?near=60601", "csv?near=77001")
WIRE = (
    "/search?near=97214",
    "/search?near=10001&insurance=Insurer+01",
    "/api/v1/search?near=97214",
    *(f"/search.{each}&within=50" for each in FILES[:3]),
)
PACKED = {"Accept-Encoding": "gzip"}
PAUSE = 0.01  # seconds between searches


def ask(connection: http.client.HTTPConnection, address: str) -> int:
    """The status of an answer that was read to its end."""
    connection.request("GET", address, headers=PACKED)
    with connection.getresponse() as answer:
        answer.read()
        return answer.status


def search(port: int, times: int) -> list[float]:
    """Milliseconds of searches, one after the other."""
    chance, taken = random.Random(4), []
    for _ in range(times):
        address = f"/search?near={chance.choice(PLACES)}&within={chance.choice((5, 10, 25))}"
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            taken.append(measuring.timed(lambda connection=connection, address=address: ask(connection, address)))
        time.sleep(PAUSE)
    return taken


def download(port: int) -> None:
    """Downloads for ever, in a client a file."""

    def client(address: str) -> None:
        while True:
            with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
                ask(connection, address)

    clients = [Thread(target=client, args=(f"/search.{each}&within=50",), daemon=True) for each in FILES]
    for each in clients:
        each.start()
    signal.pause()


@contextmanager
def running(*words: object, **environment: str) -> Iterator[None]:
    """A program beside this one."""
    with subprocess.Popen([sys.executable, *map(str, words)], env=os.environ | environment) as program:
        try:
            yield
        finally:
            program.terminate()


def measure_beside(practitioners: int, times: int) -> None:
    """Prints the table of searches."""
    port, folder = free_port(), str(settings(practitioners).data)
    with running(measuring.ROOT / "run.py", "serve", "--port", port, DIRECTORY_DATA=folder):
        wait_for(f"http://127.0.0.1:{port}/healthz")
        search(port, 40)
        alone = search(port, times)
        with running(__file__, "--download", port):
            time.sleep(1)
            beside = search(port, times)
    print(measuring.HEADER)
    print(measuring.row("search, alone", alone))
    print(measuring.row("search, four clients download", beside))
    print(measuring.ratios("ratio", beside, alone))


def measure_files(practitioners: int) -> None:
    """Prints what answers take and weigh."""
    site = Site(practitioners)
    print("\n| | KB | KB over the wire | first byte, ms of processor | all, ms |\n|---|---|---|---|---|")
    for address in WIRE:
        site.get(address)
        body, began = site.get(address), time.process_time()
        with closing(site.app(create_environ(address, headers=PACKED), lambda status, headers: None)) as pieces:
            packed = [next(iter(pieces))]
            first = 1000 * (time.process_time() - began)
            packed += pieces
        taken, wire = 1000 * (time.process_time() - began), b"".join(packed)
        assert gzip.decompress(wire) == body
        print(f"| {address} | {len(body) / 1024:,.1f} | {len(wire) / 1024:,.1f} | {first:.1f} | {taken:.1f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures searches beside downloads, and what files take.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--download", type=int)
    options = parser.parse_args()
    if options.download:
        download(options.download)
    measure_beside(options.practitioners, options.searches)
    measure_files(options.practitioners)
    print(measuring.machine())
