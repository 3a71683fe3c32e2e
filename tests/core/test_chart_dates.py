"""Days as people and charts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.core.chart_dates import UncertainYear, chart_day, past_chart_day


@pytest.mark.parametrize(
    "typed",
    [
        "3/15/1958",
        "03/15/1958",
        "3-15-1958",
        "03-15-1958",
        "3.15.1958",
        "3 15 1958",
        "03151958",
        "15-Mar-1958",
        "15-MAR-1958",
        "15 March 1958",
        "15th of March 1958",
        "March 15, 1958",
        "March 15th, 1958",
        "mar. 15 1958",
        "1958-03-15",
        "1958/03/15",
        "19580315",
        "15 de marzo de 1958",
        "15 marzo 1958",
        "15/3/1958",  # only so can it be a day
    ],
)
def test_a_day_is_read_however_a_chart_writes_it(typed):
    assert chart_day(typed) == "1958-03-15"


@pytest.mark.parametrize("typed", ["3/15/58", "3-15-58", "15-Mar-58", "March 15, 58"])
def test_a_year_of_two_digits_is_asked_about(typed):
    with pytest.raises(UncertainYear, match="1958 or 2058"):
        chart_day(typed)


def test_month_before_day_where_both_can_be():
    assert chart_day("3/4/1958") == "1958-03-04"


@pytest.mark.parametrize("typed", ["", "soon", "13/32/1958", "2/30/1958", "15 Foo 1958", "031558", "1958", "3/1958"])
def test_what_is_no_day_is_refused_with_an_example(typed):
    with pytest.raises(ValueError, match="such as 3/15/1958"):
        chart_day(typed)


@pytest.mark.parametrize("typed", ["11/30/2026", "1/1/1890", "3/15/2058"])
def test_a_day_of_a_life_lies_in_the_past_and_not_too_far(typed):
    with pytest.raises(ValueError, match="look at the year"):
        past_chart_day(typed, "2026-11-29")


def test_today_is_past_enough():
    assert past_chart_day("11/29/2026", "2026-11-29") == "2026-11-29"


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_is_refused_in_words(typed):
    try:
        assert len(chart_day(typed)) == len("1958-03-15")
    except ValueError as error:
        assert str(error)
