"""A source that knows a place and not its phone does not hide the phone that another states of that very place."""

import pytest
from msgspec.structs import replace
from stated import ELM, OAK, listing_of, said

from directory.core.practitioner import Location
from directory.importer.preview import facts_in_words
from directory.resolve.precedence import explained_facts

PHONE, OTHER, TOLL_FREE = "+15035550123", "+15035550177", "+18005550123"
SILENT = replace(ELM, phone=None)
REGISTER = said("nppes", "2026-11-01", updated_on="2019-03-03", locations=(ELM,))  # stale: a newer word counts first


def roster(*places, as_of="2026-10-01", **values):
    return said("roster", as_of, locations=places or (SILENT,), **values)


def shown(*statements, on=None):
    return listing_of(*statements, on=on).locations[0]


def test_a_newer_roster_without_a_phone_leaves_the_registers_with_its_own_source_and_day():
    place = shown(roster(), REGISTER)
    assert (place.source, place.as_of, place.phone) == ("roster", "2026-10-01", PHONE)
    assert (place.phone_by, place.phone_as_of) == ("nppes", "2019-03-03")


def test_of_several_who_state_one_the_phone_is_theirs_whose_word_counts_next():
    plain = replace(ELM, phone=OTHER)
    newer = said("csv", "2026-05-01", locations=(plain,))
    assert (shown(roster(), REGISTER, newer).phone, shown(roster(), REGISTER, newer).phone_by) == (OTHER, "csv")


def test_a_phone_of_the_source_itself_is_its_own_word():
    place = shown(roster(replace(ELM, phone=OTHER)), REGISTER)
    assert (place.phone, place.phone_by, place.phone_as_of) == (OTHER, None, None)


def test_one_address_in_two_writings_is_one_place():
    written = Location("12 ELM STREET", "PORTLAND", "OR", phone=None)
    assert shown(roster(written), REGISTER).phone == PHONE


@pytest.mark.parametrize("moved_to", ["12 Elm St Ste 4", "12 Elm St Unit B", "14 Elm St"])
def test_a_phone_does_not_move_with_a_clinic(moved_to):
    places = listing_of(roster(replace(SILENT, address=moved_to)), REGISTER).locations
    assert {place.address: place.phone for place in places} == {moved_to: None, "12 Elm St": PHONE}


def test_a_phone_at_one_office_is_not_that_of_another():
    two = listing_of(roster(SILENT, replace(OAK, phone=None)), REGISTER)
    assert [(place.address, place.phone) for place in two.locations] == [("12 Elm St", PHONE), ("7 Oak Ave", None)]


@pytest.mark.parametrize("days", [{"ends_on": "2024-12-31"}, {"starts_on": "2027-02-01"}])
def test_a_phone_of_a_place_that_has_ended_or_not_begun_is_not_shown_for_the_place_as_it_stands(days):
    payer = said("qhp", "2024-01-01", kind="", locations=(replace(ELM, **days),))
    assert shown(roster(), payer).phone is None


def test_a_phone_that_an_admin_took_away_does_not_come_back():
    taken_away = said("admin", "2026-11-01", kind="", locations=(SILENT,))
    assert shown(taken_away, REGISTER).phone is None


@pytest.mark.parametrize("source", ["qhp", "plan-net"])
def test_a_payers_toll_free_number_is_no_office(source):
    payer = said(source, "2023-01-01", kind="", locations=(replace(ELM, phone=TOLL_FREE),))
    assert shown(roster(), payer).phone is None
    assert shown(roster(), replace_phone(REGISTER, TOLL_FREE)).phone == TOLL_FREE, "their own word of their own office"


def test_a_number_that_a_payer_states_at_several_addresses_is_no_office():
    payer = said("qhp", "2023-01-01", kind="", locations=(ELM, OAK))
    assert {place.phone for place in listing_of(roster(SILENT, replace(OAK, phone=None)), payer).locations} == {None}
    assert shown(roster(), said("qhp", "2023-01-01", kind="", locations=(ELM,))).phone == PHONE


