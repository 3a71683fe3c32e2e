"""The city of a street address: behind its street, with a state or without, with commas or without."""

from directory.core.addresses import STATES
from directory.core.gazetteer import City, Gazetteer
from directory.search.city_parts import TOWN

GREAT_CITY = 500_000  # people: a city this large is meant even where a state has its name (New York, Washington)


def great_city_of_state(state: str, name: str, gazetteer: Gazetteer) -> list[City]:
    """Of an address whose city reads as a state: "350 5th Ave, New York"."""
    cities = gazetteer.named(STATES[state]) if name[:1].isdigit() else []
    return [city for city in cities if city.population >= GREAT_CITY]


def cities_after_street(text: str, gazetteer: Gazetteer) -> list[City]:
    """The cities at the end of an address without a state, the largest first: "200 W Madison St, Chicago"."""
    if not text[:1].isdigit():
        return []
    if "," in text and (cities := gazetteer.named(text.rpartition(",")[2])):
        return cities
    words = text.replace(",", " ").split()
    named = (gazetteer.named(" ".join(words[start:])) for start in range(2, len(words)))
    return next((cities for cities in named if cities and cities[0].population >= TOWN), [])


def city_after_street(name: str, state: str, gazetteer: Gazetteer) -> City | None:
    """The city at the end of an address without commas: "20 W 34th St New York"."""
    words = name.split() if name[:1].isdigit() else []
    endings = (" ".join(words[start:]) for start in range(1, len(words)))
    return next((city for ending in endings if (city := gazetteer.city(ending, state))), None)
