"""Signing in and answering an invitation, as people meet it, and what strangers get instead."""

import re

import pytest
from office_people import PASSWORD, Account

from directory import create_app
from directory.accounts import people
from directory.settings import Settings
from directory.store.office import people as rows
from directory.store.office.audit import entries
from directory.web.shell import guard, session

pytestmark = pytest.mark.usefixtures("on_both")


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


class TestSigningIn:
    def test_it_leads_to_the_page_that_was_asked_for_with_its_language(self, client, ann):
        assert client.get("/account/profile?lang=es", 303).startswith("/account/sign-in")
        assert client.sign_in(ann, "?next=/account/profile%3Flang%3Des") == "/account/profile?lang=es"

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
        assert client.sign_in(ann, f"?next={elsewhere}").startswith("/") and guard.local_address(elsewhere) in (
            None,
            "/%0d%0aX:1",
        )

    def test_whatever_is_wrong_the_page_is_the_same_but_for_the_address_typed(self, client, ann):
        pages = [
            client.sign_in(ann, status=400, **wrong)
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
            client.sign_in(ann, password="x", status=400)
        assert "wait a minute" in client.sign_in(ann, status=429).text

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
        client.plain.set_cookie(session.SESSION_COOKIE, "made up")
        client.get("/account/sign-in")

    def test_signing_out_ends_it(self, client, ann):
        client.sign_in(ann)
        assert client.send("/account/", form="sign-out") == "/account/sign-in?out=here"
        assert "You are signed out." in client.get("/account/sign-in?out=here").text
        client.get("/account/", 303)

    def test_signing_out_everywhere_ends_the_others_too(self, client, ann, clock):
        client.sign_in(ann)
        clock.pass_(seconds=30)
        other = client.another_browser()
        other.sign_in(ann)
        assert client.get("/account/").text.count("since Nov") == 2
        client.send("/account/")
        other.get("/account/", 303)

    def test_pages_of_an_account_are_kept_by_no_cache(self, client, ann):
        client.sign_in(ann)
        for address in ("/account/", "/account/profile", "/about"):
            assert client.plain.get(address).headers["Cache-Control"] == "no-store"


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

    def test_a_password_that_was_right_stays_where_the_code_was_wrong_and_no_other_does(self, client, link):
        client.get(link)
        page = client.plain.post(link, data={"password": PASSWORD, "again": PASSWORD, "code": "000000"})
        assert page.status_code == 400 and page.text.count(f'value="{PASSWORD}"') == 2
        assert page.headers["Cache-Control"] == "no-store"
        page = client.plain.post(link, data={"password": PASSWORD, "again": "another one", "code": "000000"})
        assert page.status_code == 400 and PASSWORD not in page.text
