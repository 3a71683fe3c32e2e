"""A part of a city: "Capitol Hill, Seattle", "Harlem NYC", "SE Portland", "downtown LA"."""

import re
from collections.abc import Iterator

from directory.core.gazetteer import City, Gazetteer
from directory.core.geo import miles_between
from directory.core.streets import place_key
from directory.search.nicknames import NICKNAMES

# A word by which everybody calls a side or the middle of a town; no map has it, and the town is near enough.
SIDE = re.compile(
    r"[nsew]|no|so|[ns][ew]|(?:north|south|(?:north|south)?(?:east|west))(?:ern|side)?|side|end|(?:down|mid|up)?town"
    r"|cent(?:er|re|ral)|inner|outer|lower|upper|greater|metro|area|bay|somewhere|near|around|the|of|city"
    r"|suburb(?:s|an)|borough|township|(?:international|intl|regional|municipal)|airports?"
)
BETWEEN = re.compile(r"[,/&-]|\band\b", re.IGNORECASE)  # "Champaign-Urbana" too is a town and its neighbor
TOWN = 20_000  # people: smaller ones have hardly sides that people name
LARGE_CITY = 100_000  # people: so large that it has parts that nobody listed
PART_MILES = 20  # from the middle of a city to its parts

# What each way to cut a text in two leaves beside the cities of a name: that, and the cities, the largest first.
Cut = tuple[str, list[City]]


def cuts(text: str, state: str, gazetteer: Gazetteer) -> list[Cut]:
    """The ways to take a text as a part and its city, in either order; those with the longest name of a city first.

    state: two letters, "" for anywhere.
    """
    words = BETWEEN.sub(" ", text).split()
    ways = [
        (" ".join(part), " ".join(whole))
        for cut in range(1, len(words))
        for part, whole in ((words[:cut], words[cut:]), (words[-cut:], words[:-cut]))
    ]
    found = ((part, list(_cities(whole, state, gazetteer))) for part, whole in ways)
    return [cut for cut in found if cut[1]]


def _cities(name: str, state: str, gazetteer: Gazetteer) -> Iterator[City]:
    city, _, home = NICKNAMES.get(place_key(name), "").rpartition(", ")
    return (each for each in gazetteer.named(city or name) if state in ("", each.state) and home in ("", each.state))


def known_part(found: list[Cut], gazetteer: Gazetteer) -> City | None:
    """The part of a city that is known itself; None where none is."""
    for name, cities in found:
        for part in gazetteer.named(name):
            if any(_is_part(part, city) for city in cities):
                return part
    return None


def _is_part(part: City, city: City) -> bool:
    if part.population >= city.population or (part.state != city.state and part.population < TOWN):
        return False  # a town in the next state is one too, if it is large: "Silver Spring DC", "Hoboken NYC"
    return miles_between((part.latitude, part.longitude), (city.latitude, city.longitude)) <= PART_MILES


def cities_of_side(found: list[Cut]) -> list[City]:
    """The cities of whose side, middle or surroundings a text speaks, the largest first."""
    sides = (cities for part, cities in found if all(map(SIDE.fullmatch, place_key(part).split())))
    return [city for city in next(sides, []) if city.population >= TOWN]


def towns_within(found: list[Cut]) -> list[City]:
    """The towns that a text begins or ends with, whatever else it says, the largest first."""
    towns = [cities[0] for _, cities in found if cities[0].population >= TOWN]
    return sorted(towns, key=lambda town: -town.population)
