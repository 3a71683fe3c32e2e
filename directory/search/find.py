"""Answering a search: who is within the radius, from columns in memory.

The rule of order: those whose license a board calls expired, suspended or revoked (and none active) after all others; then
the nearest first, or, where that is asked for, those whose license a board calls active and the most lately confirmed first;
each practitioner once, at the nearest of their locations; of equals, the one who comes first in the directory. Nobody can pay for a place.
"""

from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import NamedTuple

import numpy as np

from directory.core.facts import ANSWERS, FACTS
from directory.core.geo import chord_squared, miles_across
from directory.core.i18n import Message
from directory.core.licences import STANDINGS
from directory.core.practitioner import ListedLocation, Practitioner, entry_values
from directory.search.around import Around, around, at, first
from directory.search.filters import FILTERS, LICENSE, Choice, Filter, Insurance, People
from directory.search.query import BadQuery, SearchQuery
from directory.store.listings.reader import Directory

PAGE = 20  # results on a page
NEAREST = 5  # shown when nobody is within the radius
LAPSED = STANDINGS.index("lapsed")
LONG_AFTER = np.int64(date.max.toordinal())  # more days than any day's number
FURTHER = 5  # times the radius, where most find somebody
FAR = 500  # miles: nobody drives further, and telehealth is seldom allowed from further


class Result(NamedTuple):
    """One practitioner: the listing, which of its locations is nearest, and how many miles away that is.

    Everybody found has both; one who was chosen has no miles where no place is given, and perhaps no location.
    """

    listing: Practitioner
    location: ListedLocation | None
    miles: float | None


class Facet(NamedTuple):
    """A filter's choices, each with how many would be found with it and every other filter that is set; the value that is set, or None."""

    filter: Filter
    choices: list[Choice]
    value: object


class Results(NamedTuple):
    """A page of answers. total: all within the radius; nearest: the nearest beyond it, when there are none within;
    remote: then, the nearest who offer telehealth; lapsed: how many only the license filter leaves out; facets: where asked for.
    """

    query: SearchQuery
    total: int
    pages: int
    results: list[Result]
    nearest: list[Result]
    remote: list[Result]
    lapsed: int
    facets: list[Facet]


