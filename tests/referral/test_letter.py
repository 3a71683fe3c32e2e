"""What a letter knows without being told: when it began, how many weeks that is, whose letter it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import LETTER
from msgspec.structs import replace

from directory.core.onset import Onset, parse_onset
from directory.referral.letter import recipients

TODAY = "2026-11-25"


@pytest.mark.parametrize(
    ("typed", "on", "weeks"),
    [
        ("5/25/2026", "2026-05-25", 26),
        ("2026-05-25", "2026-05-25", 26),
        ("5/2026", "2026-05-01", 29),
        ("1/2026", "2026-01-01", 46),
        ("12/2025", "2025-12-01", 51),
        ("2026-05", "2026-05-01", 29),
        ("6 months", "2026-05-25", 26),
        ("6 mo", "2026-05-25", 26),
        ("about 26 weeks ago", "2026-05-27", 26),
        ("26w", "2026-05-27", 26),
        ("10 days", "2026-11-15", 1),
        ("2 years", "2024-11-25", 104),
        ("hace 6 meses", "2026-05-25", 26),
        ("26 semanas", "2026-05-27", 26),
        ("2 años", "2024-11-25", 104),
        ("11 months", "2025-12-25", 47),
        ("21 months", "2025-02-25", 91),
        (TODAY, TODAY, 0),
    ],
)
def test_when_it_began_may_be_a_day_a_month_or_how_long_ago(typed, on, weeks):
    began = parse_onset(typed, TODAY)
    assert (began.on, began.weeks(TODAY)) == (on, weeks)
    assert began.about == (typed not in ("5/25/2026", "2026-05-25", TODAY))


def test_a_month_before_a_long_one_ends_on_its_last_day():
    assert parse_onset("6 months", "2026-08-31").on == "2026-02-28"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "13/2026",
        "0/2026",
        "2/30/2026",
        "12/2026",
        "5/25/2062",
        "1890-01-01",
        "9999 years",
        "1/0000",
        "3",
        "-3 weeks",
    ],
)
def test_what_is_no_beginning_is_refused_in_words(typed):
    with pytest.raises(ValueError, match=r"such as|look at the year"):
        parse_onset(typed, TODAY)


@given(st.text(max_size=20))
def test_any_text_is_a_beginning_before_today_or_is_refused(typed):
    try:
        assert parse_onset(typed, TODAY).weeks(TODAY) >= 0
    except ValueError as error:
        assert str(error)


def test_weeks_are_counted_to_the_day_of_the_letter():
    assert LETTER.weeks == 26 == Onset("2026-05-25").weeks("2026-11-29")


def test_a_listing_becomes_a_recipient_with_its_licence_its_date_and_who_says_so(sample_directory):
    listing = next(each for each in sample_directory.listings(list(range(50))) if each.licences)
    asked = recipients(listing, {"sample": "the made-up sample"})[0]
    assert asked.city == listing.locations[0].city
    assert asked.licences[0].as_of == listing.licences[0].as_of
    assert asked.licences[0].said_by == "the made-up sample"


def test_a_listing_without_an_address_can_still_be_asked(sample_directory):
    listing = replace(sample_directory.listings([0])[0], locations=(), licences=())
    (asked,) = recipients(listing, {})
    assert asked.state == asked.place == ""


def test_a_listing_with_several_addresses_can_be_asked_at_each(sample_directory):
    listing = next(
        each for each in sample_directory.listings(list(range(len(sample_directory)))) if len(each.locations) > 1
    )
    everywhere = recipients(listing, {"sample": "the made-up sample"})
    assert [each.address for each in everywhere] == [each.address for each in listing.locations]
    assert (
        everywhere[1].place.startswith(f"{listing.locations[1].address}, ")
        and everywhere[0].licences == everywhere[1].licences
    )
