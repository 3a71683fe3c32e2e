"""The places by name."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.core.gazetteer import City, Gazetteer, Zip
from directory.core.streets import place_key
from directory.store.reference import files

SMALL = Gazetteer(
    [Zip("97201", "Portland", "OR", 45.5, -122.7), Zip("09001", "APO", "AE", None, None)],
    [
        City("Portland", "ME", 43.7, -70.3, 66_000),
        City("Portland", "OR", 45.5, -122.7, 630_000),
        City("Portland", "TN", 36.6, -86.5, 12_000),
        City("St. Louis", "MO", 38.6, -90.2, 300_000),
        City("Coeur d'Alene", "ID", 47.7, -116.8, 50_000),
    ],
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Louis", "Saint Louis"),
        ("st louis", "SAINT LOUIS"),
        ("Ft Worth", "Fort Worth"),
        ("Mt. Vernon", "Mount Vernon"),
        ("Pt Pleasant", "Point Pleasant"),
        ("Sault Ste. Marie", "Sault Sainte Marie"),
        ("E. St. Louis", "East Saint Louis"),
        ("N Las Vegas", "North Las Vegas"),
        ("S. San Francisco", "South San Francisco"),
        ("W Hollywood", "West Hollywood"),
        ("Winston-Salem", "Winston Salem"),
        ("Coeur d'Alene", "Coeur dAlene"),
        ("Haʻikū", "Haiku"),
        ("Cañon City", "Canon City"),
        ("O'Fallon", "OFallon"),
    ],
)
def test_two_ways_to_write_a_place_are_one(one, other):
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Portland", "Fortland"),
        ("Kansas", "Kansas City"),
        ("St. Louis", "Louis"),
        ("North Bend", "South Bend"),
        ("Washington D", "Washington"),
    ],
)
def test_two_places_are_two(one, other):
    assert place_key(one) != place_key(other)


@pytest.mark.parametrize("short", ["St", "Mt", "Ft", "N", "E", "Pt"])
def test_a_single_word_is_not_spelled_out(short):
    assert place_key(short) == short.lower()


def test_a_compass_letter_counts_at_the_front_only():
    assert place_key("N Portland") == "north portland"
    assert place_key("Portland N") == "portland n"


@given(st.text(alphabet="abcdefnstwxyzéñōSTMNE.'- ", max_size=30))
def test_a_name_made_comparable_stays_so(name):
    assert place_key(place_key(name)) == place_key(name)


def test_cities_of_one_name_come_with_the_largest_first():
    assert [city.state for city in SMALL.named("portland")] == ["OR", "ME", "TN"]


def test_a_city_is_found_in_its_state_only():
    assert SMALL.city("PORTLAND", "ME").latitude == 43.7
    assert SMALL.city("Portland", "WA") is None


@pytest.mark.parametrize("typed", ["Saint Louis", "st louis", "ST. LOUIS"])
def test_a_city_is_found_however_it_is_written(typed):
    assert SMALL.city(typed, "MO").name == "St. Louis"


def test_the_nearest_zip_code_counts_degrees_of_longitude_as_they_are_at_that_latitude():
    """At 60 degrees north one of longitude is half as long as one of latitude."""
    east, north = Zip("1", "East", "AK", 60.0, -149.0), Zip("2", "North", "AK", 60.6, -150.0)
    nobody = Zip("3", "Nobody", "AE", None, None)
    assert Gazetteer([nobody, north, east], []).nearest(60.0, -150.0) is east
    assert Gazetteer([east, north], []).nearest(60.4, -150.0) is north
    assert Gazetteer([east, nobody, north], []).points_of_state("AK") == [(60.0, -149.0), (60.6, -150.0)]
    assert Gazetteer([east, nobody], []).points_of_state("AE") == []


def test_a_name_that_no_city_has_finds_none():
    assert SMALL.named("Atlantis") == []
    assert SMALL.named("") == []


def test_a_zip_code_is_found_by_its_five_digits():
    assert SMALL.zip("97201").city == "Portland"
    assert SMALL.zip("97299") is None
    assert SMALL.zip("97201-1234") is None


def test_military_mail_has_no_place_on_the_map():
    assert SMALL.zip("09001").latitude is None


def test_every_place_that_ships_with_the_program_lies_on_the_earth(gazetteer):
    cities = [city for cities in gazetteer.by_name.values() for city in cities]
    placed = [place for place in (*gazetteer.zips.values(), *cities) if place.latitude is not None]
    assert len(placed) > 70_000
    assert all(-15 < place.latitude < 72 and -180 <= place.longitude <= 180 for place in placed)


@pytest.mark.parametrize(
    ("name", "state", "latitude", "longitude"),
    [
        ("New York", "NY", 40.7, -74.0),
        ("Honolulu", "HI", 21.3, -157.9),
        ("Anchorage", "AK", 61.2, -149.9),
        ("San Juan", "PR", 18.4, -66.1),
    ],
)
def test_well_known_cities_are_where_they_are(gazetteer, name, state, latitude, longitude):
    city = gazetteer.city(name, state)
    assert (city.latitude, city.longitude) == pytest.approx((latitude, longitude), abs=0.15)


def test_a_zip_code_is_told_without_reading_any_city(monkeypatch):
    monkeypatch.setattr(files, "_cities", None)
    unread = files.gazetteer.__wrapped__()
    assert unread.zip("97214").city == "Portland" and unread.zip("99999") is None


def test_every_zip_code_made_of_its_line_is_the_row_of_the_file(gazetteer):
    with (files.FOLDER / "zips.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert len(gazetteer.zips) == len(rows)
    for code, city, state, latitude, longitude, _ in rows[::53]:
        point = (float(latitude), float(longitude)) if latitude else (None, None)
        assert gazetteer.zip(code) == (code, city, state, *point)
