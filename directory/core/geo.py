"""Points on the earth, which is a sphere here: distances are great-circle, in miles; angles are WGS 84 degrees."""

from math import asin, cos, degrees, floor, pi, radians, sin, sqrt

import numpy as np

from directory.core.i18n import Message

EARTH_MILES = (
    6371.009 / 1.609344
)  # the mean radius, and the kilometers in a mile, as geopy has them; to load it takes a tenth of a second
HALF_ROUND = EARTH_MILES * pi
STRIP, AROUND = 0.25, 400.0  # degrees: how tall a strip is (17 miles); more than any two longitudes are apart
ROUNDING = 1e-9  # degrees


def unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point as x, y, z on the unit sphere."""
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
    """Where points in degrees lie along the earth cut into strips of STRIP degrees, from the south, each from west to east."""
    return np.floor((latitude + 90) / STRIP) * AROUND + longitude


def strip_ranges(latitude: float, longitude: float, miles: float) -> np.ndarray:
    """Where to look for all points within so many miles: a row for each strip, with the first and the last place `along` it."""
    reach = min(miles, HALF_ROUND) / EARTH_MILES
    south, north = ((max(-90.0, min(90.0, latitude + side * degrees(reach))) + 90) / STRIP for side in (-1, 1))
    wide = 360.0
    if reach + abs(radians(latitude)) < pi / 2:  # else there is a pole within
        wide = degrees(asin(min(1.0, sin(reach) / cos(radians(latitude))))) + ROUNDING
    if abs(longitude) + wide > 180:  # beyond the line where the day begins
        longitude, wide = 0.0, 180.0 + ROUNDING
    strips = np.arange(floor(south - ROUNDING), floor(north + ROUNDING) + 1) * AROUND
    return strips[:, None] + (longitude - wide, longitude + wide)


def morton(latitude: float, longitude: float) -> int:
    """Where the point lies on a Z-order curve of 2 x 16 bits: points with near numbers lie near each other."""
    return _spread(int((latitude + 90) / 180 * 65535)) << 1 | _spread(int((longitude + 180) / 360 * 65535))


def _spread(bits: int) -> int:
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | bits << shift) & mask
    return bits


def is_exact(precision: str | None) -> bool:
    """Whether a point is where the address is, not the center of a ZIP code or a city."""
    return precision not in ("zip", "city", None)


def miles_in_words(miles: float, precision: str | None) -> str:
    """A distance as far as it is known: to a tenth for an address, to a mile for the center of a ZIP code or a city."""
    if is_exact(precision):
        return Message("%(miles)s miles", miles=f"{miles:.1f}")
    if miles < 1.5:
        return Message("under 1 mile") if miles < 1 else Message("about 1 mile")
    return Message("about %(miles)s miles", miles=f"{miles:,.0f}")
