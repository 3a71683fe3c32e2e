"""What admins see and do."""

import re

from office_people import Account

from directory.store.office import mistakes, referrals


class TestAdmin:
    def test_it_sees_how_much_there_is_and_never_what_letters_say(self, client, ann, root, office):
        with office.transaction():
            referrals.save_referral(office, 1, ann.person.id, "2000000011", "draft", b"Canary")
            mistakes.report_mistake(office, "2000000011", "phone", "")
        client.sign_in(root)
        assert re.search("2 accounts.*Draft: 1.*1 waits", client.get("/admin/").text)


class TestMenu:
    def test_it_leads_to_every_page_that_the_overview_names_and_says_which_one_is_open(self, client, root):
        client.sign_in(root)
        client.get("/admin/")
        overview = client.plain.get("/admin/").text
        menu = re.search('<nav class="rooms".*?</nav>', overview, re.DOTALL)[0]
        named = set(re.findall('<dt><a href="([^"]+)"', overview))
        assert len(named) > 12 and named <= set(re.findall('<a href="([^"]+)"', menu))
        for address in named:
            page = client.plain.get(address).text
            assert re.search(f'<a href="{address}" aria-current="page"', page), address

    def test_an_admins_is_a_few_groups_and_marks_the_one_whose_page_is_open(self, client, root):
        client.sign_in(root)
        menu = re.search('<nav class="rooms".*?</nav>', client.plain.get("/admin/people/").text, re.DOTALL)[0]
        groups = re.findall("<summary(.*?)>(.*?)</summary>", menu)
        assert [name for _, name in groups] == ["Imports", "Decide", "Quality", "Accounts"]
        assert [name for marked, name in groups if "here" in marked] == ["Accounts"]

    def test_an_editors_few_pages_all_stand_open(self, client, office, clock):
        client.sign_in(Account(office, clock, "ed@example.org", role="editor", limited_to="CO"))
        menu = re.search('<nav class="rooms".*?</nav>', client.plain.get("/admin/").text, re.DOTALL)[0]
        assert "<details" not in menu and 2 < menu.count("<a ") <= 6
