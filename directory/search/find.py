"""Answering a search: who is within the radius, from columns in memory.

The rule of order: those whose license a board calls expired, suspended or revoked (and none active) after all others;
then the nearest first, or, where that is asked for, those whose license a board calls active and those whose address
was confirmed most lately first; each practitioner once, at the nearest of their locations; of equals, the one who comes
first in the directory. Nobody can pay for a place.
"""

from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import Any, NamedTuple

import numpy as np

from directory.core.facts import ANSWERS, FACTS
from directory.core.geo import chord_squared, miles_of_chord
from directory.core.i18n import Message
from directory.core.licences import STANDINGS
from directory.core.practitioner import ListedLocation, Practitioner, entry_values
from directory.search.choice_filters import LICENSE_FILTER, Candidates, Choice
from directory.search.filters import FILTERS, Filter
from directory.search.query import BadQuery, SearchQuery
from directory.search.radius import FoundPoints, first_by_rank, nearest_within, points_at_rows
from directory.search.typed_filters import InsuranceFilter
from directory.store.listings.reader import Directory

PAGE_SIZE = 20
NEAREST_SHOWN = 5  # when nobody is within the radius
LAPSED = STANDINGS.index("lapsed")
RANK_STEP = np.int64(date.max.toordinal())  # more days than any day's number
WIDER_BY = 5  # times the radius, where most find somebody
FARTHEST_MILES = 500  # nobody drives farther, and telehealth is seldom allowed from farther

LOCATION_FIELDS = (
    "address",
    "city",
    "state",
    "postal_code",
    "latitude",
    "longitude",
    "precision",
    "phone",
)  # of the JSON

ReadListings = Callable[[list[tuple[int, int]]], list[tuple[Practitioner, ListedLocation]]]
API_FACTS = tuple(fact.name for fact in FACTS if fact.in_api)


class Result(NamedTuple):
    """One practitioner found: the listing, which of its locations is nearest, and how many miles away that is."""

    listing: Practitioner
    location: ListedLocation
    miles: float


class Facet(NamedTuple):
    """A filter's choices, each with how many would be found with it and all other filters; the value set, or None."""

    filter: Filter[Any]
    choices: list[Choice]
    value: Any


