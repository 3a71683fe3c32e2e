"""Whose claim it is after two listings turn out to be one, or one turns out to be two; and who is told."""

import pytest
from msgspec.structs import replace
from namesakes import ana
from owners import NPI, Proved, code, kept, shown

from directory.accounts.proofs import ways
from directory.core.practitioner import Licence, Location
from directory.publish import build
from directory.store.imports import decisions
from directory.store.imports.database import Imports
from directory.store.office import audit, claims, jobs, mails, notices, people
from directory.worker.following import follow_owners

MOTHERS = Location("12 Elm St", "Denver", "CO", "80202", "+13035550101")
DAUGHTERS = Location("9 Oak St", "Boulder", "CO", "80301", "+13035550177")
LICENCE = (Licence("CO", "ACU.901", "active"),)
BOARD = replace(ana("CO-ACU.901", name="Ana Reyes Kim"), locations=(DAUGHTERS,), licences=LICENCE)
REGISTERED = replace(ana(npi=NPI), locations=(MOTHERS,), licences=LICENCE)
BOARDS = BOARD.id


@pytest.fixture
def world(settings, gazetteer):
    """Publishes what NPPES and a board say; by a decision of an admin these are one or two."""
    settings.directory_db.unlink()

    def publish(same=None, **sources):
        with Imports(settings.imports_db) as imports, imports.transaction():
            for source, stated in sources.items():
                snapshot = imports.new_snapshot(source, "", False, True, source, "")
                imports.write(snapshot, [(each.id, each) for each in stated])
                counts = {"source": source, "rows_read": 1, "listings": 1}
                imports.finish(snapshot, "2026-11-01", True, [], counts)
            if same is not None:
                pair = decisions.pair_number(imports.connection, f"licences:{BOARDS}", f"npi:{NPI}", "an admin")
                decisions.decide(imports.connection, pair, same)
            build.publish(imports, settings.directory_db, gazetteer, force=True)
        return follow_owners(settings)

    return publish


@pytest.fixture
def claim(client, office, clock, settings):
    """Claims a listing by a call to this number, and sets the account up."""

    def claimed(listing, number, name="ana"):
        browser = client.another_browser()
        email = f"{name}@example.org"
        way = next(each.key for each in ways(shown(settings, listing)) if each.reached_at == number)
        address = browser.send(
            f"/practitioners/{listing}/claim", form="claim", way=way, name=name, email=email, website=""
        )
        browser.send(address, form="typed-code", code=code(office))
        account = Proved(office, clock, email)
        browser.sign_in(account)
        return browser, account

    return claimed


def keepers(office, listing):
    return [people.person_by_id(office, each.person).email for each in claims.owners_of(office, listing)]


def told(office):
    """{address: the subjects of the mails that wait}."""
    with office.transaction():
        found = {}
        while mail := mails.take_due(office):
            found.setdefault(mail.email, []).append(mail.subject)
        return found


def test_a_listing_without_an_npi_that_joins_one_takes_its_owner_and_their_word_along(
    world, claim, office, settings, work
):
    world(licences=[BOARD])
    browser, _ = claim(BOARDS, "(303) 555-0177")
    follow_owners(settings)
    browser.plain.post(f"/account/listings/{BOARDS}", data=kept(browser, listing=BOARDS) | {"description": "Quiet."})
    work()
    world(nppes=[REGISTERED], same=True)
    assert shown(settings, BOARDS) is None and shown(settings).description == "Quiet."
    assert (keepers(office, BOARDS), keepers(office, NPI)) == ([], ["ana@example.org"])
    assert browser.plain.get(f"/account/listings/{NPI}").status_code == 200
    assert told(office)["ana@example.org"] == ["You now keep another listing"]


def test_told_apart_again_the_owner_goes_back_and_nobody_else_has_their_word(world, claim, office, settings, work):
    world(licences=[BOARD])
    browser, _ = claim(BOARDS, "(303) 555-0177")
    follow_owners(settings)
    world(nppes=[REGISTERED], same=True)
    browser.plain.post(f"/account/listings/{NPI}", data=kept(browser) | {"description": "Quiet."})
    work()
    world(same=False)
    work()
    assert (keepers(office, NPI), keepers(office, BOARDS)) == ([], ["ana@example.org"])
    assert not shown(settings).description


