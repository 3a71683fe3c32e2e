"""Each practitioner is found once, where they are nearest; the first of those found are the same as when all of them
are put in order.
"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.core.geo import chord_squared, strip_position, unit_vector
from directory.search.place import Place
from directory.search.radius import FoundPoints, first_by_rank, nearest_within

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


class Practices:
    """A directory of which only the points are asked. at: (whose, latitude, longitude)."""

    def __init__(self, at):
        numbers, latitudes, longitudes = (np.array(values) for values in zip(*at, strict=True))
        along = strip_position(latitudes, longitudes)
        order = np.lexsort((numbers, along))
        x, y, z = np.array([unit_vector(*point) for point in zip(latitudes[order], longitudes[order], strict=True)]).T
        numbers = numbers[order]
        several = np.bincount(numbers)[numbers] > 1
        self.columns = {"practitioner": numbers, "along": along[order], "several": several, "x": x, "y": y, "z": z}


# Few places, so that many practise twice at one, or as far to the west as to the east.
places = st.tuples(st.integers(0, 8), st.sampled_from([40.0, 40.1, 39.9, 40.3]), st.sampled_from([-75.0, -75.1, -74.9]))


@given(st.lists(places, min_size=1, max_size=40), st.sampled_from([1.0, 8.0, 30.0]))
def test_each_practitioner_is_found_once_at_the_first_of_their_nearest_points(at, miles):
    directory, here = Practices(at), Place("here", 40.0, -75.0, "point")
    found = nearest_within(here, miles, directory)
    columns, wanted = directory.columns, {}
    place = unit_vector(here.latitude, here.longitude)
    for row, point in enumerate(zip(columns["x"], columns["y"], columns["z"], strict=True)):
        squared = sum((float(one) - other) ** 2 for one, other in zip(point, place, strict=True))
        if squared <= chord_squared(miles):
            number = int(columns["practitioner"][row])
            wanted[number] = min(wanted.get(number, (9.0, 0)), (squared, row))
    rows = dict(zip(found.numbers.tolist(), found.rows.tolist(), strict=True))
    assert rows == {number: row for number, (_, row) in wanted.items()} and len(rows) == len(found.rows)
