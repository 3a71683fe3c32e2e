"""A schedule, the publisher whose file it fetches, and a directory that one run has published."""

from dataclasses import replace

import pytest
from insurer_server import serving
from scheduled_files import NAME
from source_files import GOOD

from directory.importer.formats import download
from directory.store.office import jobs, schedules
from directory.store.office.schedules import ScheduleTerms


@pytest.fixture
def settings(settings, monkeypatch):
    """The site's, where its files may come from this machine; with waits that a test can bear."""
    monkeypatch.setattr(download, "PAUSES", ())
    monkeypatch.setattr(download.DownloadOptions, "pauses", (), raising=False)
    return replace(settings, private_networks=True)


@pytest.fixture
def publisher():
    """A server with a file, `server.pages[server.path]`."""
    with serving({f"/{NAME}": GOOD["nppes"].content}) as server:
        server.path, server.address = f"/{NAME}", f"{server.url}/{NAME}"
        yield server


@pytest.fixture
def scheduled(office, clock, publisher):
    """Keeps a schedule of the server's file, due from now on: its number."""

    def made(days=7, publishes=True, most=5, next_at=None, **told):
        settings = {"source": "nppes", "files": [publisher.address]} | told
        terms = ScheduleTerms("the weekly file", settings, days, next_at or clock.time, publishes, most)
        with office.transaction():
            return schedules.add_schedule(office, terms)

    return made


@pytest.fixture
def publish_now(work, office, publisher):
    """Publishes the server's file as somebody does who gives its address."""

    def published_now():
        with office.transaction():
            number = jobs.add_job(office, "import", NAME, {"source": "nppes", "files": [publisher.address]})
        work()
        with office.transaction():
            jobs.ask_to_publish(office, number, "by hand", force=True)
        work()

    return published_now


@pytest.fixture
def published(publish_now):
    """The server's file, published by hand, so that a run finds a directory that stands."""
    publish_now()
