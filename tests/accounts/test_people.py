"""Accounts are set up by a link that serves once, and set up again the same way."""

import base64
import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import segno
from office_people import PASSWORD

from directory.accounts import passwords, people, second_factor, signing_in
from directory.accounts.validation import ValidationError
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
    with pytest.raises(ValidationError):
        people.invite_person(office, email, "physician")


def test_an_address_is_the_same_however_it_is_written_and_invited_once(office):
    people.invite_person(office, " Ann@Example.org ", "physician")
    with pytest.raises(ValidationError, match="already"):
        people.invite_person(office, "ann@example.org", "admin")


def test_an_invitation_stands_for_three_days(office, clock):
    token = people.invite_person(office, "ann@example.org", "physician")
    clock.pass_(days=2, hours=23)
    assert people.open_invitation(office, token).person.email == "ann@example.org"
    clock.pass_(hours=2)
    assert people.open_invitation(office, token) is None
    assert people.open_invitation(office, token + "x") is None


def test_it_is_answered_once(office, ann, clock):
    assert people.open_invitation(office, ann.token) is None
    with pytest.raises(ValidationError, match="used already"):
        people.set_up_account(office, ann.invitation, PASSWORD, PASSWORD, ann.code())


def test_setting_up_says_everything_that_is_wrong_at_once(office):
    invitation = people.open_invitation(office, people.invite_person(office, "ann@example.org", "physician"))
    with pytest.raises(ValidationError) as told:
        people.set_up_account(office, invitation, PASSWORD, PASSWORD + "x", "000000x")
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
    assert passwords.password_problem(password, "ann@example.org")


@pytest.mark.parametrize(
    "password", [PASSWORD, "correct horse battery staple", "Ünder größe Bäume 7", "山の上の古い小さな赤い家です"]
)
def test_a_few_words_in_any_language_will_do(password):
    assert passwords.password_problem(password, "ann@example.org") is None
    assert passwords.verify_password(passwords.hash_password(password), password)


def test_a_letter_put_together_on_another_keyboard_is_the_same_letter():
    assert passwords.verify_password(passwords.hash_password("caf\u00e9 caf\u00e9 x"), "cafe\u0301 cafe\u0301 x")


def test_where_there_is_no_account_the_same_work_is_done(monkeypatch):
    monkeypatch.undo()
    assert not passwords.HASHER.check_needs_rehash(passwords.DUMMY_HASH)
    assert passwords.verify_password(None, PASSWORD) is False


def test_a_reset_shuts_the_account_until_the_new_link_is_answered(office, ann):
    token = people.reset_account(office, ann.person)
    with pytest.raises(signing_in.SignInRefused):
        signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "")
    ann.token = token
    ann.set_up()
    assert signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "")


def test_for_a_new_phone_the_old_one_holds_until_the_new_one_is_shown(office, ann, clock):
    ann.token = people.renew_account(office, ann.person)
    assert signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "")
    old, codes = ann.invitation.totp, ann.recovery_codes
    ann.set_up()
    for code in (ann.code(old), codes[0]):
        with pytest.raises(signing_in.SignInRefused):
            signing_in.sign_in(office, ann.email, PASSWORD, code, None, "")


def test_a_changed_password_ends_every_session(office, ann):
    token = signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "").session
    with pytest.raises(ValidationError):
        people.change_password(office, ann.person, "short", "short")
    assert signing_in.find_visitor(office, token)
    people.change_password(office, ann.person, "lantern over quiet 3", "lantern over quiet 3")
    assert signing_in.find_visitor(office, token) is None


def test_the_secret_can_be_typed_and_scanned(ann, monkeypatch):
    text = second_factor.secret_as_text(ann.invitation.totp)
    assert [len(group) for group in text.split(" ")] == [4] * 8
    assert base64.b32decode(text.replace(" ", "")) == ann.invitation.totp
    assert second_factor.secret_as_text(bytes(range(20))) == "AAAQ EAYE AUDA OCAJ BIFQ YDIO B4IB CEQT"
    assert second_factor.qr_code(ann.invitation.totp, ann.email).startswith("<svg")
    scanned, make = [], segno.make
    monkeypatch.setattr(segno, "make", lambda address, **how: scanned.append(address) or make(address, **how))
    second_factor.qr_code(ann.invitation.totp, ann.email)
    assert pyotp.parse_uri(scanned[0]).secret == text.replace(" ", "")
    assert scanned[0].startswith("otpauth://totp/Acupuncture%20directory:ann%40example.org?")


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(second, code):
    """Appendix B, cut to six digits."""
    at, step = datetime.fromtimestamp(second, UTC), second // 30
    secret = b"12345678901234567890"
    for late in (0, 30) if second < 60 else (-30, 0, 30):
        assert second_factor.matching_step(secret, f" {code[:3]} {code[3:]}", at + timedelta(seconds=late)) == step
    for late in (60, 90):
        assert second_factor.matching_step(secret, code, at + timedelta(seconds=late)) is None
    assert second_factor.matching_step(None, code, at) is None


def test_recovery_codes_are_ten_that_cannot_be_misread_however_they_are_typed():
    codes = second_factor.new_recovery_codes()
    assert len(set(codes)) == 10
    for code in codes:
        assert re.fullmatch("[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}", code)
        assert second_factor.normalise_code(f" {code.upper().replace('-', ' ')}é") == code.replace("-", "")


def test_the_trail_names_the_deeds(office, ann):
    assert [entry["what"] for entry in entries(office.connection, 5)] == [
        "recovery codes made",
        "signed out everywhere",
        "account set up",
        "invited",
        "physician added",
    ]
