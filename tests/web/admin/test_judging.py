"""Pairs that nobody can tell apart, judged in the browser: side by side, several at once, taken back, published."""

import re

import nppes_files as files
import pytest
from namesakes import OTHER_PHONE, PHONE, ana

from directory.resolve import doubts, weights
from directory.resolve.weights import NAMES_DIFFER
from directory.store.imports import decisions, waiting
from directory.store.listings.reader import Current
from directory.store.office import audit
from directory.web.admin import evidence

A, B = files.npi(801), files.npi(802)
TABLE = ana("t1", phone=None)


@pytest.fixture
def asked(world, imports):
    """An NPI and a table's row of the same name in the same city, of whom nobody can tell; the pair's number."""
    world(nppes=[ana(npi=A)], csv=[TABLE])
    (pair,) = decisions.waiting(imports.connection)
    return pair["id"]


def listings(settings):
    """The ids that are listed."""
    directory = Current(settings.directory_db).get()
    return sorted(directory.listings([number])[0].id for number in range(len(directory)))


def publish(boss, work):
    """Asks for a publish with a word why, and has the worker do it; the job's page."""
    address = boss.send("/admin/publish", form="publish", why="I called twice")
    work()
    return boss.get(address)


class TestAPair:
    def test_it_is_shown_with_every_field_of_both_its_evidence_and_what_differs(self, boss, asked):
        page = boss.get(f"/admin/matches/{asked}")
        assert page.text.count("Ana Kim") >= 2 and "the same family name +7 kim kim" in page.text
        assert "Together +15 can't tell" in page.text
        assert re.search(r"name the same .*locations the same", page.text)
        assert re.search(r"telephone number not stated \(303\) 555-0101 nppes", page.text)

    def test_an_answer_is_kept_with_who_and_why_as_the_command_keeps_it_and_shows_after_a_publish(
        self, boss, asked, settings, imports, root, work, office
    ):
        assert len(listings(settings)) == 2
        boss.send(f"/admin/matches/{asked}", why="I called", answer="same")
        (kept,) = decisions.unpublished_decisions(imports.connection)
        assert (kept.same, kept.who, kept.why) == (True, root.email, "I called")
        assert decisions.decisions(imports.connection)["csv:t1", f"npi:{A}"] is True
        assert len(listings(settings)) == 2, "nothing is published before somebody asks for it"
        assert "1 change waits" in boss.get("/admin/matches").text
        page = publish(boss, work)
        assert "1 decision about a pair" in page.text and "2 listings before, 1 after" in page.text
        assert "I called twice" in page.text and listings(settings) == [A]
        assert decisions.unpublished_decisions(imports.connection) == []
        noted = [(each["what"], each["who"]) for each in audit.entries(office.connection, 3)]
        assert ("edition published", root.person.id) in noted and ("edition to be published", root.person.id) in noted

    def test_an_answer_leads_to_the_next_pair_and_later_puts_one_behind_the_others(self, boss, world, imports):
        world(nppes=[ana(npi=A)], csv=[ana(f"t{number}", phone=None) for number in range(3)])
        first, second, third, *others = (pair["id"] for pair in decisions.waiting(imports.connection))
        assert boss.send(f"/admin/matches/{first}", answer="later").endswith(f"/matches/{second}")
        assert [each.id for each in waiting.waiting_pairs(imports.connection, 1)] == [second, third, *others, first]
        assert boss.send(f"/admin/matches/{second}", answer="different").endswith(f"/matches/{third}?done={second}")

    def test_a_decision_is_taken_back_before_and_after_its_publish(self, boss, asked, settings, imports, work):
        boss.send(f"/admin/matches/{asked}", answer="same")
        assert boss.send(f"/admin/matches/{asked}").endswith(f"/admin/matches/{asked}")
        assert waiting.count_waiting(imports.connection) == 1 and not decisions.decisions(imports.connection)
        boss.send(f"/admin/matches/{asked}", answer="same")
        publish(boss, work)
        assert listings(settings) == [A]
        boss.send(f"/admin/matches/{asked}")
        (back,) = decisions.unpublished_decisions(imports.connection)
        assert back.same is None
        publish(boss, work)
        assert len(listings(settings)) == 2 and waiting.count_waiting(imports.connection) == 1

    def test_what_the_same_would_do_to_a_listing_is_said_before(self, boss, world, imports):
        world(nppes=[ana(npi=A)], licences=[ana("CO-9001", "9001", "revoked", phone=None)])
        (pair,) = decisions.waiting(imports.connection)
        assert "page shows it" in boss.get(f"/admin/matches/{pair['id']}").text

    def test_every_piece_of_evidence_and_every_reason_has_words_that_are_translated(self):
        assert set(evidence.PIECES) == set(weights.WEIGHTS)
        assert {
            doubts.SEVERAL,
            doubts.CONFLICT,
            *doubts.OF_THE_NAME,
            NAMES_DIFFER,
        } <= set(evidence.REASONS)

    @pytest.mark.parametrize("number", [99, 2**70])
    def test_a_pair_that_is_none_is_not_found(self, boss, asked, number):
        boss.get(f"/admin/matches/{number}", 404)


