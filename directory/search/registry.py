"""Answering what programs ask as they ask the federal register: from an index in the published file and from columns.

In the directory's order, which pages of an answer share until the next publish; with a place, the nearest first.
"""

from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from directory.core.addresses import STATES
from directory.core.geo import miles_of_chord
from directory.core.given_names import used_for
from directory.core.in_force import holds
from directory.core.practitioner import Practitioner
from directory.core.registered_terms import BETWEEN, PRIMARY, SECONDARY
from directory.search.find import points_asked_for
from directory.search.query import SearchQuery
from directory.search.radius import first_by_rank
from directory.search.registry_query import RegistryQuery, Term
from directory.store.listings.reader import LAST_LETTER, Directory, Numbers
from directory.store.listings.terms import listing_number, under, under_beginning

KINDS = {  # of terms (core/registered_terms.py), by parameters
    "first_name": "npi_first",
    "last_name": "npi_last",
    "organization_name": "npi_organization",
    "taxonomy_description": "npi_taxonomy",
}
OF_OFFICIAL = KINDS | {"first_name": "npi_official_first", "last_name": "npi_official_last"}
RANKS = {"": (PRIMARY, SECONDARY), "LOCATION": (PRIMARY, SECONDARY), "PRIMARY": (PRIMARY,), "SECONDARY": (SECONDARY,)}

Mask = NDArray[np.bool_]


class Registered(NamedTuple):
    """One result. miles: from the place asked for, None without one."""

    listing: Practitioner
    miles: float | None


class RegistryAnswer(NamedTuple):
    """A part of all who are found, and how many these are."""

    total: int
    results: list[Registered]


def find_registered(query: RegistryQuery, directory: Directory) -> RegistryAnswer:
    """Those who have an NPI and fit, each once: `query.limit` of them after the first `query.skip`."""
    fits: Mask = reduce(np.logical_and, _masks(query, directory))
    if query.around:
        return _nearest(query, query.around, fits, directory)
    numbers = np.flatnonzero(fits)
    shown = numbers[query.skip : query.skip + query.limit].tolist()
    results = [Registered(listing, None) for listing in directory.listings(shown, with_plans=False)]
    return RegistryAnswer(len(numbers), results)


def _nearest(query: RegistryQuery, around: SearchQuery, fits: Mask, directory: Directory) -> RegistryAnswer:
    points = points_asked_for(around, directory)
    points = points.only(fits[points.numbers].nonzero()[0])
    total = len(points.rows)
    if query.skip >= total:
        return RegistryAnswer(total, [])
    ranks = np.zeros(total, np.int64)
    shown = first_by_rank(points, ranks, query.skip + query.limit).only(slice(query.skip, None))
    listings = directory.listings(shown.numbers.tolist(), with_plans=False)
    miles = [round(miles_of_chord(squared), 2) for squared in shown.squared.tolist()]
    return RegistryAnswer(total, list(map(Registered, listings, miles)))


def _masks(query: RegistryQuery, directory: Directory) -> Iterator[Mask]:
    """For each thing that is asked a mask of whom it keeps. A listing's id is its NPI where it has one."""
    yield _mask(directory, *(under(directory, f"npi_type {each}") for each in query.types))
    if query.number:
        number = listing_number(directory, query.number)
        yield _mask(directory, *([] if number is None else [np.array([number])]))
    kinds = OF_OFFICIAL if query.of_official else KINDS
    for field, term in query.names:
        yield _mask(directory, *(_having(directory, kinds[field], each) for each in _meant(field, term, query)))
    if query.is_abroad:
        yield _mask(directory)
    if query.city or query.state or query.postal_code:
        yield _mask(directory, *_at_place(query, directory))


def _mask(directory: Directory, *numbers: Numbers) -> Mask:
    mask = np.zeros(len(directory), bool)
    for each in numbers:
        mask[each] = True
    return mask


def _having(directory: Directory, kind: str, term: Term) -> Numbers:
    asked = f"{kind} {term.text}"
    return under(directory, asked, asked + LAST_LETTER if term.is_beginning else None)


def _meant(field: str, term: Term, query: RegistryQuery) -> list[Term]:
    """A name, and for a whole first name those that it is used for: Bob is Robert."""
    if field != "first_name" or term.is_beginning or not query.with_alias:
        return [term]
    return [term, *(Term(name) for name in sorted(used_for(term.text) - {term.text}))]


def _at_place(query: RegistryQuery, directory: Directory) -> Iterator[Numbers]:
    """Those with a place of practice that has all parts of the address asked for."""
    ranks = RANKS.get(query.purpose, ())  # no mailing address is kept

    def fits(term: str) -> bool:
        """Whether a place, by its term, has all of it now."""
        kind, _, parts = term.partition(" ")
        first, second, third, rank, starts_on, ends_on = parts.split(BETWEEN)
        state, city, postal_code = (second, third, first) if kind == "npi_zip" else (first, second, third)
        return (
            rank in ranks
            and query.state in ("", state)
            and _is(query.city, city)
            and _is(query.postal_code, postal_code)
            and holds(starts_on or None, ends_on or None, directory.day)
        )

    for begins in _beginnings(query) if ranks else ():
        yield under_beginning(directory, begins, fits)


def _beginnings(query: RegistryQuery) -> Iterator[str]:
    """How the terms begin of the places that may fit."""
    if query.postal_code:
        yield f"npi_zip {query.postal_code.text}"
        return
    for state in [query.state] if query.state else STATES:
        city = f"{BETWEEN}{query.city.text}" if query.city else ""
        yield f"npi_place {state}{city}"


def _is(term: Term | None, value: str) -> bool:
    if term is None or value == term.text:
        return True
    return term.is_beginning and value.startswith(term.text)
