"""Understanding the place somebody types: a part of a city, a side of it, a county; a small place like a large one."""

import pytest
from small_places import unknown

from directory.core.gazetteer import City, Gazetteer
from directory.search.place import UnknownPlace
from directory.search.places import resolve_place


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Capitol Hill Seattle", "Capitol Hill, Seattle, WA"),
        ("Capitol Hill, Seattle, WA", "Capitol Hill, Seattle, WA"),
        ("Seattle Capitol Hill", "Capitol Hill, Seattle, WA"),
        ("capitol hill denver", "Capitol Hill, Denver, CO"),
        ("Ballard", "Ballard, Seattle, WA"),
        ("Ballard, WA", "Ballard, Seattle, WA"),
        ("The Mission, San Francisco", "Mission, San Francisco, CA"),
        ("the loop", "The Loop, Chicago, IL"),
        ("Loop, Chicago", "The Loop, Chicago, IL"),
        ("Brooklyn", "Brooklyn, NY"),
        ("Harlem", "Harlem, NY"),
        ("Harlem NYC", "Harlem, NY"),
        ("Harlem, New York, NY", "Harlem, NY"),
        ("Williamsburg Brooklyn", "Williamsburg, NY"),
        ("Silver Lake LA", "Silver Lake, CA"),
        ("Georgetown, Washington DC", "Georgetown, DC"),
        ("N Hollywood", "North Hollywood, CA"),
        ("Bishop Arts", "Bishop Arts District, Dallas, TX"),
        ("Sunset, San Francisco", "Sunset District, San Francisco, CA"),
        ("UES", "Upper East Side, New York, NY"),
        ("Wicker Prak", "Wicker Park, Chicago, IL"),
    ],
)
def test_a_part_of_a_city_is_found_with_and_without_its_city(gazetteer, typed, label):
    assert resolve_place(typed, gazetteer).label == label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("SE Portland", "Portland, OR"),
        ("Downtown Portland", "Portland, OR"),
        ("downtown portland, me", "Portland, ME"),
        ("NW Portland, OR", "Portland, OR"),
        ("Portland SE", "Portland, OR"),
        ("South Philly", "Philadelphia, PA"),
        ("So. Philly", "Philadelphia, PA"),
        ("downtown LA", "Los Angeles, CA"),
        ("NW DC", "Washington, DC"),
        ("South Side Chicago", "Chicago, IL"),
        ("Old Town Scottsdale", "Scottsdale, AZ"),
        ("Mount Nobody, Seattle", "Seattle, WA"),
    ],
)
def test_a_side_of_a_city_is_the_city_and_the_page_says_so(gazetteer, typed, label):
    place = resolve_place(typed, gazetteer)
    assert (place.label, place.typed) == (label, typed)


def test_a_side_of_one_of_two_cities_offers_the_other(gazetteer):
    assert resolve_place("SE Portland", gazetteer).others == ("Portland, ME",)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Portland, IN", "Portland, IN"),  # no inner Portland
        ("South Portland", "South Portland, ME"),
        ("East Los Angeles", "East Los Angeles, CA"),
        ("Nw York", "New York, NY"),  # no north-west of York, PA
        ("Silver Lake, WI", "Silver Lake, WI"),
        ("Chelsea, NY", "Chelsea, NY"),  # a hamlet on the Hudson; Manhattan's Chelsea is offered
        ("Mt Washington", "Mount Washington, KY"),  # also in Pittsburgh and Baltimore
        ("12 Hollywood Blvd, Portland, OR", "Portland, OR"),
    ],
)
def test_a_place_of_its_own_is_not_taken_for_a_part_or_a_side_of_another(gazetteer, typed, label):
    assert resolve_place(typed, gazetteer).label == label


def test_parts_of_one_name_are_offered_beside_each_other(gazetteer):
    place = resolve_place("Capitol Hill", gazetteer)
    assert {"Capitol Hill, Seattle, WA", "Capitol Hill, Denver, CO"} <= {place.label, *place.others}
    assert "Chelsea, New York, NY" in resolve_place("Chelsea, NY", gazetteer).others


def test_every_part_of_a_city_is_found_by_the_label_shown_for_it_and_lies_in_or_near_its_city(gazetteer):
    parts = list(gazetteer.parts)
    assert len(parts) > 100
    for part in parts:
        place = resolve_place(f"{part.name}, {part.state}", gazetteer)
        assert place.label == f"{part.name}, {part.state}"
        city = gazetteer.city(part.name.partition(", ")[2], part.state)
        assert (place.latitude, place.longitude) == pytest.approx((city.latitude, city.longitude), abs=0.45)


