"""Distances on the sphere, and the order that keeps near points together."""

from math import atan2, cos, degrees, hypot, pi, radians, sin

import pytest
from geopy.distance import great_circle
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.core import geo

PORTLAND_OR, PORTLAND_ME = (45.5234, -122.6762), (43.6574, -70.2589)
HALF_ROUND = 12_436.8  # miles; nothing is farther
american_points = st.tuples(st.floats(-14.6, 71.4), st.floats(-180, 180))  # from American Samoa to Point Barrow
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def chord(here, there):
    """The squared straight line between two points, as the search computes it."""
    return sum((a - b) ** 2 for a, b in zip(geo.unit_vector(*here), geo.unit_vector(*there), strict=True))


def test_from_one_portland_to_the_other_it_is_as_far_as_geopy_says():
    assert geo.miles_of_chord(chord(PORTLAND_OR, PORTLAND_ME)) == pytest.approx(2537, abs=5)
    assert geo.miles_of_chord(chord(PORTLAND_OR, PORTLAND_ME)) == pytest.approx(
        great_circle(PORTLAND_OR, PORTLAND_ME).miles, abs=1e-9
    )


@given(american_points, american_points)
def test_distances_are_great_circle_to_a_millionth_of_a_mile(here, there):
    expected = great_circle(here, there).miles
    assume(expected < 12_400)  # at the very opposite end of the earth a chord cannot tell so finely
    assert geo.miles_of_chord(chord(here, there)) == pytest.approx(expected, abs=1e-6)


@given(american_points, st.floats(0, 0.01), st.floats(-0.01, 0.01))
def test_next_door_is_measured_as_finely(here, north, east):
    there = (here[0] + north, max(-180, min(180, here[1] + east)))
    assert geo.miles_of_chord(chord(here, there)) == pytest.approx(great_circle(here, there).miles, abs=1e-6)


@given(points)
def test_a_point_lies_on_the_unit_sphere(point):
    x, y, z = geo.unit_vector(*point)
    assert hypot(x, y, z) == pytest.approx(1)


@pytest.mark.parametrize(
    ("point", "vector"),
    [((0, 0), (1, 0, 0)), ((0, 90), (0, 1, 0)), ((90, 0), (0, 0, 1)), ((-90, 55), (0, 0, -1)), ((0, -180), (-1, 0, 0))],
)
def test_the_axes_point_where_they_should(point, vector):
    assert geo.unit_vector(*point) == pytest.approx(vector, abs=1e-15)


def test_a_point_is_nowhere_but_where_it_is():
    assert geo.miles_of_chord(chord(PORTLAND_OR, PORTLAND_OR)) == 0


@given(st.floats(0, 12_400))
def test_miles_and_chords_turn_into_each_other(miles):
    assert geo.miles_of_chord(geo.chord_squared(miles)) == pytest.approx(miles, abs=1e-6)


@given(st.floats(0, 13_000), st.floats(0, 13_000))
def test_the_farther_the_longer_the_chord(one, other):
    nearer, farther = sorted((one, other))
    assert geo.chord_squared(nearer) <= geo.chord_squared(farther)


@pytest.mark.parametrize("miles", [12_437, 20_000, 1e9, float("inf")])
def test_no_circle_is_wider_than_the_earth(miles):
    assert geo.chord_squared(miles) == pytest.approx(4)
    assert geo.miles_of_chord(geo.chord_squared(miles)) == pytest.approx(HALF_ROUND, abs=0.1)


def test_a_chord_that_rounding_made_too_long_is_half_way_round():
    assert geo.miles_of_chord(4.00000001) == pytest.approx(HALF_ROUND, abs=0.1)


def every_second_bit(number):
    """The bits 0, 2, 4 … of a number, put together."""
    return sum((number >> 2 * bit & 1) << bit for bit in range(16))


@given(points)
def test_the_order_number_has_32_bits_and_holds_both_degrees(point):
    number = geo.morton(*point)
    assert 0 <= number < 2**32
    latitude = every_second_bit(number >> 1) / 65535 * 180 - 90
    longitude = every_second_bit(number) / 65535 * 360 - 180
    assert -1e-9 <= point[0] - latitude <= 180 / 65535 + 1e-9
    assert -1e-9 <= point[1] - longitude <= 360 / 65535 + 1e-9


def test_the_corners_of_the_map_are_the_ends_of_the_order():
    assert geo.morton(-90, -180) == 0
    assert geo.morton(90, 180) == 2**32 - 1


def test_the_order_goes_through_the_southwest_southeast_northwest_and_northeast():
    corners = [geo.morton(*point) for point in ((-45, -90), (-45, 90), (45, -90), (45, 90))]
    assert corners == sorted(corners)
    assert [number >> 30 for number in corners] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("miles", "precision", "words"),
    [
        (0.04, "rooftop", "0.0 miles"),
        (3.14, "address", "3.1 miles"),
        (3.16, None, "about 3 miles"),
        (0.3, "zip", "under 1 mile"),
        (0.999, "city", "under 1 mile"),
        (1.0, "zip", "about 1 mile"),
        (1.49, "city", "about 1 mile"),
        (1.5, "zip", "about 2 miles"),
        (1.6, "zip", "about 2 miles"),
        (12.4, "city", "about 12 miles"),
        (1234.4, "zip", "about 1,234 miles"),
    ],
)
def test_a_distance_claims_no_more_than_is_known(miles, precision, words):
    assert geo.miles_in_words(miles, precision) == words


def away(here, miles, bearing):
    """The point so many miles from here in a direction (radians from north)."""
    latitude, longitude, angle = radians(here[0]), radians(here[1]), miles / geo.EARTH_MILES
    toward = (cos(bearing) * sin(angle), sin(bearing) * sin(angle), cos(angle))  # north, east, up
    north = (-sin(latitude) * cos(longitude), -sin(latitude) * sin(longitude), cos(latitude))
    east = (-sin(longitude), cos(longitude), 0.0)
    axes = zip(north, east, geo.unit_vector(*here), strict=True)
    x, y, z = (sum(part * along for part, along in zip(axis, toward, strict=True)) for axis in axes)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


@given(points, st.floats(0, 1), st.floats(0, 2 * pi), st.sampled_from([0.1, 5, 100, 500, 5000, HALF_ROUND]))
def test_nobody_within_a_radius_is_left_out_of_the_parts_that_are_looked_at(here, part, bearing, miles):
    there = away(here, part * miles, bearing)
    assume(chord(here, there) <= geo.chord_squared(miles))  # rounding may put one at the edge beyond it
    place = geo.strip_position(*there)
    assert sum(first <= place < last for first, last in geo.strip_ranges(*here, miles)) == 1


@pytest.mark.parametrize(
    ("latitude", "miles", "strips"),
    [(45.1, 1, 1), (45.01, 1, 2), (45.24, 1, 2), (45.125, 17, 3), (45.125, 100, 13), (90, 1, 2)],
)
def test_no_strip_is_looked_at_that_lies_outside_the_radius(latitude, miles, strips):
    assert len(geo.strip_ranges(latitude, -122, miles)) == strips


@given(american_points, st.floats(-1.1, 1.1), st.floats(-1.1, 1.1), st.sampled_from([5, 25, 100]))
def test_nor_is_anybody_next_to_the_edge(here, north, east, miles):
    reach = miles / 69.0934  # degrees
    there = (here[0] + north * reach, (here[1] + east * reach / cos(radians(here[0])) + 180) % 360 - 180)
    assume(chord(here, there) <= geo.chord_squared(miles))
    assert any(first <= geo.strip_position(*there) < last for first, last in geo.strip_ranges(*here, miles))
