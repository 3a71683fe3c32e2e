"""A place that a search starts from, made of what the gazetteer has; or why there is none, and what may be meant."""

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from directory.core.addresses import MILITARY, STATES
from directory.core.gazetteer import Area, City, Gazetteer
from directory.core.geo import miles_between
from directory.core.i18n import Message

MAX_SUGGESTIONS = 3
FAR_MILES = 100  # from the nearest ZIP code: no point in this country is so far, but in the wilds of Alaska
RIVAL_RATIO = 20  # a place may be meant as well where it has at least one in so many of the people


class Place(NamedTuple):
    """Where a search is measured from. precision: "zip", "city", "county", "region", "state" or "point".

    label: the place's name; typed: what was typed where that was not quite the name, else ""; others: places of the
    same name that might have been meant; town: of a point, the city nearby, "" of one abroad or at sea; miles: how far
    a county or a region reaches, 0 of others; area: what a county, a region or a state is made of; has_rival_abroad: a
    far larger place abroad has the name that was typed.
    """

    label: str
    latitude: float
    longitude: float
    precision: str
    typed: str = ""
    others: tuple[str, ...] = ()
    town: str = ""
    miles: float = 0.0
    area: Area | None = None
    has_rival_abroad: bool = False

    @property
    def name(self) -> str:
        """What the place is called on a page."""
        return self.town or self.label

    @property
    def center(self) -> str:
        """What distances are measured from, in words."""
        return (
            Message("the point %(point)s", point=self.label)
            if self.precision == "point"
            else Message("the center of %(place)s", place=self.label)
        )


class UnknownPlace(ValueError):
    """The message says what to do; `suggestions` are places that may have been meant."""

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()):
        super().__init__(message)
        self.suggestions = suggestions


def place_of_point(latitude: float, longitude: float, gazetteer: Gazetteer) -> Place:
    """The point of these degrees. Raises UnknownPlace for one that is none on earth."""
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UnknownPlace(Message("A point is latitude,longitude in degrees, such as 45.52,-122.68."))
    near = gazetteer.nearest(latitude, longitude)
    is_far = miles_between((latitude, longitude), (near.latitude or 0, near.longitude or 0)) > FAR_MILES
    label = ", ".join(f"{round(degrees, 4):.8g}" for degrees in (latitude, longitude))
    return Place(label, latitude, longitude, "point", town="" if is_far else f"{near.city}, {near.state}")


def place_of_zip(code: str, gazetteer: Gazetteer) -> Place:
    """The center of a ZIP code. Raises UnknownPlace where it has none."""
    zip_code = gazetteer.zip(code)
    if not zip_code:
        raise UnknownPlace(
            Message("We do not know the ZIP code %(code)s. Check its digits, or type a city and state.", code=code)
        )
    if zip_code.latitude is not None and zip_code.longitude is not None:
        return Place(f"ZIP {code}", zip_code.latitude, zip_code.longitude, "zip")
    if zip_code.state in MILITARY:
        raise UnknownPlace(
            Message(
                "The ZIP code %(code)s is for military mail and has no place on our map. Type a city and state.",
                code=code,
            )
        )
    raise UnknownPlace(Message("The ZIP code %(code)s has no place on our map. Type a city and state.", code=code))


def place_of(city: City, typed: str = "", others: Iterable[City] = (), precision: str = "city") -> Place:
    """others: cities of the name, or spelled so, the likeliest first; those with too few people are left out."""
    rivals = rivals_of(label_of(city), others, city.population)
    at = city.latitude, city.longitude
    return Place(label_of(city), *at, precision, typed, rivals, miles=city.miles, area=city.area)


def rivals_of(label: str, cities: Iterable[City], people: int) -> tuple[str, ...]:
    """The first few that may be meant as well as the place of this label and so many people."""
    labels = dict.fromkeys(label_of(city) for city in cities if city.population * RIVAL_RATIO >= people)
    return tuple(other for other in labels if other != label)[:MAX_SUGGESTIONS]


def label_of(city: City) -> str:
    """Its name, and its state beside it where it has one."""
    return f"{city.name}, {city.state}" if city.state else city.name


def place_of_state(code: str, gazetteer: Gazetteer) -> Place:
    """The state of these two letters. Raises UnknownPlace where it has no place on the map."""
    points = gazetteer.points_of_state(code)
    if not points:
        raise UnknownPlace(
            Message("%(state)s has no place on the map. Type a ZIP code, or a city and state.", state=STATES[code])
        )
    latitude, longitude = (round(sum(axis) / len(points), 4) for axis in zip(*points, strict=True))
    return Place(STATES[code], latitude, longitude, "state", area=gazetteer.area_of_state(code))


def not_here(text: str, here: list[City]) -> UnknownPlace:
    """here: the small places of that name in this country, which are offered."""
    message = Message("This directory is of the United States, and %(place)s is abroad.", place=text)
    return UnknownPlace(message, tuple(map(label_of, here[:MAX_SUGGESTIONS])))


def not_known(what: str, suggestions: list[City]) -> UnknownPlace:
    """That no place is called so, and which ones may be meant."""
    also = tuple(dict.fromkeys(map(label_of, suggestions)))[:MAX_SUGGESTIONS]
    hint = (
        Message("Did you mean %(places)s?", places=_either(also))
        if also
        else Message("Check the spelling, or type a ZIP code.")
    )
    return UnknownPlace(Message("We do not know a place called %(place)s. %(hint)s", place=what, hint=hint), also)


def _either(names: tuple[str, ...]) -> str:
    return reduce(lambda one, other: Message("%(one)s or %(other)s", one=one, other=other), names)
