"""License numbers: the same one in every writing, and what tells two apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.core.licences import comparable, normalised, parts

OTHER_WORDS = ("CA-AC 19125", "AC19125 (CA)", "CA19125", "License #19125", "Lic. No. AC19125", "Acupuncture 19125")


@pytest.mark.parametrize("written", ["AC 19962", "ac19962", "AC-19962", " A.C. 19962 ", "AC#19962"])
def test_spaces_case_and_punctuation_do_not_count(written):
    assert normalised(written) == "AC19962"


def test_letters_tell_numbers_apart_that_share_their_digits():
    assert normalised("19125") != normalised("AC19125")
    assert (parts("19125"), parts("AC19125")) == (("", "19125"), ("AC", "19125"))


def test_leading_zeros_are_kept():
    assert normalised("ACU.0001234") == "ACU0001234"


@pytest.mark.parametrize(
    "written", ["19125", "AC19125", "AC 019125", "L.Ac. 19125", "Lic. No. 19125", "ACU.0019125", *OTHER_WORDS]
)
def test_letters_that_say_acupuncturist_and_leading_zeros_are_left_out_of_the_comparison(written):
    assert comparable("CA", written) == ("", "19125")


@pytest.mark.parametrize(
    ("state", "acupuncturist", "somebody_else_elsewhere"),
    [
        *[("FL", "AP1234", "TX"), ("MD", "U01234", "CA"), ("RI", "DA1234", "MA"), ("WA", "EAMP1234", "OR")],
        *[("NM", "DOM1234", "CA"), ("NV", "OMD 1234", "CA"), ("PA", "AK001234", "CA"), ("IN", "1234A", "CA")],
    ],
)
def test_a_states_own_letters_say_so_in_that_state_alone(state, acupuncturist, somebody_else_elsewhere):
    assert comparable(state, acupuncturist) == ("", "1234")
    assert comparable(somebody_else_elsewhere, acupuncturist)[0]


@pytest.mark.parametrize("other", ["MD12345", "A12345", "PT 12345", "12345A", "DC12345"])
def test_another_professions_license_with_the_same_digits_is_another(other):
    assert comparable("CA", other) != comparable("CA", "AC12345") == comparable("CA", "12345")


def test_without_digits_the_letters_are_compared():
    assert comparable("CA", "PENDING") == ("PENDING", "") != comparable("CA", "N/A")
    assert comparable("CA", "Lic. No.") == ("LICNO", "")


@given(some.text())
def test_normalising_twice_changes_nothing_and_the_parts_are_the_whole(text):
    plain = normalised(text)
    letters, digits = parts(text)
    assert normalised(plain) == plain
    assert sorted(letters + digits) == sorted(plain)


@pytest.mark.parametrize(("state", "letters"), [("MD", "MD"), ("PA", "PA"), ("ND", "ND"), ("CA", "A"), ("CA", "MD")])
def test_letters_of_another_profession_are_no_states_code(state, letters):
    assert comparable(state, f"{letters}19125") == (letters, "19125")


@pytest.mark.parametrize("written", ["004131-1", "004131-01", "4131", "L.Ac. 004131"])
def test_a_new_york_number_is_the_same_with_its_registration(written):
    assert comparable("NY", written) == ("", "4131")
    assert comparable("KS", "23-00067") == ("", "2300067")


@pytest.mark.parametrize(
    ("state", "whole", "written"),
    [
        ("IL", "198.001744", "1744"),
        ("IL", "198001744", "L.Ac. 198.001744"),
        ("NJ", "25MZ00091800", "MZ 00091800"),
        ("NY", "25-005118", "005118-1"),
        ("UT", "4837261-1201", "4837261"),
        ("VA", "0121000881", "881"),
        ("WI", "673-55", "673"),
        ("CT", "90.000614", "000614"),
    ],
)
def test_a_number_is_the_same_without_the_code_of_its_profession(state, whole, written):
    assert comparable(state, whole) == comparable(state, written)


@pytest.mark.parametrize(("state", "whole"), [("IL", "036.001744"), ("VA", "0101000881")])
def test_a_number_with_another_professions_code_is_another(state, whole):
    assert comparable(state, whole) != comparable(state, whole[-6:])
    assert comparable("OR", "198.001744") != comparable("OR", "1744")
