"""What was typed when a session ended, or in a second tab: it belongs to its letter, and overwrites no other."""

import re
from datetime import timedelta

import pytest
from saved_letters import SIGNED, sent, where

from directory.web.shell.session import CSRF_FIELD


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def form(account_form):
    """The address of the form whose letter is saved."""
    return account_form


def typed_when_it_ended(ruth, office, address, patient):
    """Somebody types into a letter, and the session has ended when it is sent."""
    fields = ruth.get(address).forms
    token = next(each["sent"] for each in fields if "patient_name" in each["sent"])[CSRF_FIELD]
    office.connection.execute("UPDATE sessions SET seen_at = ?", [(office.now() - timedelta(hours=1)).isoformat()])
    return ruth.plain.post(address, data={CSRF_FIELD: token, "patient_name": patient, "keep": "draft"})


def back(ruth, office):
    """The same person is signed in again."""
    office.connection.execute("UPDATE sessions SET seen_at = ?", [office.now().isoformat()])


def test_a_draft_fills_the_letter_that_it_was_typed_into_and_no_other(ruth, office, form, sample_directory):
    others = sample_directory.listings([1])[0].id
    letter = f"{form}&letter=aaaa"
    typed_when_it_ended(ruth, office, letter, "Ann Blauvelt")
    back(ruth, office)
    for address in (form, f"{form}&letter=bbbb", f"/referrals/write?practitioner={others}&letter=aaaa"):
        assert "Blauvelt" not in ruth.plain.get(address).text, address
    assert 'value="Ann Blauvelt"' in ruth.plain.get(letter).text
    assert "Blauvelt" not in ruth.plain.get(letter).text, "it is given back once"


def test_every_new_letter_has_a_name_of_its_own_in_its_address(ruth, form):
    names = {re.search(r"letter=([0-9a-f]+)", ruth.plain.get(form).text)[1] for _ in range(3)}
    assert len(names) == 3


def test_a_draft_saved_in_another_tab_is_not_overwritten_unseen(ruth, form):
    letter = where(sent(ruth, form, {"keep": "draft", "patient_name": "Ann"}))
    seen = next(each["sent"]["seen"] for each in ruth.get(f"{letter}/write").forms if "seen" in each["sent"])
    sent(ruth, f"{letter}/write", {"keep": "draft", "patient_name": "Ann Blauvelt", "seen": seen})
    page = sent(ruth, f"{letter}/write", {"keep": "draft", "patient_name": "Someone else", "seen": seen}, 409)
    assert "saved in another tab" in page.text and "Blauvelt" in ruth.get(letter).text
    seen = next(each["sent"]["seen"] for each in page.forms if "seen" in each["sent"])
    sent(ruth, f"{letter}/write", {"keep": "draft", "patient_name": "Someone else", "seen": seen})
    assert "Someone else" in ruth.get(letter).text


def test_a_letter_that_was_seen_as_it_is_can_be_signed(ruth, form):
    letter = where(sent(ruth, form, {"keep": "draft", "patient_name": "Ann"}))
    seen = next(each["sent"]["seen"] for each in ruth.get(f"{letter}/write").forms if "seen" in each["sent"])
    sent(ruth, f"{letter}/write", SIGNED | {"seen": seen})
    assert "Signed" in ruth.get(letter).text
