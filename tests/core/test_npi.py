"""The National Provider Identifier and its check digit."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.core import npi

nine_digits = st.integers(100_000_000, 299_999_999).map(str)


def test_the_example_of_cms_is_valid():
    assert npi.is_valid("1234567893")


def test_the_sum_of_the_example_of_cms_is_seventy():
    assert npi.luhn_sum("80840" + "1234567893") == 70


def test_the_check_digit_of_the_example_of_cms_is_three():
    assert npi.with_check_digit("123456789") == "1234567893"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1234567890", "wrong check digit"),
        ("", "nothing"),
        ("123456789", "nine digits"),
        ("12345678930", "eleven digits"),
        ("3234567899", "begins with 3"),
        ("0234567895", "begins with 0"),
        (" 1234567893", "a space before it"),
        ("1234567893\n", "a line's end after it"),
        ("123456789X", "a letter"),
        ("-123456789", "a sign"),
        ("１２３４５６７８９３", "digits that are not ASCII"),
        ("123456789³", "a digit set high"),
    ],
)
def test_what_is_no_npi_is_refused(text, why):
    assert not npi.is_valid(text), why


@pytest.mark.parametrize(
    "typed",
    [
        "2000000010",
        " 2000000010 ",
        "2000-000-010",
        "2000 000 010",
        "2000–000–010",
        "2000.000.010",
        "2,000,000,010",
        "20 00 00 00 10",
        "NPI 2000000010",
        "NPI: 2000-000-010",
        "npi#2000000010",
        "NPI No. 2000000010",
        "２０００００００１０",
        "2000000010.0",
        "2000\u00a0000\u00a0010",
    ],
)
def test_an_npi_is_read_as_people_write_it(typed):
    assert npi.plain(typed) == "2000000010"


@pytest.mark.parametrize(
    "typed",
    ["", "20000000101", "2000-000-01", "(200) 000-0010", "NPI 2000000010, 2000000028", "12/31/2000 10", "-2"],
)
def test_what_is_no_npi_in_any_writing_stays_as_it_is(typed):
    assert npi.plain(typed) == typed


@given(st.text(max_size=30))
def test_any_text_is_an_npis_digits_or_itself(text):
    assert npi.plain(text) in (text.strip(), npi.plain(npi.plain(text)))


def test_an_npi_that_begins_with_two_is_valid_too():
    assert npi.is_valid(npi.with_check_digit("200000001"))


@given(nine_digits)
def test_nine_digits_and_their_check_digit_are_valid(nine):
    assert npi.is_valid(npi.with_check_digit(nine))
    assert npi.with_check_digit(nine)[:9] == nine


@given(nine_digits, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(nine, place, more):
    right = npi.with_check_digit(nine)
    wrong = right[:place] + str((int(right[place]) + more) % 10) + right[place + 1 :]
    assert not npi.is_valid(wrong)


@given(nine_digits, st.integers(1, 8))
def test_two_neighbours_swapped_are_noticed_unless_they_are_nought_and_nine(nine, place):
    right = npi.with_check_digit(nine)
    one, other = right[place], right[place + 1]
    assume(one != other and {one, other} != {"0", "9"})
    assert not npi.is_valid(right[:place] + other + one + right[place + 2 :])


@given(st.text(max_size=20))
def test_any_text_is_an_answer_and_never_an_error(text):
    if npi.is_valid(text):
        assert npi.with_check_digit(text[:9]) == text
