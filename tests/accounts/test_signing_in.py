"""Signing in needs all three; a session ends by itself; guessing gets slow and locks nobody out."""

from datetime import timedelta

import pytest
from office_people import PASSWORD, Account, all_rows

from directory.accounts import signing_in, tries
from directory.accounts.signing_in import SignInRefused
from directory.store.office import people as rows
from directory.store.office.audit import entries
from directory.store.office.database import Actor


def sign_in(ann, email=None, password=PASSWORD, code=None, device=None):
    """As ann would, but for what is given."""
    return signing_in.sign_in(
        ann.office, email or ann.email, password, ann.code() if code is None else code, device, "a browser"
    )


class TestFactors:
    def test_address_password_and_code_together_open_the_door(self, ann):
        assert sign_in(ann, email=" ANN@example.org").session
        assert entries(ann.office.connection, 1)[0]["what"] == "signed in"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"email": "bob@example.org"},
            {"password": "violet tram uphill"},
            {"code": "000000x"},
            {"code": ""},
            {"password": ""},
        ],
    )
    def test_with_one_of_them_wrong_the_answer_is_always_the_same(self, ann, wrong):
        with pytest.raises(SignInRefused) as told:
            sign_in(ann, **wrong)
        assert str(told.value) == ""
        assert entries(ann.office.connection, 1)[0]["what"] == "sign-in refused"

    def test_a_code_serves_once(self, ann, clock):
        code = ann.code()
        sign_in(ann, code=code)
        with pytest.raises(SignInRefused):
            sign_in(ann, code=code)

    def test_a_clock_half_a_minute_off_will_do_and_two_minutes_will_not(self, ann, clock):
        code = ann.code()
        clock.pass_(seconds=30)
        assert sign_in(ann, code=code)
        code = ann.code()
        clock.pass_(minutes=2)
        with pytest.raises(SignInRefused):
            sign_in(ann, code=code)

    def test_a_mistyped_password_does_not_use_the_code_up(self, ann):
        with pytest.raises(SignInRefused):
            sign_in(ann, password="violet tram downhill")
        assert sign_in(ann)

    def test_a_recovery_code_serves_once_however_it_is_typed(self, ann):
        code = ann.recovery_codes[3].upper().replace("-", " ")
        assert sign_in(ann, code=code)
        assert rows.recovery_codes_left(ann.office, ann.person.id) == 9
        with pytest.raises(SignInRefused):
            sign_in(ann, code=code)

    def test_nobody_signs_in_to_an_account_that_is_not_set_up_or_disabled(self, office, ann, clock):
        Account.set_up, kept = lambda self: None, Account.set_up
        try:
            Account(office, clock, "new@example.org")
        finally:
            Account.set_up = kept
        with pytest.raises(SignInRefused):
            sign_in(ann, email="new@example.org")
        with office.transaction():
            rows.set_disabled(office, ann.person.id, True)
        with pytest.raises(SignInRefused):
            sign_in(ann)


class TestSessions:
    @pytest.fixture
    def token(self, ann):
        """A session that has just begun."""
        return sign_in(ann).session

    def test_it_ends_after_fifteen_minutes_without_a_sign_of_life(self, ann, token, clock):
        clock.pass_(minutes=14)
        signing_in.keep_alive(ann.office, signing_in.find_visitor(ann.office, token))
        clock.pass_(minutes=14)
        assert signing_in.find_visitor(ann.office, token).left == timedelta(minutes=1)
        clock.pass_(minutes=1)
        assert signing_in.find_visitor(ann.office, token).left <= timedelta()

    def test_it_ends_after_twelve_hours_whatever_happens(self, ann, token, clock):
        for _ in range(12 * 6 - 1):
            clock.pass_(minutes=10)
            signing_in.keep_alive(ann.office, signing_in.find_visitor(ann.office, token))
        assert signing_in.find_visitor(ann.office, token).left == timedelta(minutes=10)
        clock.pass_(minutes=10)
        assert signing_in.find_visitor(ann.office, token).left <= timedelta()

    def test_a_day_later_it_is_as_if_it_had_never_been(self, ann, token, clock):
        clock.pass_(hours=25)
        assert signing_in.find_visitor(ann.office, token) is None

    def test_signed_out_here_it_goes_on_elsewhere_and_signed_out_everywhere_nowhere(self, ann, token, clock):
        clock.pass_(seconds=30)
        other = sign_in(ann).session
        signing_in.sign_out(ann.office, signing_in.find_visitor(ann.office, token))
        assert signing_in.find_visitor(ann.office, token) is None and signing_in.find_visitor(ann.office, other)
        signing_in.sign_out_everywhere(ann.office, ann.person)
        assert signing_in.find_visitor(ann.office, other) is None

    def test_a_disabled_account_has_no_session(self, ann, token):
        with ann.office.transaction():
            rows.set_disabled(ann.office, ann.person.id, True)
        assert signing_in.find_visitor(ann.office, token) is None

    def test_what_the_browser_holds_is_not_in_the_database(self, ann, token):
        dump = all_rows(ann.office)
        assert token not in dump and ann.recovery_codes[0] not in dump and PASSWORD not in dump


