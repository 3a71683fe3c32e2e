"""What visitors see, and the log holds, when there is no answer."""

import logging
import re

import pytest

from directory import create_app
from directory.settings import Settings
from directory.web.search import routes
from directory.web.shell import errors


def test_without_a_directory_the_site_says_so(data):
    answer = create_app(Settings()).test_client().get("/search?near=97214")
    assert answer.status_code == 503 and "no directory here yet" in answer.text
    assert create_app(Settings()).test_client().get("/api/v1/search?near=97214").mimetype == "application/problem+json"


def test_a_fault_of_the_program_shows_no_inside_and_logs_nothing_typed(app, caplog, logged, monkeypatch):
    def broken(parameters, for_page):
        raise RuntimeError(f"cannot read {parameters['near']}")

    monkeypatch.setattr(routes, "search_results", broken)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().get("/search?near=94110&name=Canary")
    assert answer.status_code == 500 and "The fault is ours" in answer.text
    (fault,) = logged()
    about = {name: fault[name] for name in ("level", "event", "exception", "route", "status")}
    assert about == {
        "level": "error",
        "event": "fault",
        "exception": "RuntimeError",
        "route": "search.results",
        "status": 500,
    }
    assert any(re.fullmatch(r"directory/web/search/routes\.py:\d+ results", line) for line in fault["stack"])
    everything = caplog.text + str(fault) + answer.text
    assert "94110" not in everything and "Canary" not in everything


TOLD = {
    400: ("Not understood", "load the page again, and send it once more"),
    403: ("Not allowed", "Nothing was done"),
    404: ("Not found", "may have left the directory"),
    405: ("Not possible", "cannot be used that way"),
    410: ("The list has changed", "Begin it again"),
    413: ("Too much", "shorten what you typed"),
    414: ("Too long", "address is too long"),
    418: ("Something went wrong", "The fault is ours"),
    429: ("Too many requests", "fair to others"),
    500: ("Something went wrong", "The fault is ours"),
    501: ("Not possible", "Leave the format out"),
    503: ("Not ready yet", "come back in a few minutes"),
    507: ("No room", "make room on the disk"),
}


@pytest.mark.parametrize("status", TOLD)
def test_each_error_has_its_title_and_what_to_do_for_people_and_for_programs(own_app, status):
    title, detail = TOLD[status]
    with own_app.test_request_context("/nowhere"):
        html, code = errors.error_page(status)
        assert code == status and f"<h1>{title}</h1>" in html and detail in html
    with own_app.test_request_context("/api/v1/nowhere"):
        answer, code = errors.error_page(status)
        assert code == status == answer.json["status"] and answer.mimetype == "application/problem+json"
        assert answer.json["title"] == title and detail in answer.json["detail"]
    assert set(errors.TITLE_AND_DETAIL) == set(TOLD) - {418, 500}


class TestClosedOffice:
    @pytest.fixture
    def app(self, own_app):
        """The site of this test's own."""
        return own_app

    def test_without_its_key_accounts_are_closed_and_the_public_pages_are_not(self, client, ann, settings, logged):
        client.sign_in(ann)
        settings.key_file.rename(settings.key_file.with_name("away"))
        assert "Closed for now" in client.get("/account/", 503).text
        (event,) = logged()
        assert (event["event"], event["route"], event["status"]) == ("office closed", "account.home", 503)
        assert "The office key is missing" in event["reason"]
        client.another_browser().get("/about")


def test_static_files_may_be_kept_for_a_year_because_their_address_changes(client):
    style = re.search(r"/static/\w+/site\.css", client.plain.get("/").text)[0]
    assert "max-age=31536000" in client.plain.get(style).headers["Cache-Control"]
