"""A disk without room while a letter is saved: nothing is half written, and what was typed is sent once more."""

import pytest
from saved_letters import SIGNED, SLIP, where

from directory.store.office.database import Office

LONG = {"findings": "MRI clear. " + "word " * 1500}


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def full_disk(monkeypatch):
    """Gives the office's disk no page more than it has, until it is told otherwise."""
    opened, switch = Office.__init__, {"full": True}

    def init(self, *how, **more):
        opened(self, *how, **more)
        if switch["full"]:
            (pages,) = self.connection.execute("PRAGMA page_count").fetchone()
            self.connection.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr(Office, "__init__", init)
    return switch


def typed_again(page):
    """What the page of a full disk would send."""
    return next(form["sent"] for form in page.forms if form.get("id") == "again")


def test_a_letter_stays_in_the_page_and_is_kept_once_there_is_room(ruth, account_form, full_disk, office):
    token = ruth.get("/account/").forms[0]["sent"]
    page = ruth.page(ruth.plain.post(account_form, data=token | SIGNED | LONG), 507)
    assert "Nothing was saved" in page.text and "MRI clear." in page.text
    assert "There are none yet" in ruth.get("/referrals").text
    again = typed_again(page)
    assert again["findings"].split() == LONG["findings"].split() and again["form_token"]
    full_disk["full"] = False
    letter = where(ruth.page(ruth.plain.post(account_form, data=again), 303))
    assert "MRI clear." in ruth.get(letter).text
    office.verify()


def test_so_does_a_slip_through_a_link(client, link, full_disk):
    notes = "word " * 1900
    again = typed_again(client.post(link, SLIP | {"notes": notes}, 507))
    assert again["notes"].split() == notes.split()
    full_disk["full"] = False
    client.post(link, again, 303)


def test_a_password_is_never_shown_again(client, full_disk, ruth):
    token = ruth.get("/account/").forms[0]["sent"]
    for number in range(400):
        answer = ruth.plain.post("/account/password", data=token | {"old": f"Secretword {number}", "password": "x"})
        if answer.status_code == 507:
            break
    assert "Secretword" not in answer.text
