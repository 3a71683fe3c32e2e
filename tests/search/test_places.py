"""Understanding the place somebody types."""

from math import isfinite

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory.core.addresses import STATES
from directory.core.gazetteer import City, Gazetteer, Zip
from directory.search.places import Place, UnknownPlace, resolve

SMALL = Gazetteer(
    [
        Zip("09001", "APO", "AE", None, None),
        Zip("96898", "Wake Island", "HI", None, None),
        Zip("20001", "Washington", "DC", 38.9, -77.0),
        Zip("98101", "Seattle", "WA", 47.6, -122.3),
        Zip("98001", "Auburn", "WA", 47.3, -122.3),
    ],
    [
        City("Washington", "DC", 38.9, -77.0, 600_000),
        City("Springfield", "MO", 37.2, -93.3, 200_000),
        City("Springfield", "MA", 42.1, -72.6, 150_000),
        City("Springfield", "IL", 39.8, -89.6, 110_000),
        City("Springfield", "OR", 44.0, -123.0, 60_000),
        City("Springfield", "OH", 39.9, -83.8, 58_000),
        City("Springfield", "ME", 45.4, -68.1, 300),
        City("Springdale", "AR", 36.2, -94.1, 80_000),
    ],
)


def unknown(text, gazetteer):
    """The error that a place which cannot be understood ends in."""
    with pytest.raises(UnknownPlace) as caught:
        resolve(text, gazetteer)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Portland, OR", "Portland, OR"),
        ("Portland, ME", "Portland, ME"),
        ("portland,or", "Portland, OR"),
        ("Portland or", "Portland, OR"),
        ("portland me", "Portland, ME"),
        ("Indianapolis IN", "Indianapolis, IN"),
        ("gary in", "Gary, IN"),
        ("PORTLAND OREGON", "Portland, OR"),
        ("Seattle, Washington", "Seattle, WA"),
        ("Albany, New York", "Albany, NY"),
        ("Charleston, West Virginia", "Charleston, WV"),
        ("charleston west virginia", "Charleston, WV"),
        ("Raleigh North Carolina", "Raleigh, NC"),
        ("Washington, D.C.", "Washington, DC"),
        ("washington dc", "Washington, DC"),
        ("Washington, DC", "Washington, DC"),
        ("Albany N.Y.", "Albany, NY"),
        ("Seattle , WA .", "Seattle, WA"),
        ("San Juan PR", "San Juan, PR"),
        ("St Louis, MO", "St. Louis, MO"),
        ("saint louis", "St. Louis, MO"),
        ("ft worth tx", "Fort Worth, TX"),
        ("Mt Vernon, NY", "Mount Vernon, NY"),
        ("E St Louis IL", "East Saint Louis, IL"),
        ("Winston Salem NC", "Winston-Salem, NC"),
        ("coeur dalene id", "Coeur d'Alene, ID"),
        ("Ofallon, IL", "O'Fallon, IL"),
        ("Canon City CO", "Cañon City, CO"),
        ("Haʻikū, HI", "Ha'ikū, HI"),
        ("Truth or Consequences", "Truth or Consequences, NM"),
        ("Texas City", "Texas City, TX"),
        ("Nevada MO", "Nevada, MO"),
        ("Kansas City KS", "Kansas City, KS"),
        ("  Bend ,   OR  ", "Bend, OR"),
        ("Portland, OR, USA", "Portland, OR"),
        ("Portland OR United States", "Portland, OR"),
        ("12 Elm St, Bend, OR", "Bend, OR"),
        ("seattle,,wa", "Seattle, WA"),
    ],
)
def test_a_city_is_found_as_people_type_it(gazetteer, typed, label):
    place = resolve(typed, gazetteer)
    assert (place.label, place.precision, place.typed) == (label, "city", "")


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude"),
    [
        ("Portland, OR", 45.5, -122.7),
        ("Portland, ME", 43.7, -70.3),
        ("94110", 37.75, -122.4),
        ("Maine", 45, -69.5),
        ("Honolulu", 21.3, -157.9),
    ],
)
def test_a_place_is_where_it_is(gazetteer, typed, latitude, longitude):
    place = resolve(typed, gazetteer)
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=0.6)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("East New York", "East New York, NY"),
        ("West New York", "West New York, NJ"),
        ("Fort Washington", "Fort Washington, MD"),
        ("port washington", "Port Washington, NY"),
        ("Mt Washington", "Mount Washington, KY"),
    ],
)
def test_a_city_whose_name_ends_like_a_state_is_found_without_its_state(gazetteer, typed, label):
    assert resolve(typed, gazetteer).label == label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("IN", "Indiana"),
        ("OR", "Oregon"),
        ("ME", "Maine"),
        ("in", "Indiana"),
        ("or", "Oregon"),
        ("me", "Maine"),
        ("OK", "Oklahoma"),
        ("HI", "Hawaii"),
        ("NY", "New York"),
        ("WA", "Washington"),
        ("Oregon", "Oregon"),
        ("Oregon, USA", "Oregon"),
        ("north carolina", "North Carolina"),
        ("N. Carolina", "North Carolina"),
        ("S Dakota", "South Dakota"),
        ("W Virginia", "West Virginia"),
        ("New Mexico", "New Mexico"),
        ("West Virginia", "West Virginia"),
        ("Virginia", "Virginia"),
        ("Nevada", "Nevada"),
        ("Wyoming", "Wyoming"),
        ("California", "California"),
        ("District of Columbia", "District of Columbia"),
        ("Puerto Rico", "Puerto Rico"),
        ("Guam", "Guam"),
        ("U.S. Virgin Islands", "U.S. Virgin Islands"),
    ],
)
def test_a_state_alone_is_the_state(gazetteer, typed, label):
    place = resolve(typed, gazetteer)
    assert (place.label, place.precision) == (label, "state")


