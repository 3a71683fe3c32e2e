"""Two weaker proofs make an owner where no number or address is known; one of them, twice, does not."""

import pytest
from msgspec.structs import replace
from namesakes import ana
from office_people import Account
from owners import NPI, TYPED, Proved, ask, code, shown

from directory.accounts import claims as rules
from directory.accounts import proofs
from directory.publish import build
from directory.store.imports.database import Imports
from directory.store.office import claims, people


@pytest.fixture
def listed(settings, gazetteer):
    """Ana Kim as an insurer's table names her, with a website: no register gives a number."""
    settings.directory_db.unlink()
    with Imports(settings.imports_db) as imports, imports.transaction():
        stated = replace(ana(npi=NPI), website="https://www.needles.example.org/ana")
        snapshot = imports.new_snapshot("csv", "", False, True, "own.csv", "")
        imports.write(snapshot, [(stated.id, stated)])
        imports.finish(snapshot, "2026-11-01", True, [], {"source": "csv", "rows_read": 1, "listings": 1})
        build.publish(imports, settings.directory_db, gazetteer)
    return NPI


@pytest.fixture
def editor(office, clock, listed):
    """Who keeps Colorado's listings."""
    account = Account(office, clock, "board@example.org", role="editor", limited_to="CO")
    return account


def mailed(client, **typed):
    """A claim with a code to the practice's own domain; the claimant's page."""
    return ask(client, way="mail-0", **{"mailbox": "Front@needles.example.org"} | typed)


def test_a_code_by_mail_and_a_document_together_are_enough(client, office, root, listed):
    address = mailed(client)
    client.send(address, form="typed-code", code=code(office))
    assert claims.owners_of(office, NPI) == []
    page = client.get(address)
    assert "one more proof" in page.text and "e-mail with a code" not in page.text
    client.send(address, form="next-proof", way="document")
    client.sign_in(root)
    (claim,) = claims.waiting_claims(office)
    assert "one proof of two" in client.get("/admin/claims/").text
    done = client.send(f"/admin/claims/{claim.id}", form="seen", status=200, deed="seen")
    assert "/account/invitation/" in done.text
    (owner,) = claims.owners_of(office, NPI)
    assert owner.proof == "mail document"


def test_the_same_proof_twice_is_not_enough(client, office, listed):
    address = mailed(client)
    first = code(office)
    client.send(address, form="typed-code", code=first)
    assert not rules.try_code(office, claims.claim_by_number(office, 1), first), "the code served"
    client.send(address, form="next-proof", status=400, way="mail-0", mailbox="front@needles.example.org")
    assert not proofs.is_enough(("mail", "mail"))
    assert proofs.is_enough(("mail", "vouched")) and proofs.is_enough(("call",))


@pytest.mark.parametrize(
    "mailbox", ["", "ana@example.org", "ana@needles.example.org.evil.example", "a@b@needles.example.org"]
)
def test_mail_goes_to_the_practices_own_domain_only(client, office, listed, mailbox):
    client.send(f"/practitioners/{NPI}/claim", form="claim", status=400, way="mail-0", **TYPED | {"mailbox": mailbox})
    assert claims.waiting_claims(office) == []


def test_a_website_that_the_practice_itself_named_proves_nothing(
    client, office, root, listed, settings, sample_directory
):
    listing = shown(settings)
    assert [way.proof for way in proofs.ways(listing)] == ["mail", "document"]
    own = replace(listing, facts=listing.facts | {"website": replace(listing.facts["website"], source="claims")})
    assert [way.proof for way in proofs.ways(own)] == ["document"]
    for host in ("gmail.com", "www.naver.com", "fastmail.com", "charter.net"):
        everybodys = replace(listing, website=f"https://{host}/ana")
        assert [way.proof for way in proofs.ways(everybodys)] == ["document"], host


def test_an_editor_hands_a_code_on_for_their_own_state_only(client, office, editor, listed):
    address = ask(client, way="vouched-CO")
    client.sign_in(editor)
    (claim,) = claims.waiting_claims(office)
    client.send(f"/admin/claims/{claim.id}", form="sent", deed="sent")
    page = client.get(f"/admin/claims/{claim.id}")
    assert f"{claim.code[:3]} {claim.code[3:]}" in page.text and "ana@example.org" not in page.text
    client.send(address, form="typed-code", code=claim.code)
    assert claims.owners_of(office, NPI) == [] and "one more proof" in client.get(address).text


def test_an_editor_sees_no_claim_that_others_prove(client, office, editor, listed):
    mailed(client)
    client.sign_in(editor)
    assert "No claim waits" in client.get("/admin/claims/").text
    assert client.plain.get("/admin/claims/1").status_code == 403


def test_who_proved_more_takes_away_who_proved_less_and_not_the_other_way(office, clock, listed):
    with office.transaction():
        first = people.add_person(office, "first@example.org", "practitioner")
        later = people.add_person(office, "later@example.org", "practitioner")
        claims.add_owner(office, NPI, first.id, "mail document")
    clock.pass_(days=30)
    with office.transaction():
        claims.add_owner(office, NPI, later.id, "call")
    weak, strong = claims.owners_of(office, NPI)
    assert not rules.may_revert(office, weak, strong), "who came first with less takes nobody away who proved more"
    clock.pass_(days=30)
    assert rules.may_revert(office, strong, weak) and not rules.may_revert(office, weak, strong)


def test_an_admin_takes_an_owner_away(client, office, root, clock, listed):
    with office.transaction():
        person = people.add_person(office, "ana@example.org", "practitioner")
        claims.add_owner(office, NPI, person.id, "call")
    client.sign_in(root)
    page = client.get(f"/admin/listings/{NPI}")
    assert "ana@example.org" in page.text
    action = next(form["action"] for form in page.forms if "/owners/" in form["action"])
    sent = next(form["sent"] for form in page.forms if form["action"] == action)
    assert client.plain.post(action, data=sent).status_code == 303
    assert claims.owners_of(office, NPI) == []


def test_a_colleague_cannot_ask_for_the_listing_to_be_removed(client, office, clock, listed):
    with office.transaction():
        person = people.add_person(office, "desk@example.org", "practitioner")
        claims.add_owner(office, NPI, person.id, "delegated")
    client.sign_in(Proved(office, clock, "desk@example.org"))
    page = client.get(f"/account/listings/{NPI}")
    assert "Remove the listing" not in page.text
    fields = next(form["sent"] for form in page.forms if form.get("id") == "keep") | {"why": "retired"}
    assert client.plain.post(f"/account/listings/{NPI}/remove", data=fields).status_code == 403
