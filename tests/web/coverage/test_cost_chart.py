"""The picture of an estimate shows the numbers of its table: a line too low would promise a cheaper course."""

import pytest

from directory.coverage.costs import CostSharing, Range, estimate
from directory.web.coverage.cost_chart import curve


def drawn(visits, cents, plan=None, spread=0):
    """The curve of so many visits at one price."""
    price = Range(cents - spread, cents, cents + spread)
    return curve(estimate(visits, price, price, plan))


def points(text):
    """An SVG points attribute as pairs of numbers."""
    return [tuple(map(float, point.split(","))) for point in text.split()]


def test_a_course_of_three_visits_at_a_hundred_dollars_goes_up_evenly_from_left_to_right():
    picture = drawn(3, 100_00)
    assert picture.dollars == [(190.0, 0), (130.7, 100), (71.3, 200), (12.0, 300)]
    assert picture.visits == [(58.0, 1), (201.0, 2), (344.0, 3)]
    assert points(picture.full) == points(picture.paid) == [(58, 130.7), (201, 71.3), (344, 12)]


def test_the_band_goes_along_the_lowest_and_back_along_the_highest():
    picture = drawn(2, 100_00, spread=50_00)
    assert points(picture.full) == [(58, 130.7), (344, 71.3)], "of the middle prices, below 300 dollars"
    assert points(picture.band) == [(58, 160.3), (344, 130.7), (344, 12.0), (58, 101.0)]


def test_what_a_plan_pays_is_between_the_full_price_and_what_is_left():
    picture = drawn(2, 100_00, CostSharing(0, 25_00, None, None))
    assert points(picture.full) == [(58, 101), (344, 12)] and points(picture.paid) == [(58, 167.8), (344, 145.5)]


@pytest.mark.parametrize(
    ("dollars", "lines"),
    [
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (4, [0, 1, 2, 3, 4]),
        (5, [0, 2, 4, 6]),
        (8, [0, 2, 4, 6, 8]),
        (9, [0, 5, 10]),
        (20, [0, 5, 10, 15, 20]),
        (21, [0, 10, 20, 30]),
        (40, [0, 10, 20, 30, 40]),
        (41, [0, 20, 40, 60]),
        (400, [0, 100, 200, 300, 400]),
        (401, [0, 200, 400, 600]),
        (4000, [0, 1000, 2000, 3000, 4000]),
    ],
)
def test_the_grid_has_round_numbers_and_at_most_four_lines_above_nothing(dollars, lines):
    assert [label for _, label in drawn(1, dollars * 100).dollars] == lines


@pytest.mark.parametrize(
    ("visits", "labels"),
    [
        (1, [1]),
        (12, list(range(1, 13))),
        (13, [1, 2, 4, 6, 8, 10, 12]),
        (24, [1, *range(2, 25, 2)]),
        (25, [1, *range(3, 25, 3)]),
        (60, [1, *range(5, 61, 5)]),
    ],
)
def test_visits_are_numbered_as_far_as_there_is_room_and_the_first_always(visits, labels):
    assert [label for _, label in drawn(visits, 100_00).visits] == labels


def test_one_visit_stands_at_the_left_and_none_has_no_picture():
    assert points(drawn(1, 100_00).full) == [(58, 12)] and drawn(0, 100_00) is None
    assert drawn(1, 0).dollars == [(190.0, 0), (12.0, 1)]
