"""The session behind a cookie: how long it lasts, whose forms it believes, and where its owner is."""

import sqlite3
from http.cookies import SimpleCookie

import pytest
from office_people import PASSWORD
from werkzeug.exceptions import Unauthorized

from directory import create_app
from directory.accounts import signing_in
from directory.settings import Settings
from directory.store.office.audit import entries
from directory.web.shell import session

NEIGHBOUR, ELSEWHERE = "192.0.2.7", "203.0.113.9"
DAY = 24 * 3600  # seconds


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def secure_app(settings, own_app):
    """The same site behind a web server with TLS."""
    return create_app(Settings(settings.data, site_address="https://directory.example"))


def at(client, address):
    """The browser at a network address."""
    client.plain.environ_base["REMOTE_ADDR"] = address
    return client


def signed_in_answer(browser, person, **how):
    """The answer to signing in, with what the browser sends along."""
    typed = {"email": person.email, "password": PASSWORD, "code": person.code()}
    answer = browser.post("/account/sign-in", data=typed, **how)
    assert answer.status_code == 303
    return answer


def cookies(answer):
    """The cookies that an answer sets, by name."""
    jar = SimpleCookie()
    for header in answer.headers.getlist("Set-Cookie"):
        jar.load(header)
    return jar


class TestCookies:
    def test_the_sessions_ends_with_the_browser_and_the_devices_is_kept_half_a_year(self, client, ann):
        sent = cookies(signed_in_answer(client.plain, ann))
        assert set(sent) == {"signed_in", "known_browser"}
        ends, stays = sent["signed_in"], sent["known_browser"]
        assert (ends["max-age"], ends["expires"], ends["samesite"]) == ("", "", "Lax")
        assert (stays["max-age"], stays["samesite"]) == (str(180 * DAY), "Strict")
        for cookie in (ends, stays):
            assert cookie["httponly"] and cookie["path"] == "/" and not cookie["domain"] and not cookie["secure"]
        assert ends.value != stays.value

    def test_behind_tls_both_go_through_tls_to_this_very_host_only(self, secure_app, ann):
        browser = secure_app.test_client()
        sent = cookies(signed_in_answer(browser, ann, base_url="https://directory.example"))
        assert set(sent) == {"__Host-signed_in", "__Host-known_browser"}
        assert [bool(cookie["secure"]) for cookie in sent.values()] == [True, True]
        assert browser.get("/account/", base_url="https://directory.example").status_code == 200

    def test_behind_tls_a_cookie_without_the_prefix_is_nobodys(self, secure_app, ann):
        browser = secure_app.test_client()
        token = cookies(signed_in_answer(browser, ann))["__Host-signed_in"].value
        other = secure_app.test_client()
        other.set_cookie("signed_in", token)
        assert other.get("/account/").status_code == 303

    def test_signing_out_takes_the_sessions_back_and_the_device_stays_known(self, client, ann):
        client.sign_in(ann)
        known = client.plain.get_cookie("known_browser").value
        form = client.get("/account/").sent()
        sent = cookies(client.plain.post("/account/sign-out", data=form))
        assert set(sent) == {"signed_in"} and sent["signed_in"].value == "" and sent["signed_in"]["max-age"] == "0"
        assert client.plain.get_cookie("signed_in") is None
        assert client.plain.get_cookie("known_browser").value == known

    @pytest.mark.parametrize(
        ("address", "secure"), [("", False), ("http://directory.example", False), ("https://directory.example", True)]
    )
    def test_tls_is_what_the_sites_address_says(self, settings, own_app, address, secure):
        app = create_app(Settings(settings.data, site_address=address))
        with app.test_request_context("/", base_url="https://localhost"):
            assert session.is_secure() is secure
        answer = app.test_client().get("/healthz", base_url="https://localhost")
        assert ("Strict-Transport-Security" in answer.headers) is secure


