"""License numbers: the same one in every writing, and what tells two apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.core.licences import normalised, parts


@pytest.mark.parametrize("written", ["AC 19962", "ac19962", "AC-19962", " A.C. 19962 ", "AC#19962"])
def test_spaces_case_and_punctuation_do_not_count(written):
    assert normalised(written) == "AC19962"


def test_letters_tell_numbers_apart_that_share_their_digits():
    assert normalised("19125") != normalised("AC19125")
    assert (parts("19125"), parts("AC19125")) == (("", "19125"), ("AC", "19125"))


def test_leading_zeros_are_kept():
    assert normalised("ACU.0001234") == "ACU0001234"


@given(some.text())
def test_normalising_twice_changes_nothing_and_the_parts_are_the_whole(text):
    plain = normalised(text)
    letters, digits = parts(text)
    assert normalised(plain) == plain
    assert sorted(letters + digits) == sorted(plain)
