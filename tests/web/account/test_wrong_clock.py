"""A clock that was a day off, and is set right: nobody stays signed in too long, and nobody is shut out."""

import pytest
from office_people import PASSWORD

from directory.accounts import signing_in, tries
from directory.accounts.signing_in import SignInRefused


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


def test_who_signed_in_while_it_was_ahead_is_signed_out_once_it_is_right(client, ann, clock):
    clock.pass_(days=1)
    client.sign_in(ann)
    assert client.plain.get("/account/").status_code == 200
    clock.pass_(days=-1)
    assert client.plain.get("/account/").status_code == 303


def test_a_small_step_back_signs_nobody_out(client, ann, clock):
    client.sign_in(ann)
    clock.pass_(seconds=-30)
    assert client.plain.get("/account/").status_code == 200


def test_the_app_s_codes_are_right_again_and_each_counts_once(office, ann, clock):
    clock.pass_(days=1)
    signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "")
    clock.pass_(days=-1)
    code = ann.code()
    assert signing_in.sign_in(office, ann.email, PASSWORD, code, None, "").session
    with pytest.raises(SignInRefused):
        signing_in.sign_in(office, ann.email, PASSWORD, code, None, "")


def test_an_older_code_stays_used_up_while_the_clock_is_right(office, ann, clock):
    older = ann.code()
    clock.pass_(seconds=30)
    signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "")
    with pytest.raises(SignInRefused):
        signing_in.sign_in(office, ann.email, PASSWORD, older, None, "")


def test_who_guessed_while_it_was_ahead_waits_minutes_not_a_day(office, ann, clock):
    clock.pass_(days=1)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            signing_in.sign_in(office, ann.email, "wrong", "000000", None, "")
    clock.pass_(days=-1)
    with pytest.raises(tries.TooSoon) as waiting:
        signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "")
    assert waiting.value.minutes == 1
