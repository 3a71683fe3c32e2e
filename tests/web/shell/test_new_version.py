"""A new version of the directory comes while visitors are asking.

Nobody is turned away, and no answer is made of two versions.
"""

import shutil
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import cycle, islice
from threading import Event
from time import sleep

import pytest
from msgspec.structs import replace

from directory import create_app
from directory.core.practitioner import to_json
from directory.publish.edition import new_edition
from directory.settings import Settings
from directory.store.listings.reader import Current

VISITORS, VISITS, PATIENCE = 4, 80, 60  # threads, what each asks, seconds for all of it
ADDRESSES = (
    "/",
    "/about",
    "/search?near=90012&within=100",
    "/search?near=90012&within=100&insurance=Acme+Health&sort=confirmed",
    "/search?near=97214&within=5&name=zzz",
    "/api/v1/search?near=90012&within=100&page=2",
    "/search.csv?near=90012&within=50",
    "/search.geojson?near=90012&within=50",
)


def publish(settings, directory, mark):
    """Puts the listings of a directory into a folder, each name marked; for mark "B" without a third of them."""
    settings.data.mkdir()
    with new_edition(settings.directory_db) as edition:
        for number, listing in enumerate(directory.listings(list(range(len(directory))))):
            if number % 3 or mark != "B":
                marked = replace(listing, name=f"{listing.name} {mark}", insurance=())
                edition.add(marked, to_json(listing.insurance), f"{mark}{number:015}".encode())
        edition.finish(
            {
                "made_up": True,
                "sources": directory.about["sources"],
                "published_at": f"2026-01-01T00:00:0{'AB'.index(mark)}+00:00",
            }
        )


def asked(client, address):
    """All of an answer that a visitor sees or keeps; of a file that too many want at once, once it is given."""
    answer = client.get(address)
    while answer.status_code == 429:
        sleep(0.01)
        answer = client.get(address)
    return address, answer.status_code, answer.headers.get("ETag"), answer.data


@pytest.fixture
def editions(sample_directory, tmp_path):
    """Two versions, each in a folder of its own."""
    made = {mark: Settings(tmp_path / mark) for mark in "AB"}
    for mark, settings in made.items():
        publish(settings, sample_directory, mark)
    return made


@pytest.fixture
def quick_turns():
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def test_every_answer_is_of_one_version_whole_while_new_ones_come_in(
    editions, tmp_path, quick_turns, gazetteer, monkeypatch
):
    monkeypatch.setattr("directory.web.shell.app.gazetteer", lambda: gazetteer)
    clients = {mark: create_app(settings).test_client() for mark, settings in editions.items()}
    known = {asked(client, address): mark for mark, client in clients.items() for address in ADDRESSES}
    assert len(known) == 2 * len(ADDRESSES)
    served, done = Settings(tmp_path / "served"), Event()
    served.data.mkdir()
    shutil.copy(editions["A"].directory_db, served.directory_db)
    site = create_app(served)

    def visit(first):
        client = site.test_client()
        return Counter(
            known.get(asked(client, address), address) for address in islice(cycle(ADDRESSES), first, first + VISITS)
        )

    def swap():
        for mark in cycle("BA"):
            shutil.copy(editions[mark].directory_db, served.data / "next.db")
            (served.data / "next.db").replace(served.directory_db)
            if done.wait(0.005):
                return

    with ThreadPoolExecutor(VISITORS + 1) as threads:
        visits = [threads.submit(visit, first) for first in range(VISITORS)]
        swapping = threads.submit(swap)
        _, late = wait(visits, PATIENCE)
        done.set()
        assert not late and swapping.result(PATIENCE) is None
    answers = sum((each.result() for each in visits), Counter())
    assert set(answers) == {"A", "B"}, f"of neither version: {set(answers) - set('AB')}"


def test_whoever_began_with_a_version_reads_it_to_the_end(editions, tmp_path):
    served = tmp_path / "directory.db"
    shutil.copy(editions["A"].directory_db, served)
    current = Current(served)
    before = current.get()
    shutil.copy(editions["B"].directory_db, tmp_path / "next.db")
    (tmp_path / "next.db").replace(served)
    assert current.get() is not before and current.get() is current.get()
    assert before.listings([0])[0].name.endswith(" A") and current.get().listings([0])[0].name.endswith(" B")