def test_no_address_lies_in_a_part_of_a_city(gazetteer):
    """Whose city is "Chelsea, NY" lives on the Hudson; a part of a city is nobody's postal city."""
    assert gazetteer.city("Chelsea", "NY").latitude == pytest.approx(41.56, abs=0.05)
    assert gazetteer.city("Ballard", "WA") is None


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("King County, WA", "King County, WA"),
        ("Marin County", "Marin County, CA"),
        ("Marin", "Marin County, CA"),
        ("Orange County, CA", "Orange County, CA"),
        ("Cook county illinois", "Cook County, IL"),
        ("cook co il", "Cook County, IL"),
        ("King Co", "King County, WA"),
        ("Harris Cty., Tex.", "Harris County, TX"),
        ("County of Los Angeles", "Los Angeles County, CA"),
        ("LA County", "Los Angeles County, CA"),
        ("Multnoma County", "Multnomah County, OR"),
        ("Prince Georges County MD", "Prince George's County, MD"),
        ("St Louis County, Mo.", "St. Louis County, MO"),
        ("Orleans Parish", "Orleans Parish, LA"),
        ("Fairfield County, CT", "Fairfield County, CT"),
    ],
)
def test_a_county_is_a_place_to_search_from(gazetteer, typed, label):
    place = resolve_place(typed, gazetteer)
    assert (place.label, place.precision) == (label, "county")
    assert place.center == f"the center of {label}"


def test_other_counties_of_the_name_are_offered_where_no_state_is_given(gazetteer):
    assert resolve_place("Orange County", gazetteer).others[0] == "Orange County, FL"
    assert resolve_place("Orange County, FL", gazetteer).others == ()


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Orange, CA", "Orange, CA"),
        ("Nassau, NY", "Nassau, NY"),
        ("Baltimore City", "Baltimore, MD"),
        ("Denver CO", "Denver, CO"),
        ("Boulder Co", "Boulder, CO"),
        ("Golden, CO", "Golden, CO"),
        ("Arkansas", "Arkansas"),
        ("Arkanas", "Arkansas"),  # not Aransas County, TX
    ],
)
def test_a_county_needs_its_word_where_a_city_or_a_state_has_its_name(gazetteer, typed, label):
    assert resolve_place(typed, gazetteer).label == label


def test_a_county_that_its_state_does_not_have_is_not_made_up(gazetteer):
    unknown("Multnomah County, WA", gazetteer)


def test_every_county_is_found_by_its_name_and_is_near_a_zip_code_of_its_state(gazetteer):
    assert len(gazetteer.counties) > 3_000
    for county in gazetteer.counties[::7]:
        place = resolve_place(f"{county.name}, {county.state}", gazetteer)
        assert (place.label, place.precision) == (f"{county.name}, {county.state}", "county")


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Pheonix", "Phoenix, AZ"),
        ("Phily", "Philadelphia, PA"),
        ("Silver Spring DC", "Silver Spring, MD"),
        ("Hoboken NYC", "Hoboken, NJ"),
        ("Big Bear", "Big Bear City, CA"),
        ("Lake Havasu", "Lake Havasu City, AZ"),
        ("Tusla", "Tulsa, OK"),
        ("Scotstdale", "Scottsdale, AZ"),
        ("New Yrok", "New York, NY"),
        ("Los Angelas", "Los Angeles, CA"),
        ("Chigaco", "Chicago, IL"),
        ("Bufallo", "Buffalo, NY"),
        ("Orlanda", "Orlando, FL"),
        ("Denvor", "Denver, CO"),
        ("Washingtn", "Washington, DC"),
        ("Brooklin", "Brooklyn, NY"),
        ("Huston", "Houston, TX"),
    ],
)
def test_a_misspelled_name_means_where_most_people_live_who_may_have_typed_it(gazetteer, typed, label):
    place = resolve_place(typed, gazetteer)
    assert (place.label, place.typed) == (label, typed)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Huston, ID", "Huston, ID"),
        ("Brooklin, Maine", "Brooklin, ME"),
        ("Milwaukie", "Milwaukie, OR"),
        ("Pittsburg", "Pittsburg, CA"),
        ("Tula, MS", "Tula, MS"),
    ],
)
def test_who_names_their_small_place_with_its_state_or_lives_in_a_town_is_not_sent_elsewhere(gazetteer, typed, label):
    assert resolve_place(typed, gazetteer).label == label


def test_the_small_place_that_was_typed_and_the_large_one_that_was_not_are_offered(gazetteer):
    assert resolve_place("Huston", gazetteer).others == ("Huston, ID",)
    assert "Norfolk, VA" in resolve_place("Norfork", gazetteer).others
    assert resolve_place("Portland, OR", gazetteer).others == ()


def test_few_small_places_need_their_state_to_be_found(gazetteer):
    """Whoever lives in one of them sees it offered; no more than these are worth that."""
    names = [cities[0].name for cities in gazetteer.by_name.values() if all(not each.population for each in cities)]
    moved = [name for name in names[::25] if not _is_shown_or_offered(name, gazetteer)]
    assert len(names) > 5_000 and len(moved) < 4  # Mecklenburg NY is one: a million live in the county of the name


def _is_shown_or_offered(name, gazetteer):
    """A hamlet of a famous place's name is offered where the answer is that the place is abroad."""
    try:
        return not resolve_place(name, gazetteer).typed
    except UnknownPlace as error:
        return any(label.startswith(f"{name}, ") for label in error.suggestions)


def test_four_letters_are_not_taken_for_a_hamlet():
    cities = [City("Dola", "OH", 40.8, -83.7, 0), City("Mesa", "AZ", 33.4, -111.8, 500_000)]
    unknown("DTLO", Gazetteer([], cities))
    assert resolve_place("Meza", Gazetteer([], cities)).label == "Mesa, AZ"
    assert resolve_place("Dolo, OH", Gazetteer([], cities)).label == "Dola, OH"