@pytest.mark.parametrize("state", [code for code in STATES if code not in {"AA", "AE", "AP"}])
def test_every_state_is_found_by_the_name_shown_for_it(gazetteer, state):
    same_as_city = {"New York": "New York, NY", "Washington": "Washington, DC"}
    assert resolve(STATES[state], gazetteer).label == same_as_city.get(STATES[state], STATES[state])


@pytest.mark.parametrize(
    ("typed", "label"), [("New York", "New York, NY"), ("new york", "New York, NY"), ("washington", "Washington, DC")]
)
def test_a_great_city_is_meant_even_where_a_state_has_its_name(gazetteer, typed, label):
    assert resolve(typed, gazetteer).label == label


@pytest.mark.parametrize("typed", ["AE", "ap", "Armed Forces Europe"])
def test_a_military_region_has_no_place_on_the_map(gazetteer, typed):
    assert "no place on the map" in str(unknown(typed, gazetteer))


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("94110", "ZIP 94110"),
        (" 94110 ", "ZIP 94110"),
        ("94110-1234", "ZIP 94110"),
        ("94110 1234", "ZIP 94110"),
        ("941101234", "ZIP 94110"),
        ("02108", "ZIP 02108"),
        ("ZIP 90210", "ZIP 90210"),
        ("Chicago, IL 60614", "ZIP 60614"),
        ("12 Elm St, Bend, OR 97701", "ZIP 97701"),
        ("12 Elm St Bend OR 97701-1234", "ZIP 97701"),
        ("10001 Broadway, New York, NY, 10001, USA", "ZIP 10001"),
    ],
)
def test_a_zip_code_is_found_alone_or_at_the_end_of_an_address(gazetteer, typed, label):
    place = resolve(typed, gazetteer)
    assert (place.label, place.precision) == (label, "zip")


@pytest.mark.parametrize("typed", ["99999", "00000", "Bend, OR 00000"])
def test_a_zip_code_that_nobody_has_is_named_in_the_error(gazetteer, typed):
    assert typed[-5:] in str(unknown(typed, gazetteer))


def test_a_military_zip_code_is_told_to_be_one(gazetteer):
    assert "09001 is for military mail" in str(unknown("09001", gazetteer))


def test_a_zip_code_without_a_point_is_called_military_only_where_it_is():
    assert "military" in str(unknown("09001", SMALL))
    assert "military" not in str(unknown("96898", SMALL))


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude"),
    [
        ("45.52,-122.68", 45.52, -122.68),
        ("45.52, -122.68", 45.52, -122.68),
        ("45.52 -122.68", 45.52, -122.68),
        (" 45.52 ; -122.68 ", 45.52, -122.68),
        ("-14.3,-170.7", -14.3, -170.7),
        ("90,180", 90, 180),
        ("-90,-180", -90, -180),
    ],
)
def test_a_point_is_taken_as_it_is(typed, latitude, longitude):
    place = resolve(typed, SMALL)
    assert (place.latitude, place.longitude, place.precision) == (latitude, longitude, "point")


