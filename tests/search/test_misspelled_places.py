"""Understanding the place somebody types: misspelled, one of several of its name, or none at all."""

import pytest
from small_places import SMALL, unknown

from directory.core.addresses import MILITARY, STATES
from directory.core.gazetteer import City, Gazetteer, Zip
from directory.search.place import UnknownPlace
from directory.search.places import resolve_place


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("san fransisco ca", "San Francisco, CA"),
        ("Pheonix AZ", "Phoenix, AZ"),
        ("albequerque", "Albuquerque, NM"),
        ("Cincinatti", "Cincinnati, OH"),
        ("Pittsburg, PA", "Pittsburgh, PA"),
        ("Philidelphia", "Philadelphia, PA"),
        ("Sacremento", "Sacramento, CA"),
        ("Seatle", "Seattle, WA"),
        ("Ann Arbour, MI", "Ann Arbor, MI"),
        ("Tuscon AZ", "Tucson, AZ"),
        ("Bosie, ID", "Boise, ID"),
    ],
)
def test_a_misspelled_city_is_found_and_what_was_typed_is_kept_to_be_shown(gazetteer, typed, label):
    place = resolve_place(typed, gazetteer)
    assert (place.label, place.typed) == (label, typed)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("San Francisco, OR", "San Francisco, CA"),
        ("Bozmn, MT", "Bozeman, MT"),
        ("Venice Beach", "Venice, CA"),
    ],
)
def test_an_error_names_the_place_that_may_have_been_meant(gazetteer, typed, suggestion):
    error = unknown(typed, gazetteer)
    assert suggestion in error.suggestions
    assert f"Did you mean {' or '.join(error.suggestions)}?" in str(error)


def test_a_city_in_the_wrong_state_is_told_so(gazetteer):
    assert str(unknown("San Francisco, OR", gazetteer)).startswith(
        "We do not know a place called San Francisco in Oregon."
    )


def test_what_is_like_no_place_gets_advice_instead_of_suggestions(gazetteer):
    error = unknown("qqqqqqqq", gazetteer)
    assert error.suggestions == ()
    assert "Check the spelling, or type a ZIP code." in str(error)


@pytest.mark.parametrize("typed", ["USA", "U.S.A.", "United States"])
def test_the_whole_country_is_no_place_to_search_from(gazetteer, typed):
    assert resolve_or_none(typed, gazetteer) is None


def resolve_or_none(text, gazetteer):
    """The place, or None where it is not known."""
    try:
        return resolve_place(text, gazetteer)
    except UnknownPlace:
        return None


@pytest.mark.parametrize("typed", ["", "   ", "\n\t"])
def test_nothing_typed_is_asked_for(typed):
    assert "Type a ZIP code, or a city and state" in str(unknown(typed, SMALL))


@pytest.mark.parametrize(("length", "too_long"), [(100, False), (101, True), (5000, True)])
def test_a_text_longer_than_any_address_is_refused_as_too_long(length, too_long):
    assert ("too long" in str(unknown("x" * length, SMALL))) == too_long


@pytest.mark.parametrize("typed", ["Nowhereville, Ontario", "Raleigh, N Carolina, x"])
def test_an_error_repeats_what_was_typed_without_holes(typed):
    assert "  " not in str(unknown(typed, SMALL))


def test_of_several_cities_the_largest_is_taken_and_the_next_largest_are_named():
    place = resolve_place("Springfield", SMALL)
    assert place.label == "Springfield, MO"
    assert place.others == ("Springfield, MA", "Springfield, IL", "Springfield, OR")


def test_a_village_is_no_rival_of_a_city_of_its_name():
    cities = [
        City("Salem", "OR", 44.9, -123.0, 100_000),
        City("Salem", "MA", 42.5, -70.9, 5_000),
        City("Salem", "UT", 40.1, -111.7, 4_999),
    ]
    assert resolve_place("Salem", Gazetteer([], cities)).others == ("Salem, MA",)


def test_a_city_named_with_its_state_has_no_rivals(gazetteer):
    assert resolve_place("Portland, OR", gazetteer).others == ()


def test_the_other_portland_is_named(gazetteer):
    assert "Portland, ME" in resolve_place("Portland", gazetteer).others


def test_of_two_cities_spelled_alike_the_larger_is_taken():
    assert resolve_place("Sprinfield", SMALL).label == "Springfield, MO"


def test_a_misspelled_city_is_looked_for_in_its_own_state():
    assert resolve_place("Sprinfield, ME", SMALL).label == "Springfield, ME"


def test_there_are_at_most_three_suggestions(gazetteer):
    assert len(unknown("Springfield, Hawaii", gazetteer).suggestions) == 3


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("Calfornia", "California"),  # as like California, MD
        ("Pensylvania", "Pennsylvania"),  # liker than Sylvania, OH
        ("Massachusets", "Massachusetts"),  # like no city
        ("Michagan", "Michigan"),
        ("Tennesee", "Tennessee"),
        ("Flordia", "Florida"),
        ("North Carolna", "North Carolina"),
    ],
)
def test_a_misspelled_state_is_the_state_though_cities_have_its_name(gazetteer, typed, state):
    place = resolve_place(typed, gazetteer)
    assert (place.label, place.precision, place.typed) == (state, "state", typed)


LIKER = {"Marland": "Marland, OK", "Minneota": "Minneota, MN"}  # a letter left out of a state gives a city's name
GREAT = {"New York": "New York, NY", "Washington": "Washington, DC"}  # as without a slip
OF_A_STATE = {"Wst Virginia", "Wet Virginia", "Wes Virginia"}  # a city in Virginia, it seems


@pytest.mark.parametrize("state", [name for code, name in STATES.items() if code not in MILITARY])
def test_a_letter_left_out_of_a_state_leaves_the_state(gazetteer, state):
    for place in range(1, len(state) - 1):
        typed = state[:place] + state[place + 1 :]
        if state[place].isalpha() and typed not in OF_A_STATE | {"U.. Virgin Islands"}:
            assert resolve_place(typed, gazetteer).label == LIKER.get(typed, GREAT.get(state, state))


NEAR = Gazetteer(
    [Zip("90001", "Los Angeles", "CA", 34.0, -118.2)],
    [City("Californie", "TX", 30.0, -97.0, 10), City("Springfeld", "TX", 30.0, -97.0, 900), *SMALL.cities],
)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Californiee", "California"),  # two slips, and one from Californie; but how many people would type that?
        ("Californii", "California"),
        ("Springfelt", "Springfield, MO"),
        ("Springfielld", "Springfield, MO"),
        ("Springfeld", "Springfeld, TX"),  # its own name, and one slip from a city of less than 1,000 times the people
        ("Californiee, TX", "Californie, TX"),
    ],
)
def test_what_most_people_would_mean_is_meant_be_it_a_city_or_a_state(typed, label):
    assert resolve_place(typed, NEAR).label == label


def test_a_nearly_right_name_is_suggested_and_only_a_surer_one_is_taken():
    """Two slips in eight letters are sure; a similarity of 70 of 100 is likely."""
    cities = [City("Abcdefghij", "TX", 30.0, -97.0, 9)]
    assert resolve_place("abcdefgh", Gazetteer([], cities)).label == "Abcdefghij, TX"  # 89
    assert unknown("abcdefzz", Gazetteer([], cities)).suggestions == ()  # 67
    assert unknown("abcdefgzz", Gazetteer([], cities)).suggestions == ("Abcdefghij, TX",)  # 74
