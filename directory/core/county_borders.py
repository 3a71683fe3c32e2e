"""In which county a point lies, told from the Census Bureau's borders."""

from collections.abc import Iterable
from math import cos, radians
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# A point in no county is in the nearest, within so many degrees of latitude (7 miles): borders are drawn coarsely, and
# people live on piers and on islands too small to be drawn.
SHORE = 0.1
NO_COUNTY = 0
MAX_NUMBER = 100_000  # more than any county's number (FIPS) and any ZIP code: both have five digits

Numbers = NDArray[np.int32]
Degrees = NDArray[np.float64]


class Ring(NamedTuple):
    """One closed line around a county, an island of it or a hole in it: the county's number, corners in degrees."""

    county: int
    latitudes: Degrees
    longitudes: Degrees


class CountyBorders:
    """The borders of all counties."""

    def __init__(self, rings: Iterable[Ring]):
        self.rings = list(rings)
        ends = [(*_ends(ring.latitudes), *_ends(ring.longitudes)) for ring in self.rings]
        self.south, self.north, self.west, self.east = np.array(ends).reshape(-1, 4).T

    def counties_at(self, latitudes: Degrees, longitudes: Degrees) -> Numbers:
        """The number of each point's county (FIPS), NO_COUNTY of points far from all."""
        points, places = np.unique(np.stack((latitudes, longitudes), axis=1), axis=0, return_inverse=True)
        found = self._around(points)
        for place in np.flatnonzero(found == NO_COUNTY).tolist():
            found[place] = self._nearest(*points[place])
        counties: Numbers = found[places.reshape(-1)]
        return counties

    def _around(self, points: Degrees) -> Numbers:
        """For each point, sorted by latitude, the county that it lies in: inside an odd number of its rings."""
        inside: dict[int, NDArray[np.int64]] = {}
        firsts, lasts = points[:, 0].searchsorted(self.south), points[:, 0].searchsorted(self.north, "right")
        for each in np.flatnonzero(firsts < lasts).tolist():  # few of them, where few points are new
            ring, longitudes = self.rings[each], points[firsts[each] : lasts[each], 1]
            beside = (longitudes >= self.west[each]) & (longitudes <= self.east[each])
            if len(places := firsts[each] + np.flatnonzero(beside)):
                within = places[_is_inside(points[places], ring)]
                inside[ring.county] = np.setxor1d(inside.get(ring.county, within[:0]), within)
        found = np.full(len(points), NO_COUNTY, np.int32)
        for county, places in inside.items():
            found[places] = county
        return found

    def _nearest(self, latitude: float, longitude: float) -> int:
        narrow = cos(radians(latitude))
        wide = SHORE / narrow
        near = (self.south - SHORE <= latitude) & (latitude <= self.north + SHORE)
        near &= (self.west - wide <= longitude) & (longitude <= self.east + wide)
        rings = (self.rings[place] for place in np.flatnonzero(near).tolist())
        away = ((_squared_to(ring, latitude, longitude, narrow), ring.county) for ring in rings)
        return min([(SHORE**2, NO_COUNTY), *away])[1]


def _ends(axis: Degrees) -> tuple[float, float]:
    return float(axis.min()), float(axis.max())


def _is_inside(points: Degrees, ring: Ring) -> NDArray[np.bool_]:
    """Whether a line from each point to the east crosses the ring an odd number of times."""
    latitude, longitude = points[:, :1], points[:, 1:]
    south, north = ring.latitudes[:-1], ring.latitudes[1:]
    west, east = ring.longitudes[:-1], ring.longitudes[1:]
    passes = (south > latitude) != (north > latitude)
    with np.errstate(divide="ignore", invalid="ignore"):  # of sides along a parallel, which nothing passes
        crossing = west + (latitude - south) / (north - south) * (east - west)
    inside: NDArray[np.bool_] = (passes & (longitude < crossing)).sum(axis=1) % 2 == 1
    return inside


def _squared_to(ring: Ring, latitude: float, longitude: float, narrow: float) -> float:
    """The squared distance from a point to the nearest side of a ring, in degrees of latitude, on a flat map."""
    y, x = ring.latitudes - latitude, (ring.longitudes - longitude) * narrow
    along_y, along_x = np.diff(y), np.diff(x)
    share = np.clip(-(y[:-1] * along_y + x[:-1] * along_x) / (along_y**2 + along_x**2), 0, 1)
    return float(((y[:-1] + share * along_y) ** 2 + (x[:-1] + share * along_x) ** 2).min())
