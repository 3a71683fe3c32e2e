"""Places that are offered while somebody types one: those whose names begin so, the most people first."""

from directory.core.gazetteer import City, Gazetteer
from directory.core.streets import place_key
from directory.search.place import label_of
from directory.search.typed_state import split_state

MOST_OFFERED = 8
SHORTEST = 2  # letters
LONGEST_TYPED = 60  # characters that are looked at


def offers(text: str, gazetteer: Gazetteer) -> list[str]:
    """The labels of cities, parts of cities, counties and regions that begin with what is typed, in a state where one
    is typed behind it. Each is understood as that very place when it is searched for.
    """
    text = text[:LONGEST_TYPED]
    found = _beginning(place_key(text), "", gazetteer)
    name, state = split_state(text)
    if state:
        found += _beginning(place_key(name), state, gazetteer)
    likely = sorted(found, key=lambda place: -place.population)
    return list(dict.fromkeys(map(label_of, likely)))[:MOST_OFFERED]


def _beginning(key: str, state: str, gazetteer: Gazetteer) -> list[City]:
    if len(key) < SHORTEST or key[0].isdigit():
        return []
    return [place for place in gazetteer.beginning(key) if state in ("", place.state)]
