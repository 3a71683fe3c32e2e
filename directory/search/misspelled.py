"""Which place a misspelled name means.

The rule: every letter added, left out, changed, or swapped with its neighbor costs; the number of people who live in a
place counts for it, since that many may have typed its name. So "Tusla" is Tulsa, Oklahoma, not Tula, Mississippi.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log10
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from directory.core.addresses import STATES
from directory.core.gazetteer import City, Gazetteer
from directory.core.spellings import Spellings
from directory.core.streets import place_key
from directory.search.nicknames import NICKNAMES

LIKELY_SIMILARITY = 70  # of 100: perhaps what was meant
SLIP, NEXT_SLIP = 3.0, 2.0  # the first slip costs as much as a thousand times the people, another a hundred times
TOWN = 50_000  # people: no smaller place is meant by the first word of its name
LARGE_CITY = 100_000  # people: its name may have one slip more
UNKNOWN_PEOPLE = 300  # of a place whose population nobody states: most are hamlets
PEOPLE_OF_A_STATE = 5_000_000  # about the middle of the states
SHORTEST = 5  # letters: shorter names are too near to each other to say that a small place was meant
LEAST = -2.6  # the likelihood of a hamlet whose name has two slips: what is less likely is offered, not taken


class Guess(NamedTuple):
    """A place that may be meant: a city, a county, a region, or the state of a code.

    likelihood: a logarithm, for comparison only.
    """

    likelihood: float
    city: City | None
    state: str = ""
    precision: str = "city"

    def is_rival_of(self, best: "Guess", ratio: float) -> bool:
        """Whether it is nearly as likely: at most `ratio` times less."""
        return self.likelihood >= best.likelihood - log10(ratio)


def guesses(name: str, state: str, gazetteer: Gazetteer) -> list[Guess]:
    """The places whose names are spelled so nearly alike that one is surely meant, the likeliest first.

    A county whose name was typed without "county" is one of them. state: two letters, where they have to be in it; ""
    for anywhere, and then states are meant too.
    """
    key = place_key(name)
    found = [
        Guess(_likelihood(city.population, slips), city)
        for city, slips in _near(key, slips_in(key, LARGE_CITY), gazetteer)
        if state in ("", city.state) and slips <= slips_in(key, city.population)
    ]
    if len(key) < SHORTEST and not state:
        found = [guess for guess in found if guess.city and guess.city.population >= LARGE_CITY]
    found += [with_slips(county, 1)._replace(precision="county") for county in gazetteer.counties_named(key, state)]
    found += _regions_near(key, state, gazetteer)
    found += _nicknames_near(key, state, gazetteer)
    found += _longer(key, state, gazetteer)
    unspaced = (gazetteer.named(name) for name in gazetteer.names_unspaced.get(key.replace(" ", ""), ()))
    found += [with_slips(city, 0) for cities in unspaced for city in cities if state in ("", city.state)]
    if not state:
        found += [Guess(_likelihood(PEOPLE_OF_A_STATE, slips), None, code) for code, slips in states_near(key)]
    likely = (guess for guess in found if guess.likelihood >= LEAST)
    return sorted(likely, key=lambda guess: -guess.likelihood)


def _regions_near(key: str, state: str, gazetteer: Gazetteer) -> Iterator[Guess]:
    close = process.extract(
        key, list(gazetteer.regions_by_name), scorer=OSA.distance, score_cutoff=slips_in(key), limit=None
    )
    for name, slips, _ in close if len(key) >= SHORTEST else ():
        for region in gazetteer.regions_named(name, state):
            yield with_slips(region, int(slips))._replace(precision="region")


def _nicknames_near(key: str, state: str, gazetteer: Gazetteer) -> Iterator[Guess]:
    long = [name for name in NICKNAMES if len(name) >= SHORTEST]
    for name, *_ in process.extract(key, long, scorer=OSA.distance, score_cutoff=1, limit=None):
        city = gazetteer.city(*NICKNAMES[name].rsplit(", ", 1))
        if city and state in ("", city.state):
            yield with_slips(city, 1)


def _longer(key: str, state: str, gazetteer: Gazetteer) -> Iterator[Guess]:
    """The cities whose names go on where the typed words end, taken for one slip: Big Bear Lake, for "Big Bear". Of a
    single word only towns: Boca Raton, for "Boca".
    """
    least, names = 0 if " " in key else TOWN, gazetteer.names
    for place in range(bisect_left(names, f"{key} "), bisect_left(names, f"{key}!")) if len(key) > 3 else ():
        cities = (city for city in gazetteer.named(names[place]) if state in ("", city.state))
        yield from (with_slips(city, 1) for city in cities if city.population >= least)


def states_near(key: str) -> list[tuple[str, int]]:
    """The states whose names are spelled nearly so: (code, slips) pairs. key: a `place_key`."""
    names = {code: place_key(known) for code, known in STATES.items()}
    close = process.extract(key, names, scorer=OSA.distance, score_cutoff=slips_in(key), limit=len(names))
    return [(code, int(slips)) for _, slips, code in close]


def greater_namesake(city: City, gazetteer: Gazetteer) -> Guess | None:
    """A large city whose name is one slip away from that of a small one: Houston, TX, for Huston, ID."""
    key = place_key(city.name.partition(", ")[0])
    if len(key) < SHORTEST:
        return None
    near = (other for other, slips in _near(key, 1, gazetteer) if slips == 1 and other.population >= LARGE_CITY)
    largest = max(near, key=lambda other: other.population, default=None)
    return with_slips(largest, 1) if largest else None


def with_slips(city: City, slips: int) -> Guess:
    """The place, where its name was typed with so many slips."""
    return Guess(_likelihood(city.population, slips), city)


def alike(name: str, state: str, gazetteer: Gazetteer) -> list[City]:
    """The places spelled somewhat alike, in the state if one is given, the likest first: to be offered, not taken."""
    similar = process.extract(
        place_key(name), gazetteer.names, scorer=fuzz.ratio, limit=None, score_cutoff=LIKELY_SIMILARITY
    )
    cities = [
        (score, city) for known, score, _ in similar for city in gazetteer.named(known) if state in ("", city.state)
    ]
    return [city for _, city in sorted(cities, key=lambda pair: (-pair[0], -pair[1].population))]


def _near(key: str, most: int, gazetteer: Gazetteer) -> Iterable[tuple[City, int]]:
    near = _spellings(gazetteer).near(key, most)  # one in a hundred: comparing with all takes most of a search's time
    close = process.extract(key, near, scorer=OSA.distance, score_cutoff=most, limit=None)
    return ((city, int(slips)) for known, slips, _ in close for city in gazetteer.named(known))


@lru_cache(1)
def _spellings(gazetteer: Gazetteer) -> Spellings:
    return Spellings(gazetteer.names)


def slips_in(key: str, people: int = 0) -> int:
    """How many slips a name of that length may have, a large city's one more."""
    return 1 + (len(key) >= 8) + (len(key) >= 12) + (people >= LARGE_CITY and len(key) >= 6)


def _likelihood(people: int, slips: int) -> float:
    cost = SLIP + NEXT_SLIP * (slips - 1) if slips else 0.0
    return log10(max(people, UNKNOWN_PEOPLE)) - cost
