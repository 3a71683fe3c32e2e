"""Programs that ask as they ask the federal register (/api/npi), beside the same questions on /api/v1.

    python3 tests/bench/register.py [--practitioners 50000] [--requests 1000]

First each question alone, in processor time; then so many of each door's at once, over HTTP, of the production server.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from time import process_time
from urllib.error import HTTPError
from urllib.request import urlopen

import measuring
from load import Server

from directory import create_app
from directory.importer.run import import_files
from directory.publish.build import publish
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.reference.files import gazetteer

TIMES, AT_ONCE = 40, 16
QUESTIONS = {  # what is asked: the register's way, and ours where it can be asked so
    "an NPI": ("number={npi}", "practitioners/{npi}?"),
    "a name in a state": ("last_name={last}&state=CA", None),
    "the beginning of a name": ("last_name={start}*", "search?name={start}"),
    "a city": ("city=los+angeles", None),
    "the beginning of a ZIP code": ("postal_code=90*", None),
    "a taxonomy in a state, 200 of them": ("taxonomy_description=acupuncturist&state=CA&limit=200", None),
    "the same behind 2,000": ("taxonomy_description=acupuncturist&state=CA&skip=2000", None),
    "near a place": ("near=90012&within=25", "search?near=90012&within=25"),
    "a name near a place": ("near=90012&within=25&last_name={start}*", "search?near=90012&within=25&name={start}"),
}


def made(folder: Path, practitioners: int) -> Settings:
    """A directory of a made-up NPPES file."""
    settings, file = Settings(folder), folder / "npidata_pfile_20050523-20260308.zip"
    written = [sys.executable, measuring.ROOT / "tests" / "bench" / "nppes_files.py", "--acupuncturists", "0.96"]
    subprocess.run([*written, "--rows", str(practitioners), file], check=True, stdout=subprocess.DEVNULL)
    with Imports(settings.imports_db) as imports, imports.transaction():
        import_files(imports, "nppes", [file], gazetteer())
        publish(imports, settings.directory_db, gazetteer())
    return settings


def asked(settings: Settings) -> dict[str, tuple[str, str | None]]:
    """The questions, with somebody of this directory in them."""
    site = create_app(settings)
    listing = site.extensions["site"].current.get().listings([7])[0]
    last = listing.registrations[0].name.last or "KIM"
    words = {"npi": listing.npi, "last": last, "start": last[:3].lower()}
    return {
        name: (f"/api/npi/?version=2.1&{theirs.format(**words)}", ours and f"/api/v1/{ours.format(**words)}")
        for name, (theirs, ours) in QUESTIONS.items()
    }


def alone(settings: Settings, questions: dict[str, tuple[str, str | None]]) -> None:
    """Prints what each question takes."""
    client = create_app(settings).test_client()
    print("| processor ms, the median | /api/npi | /api/v1 | found |\n|---|---|---|---|")
    for name, addresses in questions.items():
        answered = [client.get(at) for at in addresses if at]
        assert all(each.status_code == 200 for each in answered), (name, addresses)
        total = answered[0].headers["X-Total-Count"]
        took = [
            statistics.median(measuring.timed(lambda at=at: client.get(at), process_time) for _ in range(TIMES))
            if at
            else None
            for at in addresses
        ]
        cells = ["–" if each is None else f"{each:.1f}" for each in took]
        print(f"| {name} | {' | '.join(cells)} | {int(total):,} |")


def status(address: str) -> int:
    """What is answered there."""
    try:
        with urlopen(address, timeout=60) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as error:
        return error.code


def at_once(settings: Settings, questions: dict[str, tuple[str, str | None]], requests: int) -> None:
    """Prints how many were answered how, and the server's memory."""
    for place, door in enumerate(("/api/npi", "/api/v1")):
        paths = [each[place] for each in questions.values() if each[place]]
        with Server(settings.data) as server, ThreadPoolExecutor(AT_ONCE) as threads:
            addresses = [f"http://127.0.0.1:{server.port}{paths[n % len(paths)]}" for n in range(requests)]
            before = Counter(threads.map(status, islice(addresses, 100)))
            memory = server.memory()
            found = Counter(threads.map(status, addresses))
            both = [", ".join(f"{each:.0f}" for each in now) for now in (memory, server.memory())]
            print(
                f"\n{door}: a hundred and {requests:,} requests, {AT_ONCE} at once; by status: {dict(found + before)}."
            )
            print(f"The workers' own memory: {both[0]} MB after the hundred, {both[1]} at the end.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--practitioners", type=int, default=50_000)
    parser.add_argument("--requests", type=int, default=1000)
    options = parser.parse_args()
    print(f"{measuring.machine()}\n\n{options.practitioners:,} rows of a made-up NPPES.\n")
    with tempfile.TemporaryDirectory() as folder:
        settings = made(Path(folder), options.practitioners)
        questions = asked(settings)
        alone(settings, questions)
        at_once(settings, questions, options.requests)
