"""The first of those found are the same as when all of them are put in order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.search.radius import FoundPoints, first_by_rank

people = st.lists(
    st.tuples(
        st.integers(-(10**7), 10**7) | st.integers(0, 2),
        st.sampled_from([0.0, 1e-9, 1e-9 + 1e-24, 0.5, 4.0]) | st.floats(0, 4),
    ),
    max_size=60,
)


@given(people, st.integers(1, 70), st.randoms())
def test_the_first_are_those_of_the_whole_order(people, most, chance):
    numbers = list(range(len(people)))
    chance.shuffle(numbers)
    rank, squared = (
        np.array(values, code)
        for values, code in zip(zip(*people, strict=True) if people else ((), ()), ("i8", "f8"), strict=True)
    )
    found = FoundPoints(np.array(numbers, "i8"), np.arange(len(people)), squared)
    whole = sorted(zip(rank.tolist(), squared.tolist(), numbers, strict=True))
    assert first_by_rank(found, rank, most).numbers.tolist() == [number for _, _, number in whole[:most]]
