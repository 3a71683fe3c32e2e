"""Periods: the first and the last day count, an open end never comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.core import periods
from directory.core.in_force import holds

LAST_YEAR, THIS_YEAR, NEXT_YEAR = ((f"{year}-01-01", f"{year}-12-31") for year in (2025, 2026, 2027))
DAY = "2026-06-15"


@pytest.mark.parametrize(
    ("period", "day", "held", "over"),
    [
        (THIS_YEAR, "2026-01-01", True, False),
        (THIS_YEAR, "2026-12-31", True, False),
        (THIS_YEAR, "2027-01-01", False, True),
        (THIS_YEAR, "2025-12-31", False, False),
        ((None, "2026-12-31"), "1999-01-01", True, False),
        (("2026-01-01", None), "2999-01-01", True, False),
        (periods.ALWAYS, DAY, True, False),
        (("2027-01-01", "2026-12-31"), "2026-06-01", False, True),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(period, day, held, over):
    assert (holds(*period, day), periods.is_over(period, day)) == (held, over)


def test_what_periods_have_in_common_begins_with_the_last_and_ends_with_the_first():
    assert periods.common(("2025-03-01", None), THIS_YEAR, (None, "2026-05-31")) == ("2026-01-01", "2026-05-31")
    assert periods.common(periods.ALWAYS, periods.ALWAYS) == periods.ALWAYS
    assert periods.is_over(periods.common(LAST_YEAR, NEXT_YEAR), "2020-01-01")


@pytest.mark.parametrize(
    ("several", "nearest"),
    [
        ([THIS_YEAR], THIS_YEAR),
        ([NEXT_YEAR, LAST_YEAR], NEXT_YEAR),
        ([NEXT_YEAR, THIS_YEAR], ("2026-01-01", "2027-12-31")),
        ([("2026-03-01", None), ("2020-01-01", "2026-04-01")], ("2020-01-01", None)),
        ([("2020-01-01", "2020-12-31"), ("2022-01-01", "2022-12-31")], ("2022-01-01", "2022-12-31")),
        ([LAST_YEAR, (None, None)], (None, None)),
        ([("2026-01-01", "2026-12-31"), ("2026-02-01", "2026-03-01")], THIS_YEAR),
    ],
)
def test_of_several_periods_the_one_around_a_day_counts_else_the_next_else_the_last(several, nearest):
    assert periods.nearest(several, DAY) == periods.nearest(reversed(several), DAY) == nearest


DAYS = some.none() | some.dates().map(str)


@given(some.lists(some.tuples(DAYS, DAYS), min_size=1, max_size=5), some.dates().map(str))
def test_a_day_that_one_of_the_periods_holds_is_held_by_the_nearest(several, day):
    assert holds(*periods.nearest(several, day), day) >= any(holds(*each, day) for each in several)
