"""Names in one string."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from directory.core.full_names import parse_full_name


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
    assert tuple(parse_full_name(text)) == parts


@given(some.text(max_size=80))
def test_any_text_gives_four_texts(text):
    assert all(isinstance(part, str) for part in parse_full_name(text))
