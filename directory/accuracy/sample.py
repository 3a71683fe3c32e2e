"""Which places are called: a sample that anybody can draw again from the same directory and seed.

Places are put in order of their stratum (state, source of the address, age of its confirmation), within it at random,
and one in every so many is taken: so each place has the same chance, each stratum its share, and no figure needs
weights.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from math import ceil
from typing import NamedTuple

from directory.core.addresses import one_line
from directory.core.call_outcomes import MARGIN, Z
from directory.core.facts import BY_NAME, entry_key
from directory.core.new_patients import accepts_at
from directory.core.practitioner import ListedLocation, Practitioner
from directory.store.listings.cards import cards
from directory.store.listings.reader import Directory

AGES = ((90, "90 days"), (365, "a year"))  # of a confirmation: within how many days, and what that is called
DENOMINATOR = 1 << 64
LOCATIONS = BY_NAME["locations"]


class SampledPlace(NamedTuple):
    """A place of a listing. key: core.facts.entry_key of it; stratum: state, source and age of its confirmation;
    accepting: as listed, None where nobody states it.
    """

    listing: str
    key: str
    stratum: str
    name: str
    address: str
    phone: str
    accepting: bool | None


def population(directory: Directory) -> Iterator[SampledPlace]:
    """Every place at which the directory says that patients are seen and can be called."""
    for listing in cards(directory):
        for place in listing.locations:
            if place.phone and not place.on_file:
                yield _sampled(listing, place, directory.day)


def _sampled(listing: Practitioner, place: ListedLocation, day: str) -> SampledPlace:
    line = one_line(place.address, place.city, place.state, place.postal_code)
    name = f"{listing.name}, {listing.credentials}" if listing.credentials else listing.name
    stratum = f"{place.state}, {place.source}, {_age(place.confirmed_on, day)}"
    accepting = accepts_at(listing, place)
    return SampledPlace(listing.id, entry_key(LOCATIONS, place), stratum, name, line, place.phone or "", accepting)


def _age(confirmed_on: str | None, day: str) -> str:
    if not confirmed_on:
        return "not confirmed"
    days = (date.fromisoformat(day) - date.fromisoformat(confirmed_on)).days
    return next((f"within {words}" for limit, words in AGES if days <= limit), "over a year")


def sample_size(places: int) -> int:
    """How many to call for ±5 % at 95 %, whatever the share: 385 of very many, fewer of few (finite correction).

    Cochran, Sampling Techniques, 1977, section 4.4.
    """
    of_many = ceil(Z * Z * 0.25 / (MARGIN * MARGIN))
    return ceil(of_many / (1 + (of_many - 1) / places)) if places else 0


def draw(places: Iterable[SampledPlace], size: int, seed: int) -> list[SampledPlace]:
    """A sample of a size, all where there are no more; the same of the same places and seed, in whatever order."""
    ordered = sorted(places, key=lambda each: (each.stratum, _random(seed, each)))
    if size >= len(ordered):
        return ordered
    step = len(ordered) / size if size else 0.0
    first = int(_digest(f"{seed} first"), 16) % DENOMINATOR / DENOMINATOR * step
    return [ordered[min(int(first + number * step), len(ordered) - 1)] for number in range(size)]


def _random(seed: int, place: SampledPlace) -> str:
    return _digest(f"{seed} {place.listing} {place.key}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
