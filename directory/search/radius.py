"""Who is within a radius or an area, and who of them comes first: arithmetic on columns, exact to the last place."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from directory.core.county_borders import MAX_NUMBER
from directory.core.gazetteer import Area
from directory.core.geo import chord_squared, strip_ranges, unit_vector
from directory.search.place import Place
from directory.store.listings.reader import Directory, once_a_version

MAX_CHORD_SQUARED = 4.0  # of two points opposite each other


class FoundPoints(NamedTuple):
    """Points. numbers: the practitioner of each; rows: its index in the columns of points; squared: its squared chord
    from the place.
    """

    numbers: np.ndarray
    rows: np.ndarray
    squared: np.ndarray

    def only(self, places: np.ndarray | slice) -> "FoundPoints":
        """The points at these indexes, in this order."""
        if isinstance(places, slice):
            return FoundPoints(self.numbers[places], self.rows[places], self.squared[places])
        return FoundPoints(self.numbers.take(places), self.rows.take(places), self.squared.take(places))


def nearest_within(place: Place, miles: float, directory: Directory) -> FoundPoints:
    """The nearest point of each practitioner who has one within so many miles, in no order."""
    columns = directory.columns
    ranges = columns["along"].searchsorted(strip_ranges(place.latitude, place.longitude, miles)).tolist()
    rows = np.concatenate([np.arange(first, last) for first, last in ranges])
    squared = _squared(place, rows, directory)
    return _each_once(rows, squared, squared <= chord_squared(miles), directory)


def nearest_in(area: Area, place: Place, directory: Directory) -> FoundPoints:
    """Of each practitioner who has a point in an area the one that is nearest to a place, in no order."""
    columns = directory.columns
    is_in = _among(area.counties)[columns["county"]]
    if area.zips:
        is_in |= _among(area.zips)[columns["zip"]]
    rows = is_in.nonzero()[0]
    return _each_once(rows, _squared(place, rows, directory), np.ones(len(rows), bool), directory)


def _among(numbers: Sequence[int]) -> np.ndarray:
    """A mask of all numbers of counties, or of ZIP codes."""
    mask = np.zeros(MAX_NUMBER, bool)
    mask[list(numbers)] = True
    return mask


@once_a_version
def _owners(directory: Directory) -> np.ndarray:
    """For each point 0 where its practitioner has no other, else a number of this practitioner."""
    several = directory.columns["several"]
    owners = np.zeros(len(several), np.int32)
    owners[several] = np.unique(directory.columns["practitioner"][several], return_inverse=True)[1] + 1
    return owners


def _each_once(rows: np.ndarray, squared: np.ndarray, is_in: np.ndarray, directory: Directory) -> FoundPoints:
    """The points in these rows of the columns that are in, of each practitioner the nearest alone; of equals, the
    first. Changes the mask.
    """
    owners = _owners(directory).take(rows)
    owners *= is_in
    several = owners.nonzero()[0]
    if len(several) > 1:
        owners = owners.take(several).astype(np.intp)
        farthest_first = squared.take(several).argsort(kind="stable")[::-1]
        nearest = np.empty(owners.max() + 1, np.intp)
        nearest[owners.take(farthest_first)] = several.take(farthest_first)  # the last that is written stays
        is_in[several] = nearest.take(owners) == several
    places = is_in.nonzero()[0]
    rows = rows.take(places)
    return FoundPoints(directory.columns["practitioner"].take(rows), rows, squared.take(places))


def points_at_rows(place: Place, rows: np.ndarray, directory: Directory) -> FoundPoints:
    """The points in these rows of the columns; a practitioner may have several of them."""
    return FoundPoints(directory.columns["practitioner"][rows], rows, _squared(place, rows, directory))


def _squared(place: Place, rows: np.ndarray, directory: Directory) -> np.ndarray:
    """The squared chords from a place to the points in these rows."""
    x, y, z = unit_vector(place.latitude, place.longitude)
    squared = _squared_differences(directory.columns["x"], rows, x)
    squared += _squared_differences(directory.columns["y"], rows, y)
    squared += _squared_differences(directory.columns["z"], rows, z)
    return squared


def _squared_differences(column: np.ndarray, rows: np.ndarray, value: float) -> np.ndarray:
    differences = column.take(rows)
    differences -= value
    differences *= differences
    return differences


def first_by_rank(points: FoundPoints, rank: np.ndarray, most: int) -> FoundPoints:
    """The first `most`, in order: by rank (whole numbers), then the nearest, then as the directory has them."""
    if len(rank) > most:
        # A rough key leaves few points to sort. What rounding makes equal stays in, and the exact sort below decides.
        rough = rank * (2 * MAX_CHORD_SQUARED) + points.squared
        near = np.flatnonzero(rough <= np.partition(rough, most - 1)[most - 1])
        points, rank = points.only(near), rank[near]
    return points.only(np.lexsort((points.numbers, points.squared, rank))[:most])
