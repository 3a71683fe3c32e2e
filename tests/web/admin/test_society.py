"""An editor of a society keeps those whom its list names, wherever they practice, and nobody else: no state, and no
member of another society.
"""

import csv
import io

import pytest
from editors_world import AWAY, HOME, in_oregon, report
from namesakes import ana
from office_people import PASSWORD, Account
from source_files import GOOD

from directory.store.imports import decisions, waiting
from directory.store.listings.reader import Current
from directory.store.office import people as rows

MARY, LEE, BOTH = "Mary Stone", "Lee Fox", "Uma Hart"


def members(*names):
    """A society's list of members in Denver."""
    text = io.StringIO()
    csv.writer(text).writerows(
        [["Name", "City", "State", "Phone"], *([f"{name}, MD", "Denver", "CO", ""] for name in names)]
    )
    return text.getvalue().encode()


def give(browser, work, content, **typed):
    """Gives a list as the page lets it; the job's address."""
    sent = {"file": (io.BytesIO(content), "members_20260105.csv")}
    given = browser.send("/admin/imports/new", form="upload", **sent)
    address = browser.send(given, **typed)
    work()
    return address


@pytest.fixture
def limit():
    """What the editor is limited to."""
    return "roster"


@pytest.fixture
def editor(client, office, clock, limit):
    """The editor's browser."""
    client.sign_in(Account(office, clock, "ed@example.org", role="editor", limited_to=limit))
    return client


class TestMembers:
    """Of a list that was given without its society's name."""

    @pytest.fixture
    def members(self, world, imports):
        """One whom the list names, in doubt beside her NPI; one whom it names alone; one whom it does not name."""
        people = [ana(npi=HOME), in_oregon(ana(npi=AWAY, name="Ken Sato", city="Bend"))]
        roster = [ana("r1", phone=None), ana("r2", name="Bea Ott", city="Boulder")]
        world(nppes=people, roster=roster, csv=[in_oregon(ana("t2", name="Ken Sato", city="Bend", phone=None))])
        pairs = waiting.waiting_pairs(imports.connection, 1)
        return {ref.partition(":")[2]: pair.id for pair in pairs for ref in (pair.one, pair.other)}

    def test_pairs_with_a_member_are_judged_and_no_others_are_shown(self, editor, imports, members):
        page = editor.get("/admin/matches")
        assert "1 pair waits" in page.text and "Sato" not in page.text
        editor.send(f"/admin/matches/{members['r1']}", answer="same", why="She is a fellow")
        assert len(decisions.unpublished_decisions(imports.connection)) == 1
        editor.get(f"/admin/matches/{members['t2']}", 403)
        ticked = f"pair={members['t2']}&pair={members['r1']}"
        editor.get(f"/admin/matches/together?answer=different&{ticked}")
        token = editor.get("/admin/matches").sent()
        editor.post(f"/admin/matches/{members['t2']}/decide", token | {"answer": "same"}, 403)

    def test_a_members_listing_is_edited_and_nobody_elses_is_seen(self, editor, imports, members, office):
        for stranger in (HOME, AWAY):
            editor.get(f"/admin/listings/{stranger}", 403)
        form = next(each for each in editor.get("/admin/listings/r2").forms if "/edit" in (each["action"] or ""))
        typed = form["sent"] | {
            "learned": "called",
            "why": "asked",
            "what": "place",
            "value": "9 Oak Ave, Bend, OR 97701",
        }
        editor.post(form["action"], typed, 303)
        assert imports.newest("admin")
        own, others = report(office, "r2"), report(office, AWAY)
        page = editor.get("/admin/mistakes")
        assert "1 waits" in page.text and others not in " ".join(page.links)
        editor.get(f"/admin/mistakes/{own}")
        editor.get(f"/admin/mistakes/{others}", 403)

    def test_only_a_members_list_is_given_whatever_is_typed(self, editor, work):
        given = give(editor, work, GOOD["roster"].content, source="nppes", state="OR")
        assert "What it would do" in (text := editor.get(given).text) and "An admin looks at it" in text

    def test_one_is_invited(self, boss):
        asked = {"email": "ed@example.org", "role": "editor", "old": PASSWORD, "limited_to": "roster"}
        boss.send("/admin/people/", 200, **asked)
        assert "editor: a society’s members" in boss.get("/admin/people/").text


