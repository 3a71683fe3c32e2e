"""An editor of a state keeps the listings of that state and changes nothing else; what each role gets of each page."""

import io
import re

import nppes_files as files
import pytest
from editors_world import AWAY, BOTH, HOME, in_oregon, report
from msgspec.structs import replace
from namesakes import ana
from office_people import PASSWORD, Account
from source_files import GOOD

from directory.accounts.validation import ValidationError
from directory.core.practised_in import practised_in
from directory.core.practitioner import Licence, Location
from directory.store.imports import decisions, waiting
from directory.store.imports.waiting import PairFilter
from directory.store.office import mistakes
from directory.store.office import people as rows

# The pages that an editor enters, each with why; every other one under /admin is for admins.
OF_EDITORS = {
    "admin_claims.queue",
    "admin_claims.settle",
    "admin_claims.show",
    "admin.home",
    *(f"asking.{name}" for name in ("letter", "posted", "confirm")),
    *(f"judging.{name}" for name in ("matches", "match", "decide", "take_back", "together")),
    *(f"judging_listings.{name}" for name in ("find", "show", "edit", "remove", "restore", "undo")),
    *(f"judging_mistakes.{name}" for name in ("queue", "show", "dismiss", "answer", "forget_address")),
    *(f"imports.{name}" for name in ("overview", "show", "progress", "end")),
    *(f"imports_give.{name}" for name in ("choose", "upload", "order", "mended")),
    "imports_columns.show",  # of a board's list of their state, which they gave
    *(f"imports_look.{name}" for name in ("changes", "problems", "drawn", "problems_csv", "mend_csv")),
    *(f"imports_uploads.{name}" for name in ("options", "create", "offset", "piece", "end")),
}


def desk_rules(app):
    """Every route under /admin with a method: (endpoint, method, address)."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/admin"):
            address = re.sub(r"<string\(length=(\d+)\):\w+>", lambda found: "x" * int(found[1]), rule.rule)
            address = re.sub(r"<any\((\w+)(?:, \w+)*\):\w+>", r"\1", re.sub(r"<int:\w+>", "99", address))
            address = re.sub(r"<\w+>", "x", address)
            yield from ((rule.endpoint, method, address) for method in rule.methods - {"HEAD", "OPTIONS"})


@pytest.fixture
def ed(office, clock):
    """The editor of Colorado."""
    return Account(office, clock, "ed@example.org", role="editor", limited_to="CO")


@pytest.fixture
def editor(client, ed):
    """The editor's browser."""
    client.sign_in(ed)
    return client


@pytest.fixture
def two_states(world, imports):
    """One of Colorado, one of Oregon and one of both, each with a row of a table in doubt: the pairs' numbers."""
    oregon = {"name": "Ken Sato", "city": "Bend"}
    both = (Location("", "Denver", "CO"), Location("", "Bend", "OR"))
    people = [ana(npi=HOME), in_oregon(ana(npi=AWAY, **oregon)), replace(ana(npi=BOTH, name="Bea Ott"), locations=both)]
    table = [ana("t1", phone=None), in_oregon(ana("t2", phone=None, **oregon))]
    world(nppes=people, csv=[*table, replace(ana("t3", name="Bea Ott", phone=None), locations=both)])
    pairs = waiting.waiting_pairs(imports.connection, 1)
    return {pair.one.partition(":")[2]: pair.id for pair in pairs}


class TestRoles:
    def test_every_page_of_the_desk_is_for_admins_or_decided_to_be_for_editors_too(self, own_app):
        rules = [rule for rule in own_app.url_map.iter_rules() if rule.rule.startswith("/admin")]
        roles = {rule.endpoint: own_app.view_functions[rule.endpoint].roles for rule in rules}
        assert {endpoint for endpoint, who in roles.items() if who == ("admin", "editor")} == OF_EDITORS
        assert {who for endpoint, who in roles.items() if endpoint not in OF_EDITORS} == {("admin",)}

    @pytest.mark.parametrize("role", ["nobody", "physician", "staff", "practitioner", "editor", "admin"])
    def test_what_each_role_gets_of_every_page(self, own_app, client, office, ann, root, ed, role):
        person = {"nobody": None, "editor": ed, "admin": root}.get(role, ann)
        if person is ann:
            with office.transaction():
                rows.set_role(office, ann.person, role)
        token = ""
        if person:
            client.sign_in(person)
            token = client.get("/account/").sent()["form_token"]
        for endpoint, method, address in desk_rules(own_app):
            answer = client.plain.open(address, method=method, headers={"X-Form-Token": token} if token else {})
            if role == "nobody":
                assert answer.status_code == 303 and "/account/sign-in" in answer.location, (method, address)
            elif role == "admin" or (role == "editor" and endpoint in OF_EDITORS):
                assert answer.status_code != 403, (method, address)
            else:
                assert answer.status_code == 403, (method, address)

    def test_no_page_shows_an_editor_a_way_to_one_that_is_not_theirs(self, editor, office, two_states):
        number = report(office, HOME)
        todo = ["/admin/", f"/admin/listings/{HOME}", f"/admin/mistakes/{number}", f"/admin/matches/{two_states['t1']}"]
        seen = set()
        while todo:
            address = todo.pop()
            seen.add(address)
            links = [link for link in editor.get(address).links if link.startswith("/admin")]
            todo += [link for link in dict.fromkeys(links) if link not in seen and link not in todo]
        assert len(seen) > 8 and "/admin/imports/new" in seen


