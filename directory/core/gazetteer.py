"""The places of the United States by name: ZIP codes, cities, states."""

from collections.abc import Iterable
from functools import cached_property
from math import cos, radians
from typing import NamedTuple

import numpy as np

from directory.core.streets import place_key


class Zip(NamedTuple):
    """A ZIP code and its center in degrees, None where it is unknown (military mail)."""

    code: str
    city: str
    state: str
    latitude: float | None
    longitude: float | None


class City(NamedTuple):
    """A city, town or neighborhood; population 0 where it is not known."""

    name: str
    state: str
    latitude: float
    longitude: float
    population: int


class Gazetteer:
    """All places, for exact look-ups; search/places.py adds tolerance of spelling."""

    def __init__(self, zips: Iterable[Zip], cities: Iterable[City]):
        self.zips = {place.code: place for place in zips}
        self.cities = list(cities)

    @cached_property
    def by_name(self) -> dict[str, list[City]]:
        """The cities by `place_key` of their names; built when first needed, because ZIP codes place most addresses."""
        cities: dict[str, list[City]] = {}
        for city in self.cities:
            cities.setdefault(place_key(city.name), []).append(city)
        return cities

    def zip(self, code: str) -> Zip | None:
        """The ZIP code of these five digits."""
        return self.zips.get(code)

    def city(self, name: str, state: str) -> City | None:
        """The city of this name in a state (two letters)."""
        return next((city for city in self.named(name) if city.state == state), None)

    def named(self, name: str) -> list[City]:
        """All cities of this name, the largest first."""
        return sorted(self.by_name.get(place_key(name), ()), key=lambda city: -city.population)

    def points_of_state(self, state: str) -> list[tuple[float, float]]:
        """The centers of the ZIP codes of a state (two letters): latitude and longitude in degrees."""
        points = ((place.latitude, place.longitude) for place in self.zips.values() if place.state == state)
        return [
            (latitude, longitude) for latitude, longitude in points if latitude is not None and longitude is not None
        ]

    def nearest(self, latitude: float, longitude: float) -> Zip:
        """The ZIP code whose center is nearest to a point in degrees, on a flat map: exact enough to name a town."""
        zips, points = self._zips_with_points
        offsets = (points - (latitude, longitude)) * (1, cos(radians(latitude)))
        return zips[int((offsets**2).sum(axis=1).argmin())]

    @cached_property
    def _zips_with_points(self) -> tuple[list[Zip], np.ndarray]:
        zips = [place for place in self.zips.values() if place.latitude is not None]
        return zips, np.array([(place.latitude, place.longitude) for place in zips])
