"""Everything at once for a while: visitors, imports that publish, letters made and kept, claims. Is anything lost?

    python3 tests/bench/soak.py [--minutes 60] [--practitioners 5000]

Visitors come at 70 % of the rate that the server reached alone. Every minute a file with one member more is imported
and published; every few seconds a letter is made through the site, another kept, a listing claimed, by processes beside
the server's, as other machines or workers would. In the end all that was promised is looked for. Linux only.
"""

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import load
import measuring
import national

sys.path.append(str(measuring.ROOT / "tests"))

from office_people import Account, Clock
from quick_letters import LEAST

from directory.settings import Settings
from directory.store.connection import Busy
from directory.store.listings.reader import Current, Directory
from directory.store.office import claims, referrals
from directory.store.office.database import Office

SHARE = 0.7  # of the highest rate
EVERY = {"imports": 60.0, "letters made": 5.0, "letters kept": 3.0, "claims": 7.0}  # seconds between two
SEARCHES = 200
WRONG = (OSError, ValueError, sqlite3.Error, Busy, subprocess.CalledProcessError)  # counted and told
PIECE = 60  # seconds of visitors in a line of the table
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "mo", "ne", "pi", "ru")


def made_name(number: int) -> str:
    """A family name that nobody else has."""
    return "Zz" + "".join(SYLLABLES[int(digit)] for digit in f"{number:04}")


class Work:
    """What goes on beside the visitors, each thing by a thread of its own; `done` counts what was promised."""

    def __init__(self, where: Settings, port: int, listing: str):
        self.where, self.port, self.listing = where, port, listing
        self.done, self.faults, self.ended = Counter(), Counter(), threading.Event()
        with Office(where.office_db, where.key_file) as office:
            clock = Clock()
            clock.time = datetime.now(UTC)
            self.author = Account(office, clock, "soak@example.org").person
            self.before = self._counted(office)
        works = {
            "imports": self.imports,
            "letters made": self.makes_letter,
            "letters kept": self.keeps_letter,
            "claims": self.claims,
        }
        self.threads = [threading.Thread(target=self._again, args=each) for each in works.items()]

    def begin(self) -> None:
        """Begins all of it."""
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Ends it, once what was begun is done."""
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _again(self, name: str, work: object) -> None:
        while not self.ended.wait(EVERY[name]):
            try:
                work()
                self.done[name] += 1
            except WRONG as error:
                self.faults[f"{name}: {type(error).__name__} {str(error)[:80]}"] += 1

    def imports(self) -> None:
        """One member more, published."""
        number = self.done["imports"]
        file = self.where.data.parent / "members 2026-11-22.csv"
        rows = [f'"{made_name(each)}, Ana, MD, FAAMA",Denver,CO,303-555-0103' for each in range(number + 1)]
        file.write_text("Name,City,State,Phone\n" + "\n".join(rows) + "\n")
        subprocess.run(
            [sys.executable, "run.py", "import", "roster", file],
            cwd=measuring.ROOT,
            env=os.environ | {"DIRECTORY_DATA": str(self.where.data)},
            check=True,
            capture_output=True,
        )

    def makes_letter(self) -> None:
        """A letter as PDF, through the site."""
        address = f"http://127.0.0.1:{self.port}/referrals/new?practitioner={self.listing}"
        sent = urllib.parse.urlencode(LEAST | {"format": "pdf"}).encode()
        asked = urllib.request.Request(address, sent, {"Sec-Fetch-Site": "same-origin"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            if not answer.read().startswith(b"%PDF"):
                raise ValueError("no PDF")

    def keeps_letter(self) -> None:
        """A letter sealed and kept."""
        with Office(self.where.office_db, self.where.key_file) as office, office.transaction():
            referrals.save_referral(office, 1, self.author.id, self.listing, "draft", os.urandom(3000))

    def claims(self) -> None:
        """Somebody says that a listing is theirs; an earlier claim is settled, as an admin would."""
        with Office(self.where.office_db, self.where.key_file) as office, office.transaction():
            if waiting := claims.waiting_claims(office):
                claims.settle_claim(office, waiting[0], "refused")
            claims.ask_claim(office, self.listing, "call", "+13035550103", "Ana", "ana@example.org", "123456")

    @staticmethod
    def _counted(office: Office) -> dict[str, int]:
        tables = {"letters kept": "referrals", "claims": "claims"}
        return {
            name: office.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for name, table in tables.items()
        }

    def lost(self) -> list[str]:
        """What was promised and is not there."""
        with Office(self.where.office_db, self.where.key_file) as office:
            office.verify()
            now = self._counted(office)
        missing = [f"{self.done[name] - now[name] + was} {name}" for name, was in self.before.items()]
        names = {each.name for each in Current(self.where.directory_db).get().listings(range(self._listings()))}
        lost = [made_name(each) for each in range(self.done["imports"]) if f"Ana {made_name(each)}" not in names]
        return [each for each in missing if not each.startswith("0 ")] + lost

    def _listings(self) -> int:
        return len(Current(self.where.directory_db).get())


def visits(directory: Directory) -> list[str]:
    """What visitors ask: searches near listings, and the listings' pages."""
    chance, asked = random.Random(3), []
    for listing in directory.listings(chance.sample(range(len(directory)), SEARCHES)):
        place = listing.locations[0]
        asked += [
            f"/search?near={place.postal_code}&within={chance.choice((5, 25, 100))}",
            f"/practitioners/{listing.id}",
        ]
    return asked