def test_who_answers_the_daughters_telephone_keeps_the_mothers_listing_no_more_once_they_are_two(
    world, claim, office, settings, root, clock, work
):
    world(nppes=[REGISTERED], licences=[BOARD], same=True)
    daughter, _ = claim(NPI, "(303) 555-0177", "daughter")
    claim(NPI, "(303) 555-0101", "mother")
    follow_owners(settings)
    daughter.plain.post(f"/account/listings/{NPI}", data=kept(daughter) | {"description": "Quiet."})
    work()
    told(office)
    assert world(same=False) == 1
    work()
    assert keepers(office, NPI) == ["mother@example.org"]
    assert keepers(office, BOARDS) == ["daughter@example.org"]
    assert not shown(settings).description, "what the daughter said is not said of the mother"
    assert daughter.plain.get(f"/account/listings/{NPI}").status_code == 404
    assert daughter.plain.get(f"/account/listings/{BOARDS}").status_code == 200
    waiting = told(office)
    assert set(waiting) == {"daughter@example.org", root.email}
    assert any("owner added" in str(entry) and BOARDS in str(entry) for entry in audit.entries(office.connection, 99))
    assert follow_owners(settings) == 0


def test_who_keeps_the_other_listing_already_is_told_and_can_take_it_back(world, claim, office, settings, clock):
    world(licences=[BOARD], nppes=[REGISTERED], same=False)
    claim(BOARDS, "(303) 555-0177", "rival")
    mother, _ = claim(NPI, "(303) 555-0101", "mother")
    follow_owners(settings)
    told(office)
    assert world(same=True) == 1
    first, second = claims.owners_of(office, NPI)
    assert keepers(office, NPI) == ["mother@example.org", "rival@example.org"]
    assert "Somebody else now keeps your listing" in told(office)["mother@example.org"]
    forms = mother.get(f"/account/listings/{NPI}").forms
    take_away = next(each for each in forms if each["action"].endswith(f"/take-away/{second.id}"))
    mother.post(take_away["action"], take_away["sent"], 303)
    assert [each.id for each in claims.owners_of(office, NPI)] == [first.id]


def test_colleagues_go_with_whoever_let_them_in(world, claim, office, settings, clock):
    world(nppes=[REGISTERED], licences=[BOARD], same=True)
    _, daughter = claim(NPI, "(303) 555-0177", "daughter")
    follow_owners(settings)
    with office.transaction():
        colleague = people.add_person(office, "desk@example.org", "practitioner")
        claims.add_owner(office, NPI, colleague.id, "delegated", claims.owners_of(office, NPI)[0].id)
    world(same=False)
    owner, delegate = claims.owners_of(office, BOARDS)
    assert (owner.person, delegate.person, delegate.let_in_by) == (daughter.person.id, colleague.id, owner.id)


def test_an_owner_proved_at_what_both_parts_give_stays(world, claim, office, settings):
    world(nppes=[REGISTERED], licences=[replace(BOARD, locations=(MOTHERS, DAUGHTERS))], same=True)
    claim(NPI, "(303) 555-0101", "mother")
    follow_owners(settings)
    assert world(same=False) == 0
    assert keepers(office, NPI) == ["mother@example.org"]


def test_a_listing_that_is_shown_nowhere_keeps_its_owner(world, claim, office, settings):
    world(licences=[BOARD])
    claim(BOARDS, "(303) 555-0177")
    follow_owners(settings)
    assert world(licences=[], nppes=[REGISTERED]) == 0
    assert keepers(office, BOARDS) == ["ana@example.org"]
    assert notices.notices_to_send(office) == []


def test_what_the_desk_publishes_has_owners_follow_at_once(world, claim, office, settings, root, work):
    world(nppes=[REGISTERED], licences=[BOARD], same=True)
    claim(NPI, "(303) 555-0177", "daughter")
    follow_owners(settings)
    with Imports(settings.imports_db) as imports, imports.transaction():
        pair = decisions.pair_number(imports.connection, f"licences:{BOARDS}", f"npi:{NPI}", "an admin")
        decisions.decide(imports.connection, pair, False)
    with office.transaction():
        jobs.ask_for_edition(office, "decided")
    work()
    assert (keepers(office, NPI), keepers(office, BOARDS)) == ([], ["daughter@example.org"])
