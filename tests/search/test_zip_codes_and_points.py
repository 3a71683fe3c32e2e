"""Understanding the place somebody types: ZIP codes and coordinates."""

import pytest
from small_places import SMALL, unknown

from directory.search.place import UnknownPlace
from directory.search.places import resolve_place


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
    ("typed", "words"),
    [
        ("zip 9721", "ZIP code 9721. Check its digits"),
        ("código postal 972145", "Check its digits"),
        ("cerca de mi casa", "Use my location"),
        ("near my work", "Use my location"),
        ("close to home", "Use my location"),
    ],
)
def test_what_is_no_place_yet_says_what_to_do(gazetteer, typed, words):
    with pytest.raises(UnknownPlace, match=words):
        resolve_place(typed, gazetteer)
