"""Everybody else known at a listing is told that somebody keeps it, and takes a stranger away with all they did."""

import pytest
from msgspec.structs import replace
from namesakes import ana
from office_people import Account
from owners import NPI, Proved, ask, code, kept, shown

from directory.accounts import telling
from directory.core.practitioner import Location
from directory.publish import build
from directory.store.imports.database import Imports
from directory.store.office import claims, mails, mistakes, notices

ELM = Location("12 Elm St", "Denver", "CO", "80202", "+13035550101")
OAK = Location("9 Oak Ave", "Denver", "CO", "80203", "+13035550102")
SILENT = Location("", "Boulder", "CO", None, "+13035550103")


@pytest.fixture
def listed(settings, gazetteer):
    """Ana Kim, whom NPPES lists at three places, of one of which it has a number alone."""
    settings.directory_db.unlink()
    with Imports(settings.imports_db) as imports, imports.transaction():
        stated = replace(ana(npi=NPI), locations=(ELM, OAK, SILENT))
        snapshot = imports.new_snapshot("nppes", "", False, True, "nppes", "")
        imports.write(snapshot, [(stated.id, stated)])
        imports.finish(snapshot, "2026-11-01", True, [], {"source": "nppes", "rows_read": 1, "listings": 1})
        build.publish(imports, settings.directory_db, gazetteer)
    return NPI


@pytest.fixture
def desk(client, root):
    """The admin's browser."""
    browser = client.another_browser()
    browser.sign_in(root)
    return browser


@pytest.fixture
def letter(office, owner):
    """The notice that is a letter."""
    return next(each for each in notices.notices_to_send(office) if each.reach == "letter")


def test_each_other_place_that_a_register_gave_is_told_by_letter_or_call(office, owner, desk):
    assert [(each.reach, each.reached_at) for each in notices.notices_to_send(office)] == [
        ("letter", "9 Oak Ave, Denver, CO 80203"),
        ("call", "(303) 555-0103"),
    ], "the first was called for the code"
    queue = desk.get("/admin/claims/").text
    assert "9 Oak Ave" in queue and "Call (303) 555-0103" in queue


def test_who_proved_it_at_no_place_has_every_place_told(office, client, root, listed, clock):
    address = ask(client, way="document")
    with office.transaction():
        claims.note_given(office, claims.claim_by_number(office, 1))
        claims.begin_proof(office, claims.claim_by_number(office, 1), "mail", "front@needles.example.org", "123456")
    client.send(address, form="typed-code", code=code(office))
    assert [each.reached_at for each in notices.notices_to_send(office)] == [
        "12 Elm St, Denver, CO 80202",
        "9 Oak Ave, Denver, CO 80203",
        "(303) 555-0103",
    ]


def test_the_letters_code_takes_them_away_with_colleagues_and_all_that_they_said_and_asked(
    client, office, clock, owner, desk, letter, work, settings
):
    client.send(f"/account/listings/{NPI}", form="share", status=200, email="friend@example.org")
    client.send(f"/account/listings/{NPI}", form="remove", why="request")
    friend = client.another_browser()
    friend.sign_in(Proved(office, clock, "friend@example.org"))
    friend.plain.post(f"/account/listings/{NPI}", data=kept(friend) | {"phone-0": "303 555 0177"})
    work()
    assert shown(settings).locations[0].phone == "+13035550177"
    desk.send(f"/admin/claims/notices/{letter.id}", form="told", deed="told")
    page = desk.get(f"/admin/claims/notices/{letter.id}").text
    assert letter.code in page and "/claims/not-us" in page

    practice = client.another_browser()
    practice.send("/claims/not-us", form="not-us", status=400, code="AAAA-2222")
    done = practice.send("/claims/not-us", form="not-us", status=200, code=letter.code.lower().replace("-", " "))
    assert "keeps it no more" in done.text
    work()
    assert claims.owners_of(office, NPI) == [] and shown(settings).locations[0].phone == "+13035550101"
    assert mistakes.count_waiting(office) == 0, "nobody removes it for them"
    assert client.plain.get(f"/account/listings/{NPI}").status_code == 404
    with office.transaction():
        told = [mail.text for mail in iter(lambda: mails.take_due(office), None)]
    assert any("not yours" in text for text in told)
    practice.send("/claims/not-us", form="not-us", status=400, code=letter.code)


