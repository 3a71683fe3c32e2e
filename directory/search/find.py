"""Answering a search: who is within the radius, from columns in memory.

The rule of order: those whose license a board calls expired, suspended or revoked (and none active) after all others; then
the nearest first, or, where that is asked for, those whose license a board calls active and the most lately confirmed first;
each practitioner once, at the nearest of their locations; of equals, the one who comes first in the directory. Nobody can pay for a place.
"""

from math import degrees
from typing import NamedTuple

import numpy as np

from directory.core.geo import EARTH_MILES, HALF_ROUND, chord_squared, miles_across, unit_vector
from directory.core.words import Said
from directory.search.filters import FILTERS, LICENSE, Choice, Filter
from directory.search.query import BadQuery, SearchQuery
from directory.store.columns import ANSWERS, STANDINGS
from directory.store.listings import Directory

PAGE = 20  # results on a page
NEAREST = 5  # shown when nobody is within the radius
LAPSED = STANDINGS.index("lapsed")
FAR = 500  # miles: nobody drives further, and telehealth is seldom allowed from further


class Result(NamedTuple):
    """One practitioner: the listing, which of its locations is nearest, and how many miles away that is.

    Everybody found has both; one who was chosen has no miles where no place is given, and perhaps no location.
    """

    listing: dict
    location: dict | None
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


class _Around(NamedTuple):
    """The rows of the columns within a radius, with their squared chords, and what filters say of the practitioners there.

    numbers: the practitioners, each once; missed: how many filters leave each out; misses: which, a row a filter.
    """

    rows: np.ndarray
    squared: np.ndarray
    numbers: np.ndarray
    missed: np.ndarray
    misses: np.ndarray


