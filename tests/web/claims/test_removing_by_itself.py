"""Whoever proved well that a listing is theirs is removed by itself when that is due; a rival removes nobody."""

import pytest
from office_people import Account
from owners import NPI, kept, shown

from directory.publish import build
from directory.store.imports.database import Imports
from directory.store.office import audit, claims, jobs, mistakes, notices, people
from directory.worker.removing import remove_who_asked

# The clock begins on a Wednesday, so that what is asked then is due on Friday.


@pytest.fixture
def days_later(clock, settings, work):
    """Lets days pass, has the worker look, and publishes; how many were removed."""

    def passed(days):
        clock.pass_(days=days)
        removed = remove_who_asked(settings)
        work()
        return removed

    return passed


def remove(client, why="request"):
    client.send(f"/account/listings/{NPI}", form="remove", why=why)


def is_shown(client):
    return client.another_browser().plain.get(f"/practitioners/{NPI}").status_code == 200


def desk_page(client, office, root):
    (report,) = mistakes.waiting_mistakes(office, 9)
    desk = client.another_browser()
    desk.sign_in(root)
    desk.get(f"/admin/mistakes/{report.id}")  # which looks whether it is well made
    return desk.plain.get(f"/admin/mistakes/{report.id}").text


def test_an_owner_is_removed_when_it_is_due_and_the_next_file_changes_nothing(
    client, office, owner, root, days_later, settings, gazetteer
):
    remove(client)
    assert "done by itself" in desk_page(client, office, root)
    assert days_later(1) == 0 and is_shown(client), "on Thursday it is not due"
    assert days_later(1) == 1 and not is_shown(client)
    assert mistakes.count_waiting(office) == 0 and days_later(1) == 0
    with Imports(settings.imports_db) as imports, imports.transaction():
        snapshot = imports.new_snapshot("nppes", "", False, True, "the next month", "")
        sql = "INSERT INTO records SELECT ?, id, content FROM records WHERE snapshot = 1"
        assert imports.connection.execute(sql, [snapshot]).rowcount
        counts = {"source": "nppes", "rows_read": 1, "listings": 1}
        imports.finish(snapshot, "2026-11-29", True, [], counts)
        build.publish(imports, settings.directory_db, gazetteer, force=True)
    assert not is_shown(client)
    trail = "\n".join(map(str, audit.entries(office.connection, 99)))
    assert "listing removed: request" in trail and "asked by owner 1" in trail


def test_everybody_who_keeps_it_and_each_admin_is_told_at_once(client, office, owner, root):
    with office.transaction():
        colleague = people.add_person(office, "desk@example.org", "practitioner")
        claims.add_owner(office, NPI, colleague.id, "delegated", 1)
    remove(client)
    with office.transaction():
        told = {row[0] for row in office.connection.execute("SELECT person FROM mails")}
    assert {person.email for person in people.all_people(office) if person.id in told} == {
        "ana@example.org",
        "desk@example.org",
        root.email,
    }


def test_an_owner_thinks_again_before_it_is_done_and_after(client, office, owner, days_later, settings, work):
    client.plain.post(f"/account/listings/{NPI}", data=kept(client, None) | {"description": "Quiet rooms."})
    work()
    remove(client)
    client.send(f"/account/listings/{NPI}", form="list-again")
    assert days_later(3) == 0 and is_shown(client)
    client.sign_in(owner)
    remove(client, "retired")
    assert days_later(5) == 1 and not is_shown(client)
    client.sign_in(owner)
    page = client.get("/account/listings/")
    assert "No longer listed" in page.text
    answer = client.plain.post(f"/account/listings/{NPI}/list-again", data=page.sent())
    assert answer.status_code == 303
    work()
    assert shown(settings).description == "Quiet rooms.", "what they said before stands again"


def test_what_a_rival_asked_goes_with_the_rival(client, office, owner, days_later, work):
    """A former colleague answered the old number, and had the listing removed: a letter's code mends it at once."""
    remove(client)
    assert days_later(2) == 1 and not is_shown(client)
    with office.transaction():
        notices.add_notice(office, 1, "letter", "9 Oak Ave, Denver, CO 80203", "ABCD-2345")
        notices.note_told(office, notices.notices_about(office, 1)[0])
    client.another_browser().send("/claims/not-us", form="not-us", status=200, code="ABCD-2345")
    work()
    assert is_shown(client)


@pytest.mark.parametrize(
    ("hindered", "words"),
    [("weak", "two weaker proofs"), ("others", "Others keep the listing"), ("new", "can still object")],
)
def test_what_may_be_a_rivals_wish_waits_for_an_admin_and_stands_red(
    client, office, owner, root, days_later, hindered, words
):
    with office.transaction():
        if hindered == "weak":
            office.connection.execute("UPDATE owners SET proof = 'mail document'")
        elif hindered == "others":
            partner = people.add_person(office, "partner@example.org", "practitioner")
            claims.add_owner(office, NPI, partner.id, "letter")
        else:
            notices.add_notice(office, 1, "letter", "9 Oak Ave, Denver, CO 80203", "ABCD-2345")
    remove(client)
    page = desk_page(client, office, root)
    assert words in page and 'class="due late"' in page
    assert days_later(3) == 0 and is_shown(client) and mistakes.count_waiting(office) == 1


def test_when_nobody_objected_in_time_it_is_done_by_itself(client, office, owner, clock, days_later):
    with office.transaction():
        notices.add_notice(office, 1, "letter", "9 Oak Ave, Denver, CO 80203", "ABCD-2345")
        notices.note_told(office, notices.notices_about(office, 1)[0])
    remove(client)
    assert days_later(14) == 0
    assert days_later(1) == 1 and not is_shown(client)


def test_a_colleague_removes_nothing_and_nobody_else_does(client, office, owner, ann, clock):
    with office.transaction():
        claims.add_owner(office, NPI, ann.person.id, "delegated", 1)
    for account, status in ((ann, 403), (Account(office, clock, "x@example.org", role="practitioner"), 404)):
        browser = client.another_browser()
        browser.sign_in(account)
        fields = browser.get("/account/").sent()
        for deed in ("remove", "list-again"):
            sent = browser.plain.post(f"/account/listings/{NPI}/{deed}", data=fields | {"why": "request"})
            assert sent.status_code == status
    assert mistakes.count_waiting(office) == 0


def test_an_admin_lists_again_whom_the_worker_removed(client, office, owner, root, days_later, work):
    remove(client)
    days_later(2)
    desk = client.another_browser()
    desk.sign_in(root)
    address = f"/admin/listings/{NPI}"
    form = next(each["sent"] for each in desk.get(address).forms if each["action"].endswith("/restore"))
    answers = {"because": "request", "learned": "her call", "why": "she thought again"}
    assert desk.plain.post(f"{address}/restore", data=form | answers).status_code == 303
    with office.transaction():
        jobs.ask_for_edition(office, "a test")
    work()
    assert is_shown(client)
