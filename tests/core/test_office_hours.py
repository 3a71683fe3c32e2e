"""Office hours as people write them: spelled in one way, and nothing in them that is not about hours."""

import re

import pytest

from directory.core.office_hours import DAYS, LONGEST_HOURS, WORDS, office_hours

READ = {
    "Mon-Fri 9-5": "Mon-Fri 9-5",
    "M-F 9am – 5pm; Sat by appt only": "Mon-Fri 9 am - 5 pm; Sat by appointment only",
    "MWF 9:00 AM-5:30 PM, TTh 10a-6p": "Mon, Wed, Fri 9:00 am-5:30 pm, Tue, Thu 10 am-6 pm",
    "Monday through Thursday, 9 to 5": "Mon to Thu, 9 to 5",
    "Mo-Fr 09:00-17:00, Sa closed": "Mon-Fri 09:00-17:00, Sat closed",
    "Tues & Thurs 0930-1700": "Tue & Thu 09:30-17:00",
    "Open every day, 9 a.m. to noon": "open daily, 9 am to noon",
    "lunes a viernes 9 a 5": "Mon to Fri 9 to 5",
    "By Appointment": "by appointment",
    "24/7": "24/7",
    "24 hours": "24 hours",
}
REMARKS = [
    "Mon-Fri 9-5, cell 503-555-0123",
    "503-555-0123",
    "ask for Ana",
    "Mon 3 pm J. Roe, knee",
    "see www.elm.example",
    "ana@elm.example",
    "<b>Mon</b>",
    '=HYPERLINK("https://elm.example")',
    "$80",
    "97214",
    "Apt 4",
]
NO_TIMES = [
    "25:00",
    "13 pm",
    "9:75",
    "to and by",
    "-",
    "2026-09-05",
    "9/5/2026",
    "5-Sep",
    "0.375",
    "M-S",
    "9",
    "9 am",
    "09:00:00",
]


@pytest.mark.parametrize("written", READ)
def test_days_and_words_are_spelled_in_one_way(written):
    assert office_hours(written) == READ[written]
    assert office_hours(READ[written]) == READ[written]


@pytest.mark.parametrize("written", REMARKS)
def test_a_remark_in_the_column_is_shown_to_nobody(written):
    with pytest.raises(ValueError, match="not office hours"):
        office_hours(written)


@pytest.mark.parametrize("written", NO_TIMES)
def test_what_is_no_time_or_what_a_spreadsheet_made_a_date_of_is_refused(written):
    with pytest.raises(ValueError, match="not office hours"):
        office_hours(written)


def test_hours_without_end_are_refused():
    assert office_hours("Mon 9-5, " * (LONGEST_HOURS // 9))
    with pytest.raises(ValueError, match="over"):
        office_hours("Mon 9-5, " * LONGEST_HOURS)


@pytest.mark.parametrize("written", READ)
def test_every_word_that_is_left_is_one_that_pages_translate(written):
    words = re.findall("[A-Za-z]+", office_hours(written))
    assert {*words} <= {*DAYS, *WORDS, "am", "pm"}