class TestTwoSocieties:
    """Lists of two societies that share a member."""

    @pytest.fixture
    def limit(self):
        """What the editor is limited to."""
        return "roster_aama"

    @pytest.fixture
    def publish_list(self, client, root, work):
        """Has an admin give a society's list and publish it; {name: id} of all who are listed then."""
        boss = client.another_browser()
        boss.sign_in(root)

        def published(society, *names):
            address = give(boss, work, members(*names), source="roster", society=society)
            boss.send(address, form="publish", reason="members")
            work()

        return published

    @pytest.fixture
    def listed(self, settings):
        """{name: id} of all who are listed now."""

        def found():
            directory = Current(settings.directory_db).get()
            return {each.name: each.id for each in directory.listings(range(directory.about["listings"]))}

        return found

    def test_one_list_replaces_nothing_of_another_societys(self, publish_list, listed):
        publish_list("AAMA", MARY, BOTH)
        publish_list("nccaom", LEE, BOTH)
        assert {MARY, LEE, BOTH} <= set(listed())
        publish_list("AAMA", MARY)
        assert {MARY, LEE, BOTH} <= set(listed())
        publish_list("NCCAOM", LEE)
        assert BOTH not in listed() and {MARY, LEE} <= set(listed())

    def test_an_editor_keeps_no_member_of_another_society(self, editor, publish_list, listed, office):
        publish_list("AAMA", MARY)
        publish_list("NCCAOM", LEE)
        publish_list("", BOTH)
        ids = listed()
        assert MARY in editor.get(f"/admin/listings/{ids[MARY]}").text
        for stranger in (LEE, BOTH):
            editor.get(f"/admin/listings/{ids[stranger]}", 403)
        own, others = report(office, ids[MARY]), report(office, ids[LEE])
        assert others not in " ".join(editor.get("/admin/mistakes").links)
        editor.get(f"/admin/mistakes/{own}")
        editor.get(f"/admin/mistakes/{others}", 403)

    @pytest.mark.parametrize(("limit", "waits"), [("roster_aama", {"roster_aama"}), ("roster", {"roster"})])
    def test_pairs_are_those_of_their_members(self, editor, world, imports, waits):
        lists = {"roster_aama-1": "Ana Lopez", "roster_nccaom-1": "Ana Lopez", "roster-1": "Ana Lopez"}
        roster = [ana(own, name=name, phone=None) for own, name in lists.items()]
        world(nppes=[ana(npi=HOME)], roster=roster)
        pairs = {pair.id: pair for pair in waiting.waiting_pairs(imports.connection, 1)}
        assert len(pairs) > 1
        shown = editor.get("/admin/matches").links
        for number, pair in pairs.items():
            parts = {ref.partition(":")[2].partition("-")[0] for ref in (pair.one, pair.other)}
            is_theirs = bool(parts & waits)
            assert (f"/admin/matches/{number}" in shown) == is_theirs
            editor.get(f"/admin/matches/{number}", 200 if is_theirs else 403)

    def test_whatever_society_is_typed_the_file_is_their_own_societys(self, editor, publish_list, work, client, root):
        publish_list("NCCAOM", LEE)
        address = give(editor, work, members(MARY), source="roster", society="NCCAOM")
        page = editor.get(address)
        assert "1 New" in page.text and "0 Gone" in page.text
        assert LEE not in editor.get(f"{address}/removed").text

    def test_the_home_page_says_whose_members_they_keep(self, editor):
        assert "members of AAMA" in editor.get("/admin/").text

    def test_one_is_invited_and_moved_by_the_societys_short_name(self, boss, office):
        asked = {"email": "eve@example.org", "role": "editor", "old": PASSWORD, "limited_to": "roster"}
        assert "letters and digits" in boss.send("/admin/people/", 400, **asked, society="A*").text
        boss.send("/admin/people/", 200, **asked, society="aama")
        person = rows.person_by_email(office, "eve@example.org")
        assert person.limited_to == "roster_aama"
        assert "editor: members of AAMA" in boss.get("/admin/people/").text
        form = next(each for each in boss.get(f"/admin/people/{person.id}").forms if "/role" in (each["action"] or ""))
        assert form["sent"]["role-society"] == "AAMA"
