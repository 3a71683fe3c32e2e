"""In which county a point lies: borders made up here, and those that ship with the program."""

import numpy as np
import pytest

from directory.core.county_borders import NO_COUNTY, CountyBorders, Ring
from directory.store.reference.files import county_borders


def square(county, south, west, side):
    """A square ring around a county."""
    latitudes = np.array([south, south, south + side, south + side, south], float)
    longitudes = np.array([west, west + side, west + side, west, west], float)
    return Ring(county, latitudes, longitudes)


def counties(borders, *points):
    """The counties of points."""
    return borders.counties_at(*np.array(points, float).T).tolist()


def test_a_hole_in_a_county_is_another_and_an_island_its_own():
    """As a city of Virginia lies in its county, and islands off a coast."""
    town = CountyBorders([square(1, 40, -80, 3), square(1, 41, -79, 1), square(2, 41, -79, 1), square(1, 50, -80, 1)])
    assert counties(town, (40.5, -79.5), (41.5, -78.5), (50.5, -79.5), (40.5, -79.5)) == [1, 2, 1, 1]


def test_a_point_just_off_the_shore_is_in_the_nearest_county_and_one_at_sea_in_none():
    pair = CountyBorders([square(1, 40, -80, 1), square(2, 40, -78.9, 1)])
    assert counties(pair, (40.5, -78.99), (40.5, -78.91), (39.95, -79.5), (45, -79.5)) == [1, 2, 1, NO_COUNTY]


@pytest.mark.parametrize(
    ("place", "point", "county"),
    [
        ("Portland City Hall", (45.5150, -122.6793), 41051),
        ("Vancouver, WA, on the other bank", (45.6257, -122.6750), 53011),
        ("Richmond, VA, a city that is no county's", (37.5385, -77.4343), 51760),
        ("Key West, at the end of a county of islands", (24.5557, -81.7826), 12087),
        ("Adak, beyond the date line from Kiska", (51.8800, -176.6580), 2016),
        ("Hartford, in a county that Connecticut has given up", (41.7640, -72.6822), 9003),
        ("San Juan, PR", (18.4655, -66.1057), 72127),
        ("The Azores", (37.74, -25.67), NO_COUNTY),
    ],
)
def test_places_that_everybody_knows_are_in_their_county(place, point, county):
    assert counties(county_borders(), point) == [county]


def test_nearly_all_zip_codes_are_in_a_county_of_their_own_state(gazetteer):
    """Borders are coarse: some ZIP codes at one lie beyond it. A wrong table would move thousands."""
    state_of = {county.area.counties[0] // 1000: county.state for county in gazetteer.counties}
    zips = [each for each in gazetteer.zips.values() if each.state in state_of.values() and each.latitude is not None]
    found = counties(county_borders(), *((each.latitude, each.longitude) for each in zips))
    away = sum(state_of.get(county // 1000) != each.state for county, each in zip(found, zips, strict=True))
    assert away < 0.001 * len(zips)
