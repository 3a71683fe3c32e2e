"""A practice confirms its listing in a directory of the whole country: how long until everybody is shown it?

    python3 tests/bench/correction.py [--practitioners 100000] [--times 5]

From when the practice presses the button, at the production server with two processes and its worker, until
the public page says so. To be reached: a minute, and better two seconds.
"""

import argparse
import os
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import national
import stages
from measuring import ROOT

sys.path.append(str(ROOT / "tests"))

from server import serving

from directory.accounts import claims as rules
from directory.settings import Settings
from directory.store.listings.reader import Current
from directory.store.office import claims, people
from directory.worker.watch import open_office

PATIENCE, EVERY = 120, 0.05  # seconds until it is given up, and between two looks
SAID = b"confirmed today"


def asked(address: str, method: str, path: str) -> bytes:
    """What the site answers."""
    line = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    line.request(method, path, headers={"Sec-Fetch-Site": "same-origin"})
    answer = line.getresponse()
    body = answer.read()
    line.close()
    assert answer.status == 200, (method, path, answer.status)
    return body


def owned(settings: Settings, times: int) -> list[tuple[str, str]]:
    """Of as many listings, far apart, the id and the path at which its practice confirms it."""
    directory = Current(settings.directory_db).get()
    step = directory.about["listings"] // times
    found = []
    with open_office(settings) as office:
        for listing in directory.listings([number * step for number in range(times)]):
            with office.transaction():
                person = people.add_person(office, f"{listing.id.lower()}@example.org", "practitioner")
                claims.add_owner(office, listing.id, person.id, "call")
            owner = claims.owners_of(office, listing.id)[0]
            found.append((listing.id, f"/claims/still-right/{owner.id}/{rules.still_right_signature(office, owner)}"))
    return found


def seconds_until_shown(address: str, listing: str, path: str) -> tuple[float, float]:
    """From pressing the button: until the site answered, and until the public page says it."""
    began = time.perf_counter()
    asked(address, "POST", path)
    answered = time.perf_counter() - began
    while SAID not in asked(address, "GET", f"/practitioners/{listing}"):
        assert time.perf_counter() - began < PATIENCE, "it is not shown"
        time.sleep(EVERY)
    return answered, time.perf_counter() - began


def measure(practitioners: int, times: int) -> None:
    """Prints each time, and the medians."""
    made = national.files(practitioners, are_plans_shared=False)
    with tempfile.TemporaryDirectory(dir=made.folder) as folder:
        settings = Settings(Path(folder) / "data")
        for words in (("import", "nppes", made.full, "--hold"), ("publish",)):
            stages.run(settings.data, "whole", *words)
        practices = owned(settings, times)
        with serving(settings.data, Path(folder) / "log", "--workers", "2") as address:
            spent = [seconds_until_shown(address, *each) for each in practices]
    load = " · ".join(f"{each:.1f}" for each in os.getloadavg())
    print(
        f"{practitioners:,} practitioners; load average {load}\n\n| s | answered | shown to everybody |\n|---|---|---|"
    )
    for number, (answered, shown) in enumerate(spent, 1):
        print(f"| {number} | {answered:.2f} | {shown:.2f} |")
    print(f"| **median** | {median(each for each, _ in spent):.2f} | {median(each for _, each in spent):.2f} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=5)
    chosen = parser.parse_args()
    measure(chosen.practitioners, chosen.times)