def find(query: SearchQuery, directory: Directory, with_facets: bool = False) -> Results:
    """The page of results asked for. Raises BadQuery for a page beyond the last."""
    around = _around(query, query.miles, directory)
    rows, squared = _kept(query, around, directory)
    pages = -(-len(rows) // PAGE)
    if query.page > max(pages, 1):
        raise BadQuery({"page": Said("page may be a whole number from 1 to %(most)s for this search.", most=max(pages, 1))})
    shown = slice((query.page - 1) * PAGE, query.page * PAGE)
    nearest, remote = ([], []) if len(rows) else _beyond(query, directory)
    return Results(
        query, len(rows), pages, _results(rows[shown], squared[shown], directory), nearest, remote, _lapsed(query, around),
        _facets(query, around, directory) if with_facets else [],
    )


def everybody(query: SearchQuery, directory: Directory, most: int) -> list[Result]:
    """All who are found, at most so many, without pages: for downloads."""
    rows, squared = _kept(query, _around(query, query.miles, directory), directory)
    return _results(rows[:most], squared[:most], directory)


def _around(query: SearchQuery, miles: float, directory: Directory) -> _Around:
    columns = directory.columns
    band = degrees(miles / EARTH_MILES) + 1e-9
    low, high = np.searchsorted(columns["latitude"], (query.place.latitude - band, query.place.latitude + band))
    x, y, z = unit_vector(query.place.latitude, query.place.longitude)
    squared = (columns["x"][low:high] - x) ** 2 + (columns["y"][low:high] - y) ** 2 + (columns["z"][low:high] - z) ** 2
    inside = np.flatnonzero(squared <= chord_squared(miles))
    rows = inside + low
    here = np.zeros(len(directory), bool)
    here[columns["practitioner"][rows]] = True
    numbers = np.flatnonzero(here)
    misses = np.array([~each.keeps(value, directory, numbers) for each, value in query.filters], bool).reshape(len(query.filters), len(numbers))
    return _Around(rows, squared[inside], numbers, misses.sum(axis=0), misses)


def _kept(query: SearchQuery, around: _Around, directory: Directory) -> tuple[np.ndarray, np.ndarray]:
    """The rows that no filter leaves out, one for each practitioner, in the order asked for, with their squared chords."""
    columns = directory.columns
    kept = np.zeros(len(directory), bool)
    kept[around.numbers[around.missed == 0]] = True
    left = np.flatnonzero(kept[columns["practitioner"][around.rows]])
    rows, squared = around.rows[left], around.squared[left]
    practitioners = columns["practitioner"][rows]
    order = np.lexsort((practitioners, squared))
    _, first = np.unique(practitioners[order], return_index=True)
    order = order[np.sort(first)]
    standing, confirmed = columns["standing"][practitioners[order]], columns["confirmed"][practitioners[order]]
    if query.sort == "confirmed":
        order = order[np.lexsort((-confirmed, standing))]
    else:
        order = order[np.argsort(standing == LAPSED, kind="stable")]
    return rows[order], squared[order]


def _beyond(query: SearchQuery, directory: Directory) -> tuple[list[Result], list[Result]]:
    """When nobody is within the radius: the nearest, and the nearest of the others who offer telehealth."""
    nearest_first = query._replace(sort="distance")
    for miles in (FAR, HALF_ROUND):
        rows, squared = _kept(nearest_first, _around(nearest_first, miles, directory), directory)
        standing = directory.columns["standing"][directory.columns["practitioner"][rows[:NEAREST]]]
        if len(rows) >= NEAREST and standing[-1] != LAPSED:  # somebody further away may only come before a lapsed license
            break
    numbers = directory.columns["practitioner"][rows[NEAREST:]]
    remote = (directory.columns["telehealth"][numbers] == ANSWERS.index(True)) & (squared[NEAREST:] <= chord_squared(FAR))
    remote = NEAREST + np.flatnonzero(remote)[:NEAREST]
    return _results(rows[:NEAREST], squared[:NEAREST], directory), _results(rows[remote], squared[remote], directory)


def _facets(query: SearchQuery, around: _Around, directory: Directory) -> list[Facet]:
    places = {each.parameter: place for place, (each, _) in enumerate(query.filters)}
    found = []
    for each in FILTERS:
        place = places.get(each.parameter)
        others = around.missed if place is None else around.missed - around.misses[place]
        choices = each.choices(directory, around.numbers[others == 0])
        found.append(Facet(each, choices, None if place is None else query.filters[place][1]))
    return found


def _lapsed(query: SearchQuery, around: _Around) -> int:
    place = next((place for place, pair in enumerate(query.filters) if pair == (LICENSE, "active")), None)
    return 0 if place is None else int(((around.missed == 1) & around.misses[place]).sum())


def _results(rows: np.ndarray, squared: np.ndarray, directory: Directory) -> list[Result]:
    columns = directory.columns
    listings = directory.listings([int(number) for number in columns["practitioner"][rows]])
    places = columns["location"][rows]
    return [
        Result(listing, listing["locations"][int(place)], miles_across(float(chord)))
        for listing, place, chord in zip(listings, places, squared, strict=True)
    ]


def as_json(found: Results) -> dict:
    """The answer as the API and the command line give it."""
    place = found.query.place
    return {
        "place": {"label": place.label, "latitude": place.latitude, "longitude": place.longitude, "precision": place.precision},
        "radius_miles": found.query.miles, "total": found.total, "page": found.query.page, "pages": found.pages,
        "results": [_result_as_json(result) for result in found.results],
        "nearest": [_result_as_json(result) for result in found.nearest],
    }


def _result_as_json(result: Result) -> dict:
    listing = result.listing
    shown = {key: listing[key] for key in ("id", "npi", "name", "credentials", "kind", "verified_on", "sources")}
    parts = ("address", "city", "state", "postal_code", "latitude", "longitude", "precision", "phone")
    return shown | {
        "distance_miles": round(result.miles, 2),
        "location": {key: result.location[key] for key in parts},
        "licences": listing["licences"], "insurance": listing["insurance"],
    }
