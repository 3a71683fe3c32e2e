"""When it began, as people say it."""

import pytest

from directory.core.chart_dates import UncertainYear
from directory.core.onset import parse_onset

TODAY = "2026-11-29"


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("2019", "2019-07-01"),
        ("since 2019", "2019-07-01"),
        ("in 2019", "2019-07-01"),
        ("desde 2019", "2019-07-01"),
        ("2025", "2025-07-01"),
        ("March 2026", "2026-03-01"),
        ("Mar 2026", "2026-03-01"),
        ("mar. 2026", "2026-03-01"),
        ("early March 2026", "2026-03-01"),
        ("since March, 2026", "2026-03-01"),
        ("marzo de 2026", "2026-03-01"),
        ("3-2026", "2026-03-01"),
        ("2026-03", "2026-03-01"),
        ("a year ago", "2025-11-29"),
        ("one year", "2025-11-29"),
        ("two years", "2024-11-29"),
        ("hace un año", "2025-11-29"),
        ("hace dos meses", "2026-09-29"),
        ("2.5 years", "2024-05-29"),
        ("2,5 años", "2024-05-29"),
        ("1 1/2 years", "2025-05-29"),
        ("1½ years", "2025-05-29"),
        ("a year and a half", None),
        ("half a year", "2026-05-29"),
        ("medio año", "2026-05-29"),
        ("x 3 months", "2026-08-29"),
        ("for 3 mos", "2026-08-29"),
        ("3mo", "2026-08-29"),
        ("3-month", "2026-08-29"),
        ("5+ years", "2021-11-29"),
        (">5 years", "2021-11-29"),
        ("over 10 yrs", "2016-11-29"),
        ("more than a year", "2025-11-29"),
        ("about 6 wks", "2026-10-18"),
        ("the last 2 weeks", "2026-11-15"),
        ("about 3/15/2026", "2026-03-15"),
        ("since 3/15/2026", "2026-03-15"),
        ("6个月", "2026-05-29"),
        ("大约半年", "2026-05-29"),
        ("两年半", "2024-05-29"),
        ("3个半月", "2026-07-29"),
        ("十二周", "2026-09-06"),
        ("10 星期", "2026-09-20"),
        ("2026年3月", "2026-03-01"),
        ("2026年三月", "2026-03-01"),
        ("2019年", "2019-07-01"),
    ],
)
def test_it_is_known_roughly_and_read_as_people_say_it(typed, on):
    if on is None:
        with pytest.raises(ValueError, match="such as"):
            parse_onset(typed, TODAY)
    else:
        began = parse_onset(typed, TODAY)
        assert (began.on, began.about) == (on, True)


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("3/15/2026", "2026-03-15"),
        ("3-15-2026", "2026-03-15"),
        ("15-Mar-2026", "2026-03-15"),
        ("March 15, 2026", "2026-03-15"),
        ("today", "2026-11-29"),
        ("yesterday", "2026-11-28"),
        ("ayer", "2026-11-28"),
    ],
)
def test_a_day_is_that_day(typed, on):
    began = parse_onset(typed, TODAY)
    assert (began.on, began.about) == (on, False)


@pytest.mark.parametrize(("typed", "today"), [("2026", TODAY), ("2025", "2026-02-01"), ("2027", TODAY)])
def test_a_year_that_is_not_long_over_needs_its_month(typed, today):
    """Else ten weeks of pain would be written as forty, and Medicare's rule asks for twelve."""
    with pytest.raises(ValueError, match="month"):
        parse_onset(typed, today)


def test_a_year_of_two_digits_is_asked_about():
    with pytest.raises(UncertainYear):
        parse_onset("3/15/26", TODAY)