def made(folder: Path, practitioners: int) -> Settings:
    """A data folder with so many practitioners and an office."""
    where = Settings(folder / "data")
    environment = os.environ | {"DIRECTORY_DATA": str(where.data)}
    commands = (
        ("import", "nppes", national.files(practitioners).full),
        ("user", "add", "a@example.org", "--role", "admin"),
    )
    for words in commands:
        subprocess.run(
            [sys.executable, "run.py", *words], cwd=measuring.ROOT, env=environment, check=True, capture_output=True
        )
    return where


def line(passed: float, outcome: dict, memory: list[float]) -> str:
    """A line of the table: of the last piece. passed: seconds; memory: MB of each worker."""
    times = outcome["milliseconds"]
    figures = (*measuring.spread(times), max(times), sum(outcome["faults"].values()), *memory)
    told = (f"{passed / 60:.0f}", f"{os.getloadavg()[0]:.0f}", f"{len(times):,}", *(f"{each:.0f}" for each in figures))
    return f"| {' | '.join(told)} |"


def pieces(server: load.Server, plan: dict, minutes: float) -> Counter:
    """Has visitors come for so long, and prints a line a piece; what went wrong for them."""
    print("| minute | load | requests | p50 ms | p95 | p99 | most | faults | worker 1, MB | worker 2, MB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    began, faults = time.monotonic(), Counter()
    while (passed := time.monotonic() - began) < 60 * minutes:
        outcome = load.ask(plan, lambda: time.sleep(PIECE))
        faults.update(outcome["faults"])
        print(line(passed, outcome, server.memory()), flush=True)
    return faults


def soak(folder: Path, practitioners: int, minutes: float) -> int:
    """Prints the table and what was promised; 1 where something was lost or went wrong."""
    where = made(folder, practitioners)
    directory = Current(where.directory_db).get()
    plan = {"addresses": visits(directory), "editions": None, "connections": load.CONNECTIONS, "requests": None}
    with load.Server(where.data) as server:
        plan |= {"port": server.port, "rate": None}
        load.ask(plan, lambda: time.sleep(5))
        outcome = load.ask(plan, lambda: time.sleep(15))
        highest = len(outcome["milliseconds"]) / outcome["seconds"]
        print(f"{len(directory):,} practitioners; alone {highest:.0f} requests a second, {SHARE:.0%} of it:\n")
        work = Work(where, server.port, directory.listings([0])[0].id)
        work.begin()
        faults = pieces(server, plan | {"rate": SHARE * highest}, minutes)
        work.end()
    lost, wrong = work.lost(), dict(faults + work.faults)
    print("\n" + ", ".join(f"{count:,} {name}" for name, count in work.done.items()), end="")
    print(f"; lost: {', '.join(lost) or 'nothing'}; faults: {wrong or 'none'}. The trail of the office is whole.")
    return int(bool(lost or wrong))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Visitors, imports, letters and claims together, for a while.")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--practitioners", type=int, default=5_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="directory-soak-") as made_in:
        sys.exit(soak(Path(made_in), options.practitioners, options.minutes))