class TestState:
    def test_pairs_of_their_state_are_judged_and_no_others_are_shown(self, editor, imports, two_states):
        page = editor.get("/admin/matches")
        assert "1 pair waits" in page.text and "Sato" not in page.text and "Bea Ott" not in page.text
        editor.send(f"/admin/matches/{two_states['t1']}", answer="same", why="I know her")
        assert {each.who for each in decisions.unpublished_decisions(imports.connection)} == {"ed@example.org"}
        for other in (two_states["t2"], two_states["t3"]):
            editor.get(f"/admin/matches/{other}", 403)
            token = editor.get("/admin/matches").sent()
            for deed in ("decide", "take-back"):
                editor.post(f"/admin/matches/{other}/{deed}", token | {"answer": "same"}, 403)
        assert len(decisions.unpublished_decisions(imports.connection)) == 1

    def test_several_at_once_are_those_of_their_state_whatever_is_ticked(self, editor, imports, two_states):
        ticked = "&".join(f"pair={number}" for number in two_states.values())
        editor.send(f"/admin/matches/together?answer=different&{ticked}", 400)
        sent = editor.get(f"/admin/matches/together?answer=different&{ticked}").sent()
        assert sent["count"] == "1"
        pairs = [str(number) for number in two_states.values()]
        editor.post("/admin/matches/together", sent | {"why": "spouses", "pair": pairs}, 303)
        assert [each.pair for each in decisions.unpublished_decisions(imports.connection)] == [two_states["t1"]]

    @pytest.mark.parametrize("person", [AWAY, BOTH])
    def test_a_listing_of_another_state_or_of_two_is_not_theirs(self, editor, imports, two_states, person):
        editor.get(f"/admin/listings/{person}", 403)
        token = editor.get(f"/admin/listings/{HOME}").sent()
        typed = token | {
            "learned": "x",
            "why": "x",
            "because": "asked",
            "what": "website",
            "value": "https://x.example",
        }
        for deed in ("edit", "remove", "restore", "undo/3"):
            editor.post(f"/admin/listings/{person}/{deed}", typed, 403)
        assert not imports.newest("admin")

    def test_a_listing_of_theirs_is_edited_but_given_no_place_elsewhere(self, editor, imports, two_states):
        form = next(each for each in editor.get(f"/admin/listings/{HOME}").forms if "/edit" in (each["action"] or ""))
        typed = form["sent"] | {"learned": "called", "why": "asked"}
        moved = typed | {"what": "place", "value": "9 Oak Ave, Portland, OR 97214"}
        assert "in another state" in editor.post(form["action"], moved, 400).text
        assert not imports.newest("admin")
        editor.post(form["action"], typed | {"what": "website", "value": "https://ana.example.org"}, 303)
        assert imports.newest("admin")

    def test_reports_of_their_state_are_answered_and_no_others_are_seen(self, editor, office, two_states):
        own, others, gone = (report(office, listing) for listing in (HOME, AWAY, files.npi(899)))
        page = editor.get("/admin/mistakes")
        assert "1 waits" in page.text and others not in " ".join(page.links)
        for number in (others, gone):
            editor.get(f"/admin/mistakes/{number}", 403)
            editor.get(f"/admin/mistakes/{number}/answer", 403)
            token = editor.get(f"/admin/mistakes/{own}").sent()
            editor.post(f"/admin/mistakes/{number}/dismiss", token | {"why": "x"}, 403)
        editor.send(f"/admin/mistakes/{own}", why="It rings there", form=None)
        assert {each.id for each in mistakes.waiting_mistakes(office, 9)} == {others, gone}


