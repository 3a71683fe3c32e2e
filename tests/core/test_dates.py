"""Dates are ISO text."""

from datetime import date, timedelta

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


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("npi_20241105.csv", "2024-11-05"),
        ("report 2024-11-05.xlsx", "2024-11-05"),
        ("2024_11_05.zip", "2024-11-05"),
        ("npidata_20050523-20241103.csv", "2024-11-03"),
        ("20241103_20241399.csv", "2024-11-03"),
        ("20240230.csv", None),
        ("1202411051.csv", None),
        ("list.csv", None),
    ],
)
def test_the_last_date_in_a_files_name_is_its_date(name, day):
    assert dates.in_name(name) == day


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (2, "2 days"),
        (59, "59 days"),
        (60, "2 months"),
        (61, "2 months"),
        (365, "12 months"),
        (715, "23 months"),
        (716, "2 years"),
        (1100, "3 years"),
    ],
)
def test_a_number_of_days_is_told_as_people_say_it(days, words):
    assert dates.span(days) == words


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-10-24T15:54:46.786-07:00", "2024-10-24T22:54:46.786"),
        ("2024-10-24T15:54:46", "2024-10-24T15:54:46.000"),
        ("2024-10-24T15:54:46Z", "2024-10-24T15:54:46.000"),
        ("2024-10-24", "2024-10-24T00:00:00.000"),
    ],
)
def test_a_moment_is_in_utc_and_of_one_length(text, moment):
    assert dates.instant(text) == moment


@pytest.mark.parametrize("text", ["", "yesterday", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError):
        dates.instant(text)


def test_a_day_that_may_not_come_is_today_at_the_latest():
    today, tomorrow = date.today(), date.today() + timedelta(1)
    assert dates.past(today.isoformat()) == today.isoformat() and dates.past("1/7/2024") == "2024-01-07"
    with pytest.raises(ValueError, match="a day that has not come yet"):
        dates.past(tomorrow.isoformat())


def test_the_first_format_that_fits_reads_a_date():
    assert dates.in_formats("05.11.2024", ("%m/%d/%Y", "%d.%m.%Y", "%m.%d.%Y")) == "2024-11-05"
    assert dates.in_formats("05.11.2024", ()) is dates.in_formats("x", ("%d.%m.%Y",)) is None
