"""A form that is sent twice (a second click, a connection that broke) is one letter, and another form another one."""

import pytest
from saved_letters import SIGNED, file_of, moved, practice_of, sent, signed_in, where


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def send(ruth, account_form):
    """Sends the form from a page with a name; the letter's address."""
    return lambda fields=SIGNED, name="a1b2c3d4": where(sent(ruth, f"{account_form}&letter={name}", fields))


def letters(browser):
    return browser.get("/referrals").text.count("Ann Blauvelt")


def test_the_same_form_twice_is_one_letter_that_is_still_as_it_was_signed(ruth, send):
    assert send() == send() and letters(ruth) == 1
    page = ruth.get(send()).text
    assert "not as it was signed" not in page and "SHA-256" in file_of(ruth, send()).text


def test_other_words_another_page_or_a_draft_of_the_same_are_letters_of_their_own(ruth, send):
    first = send()
    others = [send(SIGNED | {"goals": "Walk a mile."}), send(name="e5f6a7b8"), send(SIGNED | {"keep": "draft"})]
    assert len({first, *others}) == 4


def test_once_something_was_done_with_it_the_same_form_makes_a_new_one(ruth, send):
    first = send()
    moved(ruth, first, "sent")
    assert send() != first and letters(ruth) == 2


def test_a_colleagues_letter_is_never_taken_for_ones_own(client, office, ruth, send, account_form):
    first = send(SIGNED | {"keep": "draft"})
    eva = signed_in(client, office, "eva", practice=practice_of(office, "ruth"))
    assert where(sent(eva, f"{account_form}&letter=a1b2c3d4", SIGNED | {"keep": "draft"})) != first
