"""What watches the site is told whether it lives and whether it can work; nothing else, and nothing is kept of it."""

import logging
import shutil
from datetime import timedelta

import pytest

from directory import create_app
from directory.settings import Settings
from directory.store.connection import Busy, DiskFull


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


def asked(app, address="/readyz", browser=None):
    """An answer, which is for everybody, sets no cookie and is stored by nobody: (status, JSON)."""
    answer = (browser or app.test_client()).get(address)
    assert answer.headers["Cache-Control"] == "no-store" and "Set-Cookie" not in answer.headers
    assert answer.mimetype == "application/json" and answer.headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in answer.headers and "default-src 'none'" in answer.headers["Content-Security-Policy"]
    return answer.status_code, answer.json


def test_the_process_answers_without_any_database(data):
    assert asked(create_app(Settings()), "/healthz") == (200, {"alive": True})
    assert not data.exists()


def test_it_is_ready_with_a_directory_and_founds_no_office(app, settings, sample_directory):
    ready = (200, {"ready": True, "directory": sample_directory.about["published_at"]})
    assert asked(app) == ready and not settings.office_db.exists()


def test_it_is_ready_with_an_office_that_its_key_opens(app, office, sample_directory):
    assert asked(app) == (200, {"ready": True, "directory": sample_directory.about["published_at"]})


def test_without_a_directory_it_is_not_ready(data):
    problems = {"directory": "There is no directory.db here, or another version of this program made it."}
    assert asked(create_app(Settings())) == (503, {"ready": False, "problems": problems})


def test_a_directory_of_another_version_is_none(settings, app, monkeypatch):
    monkeypatch.setattr("directory.store.listings.reader.FORMAT", -1)
    assert asked(app)[1]["problems"]["directory"].startswith("There is no directory.db here, or another version")


@pytest.mark.parametrize("content", [b"", b"no database" * 1000])
def test_a_directory_that_is_broken_is_said_to_be(settings, app, content):
    settings.directory_db.unlink()
    settings.directory_db.write_bytes(content)
    assert asked(app) == (503, {"ready": False, "problems": {"directory": "directory.db cannot be read."}})


def test_an_office_without_its_key_is_named_and_no_path_is(settings, app, office):
    settings.key_file.unlink()
    problems = {"office": "The office key here does not open office.db."}
    assert asked(app) == (503, {"ready": False, "problems": problems})
    settings.key_file.write_text("00" * 32)
    settings.key_file.chmod(0o600)
    assert asked(app) == (503, {"ready": False, "problems": problems})


def test_an_office_of_a_newer_version_is_named_and_its_pages_are_closed(settings, app, office):
    office.connection.execute("PRAGMA user_version = 9999")
    problems = {"office": "office.db was written by a newer version of this program."}
    assert asked(app) == (503, {"ready": False, "problems": problems})
    browser = app.test_client()
    assert browser.post("/account/sign-in", data={"email": "a@example.org"}).status_code == 503
    assert browser.get("/").status_code == 200


def test_little_room_and_a_directory_of_the_future_are_notes_for_the_site_still_works(app, monkeypatch):
    monkeypatch.setattr("directory.web.shell.routes_health.LEAST_FREE", 1 << 62)
    monkeypatch.setattr("directory.web.shell.routes_health.AHEAD", timedelta(days=-36500))
    status, told = asked(app)
    assert status == 200 and "Less than 1 GB" in told["note"] and "in the future" in told["note"]


@pytest.mark.parametrize("error", [Busy("The office is busy."), DiskFull("disk is full")])
def test_an_office_that_is_busy_or_full_takes_the_public_pages_out_of_no_turn(app, office, monkeypatch, error):
    def init(*_, **__):
        raise error

    monkeypatch.setattr("directory.store.office.database.Office.__init__", init)
    assert asked(app)[0] == 200


def test_an_office_that_is_broken_is_said_to_be(settings, app):
    settings.office_db.write_bytes(b"no database" * 1000)
    assert asked(app) == (503, {"ready": False, "problems": {"office": "office.db cannot be opened."}})


def test_all_that_is_wrong_is_told_at_once(data, sample_data, app, settings, office):
    shutil.move(settings.key_file, settings.data / "away")
    settings.directory_db.unlink()
    assert set(asked(app)[1]["problems"]) == {"directory", "office"}


def test_asking_logs_nothing_and_is_no_sign_of_life(app, client, ann, clock, caplog):
    client.sign_in(ann)
    clock.pass_(minutes=14)
    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        for address in ("/healthz", "/readyz"):
            asked(app, address, client.plain)
    assert caplog.records == []
    assert client.plain.get("/account/left").json == {"seconds": 60}


def test_search_engines_are_not_told_of_it(client):
    for address in ("/robots.txt", "/"):
        assert "healthz" not in client.plain.get(address).text and "readyz" not in client.plain.get(address).text
