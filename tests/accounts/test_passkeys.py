"""A passkey opens its owner's account on our site, once for each challenge, and nothing else does."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_people import PASSWORD, Account
from soft_authenticator import SoftAuthenticator

from directory.accounts import passkeys, people, signing_in, tries
from directory.accounts.passkeys import RelyingParty
from directory.accounts.signing_in import SignInRefused
from directory.accounts.validation import ValidationError
from directory.store.office import passkeys as rows
from directory.store.office.audit import entries
from directory.store.office.people import person_by_email, set_disabled

SITE = RelyingParty("directory.example", "https://directory.example")


@pytest.fixture
def person(ann):
    """A physician, as office.db knows her."""
    return person_by_email(ann.office, ann.email)


def added(office, person, authenticator=None, name="my phone", party=SITE):
    """An authenticator whose passkey opens this person's account."""
    authenticator = authenticator or SoftAuthenticator()
    answer = authenticator.create(passkeys.creation_options(office, person, party))
    passkeys.add_passkey(office, person, party, answer, name)
    return authenticator


def sign_in(office, authenticator, party=SITE):
    """Signs in as a browser would with this authenticator."""
    return passkeys.sign_in(office, party, authenticator.get(passkeys.request_options(office, party)), "a browser")


class TestSigningIn:
    def test_it_begins_a_session_of_whoever_it_belongs_to(self, office, person):
        phone = added(office, person)
        begun = sign_in(office, phone)
        assert signing_in.find_visitor(office, begun.session).person.id == person.id
        assert entries(office.connection, 1)[0]["what"] == "signed in"
        (kept,) = rows.passkeys_of(office, person.id)
        assert (kept.name, kept.sign_count) == ("my phone", phone.count) and kept.used_at

    def test_an_answer_serves_once(self, office, person):
        phone = added(office, person)
        answer = phone.get(passkeys.request_options(office, SITE))
        passkeys.sign_in(office, SITE, answer, "")
        with pytest.raises(SignInRefused):
            passkeys.sign_in(office, SITE, answer, "")

    def test_an_answer_to_a_challenge_of_yesterday_or_of_nobody_is_refused(self, office, person, clock):
        phone = added(office, person)
        old = phone.get(passkeys.request_options(office, SITE))
        clock.pass_(minutes=6)
        for answer in (old, phone.get({"rpId": SITE.host, "challenge": "bm9ib2R5"})):
            with pytest.raises(SignInRefused):
                passkeys.sign_in(office, SITE, answer, "")

    def test_a_challenge_for_adding_a_passkey_signs_nobody_in(self, office, person):
        phone = added(office, person)
        options = passkeys.creation_options(office, person, SITE)
        with pytest.raises(SignInRefused):
            passkeys.sign_in(office, SITE, phone.get({"rpId": SITE.host} | options), "")

    @pytest.mark.parametrize(
        "wrong", [{"origin": "https://evil.example"}, {"verifies": False}], ids=["another site's page", "no owner"]
    )
    def test_who_answers_for_another_site_or_without_its_owner_is_refused(self, office, person, wrong):
        phone = added(office, person)
        for name, value in wrong.items():
            setattr(phone, name, value)
        with pytest.raises(SignInRefused):
            sign_in(office, phone)

    def test_another_key_with_the_same_id_is_refused(self, office, person):
        phone, thief = added(office, person), SoftAuthenticator()
        thief.id = phone.id
        with pytest.raises(SignInRefused):
            sign_in(office, thief)
        assert entries(office.connection, 1)[0]["subject"] == f"person {person.id}"

    def test_a_copied_key_shows_by_its_count(self, office, person):
        phone = added(office, person)
        sign_in(office, phone)
        phone.count = 0
        with pytest.raises(SignInRefused):
            sign_in(office, phone)

    def test_keys_that_do_not_count_serve_again_and_again(self, office, person):
        phone = added(office, person, SoftAuthenticator(counts=False))
        assert sign_in(office, phone) and sign_in(office, phone)

    def test_it_opens_no_account_that_is_shut_or_being_reset(self, office, person):
        phone = added(office, person)
        with office.transaction():
            set_disabled(office, person.id, True)
        with pytest.raises(SignInRefused):
            sign_in(office, phone)
        with office.transaction():
            set_disabled(office, person.id, False)
        people.reset_account(office, person)
        with pytest.raises(SignInRefused):
            sign_in(office, phone)
        assert not rows.passkeys_of(office, person.id)

    @pytest.mark.parametrize("office_database", ["SQLite"], indirect=True)  # a rule of counting, the same on both
    def test_asking_again_and_again_gets_slow_and_a_success_forgives(self, office, person):
        phone = added(office, person)
        for _ in range(49):
            passkeys.request_options(office, SITE)
        sign_in(office, phone)
        for _ in range(50):
            passkeys.request_options(office, SITE)
        with pytest.raises(tries.TooSoon):
            passkeys.request_options(office, SITE)

    @given(st.recursive(st.none() | st.text() | st.integers(), lambda inner: st.dictionaries(st.text(), inner)))
    def test_whatever_else_is_sent_is_refused(self, an_office, sent):
        office, phone = an_office
        real = json.loads(phone.get(passkeys.request_options(office, SITE)))
        tries.forgive_tries(office, tries.passkey_buckets(office))
        for answer in (
            sent,
            real | {"id": sent},
            real | {"response": sent},
            real | {"response": real["response"] | {"signature": sent}},
            real | {"response": real["response"] | {"authenticatorData": sent}},
            real | {"response": real["response"] | {"clientDataJSON": sent}},
        ):
            with pytest.raises(SignInRefused):
                passkeys.sign_in(office, SITE, json.dumps(answer), "")


