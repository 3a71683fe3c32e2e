"""A letter is of the day where it is written, not of the server's."""

from datetime import UTC, datetime, timedelta

import pytest
from babel.dates import get_timezone
from quick_letters import LEAST
from saved_letters import SIGNED, SLIP, file_of, link_in, sent, where

from directory.core import dates
from directory.core.addresses import STATES
from directory.store.office.database import Office
from directory.web.letters import practice_day

EVENING = datetime(2026, 11, 30, 5, 30, tzinfo=UTC)  # 7:30 p.m. on November 29 in Hawaii
MORNING = datetime(2026, 11, 29, 20, 0, tzinfo=UTC)  # 6 a.m. on November 30 on Guam


class Clock(datetime):
    """A clock that stands."""

    stands = EVENING

    @classmethod
    def now(cls, tz=None):
        return cls.stands.astimezone(tz)


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(practice_day, "datetime", Clock)
    return Clock


def test_every_state_is_in_one_zone():
    military = {"AA", "AE", "AP"}
    assert set(STATES) - military == set(practice_day.ZONE_OF_STATE)


@pytest.mark.parametrize(
    ("fields", "stands", "day"),
    [
        ({"address": "1 Bay Rd\nHilo, HI 96720"}, EVENING, "Nov 29, 2026"),
        ({"address": "1 Pier Rd\nNew York, NY 10001"}, EVENING, "Nov 30, 2026"),
        ({"address": "1 Bay Rd\nHagåtña, GU 96910"}, MORNING, "Nov 30, 2026"),
        ({"time_zone": "Pacific/Honolulu", "address": "New York, NY 10001"}, EVENING, "Nov 29, 2026"),
        ({}, EVENING, "Nov 29, 2026"),  # by the practitioner's state, California
    ],
)
def test_the_letter_is_dated_where_it_is_written(client, form, clock, fields, stands, day):
    clock.stands = stands
    answer = client.plain.post(form, data=LEAST | fields | {"format": "txt"})
    assert f"Date: {day}" in answer.text


def test_today_on_guam_is_not_refused_as_tomorrow(client, form, clock):
    clock.stands = MORNING
    fields = LEAST | {"address": "Hagåtña, GU 96910", "last_seen_on": "11/30/2026", "format": "txt"}
    assert "Last seen by us: Nov 30, 2026" in client.plain.post(form, data=fields).text
    assert client.plain.post(form, data=fields | {"address": "Reno, NV 89501"}).status_code == 400


@pytest.fixture
def at_ten_in_hawaii(own_app, monkeypatch):
    """It is 10 p.m. on the office's day in Hawaii: the server has tomorrow already. Gives Hawaii's day."""

    class Evening(datetime):
        @classmethod
        def now(cls, tz=None):
            day = Office.now()
            return datetime(day.year, day.month, day.day, 8, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(practice_day, "datetime", Evening)
    return Evening.now(get_timezone("Pacific/Honolulu")).date()


class TestSlips:
    @pytest.fixture
    def app(self, own_app):
        """The site of this test's own."""
        return own_app

    @pytest.fixture
    def letter(self, ruth, account_form):
        """A letter that is written in Hawaii."""
        return where(sent(ruth, account_form, SIGNED | {"time_zone": "Pacific/Honolulu"}))

    def test_a_slip_is_of_the_day_where_the_letter_was_written(self, client, ruth, letter, at_ten_in_hawaii):
        here = dates.in_words(at_ten_in_hawaii.isoformat())
        client.post(link_in(file_of(ruth, letter).text), SLIP, 303)
        sent(ruth, f"{letter}/slip", {key: value for key, value in SLIP.items() if key != "answer"})
        assert ruth.get(letter).text.count(f"Reply slip of {here}") == 2

    def test_what_is_tomorrow_there_is_not_past_and_today_there_is(self, client, ruth, letter, at_ten_in_hawaii):
        there = f"{at_ten_in_hawaii + timedelta(days=1):%m/%d/%Y}"
        link = link_in(file_of(ruth, letter).text)
        client.post(link, SLIP | {"first_on": there}, 400)
        client.post(link, SLIP | {"first_on": f"{at_ten_in_hawaii:%m/%d/%Y}"}, 303)
