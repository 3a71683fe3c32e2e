"""A listing that is kept more than once, by forms that grew old, and while imports.db is not to be had."""

import re
import sqlite3

import pytest
from owners import NPI, ask, code, kept, shown

from directory.accounts import claims as rules
from directory.store import migrations
from directory.store.imports.database import Imports
from directory.store.office import claims, people

pytestmark = pytest.mark.usefixtures("on_both")


def keep(client, **changed):
    """Sends the form of Ana's listing with these changes; the answer."""
    return client.plain.post(f"/account/listings/{NPI}", data=kept(client) | changed)


@pytest.fixture
def link(office, owner):
    """The link of a mail that asks Ana again."""
    (who,) = claims.owners_of(office, NPI)
    return f"/claims/still-right/{who.id}/{rules.still_right_signature(office, who)}"


def test_a_place_that_was_left_stays_away_when_the_rest_is_confirmed_again(client, owner, work, settings):
    keep(client, **{"is-here-0": "not ours"})
    work()
    keep(client, accepting_new_patients="yes")
    work()
    keep(client)
    work()
    assert shown(settings).locations == () and shown(settings).accepting_new_patients is True


def test_a_form_that_was_opened_before_the_listing_changed_changes_nothing(client, office, owner, work, settings):
    old = kept(client)
    keep(client, **{"phone-0": "303 555 0177"})
    work()
    answer = client.plain.post(f"/account/listings/{NPI}", data=old | {"is-here-0": "not ours"})
    assert answer.status_code == 409 and "(303) 555-0177" in answer.text
    work()
    assert shown(settings).locations[0].phone == "+13035550177"


def test_until_it_is_published_the_form_with_what_was_said_before_is_not_offered(client, owner, work):
    where = keep(client, **{"phone-0": "303 555 0177"}).location
    assert "phone-0" not in client.plain.get(where).text
    work()
    assert kept(client)["phone-0"] == "(303) 555-0177"


@pytest.mark.parametrize("way", ["mail", "page"])
@pytest.mark.parametrize(("state", "status"), [("written", 503), ("missing", 404)])
def test_without_imports_an_owner_reads_that_nothing_was_changed(
    client, office, owner, settings, link, monkeypatch, way, state, status
):
    monkeypatch.setattr(migrations.open_migrated, "__defaults__", (0.1, ""))  # seconds that a writer waits
    form = kept(client)
    if state == "missing":
        settings.imports_db.rename(settings.imports_db.with_suffix(".elsewhere"))
    writing = sqlite3.connect(settings.imports_db, isolation_level=None) if state == "written" else None
    if writing:
        writing.execute("BEGIN IMMEDIATE")
    answer = client.plain.post(link if way == "mail" else f"/account/listings/{NPI}", data=form)
    if writing:
        writing.close()
    assert answer.status_code == status and "Nothing was changed" in answer.text
    assert "/admin" not in answer.text, "an owner is no admin"
    assert claims.owners_of(office, NPI)[0].confirmed_on == ""


def test_codes_that_were_sent_at_once_are_counted_one_by_one(client, office, listed):
    ask(client)
    right, seen = code(office), claims.claim_by_number(office, 1)
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(5):
        assert not rules.try_code(office, seen, wrong)
    assert not rules.try_code(office, seen, right), "all six had seen the claim before one was counted"


def test_a_claim_is_proved_though_its_listing_has_gone(client, office, listed, settings, work):
    address = ask(client)
    with Imports(settings.imports_db) as imports, imports.transaction():
        imports.connection.execute("UPDATE snapshots SET withdrawn = 1 WHERE source = 'nppes'")
    assert "/account/invitation/" in client.send(address, form="typed-code", code=code(office))
    assert client.plain.get(address).status_code == 200


def test_claims_of_wrong_codes_keep_nobody_out_and_give_no_code_any_more(client, office, root, listed):
    for number in range(3):
        address = ask(client, email=f"no{number}@example.org")
        wrong = f"{(int(code(office)) + 1) % 10**6:06}"
        for _ in range(5):
            client.send(address, form="typed-code", status=400, code=wrong)
    desk = client.another_browser()
    desk.sign_in(root)
    assert not desk.get("/admin/claims/3").text.count(f"{code(office)[:3]} {code(office)[3:]}"), "no code to say"
    assert "/claims/" in ask(client)
    assert "Others claim the same listing" in desk.get("/admin/claims/4").text
    desk.send("/admin/claims/4", form="refused-all", deed="refused-all")
    assert claims.waiting_claims(office) == []


def test_a_colleague_with_an_account_keeps_a_second_listing_with_it(client, office, owner, ann):
    page = client.send(f"/account/listings/{NPI}", form="share", status=200, email=ann.email.upper())
    assert "have an account already" in page.text and "/account/invitation/" not in page.text
    link = re.search(r"/account/join/\S+", page.text)[0]
    assert len(claims.owners_of(office, NPI)) == 1, "an account with that address may be somebody else's"
    somebody = client.another_browser()
    assert "/account/sign-in" in somebody.plain.get(link).location
    assert client.plain.get(link).status_code == 404, "it is for one account"
    somebody.sign_in(ann)
    assert len(claims.owners_of(office, NPI)) == 1 and "Keep it, too" in somebody.get(link).text
    somebody.send(link, form="join")
    assert [(each.person, each.proof) for each in claims.owners_of(office, NPI)][1:] == [(ann.person.id, "delegated")]
    assert somebody.plain.get(link).status_code == 404, "it serves once"
    client.send(f"/account/listings/{NPI}", form="share", status=200, email=owner.email)
    assert claims.owners_of(office, NPI)[0].proof == "call", "an owner who shares with themselves stays one"


def test_the_link_of_a_mail_confirms_nothing_for_an_account_that_was_closed(client, office, owner, link):
    with office.transaction():
        people.set_disabled(office, owner.person.id, True)
    assert client.another_browser().plain.get(link).status_code == 404
    assert client.another_browser().plain.post(link).status_code == 404


class TestProofAfterTheFirst:
    """The page shows the practice's own word first; what proves a claim is what the register or a board gave."""

    def test_a_second_claim_is_proved_by_the_registers_number_though_the_practice_confirmed_it(
        self, client, owner, work, settings
    ):
        client.plain.post(f"/account/listings/{NPI}", data=kept(client))
        work()
        assert shown(settings).locations[0].source == "claims"
        page = client.another_browser().get(f"/practitioners/{NPI}/claim").text
        assert "We call (303) 555-0101" in page and "12 Elm St, Denver, CO 80202" in page

    def test_a_number_that_an_owner_typed_proves_nothing_and_the_registers_still_does(
        self, client, owner, work, settings
    ):
        client.plain.post(f"/account/listings/{NPI}", data=kept(client) | {"phone-0": "303 555 0177"})
        work()
        assert shown(settings).locations[0].phone == "+13035550177"
        page = client.another_browser().get(f"/practitioners/{NPI}/claim").text
        assert "We call (303) 555-0101" in page and "555-0177" not in page


def test_a_link_that_cannot_confirm_says_so_and_changes_nothing(client, office, link, monkeypatch):
    monkeypatch.setattr("directory.web.claims.keeping.keep", lambda *_: False)
    page = client.page(client.plain.post(link), 409)
    assert "cannot be confirmed as it is" in page.text
    assert claims.owners_of(office, NPI)[0].confirmed_on == ""
