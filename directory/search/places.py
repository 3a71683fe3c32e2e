"""Resolving the place somebody types: a ZIP code, a city, a state or a point; misspelled, abbreviated, in any case."""

import re
from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple

from rapidfuzz import fuzz, process

from directory.core.addresses import MILITARY, STATES, state_code
from directory.core.gazetteer import City, Gazetteer
from directory.core.i18n import Message
from directory.core.streets import place_key

POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
ZIP = re.compile(r"(?:^|.*[\s,])(\d{5})(?:[-\s]?\d{4})?\s*$")
COUNTRY = re.compile(r"(?:^|[\s,]+)(?:USA?|U\.S\.(?:A\.)?|United States(?: of America)?)$", re.IGNORECASE)
LONGEST_PLACE = 100  # characters; no address is longer, and comparing spellings takes time

NICKNAMES = {
    "nyc": "New York, NY",
    "la": "Los Angeles, CA",
    "sf": "San Francisco, CA",
    "philly": "Philadelphia, PA",
    "dc": "Washington, DC",
    "washington dc": "Washington, DC",
    "vegas": "Las Vegas, NV",
    "nola": "New Orleans, LA",
}
STATE_KEYS = {place_key(name): code for code, name in STATES.items()}
GREAT_CITY = 500_000  # people: a city this large is meant even where a state has its name (New York, Washington)
SURE_SIMILARITY, LIKELY_SIMILARITY = 84, 70  # of 100: surely what was meant; perhaps what was meant
MAX_SUGGESTIONS = 3
RIVAL_RATIO = 20  # a place of the same name may be meant where it has at least one in so many of the people


class Place(NamedTuple):
    """Where a search is measured from. precision: "zip", "city", "state" or "point".

    label: the place's name; typed: what was typed where that was not quite the name, else ""; others: places of the
    same name that might have been meant; town: of a point, the city nearby.
    """

    label: str
    latitude: float
    longitude: float
    precision: str
    typed: str = ""
    others: tuple[str, ...] = ()
    town: str = ""

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


def resolve_place(text: str, gazetteer: Gazetteer) -> Place:
    """The place that `text` names. Raises UnknownPlace."""
    text = COUNTRY.sub("", " ".join(text.split()))
    if not text:
        raise UnknownPlace(Message("Type a ZIP code, or a city and state such as Portland, OR."))
    if len(text) > LONGEST_PLACE:
        raise UnknownPlace(
            Message("That is too long for a place. Type a ZIP code, or a city and state such as Portland, OR.")
        )
    if point := POINT.fullmatch(text):
        return _point(float(point[1]), float(point[2]), gazetteer)
    if zip_code := ZIP.match(text):
        return _zip(zip_code[1], gazetteer)
    return _named(NICKNAMES.get(place_key(text), text), gazetteer)


def _point(latitude: float, longitude: float, gazetteer: Gazetteer) -> Place:
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UnknownPlace(Message("A point is latitude,longitude in degrees, such as 45.52,-122.68."))
    near = gazetteer.nearest(latitude, longitude)
    return Place(f"{latitude:g}, {longitude:g}", latitude, longitude, "point", town=f"{near.city}, {near.state}")


def _zip(code: str, gazetteer: Gazetteer) -> Place:
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


def _named(text: str, gazetteer: Gazetteer) -> Place:
    same_name = gazetteer.named(text)
    code = _code(text.strip(", "))
    if code and not (same_name and same_name[0].population >= GREAT_CITY):
        return _state(code, gazetteer)
    if same_name:
        return _city(same_name[0], others=same_name[1:])
    name, state = _split_state(text)
    if not state:
        return _anywhere(name, gazetteer)
    name = name.rpartition(",")[2].strip()  # of "12 Elm St, Bend, OR" the city
    name = _nickname(name, state) or name
    city = gazetteer.city(name, state) or _after_street(name, state, gazetteer)
    return _city(city) if city else _in_state(name, state, text, gazetteer)


def _after_street(name: str, state: str, gazetteer: Gazetteer) -> City | None:
    """The city at the end of an address without commas: "20 W 34th St New York"."""
    words = name.split() if name[:1].isdigit() else []
    endings = (" ".join(words[start:]) for start in range(1, len(words)))
    return next((city for ending in endings if (city := gazetteer.city(ending, state))), None)