class TestExpiry:
    def test_after_15_minutes_without_a_sign_of_life_it_has_expired(self, client, ann, clock):
        client.sign_in(ann)
        clock.pass_(minutes=14, seconds=59)
        client.get("/account/")
        clock.pass_(minutes=14, seconds=59)
        client.get("/account/")
        clock.pass_(minutes=15)
        client.get("/account/", 303)

    def test_after_12_hours_it_has_expired_however_busy_its_owner_is(self, client, ann, clock):
        client.sign_in(ann)
        for _ in range(71):
            clock.pass_(minutes=10)
            client.get("/account/")
        clock.pass_(minutes=9, seconds=59)
        client.get("/account/")
        clock.pass_(seconds=1)
        client.get("/account/", 303)

    def test_its_owner_is_known_for_a_day_and_told_why_they_are_out(self, client, ann, clock):
        client.sign_in(ann)
        why = "You were signed out: nothing happened"
        assert why not in client.plain.get("/account/sign-in").text
        clock.pass_(hours=24)
        assert why in client.plain.get("/account/sign-in").text
        clock.pass_(seconds=1)
        assert why not in client.plain.get("/account/sign-in").text

    def test_expired_it_does_nothing_for_its_owner(self, client, ann, clock, office):
        client.sign_in(ann)
        form = client.get("/account/").sent()
        clock.pass_(minutes=15)
        client.page(client.plain.post("/account/sign-out-everywhere", data=form), 303)
        assert office.connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)

    def test_a_view_for_who_is_signed_in_fails_without_anybody(self, app):
        with app.test_request_context("/account/"):
            assert session.visitor() is None
            with pytest.raises(Unauthorized):
                session.person()


class TestCsrfToken:
    @pytest.fixture
    def sign_out(self, client):
        """Signs out everywhere with a token: the status."""

        def post(browser, token):
            return browser.plain.post("/account/sign-out-everywhere", data={"form_token": token}).status_code

        return post

    def token(self, browser):
        """The token in the forms of a browser."""
        return browser.get("/account/").sent()["form_token"]

    def test_a_stranger_gets_none(self, client, app):
        assert 'name="form_token"' not in client.plain.get("/coverage").text
        with app.test_request_context("/"):
            assert (session.csrf_token(), session.csrf_field(), session.has_valid_csrf_token()) == ("", "", False)

    def test_the_owners_stands_in_a_hidden_field(self, app, office, ann):
        with office.transaction():
            token = signing_in.begin_session(office, ann.person, "a browser").session
        with app.test_request_context("/", headers={"Cookie": f"signed_in={token}"}):
            assert len(session.csrf_token()) == 72
            hidden = f'<input type="hidden" name="form_token" value="{session.csrf_token()}">'
            assert session.csrf_field() == hidden

    def test_it_is_the_owners_alone(self, client, ann, bob, sign_out):
        client.sign_in(ann)
        other = client.another_browser()
        other.sign_in(bob)
        assert self.token(client) != self.token(other)
        assert sign_out(client, self.token(other)) == 400
        assert sign_out(client, self.token(client)) == 303

    @pytest.mark.parametrize("spoilt", [lambda token: token[:-2], lambda token: token[::-1], lambda token: "x" * 72])
    def test_spoilt_it_is_none(self, client, ann, sign_out, spoilt):
        client.sign_in(ann)
        assert sign_out(client, spoilt(self.token(client))) == 400

    def test_what_was_signed_for_something_else_is_none(self, client, ann, sign_out, office):
        client.sign_in(ann)
        subject = f"{ann.person.id} {ann.person.password}".encode()
        assert sign_out(client, office.vault.sign(subject, "mistake").hex()) == 400
        assert sign_out(client, office.vault.sign(subject, "forms").hex()) == 303

    def test_a_form_outlives_signing_in_again_and_not_another_password(self, client, ann, clock, sign_out):
        client.sign_in(ann)
        token = self.token(client)
        clock.pass_(minutes=20)
        client.sign_in(ann)
        assert self.token(client) == token
        new = "lantern over quiet 3"
        assert client.send("/account/password", old=PASSWORD, password=new, again=new) == "/account/?done=password"
        assert self.token(client) != token and sign_out(client, token) == 400

    def test_looking_needs_none_and_changing_does(self, client, ann):
        client.sign_in(ann)
        for method, status in (("GET", 200), ("HEAD", 200), ("OPTIONS", 200), ("POST", 400)):
            assert client.plain.open("/account/password", method=method).status_code == status, method


