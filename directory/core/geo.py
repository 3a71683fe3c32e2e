"""Points on the earth, which is a sphere here: distances are great-circle, in miles; angles are WGS 84 degrees."""

from math import asin, cos, degrees, floor, pi, radians, sin, sqrt

import numpy as np

from directory.core.i18n import Message

EARTH_MILES = 6371.009 / 1.609344  # the mean radius in km over the km in a mile: geopy's figures, without loading geopy
HALF_ROUND = EARTH_MILES * pi
STRIP_HEIGHT = 0.25  # degrees of latitude: 17 miles
STRIP_LENGTH = 400.0  # more than the difference of any two longitudes, so that strips do not overlap
ROUNDING = 1e-9  # degrees


def unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """A point in degrees as x, y, z on the unit sphere."""
    phi, lam = radians(latitude), radians(longitude)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def chord_squared(miles: float) -> float:
    """The squared straight line, on the unit sphere, between two points that many miles apart on its surface."""
    angle = min(miles, HALF_ROUND) / EARTH_MILES
    return (2 * sin(angle / 2)) ** 2


def miles_of_chord(chord_squared: float) -> float:
    """The great-circle miles between two points whose squared chord on the unit sphere this is."""
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(chord_squared) / 2))


def miles_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle miles between two points, each latitude and longitude in degrees."""
    return miles_of_chord(sum((a - b) ** 2 for a, b in zip(unit_vector(*one), unit_vector(*other), strict=True)))


def strip_position(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Numbers that sort points in degrees by strip of STRIP_HEIGHT, from the south, and in it from west to east."""
    strips = np.floor((latitude + 90) / STRIP_HEIGHT) * STRIP_LENGTH
    positions: np.ndarray = strips + longitude
    return positions


def strip_ranges(latitude: float, longitude: float, miles: float) -> list[tuple[float, float]]:
    """The parts of strips that hold all points within so many miles: the first and last `strip_position` in each strip.

    They hold points that are farther away, too.
    """
    angle = min(miles, HALF_ROUND) / EARTH_MILES
    south, north = ((max(-90.0, min(90.0, latitude + side * degrees(angle))) + 90) / STRIP_HEIGHT for side in (-1, 1))
    half_width = 360.0
    if angle + abs(radians(latitude)) < pi / 2:  # no pole is within the radius
        half_width = degrees(asin(min(1.0, sin(angle) / cos(radians(latitude))))) + ROUNDING
    if abs(longitude) + half_width > 180:  # across the 180th meridian: the whole strip
        longitude, half_width = 0.0, 180.0 + ROUNDING
    strips = (strip * STRIP_LENGTH for strip in range(floor(south - ROUNDING), floor(north + ROUNDING) + 1))
    west, east = longitude - half_width, longitude + half_width
    return [(strip + west, strip + east) for strip in strips]


def morton(latitude: float, longitude: float) -> int:
    """The point's place on a Z-order curve of 2 x 16 bits (Morton number): near numbers are near points."""
    return _spread(int((latitude + 90) / 180 * 65535)) << 1 | _spread(int((longitude + 180) / 360 * 65535))


def _spread(bits: int) -> int:
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | bits << shift) & mask
    return bits


def is_exact(precision: str | None) -> bool:
    """Whether a point of this precision is that of the address, not the center of a ZIP code or a city."""
    return precision not in ("zip", "city", None)


def miles_in_words(miles: float, precision: str | None) -> str:
    """A distance no more exact than the point: to a tenth for an address, to a mile for a ZIP code or a city."""
    if is_exact(precision):
        return Message("%(miles)s miles", miles=f"{miles:.1f}")
    if miles < 1.5:
        return Message("under 1 mile") if miles < 1 else Message("about 1 mile")
    return Message("about %(miles)s miles", miles=f"{miles:,.0f}")