class Results(NamedTuple):
    """A page of answers.

    total: all within the radius; nearest: the nearest beyond it, where none is within; remote: then, the nearest who
    offer telehealth; lapsed: how many only the license filter leaves out; facets: where asked for.
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

    for_page: with facets; and listings are cards (what a result shows), except where an insurance is asked for, because
    the page says of each result how that is known.
    """
    within = nearest_within(query.place, query.miles, directory)
    masks = _masks(query, Candidates(directory, within.numbers))
    kept = within.only(_kept_by_all(masks))
    total = len(kept.rows)
    pages = -(-total // PAGE_SIZE)
    if query.page > max(pages, 1):
        raise BadQuery(
            {"page": Message("page may be a whole number from 1 to %(most)s for this search.", most=max(pages, 1))}
        )
    page = _in_order(kept, query.sort, directory, query.page * PAGE_SIZE)
    page = page.only(slice((query.page - 1) * PAGE_SIZE, None))
    by_insurance = any(isinstance(each, InsuranceFilter) for each, _ in query.filters)
    read = directory.cards_at if for_page and not by_insurance else directory.listings_at
    nearest, remote = ([], []) if total else _beyond(query, directory, read)
    facets = _facets(query, within, kept, masks, directory) if for_page else []
    lapsed = _left_out_by_license(query, within, masks, total)
    return Results(query, total, pages, _results(page, directory, read), nearest, remote, lapsed, facets)


def find_all(query: SearchQuery, directory: Directory, most: int) -> list[Result]:
    """The first `most` who are found, without pages: for downloads."""
    within = nearest_within(query.place, query.miles, directory)
    kept = within.only(_kept_by_all(_masks(query, Candidates(directory, within.numbers))))
    return _results(_in_order(kept, query.sort, directory, most), directory, directory.listings_at)


def _masks(query: SearchQuery, candidates: Candidates) -> list[np.ndarray]:
    """For each filter of the search, a mask of whom it keeps."""
    return [each.keeps(value, candidates) for each, value in query.filters]


def _kept_by_all(masks: list[np.ndarray]) -> np.ndarray | slice:
    """The indexes of those whom all masks keep."""
    return reduce(np.logical_and, masks).nonzero()[0] if masks else slice(None)


def _in_order(points: FoundPoints, sort: str, directory: Directory, most: int) -> FoundPoints:
    standing = directory.columns["standing"][points.numbers]
    if sort == "confirmed":
        return first_by_rank(points, standing * RANK_STEP - directory.columns["confirmed"][points.numbers], most)
    return first_by_rank(points, standing == LAPSED, most)


def _beyond(query: SearchQuery, directory: Directory, read: ReadListings) -> tuple[list[Result], list[Result]]:
    """When nobody is within the radius: the nearest, and the nearest of the others who offer telehealth."""
    for look in (_in_wider_radius, _everywhere):
        fit = look(query, directory)
        nearest = _nearest(fit, directory)
        others = ~np.isin(fit.numbers, nearest.numbers) & (fit.squared <= chord_squared(FARTHEST_MILES))
        by_telehealth = directory.columns["telehealth"][fit.numbers] == ANSWERS.index(True)
        remote = _nearest(fit.only(np.flatnonzero(others & by_telehealth)), directory)
        if _is_final(nearest, directory) and _is_final(remote, directory):
            break
    return _results(nearest, directory, read), _results(remote, directory, read)


def _in_wider_radius(query: SearchQuery, directory: Directory) -> FoundPoints:
    within = nearest_within(query.place, min(WIDER_BY * query.miles, FARTHEST_MILES), directory)
    return within.only(_kept_by_all(_masks(query, Candidates(directory, within.numbers))))


def _everywhere(query: SearchQuery, directory: Directory) -> FoundPoints:
    """All points of those who fit: filters come before distances here, because they leave few."""
    fit = reduce(np.logical_and, _masks(query, Candidates(directory)), np.ones(len(directory), bool))
    return points_at_rows(query.place, np.flatnonzero(fit[directory.columns["practitioner"]]), directory)


def _is_final(nearest: FoundPoints, directory: Directory) -> bool:
    """Whether nobody from farther away could be among them: they might come before a lapsed license."""
    full = len(nearest.rows) == NEAREST_SHOWN
    return full and bool(directory.columns["standing"][nearest.numbers[-1]] != LAPSED)


def _nearest(points: FoundPoints, directory: Directory) -> FoundPoints:
    """The first NEAREST_SHOWN practitioners who have these points, each at their nearest."""
    most = NEAREST_SHOWN
    while True:
        most *= 4  # a practitioner with several points may be there more than once
        first = _in_order(points, "distance", directory, most)
        _, places = np.unique(first.numbers, return_index=True)
        if len(places) >= NEAREST_SHOWN or most >= len(points.rows):
            return first.only(np.sort(places)[:NEAREST_SHOWN])


def _facets(
    query: SearchQuery, within: FoundPoints, kept: FoundPoints, masks: list[np.ndarray], directory: Directory
) -> list[Facet]:
    places = {each.parameter: place for place, (each, _) in enumerate(query.filters)}
    candidates, facets = Candidates(directory, kept.numbers), []
    for each in FILTERS:
        place = places.get(each.parameter)
        if place is None:
            facets.append(Facet(each, each.choices(candidates), None))
            continue
        others = within.only(_kept_by_all(masks[:place] + masks[place + 1 :]))
        choices = each.choices(Candidates(directory, others.numbers))
        facets.append(Facet(each, choices, query.filters[place][1]))
    return facets


def _left_out_by_license(query: SearchQuery, within: FoundPoints, masks: list[np.ndarray], total: int) -> int:
    for place, (each, value) in enumerate(query.filters):
        if each is LICENSE_FILTER and value == "active":
            return len(within.only(_kept_by_all(masks[:place] + masks[place + 1 :])).rows) - total
    return 0


def _results(points: FoundPoints, directory: Directory, read: ReadListings) -> list[Result]:
    places = directory.columns["location"][points.rows].tolist()
    found = read(list(zip(points.numbers.tolist(), places, strict=True)))
    miles = map(miles_of_chord, points.squared.tolist())
    return [Result(listing, location, away) for (listing, location), away in zip(found, miles, strict=True)]


def as_json(results: Results) -> dict[str, Any]:
    """The answer as the API and the command line give it."""
    place = results.query.place
    return {
        "place": {name: getattr(place, name) for name in ("label", "latitude", "longitude", "precision")},
        "radius_miles": results.query.miles,
        "total": results.total,
        "page": results.query.page,
        "pages": results.pages,
        "results": [_result_as_json(result) for result in results.results],
        "nearest": [_result_as_json(result) for result in results.nearest],
    }


def _result_as_json(result: Result) -> dict[str, Any]:
    listing, location, miles = result
    return {
        "id": listing.id,
        **{name: getattr(listing, name) for name in API_FACTS},
        "verified_on": listing.verified_on,
        "sources": list(listing.sources),
        "distance_miles": round(miles, 2),
        "location": {name: getattr(location, name) for name in LOCATION_FIELDS},
        "licences": [entry_values(each) for each in listing.licences],
        "insurance": [entry_values(each) for each in listing.insurance],
    }
