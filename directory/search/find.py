"""Answering a search: who is within the radius, nearest first, from columns in memory.

The rule of order: nearest first, each practitioner once, at the nearest of their locations; those whose license a board
calls expired, suspended or revoked (and none active) after all others; of equally near ones, the one who comes first in the
directory. Nobody can pay for a place.
"""

from math import degrees
from typing import NamedTuple

import numpy as np

from directory.core.geo import EARTH_MILES, HALF_ROUND, chord_squared, miles_across, unit_vector
from directory.search.query import BadQuery, SearchQuery
from directory.store.listings import Directory

PAGE = 20  # results on a page
NEAREST = 5  # shown when nobody is within the radius


class Result(NamedTuple):
    """One practitioner found: the listing, which of its locations is nearest, and how many miles away that is."""

    listing: dict
    location: dict
    miles: float


class Results(NamedTuple):
    """A page of answers. total: all within the radius; nearest: the nearest beyond it, when there are none within."""

    query: SearchQuery
    total: int
    pages: int
    results: list[Result]
    nearest: list[Result]


def find(query: SearchQuery, directory: Directory) -> Results:
    """The page of results asked for. Raises BadQuery for a page beyond the last."""
    kept = np.ones(len(directory), bool)
    for each, value in query.filters:
        kept &= each.keeps(value, directory)
    rows, squared = _within(query, query.miles, kept, directory)
    pages = -(-len(rows) // PAGE)
    if query.page > max(pages, 1):
        raise BadQuery({"page": f"page may be a whole number from 1 to {max(pages, 1)} for this search."})
    shown = slice((query.page - 1) * PAGE, query.page * PAGE)
    results = _results(rows[shown], squared[shown], directory)
    nearest = []
    if not len(rows):
        rows_beyond, squared_beyond = _within(query, HALF_ROUND, kept, directory)
        nearest = _results(rows_beyond[:NEAREST], squared_beyond[:NEAREST], directory)
    return Results(query, len(rows), pages, results, nearest)


def _within(query: SearchQuery, miles: float, kept: np.ndarray, directory: Directory) -> tuple[np.ndarray, np.ndarray]:
    """The rows of the columns within the radius, one for each practitioner, nearest first, with their squared chords."""
    columns = directory.columns
    band = degrees(miles / EARTH_MILES) + 1e-9
    low, high = np.searchsorted(columns["latitude"], (query.place.latitude - band, query.place.latitude + band))
    x, y, z = unit_vector(query.place.latitude, query.place.longitude)
    squared = (columns["x"][low:high] - x) ** 2 + (columns["y"][low:high] - y) ** 2 + (columns["z"][low:high] - z) ** 2
    practitioners = columns["practitioner"][low:high]
    inside = np.flatnonzero((squared <= chord_squared(miles)) & kept[practitioners])
    order = inside[np.lexsort((practitioners[inside], squared[inside]))]
    _, first = np.unique(practitioners[order], return_index=True)
    order = order[np.sort(first)]
    order = order[np.argsort(columns["lapsed"][practitioners[order]], kind="stable")]
    return order + low, squared[order]


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
