"""Passkeys as a browser meets them: added with the password, used in its place, removed."""

import json

import pytest
from office_people import PASSWORD
from soft_authenticator import SoftAuthenticator

from directory.store.office import passkeys as rows


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def phone():
    """An authenticator that knows this site."""
    return SoftAuthenticator("http://localhost")


def add(client, phone, name="My phone", password=PASSWORD):
    """Adds a passkey as static/passkeys.js does; what comes of it."""
    form = client.get("/account/passkeys/").sent()
    options = client.plain.post("/account/passkeys/options", data=form | {"name": name, "old": password})
    if options.status_code != 200:
        return options.json["errors"]
    return client.post("/account/passkeys/", form | {"name": name, "answer": phone.create(options.json)}, 303)


def sign_in(client, phone, to="", status=303):
    """Signs in as static/passkeys.js does; where it leads, or the page."""
    options = client.plain.post("/account/passkeys/sign-in/options").json
    answer = client.plain.post(f"/account/passkeys/sign-in{to}", data={"answer": phone.get(options)})
    return client.page(answer, status, signs_in=True)


class TestPasskeys:
    def test_one_that_was_added_signs_in_and_leads_to_the_page_asked_for(self, client, ann, phone):
        client.sign_in(ann)
        assert add(client, phone).endswith("done=added")
        assert "My phone" in client.get("/account/passkeys/").text and "1, to sign in" in client.get("/account/").text
        other = client.another_browser()
        assert sign_in(other, phone, "?next=/account/profile") == "/account/profile"
        other.get("/account/profile")

    def test_it_leads_nowhere_else(self, client, ann, phone):
        client.sign_in(ann)
        add(client, phone)
        assert sign_in(client.another_browser(), phone, "?next=//evil.example") == "/account/"

    def test_none_is_added_without_the_password(self, client, ann, phone, office):
        client.sign_in(ann)
        assert add(client, phone, password="wrong") == ["This is not your password."]
        assert not rows.passkeys_of(office, ann.person.id)

    def test_an_answer_that_is_none_is_told_on_the_page(self, client, ann):
        client.sign_in(ann)
        page = client.send("/account/passkeys/", 400, form="passkey-add", name="x", answer="{")
        assert page.title.startswith("Error")

    def test_a_removed_one_opens_nothing(self, client, ann, phone):
        client.sign_in(ann)
        add(client, phone)
        page = client.get("/account/passkeys/")
        form = next(each for each in page.forms if (each["action"] or "").endswith("/remove"))
        client.post(form["action"], form["sent"], 303)
        assert sign_in(client.another_browser(), phone, status=400).title.startswith("Error")

    def test_nobody_removes_anothers(self, client, ann, bob, phone, office):
        client.sign_in(ann)
        add(client, phone)
        other = client.another_browser()
        other.sign_in(bob)
        form = other.get("/account/passkeys/").forms[0]["sent"]
        other.post(f"/account/passkeys/{phone.id.hex()}/remove", form, 303)
        assert rows.passkeys_of(office, ann.person.id)

    def test_asking_to_sign_in_too_often_is_told_to_wait(self, client, ann):
        for _ in range(50):
            assert client.plain.post("/account/passkeys/sign-in/options").status_code == 200
        answer = client.plain.post("/account/passkeys/sign-in/options")
        assert answer.status_code == 429 and "wait" in answer.json["errors"][0]

    def test_strangers_pages_get_no_options(self, client, ann):
        client.sign_in(ann)
        answer = client.plain.post("/account/passkeys/sign-in/options", headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert client.plain.post("/account/passkeys/options", data={"old": PASSWORD}).status_code in (303, 400)

    def test_what_is_sent_without_an_answer_is_refused(self, client):
        for answer in ("", "[]", json.dumps({"id": "x"})):
            client.post("/account/passkeys/sign-in", {"answer": answer}, 400)
