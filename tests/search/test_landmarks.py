"""Universities, hospitals and airports typed for a place: a guess that is said, and never in the way of a town."""

import pytest

from directory.search.place import UnknownPlace
from directory.search.places import resolve_place


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Stanford University", "Stanford, CA"),
        ("UCLA", "Los Angeles, CA"),
        ("Mayo Clinic", "Rochester, MN"),
        ("Logan Airport", "Boston, MA"),
        ("Cascade Portland Medical Center", "Portland, OR"),
        ("Hospital General de Chicago", "Chicago, IL"),
        ("San Francisco State University", "San Francisco, CA"),
        ("University of Texas at Austin", "Austin, TX"),
        ("U. of Oregon", "Eugene, OR"),
        ("Univ of Michigan", "Ann Arbor, MI"),
        ("Universidad de Washington", "Seattle, WA"),
        ("MD Anderson", "Houston, TX"),
        ("TTU", "Lubbock, TX"),
        ("Pearl Harbor", "Honolulu, HI"),
    ],
)
def test_a_landmark_is_shown_as_a_guess(gazetteer, typed, place):
    found = resolve_place(typed, gazetteer)
    assert (found.label, found.typed) == (place, typed)


@pytest.mark.parametrize(("typed", "town", "offered"), [("Yale", "Yale, MI", "New Haven, CT")])
def test_whoever_lives_in_a_town_of_the_name_finds_it_and_the_university_is_offered(gazetteer, typed, town, offered):
    found = resolve_place(typed, gazetteer)
    assert (found.label, found.others[0]) == (town, offered)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("University City, MO", "University City, MO"),
        ("College Station, TX", "College Station, TX"),
        ("Medical Lake, WA", "Medical Lake, WA"),
        ("1 University Ave, Berkeley, CA", "Berkeley, CA"),
        ("Washington state", "Washington"),
        ("Princeton", "Princeton, NJ"),
        ("Duke, OK", "Duke, OK"),
    ],
)
def test_what_only_reads_like_one_stays_what_it_is(gazetteer, typed, place):
    assert resolve_place(typed, gazetteer).label == place


def test_a_hospital_of_another_towns_name_offers_the_other_towns(gazetteer):
    assert "Pasadena, CA" in resolve_place("Pasadena Hospital", gazetteer).others


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("University of London", "abroad"),
        ("University of Toronto", "abroad"),
        ("hospital near me", "Use my location"),
        ("Memorial Hospital", "do not know"),
    ],
)
def test_what_holds_no_place_of_here_is_not_guessed(gazetteer, typed, words):
    with pytest.raises(UnknownPlace, match=words):
        resolve_place(typed, gazetteer)


def test_every_landmark_leads_to_the_city_that_its_source_gives(gazetteer):
    assert len(gazetteer.landmarks) > 500
    for name, (city, state) in gazetteer.landmarks.items():
        found = resolve_place(name, gazetteer)
        assert f"{gazetteer.city(city, state).name}, {state}" in (found.label, *found.others), name
