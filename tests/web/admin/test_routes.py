"""What admins see and do."""

import re

import pytest

from directory.store.office import mistakes, referrals


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


class TestAdmin:
    def test_it_sees_how_much_there_is_and_never_what_letters_say(self, client, ann, root, office):
        with office.transaction():
            referrals.save_referral(office, ann.person.id, "2000000011", "draft", b"Canary")
            mistakes.report_mistake(office, "2000000011", "phone", "")
        client.sign_in(root)
        assert re.search("2 accounts.*Draft: 1.*1 waits", client.get("/admin/").text)

    def test_a_disabled_account_is_out_at_once_and_comes_back(self, client, ann, root, clock):
        client.sign_in(ann)
        boss = client.another_browser()
        boss.sign_in(root)
        boss.send("/admin/people")
        client.get("/account/", 303)
        assert "disabled" in boss.get("/admin/people").text
        boss.send("/admin/people")
        client.get("/account/")

    def test_nobody_shuts_themselves_out_or_shuts_what_is_not_there(self, client, root):
        client.sign_in(root)
        page = client.get("/admin/people")
        assert page.sent() == page.forms[0]["sent"], "only the form that signs out"
        for person_id, status in ((root.person.id, 403), (99, 404)):
            answer = client.plain.post(f"/admin/people/{person_id}/disable", data=page.forms[0]["sent"])
            assert answer.status_code == status
