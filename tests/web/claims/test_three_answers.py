"""Each fact is right, otherwise, or not the practice's; what nobody answered is not the practice's word."""

import re

import pytest
from msgspec.structs import replace
from namesakes import ana
from owners import NPI, kept, shown

from directory.accounts import claims as rules
from directory.core import dates
from directory.core.practitioner import Licence, Location
from directory.publish import build
from directory.store.imports.database import Imports
from directory.store.office import claims, mistakes

ELM = Location("12 Elm St", "Denver", "CO", "80202", "+13035550101")
SAID_BY_INSURER = {
    "website": "https://old.example.org",
    "languages": ("Spanish", "Korean"),
    "accepting_new_patients": True,
    "telehealth": True,
    "confirmed_on": "2026-10-01",
}


@pytest.fixture
def listed(settings, gazetteer):
    """Ana Kim at one place by NPPES, with a license; an insurer's directory says more, office hours too."""
    settings.directory_db.unlink()
    by_register = replace(ana(npi=NPI), locations=(ELM,), licences=(Licence("CO", "ACU.77"),))
    place = replace(ELM, phone=None, hours="Mon-Fri 9 am - 5 pm")
    by_insurer = replace(ana(npi=NPI), locations=(place,), **SAID_BY_INSURER)
    with Imports(settings.imports_db) as imports, imports.transaction():
        for source, stated in (("nppes", by_register), ("plan-net", by_insurer)):
            snapshot = imports.new_snapshot(source, "", False, True, source, "")
            imports.write(snapshot, [(stated.id, stated)])
            imports.finish(snapshot, "2026-11-01", True, [], {"source": source, "rows_read": 1, "listings": 1})
        build.publish(imports, settings.directory_db, gazetteer)
    return NPI


@pytest.fixture
def answer(client, owner, work, settings):
    """Answers some facts and leaves the others, and has it published; the listing."""

    def answered(button=None, status=303, **answers):
        fields = kept(client, button) | {name.replace("_0", "-0"): value for name, value in answers.items()}
        fields = {re.sub("^is_", "is-", name): value for name, value in fields.items()}
        assert client.plain.post(f"/account/listings/{NPI}", data=fields).status_code == status
        work()
        return shown(settings)

    return answered


def sources(listing):
    """Who says each fact of the listing."""
    (place,) = listing.locations
    of_place = {"phone": place.phone_by or place.source, "hours": place.hours_by, "place": place.confirmed_by}
    return {name: origin.source for name, origin in listing.facts.items()} | of_place


def test_nothing_is_chosen_beforehand_and_each_fact_has_its_source_and_day(client, owner):
    page = client.plain.get(f"/account/listings/{NPI}").text
    form = page[page.index('id="keep"') : page.index("</form>", page.index('id="keep"'))]
    assert " checked" not in form
    phone = form[form.index('id="phone-0-fact"') : form.index('id="hours-0-fact"')]
    assert "(303) 555-0101" in phone and "Nov 1, 2026" in phone
    assert [each in phone for each in ("Right", "Change", "Not ours")] == [True] * 3


def test_what_nobody_answered_is_not_the_practices_word(answer, office):
    before = {"website": "plan-net", "languages": "plan-net", "telehealth": "plan-net", "phone": "nppes"}
    listing = answer(is_hours_0="change", hours_0="Tue 9 am - 1 pm")
    assert listing.locations[0].hours == "Tue 9 am - 1 pm"
    said = sources(listing)
    assert said["hours"] == "claims" and {name: said[name] for name in before} == before
    assert listing.locations[0].phone == "+13035550101", (
        "the register's number stays though the practice spoke of hours"
    )
    assert said["place"] != "claims", "nor did it confirm the place"
    assert claims.owners_of(office, NPI)[0].confirmed_on == "", "it is asked again as before"


def test_the_one_button_confirms_all_that_is_shown_and_nothing_else(answer, office):
    listing = answer("all_right")
    said = sources(listing)
    shown_before = ("website", "languages", "telehealth", "accepting_new_patients", "phone", "hours", "place")
    assert {name: said[name] for name in shown_before} == dict.fromkeys(shown_before, "claims")
    assert listing.home_visits is None and "home_visits" not in said, "nobody said anything of it"
    assert claims.owners_of(office, NPI)[0].confirmed_on == office.now().date().isoformat()


def test_an_answer_keeps_its_own_day_when_another_is_given_later(answer, monkeypatch):
    first, later = "2026-11-20", dates.today()
    monkeypatch.setattr(dates, "today", lambda: first)
    answer(is_website="right")
    monkeypatch.setattr(dates, "today", lambda: later)
    listing = answer(is_phone_0="change", phone_0="303 555 0177")
    assert (listing.website, listing.facts["website"].as_of) == ("https://old.example.org", first)
    assert (listing.locations[0].phone, listing.locations[0].as_of) == ("+13035550177", later)
    listing = answer(is_website="not ours")
    assert listing.website is None and listing.locations[0].phone == "+13035550177"


def test_what_is_not_theirs_goes_whoever_says_it(answer):
    listing = answer(is_website="not ours", is_hours_0="not ours", is_phone_0="not ours", is_telehealth="not ours")
    (place,) = listing.locations
    assert (listing.website, listing.telehealth, place.hours, place.phone) == (None,) * 4
    assert listing.accepting_new_patients is True, "and what was not answered stays"


def test_a_yes_becomes_no_by_one_answer_and_the_insurers_word_stays_beside_it(answer):
    listing = answer(is_accepting_new_patients="change")
    assert listing.accepting_new_patients is False
    assert [lost.source for lost in listing.facts["accepting_new_patients"].lost] == ["plan-net"]


def test_they_moved_with_their_number_by_one_answer(answer):
    elsewhere = "700 Pine St, Boulder, CO 80302"
    answer(is_here_0="change", here_0=elsewhere, status=400)
    (place,) = answer(is_here_0="change", here_0=elsewhere, is_phone_0="right").locations
    assert (place.address, place.phone, place.hours) == ("700 Pine St", "+13035550101", None)


@pytest.mark.parametrize("answers", [{}, {"is_website": "gladly"}, {"is_npi": "not ours"}])
def test_a_form_without_an_answer_says_so(answer, client, answers):
    fields = kept(client, None) | {name.replace("is_", "is-"): value for name, value in answers.items()}
    page = client.plain.post(f"/account/listings/{NPI}", data=fields)
    assert page.status_code == 400 and "Nothing was answered yet" in page.text


def test_what_only_a_register_states_is_reported_and_not_stated(answer, client, office, root):
    listing = answer(disowned="license-0")
    assert listing.licences[0].number == "ACU.77"
    (report,) = mistakes.waiting_mistakes(office, 9)
    desk = client.another_browser()
    desk.sign_in(root)
    page = desk.get(f"/admin/mistakes/{report.id}").text
    assert "a register states is not theirs" in page and "CO ACU.77" in page


def test_whoever_sees_every_field_has_only_to_write_over_one(answer):
    """A browser that knows no :has(), or no style sheet at all."""
    listing = answer(website="https://new.example.org", languages="")
    assert listing.website == "https://new.example.org" and listing.languages == ()
    assert sources(listing)["telehealth"] == "plan-net"


def test_a_mails_link_shows_all_that_its_button_confirms(client, office, owner):
    (who,) = claims.owners_of(office, NPI)
    page = client.another_browser().get(f"/claims/still-right/{who.id}/{rules.still_right_signature(office, who)}").text
    for value in ("12 Elm St", "(303) 555-0101", "Mon-Fri 9 am", "old.example.org", "Spanish, Korean"):
        assert value in page
