"""Names in fields, as NPPES and insurers hold them. Everybody is made up."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as some
from typed_names import typed_names

from directory.core.full_names import FullName, parse_full_name
from directory.core.name_fields import tidied


@pytest.mark.parametrize(
    ("first", "last", "suffix", "tidy"),
    [
        ("JOHN", "EXAMPLE JR", "", ("JOHN", "", "EXAMPLE", "JR", "")),
        ("JOHN", "EXAMPLE, JR.", "JR.", ("JOHN", "", "EXAMPLE", "JR.", "")),
        ("JOHN", "EXAMPLE III", "", ("JOHN", "", "EXAMPLE", "III", "")),
        ("JOHN III", "EXAMPLE", "", ("JOHN", "", "EXAMPLE", "III", "")),
        ("JOHN", "EXAMPLE SR MD", "", ("JOHN", "", "EXAMPLE", "SR", "MD")),
        ("JANE", "EXAMPLE L.AC.", "", ("JANE", "", "EXAMPLE", "", "L.AC.")),
        ("JANE L.AC", "EXAMPLE", "", ("JANE", "", "EXAMPLE", "", "L.AC")),
        ("JANE", "EXAMPLE, MD", "", ("JANE", "", "EXAMPLE", "", "MD")),
        ("JANE", "EXAMPLE (MD)", "", ("JANE", "", "EXAMPLE", "", "MD")),
        ("JANE", "EXAMPLE, LAC", "", ("JANE", "", "EXAMPLE", "", "LAC")),
        ("JANE", "EXAMPLE LAC", "", ("JANE", "", "EXAMPLE", "", "LAC")),
        ("JANE", "EXAMPLE, RPH, PHARMD, BCPS", "", ("JANE", "", "EXAMPLE", "", "RPH, PHARMD, BCPS")),
        ("JANE", "EXAMPLE, AMOLE", "", ("JANE", "", "EXAMPLE, AMOLE", "", "")),
        ("JANE", "EXAMPLE", "MD", ("JANE", "", "EXAMPLE", "", "MD")),
        ("JANE", "EXAMPLE", "Jr., MD, FAAMA", ("JANE", "", "EXAMPLE", "Jr.", "MD, FAAMA")),
        ("JANE", "EXAMPLE", "Jr MD", ("JANE", "", "EXAMPLE", "Jr", "MD")),
        ("JOHN", "EXAMPLE", "V", ("JOHN", "", "EXAMPLE", "V", "")),
        ("JOHN", "EXAMPLE", "I", ("JOHN", "", "EXAMPLE", "I", "")),
        ("DR. JANE", "EXAMPLE", "", ("JANE", "", "EXAMPLE", "", "")),
        ("", "EXAMPLE JR, JOHN Q, LAC", "", ("JOHN", "Q", "EXAMPLE", "JR", "LAC")),
    ],
)
def test_what_stands_in_a_field_of_names_goes_where_it_belongs(first, last, suffix, tidy):
    assert tidied(FullName(first, "", last, suffix)) == tidy


@pytest.mark.parametrize("last", ["VI", "DO", "MA", "LAC", "LE MA", "TRAN LAC", "VAN DO", "II", "GARCIA DO"])
def test_a_family_name_that_is_like_letters_or_a_number_stays(last):
    """Ms. Vi, Ms. Do and Ms. Ma would lose their names, and be called physicians."""
    assert tidied(FullName("ANNA", "", last)) == ("ANNA", "", last, "", "")


@pytest.mark.parametrize("first", ["MD", "DO", "LAC", "MINH LAC", "DO YOUNG", "NAN", "NA", "X", "VAN DO"])
def test_a_given_name_that_is_like_letters_or_like_a_placeholder_stays(first):
    assert tidied(FullName(first, "", "EXAMPLE")) == (first, "", "EXAMPLE", "", "")


@pytest.mark.parametrize(
    "word",
    ["FNU", "fnu", "NFN", "LNU", "NMN", "(NMN)", "NMI", "N/A", "XXX", "TBD", "Vacant", "UNKNOWN", "NO MIDDLE NAME"],
)
def test_a_placeholder_is_no_name(word):
    """Somebody who has only a family name, or only a given one, is listed by it."""
    assert tidied(FullName("JANE", word, "EXAMPLE"))[:3] == ("JANE", "", "EXAMPLE")
    assert tidied(FullName(word, "", "EXAMPLE"))[:3] == ("", "", "EXAMPLE")
    assert tidied(FullName("RAHUL", "", word))[:3] == ("RAHUL", "", "")
    assert tidied(FullName(word, "", word))[:3] == ("", "", "")


@pytest.mark.parametrize("word", ["NONE", "Null", "TEST"])
def test_none_null_and_test_are_family_names_beside_a_given_name_alone(word):
    """Ms. Null keeps her name; an empty cell that a program has written so makes nobody."""
    assert tidied(FullName("JANE", word, word))[:3] == ("JANE", "", word)
    assert tidied(FullName("J", "", word))[:3] == ("J", "", word)
    assert tidied(FullName(word, "", "EXAMPLE"))[:3] == ("", "", "EXAMPLE")
    assert tidied(FullName(word, "", word)) == tidied(FullName("", "", word)) == ("", "", "", "", "")


def test_a_generation_in_the_field_of_the_middle_name_is_one_but_initials_are_none():
    assert tidied(FullName("JOHN", "JR.", "EXAMPLE")) == ("JOHN", "", "EXAMPLE", "JR.", "")
    assert tidied(FullName("JOHN", "J.R.", "EXAMPLE")) == ("JOHN", "J.R.", "EXAMPLE", "", "")


def test_a_name_that_was_read_from_one_text_stays_as_it_was_read():
    for _, text, _ in islice(typed_names(), 0, None, 23):
        read = parse_full_name(text)
        assert tidied(read) == read


def test_letters_of_a_name_stand_before_those_of_their_own_field():
    assert tidied(FullName("JANE", "", "EXAMPLE, MD", "", "LAC")).credentials == "MD, LAC"
    assert tidied(FullName("JANE", "", "EXAMPLE, LAC", "", "LAC")).credentials == "LAC"


WORDS = ("Jane", "DO", "MD", "L.Ac.", "Jr", "III", "Smith", "O'Brien", ",", "LAC", "Kim", "Ñu", "de", "V")
words = some.lists(some.sampled_from(WORDS), max_size=5)
fields = some.tuples(*[words.map(" ".join)] * 5)


@given(fields)
def test_no_word_of_a_field_is_lost(parts):
    """Each is in the name, the suffix or the credentials, once at least."""
    tidy = " ".join(tidied(FullName(*parts)))
    assert set(" ".join(parts).replace(",", " ").split()) <= set(tidy.replace(",", " ").split())


@given(some.tuples(*[some.text(max_size=30)] * 5))
def test_any_fields_give_five_texts(parts):
    assert all(isinstance(part, str) for part in tidied(FullName(*parts)))