class TestSeveral:
    @pytest.fixture
    def many(self, world, imports):
        """Three rows of a table at one clinic's telephone, each in doubt with another NPI."""
        family = ("Kim", "Lee", "Sato")
        known = [ana(npi=files.npi(810 + n), name=f"Ana {name}", phone=PHONE) for n, name in enumerate(family)]
        world(nppes=known, csv=[ana(f"t-{name}", name=f"Ana {name[:-1]}{name[-1] * 2}o") for name in family])
        return [pair["id"] for pair in decisions.waiting(imports.connection)]

    def test_those_at_one_place_are_a_group(self, boss, many, imports):
        assert len(many) >= 3
        (at_clinic,) = [each for each in waiting.groups(imports.connection) if each.by == "place"]
        assert (at_clinic.value, at_clinic.pairs) == (PHONE, len(many))
        page = boss.get("/admin/matches?by=place&value=%2B13035550101")
        assert f"{len(many)} pairs wait" in page.text

    def test_an_answer_to_several_is_previewed_wants_a_reason_and_is_kept_for_each(self, boss, many, imports):
        ticked = f"/admin/matches/together?answer=different&pair={many[0]}&pair={many[1]}"
        page = boss.get(ticked)
        assert "2 pairs" in page.text and not decisions.decisions(imports.connection), "a look decides nothing"
        assert "Say why" in boss.send(ticked, 400).text and not decisions.decisions(imports.connection)
        sent = page.sent() | {"why": "spouses", "pair": [str(number) for number in many[:2]]}
        assert boss.post("/admin/matches/together", sent, 303).endswith("/admin/matches")
        assert {each.why for each in decisions.unpublished_decisions(imports.connection)} == {"spouses"}
        assert waiting.count_waiting(imports.connection) == len(many) - 2

    def test_a_group_that_has_changed_since_the_look_is_looked_at_again(self, boss, many, imports):
        address = "/admin/matches/together?answer=different&all=1&by=place&value=%2B13035550101"
        sent = boss.get(address).sent() | {"why": "spouses"}
        with imports.transaction():
            decisions.decide(imports.connection, many[0], False)
        boss.post("/admin/matches/together", sent, 400)
        assert waiting.count_waiting(imports.connection) == len(many) - 1

    def test_one_statement_decided_to_be_two_is_warned_of(self, boss, world, imports):
        world(nppes=[ana(npi=A), ana(npi=B, phone=OTHER_PHONE)], csv=[ana("t", phone=None)])
        numbers = "&".join(f"pair={pair['id']}" for pair in decisions.waiting(imports.connection))
        assert "decided to be the same as both" in boss.get(f"/admin/matches/together?answer=same&{numbers}").text


