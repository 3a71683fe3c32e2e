"""Accounts are set up by a link that serves once, and set up again the same way."""

import pytest
from office_people import PASSWORD

from directory.accounts import passwords, people, second_factor, signing_in
from directory.accounts.mend import Mend
from directory.store.office.audit import entries


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ann",
        "ann@",
        "@example.org",
        "a b@example.org",
        "ann@example",
        "ann@ex..org ",
        "a" * 300 + "@example.org",
        "ann@example.org>",
        'a"n@example.org',
    ],
)
def test_what_cannot_be_an_address_is_not_invited(office, email):
    with pytest.raises(Mend):
        people.add(office, email, "physician")


def test_an_address_is_the_same_however_it_is_written_and_invited_once(office):
    people.add(office, " Ann@Example.org ", "physician")
    with pytest.raises(Mend, match="already"):
        people.add(office, "ann@example.org", "admin")


def test_an_invitation_stands_for_three_days(office, clock):
    token = people.add(office, "ann@example.org", "physician")
    clock.pass_(days=2, hours=23)
    assert people.invitation(office, token).person.email == "ann@example.org"
    clock.pass_(hours=2)
    assert people.invitation(office, token) is None
    assert people.invitation(office, token + "x") is None


def test_it_is_answered_once(office, ann, clock):
    assert people.invitation(office, ann.token) is None
    with pytest.raises(Mend, match="used already"):
        people.set_up(office, ann.invitation, PASSWORD, PASSWORD, ann.code())


def test_setting_up_says_everything_that_is_wrong_at_once(office):
    invitation = people.invitation(office, people.add(office, "ann@example.org", "physician"))
    with pytest.raises(Mend) as told:
        people.set_up(office, invitation, PASSWORD, PASSWORD + "x", "000000x")
    assert set(told.value.errors) == {"again", "code"}


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "password1234",
        "aaaaaaaaaaaaaaaa",
        "qwertyuiop12",
        "ann@example.org",
        "123456789012",
        "x" * 129,
        "Password2024!",
    ],
)
def test_passwords_that_people_guess_are_refused(password):
    assert passwords.trouble(password, "ann@example.org")


@pytest.mark.parametrize(
    "password", [PASSWORD, "correct horse battery staple", "Ünder größe Bäume 7", "山の上の古い小さな赤い家です"]
)
def test_a_few_words_in_any_language_will_do(password):
    assert passwords.trouble(password, "ann@example.org") is None
    assert passwords.right(passwords.hashed(password), password)


def test_a_letter_put_together_on_another_keyboard_is_the_same_letter():
    assert passwords.right(passwords.hashed("caf\u00e9 caf\u00e9 x"), "cafe\u0301 cafe\u0301 x")


def test_where_there_is_no_account_the_same_work_is_done(monkeypatch):
    monkeypatch.undo()
    assert not passwords.HASHER.check_needs_rehash(passwords.NOBODYS)
    assert passwords.right(None, PASSWORD) is False


def test_a_reset_shuts_the_account_until_the_new_link_is_answered(office, ann):
    token = people.reset(office, ann.person)
    with pytest.raises(signing_in.SignInRefused):
        signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "")
    ann.token = token
    ann.set_up()
    assert signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "")


def test_for_a_new_phone_the_old_one_holds_until_the_new_one_is_shown(office, ann, clock):
    ann.token = people.renew(office, ann.person)
    assert signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "")
    old, codes = ann.invitation.totp, ann.recovery_codes
    ann.set_up()
    for code in (ann.code(old), codes[0]):
        with pytest.raises(signing_in.SignInRefused):
            signing_in.sign_in(office, ann.email, PASSWORD, code, None, "")


def test_a_changed_password_ends_every_session(office, ann):
    token = signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "").session
    with pytest.raises(Mend):
        people.change_password(office, ann.person, "short", "short")
    assert signing_in.visitor(office, token)
    people.change_password(office, ann.person, "lantern over quiet 3", "lantern over quiet 3")
    assert signing_in.visitor(office, token) is None


def test_the_secret_can_be_typed_and_scanned(ann):
    assert second_factor.written(ann.invitation.totp).count(" ") == 7
    assert second_factor.picture(ann.invitation.totp, ann.email).startswith("<svg")


def test_the_trail_names_the_deeds(office, ann):
    assert [entry["what"] for entry in entries(office.connection, 5)] == [
        "recovery codes made",
        "signed out everywhere",
        "account set up",
        "invited",
        "physician added",
    ]
