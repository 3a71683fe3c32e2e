"""Names that may be a few slips away are told from others without comparing letter by letter; none is missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from directory.core.spellings import Spellings

SPELLED = st.text("abcdé 1.", min_size=1, max_size=8)


@given(st.lists(SPELLED, min_size=1, max_size=30, unique=True), SPELLED, st.integers(1, 3))
def test_every_name_that_is_near_enough_is_among_them(names, key, most):
    near = {name for name in names if OSA.distance(key, name) <= most}
    assert near <= set(Spellings(names).near(key, most))


@pytest.mark.parametrize("typed", ["portlnd", "chciago", "san fransisco", "sandeigo"])
def test_few_of_the_countrys_names_are_left_to_compare(gazetteer, typed):
    near = Spellings(gazetteer.names).near(typed, 2)
    assert 0 < len(near) < len(gazetteer.names) / 20 and near == sorted(near)
