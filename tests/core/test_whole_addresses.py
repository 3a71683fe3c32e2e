"""Addresses in one text: read where it is plain what is what, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.core.whole_addresses import parse_city_line, parse_whole_address, state_at_end

CITIES = {("Portland", "OR"), ("St Louis", "MO"), ("New York", "NY"), ("Fort Worth", "TX"), ("Worth", "TX")}


def is_city(name, state):
    return (name, state) in CITIES


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("12 Elm St, Ste 4, Portland, OR 97214", ("12 Elm St, Ste 4", "Portland", "OR", "97214")),
        ("12 Elm St, Portland, Oregon, 97214-1234, USA", ("12 Elm St", "Portland", "OR", "97214-1234")),
        ("12 Elm St Portland OR 97214", ("12 Elm St", "Portland", "OR", "97214")),
        ("12 Elm St, Suite B Portland, OR", ("12 Elm St, Suite B", "Portland", "OR", "")),
        ("12 Elm Ave St Louis MO 63101", ("12 Elm Ave", "St Louis", "MO", "63101")),
        ("100 Main St Fort Worth TX", ("100 Main St", "Fort Worth", "TX", "")),
        ("5 Park Ave New York New York", ("5 Park Ave", "New York", "NY", "")),
        ("12 Elm St, Anyplace, MA, 2139", ("12 Elm St", "Anyplace", "MA", "02139")),
        ("PO Box 4, Washington, D.C. 20001", ("PO Box 4", "Washington", "DC", "20001")),
        ("Portland, OR", ("", "Portland", "OR", "")),
    ],
)
def test_a_whole_address_is_read_in_its_parts(text, address):
    assert parse_whole_address(text, is_city) == address


@pytest.mark.parametrize(
    "text", ["", ",", "12 Elm St", "12 Elm St, Vancouver, BC V5K 0A1", "OR", "97214", "12 Elm St Nowhere OR 97214"]
)
def test_where_street_and_city_cannot_be_told_apart_nothing_is_guessed(text):
    with pytest.raises(ValueError, match=r"no American state|put a comma between them"):
        parse_whole_address(text, is_city)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Portland, OR 97214", ("Portland", "OR", "97214")),
        ("Portland OR", ("Portland", "OR", "")),
        ("Portland / Oregon / 97214", ("Portland", "OR", "97214")),
        ("Portland,OR,97214-", ("Portland", "OR", "97214")),
        ("St. Louis, MO 63101", ("St. Louis", "MO", "63101")),
        ("Kansas City Missouri", ("Kansas City", "MO", "")),
        ("New York, New York", ("New York", "NY", "")),
        ("Charleston West Virginia", ("Charleston", "WV", "")),
        ("OR 97214", ("", "OR", "97214")),
    ],
)
def test_a_line_of_city_state_and_zip_is_read(text, line):
    assert parse_city_line(text)[1:] == line


@pytest.mark.parametrize("text", ["12 Elm St, Portland, OR", "Elm St, Portland, OR", "Portland", "97214", ""])
def test_what_is_no_line_of_a_city_is_told(text):
    with pytest.raises(ValueError):
        parse_city_line(text)


def test_a_state_stands_alone_or_at_the_end():
    assert [state_at_end(text) for text in ("OR", "oregon", "Portland / OR / 97214")] == ["OR"] * 3


@given(some.text(max_size=60) | some.text("0123456789 ,ORoregonStPortland/-", max_size=60))
def test_any_text_is_an_address_with_a_state_or_a_value_error(text):
    for parse in (parse_city_line, lambda line: parse_whole_address(line, is_city)):
        try:
            assert len(parse(text).state) == 2
        except ValueError as error:
            assert str(error)
