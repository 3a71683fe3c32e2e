"""Regions in use: what they are called, which of two of a name is meant, and how far they reach."""

import pytest
from small_places import unknown

from directory.core.gazetteer import City, Gazetteer, Region
from directory.core.geo import miles_between
from directory.search.places import resolve_place


def test_every_region_is_found_by_each_of_its_names_or_offered(gazetteer):
    assert len(gazetteer.regions) > 200
    for region in gazetteer.regions:
        label = ", ".join(filter(None, (region.place.name, region.place.state)))
        assert resolve_place(label, gazetteer).label == label
        for name in region.names:
            place = resolve_place(name, gazetteer)
            assert label in (place.label, *place.others), name


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Twin Cities", "Twin Cities, MN"),
        ("the twin cities, minn.", "Twin Cities, MN"),
        ("Bay Area, California", "Bay Area, CA"),
        ("SoCal", "Southern California"),
        ("DFW", "Dallas-Fort Worth, TX"),
        ("Nova", "Northern Virginia"),
        ("U.P.", "Upper Peninsula, MI"),
        ("Upstate NY", "Upstate New York"),
        ("Northern Arizona", "Northern Arizona"),
        ("NW Ohio", "Northwestern Ohio"),
        ("Northern VA", "Northern Virginia"),
        ("West Texas", "West Texas"),
        ("Western NC", "Western North Carolina"),
        ("New England", "New England"),
        ("Twin Cities Metro Area", "Twin Cities, MN"),
        ("Orcas Island", "San Juan Islands, WA"),
        ("Tri-Cities, TN", "Tri-Cities of Tennessee"),
        ("North Shore, Illinois", "North Shore Chicago, IL"),
        ("Cape Codd", "Cape Cod, MA"),
        ("Silicone Valley", "Silicon Valley, CA"),
    ],
)
def test_a_region_is_understood_with_its_state_shortened_or_with_a_slip(gazetteer, typed, label):
    place = resolve_place(typed, gazetteer)
    assert (place.label, place.precision) == (label, "region")


def test_a_hamlet_of_the_name_is_offered_and_meant_where_its_state_is_typed(gazetteer):
    """Whoever lives in Long Island, Kansas, is one tap away from it."""
    island = resolve_place("Long Island", gazetteer)
    assert (island.label, island.precision) == ("Long Island, NY", "region")
    assert {"Long Island, KS", "Long Island, ME"} <= set(island.others)
    assert resolve_place("Long Island, KS", gazetteer).precision == "city"
    assert resolve_place("Palouse, WA", gazetteer).precision == "city"


def test_a_larger_city_of_the_name_is_meant_and_the_region_offered():
    places = Gazetteer(
        [],
        [City("Valley", "AL", 32.8, -85.2, 90_000)],
        regions=[Region(City("Valley", "TX", 26.2, -98.2, 40_000, 30.0), ("TX",), ("Valley",))],
    )
    city = resolve_place("Valley", places)
    assert (city.label, city.precision, city.miles) == ("Valley, AL", "city", 0)
    assert city.others == ("Valley, TX",)
    assert resolve_place("Valley, TX", places).miles == 30


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("West Virginia", "West Virginia"),
        ("South Dakota", "South Dakota"),
        ("East New York", "East New York, NY"),
        ("South LA", "Los Angeles, CA"),
        ("Central, IN", "Central, IN"),
        ("West, TX", "West, TX"),
    ],
)
def test_a_side_of_a_state_is_no_state_and_no_town_of_that_name(gazetteer, typed, label):
    assert resolve_place(typed, gazetteer).label == label


def test_all_regions_of_a_name_are_offered(gazetteer):
    shore = resolve_place("North Shore", gazetteer)
    assert {"North Shore Chicago, IL", "North Shore Long Island, NY", "North Shore Oahu, HI"} <= set(shore.others)


def test_a_region_is_not_made_up_in_a_state_that_has_none_of_it(gazetteer):
    unknown("Bay Area, NE", gazetteer)


@pytest.mark.parametrize(
    ("region", "edge"),
    [
        ("Twin Cities", "Eden Prairie, MN"),
        ("Bay Area", "Gilroy, CA"),
        ("Long Island", "Riverhead, NY"),
        ("Long Island", "Great Neck, NY"),
        ("Cape Cod", "Falmouth, MA"),
        ("King County, WA", "Enumclaw, WA"),
        ("Los Angeles County", "Santa Monica, CA"),
        ("Chicagoland", "Naperville, IL"),
        ("DFW", "Denton, TX"),
        ("Hampton Roads", "Williamsburg, VA"),
    ],
)
def test_it_reaches_the_towns_at_its_edge(gazetteer, region, edge):
    place, town = resolve_place(region, gazetteer), resolve_place(edge, gazetteer)
    away = miles_between((place.latitude, place.longitude), (town.latitude, town.longitude))
    assert away <= max(place.miles, 25)


def test_what_a_region_reaches_is_no_half_of_the_country(gazetteer):
    """A ZIP code in the wrong county may not make its circle 200 miles wide."""
    assert resolve_place("Putnam County, FL", gazetteer).miles < 40
    assert max(region.place.miles for region in gazetteer.regions) <= 500  # as far as a search may reach
