"""A cursor goes on behind any name there may be."""

import pytest

from directory.answers.cursors import cursor_at, place_of
from directory.importer.cleaning import LONGEST_VALUE

ASKED = {"limit": "5"}


@pytest.mark.parametrize("letter", ["a", "ñ", "針", "💉"])
def test_a_list_goes_on_behind_the_longest_name(letter):
    name = letter * LONGEST_VALUE
    assert place_of(ASKED | {"cursor": cursor_at(name, ASKED, None)}, None) == name
