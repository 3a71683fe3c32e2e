"""Who may enter which page, and what other sites may send."""

import re

import pytest

from directory import create_app
from directory.web.shell import session


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


class TestRoles:
    """Every route says for whom it is."""

    def test_no_route_is_silent(self, app):
        silent = [
            rule.rule for rule in app.url_map.iter_rules() if not hasattr(app.view_functions[rule.endpoint], "roles")
        ]
        assert not silent, f"say for whom, with guard.public, signed_in, physician or admin: {silent}"

    def test_one_that_is_silent_is_entered_by_nobody(self, settings, caplog):
        app = create_app(settings)
        app.add_url_rule("/silent", "silent", lambda: "secret")
        answer = app.test_client().get("/silent")
        assert answer.status_code == 500 and "secret" not in answer.text

    def test_a_stranger_is_led_to_the_entrance_by_every_page_that_is_not_public(self, app, office):
        for rule in app.url_map.iter_rules():
            if app.view_functions[rule.endpoint].roles:
                address = re.sub(r"<string\(length=(\d+)\):\w+>", lambda found: "x" * int(found[1]), rule.rule).replace(
                    "<any(disable, enable):action>", "disable"
                )
                address = re.sub(r"<any\((\w+)(?:, \w+)*\):\w+>", r"\1", re.sub(r"<int:\w+>", "1", address))
                for method in rule.methods - {"HEAD", "OPTIONS"}:
                    answer = app.test_client().open(address, method=method)
                    assert (answer.status_code, answer.location.split("?")[0]) == (303, "/account/sign-in"), (
                        method,
                        address,
                    )

    def test_a_physician_is_no_admin_and_an_admin_no_physician(self, client, ann, root):
        client.sign_in(ann)
        assert "not for your account" in client.get("/admin/", 403).text
        other = client.another_browser()
        other.sign_in(root)
        other.get("/admin/")
        other.get("/account/profile", 403)


class TestHeaders:
    """What every answer carries, whatever it is; OWASP Secure Headers has each."""

    @pytest.mark.parametrize(
        "path", ["/", "/search?near=97214", "/api/v1/search?near=97214", "/nowhere", "/static/site.css", "/admin/"]
    )
    def test_a_browser_is_told_to_keep_to_itself_what_it_sees(self, app, path):
        headers = app.test_client().get(path).headers
        policy = dict(each.strip().partition(" ")[::2] for each in headers["Content-Security-Policy"].split(";"))
        assert policy.pop("img-src").split()[0] == "'self'"
        assert policy == {
            **dict.fromkeys(("default-src", "base-uri", "frame-ancestors"), "'none'"),
            **dict.fromkeys(("script-src", "connect-src", "style-src", "font-src", "form-action"), "'self'"),
        }
        assert headers["Referrer-Policy"] == "no-referrer" and headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        reach = "cross-origin" if path.startswith("/api/") else "same-origin"  # pages of other sites read the API
        assert headers["Cross-Origin-Resource-Policy"] == reach
        assert headers["Permissions-Policy"] == "geolocation=(self), camera=(), microphone=()"


class TestForgery:
    def test_without_the_token_nothing_is_done(self, client, ann):
        client.sign_in(ann)
        for typed in ({}, {session.CSRF_FIELD: ""}, {session.CSRF_FIELD: "zz"}, {session.CSRF_FIELD: "00" * 36}):
            assert client.plain.post("/account/sign-out-everywhere", data=typed).status_code == 400
        client.get("/account/")

    def test_more_than_a_page_takes_is_told_so(self, client, ann):
        client.sign_in(ann)
        answer = client.plain.post("/account/profile", data={"sender_name": "x" * 70_000})
        assert answer.status_code == 413 and "more than this page takes" in answer.text

    def test_anothers_token_is_none(self, client, ann, root):
        client.sign_in(root)
        token = client.get("/account/").forms[0]["sent"]
        other = client.another_browser()
        other.sign_in(ann)
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
