"""Another process writes office.db for long: whoever only searches does not notice, and nothing typed is lost."""

import time

import pytest
from saved_letters import SIGNED, where

from directory.store.connection import Busy, DiskFull
from directory.store.office.database import Office
from directory.web.shell import patience


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def held(settings, office):
    """The office, held for writing by another process while a block runs."""
    return lambda: Office(settings.office_db, settings.key_file).transaction()


@pytest.fixture
def waits(monkeypatch):
    """How long each opening of the office would wait for others; none here waits that long."""
    seconds, opened = [], Office.__init__

    def init(self, *where, **more):
        *where, patience_asked = where if len(where) == 5 else (*where, None)
        if patience_asked is None:
            return opened(self, *where, **more)
        seconds.append(patience_asked)
        opened(self, *where, 0.01)

    monkeypatch.setattr(Office, "__init__", init)
    return seconds


def test_public_pages_of_who_is_signed_in_are_answered_and_wait_shortly_at_most_once(client, ann, clock, held, waits):
    client.sign_in(ann)
    clock.pass_(minutes=2)
    waits.clear()
    with held():
        for _ in range(3):
            assert "Sign out" in client.get("/").text
    assert waits == [patience.SHORTLY, patience.HARDLY, patience.HARDLY]
    assert patience.SHORTLY <= 0.5


def test_who_is_not_signed_in_does_not_even_open_it(client, held, waits):
    with held():
        assert client.plain.get("/search?near=97214").status_code == 200
    assert waits == []


def test_a_letter_stays_in_the_page_and_is_saved_a_moment_later(ruth, account_form, held, waits, office):
    token = ruth.get("/account/").forms[0]["sent"]
    with held():
        page = ruth.page(answer := ruth.plain.post(account_form, data=token | SIGNED | {"findings": "MRI clear."}), 503)
    assert "the office is busy" in page.text and "MRI clear." in page.text and answer.headers["Retry-After"] == "5"
    again = next(form["sent"] for form in page.forms if form.get("id") == "again")
    letter = where(ruth.page(ruth.plain.post(account_form, data=again), 303))
    assert "MRI clear." in ruth.get(letter).text
    office.verify()


def test_who_signs_in_is_told_and_nothing_of_it_is_shown_again(client, ann, held, waits):
    with held():
        page = client.post("/account/sign-in", {"email": ann.email, "password": "violet tram uphill 9"}, 503)
    assert "the office is busy" in page.text and "violet" not in page.text and ann.email not in page.text


def test_it_is_waited_for_again_after_a_while(monkeypatch):
    watched = patience.Patience()
    assert watched.seconds == patience.SHORTLY
    watched.note_busy()
    assert watched.seconds == patience.HARDLY
    later = time.monotonic() + patience.KNOWN_BUSY
    monkeypatch.setattr("time.monotonic", lambda: later)
    assert watched.seconds == patience.SHORTLY


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [(Busy("The office is busy."), 503, "the office is busy"), (DiskFull("disk is full"), 507, "the disk is full")],
)
def test_where_it_cannot_even_be_opened_a_public_page_does_without(client, ann, monkeypatch, error, status, words):
    client.sign_in(ann)

    def init(self, *_, **__):
        raise error

    monkeypatch.setattr(Office, "__init__", init)
    assert "For clinicians: sign in" in client.get("/").text
    assert words in client.get("/account/", status).text