class TestPublish:
    def test_it_waits_for_the_worker_wants_a_word_why_and_is_asked_for_once(self, boss, asked, settings):
        boss.send(f"/admin/matches/{asked}", answer="same")
        assert "Say why" in boss.send("/admin/publish", 400, form="publish").text
        first = boss.send("/admin/publish", form="publish", why="called")
        assert boss.send("/admin/publish", form="publish", why="called") == first, "two clicks, one job"
        assert "Waiting for the worker" in boss.get(first).text and len(listings(settings)) == 2
        assert "waits for the worker" in boss.get("/admin/publish").text

    def test_the_guard_holds_what_was_decided_still_waits_and_an_admin_may_say_that_it_is_right(
        self, boss, world, imports, settings, work
    ):
        rows = [ana(f"t{number}", phone=None, name=f"Ana Kim{'abcdefghij'[number]}") for number in range(6)]
        world(nppes=[ana(npi=A)], csv=rows)
        before = listings(settings)
        with imports.transaction():
            imports.withdraw(imports.newest("csv"))
        page = publish(boss, work)
        assert "The guard says no" in page.text and "from 7 listings to 1" in page.text
        assert listings(settings) == before and "taken out" in boss.get("/admin/publish").text
        address = boss.plain.get("/admin/imports/1").request.path
        assert "the guard is against it" in boss.send(address, 400, form="publish", reason="yes", force="").text
        boss.send(address, form="publish", reason="a wrong list", force="y")
        work()
        assert listings(settings) == [A] and "Nothing waits" in boss.get("/admin/publish").text

    def test_one_that_the_guard_refused_is_discarded_and_everything_is_as_it_was(self, boss, world, imports, work):
        world(nppes=[ana(npi=files.npi(810 + number), name=f"Ana Kim{'abcdefghij'[number]}") for number in range(6)])
        with imports.transaction():
            imports.withdraw(imports.newest("nppes"))
        publish(boss, work)
        boss.send("/admin/imports/1", form="discard")
        assert "discarded" in boss.get("/admin/imports/1").text and "taken out" in boss.get("/admin/publish").text

    def test_where_nothing_was_imported_it_says_so(self, boss):
        assert "Nothing imported here" in boss.get("/admin/matches", 404).text

    def test_while_an_import_is_at_work_nothing_is_decided(self, boss, asked, imports, settings, monkeypatch):
        monkeypatch.setattr("directory.store.connection.LOCK_TIMEOUT", 0)
        form = boss.get(f"/admin/matches/{asked}").sent() | {"answer": "same"}
        with imports.transaction():
            assert "One moment" in boss.post(f"/admin/matches/{asked}/decide", form, 503).text


class TestManyPairs:
    def test_ten_thousand_are_asked_for_a_page_at_a_time(self, boss, world, imports):
        world(nppes=[ana(npi=A)], csv=[TABLE])
        with imports.transaction():
            decisions.note_doubts(
                imports.connection,
                [doubts.Doubt(f"csv:x{number}", f"npi:{A}", "the same city (+2)") for number in range(10_000)],
            )
        page = boss.get("/admin/matches?page=200")
        assert "10000 pairs wait" in page.text.replace(",", "") and "Page 200 of 200" in page.text
        assert sum(link.startswith("/admin/matches/") for link in page.links) >= 50
        plan = imports.connection.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM doubts WHERE waiting ORDER BY put_off, id LIMIT 50 OFFSET 50"
        ).fetchall()
        assert any("doubts_waiting" in row[3] for row in plan), "in the order of an index, not sorted for each page"


ROUTES = ("/admin/matches", "/admin/matches/1", "/admin/matches/together?answer=same", "/admin/publish")


@pytest.mark.parametrize("address", ROUTES)
def test_nobody_but_an_admin_reaches_them(client, ann, asked, address):
    assert "/account/sign-in" in client.get(address, 303)
    client.sign_in(ann)
    client.get(address, 403)