class TestNetwork:
    def guess(self, client, person, times=5):
        """Guesses a password until no more guesses are free."""
        for _ in range(times):
            client.sign_in(person, password="x", code="1", status=400)
        assert "wait" in client.sign_in(person, password="x", code="1", status=429).text

    def test_the_audit_trail_and_the_session_say_from_where(self, client, ann, office):
        at(client, ELSEWHERE).sign_in(ann)
        assert entries(office.connection, 1)[0]["network"] == ELSEWHERE
        client.send("/account/", form="sign-out")
        newest = entries(office.connection, 1)[0]
        assert (newest["what"], newest["who"], newest["network"]) == ("signed out", ann.person.id, ELSEWHERE)
        assert office.connection.execute("SELECT count(*) FROM sessions").fetchone() == (0,)

    def test_guesses_from_one_network_do_not_lock_out_those_of_another(self, client, ann):
        self.guess(at(client, NEIGHBOUR), ann)
        assert at(client.another_browser(), ELSEWHERE).sign_in(ann) == "/account/"

    def test_a_neighbours_guesses_do_not_lock_a_doctor_out_of_the_browser_they_use(self, client, ann, clock):
        at(client, NEIGHBOUR).sign_in(ann)
        client.send("/account/", form="sign-out")
        clock.pass_(seconds=30)
        self.guess(at(client.another_browser(), NEIGHBOUR), ann)
        assert client.sign_in(ann) == "/account/"

    def test_in_a_browser_that_nobody_knows_they_do(self, client, ann):
        self.guess(at(client, NEIGHBOUR), ann)
        at(client.another_browser(), NEIGHBOUR).sign_in(ann, status=429)

    def test_behind_a_web_server_it_is_the_one_that_server_names(self, secure_app, client, ann, office):
        browser = type(client)(secure_app)
        headers = {"X-Forwarded-For": f"{NEIGHBOUR}, {ELSEWHERE}"}
        signed_in_answer(browser.plain, ann, headers=headers)
        assert entries(office.connection, 1)[0]["network"] == ELSEWHERE, "the rest of the header anybody may write"

    def test_without_one_nobody_can_say_that_they_are_elsewhere(self, client, ann, office):
        signed_in_answer(at(client, NEIGHBOUR).plain, ann, headers={"X-Forwarded-For": ELSEWHERE})
        assert entries(office.connection, 1)[0]["network"] == NEIGHBOUR


class TestOffice:
    def test_it_is_opened_once_when_it_is_needed_and_closed_after_the_request(self, app):
        with app.test_request_context("/", environ_base={"REMOTE_ADDR": ELSEWHERE}):
            assert not session.has_office()
            office = session.office()
            assert session.has_office() and session.office() is office
            assert office.actor == (None, ELSEWHERE)
        with pytest.raises((sqlite3.ProgrammingError, RuntimeError), match="closed"):
            office.connection.execute("SELECT 1")

    def test_who_is_known_acts_in_their_own_name(self, app, office, ann):
        with office.transaction():
            token = signing_in.begin_session(office, ann.person, "a browser").session
        cookie = {"Cookie": f"signed_in={token}"}
        with app.test_request_context("/", headers=cookie, environ_base={"REMOTE_ADDR": ELSEWHERE}):
            assert session.session_owner().person == ann.person
            assert session.office().actor == (ann.person.id, ELSEWHERE)
            session.set_session_owner(None)
            assert session.session_owner() is None and session.visitor() is None

    def test_a_cookie_that_is_nobodys_is_no_session(self, client, office):
        client.plain.set_cookie("signed_in", "made up")
        client.get("/account/", 303)
        assert client.plain.get("/account/left").json == {"seconds": 0}