def replace_phone(sourced, phone):
    place = replace(sourced.statement.locations[0], phone=phone)
    return sourced._replace(statement=replace(sourced.statement, locations=(place,)))


def test_who_confirmed_the_address_alone_has_not_confirmed_anothers_phone():
    silent = said("csv", "2026-10-01", confirmed_on="2026-10-01", locations=(SILENT,))
    place = shown(silent, REGISTER)
    assert (place.phone_by, place.confirmed_on) == ("nppes", None)
    payer = said("qhp", "2024-01-01", confirmed_on="2023-12-01", kind="", locations=(ELM,))
    place = shown(silent, REGISTER, payer)
    assert (place.confirmed_on, place.confirmed_by) == ("2023-12-01", "qhp"), "of this address and this phone"


def test_when_another_word_counts_first_some_day_its_own_phone_is_shown_then():
    own, payer = roster(as_of="2025-01-01"), said("plan-net", "2024-12-01", kind="", locations=(ELM,))
    newer = said("part-b", "2026-11-01", locations=(replace(ELM, phone=OTHER),))
    assert shown(own, payer, newer, on="2026-11-01").phone_by is None
    turned = shown(own, payer, newer, on="2027-02-01")
    assert (turned.source, turned.phone, turned.phone_by) == ("part-b", OTHER, None)


def test_why_says_whose_word_the_phone_is():
    listing = listing_of(roster(), REGISTER)
    lines = [*facts_in_words(listing)]
    assert f"    phone: {PHONE}  [nppes, 2019-03-03]" in lines
    assert not any(PHONE in line and "roster" in line for line in lines)
    (place,) = explained_facts(listing, "2026-11-01")["locations"]
    assert (place["source"], place["phone_by"], place["phone_as_of"]) == ("roster", "nppes", "2019-03-03")


def test_a_phone_that_a_newer_word_says_has_ended_does_not_come_back():
    ended = said("plan-net", "2026-10-01", kind="", locations=(SILENT,), ended_phones=(PHONE,))
    assert shown(ended, REGISTER).phone is None
    assert shown(ended, replace_phone(REGISTER, OTHER)).phone == OTHER, "of another number it says nothing"
    long_ago = said("plan-net", "2018-01-01", kind="", locations=(ELM,), ended_phones=(PHONE,))
    assert shown(roster(), REGISTER, ended._replace(as_of="2018-01-01")).phone == PHONE, "since then it was given again"
    assert shown(roster(), long_ago).phone == PHONE, "it is in use at a place of theirs"


def test_of_two_who_fill_in_the_older_gives_way_when_it_grows_stale_though_the_first_stays():
    first = said("nppes", "2026-11-01", updated_on="2026-10-01", locations=(SILENT,))
    payer = said("plan-net", "2025-01-01", kind="", locations=(replace(ELM, hours="Mo 09:00-12:00"),))
    newer = said("csv", "2026-06-01", locations=(replace(ELM, phone=OTHER, hours="Tu 10:00-15:00"),))
    fresh = shown(first, payer, newer)
    assert (fresh.source, fresh.phone, fresh.phone_by, fresh.hours_by) == ("nppes", PHONE, "plan-net", "plan-net")
    last_day = shown(first, payer, newer, on="2027-01-01")
    assert (last_day.phone_by, last_day.hours_by) == ("plan-net", "plan-net")
    stale = shown(first, payer, newer, on="2027-01-02")
    assert (stale.source, stale.phone, stale.phone_by, stale.hours_by) == ("nppes", OTHER, "csv", "csv")


def test_hours_alone_turn_to_a_newer_word_too():
    first = said("nppes", "2026-11-01", updated_on="2026-10-01", locations=(ELM,))
    payer = said("plan-net", "2025-01-01", kind="", locations=(replace(ELM, hours="Mo 09:00-12:00"),))
    newer = said("csv", "2026-06-01", locations=(replace(ELM, hours="Tu 10:00-15:00"),))
    assert [shown(first, payer, newer, on=day).hours_by for day in ("2026-12-01", "2027-02-01")] == ["plan-net", "csv"]
