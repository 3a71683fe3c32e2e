"""Understanding the place somebody types: cities and states."""

from math import isfinite

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_places import SMALL, unknown

from directory.core.addresses import STATES
from directory.search.place import Place, UnknownPlace
from directory.search.places import resolve_place


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
        ("12 Elm St Bend OR", "Bend, OR"),
        ("20 W 34th St New York NY", "New York, NY"),
        ("seattle,,wa", "Seattle, WA"),
        ("N.Y., N.Y.", "New York, NY"),
        ("So. San Francisco, CA", "South San Francisco, CA"),
        ("No Hollywood", "North Hollywood, CA"),
        ("Portland, Ore.", "Portland, OR"),
        ("Los Angeles, Calif.", "Los Angeles, CA"),
        ("Pittsburgh Penna", "Pittsburgh, PA"),
        ("Santa Fe, N. Mex.", "Santa Fe, NM"),
        ("Charleston, W.Va.", "Charleston, WV"),
        ("Charlotte N C", "Charlotte, NC"),
        ("Washington, D. C.", "Washington, DC"),
        ("Port Penn", "Port Penn, DE"),
        ("Winston–Salem, NC", "Winston-Salem, NC"),
        ("Ｐｏｒｔｌａｎｄ， ＯＲ", "Portland, OR"),
    ],
)
def test_a_city_is_found_as_people_type_it(gazetteer, typed, label):
    place = resolve_place(typed, gazetteer)
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
    place = resolve_place(typed, gazetteer)
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
    assert resolve_place(typed, gazetteer).label == label


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
        ("Calif.", "California"),
        ("Mass", "Massachusetts"),
        ("N. Dak.", "North Dakota"),
        ("U.S. Virgin Islands", "U.S. Virgin Islands"),
    ],
)
def test_a_state_alone_is_the_state(gazetteer, typed, label):
    place = resolve_place(typed, gazetteer)
    assert (place.label, place.precision) == (label, "state")


@pytest.mark.parametrize("state", [code for code in STATES if code not in {"AA", "AE", "AP"}])
def test_every_state_is_found_by_the_name_shown_for_it(gazetteer, state):
    same_as_city = {"New York": "New York, NY", "Washington": "Washington, DC"}
    assert resolve_place(STATES[state], gazetteer).label == same_as_city.get(STATES[state], STATES[state])


@pytest.mark.parametrize(
    ("typed", "label"), [("New York", "New York, NY"), ("new york", "New York, NY"), ("washington", "Washington, DC")]
)
def test_a_great_city_is_meant_even_where_a_state_has_its_name(gazetteer, typed, label):
    assert resolve_place(typed, gazetteer).label == label


@pytest.mark.parametrize("typed", ["AE", "ap", "Armed Forces Europe"])
def test_a_military_region_has_no_place_on_the_map(gazetteer, typed):
    assert "no place on the map" in str(unknown(typed, gazetteer))


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
        ("Hollywood", "Hollywood, CA"),
        ("W. Hollywood", "West Hollywood, CA"),
        ("Washington DC", "Washington, DC"),
        ("Phila.", "Philadelphia, PA"),
        ("SLC", "Salt Lake City, UT"),
        ("DTLA", "Los Angeles, CA"),
        ("WeHo", "West Hollywood, CA"),
        ("Princeton", "Princeton, NJ"),
        ("UWS", "Upper West Side, NY"),
        ("UES", "Upper East Side, New York, NY"),
        ("LES", "Lower East Side, New York, NY"),
        ("Southie", "South Boston, MA"),
        ("PDX", "Portland, OR"),
        ("LAX airport", "Los Angeles, CA"),
        ("Denver International Airport", "Denver, CO"),
    ],
)
def test_a_nickname_is_understood(gazetteer, typed, label):
    assert resolve_place(typed, gazetteer).label == label


def test_a_state_is_measured_from_the_middle_of_its_zip_codes():
    place = resolve_place("WA", SMALL)
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
    assert resolve_place(typed, SMALL).center == center


def test_every_city_is_found_by_its_own_name_and_state(gazetteer):
    cities = [city for same_name in gazetteer.by_name.values() for city in same_name][::9]
    labels = [f"{city.name}, {city.state}" for city in cities if city.state in STATES and "," not in city.name]
    assert len(labels) > 3_000
    assert [label for label in labels if resolve_place(label, gazetteer).label != label] == []


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
        place = resolve_place(text, gazetteer)
    except UnknownPlace as error:
        assert str(error).endswith((".", "?"))
        return
    assert isinstance(place, Place)
    assert isfinite(place.latitude) and isfinite(place.longitude)
    assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180
    assert place.precision in {"zip", "city", "county", "region", "state", "point"}
