"""Who is within a radius or an area, and who of them comes first: arithmetic on columns, exact to the last place."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from directory.core.county_borders import MAX_NUMBER
from directory.core.gazetteer import Area
from directory.core.geo import chord_squared, strip_ranges, unit_vector
from directory.search.place import Place
from directory.store.listings.reader import Directory

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
        return FoundPoints(self.numbers[places], self.rows[places], self.squared[places])


def nearest_within(place: Place, miles: float, directory: Directory) -> FoundPoints:
    """The nearest point of each practitioner who has one within so many miles, in no order."""
    columns = directory.columns
    ranges = columns["along"].searchsorted(strip_ranges(place.latitude, place.longitude, miles)).tolist()
    rows = np.concatenate([np.arange(first, last) for first, last in ranges])
    squared = _squared(place, rows, directory)
    near = (squared <= chord_squared(miles)).nonzero()[0]
    rows = rows[near]
    return _each_once(FoundPoints(columns["practitioner"][rows], rows, squared[near]), directory)


def nearest_in(area: Area, place: Place, directory: Directory) -> FoundPoints:
    """Of each practitioner who has a point in an area the one that is nearest to a place, in no order."""
    columns = directory.columns
    is_in = _among(area.counties)[columns["county"]]
    if area.zips:
        is_in |= _among(area.zips)[columns["zip"]]
    return _each_once(points_at_rows(place, is_in.nonzero()[0], directory), directory)


def _among(numbers: Sequence[int]) -> np.ndarray:
    """A mask of all numbers of counties, or of ZIP codes."""
    mask = np.zeros(MAX_NUMBER, bool)
    mask[list(numbers)] = True
    return mask


def _each_once(points: FoundPoints, directory: Directory) -> FoundPoints:
    several = directory.columns["several"][points.rows].nonzero()[0]
    return points.only(_nearest_of_each(points, several)) if len(several) > 1 else points


def points_at_rows(place: Place, rows: np.ndarray, directory: Directory) -> FoundPoints:
    """The points in these rows of the columns; a practitioner may have several of them."""
    return FoundPoints(directory.columns["practitioner"][rows], rows, _squared(place, rows, directory))


def _squared(place: Place, rows: np.ndarray, directory: Directory) -> np.ndarray:
    """The squared chords from a place to the points in these rows."""
    columns = directory.columns
    x, y, z = unit_vector(place.latitude, place.longitude)
    squared: np.ndarray = (columns["x"][rows] - x) ** 2 + (columns["y"][rows] - y) ** 2 + (columns["z"][rows] - z) ** 2
    return squared


def _nearest_of_each(points: FoundPoints, several: np.ndarray) -> np.ndarray:
    """The indexes of the points to keep so that no practitioner has two.

    several: the indexes of the points of practitioners with more than one.
    """
    order = several[np.lexsort((points.squared[several], points.numbers[several]))]
    numbers = points.numbers[order]
    kept = np.ones(len(points.rows), bool)
    kept[order[1:][numbers[1:] == numbers[:-1]]] = False
    return kept.nonzero()[0]


def first_by_rank(points: FoundPoints, rank: np.ndarray, most: int) -> FoundPoints:
    """The first `most`, in order: by rank (whole numbers), then the nearest, then as the directory has them."""
    if len(rank) > most:
        # A rough key leaves few points to sort. What rounding makes equal stays in, and the exact sort below decides.
        rough = rank * (2 * MAX_CHORD_SQUARED) + points.squared
        near = np.flatnonzero(rough <= np.partition(rough, most - 1)[most - 1])
        points, rank = points.only(near), rank[near]
    return points.only(np.lexsort((points.numbers, points.squared, rank))[:most])
