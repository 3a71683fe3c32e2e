"""An edition of the directory is closed with the last request that reads it: neither files nor room pile up."""

import gc
import os
import shutil

import pytest

from directory.web.shell.site import directory, site

ASKED = ("/", "/search?near=97214&kind=licensed_acupuncturist", "/search?name=kimm", "/api/v1/insurance?like=acm")


@pytest.fixture
def app(own_app, settings):
    """The site of this test's own, over a file of its own."""
    publish_the_same(settings)
    return own_app


def open_editions(folder):
    """The files of this folder that this process holds open, those that are deleted too."""
    numbers = os.listdir("/proc/self/fd")
    handles = [
        os.readlink(f"/proc/self/fd/{number}") for number in numbers if os.path.lexists(f"/proc/self/fd/{number}")
    ]
    return [path for path in handles if path.startswith(f"{folder}/directory.db")]


def publish_the_same(settings):
    """Puts another file of the same content in place, as a publish does."""
    shutil.copy(settings.directory_db, settings.data / "next")
    os.replace(settings.data / "next", settings.directory_db)


@pytest.fixture
def no_collector():
    """Nothing is thrown away but what nobody refers to any more."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_after_200_publishes_only_the_newest_is_open(app, settings, no_collector):
    browser = app.test_client()
    npi = browser.get("/api/v1/search?near=97214").json["results"][0]["npi"]
    record = browser.get("/hsds/organizations").json["contents"][0]["id"]
    addresses = *ASKED, f"/api/v1/network?npi={npi}&plan=None+Such", f"/hsds/organizations/{record}"
    for number in range(200):
        assert browser.get(addresses[number % len(addresses)]).status_code == 200
        publish_the_same(settings)
    assert browser.get("/").status_code == 200
    assert open_editions(settings.data) == [str(settings.directory_db)]


def test_a_request_goes_on_with_the_edition_it_began_with(app, settings, no_collector):
    with app.test_request_context("/"):
        first = directory()
        publish_the_same(settings)
        assert site().current.get() is not first
        assert len(open_editions(settings.data)) == 2 and first.listings([0]) and directory() is first
        del first
    assert open_editions(settings.data) == [str(settings.directory_db)]
