"""Text whose columns stand at fixed places."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.importer.formats.fixed_width import fixed_width_rows, reaches
from directory.importer.record import FileRefused, Problem

POSITIONS = {"Number": (1, 3), "Name": (5, 9), "Status": (10, 12)}


LOOKS = {"Number": re.compile(r"\d{3}")}


def values(*blocks, encoding="cp1252"):
    """The rows of a file that comes in these blocks."""
    return list(fixed_width_rows(iter(blocks), POSITIONS, encoding, LOOKS))


def test_each_value_is_what_stands_between_its_two_places():
    assert values(b"123 Jane OK \r\n124 Jo   NO \n") == [
        (0, ["Number", "Name", "Status"]),
        (1, ["123", "Jane", "OK"]),
        (2, ["124", "Jo", "NO"]),
    ]


def test_what_comes_after_the_last_place_is_passed_over_and_blank_lines_are_no_rows():
    assert values(b"123 Jane OK and more\n\r\n\n124 Jo   NO \n")[1:] == [
        (1, ["123", "Jane", "OK"]),
        (2, ["124", "Jo", "NO"]),
    ]


def test_a_line_that_ends_early_has_fewer_values_so_that_it_is_refused_and_not_read_as_saying_nothing():
    assert values(b"123 Jane OK \n124 Jo\n")[2] == (2, ["124", "Jo"])


def test_a_last_line_without_a_line_end_is_read_where_it_is_whole_and_a_cut_one_refuses_the_file():
    assert values(b"123 Jane OK \n124 Jo, aNO")[2] == (2, ["124", "Jo, a", "NO"])
    with pytest.raises(FileRefused, match="its last line has 6 characters and no line end"):
        values(b"123 Jane OK \n124 Jo")


def test_lines_are_the_same_however_the_file_comes_in_blocks():
    assert values(b"123 Ja", b"ne OK \n124", b" Jo   NO \n") == values(b"123 Jane OK \n124 Jo   NO \n")


def test_places_count_characters_whether_the_text_is_utf_8_or_of_eight_bits():
    for encoding in ("utf-8", "cp1252"):
        assert values("123 Núñ  OK \n".encode(encoding))[1] == (1, ["123", "Núñ", "OK"])


def test_a_line_reaches_as_far_as_the_columns_where_it_has_the_first_character_of_each():
    assert reaches(b"123 Jane O", POSITIONS) and not reaches(b"123 Jane \r", POSITIONS)
    assert not reaches(b"123 Jane OK", {})


def test_a_line_whose_columns_stand_elsewhere_is_refused_and_not_read_as_somebody_elses():
    _, (_, shifted), (_, row) = values(b" 123 Jane OK\n124 Jo   NO \n")
    assert shifted.refused and "Number: 12" in shifted.reason
    assert row == ["124", "Jo", "NO"]


def test_the_line_ends_of_a_macintosh_are_line_ends_and_two_lines_in_one_are_refused():
    assert values(b"123 Jane OK \r124 Jo   NO \r")[1:] == [(1, ["123", "Jane", "OK"]), (2, ["124", "Jo", "NO"])]
    (_, problem) = values(b"123 Jane OK 124 Jo   NO \n")[1]
    assert problem.refused and "a line end is missing" in problem.reason


def test_a_file_that_is_one_endless_line_is_refused():
    with pytest.raises(FileRefused, match="over 4 MB"):
        values(*[b"x" * (1 << 20)] * 6)


@given(some.binary(max_size=200))
def test_any_bytes_give_rows_or_a_refusal(content):
    try:
        for _, row in values(content):
            assert isinstance(row, Problem) or len(row) <= len(POSITIONS)
    except FileRefused as error:
        assert "\n" not in str(error)