def _nickname(name: str, state: str) -> str:
    """The city of a nickname in a state: ("LA", "CA") → "Los Angeles"; the state's own code is one ("NY, NY")."""
    city, _, state_of_city = NICKNAMES.get(place_key(name), "").rpartition(", ")
    return city if state_of_city == state else STATES[state] if name.upper() == state else ""


def _split_state(text: str) -> tuple[str, str]:
    """The city's name and the state's code, "" where there is none: "portland or" → ("portland", "OR")."""
    words = text.replace(",", " , ").split()
    for taken in (4, 3, 2, 1):
        if len(words) > taken and (code := _code(" ".join(words[-taken:]))):
            return " ".join(words[:-taken]).replace(" , ", ", ").strip(" ,"), code
    return " ".join(text.replace(",", " ").split()), ""


def _code(text: str) -> str:
    try:
        return state_code(text)
    except ValueError:
        return STATE_KEYS.get(place_key(text), "")  # "N. Carolina"


def _city(city: City, typed: str = "", others: Sequence[City] = ()) -> Place:
    rivals = [other for other in others[:MAX_SUGGESTIONS] if other.population * RIVAL_RATIO >= city.population]
    return Place(_label(city), city.latitude, city.longitude, "city", typed, tuple(map(_label, rivals)))


def _label(city: City) -> str:
    return f"{city.name}, {city.state}"


def _state(code: str, gazetteer: Gazetteer, typed: str = "") -> Place:
    points = gazetteer.points_of_state(code)
    if not points:
        raise UnknownPlace(
            Message("%(state)s has no place on the map. Type a ZIP code, or a city and state.", state=STATES[code])
        )
    latitude, longitude = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return Place(STATES[code], round(latitude, 4), round(longitude, 4), "state", typed)


def _in_state(name: str, state: str, text: str, gazetteer: Gazetteer) -> Place:
    close = _closest(name, gazetteer, lambda city: city.state == state)
    if close and close[0][0] >= SURE_SIMILARITY:
        return _city(close[0][1], typed=text)
    elsewhere = [_label(city) for city in gazetteer.named(name)]
    raise _unknown(
        Message("%(place)s in %(state)s", place=name, state=STATES[state]),
        elsewhere + [_label(city) for _, city in close],
    )


def _anywhere(name: str, gazetteer: Gazetteer) -> Place:
    close = _closest(name, gazetteer, lambda city: True)
    state = process.extractOne(place_key(name), STATE_KEYS.keys(), scorer=fuzz.ratio, score_cutoff=SURE_SIMILARITY)
    if state and not (close and close[0][0] > state[1]):
        return _state(STATE_KEYS[state[0]], gazetteer, typed=name)
    if close and close[0][0] >= SURE_SIMILARITY:
        return _city(close[0][1], typed=name)
    raise _unknown(name, [_label(city) for _, city in close])


def _closest(name: str, gazetteer: Gazetteer, wanted: Callable[[City], bool]) -> list[tuple[float, City]]:
    """(similarity, city) of those spelled most alike, best first; of two alike the larger."""
    names = [known for known, cities in gazetteer.by_name.items() if any(map(wanted, cities))]
    matches = process.extract(place_key(name), names, scorer=fuzz.ratio, limit=20, score_cutoff=LIKELY_SIMILARITY)
    cities = [(score, city) for known, score, _ in matches for city in gazetteer.by_name[known] if wanted(city)]
    return sorted(cities, key=lambda pair: (-pair[0], -pair[1].population))[:MAX_SUGGESTIONS]


def _unknown(what: str, suggestions: list[str]) -> UnknownPlace:
    also = tuple(dict.fromkeys(suggestions))[:MAX_SUGGESTIONS]
    hint = (
        Message("Did you mean %(places)s?", places=_either(also))
        if also
        else Message("Check the spelling, or type a ZIP code.")
    )
    return UnknownPlace(Message("We do not know a place called %(place)s. %(hint)s", place=what, hint=hint), also)


def _either(names: tuple[str, ...]) -> str:
    return reduce(lambda one, other: Message("%(one)s or %(other)s", one=one, other=other), names)
