"""Whose account gets a listing that was proved, where one with the claimant's address stands already."""

from office_people import Account
from owners import NPI, ask, code

from directory.store.office import claims


def test_whoever_had_set_an_account_up_with_the_claimants_address_gets_nothing(client, office, clock, listed):
    squatter = Account(office, clock, "ana@example.org", role="practitioner")
    address = ask(client)
    there = client.send(address, form="typed-code", code=code(office))
    assert "/account/sign-in?next=/claims/" in there, "somebody else may have set the account up"
    assert claims.owners_of(office, NPI) == []
    client.sign_in(squatter)
    assert "Keep the listing with this account" in client.get(address).text
    client.send(address, form="finish")
    assert [each.person for each in claims.owners_of(office, NPI)] == [squatter.person.id]


def test_a_claimants_name_leads_nowhere_for_letters_to_practices_have_it(client, office, listed):
    ask_again = {"way": "call-0", "name": "Confirm at cheap.xyz/now", "email": "ana@example.org", "website": ""}
    page = client.send(f"/practitioners/{NPI}/claim", form="claim", status=400, **ask_again)
    assert "Say who you are" in page.text and claims.waiting_claims(office) == []
