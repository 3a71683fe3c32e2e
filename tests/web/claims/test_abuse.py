"""What a stranger or a hostile practice types: it covers nothing, leads nowhere, and speaks in nobody else's name."""

import csv
import io
import re

import pytest
from owners import NPI, TYPED, ask, code, kept, shown

from directory.accounts import claims as rules
from directory.core.offered import plain_words
from directory.store.office import audit, claims


@pytest.mark.parametrize(
    "text",
    [
        "t.me/ana",
        "see x.com",
        "ехаmple.com",
        "example。com",
        "ex\u200bample.com/pay",
        "example\u2024com",
        "\uff45xample\uff0ecom",
        "ana@example.org",
        "<img src=x>",
        "https:/\u200b/x.example",
    ],
)
def test_no_text_leads_elsewhere_however_it_is_written(text):
    with pytest.raises(ValueError):
        plain_words(text, 300)


def test_what_hides_turns_or_covers_is_taken_out():
    assert plain_words("good\u202elive\u2066 \u200bcare\x00", 99) == "goodlive care"
    heap = plain_words("Ana" + "\u0335" * 200 + " Kim", 300)
    assert len(heap) < 15 and heap.startswith("Ana") and heap.endswith("Kim")
    assert plain_words("Nguyễn Thị Hồng, 針灸, עברית, हिन्दी", 99) == "Nguyễn Thị Hồng, 針灸, עברית, हिन्दी"


@pytest.mark.parametrize("name", ["Call 900-555-0100 to stop this", "Board 5550100", "Ana\r\nBcc: x@example.org"])
def test_a_claimants_name_has_no_number_to_call_and_no_header(client, office, listed, name):
    typed = TYPED | {"name": name}
    client.send(f"/practitioners/{NPI}/claim", form="claim", status=400, way="call-0", **typed)
    assert claims.waiting_claims(office) == []


@pytest.mark.parametrize(
    "email", ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "a b@x.example"]
)
def test_an_address_is_one_address(client, office, listed, email):
    typed = TYPED | {"email": email}
    client.send(f"/practitioners/{NPI}/claim", form="claim", status=400, way="call-0", **typed)
    assert claims.waiting_claims(office) == []


def test_a_code_of_one_claim_opens_no_other(client, office, listed):
    mine = ask(client)
    my_code = code(office)
    other = ask(client, email="bo@example.org")
    other_code = code(office)
    if my_code != other_code:
        client.send(other, form="typed-code", status=400, code=my_code)
        client.send(mine, form="typed-code", status=400, code=other_code)
    assert claims.owners_of(office, NPI) == []


def test_before_a_code_is_given_out_no_guess_is_right_and_none_is_counted(client, office, listed):
    address = ask(client)
    (claim,) = claims.waiting_claims(office)
    for _ in range(7):
        page = client.send(address, form="typed-code", status=400, code=claim.code)
        assert "given the code out" in page.text
    assert not rules.try_code(office, claim, claim.code)
    assert claims.claim_by_number(office, claim.id).tries == 0 and claims.owners_of(office, NPI) == []
    assert "/account/invitation/" in client.send(address, form="typed-code", code=code(office))


def test_a_claim_that_was_proved_is_proved_once(client, office, listed):
    address = ask(client)
    right = code(office)
    client.send(address, form="typed-code", code=right)
    client.plain.post(address, data={"code": right})
    client.plain.post(address, data={"code": right})
    assert len(claims.owners_of(office, NPI)) == 1


def test_what_a_practice_typed_runs_in_no_spreadsheet_and_no_page(client, owner, work, settings):
    client.plain.post(f"/account/listings/{NPI}", data=kept(client) | {"description": "=1+1", "languages": "Spanish"})
    work()
    assert shown(settings).description == "=1+1"
    table = client.another_browser().plain.get("/search.csv?near=80202&within=5").text
    rows = list(csv.reader(io.StringIO(table.lstrip("\ufeff"))))
    cells = [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.]+", cell)]
    assert rows[1:] and not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_the_trail_has_every_step_and_no_address_or_number_of_the_claimant(client, office, root, listed, clock):
    address = ask(client)
    client.send(address, form="typed-code", code=code(office))
    trail = "\n".join(map(str, audit.entries(office.connection, 99)))
    for step in (
        "listing claimed",
        "claim's code given out",
        "claim's first proof given",
        "claim proved",
        "owner added",
    ):
        assert step in trail
    assert "ana@example.org" not in trail and "Ana Kim" not in trail


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("first_visit_fee", "<b>80</b>"),
        ("first_visit_fee", "80, or call 900-555-0100"),
        ("later_visit_fee", "=80+1"),
        ("hours-0", "Mon-Fri 9 am - 5 pm, see x.com"),
        ("here-0", "12 <i>Elm</i> St, Boulder, CO 80302"),
        ("new_place", "12 Elm St\u202e, www.pay.example, Boulder, CO 80302"),
    ],
)
def test_no_fact_is_more_than_it_is_asked_for(client, office, owner, field, text):
    fields = kept(client) | {field: text, f"is-{field}": "change", "is-phone-0": "change"}
    answer = client.plain.post(f"/account/listings/{NPI}", data=fields)
    assert answer.status_code == 400 and claims.owners_of(office, NPI)[0].confirmed_on == ""


def test_of_two_who_claim_at_once_each_needs_their_own_code_and_the_first_is_told_of_the_second(
    client, office, listed, settings
):
    mine, theirs = ask(client), ask(client, email="bo@example.org", name="Bo Lee")
    first, second = (claim.code for claim in claims.waiting_claims(office))
    with office.transaction():
        for claim in claims.waiting_claims(office):
            claims.note_sent(office, claim)
    if first != second:
        client.send(theirs, form="typed-code", status=400, code=first)
    client.send(mine, form="typed-code", code=first)
    client.another_browser().send(theirs, form="typed-code", code=second)
    one, other = claims.owners_of(office, NPI)
    told = office.connection.execute("SELECT count(*) FROM mails WHERE person = ?", [one.person]).fetchone()[0]
    assert told == 1 and rules.may_revert(office, one, other) and not rules.may_revert(office, other, one)
