"""A price is read as people write it, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.core.money import MOST_DOLLARS, dollars


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("120", 120),
        ("$120.00", 120),
        (" $ 85.5 ", 85.5),
        ("1,200", 1200),
        ("1,200.50", 1200.5),
        ("80,50", 80.5),
        ("80,5", 80.5),
        (".50", 0.5),
        ("0", 0),
        ("79.9999", 80),
        ("１２０", 120),
        ("80 dollars", 80),
        ("US$80", 80),
        ("85.50 USD", 85.5),
    ],
)
def test_a_price_is_read_as_people_write_it(text, price):
    assert dollars(text) == price


@pytest.mark.parametrize(
    "text",
    [
        "",
        "free",
        "-1",
        "nan",
        "inf",
        "1e9",
        "10000.01",
        "80²",
        "80 pesos",
        "1.234 dollars",
        "$",
        "80-120",
        "1.200",
        "80,500,0",
        "1,20,000",
        "8,0500",
        "1.200,50",
        "80,",
        ",50",
    ],
)
def test_what_is_no_price_is_refused(text):
    with pytest.raises(ValueError, match="not a price"):
        dollars(text)


@given(text=st.text())
def test_whatever_is_written_it_is_a_price_or_refused(text):
    try:
        assert 0 <= dollars(text) <= MOST_DOLLARS
    except ValueError as refused:
        assert "not a price" in str(refused)
