"""Names in one string."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.core.full_names import parse_full_name


def shown(name):
    """A name in reading order, and the letters after it."""
    return " ".join(filter(None, name[:4])), name.credentials


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("JANE Q EXAMPLE", ("JANE", "Q", "EXAMPLE", "")),
        ("Jane Q. Example Jr.", ("Jane", "Q.", "Example", "Jr.")),
        ("Example, Jane Q.", ("Jane", "Q.", "Example", "")),
        ("JUAN DE LA CRUZ III", ("JUAN", "", "DE LA CRUZ", "III")),
        ("MARY D'ANGELO O'BRIEN", ("MARY", "D'ANGELO", "O'BRIEN", "")),
        ("ANH T DO", ("ANH", "T", "DO", "")),
        ("MARY LEE MA", ("MARY", "LEE", "MA", "")),
        ("KING LEE", ("KING", "", "LEE", "")),
        ("Dr. Jane Example", ("Jane", "", "Example", "")),
        ("LI", ("", "", "LI", "")),
        ("", ("", "", "", "")),
    ],
)
def test_a_name_is_taken_apart(text, parts):
    assert parse_full_name(text) == (*parts, "")


@pytest.mark.parametrize(
    ("typed", "name", "letters"),
    [
        ("Jane Q. Example, MD, FAAMA", "Jane Q. Example", "MD, FAAMA"),
        ("Example, Jane Q., MD", "Jane Q. Example", "MD"),
        ("De la Cruz, Juan, DO", "Juan De la Cruz", "DO"),
        ("Jane Example MD FAAMA", "Jane Example", "MD, FAAMA"),
        ("Jane Q. Example, Jr., D.O.", "Jane Q. Example Jr.", "D.O."),
        ("Jane Q. Example, III", "Jane Q. Example III", ""),
        ("Jane Example, ABIHM", "Jane Example", "ABIHM"),
        ("Jane Example, Dipl. O.M.", "Jane Example", "Dipl. O.M."),
        ("Jane Example,, MD,", "Jane Example", "MD"),
        ("Example, J.A.", "J.A. Example", ""),
        ("Jane Example, J.A.", "Jane Example", "J.A."),
        ("Jane Example, Acupuncture Physician", "Jane Example", "Acupuncture Physician"),
        ("EXAMPLE, JANE", "JANE EXAMPLE", ""),
        ("JANE EXAMPLE MD", "JANE EXAMPLE", "MD"),
        ("Jane MD", "Jane MD", ""),
        ("Anh Do", "Anh Do", ""),
        ("ANH VAN DO", "ANH VAN DO", ""),
        ("Anh Van Do", "Anh Van Do", ""),
        ("", "", ""),
    ],
)
def test_credentials_are_split_from_a_name(typed, name, letters):
    assert shown(parse_full_name(typed)) == (name, letters)


@given(some.text(max_size=80))
def test_any_text_gives_four_texts(text):
    assert all(isinstance(part, str) for part in parse_full_name(text))
