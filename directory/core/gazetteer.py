"""The places of the United States by name: ZIP codes, cities and parts of them, counties, regions, states."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import cos, radians
from typing import NamedTuple, TypeVar

import numpy as np

from directory.core.streets import place_key

# What a county's key ends with, as the law has it and as people write it.
COUNTY_WORD = re.compile(r" (?:county|co|cnty|cty|parish|(?:city and )?borough|census area|municipality)$")

REGION_WORD = re.compile(r" (?:metro(?:politan)?|region|area|metro(?:politan)? area)$")  # that people add to a region

T = TypeVar("T")


class Zip(NamedTuple):
    """A ZIP code and its center in degrees, None where it is unknown (military mail)."""

    code: str
    city: str
    state: str
    latitude: float | None
    longitude: float | None


class Area(NamedTuple):
    """What a county, a region or a state is made of: counties by their numbers (FIPS), and ZIP codes."""

    counties: Sequence[int] = ()
    zips: Sequence[int] = ()


class City(NamedTuple):
    """A city, town, part of a city ("Ballard, Seattle"), county or region.

    state: "" of a region that needs none in its name; population: 0 where it is not known; of a county or a region,
    miles: how far from its point it reaches, 0 of others; area: what it is made of.
    """

    name: str
    state: str
    latitude: float
    longitude: float
    population: int
    miles: float = 0.0
    area: Area | None = None


class Region(NamedTuple):
    """A part of the country by a name in use (Twin Cities, Long Island): as a place, its states, and all its names."""

    place: City
    states: tuple[str, ...]
    names: tuple[str, ...]


def county_key(name: str) -> str:
    """A county's name for comparison, without what it is called: "Orleans Parish" is "orleans"."""
    return COUNTY_WORD.sub("", place_key(name))


def region_key(name: str) -> str:
    """A region's name for comparison: "the Bay Area" is "bay area"."""
    return place_key(name).removeprefix("the ")


