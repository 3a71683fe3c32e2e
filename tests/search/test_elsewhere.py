"""What is typed for a place and is none here: where somebody is, and places abroad; and what only looks so."""

from contextlib import suppress

import pytest

from directory.search.place import UnknownPlace
from directory.search.places import resolve_place


@pytest.mark.parametrize("typed", ["near me", "Near Me", "nearby", "my location", "here", "cerca de mí", "Aquí"])
def test_near_me_is_answered_with_the_button_that_knows(typed, gazetteer):
    with pytest.raises(UnknownPlace, match="Use my location"):
        resolve_place(typed, gazetteer)


@pytest.mark.parametrize(
    "typed",
    [
        "Vancouver, BC",
        "vancouver bc",
        "Vancouver, B.C.",
        "Toronto, ON",
        "Montréal, Québec",
        "British Columbia",
        "London, UK",
        "Paris, France",
        "Tijuana, Mexico",
        "Ciudad Juárez, México",
        "V6B 1A1",
    ],
)
def test_a_place_abroad_is_said_to_be_abroad_and_no_other_town_is_shown(typed, gazetteer):
    with pytest.raises(UnknownPlace, match="is abroad"):
        resolve_place(typed, gazetteer)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Vancouver", "Vancouver, WA"),
        ("Vancouver, WA", "Vancouver, WA"),
        ("Ontario, CA", "Ontario, CA"),
        ("Ontario", "Ontario, CA"),
        ("New Mexico", "New Mexico"),
        ("Albuquerque, New Mexico", "Albuquerque, NM"),
        ("albuquerque new mexico", "Albuquerque, NM"),
        ("Mexico, MO", "Mexico, MO"),
        ("Jamaica, NY", "Jamaica, NY"),
        ("Paris, TX", "Paris, TX"),
        ("Dublin, Ireland, CA", None),
        ("Old Town, Alexandria", "Alexandria, VA"),  # not in Egypt
        ("12 Main St, Peru, IN", "Peru, IN"),
        ("Victoria, Texs", None),
        ("Brisbane", "Brisbane, CA"),
        ("Wales, ME", "Wales, ME"),
    ],
)
def test_what_only_sounds_foreign_is_found(typed, label, gazetteer):
    try:
        found = resolve_place(typed, gazetteer).label
    except UnknownPlace as unknown:
        assert "abroad" not in str(unknown)
    else:
        assert label is None or found.startswith(label.partition(",")[0])


def test_a_hamlet_of_a_famous_name_is_offered_and_a_town_of_one_is_shown_with_a_word(gazetteer):
    """Whoever lives in Montreal, Wisconsin, is one tap away; Toronto, Ohio, is not shown as if there were no other."""
    with pytest.raises(UnknownPlace, match="is abroad") as caught:
        resolve_place("Montreal", gazetteer)
    assert "Montreal, WI" in caught.value.suggestions
    town = resolve_place("Toronto", gazetteer)
    assert town.label == "Toronto, OH" and town.has_rival_abroad
    assert not resolve_place("Toronto, OH", gazetteer).has_rival_abroad
    assert not resolve_place("Birmingham", gazetteer).has_rival_abroad


@pytest.mark.parametrize(
    ("typed", "label", "offered"),
    [
        ("Westchester", "Westchester County, NY", "Westchester, FL"),
        ("Suffolk", "Suffolk, VA", "Suffolk County, NY"),
        ("97214, WA", "ZIP 97214", "Washington state"),
        ("Seattle, WA 97214", "ZIP 97214", "Seattle, WA"),
        ("New York cty NY", "New York County, NY", "New York City, NY"),
        ("Berkley", "Berkley, MI", "Berkeley, CA"),
        ("Dade County", "Miami-Dade County, FL", "Dade County, GA"),
        ("Fermont", "Vermont", "Fremont, CA"),
        ("New England", "New England", "New England, ND"),
    ],
)
def test_what_is_far_larger_and_called_nearly_so_is_offered(typed, label, offered, gazetteer):
    place = resolve_place(typed, gazetteer)
    assert place.label == label and offered in place.others


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("350 5th Ave, New York", "New York, NY"),
        ("1600 Pennsylvania Ave NW, Washington", "Washington, DC"),
        ("200 W Madison St Chicago", "Chicago, IL"),
        ("12 Main St, Ashland", "Ashland, CA"),
        ("123 Main Street", None),  # no Street, MD
        ("55 Broadway", None),  # nor Broadway, VA
    ],
)
def test_the_city_of_an_address_without_a_state_is_shown_as_a_guess(typed, label, gazetteer):
    try:
        place = resolve_place(typed, gazetteer)
    except UnknownPlace:
        assert label is None
    else:
        assert (place.label, place.typed) == (label, typed)


@pytest.mark.parametrize("typed", ["97214 Portland", "97214, Portland, OR", "97214 portland oregon"])
def test_a_zip_code_may_come_before_its_city(typed, gazetteer):
    assert resolve_place(typed, gazetteer).label == "ZIP 97214"


@pytest.mark.parametrize("typed", ["10250 Portland, OR", "97214 Seattle"])
def test_a_house_number_is_no_zip_code(typed, gazetteer):
    with suppress(UnknownPlace):
        assert resolve_place(typed, gazetteer).precision != "zip"


@pytest.mark.parametrize(
    ("typed", "label"),
    [("Washington state", "Washington"), ("New York State", "New York"), ("the state of Maine", "Maine")],
)
def test_a_state_that_is_called_one_is_not_the_city_of_its_name(typed, label, gazetteer):
    found = resolve_place(typed, gazetteer)
    assert (found.label, found.precision) == (label, "state")


def test_a_city_with_a_states_name_offers_the_state(gazetteer):
    city = resolve_place("Washington", gazetteer)
    assert (city.label, city.others) == ("Washington, DC", ("Washington state",))
    assert resolve_place(city.others[0], gazetteer).precision == "state"
