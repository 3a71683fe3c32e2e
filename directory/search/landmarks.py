"""A university, a hospital or an airport that is typed for the place where it is: "Stanford University", "JFK airport".

What it is called tells its city more often than not; where it does not, landmarks.csv does. Either is a guess that the
page says aloud, with the cities of the name beside it, for a chain's hospital has another town's name in it.
"""

import re
from collections.abc import Iterator

from directory.core.gazetteer import City, Gazetteer, region_key
from directory.core.streets import place_key
from directory.search.city_parts import TOWN, cuts
from directory.search.nicknames import NICKNAMES
from directory.search.typed_state import split_state, state_in

# Words that say what kind of landmark it is, in English and in Spanish; without one a text is no landmark.
KIND = re.compile(
    r"\b(?:universi(?:ty|ties|dad)|univ\.?|(?:community |city )?college|hospitals?"
    r"|(?:medical|health|cancer) cent(?:er|re)|med(?:ical)? ctr\.?|health system"
    r"|(?:international |intl\.? |regional |municipal )?air ?port|aeropuerto(?: internacional)?|campus"
    r"|(?:unc|uc|ut|uw|csu|suny|cuny|umass)(?= \w))\b",
    re.IGNORECASE,
)
# What else stands in such a name and is no place.
FILLING = re.compile(
    r"^(?:the|of|in|at|de|del|en|la|el|for)\b|\b(?:of|in|at|de|del|en|state|estatal|general|memorial|regional|main)$"
    r"|\b(?:children'?s|women'?s|veterans?|va)\b",
    re.IGNORECASE,
)
# Chains and saints whose name may be a town's: what else is in the text counts before them.
CHAINS = re.compile(
    r"\b(?:providence|kaiser(?: permanente)?|legacy|mercy|adventist|baptist|methodist|presbyterian|sutter|ascension"
    r"|banner|dignity|sentara|novant|trinity|good samaritan|sacred heart|(?:st\.?|saint) \w+)\b",
    re.IGNORECASE,
)
PARTING = re.compile(r"\s+(?:at|in|en)\s+|\s*[-–,(]\s*", re.IGNORECASE)  # what is behind says which one: "… at Austin"
NO_PLACE = {"", "community", "city", "county", "st", "saint", "national", "north", "south", "east", "west", "central"}


UNIVERSITY_OF = re.compile(r"^(?:the )?(?:u|univ|universidad)\.? (?:of|de|del)\b", re.IGNORECASE)


def in_table(text: str, gazetteer: Gazetteer) -> City | None:
    """The city of a landmark that landmarks.csv has by this name: "U. of Oregon" is the University of Oregon."""
    known = gazetteer.landmarks.get(region_key(UNIVERSITY_OF.sub("university of", text)))
    return gazetteer.city(*known) if known else None


def place_in(text: str, gazetteer: Gazetteer) -> str:
    """The name of the place that a landmark's own name holds, "" where it holds none, or is no landmark's."""
    if not KIND.search(text) or text[:1].isdigit():  # "1 University Ave" is a street
        return ""
    tried = (each for part in _parts(text) for each in _names_in(part))
    names = (name for name in tried if place_key(name) not in NO_PLACE)
    return next((name for name in names if _is_place(name, gazetteer)), "") or _town_within(text, gazetteer)


def _parts(text: str) -> Iterator[str]:
    """What is behind "at" or a hyphen, then the whole."""
    parts = PARTING.split(text)
    yield from (reversed(parts[1:]) if len(parts) > 1 else ())
    yield text


def _names_in(text: str) -> Iterator[str]:
    """What is left of a text without what says that it is a landmark, and without a chain's name."""
    bare = _bare(KIND.sub(" ", text))
    if (without_chain := _bare(CHAINS.sub(" ", bare))) and without_chain != bare:
        yield without_chain
    yield bare


def _bare(text: str) -> str:
    left = " ".join(text.split()).strip(" ,-")
    while (less := " ".join(FILLING.sub(" ", left).split()).strip(" ,-")) != left:
        left = less
    return left


def _is_place(name: str, gazetteer: Gazetteer) -> bool:
    city, state = split_state(name)
    return bool(
        gazetteer.named(name)
        or (state and gazetteer.city(city, state))
        or place_key(name) in NICKNAMES
        or state_in(name)
        or gazetteer.regions_named(name)
    )


def _town_within(text: str, gazetteer: Gazetteer) -> str:
    """The largest town that the rest of the name begins or ends with: "Portland Adventist", "Houston Methodist"."""
    bare = _bare(CHAINS.sub(" ", KIND.sub(" ", text)))
    towns = [cities[0] for _, cities in cuts(bare, "", gazetteer) if cities[0].population >= TOWN]
    largest = max(towns, key=lambda town: town.population, default=None)
    return f"{largest.name}, {largest.state}" if largest else ""
