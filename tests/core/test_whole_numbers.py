"""A number is within its bounds however it is written."""

import pytest

from directory.core.whole_numbers import whole_number


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("100", 100), ("007", 7), ("0", None), ("101", None)])
def test_a_number_within_its_bounds_is_read(text, number):
    assert whole_number(text, 1, 100) == number


@pytest.mark.parametrize(
    "text",
    ["", " 1", "+1", "-1", "1.0", "1_0", "²", "１", "0000000501", "00000001" + "0" * 5000, "9" * 5000],
)
def test_what_is_none_is_none_of_any_length(text):
    assert whole_number(text, 1, 100) is None