@pytest.mark.parametrize("typed", ["91,5", "-90.1,0", "45,181", "45,-180.5", "999,999"])
def test_a_point_outside_the_map_is_refused_with_an_example(typed):
    assert "latitude,longitude in degrees, such as" in str(unknown(typed, SMALL))


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("nyc", "New York, NY"),
        ("NYC", "New York, NY"),
        ("N.Y.C.", "New York, NY"),
        ("la", "Los Angeles, CA"),
        ("L.A.", "Los Angeles, CA"),
        ("SF", "San Francisco, CA"),
        ("philly", "Philadelphia, PA"),
        ("DC", "Washington, DC"),
        ("d.c.", "Washington, DC"),
        ("Vegas", "Las Vegas, NV"),
        ("NOLA", "New Orleans, LA"),
    ],
)
def test_a_nickname_is_understood(gazetteer, typed, label):
    assert resolve(typed, gazetteer).label == label


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
    ],
)
def test_a_misspelled_city_is_found_and_what_was_typed_is_kept_to_be_shown(gazetteer, typed, label):
    place = resolve(typed, gazetteer)
    assert (place.label, place.typed) == (label, typed)


@pytest.mark.parametrize(
    ("typed", "label"), [("Calfornia", "California"), ("Pensylvania", "Pennsylvania"), ("Virgina", "Virginia")]
)
def test_a_misspelled_state_is_the_state_not_a_city_that_has_its_name(gazetteer, typed, label):
    place = resolve(typed, gazetteer)
    assert (place.label, place.precision, place.typed) == (label, "state", typed)


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("San Francisco, OR", "San Francisco, CA"),
        ("Tuscon AZ", "Tucson, AZ"),
        ("Bosie, ID", "Boise, ID"),
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
        return resolve(text, gazetteer)
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
    place = resolve("Springfield", SMALL)
    assert place.label == "Springfield, MO"
    assert place.others == ("Springfield, MA", "Springfield, IL", "Springfield, OR")


def test_a_village_is_no_rival_of_a_city_of_its_name():
    cities = [
        City("Salem", "OR", 44.9, -123.0, 100_000),
        City("Salem", "MA", 42.5, -70.9, 5_000),
        City("Salem", "UT", 40.1, -111.7, 4_999),
    ]
    assert resolve("Salem", Gazetteer([], cities)).others == ("Salem, MA",)


def test_a_city_named_with_its_state_has_no_rivals(gazetteer):
    assert resolve("Portland, OR", gazetteer).others == ()


def test_the_other_portland_is_named(gazetteer):
    assert "Portland, ME" in resolve("Portland", gazetteer).others


def test_of_two_cities_spelled_alike_the_larger_is_taken():
    assert resolve("Sprinfield", SMALL).label == "Springfield, MO"


def test_a_misspelled_city_is_looked_for_in_its_own_state():
    assert resolve("Sprinfield, ME", SMALL).label == "Springfield, ME"


def test_there_are_at_most_three_suggestions(gazetteer):
    assert len(unknown("Springfield, Hawaii", gazetteer).suggestions) == 3


def test_a_state_is_measured_from_the_middle_of_its_zip_codes():
    place = resolve("WA", SMALL)
    assert (place.latitude, place.longitude) == pytest.approx((47.45, -122.3))


@pytest.mark.parametrize(
    ("typed", "center"),
    [
        ("Springfield, MO", "the center of Springfield, MO"),
        ("98101", "the center of ZIP 98101"),
        ("WA", "the center of Washington"),
        ("45.52,-122.68", "the point 45.52, -122.68"),
    ],
)
def test_a_place_tells_what_distances_are_measured_from(typed, center):
    assert resolve(typed, SMALL).center == center


def test_every_city_is_found_by_its_own_name_and_state(gazetteer):
    cities = [city for same_name in gazetteer.by_name.values() for city in same_name][::9]
    labels = [f"{city.name}, {city.state}" for city in cities if city.state in STATES and "," not in city.name]
    assert len(labels) > 3_000
    assert [label for label in labels if resolve(label, gazetteer).label != label] == []


words = st.sampled_from(
    [
        "San",
        "Portland",
        "St.",
        "New",
        "York",
        "OR",
        "me",
        "in",
        ",",
        "-",
        "97201",
        "1234",
        "45.5",
        "-122.6",
        "West",
        "Virginia",
        "USA",
        "D.C.",
        "é",
        "#",
    ]
)


@settings(max_examples=50)
@given(
    st.text(max_size=200) | st.lists(words, max_size=8).map(" ".join) | st.text(alphabet="0123456789.,;- ", max_size=14)
)
@example("٩٤١١٠")
@example("1" * 200)
@example(",,,")
@example(", OR")
@example("(")
@example("\x00")
def test_any_text_is_a_place_on_the_map_or_an_error_that_says_what_to_do(gazetteer, text):
    try:
        place = resolve(text, gazetteer)
    except UnknownPlace as error:
        assert str(error).endswith((".", "?"))
        return
    assert isinstance(place, Place)
    assert isfinite(place.latitude) and isfinite(place.longitude)
    assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180
    assert place.precision in {"zip", "city", "state", "point"}