class TestGuessing:
    def guess(self, ann, times, network="203.0.113.5", email=None, **how):
        """Tries wrong passwords from a network: how many were looked at before a wait was asked for."""
        ann.office.actor = Actor(None, network)
        for done in range(times):
            try:
                sign_in(ann, email=email, password="wrong", code="000000", **how)
            except SignInRefused:
                continue
            except tries.TooSoon:
                return done
        return times

    def test_it_gets_slow_and_hammering_on_does_not_make_the_wait_longer(self, ann, clock):
        assert self.guess(ann, 100) == 5
        clock.pass_(seconds=15)
        assert self.guess(ann, 100) == 1
        clock.pass_(seconds=15)
        assert self.guess(ann, 100) == 0
        clock.pass_(seconds=15)
        assert self.guess(ann, 100) == 1

    @pytest.mark.parametrize("office_database", ["SQLite"], indirect=True)  # a rule of counting, the same on both
    def test_within_a_day_a_stranger_gets_about_a_hundred_guesses(self, ann, clock):
        guesses = 0
        for _ in range(24 * 60):
            guesses += self.guess(ann, 20)
            clock.pass_(minutes=1)
        assert guesses <= 5 + 7 + 24 * 4

    def test_a_stranger_elsewhere_does_not_keep_the_doctor_out(self, ann):
        self.guess(ann, 200)
        ann.office.actor = Actor(None, "192.0.2.1")
        assert sign_in(ann)

    def test_a_stranger_next_door_does_not_keep_the_doctor_out_of_a_browser_they_used_before(self, ann, clock):
        device = sign_in(ann).device
        clock.pass_(seconds=30)
        self.guess(ann, 200, network="192.0.2.1")
        ann.office.actor = Actor(None, "192.0.2.1")
        with pytest.raises(tries.TooSoon):
            sign_in(ann)
        assert sign_in(ann, device=device)

    def test_a_browser_known_as_somebody_elses_or_made_up_gives_no_more_guesses(self, ann, office, clock):
        bob = Account(office, clock, "bob@example.org")
        device = sign_in(bob).device
        assert self.guess(ann, 100, device=device) == 5
        assert self.guess(ann, 100, network="203.0.113.6", device="made up") == 5

    def test_an_account_that_does_not_exist_is_slowed_in_the_same_way(self, ann, clock):
        assert self.guess(ann, 100, email="nobody@example.org") == 5

    def test_many_accounts_from_one_network_are_slowed_together(self, ann):
        assert sum(self.guess(ann, 2, email=f"p{n}@example.org") for n in range(60)) == 50

    def test_neighbours_addresses_in_one_ipv6_network_count_as_one(self, ann):
        assert sum(self.guess(ann, 1, network=f"2001:db8::{n}") for n in range(20)) == 5

    def test_a_success_makes_earlier_mistakes_forgotten(self, ann, clock):
        for _ in range(4):
            self.guess(ann, 4, network="192.0.2.1")
            assert sign_in(ann)
            clock.pass_(seconds=30)

    def test_the_counts_name_neither_addresses_nor_accounts(self, ann):
        self.guess(ann, 3)
        kept = str(ann.office.connection.execute("SELECT * FROM tries").fetchall())
        assert "ann" not in kept and "203" not in kept
