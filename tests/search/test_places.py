"""Understanding the place somebody types: a ZIP code, a point, a state, a city, in all the ways to write them."""

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
        ("94110", "ZIP 94110"),
        (" 94110 ", "ZIP 94110"),
        ("94110-1234", "ZIP 94110"),
        ("94110 1234", "ZIP 94110"),
        ("941101234", "ZIP 94110"),
        ("02108", "ZIP 02108"),
        ("ZIP 90210", "ZIP 90210"),
        ("９７２１４", "ZIP 97214"),
        ("９７２１４－１２３４", "ZIP 97214"),
        ("97214–1234", "ZIP 97214"),
        ("٩٧٢١٤", "ZIP 97214"),
        ("Chicago, IL 60614", "ZIP 60614"),
        ("12 Elm St, Bend, OR 97701", "ZIP 97701"),
        ("12 Elm St Bend OR 97701-1234", "ZIP 97701"),
        ("10001 Broadway, New York, NY, 10001, USA", "ZIP 10001"),
    ],
)
def test_a_zip_code_is_found_alone_or_at_the_end_of_an_address(gazetteer, typed, label):
    place = resolve_place(typed, gazetteer)
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
        ("+45.52, -122.68", 45.52, -122.68),
        ("-122.68, 45.52", 45.52, -122.68),
        ("45,52; -122,68", 45.52, -122.68),
        ("45,52, -122,68", 45.52, -122.68),
        ("45,52° N 122,68° W", 45.52, -122.68),
        ("lon: -122.68, lat: 45.52", 45.52, -122.68),
        ("144.79, 13.44", 13.44, 144.79),
        ("45.52, 122.68", 45.52, -122.68),
        ("51.5, 0.12", 51.5, 0.12),
        ("45, -100", 45, -100),
        ("N45°30' W122°30.6'", 45.5, -122.51),
        ("(45.52, -122.68)", 45.52, -122.68),
        ("45.52, −122.68", 45.52, -122.68),
        ("45.52° N, 122.68° W", 45.52, -122.68),
        ("45.52N 122.68W", 45.52, -122.68),
        ("N 45.52, W 122.68", 45.52, -122.68),
        ("122.68° W, 45.52° N", 45.52, -122.68),
        ("45.52 north, 122.68 west", 45.52, -122.68),
        ("45.52º N 122.68º O", 45.52, -122.68),
        ("45°30′0″N 122°30′36″W", 45.5, -122.51),
        ("45°30' N, 122°30.6' W", 45.5, -122.51),
        ("-45°30'0\", 122°30'0\"", -45.5, 122.5),
        ("lat: 45.52, lon: -122.68", 45.52, -122.68),
        ("14.3° S, 170.7° W", -14.3, -170.7),
        ("geo:45.52,-122.68", 45.52, -122.68),
        ("-90,-180", -90, -180),
    ],
)
def test_a_point_is_taken_as_it_is(typed, latitude, longitude):
    place = resolve_place(typed, SMALL)
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude))
    assert place.precision == "point"


@pytest.mark.parametrize(
    ("letters", "signs"),
    [
        *(("N E", (1, 1)), ("north east", (1, 1)), ("norte este", (1, 1)), ("S W", (-1, -1)), ("south west", (-1, -1))),
        *(("sur oeste", (-1, -1)), ("S O", (-1, -1)), ("n. e.", (1, 1))),
    ],
)
def test_each_direction_has_its_sign_in_english_and_spanish(letters, signs):
    north, east = letters.split()
    for typed in (f"14.5 {north} 120.5 {east}", f"{north} 14.5, {east} 120.5", f"{east} 120.5, {north} 14.5"):
        place = resolve_place(typed, SMALL)
        assert (place.latitude, place.longitude) == (signs[0] * 14.5, signs[1] * 120.5), typed


@pytest.mark.parametrize("dash", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d")
def test_each_dash_is_a_minus_where_one_is_meant(dash):
    place = resolve_place(f"45.52, {dash}122.68", SMALL)
    assert (place.latitude, place.longitude) == (45.52, -122.68)


@pytest.mark.parametrize("typed", ["100 N 200 W", "45.52 N 122.68 N", "45.52° W, 122.68° E", "N W", "45.52° N"])
def test_what_names_no_point_is_not_taken_for_one(typed):
    """Streets of Utah are numbered north and west."""
    unknown(typed, SMALL)


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