def test_no_code_serves_before_it_is_sent_nor_two_weeks_after(client, office, clock, owner, desk, letter):
    client.send("/claims/not-us", form="not-us", status=400, code=letter.code)
    desk.send(f"/admin/claims/notices/{letter.id}", form="told", deed="told")
    clock.pass_(days=telling.REVERT_DAYS + telling.POST_DAYS + 1)
    client.another_browser().send("/claims/not-us", form="not-us", status=400, code=letter.code)
    assert len(claims.owners_of(office, NPI)) == 1


def test_guessing_codes_has_to_wait(client, office, owner, desk, letter):
    desk.send(f"/admin/claims/notices/{letter.id}", form="told", deed="told")
    somebody = client.another_browser()
    for _ in range(10):
        somebody.send("/claims/not-us", form="not-us", status=400, code="AAAA-2222")
    page = somebody.send("/claims/not-us", form="not-us", status=400, code=letter.code)
    assert "Wait" in page.text or "wait" in page.text
    assert len(claims.owners_of(office, NPI)) == 1


def test_an_admin_who_hears_no_on_the_telephone_takes_them_away(office, owner, desk):
    call = next(each for each in notices.notices_to_send(office) if each.reach == "call")
    desk.send(f"/admin/claims/notices/{call.id}", form="not-theirs", deed="not-theirs")
    assert claims.owners_of(office, NPI) == [] and notices.notices_to_send(office) == []


def test_who_was_let_in_by_a_stranger_and_proves_it_themselves_stays(client, office, clock, owner, desk):
    page = client.send(f"/account/listings/{NPI}", form="share", status=200, email="real@example.org")
    assert "/account/invitation/" in page.text
    real = client.another_browser()
    real.sign_in(Proved(office, clock, "real@example.org"))
    address = ask(real, email="real@example.org")
    real.send(address, form="typed-code", code=code(office))
    _stranger, practice = claims.owners_of(office, NPI)
    assert (practice.proof, practice.let_in_by) == ("call", None)
    call = next(each for each in notices.notices_to_send(office) if each.reach == "call")
    desk.send(f"/admin/claims/notices/{call.id}", form="not-theirs", deed="not-theirs")
    assert claims.owners_of(office, NPI) == [practice]


def test_nobody_but_admins_sees_whom_to_tell(client, office, owner, clock, letter):
    editor = client.another_browser()
    editor.sign_in(Account(office, clock, "board@example.org", role="editor", limited_to="CO"))
    assert "9 Oak Ave" not in editor.get("/admin/claims/").text
    assert editor.plain.get(f"/admin/claims/notices/{letter.id}").status_code == 403


def test_a_stranger_cannot_report_in_the_practices_name(client, office, listed):
    client.get(f"/practitioners/{NPI}/mistake")
    fields = client.get(f"/practitioners/{NPI}/mistake").sent() | {"kind": "removal", "more": "1", "website": ""}
    assert client.plain.post(f"/practitioners/{NPI}/mistake", data=fields).status_code == 400
    assert mistakes.count_waiting(office) == 0


def test_who_lost_the_link_to_their_account_gets_another_on_the_claims_page(client, office, listed):
    address = ask(client)
    first = client.send(address, form="typed-code", code=code(office))
    again = client.send(address, form="account")
    assert "/account/invitation/" in again and again != first
    assert client.plain.get(first).status_code in (404, 410), "the first serves no more"
    assert "The same password again" in client.get(again).text
