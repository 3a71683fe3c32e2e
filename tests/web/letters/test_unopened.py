"""A letter that does not open (changed by another hand, or of another key) hides no other, and its page counts it."""

import pytest
from office_people import PASSWORD
from saved_letters import SIGNED, person_of, sent, signed_in, where

from directory.accounts import passwords
from directory.store.office import people

SAID = "1 letter does not open"


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def broken(ruth, account_form, office):
    """A second letter of Ruth's, which no longer opens; its address."""
    address = where(sent(ruth, account_form, SIGNED | {"patient_name": "Minh Nguyen"}))
    with office.transaction():
        sql = "UPDATE referrals SET content = ? WHERE id = ?"
        office.connection.execute(sql, (office.vault.current + b"x" * 60, address[-16:]))
    return address


def test_the_list_shows_the_others_and_says_that_one_is_missing(ruth, letter, broken, logged):
    page = ruth.get("/referrals").text
    assert "Ann Blauvelt" in page and SAID in page and "Minh" not in page
    assert broken[-16:] in str(logged()) and "Minh" not in str(logged())
    assert ruth.plain.get(broken).status_code == 503


def test_an_export_of_a_chart_goes_on(ruth, letter, broken):
    token = ruth.get(letter).forms[0]["sent"]
    assert ruth.plain.post(f"{letter}/chart", data=token).status_code == 200


def test_in_an_emergency_another_practices_letter_is_still_found(client, office, ruth, letter, broken):
    bob = signed_in(client, office, "bob")
    with office.transaction():
        hashed = passwords.hash_password(PASSWORD)
        people.set_password_hash(office, person_of(office, "bob"), hashed, "password changed")
    bob = signed_in(client, office, "bob")
    asked = {"patient": "Ann Blauvelt", "born_on": "3/15/1958", "reason": "Unconscious, bleeding.", "old": PASSWORD}
    token = bob.get("/account/").forms[0]["sent"]
    page = bob.plain.post("/referrals/emergency", data=token | asked).text
    assert "1 letter is open to you" in page and SAID in page
