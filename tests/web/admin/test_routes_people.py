"""An admin lets people in, changes what they may do, and lets in again who lost a phone; each is in the trail."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from office_people import PASSWORD

from directory.accounts import people
from directory.settings import MailSettings
from directory.store.office import mails
from directory.store.office.audit import entries
from directory.store.office.people import person_by_email
from directory.web.admin import routes_people


def link_on(page):
    """The token of the link that a page shows."""
    return next(text.rsplit("/", 1)[1] for text in page.texts if "/account/invitation/" in text)


class TestInviting:
    def test_somebody_invited_sets_the_account_up_with_the_link(self, boss, office):
        token = link_on(boss.send("/admin/people/", 200, email=" New@Example.org ", role="admin", old=PASSWORD))
        invited = people.open_invitation(office, token)
        assert (invited.person.email, invited.person.role) == ("new@example.org", "admin")
        assert "invited" in boss.get("/admin/people/").text

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"old": "wrong"}, "not your password"),
            ({"email": "nobody"}, "not an e-mail address"),
            ({"email": "root@example.org"}, "an account with this e-mail address"),
            ({"role": "king"}, "not a valid choice"),
        ],
    )
    def test_nobody_is_invited_without_password_address_and_role(self, boss, office, typed, told):
        asked = {"email": "new@example.org", "role": "physician", "old": PASSWORD}
        assert told in boss.send("/admin/people/", 400, **asked | typed).text.lower()
        assert not person_by_email(office, "new@example.org")


class TestOneAccount:
    def test_a_disabled_account_is_out_at_once_and_comes_back(self, client, ann, root):
        client.sign_in(ann)
        boss = client.another_browser()
        boss.sign_in(root)
        address = f"/admin/people/{ann.person.id}"
        for action, status in (("disable", 303), ("enable", 200)):
            form = next(form for form in boss.get(address).forms if (form["action"] or "").endswith(action))
            boss.post(form["action"], form["sent"], 303)
            client.get("/account/", status)

    def test_ending_sessions_signs_them_out_everywhere(self, client, ann, root):
        client.sign_in(ann)
        boss = client.another_browser()
        boss.sign_in(root)
        address = f"/admin/people/{ann.person.id}"
        form = next(form for form in boss.get(address).forms if form["action"] == f"{address}/sign-out")
        boss.post(form["action"], form["sent"], 303)
        client.get("/account/", 303)
        assert "nowhere" in boss.get(address).text

    def test_another_role_holds_from_the_next_sign_in(self, boss, ann, office):
        address = f"/admin/people/{ann.person.id}"
        boss.send(address, 303, form="role", **{"role-role": "admin", "role-old": PASSWORD})
        assert person_by_email(office, ann.email).role == "admin"
        assert "role changed to admin" in [row["what"] for row in entries(office.connection, 5)]
        other = boss.another_browser()
        other.sign_in(ann)
        other.get("/admin/")

    def test_a_reset_shuts_the_account_until_its_link_is_used(self, boss, ann, office):
        address = f"/admin/people/{ann.person.id}"
        token = link_on(boss.send(address, 200, form="reset", **{"reset-old": PASSWORD}))
        boss.another_browser().sign_in(ann, status=400)
        assert people.open_invitation(office, token).person.id == ann.person.id

    @pytest.mark.parametrize("form", ["role", "reset"])
    def test_neither_goes_without_the_admins_password(self, boss, ann, form):
        page = boss.send(f"/admin/people/{ann.person.id}", 400, form=form, **{f"{form}-old": "wrong"})
        assert page.title.startswith("Error") and "not your password" in page.text
        boss.another_browser().sign_in(ann)

    @pytest.mark.parametrize("action", ["disable", "enable", "sign-out", "role", "reset"])
    def test_nobody_changes_their_own_account_here_or_one_that_is_not_there(self, boss, root, action):
        address = f"/admin/people/{root.person.id}"
        page = boss.get(address)
        assert len([form for form in page.forms if form["method"] == "post"]) == 1, "only the form that signs out"
        for person_id, status in ((root.person.id, 403), (99, 404)):
            answer = boss.plain.post(f"/admin/people/{person_id}/{action}", data=page.forms[0]["sent"])
            assert answer.status_code == status
        boss.get("/admin/people/99", 404)

    def test_a_physician_reaches_none_of_it(self, client, ann, root):
        client.sign_in(ann)
        for path in ("/admin/people/", f"/admin/people/{root.person.id}", "/admin/audit/"):
            client.get(path, 403)


class TestMail:
    """With a mail server and an address of its own the site mails links; the address asked is never one to mail."""

    @pytest.fixture
    def settings(self, settings):
        """The site's, with a mail server and its address."""
        mail = MailSettings("mail.example.org", 587, "directory@example.org")
        return replace(settings, mail=mail, site_address="https://acupuncture.example")

    @pytest.fixture
    def app(self, own_app):
        """Reached through the web server with TLS that stands in front of it."""
        own_app.config["PREFERRED_URL_SCHEME"] = "https"
        return own_app

    def test_a_link_goes_to_whom_it_is_for(self, office, settings, root, client):
        with client.app.test_request_context(base_url="https://acupuncture.example"):
            assert routes_people._mailed("root@example.org", {"address": "https://acupuncture.example/x", "days": 3})
        mail = mails.take_due(office)
        assert mail.email == "root@example.org" and "https://acupuncture.example/x" in mail.text

    def test_without_an_address_of_its_own_none_is_mailed(self, client, office, root, settings, monkeypatch):
        monkeypatch.setattr(routes_people, "site", lambda: SimpleNamespace(settings=replace(settings, site_address="")))
        with client.app.test_request_context():
            assert not routes_people._mailed("root@example.org", {"address": "https://evil.example/x", "days": 3})
        assert mails.mail_state(settings.office).waiting == 0

    def test_the_command_that_invites_mails_too(self, run, office, settings, monkeypatch):
        for name, value in {
            "DIRECTORY_DATA": str(settings.data),
            "SITE_ADDRESS": "https://acupuncture.example",
            "MAIL_HOST": "mail.example.org",
            "MAIL_FROM": "directory@example.org",
        }.items():
            monkeypatch.setenv(name, value)
        code, out, err = run("user", "add", "new@example.org", "--role", "admin")
        mail = mails.take_due(office)
        assert code == 0 and mail.email == "new@example.org" and out.strip() in mail.text and "mails it" in err
