"""What is typed into a form outlives the session it was typed in, for the same person only."""

import pytest
from office_people import PASSWORD

from directory.web.shell import session

pytestmark = pytest.mark.usefixtures("on_both")


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


class TestNothingTypedIsLost:
    def test_sent_too_late_it_is_there_after_signing_in_again_once(self, client, ann, clock):
        client.sign_in(ann)
        form = client.get("/account/profile").sent() | {"sender_name": "Typed for twenty minutes", "sender_npi": "200"}
        clock.pass_(minutes=20)
        entrance = client.page(client.plain.post("/account/profile", data=form), 303)
        assert "next=/account/profile" in entrance.replace("%2F", "/")
        assert "You were signed out: nothing happened" in client.get(entrance).text
        assert client.sign_in(ann, entrance.removeprefix("/account/sign-in")) == "/account/profile"
        again = client.plain.get("/account/profile").text
        assert 'value="Typed for twenty minutes"' in again and "It is not kept yet" in again
        assert "Typed for twenty minutes" not in client.plain.get("/account/profile").text

    def test_a_page_left_alone_has_it_kept_and_the_session_ended(self, client, ann, clock):
        client.sign_in(ann)
        form = client.get("/account/profile").sent() | {"sender_name": "Half a name"}
        assert client.plain.post("/account/rest?page=/account/profile", data=form).status_code == 204
        assert client.plain.get("/account/left").json == {"seconds": 0}
        client.get("/account/profile", 303)
        clock.pass_(seconds=30)
        client.sign_in(ann)
        assert 'value="Half a name"' in client.plain.get("/account/profile").text

    def test_a_long_letter_is_kept_whole(self, client, ann, clock):
        client.sign_in(ann)
        form = client.get("/account/profile").sent() | {"address": "Straße " * 100_000}
        assert client.plain.post("/account/rest?page=/account/profile", data=form).status_code == 204
        clock.pass_(seconds=30)
        client.sign_in(ann)
        assert client.plain.get("/account/profile").text.count("Straße") == 100_000

    def test_somebody_else_at_the_same_browser_does_not_see_it(self, client, ann, bob):
        client.sign_in(ann)
        form = client.get("/account/profile").sent() | {"sender_name": "Secret"}
        client.plain.post("/account/rest?page=/account/profile", data=form)
        client.sign_in(bob)
        assert "Secret" not in client.plain.get("/account/profile").text

    def test_pages_with_passwords_keep_nothing(self, client, ann, clock):
        client.sign_in(ann)
        form = client.get("/account/password").sent() | {"old": PASSWORD}
        client.plain.post("/account/rest?page=/account/password", data=form)
        clock.pass_(minutes=20)
        client.plain.post("/account/password", data=form)
        assert ann.office.connection.execute("SELECT count(*) FROM drafts").fetchone() == (0,)

    def test_asking_how_long_it_lasts_is_no_sign_of_life_and_typing_is(self, client, ann, clock):
        client.sign_in(ann)
        token = client.get("/account/").forms[0]["sent"]
        clock.pass_(minutes=10)
        assert client.plain.get("/account/left").json == {"seconds": 300}
        assert client.plain.post("/account/here", data=token).status_code == 204
        assert client.plain.get("/account/left").json == {"seconds": 900}

    def test_without_a_session_nothing_is_left_and_nothing_kept(self, client, office):
        assert client.plain.get("/account/left").json == {"seconds": 0}
        assert client.plain.post("/account/rest?page=/account/profile", data={"name": "x"}).status_code == 403


class TestTheDraftItself:
    def test_it_is_given_back_on_its_own_page_once_without_the_token(self, client, ann, app):
        client.sign_in(ann)
        form = client.get("/account/profile").sent() | {"sender_name": "Half a name", "ticked": ["one", "two"]}
        client.plain.post("/account/rest?page=/account/profile", data=form)
        begun = client.another_browser()
        begun.sign_in(ann, code=ann.recovery_codes[0])
        cookie = f"signed_in={begun.plain.get_cookie('signed_in').value}"

        def draft(path):
            with app.test_request_context(path, headers={"Cookie": cookie}):
                typed = session.submitted_or_draft()
                assert session.is_from_draft() is bool(typed)
                return typed and typed.to_dict(flat=False)

        assert draft("/account/password") is None
        found = draft("/account/profile")
        assert found["sender_name"] == ["Half a name"] and found["ticked"] == ["one", "two"]
        assert "form_token" not in found
        assert draft("/account/profile") is None

    def test_what_is_sent_comes_before_it(self, app):
        with app.test_request_context("/account/profile", method="POST", data={"sender_name": "Typed now"}):
            assert session.submitted_or_draft().to_dict() == {"sender_name": "Typed now"}
            assert not session.is_from_draft()

    def test_nobody_elses_is_given(self, client, ann, bob, clock):
        client.sign_in(ann)
        form = client.get("/account/profile").sent() | {"sender_name": "Secret"}
        client.plain.post("/account/rest?page=/account/profile", data=form)
        other = client.another_browser()
        other.sign_in(bob)
        assert "Secret" not in other.plain.get("/account/profile").text
        clock.pass_(seconds=30)
        client.sign_in(ann)
        assert "Secret" in client.plain.get("/account/profile").text

    def test_what_a_stranger_or_another_site_sends_is_not_kept(self, client, ann, clock, office):
        client.sign_in(ann)
        clock.pass_(minutes=20)
        assert client.plain.post("/account/profile", data={"sender_name": "forged"}).status_code == 400
        assert client.another_browser().plain.post("/account/profile", data={"sender_name": "x"}).status_code == 303
        assert office.connection.execute("SELECT count(*) FROM drafts").fetchone() == (0,)