def _by_key(places: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, place in places:
        found.setdefault(key, []).append(place)
    return found


def _spelled_once(cities: Iterable[City]) -> Iterable[City]:
    """The cities without those that are there as the Postal Service writes them too: "O Fallon" beside "O'Fallon"."""
    found: dict[tuple[str, str, float, float], City] = {}
    for city in sorted(cities, key=lambda each: each.name.count(" ")):
        found.setdefault((place_key(city.name), city.state, city.latitude, city.longitude), city)
    return found.values()


def _keys_of_part(name: str) -> set[str]:
    part, _, city = name.partition(", ")
    own = place_key(part).removeprefix("the ")
    short = own.removesuffix(" district")  # the word may be left out beside the city, or where two others are left
    return {own, place_key(f"{own} {city}"), place_key(f"{short} {city}"), short if " " in short else own}


class Tables:
    """The tables of all places, each gone through when first needed, perhaps by two threads at once: most commands need
    one ZIP code.

    parts: of cities, each named "Ballard, Seattle"; they are no cities of an address. abroad: countries and large
    cities of other countries, with their people.
    """

    def __init__(
        self,
        zips: Iterable[Zip] | Mapping[str, Zip],
        cities: Iterable[City],
        counties: Iterable[City] = (),
        parts: Iterable[City] = (),
        regions: Iterable[Region] = (),
        abroad: Iterable[tuple[str, int]] = (),
        countries: Iterable[str] = (),
        other_scripts: Iterable[tuple[str, str, str]] = (),
        landmarks: Iterable[tuple[str, str, str]] = (),
    ):
        self.zips = zips if isinstance(zips, Mapping) else {place.code: place for place in zips}
        self._cities, self._counties, self._parts, self._regions = cities, counties, parts, regions
        self._abroad, self._countries, self._other_scripts, self._landmarks = (
            abroad,
            countries,
            other_scripts,
            landmarks,
        )

    @cached_property
    def cities(self) -> list[City]:
        """The cities and towns."""
        return list(self._cities)

    @cached_property
    def counties(self) -> list[City]:
        """The counties."""
        return list(self._counties)

    @cached_property
    def parts(self) -> list[City]:
        """The parts of cities."""
        return list(self._parts)

    @cached_property
    def regions(self) -> list[Region]:
        """The regions, the most people first."""
        return sorted(self._regions, key=lambda region: -region.place.population)

    @cached_property
    def abroad(self) -> dict[str, int]:
        """The people of places abroad, by `place_key`."""
        return {place_key(name): people for name, people in self._abroad}

    @cached_property
    def countries(self) -> set[str]:
        """The names of other countries, as `place_key` has them."""
        return set(map(place_key, self._countries))

    @cached_property
    def other_scripts(self) -> dict[str, tuple[str, str]]:
        """City and state by their names in other scripts."""
        return {name: (city, state) for name, city, state in self._other_scripts}

    @cached_property
    def landmarks(self) -> dict[str, tuple[str, str]]:
        """City and state of landmarks, by `region_key`."""
        return {region_key(name): (city, state) for name, city, state in self._landmarks}


class Gazetteer(Tables):
    """All places, for exact look-ups; search/places.py adds tolerance of spelling."""

    @cached_property
    def by_name(self) -> dict[str, list[City]]:
        """The cities by `place_key` of their names; built when first needed, because ZIP codes place most addresses."""
        return _by_key((place_key(city.name), city) for city in _spelled_once(self.cities))

    @cached_property
    def parts_by_name(self) -> dict[str, list[City]]:
        """The parts of cities by their own name, without "the", and by that with the city's."""
        return _by_key((key, part) for part in self.parts for key in _keys_of_part(part.name))

    @cached_property
    def counties_by_name(self) -> dict[str, list[City]]:
        """The counties by `county_key`, the most people first."""
        by_size = sorted(self.counties, key=lambda each: -each.population)
        return _by_key((county_key(county.name), county) for county in by_size)

    @cached_property
    def regions_by_name(self) -> dict[str, list[Region]]:
        """The regions by `region_key`, the most people first."""
        return _by_key((key, region) for region in self.regions for key in set(map(region_key, region.names)))

    def zip(self, code: str) -> Zip | None:
        """The ZIP code of these five digits."""
        return self.zips.get(code)

    def city(self, name: str, state: str) -> City | None:
        """The city of this name in a state (two letters)."""
        cities = (city for city in self.by_name.get(place_key(name), ()) if city.state == state)
        return max(cities, key=lambda city: city.population, default=None)

    def counties_named(self, key: str, state: str = "") -> list[City]:
        """The counties of a `county_key`, in a state or in all, the one with most people first."""
        return [county for county in self.counties_by_name.get(key, ()) if state in ("", county.state)]

    def regions_named(self, name: str, state: str = "") -> list[City]:
        """The regions of this name that lie, with a part of them, in a state or in any, the most people first."""
        key = region_key(name)
        found = self.regions_by_name.get(key) or self.regions_by_name.get(REGION_WORD.sub("", key)) or []
        return [region.place for region in found if not state or state in region.states]

    def named(self, name: str) -> list[City]:
        """All cities and parts of cities of this name, the largest first."""
        key = place_key(name)
        return sorted(
            [*self.by_name.get(key, ()), *self.parts_by_name.get(key.removeprefix("the "), ())],
            key=lambda city: -city.population,
        )

    @cached_property
    def names(self) -> list[str]:
        """The names that cities and parts of cities are found by, sorted, for comparison of spellings."""
        return sorted({**self.by_name, **self.parts_by_name})

    def area_of_state(self, state: str) -> Area | None:
        """All counties of a state (two letters) and its cities that are none; None of territories."""
        first = next((county.area for county in self.counties if county.state == state and county.area), None)
        number = first.counties[0] // 1000 * 1000 if first else 0  # the state's own, before three digits of a county
        return Area(range(number, number + 1000)) if first else None

    @cached_property
    def _sorted_names(self) -> tuple[list[str], list[City]]:
        regions = ((region_key(name), region.place) for region in self.regions for name in region.names)
        counties = ((place_key(county.name), county) for county in self.counties)
        parts = ((place_key(part.name), part) for part in self.parts)
        cities = ((place_key(city.name), city) for city in _spelled_once(self.cities))
        pairs = sorted((*cities, *parts, *counties, *regions), key=lambda pair: pair[0])
        return [key for key, _ in pairs], [place for _, place in pairs]

    def beginning(self, key: str) -> list[City]:
        """All places whose names begin with a `place_key`."""
        keys, places = self._sorted_names
        return places[bisect_left(keys, key) : bisect_right(keys, f"{key}\U0010ffff")]

    @cached_property
    def names_unspaced(self) -> dict[str, list[str]]:
        """The names of `names` that have spaces, by what is left without them: "south bend" by "southbend"."""
        return _by_key((name.replace(" ", ""), name) for name in self.names if " " in name)

    def points_of_state(self, state: str) -> list[tuple[float, float]]:
        """The centers of the ZIP codes of a state (two letters): latitude and longitude in degrees."""
        places = (place for place in self._all_zips if place.state == state)
        points = ((place.latitude, place.longitude) for place in places)
        return [(lat, lon) for lat, lon in points if lat is not None and lon is not None]

    def nearest(self, latitude: float, longitude: float) -> Zip:
        """The ZIP code whose center is nearest to a point in degrees, on a flat map: exact enough to name a town."""
        zips, points = self._zips_with_points
        offsets = (points - (latitude, longitude)) * (1, cos(radians(latitude)))
        return zips[int((offsets**2).sum(axis=1).argmin())]

    @cached_property
    def _all_zips(self) -> list[Zip]:
        return list(self.zips.values())

    @cached_property
    def _zips_with_points(self) -> tuple[list[Zip], np.ndarray]:
        zips = [place for place in self._all_zips if place.latitude is not None]
        return zips, np.array([(place.latitude, place.longitude) for place in zips])
