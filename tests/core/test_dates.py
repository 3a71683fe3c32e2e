"""Dates are ISO text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.core import dates


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("01/07/2024", "2024-01-07"),
        ("1/7/2024", "2024-01-07"),
        ("4/7/25", "2025-04-07"),
        ("12/31/99", "2099-12-31"),
        ("2024-01-07", "2024-01-07"),
        ("02/29/2024", "2024-02-29"),
        ("05/23/2005", "2005-05-23"),
    ],
)
def test_a_date_is_read_in_the_three_ways_that_files_write_it(typed, day):
    assert dates.iso(typed) == day


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "--",
            "02/30/2024",
            "02/29/2023",
            "13/01/2024",
            "00/10/2024",
            "01/01/0000",
            "1/7",
            "1/7/124",
            "2024-1-7",
            "20240107",
        ),
        *("01-07-2024", "2024-01-07T00:00:00", " 2024-01-07", "2024-01-07\n", "yesterday", "45000"),
    ],
)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError):
        dates.iso(typed)


@given(st.text(max_size=12) | st.text(alphabet="0123456789/-", max_size=11))
def test_any_text_is_an_iso_date_or_refused(text):
    try:
        day = dates.iso(text)
    except ValueError:
        return
    assert date.fromisoformat(day).isoformat() == day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_of_the_century_is_read_alike_however_it_is_written(day):
    spellings = (
        f"{day:%m/%d/%Y}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day.month}/{day.day}/{day:%y}",
        day.isoformat(),
    )
    assert {dates.iso(spelled) for spelled in spellings} == {day.isoformat()}


@pytest.mark.parametrize(
    ("day", "words"), [("2024-01-07", "Jan 7, 2024"), ("2025-12-31", "Dec 31, 2025"), ("2026-05-10", "May 10, 2026")]
)
def test_a_date_is_told_as_americans_write_it(day, words):
    assert dates.in_words(day) == words
