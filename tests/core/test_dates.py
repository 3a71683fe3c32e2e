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
        ("2099-12-31", "2099-12-31"),
        ("0001-01-01", "0001-01-01"),
        ("20240107", "2024-01-07"),
        ("07-JAN-24", "2024-01-07"),
        ("2024/01/07", "2024-01-07"),
        ("07-JAN-2024", "2024-01-07"),
        ("7 January 2024", "2024-01-07"),
        ("Jan 7, 2024", "2024-01-07"),
        ("September 30 2024", "2024-09-30"),
        ("Sept. 30, 2024", "2024-09-30"),
    ],
)
def test_a_date_is_read_in_the_ways_that_files_write_it(typed, day):
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
            "20241307",
            "202401071",
            "2024-01/07",
            "7-Ju-2024",
            "30-FEB-2024",
            "Smith 7, 2024",
            "5-Sep",
        ),
        *(
            "01-07-2024",
            "2024-01-07T",
            "2024-01-07T25:00",
            "2024-01-07 8",
            "2024-01-07 0:00 or so",
            " 2024-01-07",
            "2024-01-07\n",
            "yesterday",
            "45000",
            "46327.5",
        ),
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


@pytest.mark.parametrize(("days", "ok"), [(-1, True), (0, True), (1, False)])
def test_somebody_can_have_said_something_up_to_today(days, ok):
    day = (date.today() + timedelta(days=days)).isoformat()
    if ok:
        assert dates.past(day) == day
    else:
        with pytest.raises(ValueError, match="not come yet"):
            dates.past(day)


def test_the_first_format_that_fits_is_taken_then_the_usual_ones():
    assert dates.stated("03/04/2026", ["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y"]) == "2026-04-03"
    assert dates.stated("03/14/2026", ["%d/%m/%Y", "%m/%d/%Y"]) == "2026-03-14"
    assert dates.stated("03/04/2026 12:00:00 AM", ["%d/%m/%Y"]) == "2026-04-03"
    assert dates.stated("03/14/2026", ["%d/%m/%Y"]) == dates.stated("03/14/2026") == "2026-03-14"
    with pytest.raises(ValueError, match="not a date"):
        dates.stated("14 March", ["%d/%m/%Y"])


@pytest.mark.parametrize(
    "typed",
    [
        "2024-10-24T15:54:46.786-07:00",
        "2024-10-24T23:54:46Z",
        "2024-10-24T15:54:46.786000000+0000",
        "2024-10-24 00:00:00",
        "2024-10-24 00:00:00.000",
        "2024-10-24 00:00:00+00:00",
        "2024-10-24 15:54 UTC",
        "10/24/2024 12:00:00 AM",
        "10/24/2024 12:00 p.m.",
        "10/24/2024 0:00",
        "10/24/24 0:00",
    ],
)
def test_a_date_with_a_time_is_the_day_that_is_written(typed):
    assert dates.iso(typed) == dates.stated(typed) == "2024-10-24"


@pytest.mark.parametrize(
    "typed",
    [
        "9999-12-31",
        "12/31/9999",
        "9999-12-31T23:59:59.997",
        "2999-12-31",
        "12/31/2099",
        "12/31/99",
        "1900-01-01",
        "01/01/1900 12:00:00 AM",
        "1899-12-30",
        "1753-01-01 00:00:00",
        "01/01/0001",
        "1904-01-01",
        "1970-01-01T00:00:00Z",
        "12/31/1969 4:00:00 PM",
        "00000000",
        "0000-00-00",
        "00/00/0000",
    ],
)
def test_a_day_that_stands_for_none_is_not_stated(typed):
    assert dates.stated(typed) == dates.past(typed) == ""


@pytest.mark.parametrize("day", ["1901-01-01", "1970-01-02", "1999-12-31", "2000-01-01", "2098-12-31"])
def test_a_day_that_may_be_meant_is_stated_however_old_or_far(day):
    assert dates.stated(day) == day


def test_somebody_may_be_born_on_a_day_that_no_register_means():
    assert dates.iso("1/1/1970") == "1970-01-01"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("list_20260105.csv", "2026-01-05"),
        ("list 2026-01-05.csv", "2026-01-05"),
        ("list_2026_01_05.csv", "2026-01-05"),
        ("npidata_pfile_20240304-20240310.csv", "2024-03-10"),
        ("20260105 of 20261305.csv", "2026-01-05"),  # the last that is a day
        ("19990105.csv", None),
        ("20260230.csv", None),
        ("120260105.csv", None),
        ("202601051.csv", None),
        ("list.csv", None),
    ],
)
def test_the_last_day_in_a_files_name_is_its_day(name, day):
    assert dates.in_name(name) == day


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (2, "2 days"),
        (59, "59 days"),
        (60, "2 months"),
        (365, "12 months"),
        (715, "23 months"),
        (716, "2 years"),
        (1080, "2 years"),
        (1081, "3 years"),
        (4018, "11 years"),
    ],
)
def test_a_span_is_told_in_days_then_months_then_whole_years(days, words):
    assert dates.span(days) == words


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-10-24T15:54:46.786-07:00", "2024-10-24T22:54:46.786"),
        ("2024-10-24T15:54:46Z", "2024-10-24T15:54:46.000"),
        ("2024-10-24T15:54:46", "2024-10-24T15:54:46.000"),
        ("2024-10-24", "2024-10-24T00:00:00.000"),
    ],
)
def test_a_moment_is_told_in_utc_and_in_one_length(text, moment):
    assert dates.instant(text) == moment


@pytest.mark.parametrize("text", ["", "soon", "2024-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-10:00"])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError):
        dates.instant(text)
