"""Doors for programs: pages of other sites may read them, nobody takes them for himself, and no address is kept."""

import pytest

from directory.web.shell import doors
from directory.web.shell.doors import MOST_REQUESTS, WINDOW, FairUse

FROM_OUTSIDE = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture
def fair_use(app, monkeypatch):
    """A count of this test's own, of three requests."""
    own = FairUse(3)
    monkeypatch.setitem(app.extensions, "fair_use", own)
    return own


def test_a_page_of_another_site_may_read_an_answer_and_its_tag_but_send_no_cookie(client):
    answer = client.plain.get("/api/v1/status", headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    asked_before = client.plain.options("/api/v1/status", headers={"Origin": "https://example.org"})
    assert asked_before.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "If-None-Match" in asked_before.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["/", "/search?near=97214", "/account/sign-in", "/healthz"])
def test_no_other_page_may_be_read_from_elsewhere(client, path):
    answer = client.plain.get(path)
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_an_answer_that_is_known_is_not_sent_again(client):
    first = client.plain.get("/api/v1/practitioners?limit=2")
    again = client.plain.get("/api/v1/practitioners?limit=2", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_who_asks_too_much_waits_and_is_told_how_long(client, fair_use):
    statuses = [client.plain.get("/api/v1/places?like=po", environ_base=FROM_OUTSIDE).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = client.plain.get("/api/v1/places?like=po", environ_base=FROM_OUTSIDE)
    assert refused.mimetype == "application/problem+json" and refused.json["status"] == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= WINDOW + 1
    assert client.plain.get("/search?near=97214", environ_base=FROM_OUTSIDE).status_code == 200  # a page for people
    another = {"REMOTE_ADDR": "203.0.113.8"}
    assert client.plain.get("/api/v1/places?like=po", environ_base=another).status_code == 200


def test_a_web_server_in_front_that_hides_visitors_is_not_taken_for_one(client, fair_use):
    assert {client.plain.get("/api/v1/places?like=po").status_code for _ in range(6)} == {200}


def test_after_a_minute_everything_is_forgotten():
    fair_use = FairUse(2)
    assert [fair_use.seconds_to_wait("203.0.113.7", now) for now in (0, 1, 2)] == [0, 0, WINDOW - 1]
    secret, rows = fair_use.secret, fair_use.rows
    assert fair_use.seconds_to_wait("203.0.113.7", WINDOW) == 0
    assert fair_use.secret != secret and all(one is not other for one, other in zip(rows, fair_use.rows, strict=True))


def test_an_ipv6_network_is_one_and_others_are_others():
    assert (
        doors.network_of("2001:db8::1") == doors.network_of("2001:db8::ffff:1") != doors.network_of("2001:db8:0:1::1")
    )
    assert doors.network_of("::ffff:203.0.113.7") == "203.0.113.7"


def test_ten_thousand_others_do_not_use_up_what_is_fair_for_one_and_memory_stays():
    fair_use = FairUse()
    for number in range(10_000):
        fair_use.seconds_to_wait(f"10.{number >> 8}.{number & 255}.1", 1.0)
    answered = sum(fair_use.seconds_to_wait("203.0.113.7", 2.0) == 0 for _ in range(MOST_REQUESTS))
    assert answered >= MOST_REQUESTS - 3  # who shares both counters with others
    assert sum(len(row) * row.itemsize for row in fair_use.rows) == 4 * doors.COUNTERS


@pytest.mark.parametrize("path", ["/api/v1/search", "/api/v1/practitioners/x", "/api/v1/openapi.json"])
def test_another_method_is_refused_with_those_there_are(client, path):
    answer = client.plain.put(path)
    assert answer.status_code == 405 and answer.mimetype == "application/problem+json"
    assert "GET" in answer.headers["Allow"]


def test_a_fault_is_a_problem_without_its_inside(client, monkeypatch, logged):
    def fails(*_):
        raise RuntimeError("97214")

    monkeypatch.setattr("directory.web.api.routes.listings.search_answer", fails)
    monkeypatch.setitem(client.app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = client.plain.get("/api/v1/search?near=97214")
    assert answer.status_code == 500 and answer.json["status"] == 500
    assert "97214" not in answer.text and "97214" not in str(logged())
