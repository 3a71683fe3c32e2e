"""A fax is of one place: a letter that goes to another place, or to a payer, tells a stranger of a patient."""

import pytest
from msgspec.structs import replace
from stated import ELM, OAK, listing_of, said

from directory.core.cards import card
from directory.importer.preview import facts_in_words

FAX, OTHER = "+15035550144", "+15035550155"
HERE = replace(ELM, fax=FAX)


def faxes(*statements):
    """The faxes of a listing's places, by street."""
    return {each.address: each.fax for each in listing_of(*statements).locations}


def test_it_is_shown_with_who_states_it_and_when_whoever_states_the_place():
    place = listing_of(said("csv", "2026-10-01", locations=(ELM,)), said("nppes", "2026-05-01", locations=(HERE,)))
    (shown,) = place.locations
    assert (shown.fax, shown.fax_by, shown.fax_as_of) == (FAX, "nppes", "2026-05-01")
    assert f"    fax: {FAX}  [nppes, 2026-05-01]" in [*facts_in_words(place)]


@pytest.mark.parametrize("street", ["7 Oak Ave", "12 Elm St Ste 4", "14 Elm St"])
def test_a_fax_of_one_address_is_not_that_of_another(street):
    moved = replace(ELM, address=street)
    assert faxes(said("csv", "2026-10-01", locations=(moved,)), said("nppes", "2026-05-01", locations=(HERE,))) == {
        street: None,
        ELM.address: FAX,
    }
    assert faxes(said("nppes", "2026-05-01", locations=(HERE, OAK))) == {ELM.address: FAX, OAK.address: None}


def test_a_newer_words_fax_counts_before_an_older_ones():
    older = said("plan-net", "2024-01-01", kind="", locations=(replace(ELM, fax=OTHER),))
    assert faxes(said("nppes", "2026-05-01", locations=(HERE,)), older) == {ELM.address: FAX}


def test_a_fax_that_a_payer_gives_at_several_addresses_may_be_its_own():
    payer = said("plan-net", "2026-05-01", kind="", locations=(HERE, replace(OAK, fax=FAX)))
    first = said("nppes", "2026-05-01", locations=(ELM, OAK))
    assert set(faxes(first, payer).values()) == {None}
    practice = said("nppes", "2026-05-01", locations=(HERE, replace(OAK, fax=FAX)))
    assert set(faxes(practice).values()) == {FAX}, "a practice may have one for all its offices"


@pytest.mark.parametrize("days", [{"ends_on": "2024-12-31"}, {"starts_on": "2027-02-01"}])
def test_a_fax_of_a_place_that_has_ended_or_not_begun_is_not_taken(days):
    payer = said("qhp", "2024-01-01", kind="", locations=(replace(HERE, **days),))
    assert faxes(said("roster", "2026-10-01", locations=(ELM,)), payer)[ELM.address] is None


def test_a_fax_that_is_said_to_be_in_use_no_more_is_not_taken_from_an_older_word():
    newer = said("plan-net", "2026-10-01", kind="", locations=(ELM,), ended_phones=(FAX,))
    assert faxes(said("nppes", "2026-05-01", locations=(HERE,)), newer) == {ELM.address: None}


def test_a_result_that_patients_see_has_none():
    listing = listing_of(said("nppes", "2026-05-01", locations=(HERE,)))
    assert listing.locations[0].fax == FAX
    (place,) = card(listing).locations
    assert (place.fax, place.fax_by, place.fax_as_of, place.phone) == (None, None, None, ELM.phone)