class TestFiles:
    def give(self, editor, work, good=GOOD["licences"], **typed):
        """Gives a file as the page lets it; the job's address."""
        sent = {"file": (io.BytesIO(good.content), good.name)}
        given = editor.send("/admin/imports/new", form="upload", **sent)
        address = editor.send(given, **typed)
        work()
        return address

    def test_a_list_of_their_state_is_tried_and_waits_for_an_admin(self, editor, work, settings, root, office):
        address = self.give(editor, work)
        page = editor.get(address)
        assert "What it would do" in page.text and "An admin looks at it" in page.text
        editor.get(f"{address}/new")
        token = page.sent()
        editor.post(f"{address}/publish", token | {"reason": "x"}, 403)
        boss = editor.another_browser()
        boss.sign_in(root)
        boss.send(address, form="publish", reason="looked at it")
        work()
        assert "published" in editor.get(address).text

    def test_whatever_is_typed_it_is_tried_as_their_boards_list(self, editor, work, settings):
        address = self.give(editor, work, source="nppes", state="OR")
        assert "What it would do" in editor.get(address).text
        address = self.give(editor, work, GOOD["nppes"], source="nppes")
        assert "this is not the list of" in editor.get(address).text
        forms = editor.get(f"{address}/columns").forms
        sent = next(each["sent"] for each in forms if each.get("id") == "columns") | {"do": "try"}
        assert "Please look at this again" in editor.post(f"{address}/columns", sent, 400).text

    def test_nothing_is_fetched_for_them(self, editor):
        sent = editor.get("/admin/imports/new").sent()
        editor.post("/admin/imports/new", sent | {"address": "https://example.org/a.csv", "source": "licences"}, 400)
        editor.get("/admin/imports/1", 404)

    def test_jobs_of_others_are_not_there_for_them(self, editor, work, root):
        boss = editor.another_browser()
        boss.sign_in(root)
        address = self.give(boss, work, source="licences", state="CO")
        for page in ("", "/new", "/problems", "/problems.csv", "/mend.csv", "/drawn", "/progress"):
            editor.get(f"{address}{page}", 404)
        editor.post(f"{address}/end", editor.get("/admin/imports/new").sent(), 404)
        assert GOOD["licences"].name not in editor.get("/admin/imports/").text


class TestInviting:
    def test_an_editor_is_invited_for_one_state(self, boss, office):
        asked = {"email": "ed@example.org", "role": "editor", "old": PASSWORD}
        assert "Choose whose listings" in boss.send("/admin/people/", 400, **asked, limited_to="").text
        boss.send("/admin/people/", 200, **asked, limited_to="OR")
        assert rows.person_by_email(office, "ed@example.org").limited_to == "OR"
        assert "editor: Oregon" in boss.get("/admin/people/").text

    def test_another_role_is_limited_to_no_state(self, boss, ann, office):
        address = f"/admin/people/{ann.person.id}"
        typed = {"role-role": "editor", "role-old": PASSWORD}
        boss.send(address, 400, form="role", **typed, **{"role-limited_to": ""})
        boss.send(address, 303, form="role", **typed, **{"role-limited_to": "CO"})
        assert rows.person_by_email(office, ann.email).limited_to == "CO"
        boss.send(address, 303, form="role", **typed | {"role-role": "admin"}, **{"role-limited_to": "CO"})
        assert rows.person_by_email(office, ann.email).limited_to == ""

    @pytest.mark.parametrize("state", ["", "XX", "co"])
    def test_nobody_is_an_editor_of_no_state(self, office, clock, state):
        with pytest.raises(ValidationError):
            Account(office, clock, "ed@example.org", role="editor", limited_to=state)


@pytest.mark.parametrize(
    ("places", "licences", "states"),
    [
        (["CO"], ["NY"], {"CO"}),  # an old license is no practice
        ([], ["NY", "CO"], {"NY", "CO"}),
        (["CO", "OR"], [], {"CO", "OR"}),
        ([], [], set()),
    ],
)
def test_where_somebody_practises_is_where_their_places_are(places, licences, states):
    somebody = replace(
        ana(),
        locations=tuple(Location("", "X", state) for state in places),
        licences=tuple(Licence(state, "1") for state in licences),
    )
    assert practised_in([somebody]) == states


def test_a_pair_of_two_states_is_in_neither(imports, two_states):
    in_colorado = waiting.waiting_pairs(imports.connection, 1, PairFilter(state="CO"))
    assert [pair.id for pair in in_colorado] == [two_states["t1"]]