@pytest.fixture(scope="module")
def an_office(tmp_path_factory):
    """An office for all examples of a property, and somebody's authenticator."""
    from office_people import Clock

    from directory.store.office.database import Actor, Office

    folder = tmp_path_factory.mktemp("office")
    with Office(folder / "office.db", folder / "data.key", actor=Actor(None, "192.0.2.1")) as office:
        clock = Clock()
        office.now = lambda: clock.time
        account = Account(office, clock, "ann@example.org")
        yield office, added(office, person_by_email(office, account.email))


class TestAdding:
    def test_another_persons_challenge_adds_nothing(self, office, person, clock):
        bob = person_by_email(office, Account(office, clock, "bob@example.org").email)
        answer = SoftAuthenticator().create(passkeys.creation_options(office, bob, SITE))
        with pytest.raises(ValidationError):
            passkeys.add_passkey(office, person, SITE, answer, "")
        assert not rows.passkeys_of(office, person.id)

    def test_one_that_does_not_make_sure_of_its_owner_is_not_kept(self, office, person):
        with pytest.raises(ValidationError):
            added(office, person, SoftAuthenticator(verifies=False))

    def test_a_key_that_somebody_else_has_is_refused(self, office, person, clock):
        bob = person_by_email(office, Account(office, clock, "bob@example.org").email)
        phone = added(office, person)
        with pytest.raises(ValidationError):
            added(office, bob, phone)
        assert [each.person for each in rows.passkeys_of(office, person.id)] == [person.id]

    def test_without_a_name_it_is_called_after_the_site(self, office, person):
        added(office, person, name=" ")
        assert rows.passkeys_of(office, person.id)[0].name == SITE.host

    def test_there_is_an_end_to_how_many(self, office, person):
        for _ in range(passkeys.MAX_PASSKEYS):
            added(office, person)
        with pytest.raises(ValidationError):
            added(office, person)

    @given(st.recursive(st.none() | st.text() | st.integers(), lambda inner: st.dictionaries(st.text(), inner)))
    def test_whatever_else_is_sent_is_refused(self, an_office, sent):
        office, _ = an_office
        person = person_by_email(office, "ann@example.org")
        real = json.loads(SoftAuthenticator().create(passkeys.creation_options(office, person, SITE)))
        for answer in (
            sent,
            real | {"rawId": sent},
            real | {"response": sent},
            real | {"response": real["response"] | {"attestationObject": sent}},
            real | {"response": real["response"] | {"clientDataJSON": sent}},
        ):
            with pytest.raises(ValidationError):
                passkeys.add_passkey(office, person, SITE, json.dumps(answer), "")


def test_the_password_still_serves(ann, office, person):
    added(office, person)
    assert signing_in.sign_in(office, ann.email, PASSWORD, ann.code(), None, "").session
