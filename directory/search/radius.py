"""Who is within a radius, and who of them comes first: arithmetic on columns, exact to the last place."""

from typing import NamedTuple

import numpy as np

from directory.core.geo import chord_squared, strip_ranges, unit_vector
from directory.search.places import Place
from directory.store.listings.columns import spread
from directory.store.listings.reader import Directory


class FoundPoints(NamedTuple):
    """Points by their rows in the columns: whose they are, by number, and their squared chords from the place."""

    numbers: np.ndarray
    rows: np.ndarray
    squared: np.ndarray

    def only(self, places: np.ndarray | slice) -> "FoundPoints":
        """Those at these places, in this order."""
        return FoundPoints(self.numbers[places], self.rows[places], self.squared[places])


def nearest_within(place: Place, miles: float, directory: Directory) -> FoundPoints:
    """The nearest point of everybody who has one within so many miles, in no order."""
    columns = directory.columns
    ends = columns["along"].searchsorted(strip_ranges(place.latitude, place.longitude, miles))
    points = points_at_rows(place, spread(ends[:, 0], ends[:, 1] - ends[:, 0]), directory)
    found = points.only((points.squared <= chord_squared(miles)).nonzero()[0])
    several = columns["several"][found.rows].nonzero()[0]
    return found.only(_nearest_of_each(found, several)) if len(several) > 1 else found


def points_at_rows(place: Place, rows: np.ndarray, directory: Directory) -> FoundPoints:
    """The points in these rows; a practitioner may have several of them."""
    columns = directory.columns
    x, y, z = unit_vector(place.latitude, place.longitude)
    squared = (columns["x"][rows] - x) ** 2 + (columns["y"][rows] - y) ** 2 + (columns["z"][rows] - z) ** 2
    return FoundPoints(columns["practitioner"][rows], rows, squared)


def _nearest_of_each(found: FoundPoints, several: np.ndarray) -> np.ndarray:
    """The places to keep so that those `several` are each of another practitioner."""
    order = several[np.lexsort((found.squared[several], found.numbers[several]))]
    numbers = found.numbers[order]
    kept = np.ones(len(found.rows), bool)
    kept[order[1:][numbers[1:] == numbers[:-1]]] = False
    return kept.nonzero()[0]


def first_by_rank(found: FoundPoints, rank: np.ndarray, most: int) -> FoundPoints:
    """The first `most`, in order: by rank (whole numbers), then the nearest, then as the directory has them."""
    if len(rank) > most:
        rough = (
            rank * 8.0 + found.squared
        )  # a squared chord is at most 4; what rounding makes equal is told apart below
        near = np.flatnonzero(rough <= np.partition(rough, most - 1)[most - 1])
        found, rank = found.only(near), rank[near]
    return found.only(np.lexsort((found.numbers, found.squared, rank))[:most])
