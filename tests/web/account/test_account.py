"""Accounts as their owners meet them, and what strangers get instead."""

import re
import sqlite3
from contextlib import closing

import pytest
from argon2 import PasswordHasher
from office_people import PASSWORD, Account

from directory import create_app
from directory.accounts import passwords, people
from directory.settings import Settings
from directory.store.office import people as rows
from directory.store.office.audit import entries
from directory.web.shell import guard, session


@pytest.fixture
def clock(clock, monkeypatch):
    """The office's clock; and passwords are quick to check."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return clock


@pytest.fixture
def settings(tmp_path):
    """An empty data folder."""
    return Settings(tmp_path / "data")


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def ann(office, clock):
    """A physician."""
    return Account(office, clock, "ann@example.org")


@pytest.fixture
def root(office, clock):
    """An admin."""
    return Account(office, clock, "root@example.org", role="admin")


def sign_in(client, person, to="", **wrong):
    """Signs somebody in; where it leads."""
    typed = {"email": person.email, "password": PASSWORD, "code": person.code(), "status": 303} | wrong
    return client.send(f"/account/sign-in{to}", **typed)


def another(client):
    """The same site in another browser."""
    return type(client)(client.plain.application)


class TestRoles:
    """Every route says for whom it is."""

    def test_no_route_is_silent(self, app):
        silent = [
            rule.rule for rule in app.url_map.iter_rules() if not hasattr(app.view_functions[rule.endpoint], "roles")
        ]
        assert not silent, f"say for whom, with guard.public, signed_in, physician or admin: {silent}"

    def test_one_that_is_silent_is_entered_by_nobody(self, app, caplog):
        app.add_url_rule("/silent", "silent", lambda: "secret")
        answer = app.test_client().get("/silent")
        assert answer.status_code == 500 and "secret" not in answer.text

    def test_a_stranger_is_led_to_the_entrance_by_every_page_that_is_not_public(self, app, office):
        for rule in app.url_map.iter_rules():
            if app.view_functions[rule.endpoint].roles:
                address = (
                    rule.rule.replace("<string(length=16):id>", "x" * 16)
                    .replace("<int:id>", "1")
                    .replace("<any(disable, enable):what>", "disable")
                )
                for method in rule.methods - {"HEAD", "OPTIONS"}:
                    answer = app.test_client().open(address, method=method)
                    assert (answer.status_code, answer.location.split("?")[0]) == (303, "/account/sign-in"), (
                        method,
                        address,
                    )

    def test_a_physician_is_no_admin_and_an_admin_no_physician(self, client, ann, root):
        sign_in(client, ann)
        assert "not for your account" in client.get("/admin/", 403).text
        other = another(client)
        sign_in(other, root)
        other.get("/admin/")
        other.get("/account/profile", 403)


class TestSigningIn:
    def test_it_leads_to_the_page_that_was_asked_for_with_its_language(self, client, ann):
        assert client.get("/account/profile?lang=es", 303).startswith("/account/sign-in")
        assert sign_in(client, ann, "?next=/account/profile%3Flang%3Des") == "/account/profile?lang=es"

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "evil.example",
            "http:/evil",
            "/%0d%0aX:1",
        ],
    )
    def test_it_leads_nowhere_else(self, client, ann, elsewhere):
        assert sign_in(client, ann, f"?next={elsewhere}").startswith("/") and guard.local(elsewhere) in (
            None,
            "/%0d%0aX:1",
        )

    def test_whatever_is_wrong_the_page_is_the_same_but_for_the_address_typed(self, client, ann):
        pages = [
            sign_in(client, ann, status=400, **wrong)
            for wrong in ({"email": "bob@example.org"}, {"password": "x"}, {"code": "1"})
        ]
        assert len({page.text for page in pages}) == 1 and pages[0].title.startswith("Error")
        assert (
            len(
                {
                    len(client.plain.post("/account/sign-in", data={"email": name, "password": "x"}).text)
                    for name in ("ann@example.org", "bob@example.org")
                }
            )
            == 1
        )

    def test_a_password_is_never_sent_back(self, client, ann):
        assert (
            "violet"
            not in client.plain.post(
                "/account/sign-in", data={"email": ann.email, "password": PASSWORD, "code": "secret-code"}
            ).text
        )

    def test_too_many_tries_are_told_to_wait(self, client, ann):
        for _ in range(5):
            sign_in(client, ann, password="x", status=400)
        assert "wait a minute" in sign_in(client, ann, status=429).text

    def test_the_cookies_are_out_of_reach_for_scripts_and_other_sites(self, client, ann):
        sent = client.plain.post(
            "/account/sign-in", data={"email": ann.email, "password": PASSWORD, "code": ann.code()}
        ).headers.getlist("Set-Cookie")
        assert len(sent) == 2
        assert all(
            "HttpOnly" in cookie and "SameSite=" in cookie and "Path=/" in cookie and "Domain" not in cookie
            for cookie in sent
        )

    def test_behind_tls_they_are_for_tls_and_this_host_only(self, app, settings, ann):
        app = create_app(Settings(settings.data, site_address="https://directory.example"))
        answer = app.test_client().post(
            "/account/sign-in",
            data={"email": ann.email, "password": PASSWORD, "code": ann.code()},
            base_url="http://directory.example",
            headers={"X-Forwarded-For": "203.0.113.9"},
        )
        assert all(
            cookie.startswith("__Host-") and "Secure" in cookie for cookie in answer.headers.getlist("Set-Cookie")
        )
        assert "max-age" in answer.headers["Strict-Transport-Security"]
        assert entries(ann.office.connection, 1)[0]["network"] == "203.0.113.9"

    def test_without_tls_nobody_signs_in_from_another_machine(self, client, ann):
        page = client.get("/account/sign-in", 403, base_url="http://directory.example")
        assert "SITE_ADDRESS" in page.text and not page.fields
        client.get("/account/sign-in", base_url="http://127.0.0.1:8000")

    def test_no_public_page_sets_a_cookie_or_opens_the_office_for_a_stranger(self, client, settings):
        client.get("/account/sign-in")
        assert not settings.office_db.exists()
        client.plain.set_cookie(session.SIGNED_IN, "made up")
        client.get("/account/sign-in")

    def test_signing_out_ends_it(self, client, ann):
        sign_in(client, ann)
        assert client.send("/account/", form="sign-out") == "/account/sign-in?out=here"
        assert "You are signed out." in client.get("/account/sign-in?out=here").text
        client.get("/account/", 303)

    def test_signing_out_everywhere_ends_the_others_too(self, client, ann, clock):
        sign_in(client, ann)
        clock.pass_(seconds=30)
        other = another(client)
        sign_in(other, ann)
        assert client.get("/account/").text.count("since Nov") == 2
        client.send("/account/")
        other.get("/account/", 303)

    def test_pages_of_an_account_are_kept_by_no_cache(self, client, ann):
        sign_in(client, ann)
        for address in ("/account/", "/account/profile", "/about"):
            assert client.plain.get(address).headers["Cache-Control"] == "no-store"


class TestForgery:
    def test_without_the_token_nothing_is_done(self, client, ann):
        sign_in(client, ann)
        for typed in ({}, {session.TOKEN: ""}, {session.TOKEN: "zz"}, {session.TOKEN: "00" * 36}):
            assert client.plain.post("/account/sign-out-everywhere", data=typed).status_code == 400
        client.get("/account/")

    def test_more_than_a_page_takes_is_told_so(self, client, ann):
        sign_in(client, ann)
        answer = client.plain.post("/account/profile", data={"sender_name": "x" * 70_000})
        assert answer.status_code == 413 and "more than this page takes" in answer.text

    def test_anothers_token_is_none(self, client, ann, root):
        sign_in(client, root)
        token = client.get("/account/").forms[0]["sent"]
        other = another(client)
        sign_in(other, ann)
        assert other.plain.post("/account/sign-out-everywhere", data=token).status_code == 400

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Sec-Fetch-Site": "same-site"}, 403),
            ({"Origin": "https://evil.example"}, 403),
            ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 400),
            ({"Sec-Fetch-Site": "none"}, 400),
            ({"Origin": "http://localhost"}, 400),
            ({"Origin": "null"}, 400),
            ({}, 400),
        ],
    )
    def test_what_another_site_sends_is_refused(self, client, ann, headers, status):
        assert client.plain.post("/account/sign-in", data={"email": ann.email}, headers=headers).status_code == status


class TestSettingUp:
    @pytest.fixture
    def link(self, office):
        """The address of an invitation."""
        return f"/account/invitation/{people.invite_person(office, 'new@example.org', 'physician')}"

    def test_from_the_link_to_the_account(self, client, office, link):
        page = client.get(link)
        secret = people.open_invitation(office, link.rsplit("/", 1)[1]).totp
        assert "new@example.org" in page.text and "1. A password" in page.text
        code = Account.code(type("", (), {"clock": type("", (), {"time": office.now()})}), secret)
        page = client.send(link, 200, password=PASSWORD, again=PASSWORD, code=code)
        codes = re.findall(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", page.text)
        assert len(codes) == 10 == rows.recovery_codes_left(office, 1)
        assert "10 are left" in client.get("/account/").text
        assert "This link has ended" in client.get(link, 404).text

    def test_what_is_wrong_is_said_beside_the_field_and_the_picture_stays(self, client, link):
        before = client.plain.get(link).text
        page = client.plain.post(link, data={"password": "short", "again": "", "code": ""})
        assert page.status_code == 400 and "at least 12 characters" in page.text
        picture = re.compile(r"<svg.*?</svg>", re.S)
        assert picture.search(before)[0] == picture.search(page.text)[0]

    def test_a_wrong_link_says_what_to_do(self, client, office):
        assert "ask the person who sent it" in client.get("/account/invitation/x", 404).text


class TestChanges:
    def test_another_password_signs_the_other_browsers_out(self, client, ann, clock):
        other = another(client)
        sign_in(other, ann)
        clock.pass_(seconds=30)
        sign_in(client, ann)
        assert (
            "This is not your password"
            in client.send(
                "/account/password", 400, old="x", password="lantern over quiet 3", again="lantern over quiet 3"
            ).text
        )
        assert (
            client.send(
                "/account/password", old=PASSWORD, password="lantern over quiet 3", again="lantern over quiet 3"
            )
            == "/account/?done=password"
        )
        assert "is changed" in client.get("/account/?done=password").text
        other.get("/account/", 303)

    def test_guessing_the_password_on_an_open_screen_gets_slow(self, client, ann):
        sign_in(client, ann)
        for _ in range(5):
            client.send("/account/password", 400, old="x")
        assert "wait" in client.send("/account/password", 400, old=PASSWORD).text

    def test_new_recovery_codes_and_a_new_phone_want_the_password(self, client, ann):
        sign_in(client, ann)
        client.send("/account/recovery-codes", 400, old="x")
        assert "never shown again" in client.send("/account/recovery-codes", 200, old=PASSWORD).text
        client.send("/account/new-phone", 400, old="x")
        assert "scan this picture" in client.get(client.send("/account/new-phone", old=PASSWORD)).text

    def test_the_letterhead_is_kept_and_checked(self, client, ann):
        sign_in(client, ann)
        wrong = client.send(
            "/account/profile", 400, sender_name="Ann Example", sender_npi="2000000012", sender_phone="12"
        )
        assert "An NPI has ten digits" in wrong.text and "area code" in wrong.text
        client.send(
            "/account/profile", sender_name="Ann Example", sender_npi="2000000002", sender_phone="(415) 555-0123"
        )
        assert 'value="Ann Example"' in client.plain.get("/account/profile").text


class TestNothingTypedIsLost:
    def test_sent_too_late_it_is_there_after_signing_in_again_once(self, client, ann, clock):
        sign_in(client, ann)
        form = client.get("/account/profile").sent() | {"sender_name": "Typed for twenty minutes", "sender_npi": "200"}
        clock.pass_(minutes=20)
        entrance = client.page(client.plain.post("/account/profile", data=form), 303)
        assert "next=/account/profile" in entrance.replace("%2F", "/")
        assert "You were signed out because nothing happened" in client.get(entrance).text
        assert sign_in(client, ann, entrance.removeprefix("/account/sign-in")) == "/account/profile"
        again = client.plain.get("/account/profile").text
        assert 'value="Typed for twenty minutes"' in again and "It is not kept yet" in again
        assert "Typed for twenty minutes" not in client.plain.get("/account/profile").text

    def test_a_page_left_alone_has_it_kept_and_the_session_ended(self, client, ann, clock):
        sign_in(client, ann)
        form = client.get("/account/profile").sent() | {"sender_name": "Half a name"}
        assert client.plain.post("/account/rest?page=/account/profile", data=form).status_code == 204
        assert client.plain.get("/account/left").json == {"seconds": 0}
        client.get("/account/profile", 303)
        clock.pass_(seconds=30)
        sign_in(client, ann)
        assert 'value="Half a name"' in client.plain.get("/account/profile").text

    def test_a_long_letter_is_kept_whole(self, client, ann, clock):
        sign_in(client, ann)
        form = client.get("/account/profile").sent() | {"address": "Straße " * 100_000}
        assert client.plain.post("/account/rest?page=/account/profile", data=form).status_code == 204
        clock.pass_(seconds=30)
        sign_in(client, ann)
        assert client.plain.get("/account/profile").text.count("Straße") == 100_000

    def test_somebody_else_at_the_same_browser_does_not_see_it(self, client, ann, root, clock, office):
        bob = Account(office, clock, "bob@example.org")
        sign_in(client, ann)
        form = client.get("/account/profile").sent() | {"sender_name": "Secret"}
        client.plain.post("/account/rest?page=/account/profile", data=form)
        sign_in(client, bob)
        assert "Secret" not in client.plain.get("/account/profile").text

    def test_pages_with_passwords_keep_nothing(self, client, ann, clock):
        sign_in(client, ann)
        form = client.get("/account/password").sent() | {"old": PASSWORD}
        client.plain.post("/account/rest?page=/account/password", data=form)
        clock.pass_(minutes=20)
        client.plain.post("/account/password", data=form)
        assert ann.office.connection.execute("SELECT count(*) FROM drafts").fetchone() == (0,)

    def test_asking_how_long_it_lasts_is_no_sign_of_life_and_typing_is(self, client, ann, clock):
        sign_in(client, ann)
        token = client.get("/account/").forms[0]["sent"]
        clock.pass_(minutes=10)
        assert client.plain.get("/account/left").json == {"seconds": 300}
        assert client.plain.post("/account/here", data=token).status_code == 204
        assert client.plain.get("/account/left").json == {"seconds": 900}

    def test_without_a_session_nothing_is_left_and_nothing_kept(self, client, office):
        assert client.plain.get("/account/left").json == {"seconds": 0}
        assert client.plain.post("/account/rest?page=/account/profile", data={"name": "x"}).status_code == 403


class TestAdmin:
    def test_it_sees_how_much_there_is_and_never_what_letters_say(self, client, ann, root, office):
        from directory.store.office import mistakes, referrals

        with office.transaction():
            referrals.save_referral(office, ann.person.id, "2000000011", "draft", b"Canary")
            mistakes.report_mistake(office, "2000000011", "phone", "")
        sign_in(client, root)
        assert re.search("2 accounts.*Draft: 1.*1 waits", client.get("/admin/").text)

    def test_a_disabled_account_is_out_at_once_and_comes_back(self, client, ann, root, clock):
        sign_in(client, ann)
        boss = another(client)
        sign_in(boss, root)
        boss.send("/admin/people")
        client.get("/account/", 303)
        assert "disabled" in boss.get("/admin/people").text
        boss.send("/admin/people")
        client.get("/account/")

    def test_nobody_shuts_themselves_out_or_shuts_what_is_not_there(self, client, root):
        sign_in(client, root)
        page = client.get("/admin/people")
        assert page.sent() == page.forms[0]["sent"], "only the form that signs out"
        for id, status in ((root.person.id, 403), (99, 404)):
            assert client.plain.post(f"/admin/people/{id}/disable", data=page.forms[0]["sent"]).status_code == status


def test_without_its_key_accounts_are_closed_and_the_public_pages_are_not(client, ann, settings, caplog):
    sign_in(client, ann)
    settings.key_file.rename(settings.key_file.with_name("away"))
    assert "Closed for now" in client.get("/account/", 503).text
    assert "The office key is missing" in caplog.text
    assert another(client).plain.get("/about").status_code in (200, 503)


def test_where_a_newer_version_wrote_the_office_accounts_are_closed_and_it_stays(client, ann, settings, caplog):
    sign_in(client, ann)
    with closing(sqlite3.connect(settings.office_db)) as newer:
        newer.execute("PRAGMA user_version = 999")
    assert "Closed for now" in client.get("/account/", 503).text
    assert "newer version" in caplog.text
    with closing(sqlite3.connect(settings.office_db)) as newer:
        assert newer.execute("PRAGMA user_version").fetchone() == (999,)
