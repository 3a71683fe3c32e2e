"""Browsers may keep a page, and are told without any work that it is still the same; never longer than it is."""

import gzip
from datetime import date, timedelta

import nppes_files as files
import pytest

from directory import create_app
from directory.core import dates
from directory.settings import Settings
from directory.web.search import routes
from directory.web.shell.caching import SHARED_FOR

PAGES = ["/", "/search?near=97214", "/about", "/api/v1/search?near=97214"]


def listing_address(client):
    """The address of a listing of the sample."""
    found = client.plain.get("/api/v1/search?near=97214&within=50").json["results"]
    return f"/practitioners/{found[0]['id']}"


def asked_again(client, address, first, **headers):
    """The status of asking for an address with the tag of a first answer."""
    return client.plain.get(address, headers={"If-None-Match": first.headers["ETag"]} | headers).status_code


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_still_the_same_is_not_sent_again(client, address):
    first = client.plain.get(address)
    again = client.plain.get(address, headers={"If-None-Match": f"W/{first.headers['ETag']}"})
    assert (again.status_code, again.data) == (304, b"")
    for answer in (first, again):
        assert {"Accept-Language", "Cookie"} <= set(answer.vary.as_set(preserve_casing=True))
        assert "User-Agent" not in answer.vary
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/?lang=es", "/about", "/guide", "/status", "/robots.txt", "LISTING"])
def test_what_is_the_same_for_everybody_may_be_kept_by_shared_caches_for_a_minute(client, address):
    address = address.replace("LISTING", listing_address(client))
    assert client.plain.get(address).headers["Cache-Control"] == SHARED_FOR


@pytest.mark.parametrize(
    "address",
    ["/search?near=97214", "/api/v1/search?near=97214", "/search.csv?near=97214", "/?near=97214", "LISTING?near=97214"],
)
def test_what_somebody_searches_for_is_kept_by_no_cache_between(client, address):
    address = address.replace("LISTING", listing_address(client))
    assert client.plain.get(address).headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ["/", "/about", "/guide", "LISTING"])
def test_a_page_for_who_sends_a_cookie_is_for_no_shared_cache(client, address):
    address = address.replace("LISTING", listing_address(client))
    client.plain.set_cookie("signed_in", "1")
    assert "public" not in client.plain.get(address).headers["Cache-Control"]


def test_a_shared_copy_is_for_those_only_who_read_its_language(client):
    for headers, language in (({"Accept-Language": "es"}, "es"), ({"Accept-Language": "en"}, "en")):
        answer = client.plain.get("/about", headers=headers)
        assert (answer.headers["Content-Language"], answer.headers["Cache-Control"]) == (language, SHARED_FOR)
        assert "Accept-Language" in answer.vary


def test_a_page_that_needs_no_directory_is_there_without_one(data):
    answer = create_app(Settings()).test_client().get("/guide")
    assert answer.status_code == 200 and answer.headers["ETag"]


def test_the_answer_that_nothing_changed_comes_before_any_search(client, monkeypatch):
    first = client.plain.get("/search?near=97214")
    monkeypatch.setattr(routes, "search_results", None)  # a search would fail
    assert asked_again(client, "/search?near=97214", first) == 304


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/search?near=97214&within=50", {}),
        ("/search?near=97214&lang=es", {}),
        ("/search?near=97214", {"Accept-Language": "es"}),
    ],
)
def test_another_search_or_language_is_another_answer(client, address, headers):
    first = client.plain.get("/search?near=97214")
    assert asked_again(client, address, first, **headers) == 200


def test_who_sends_a_cookie_gets_every_page_anew(client):
    first = client.plain.get("/")
    client.plain.set_cookie("session", "1")
    assert asked_again(client, "/", first) == 200 and "ETag" not in client.plain.get("/").headers


def test_another_day_is_another_answer_because_pages_tell_ages(client, monkeypatch):
    first = client.plain.get("/")
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    monkeypatch.setattr(dates, "today", lambda: tomorrow)
    assert asked_again(client, "/", first) == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("/search?near=zzzzq", 400), ("/practitioners/nobody", 404), ("/nowhere", 404), ("/api/v1/search", 400)],
)
def test_an_error_has_no_tag_and_is_told_whatever_the_browser_has(client, address, status):
    answer = client.plain.get(address, headers={"If-None-Match": "*"})
    assert answer.status_code == status and "ETag" not in answer.headers


def test_a_publish_changes_every_tag(run, tmp_path):
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20050523-20240310.csv", [files.row(npi=files.npi(1))]))
    client = create_app(Settings()).test_client()
    address = f"/practitioners/{files.npi(1)}"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240311-20240317.csv", [files.row(npi=files.npi(2))]))
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_pages_come_compressed_and_their_tag_says_that_they_mean_the_same(app):
    browser = app.test_client()
    plain = browser.get("/search?near=97214", headers={"Accept-Encoding": "identity"})
    small = browser.get("/search?near=97214", headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(small.data) == plain.data and len(small.data) < len(plain.data) / 3
    assert small.headers["ETag"] == f"W/{plain.headers['ETag']}" and "Accept-Encoding" in small.headers["Vary"]
    again = {"Accept-Encoding": "gzip", "If-None-Match": small.headers["ETag"]}
    assert browser.get("/search?near=97214", headers=again).status_code == 304


def test_what_somebody_with_a_cookie_gets_is_not_compressed_for_its_size_could_tell_of_its_secrets(app):
    browser = app.test_client()
    browser.set_cookie("session", "x")
    answer = browser.get("/search?near=97214", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers and "ETag" not in answer.headers
