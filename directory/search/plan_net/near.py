"""The parameter near: latitude|longitude|distance|units (FHIR R4, Location)."""

import math
from typing import Any, NamedTuple

from numpy.typing import NDArray

from directory.core.fhir_values import Resource
from directory.core.geo import miles_between
from directory.search.place import Place
from directory.search.plan_net.refusals import BadSearch
from directory.search.query import MAX_MILES
from directory.search.radius import nearest_within
from directory.store.listings.reader import Directory

MILES = {
    "": 0.621371192,
    "km": 0.621371192,
    "m": 0.000621371192,
    "mi": 1.0,
    "mi_us": 1.0,
    "[mi_us]": 1.0,
    "[mi_i]": 1.0,
}
USUAL_KM = 25.0
WRITTEN = "near may be latitude|longitude|distance|units, such as 45.52|-122.68|10|km; units are km, m or mi"


class Circle(NamedTuple):
    """A point in degrees, and how many miles around it are meant."""

    latitude: float
    longitude: float
    miles: float

    @classmethod
    def of(cls, text: str) -> "Circle":
        """As it is written. Raises BadSearch."""
        latitude, longitude, distance, unit, *more = [*text.split("|"), "", "", "", ""][: max(4, text.count("|") + 1)]
        try:
            point = float(latitude), float(longitude)
            miles = float(distance or USUAL_KM) * MILES[unit]
        except (ValueError, KeyError):
            raise BadSearch("value", WRITTEN) from None
        fits = all(map(math.isfinite, (*point, miles))) and abs(point[0]) <= 90 and abs(point[1]) <= 180
        if more or not fits or not 0 < miles <= MAX_MILES:
            raise BadSearch("value", f"{WRITTEN}; at most {MAX_MILES:g} miles")
        return cls(*point, miles)

    def practitioners(self, directory: Directory) -> NDArray[Any]:
        """The numbers of those who practise in it: as every search for a place finds them."""
        return nearest_within(Place("", self.latitude, self.longitude, "point"), self.miles, directory).numbers

    def holds(self, location: Resource) -> bool:
        """Whether a Location is in it."""
        position = location.get("position")
        if not position:
            return False
        here = position["latitude"], position["longitude"]
        return miles_between((self.latitude, self.longitude), here) <= self.miles
