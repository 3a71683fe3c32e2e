"""What a source leaves out is unsaid: nothing is made up for it on the way from a row to a statement."""

from dataclasses import fields

import pytest

from directory.importer.normalise import at_home, normalise
from directory.importer.record import ADDRESS_FIELDS, RawLicence, RawLocation, RawStatement, ReportedPlan, RowNumber

HOME = (
    "", " ", "US", "us", "U.S.", "USA", "U.S.A.", "United States", "United States of America", "N/A",
    *("PR", "Puerto Rico", "GU", "Guam", "VI", "AS", "American Samoa", "MP", "Northern Mariana Islands"),
)  # fmt: skip


def test_a_row_that_says_nothing_says_nothing():
    said = {each.name: getattr(RawStatement(7), each.name) for each in fields(RawStatement)}
    assert said.pop("row") == 7 and [name for name, value in said.items() if value] == []
    assert set(RawLocation()) == {""} and len(RawLocation()) == 11
    assert RawLicence("OR", "AC1") == ("OR", "AC1", "unknown", "") and ReportedPlan("Gold") == ("Gold", "", "", "")


def test_an_address_is_all_but_the_days_and_hours_of_a_place():
    assert ADDRESS_FIELDS == ("address_1", "address_2", "city", "state", "postal_code", "country", "phone")


def test_a_place_with_a_city_and_a_state_alone_is_one():
    """A board's list and a clinic's own table tell no country: their people would all be abroad."""
    raw = RawStatement(2, key="OR-1", last_name="Lopez", kind="licensed_acupuncturist")
    raw.locations = [RawLocation(city="Salem", state="OR")]
    statement, problems = normalise(raw)
    assert problems == [] and [(each.city, each.state) for each in statement.locations] == [("Salem", "OR")]


@pytest.mark.parametrize("country", HOME)
def test_each_way_to_write_the_united_states_and_their_territories_is_at_home(country):
    assert at_home(country)


@pytest.mark.parametrize("country", ["Canada", "CA", "MX", "China", "FM", "Micronesia", "USSR", "U", "United"])
def test_another_country_is_not(country):
    assert not at_home(country)


def test_a_row_is_told_by_its_number_and_what_else_tells_it():
    assert str(RowNumber(7, "a.csv")) == "7 (a.csv)" and RowNumber(7, "a.csv") + 1 == 8
