"""What admins see and do."""

import re

from directory.store.office import mistakes, referrals


class TestAdmin:
    def test_it_sees_how_much_there_is_and_never_what_letters_say(self, client, ann, root, office):
        with office.transaction():
            referrals.save_referral(office, 1, ann.person.id, "2000000011", "draft", b"Canary")
            mistakes.report_mistake(office, "2000000011", "phone", "")
        client.sign_in(root)
        assert re.search("2 accounts.*Draft: 1.*1 waits", client.get("/admin/").text)