def find(query: SearchQuery, directory: Directory, for_page: bool = False) -> Results:
    """The page of results asked for. Raises BadQuery for a page beyond the last.

    for_page: with facets; and listings are cards (see store/cards.py), except where an insurance is asked for, of which a page says how it is known.
    """
    here = around(query.place, query.miles, directory)
    keeps = _keeps(query, People(directory, here.numbers))
    kept = here.only(_all(keeps))
    total = len(kept.rows)
    pages = -(-total // PAGE)
    if query.page > max(pages, 1):
        raise BadQuery(
            {"page": Message("page may be a whole number from 1 to %(most)s for this search.", most=max(pages, 1))}
        )
    shown = _in_order(kept, query.sort, directory, query.page * PAGE)
    read = (
        directory.cards
        if for_page and not any(isinstance(each, Insurance) for each, _ in query.filters)
        else directory.listings
    )
    nearest, remote = ([], []) if total else _beyond(query, directory, read)
    facets = _facets(query, here, kept, keeps, directory) if for_page else []
    results = _results(shown.only(slice((query.page - 1) * PAGE, None)), directory, read)
    return Results(query, total, pages, results, nearest, remote, _lapsed(query, here, keeps, total), facets)


def everybody(query: SearchQuery, directory: Directory, most: int) -> list[Result]:
    """All who are found, at most so many, without pages: for downloads."""
    here = around(query.place, query.miles, directory)
    kept = here.only(_all(_keeps(query, People(directory, here.numbers))))
    return _results(_in_order(kept, query.sort, directory, most), directory, directory.listings)


def _keeps(query: SearchQuery, people: People) -> list[np.ndarray]:
    """For each filter of the search, a mask of whom it keeps."""
    return [each.keeps(value, people) for each, value in query.filters]


def _all(keeps: list[np.ndarray]) -> np.ndarray | slice:
    """The places of those whom all of them keep."""
    return reduce(np.logical_and, keeps).nonzero()[0] if keeps else slice(None)


def _in_order(found: Around, sort: str, directory: Directory, most: int) -> Around:
    standing = directory.columns["standing"][found.numbers]
    if sort == "confirmed":
        return first(found, standing * LONG_AFTER - directory.columns["confirmed"][found.numbers], most)
    return first(found, standing == LAPSED, most)


def _beyond(query: SearchQuery, directory: Directory, read: Callable) -> tuple[list[Result], list[Result]]:
    """When nobody is within the radius: the nearest, and the nearest of the others who offer telehealth."""
    for look in (_a_little_further, _everywhere):
        fit = look(query, directory)
        nearest = _nearest(fit, directory)
        remote = (directory.columns["telehealth"][fit.numbers] == ANSWERS.index(True)) & (
            fit.squared <= chord_squared(FAR)
        )
        remote = _nearest(fit.only(np.flatnonzero(remote & ~np.isin(fit.numbers, nearest.numbers))), directory)
        if _is_full(nearest, directory) and _is_full(remote, directory):
            break
    return _results(nearest, directory, read), _results(remote, directory, read)


def _a_little_further(query: SearchQuery, directory: Directory) -> Around:
    here = around(query.place, min(FURTHER * query.miles, FAR), directory)
    return here.only(_all(_keeps(query, People(directory, here.numbers))))


def _everywhere(query: SearchQuery, directory: Directory) -> Around:
    """All points of those who fit: filters come before distances here, because they leave few."""
    fit = reduce(np.logical_and, _keeps(query, People(directory)), np.ones(len(directory), bool))
    return at(query.place, np.flatnonzero(fit[directory.columns["practitioner"]]), directory)


def _is_full(found: Around, directory: Directory) -> bool:
    """Whether nobody from further away could be among them: they might come before a lapsed license."""
    return len(found.rows) == NEAREST and directory.columns["standing"][found.numbers[-1]] != LAPSED


def _nearest(points: Around, directory: Directory) -> Around:
    """The first of those who have these points, each at their nearest."""
    most = NEAREST
    while True:
        most *= 4  # a practitioner with several points may be there more than once
        found = _in_order(points, "distance", directory, most)
        _, places = np.unique(found.numbers, return_index=True)
        if len(places) >= NEAREST or most >= len(points.rows):
            return found.only(np.sort(places)[:NEAREST])


def _facets(
    query: SearchQuery, here: Around, kept: Around, keeps: list[np.ndarray], directory: Directory
) -> list[Facet]:
    places = {each.parameter: place for place, (each, _) in enumerate(query.filters)}
    people, found = People(directory, kept.numbers), []
    for each in FILTERS:
        place = places.get(each.parameter)
        if place is None:
            found.append(Facet(each, each.choices(people), None))
            continue
        others = here.only(_all(keeps[:place] + keeps[place + 1 :]))
        found.append(Facet(each, each.choices(People(directory, others.numbers)), query.filters[place][1]))
    return found


def _lapsed(query: SearchQuery, here: Around, keeps: list[np.ndarray], total: int) -> int:
    place = next((place for place, pair in enumerate(query.filters) if pair == (LICENSE, "active")), None)
    return 0 if place is None else len(here.only(_all(keeps[:place] + keeps[place + 1 :])).rows) - total


def _results(found: Around, directory: Directory, read: Callable[[list[int]], list[Practitioner]]) -> list[Result]:
    listings = read(found.numbers.tolist())
    places = directory.columns["location"][found.rows].tolist()
    return [
        Result(listing, listing.locations[place], miles_across(chord))
        for listing, place, chord in zip(listings, places, found.squared.tolist(), strict=True)
    ]


def as_json(found: Results) -> dict:
    """The answer as the API and the command line give it."""
    place = found.query.place
    return {
        "place": {
            "label": place.label,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "precision": place.precision,
        },
        "radius_miles": found.query.miles,
        "total": found.total,
        "page": found.query.page,
        "pages": found.pages,
        "results": [_result_as_json(result) for result in found.results],
        "nearest": [_result_as_json(result) for result in found.nearest],
    }


API_FACTS = tuple(fact.name for fact in FACTS if fact.in_api)


def _result_as_json(result: Result) -> dict:
    listing = result.listing
    shown = {"id": listing.id} | {name: getattr(listing, name) for name in API_FACTS}
    shown |= {"verified_on": listing.verified_on, "sources": list(listing.sources)}
    parts = ("address", "city", "state", "postal_code", "latitude", "longitude", "precision", "phone")
    return shown | {
        "distance_miles": round(result.miles, 2),
        "location": {key: getattr(result.location, key) for key in parts},
        "licences": [entry_values(each) for each in listing.licences],
        "insurance": [entry_values(each) for each in listing.insurance],
    }
