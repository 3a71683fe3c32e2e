"""Practices whom no mail reaches are asked by letter, and what they answer on paper is kept."""

import re

import pytest
from office_people import Account
from owners import NPI, ask, code, shown

from directory.accounts import claims as rules
from directory.core import dates
from directory.store.office import claims, jobs, mails, people


@pytest.fixture
def desk(client, root):
    """The admin's browser."""
    browser = client.another_browser()
    browser.sign_in(root)
    return browser


def letter_code(office):
    (owner,) = claims.owners_of(office, NPI)
    return f"{owner.id} {rules.letter_code(office, owner)}"


def test_where_no_mail_is_sent_an_owner_who_is_due_gets_a_letter_once(client, office, owner, clock, desk, root):
    assert "Nobody is due" in desk.get("/admin/claims/letters").text
    clock.pass_(days=76)
    desk.sign_in(root)
    assert "Ana Kim" in desk.get("/admin/claims/letters").text
    letter = desk.get(f"/admin/listings/{NPI}/letter").text
    assert "12 Elm St" in letter and "(303) 555-0101" in letter and letter_code(office).split()[1] in letter
    desk.send(f"/admin/listings/{NPI}/letter", form="posted")
    assert "Nobody is due" in desk.get("/admin/claims/letters").text


def test_the_letters_code_confirms_without_signing_in_and_serves_once(client, office, owner, work, settings):
    somebody = client.another_browser()
    typed = letter_code(office)
    link = somebody.send("/claims/still-right", form="by-letter", code=typed.lower())
    assert claims.owners_of(office, NPI)[0].confirmed_on == "", "looking confirms nothing"
    somebody.send(link, form="right", status=200)
    work()
    assert shown(settings).locations[0].confirmed_on == dates.today()
    somebody.send("/claims/still-right", form="by-letter", status=400, code=typed)


@pytest.mark.parametrize("typed", ["", "1", "1 AAAA-AAAA", "ABCD-EFGH", "99 ABCD-EFGH", "1" * 60])
def test_what_is_no_code_of_a_letter_opens_nothing(client, office, owner, typed):
    client.another_browser().send("/claims/still-right", form="by-letter", status=400, code=typed)


def test_guesses_have_to_wait(client, office, owner):
    somebody = client.another_browser()
    for _ in range(10):
        somebody.send("/claims/still-right", form="by-letter", status=400, code="1 AAAA-AAAA")
    somebody.send("/claims/still-right", form="by-letter", status=400, code=letter_code(office))


def test_who_is_reached_by_mail_gets_no_letter_but_whose_mail_failed_does(
    office, owner, clock, desk, root, monkeypatch
):
    monkeypatch.setattr("directory.web.admin.routes_asking.mail_is_sent", lambda: True)
    clock.pass_(days=76)
    desk.sign_in(root)
    assert "Nobody is due" in desk.get("/admin/claims/letters").text
    with office.transaction():
        person = people.person_by_email(office, "ana@example.org")
        mails.queue_mail(office, person, "Is it right?", "text")
        mails.note_failed(office, mails.take_due(office), "550 no such mailbox", for_good=True)
    assert "Ana Kim" in desk.get("/admin/claims/letters").text


def test_without_an_account_the_letter_has_no_code_and_an_answer_on_paper_confirms(
    desk, listed, work, settings, office
):
    page = desk.get(f"/admin/listings/{NPI}/letter").text
    assert "12 Elm St" in page and "without signing in" not in page
    answers = {"learned": "their letter of Nov 24", "why": "signed by her"}
    desk.send(f"/admin/listings/{NPI}/letter", form="confirm", **answers)
    with office.transaction():
        jobs.ask_for_edition(office, "a test")
    work()
    (place,) = shown(settings).locations
    assert (place.confirmed_on, place.confirmed_by, place.phone) == (dates.today(), "admin", "+13035550101")
    history = desk.get(f"/admin/listings/{NPI}").text
    assert "their letter of Nov 24" in history


def test_a_claim_can_be_made_with_the_mail_of_a_helper_and_kept_by_letter(client, office, listed, desk, clock, root):
    """Somebody without e-mail: a daughter's address opens the account, the letter asks at the practice."""
    address = ask(client, way="letter-0", email="daughter@example.org")
    client.send(address, form="typed-code", code=code(office))
    clock.pass_(days=76)
    desk.sign_in(root)
    assert "12 Elm St" in desk.get(f"/admin/listings/{NPI}/letter").text


def test_an_editor_confirms_in_their_own_state_and_in_no_other(client, office, clock, listed):
    for state, status in (("CO", 200), ("OR", 403)):
        browser = client.another_browser()
        browser.sign_in(Account(office, clock, f"{state.lower()}@example.org", role="editor", limited_to=state))
        assert browser.plain.get(f"/admin/listings/{NPI}/letter").status_code == status
        page = browser.plain.get("/account/").text
        token = re.search(r'name="form_token" value="([0-9a-f]+)"', page)[1]
        fields = {"form_token": token, "learned": "their letter", "why": "signed"}
        sent = browser.plain.post(f"/admin/listings/{NPI}/confirm", data=fields)
        assert sent.status_code == (303 if status == 200 else 403)


def test_an_editor_is_given_no_code_that_confirms_in_the_practices_name(client, office, owner, clock):
    browser = client.another_browser()
    browser.sign_in(Account(office, clock, "board@example.org", role="editor", limited_to="CO"))
    page = browser.get(f"/admin/listings/{NPI}/letter").text
    assert "12 Elm St" in page and letter_code(office).split()[1] not in page
