"""Answering a search: who is within the radius or the area, from columns in memory.

The rule of order: those whose license has lapsed (licences.LAPSED, and none active) after all others;
then the nearest first, or, where that is asked for, those whose license a board calls active and those whose address
was confirmed most lately first; each practitioner once, at the nearest of their locations; of equals, the one who comes
first in the directory. Where an insurance is asked for that some listings name, those whom the insurer's own list has
come before those who are said to take it, with lapsed licenses after all others. By price, the lowest agreed price of
half an hour in the office comes first, then those of whom none is known, the nearest first. Nobody can pay for a place.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial, reduce
from typing import NamedTuple

import numpy as np

from directory.core.facts import ANSWERS
from directory.core.geo import chord_squared, miles_of_chord
from directory.core.i18n import Message
from directory.core.licences import STANDINGS
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.bands import NO_PRICE, Band, InsuranceTerms, insurance_terms
from directory.search.choice_filters import LICENSE_FILTER, Candidates
from directory.search.facets import Facet, facets_of, without
from directory.search.query import ORDERS, BadQuery, SearchQuery
from directory.search.radius import FoundPoints, first_by_rank, nearest_in, nearest_within, points_at_rows
from directory.search.terms_filter import TermsFilter
from directory.search.typed_filters import InsuranceFilter
from directory.store.listings.reader import Directory

PAGE_SIZE = 20
READ_AT_ONCE = 25
NEAREST_SHOWN = 5  # when nobody is within the radius
LAPSED = STANDINGS.index("lapsed")
RANK_STEP = np.int64(date.max.toordinal())  # more days than any day's number
PRICE_STEP = np.int64(NO_PRICE) + 1
OF_INSURANCE = (InsuranceFilter, TermsFilter)
BAND_STEP = 4 * RANK_STEP  # more than any standing
WIDER_BY = 5  # times the radius, where most find somebody
FARTHEST_MILES = 500  # nobody drives farther, and telehealth is seldom allowed from farther

ReadListings = Callable[[list[tuple[int, int]]], list[tuple[Practitioner, ListedLocation]]]


class Result(NamedTuple):
    """One practitioner found: the listing, which of its locations is nearest, and how many miles away that is.

    Where an insurance is asked for that some listings name: is_listed: whether the insurer's own list has them; price:
    what half an hour in the office costs at the lowest agreed price, in cents, None where none is known.
    """

    listing: Practitioner
    location: ListedLocation
    miles: float
    is_listed: bool | None = None
    price: int | None = None


class Results(NamedTuple):
    """A page of answers.

    total: all within the radius; nearest: the nearest beyond it, where none is within; remote: then, the nearest who
    offer telehealth; lapsed: how many only the license filter leaves out; facets: where asked for. band, unstated:
    where an insurance is asked for that some listings name, and on the last page of these the nearest of those of whom
    nobody states whether they take it.
    """

    query: SearchQuery
    total: int
    pages: int
    results: list[Result]
    nearest: list[Result]
    remote: list[Result]
    lapsed: int
    facets: list[Facet]
    band: Band | None = None
    unstated: tuple[Result, ...] = ()


class _Search(NamedTuple):
    """A search in one directory. terms: on which everybody takes the insurance, where one is asked for."""

    query: SearchQuery
    directory: Directory
    terms: InsuranceTerms | None
    read: ReadListings

    def asked_for(self) -> FoundPoints:
        """See points_asked_for."""
        return points_asked_for(self.query, self.directory)

    def by_distance(self) -> "_Search":
        """The same with the nearest first, whoever lists them."""
        return self._replace(query=self.query._replace(sort=ORDERS[0]), terms=None)

    def candidates(self, numbers: np.ndarray | slice = slice(None)) -> Candidates:
        """Some practitioners, for the filters."""
        return Candidates(self.directory, numbers, self.terms)

    def masks(self, candidates: Candidates) -> list[np.ndarray]:
        """For each filter of the search, a mask of whom of these it keeps."""
        return [each.keeps(value, candidates) for each, value in self.query.filters]


def points_asked_for(query: SearchQuery, directory: Directory) -> FoundPoints:
    """The nearest point of each practitioner who has one where a search looks."""
    if query.area:
        return nearest_in(query.area, query.place, directory)
    return nearest_within(query.place, query.miles, directory)


def find(query: SearchQuery, directory: Directory, for_page: bool = False) -> Results:
    """The page of results asked for. Raises BadQuery for a page beyond the last.

    for_page: with facets; and listings are cards (what a result shows), which have those of their plans that are asked
    for, because the page says of each result how that is known.
    """
    search = _search(query, directory, for_page)
    within = search.asked_for()
    everybody = search.candidates(within.numbers)
    masks = search.masks(everybody)
    kept = within.only(_kept_by_all(masks))
    total = len(kept.rows)
    pages = _pages(total, query.page)
    page = _in_order(kept, search, query.page * PAGE_SIZE).only(slice((query.page - 1) * PAGE_SIZE, None))
    nearest, remote = ([], []) if total else _beyond(search)
    facets = facets_of(query, everybody, masks) if for_page else []
    lapsed = _left_out_by_license(query, masks, total)
    results = Results(query, total, pages, _results(page, search), nearest, remote, lapsed, facets)
    return _with_bands(results, search, within, everybody, masks) if for_page and search.terms else results


def _pages(total: int, page: int) -> int:
    """How many pages there are. Raises BadQuery where the page asked for is beyond them."""
    pages = -(-total // PAGE_SIZE)
    most = max(pages, 1)
    if page > most:
        raise BadQuery({"page": Message("page may be a whole number from 1 to %(most)s for this search.", most=most)})
    return pages


def _search(query: SearchQuery, directory: Directory, for_page: bool) -> _Search:
    cards = partial(directory.cards_at, networks=query.insurance.networks if query.insurance else ())
    read = cards if for_page else directory.listings_at
    return _Search(query, directory, insurance_terms(query.insurance, directory), read)


def _with_bands(
    results: Results, search: _Search, within: FoundPoints, everybody: Candidates, masks: list[np.ndarray]
) -> Results:
    """The results with how many each band has; on the last page the nearest of whom nobody states the insurance."""
    listed = int(np.count_nonzero(reduce(np.logical_and, masks, everybody.are_listed)))
    unstated = _unstated(search.query, everybody, masks)
    band = Band(listed, results.total - listed, int(np.count_nonzero(unstated)))
    if results.query.page < results.pages:
        return results._replace(band=band)
    nearest = _in_order(within.only(unstated.nonzero()[0]), search.by_distance(), NEAREST_SHOWN)
    return results._replace(band=band, unstated=tuple(_results(nearest, search)))


def _unstated(query: SearchQuery, everybody: Candidates, masks: list[np.ndarray]) -> np.ndarray:
    """A mask of those whom all filters keep but the insurance, whatever its terms, unless it is known that it does not
    pay them.
    """
    asked = list(zip(query.filters, masks, strict=True))
    takes, refused = next(
        (mask, each.refuses(value, everybody)) for (each, value), mask in asked if isinstance(each, InsuranceFilter)
    )
    others = [mask for (each, _), mask in asked if not isinstance(each, OF_INSURANCE)]
    return reduce(np.logical_and, others, ~(takes | refused))


def find_all(query: SearchQuery, directory: Directory, most: int, for_page: bool = False) -> list[Result]:
    """The first `most` who are found, without pages: for the map of a page."""
    return list(find_each(query, directory, most, for_page))


def find_each(query: SearchQuery, directory: Directory, most: int, for_page: bool = False) -> Iterator[Result]:
    """The same one after the other, READ_AT_ONCE of them read when they are asked for: for downloads."""
    search = _search(query, directory, for_page)
    found = _in_order(_kept(search.asked_for(), search), search, most)
    for start in range(0, len(found.rows), READ_AT_ONCE):
        yield from _results(found.only(slice(start, start + READ_AT_ONCE)), search)


def _kept(points: FoundPoints, search: _Search) -> FoundPoints:
    """The points of those whom all filters keep."""
    return points.only(_kept_by_all(search.masks(search.candidates(points.numbers))))


def _kept_by_all(masks: list[np.ndarray]) -> np.ndarray | slice:
    """The indexes of those whom all masks keep."""
    return reduce(np.logical_and, masks).nonzero()[0] if masks else slice(None)


def _in_order(points: FoundPoints, search: _Search, most: int) -> FoundPoints:
    if not len(points.rows):
        return points
    standing = search.directory.columns["standing"][points.numbers]
    if search.query.sort == "confirmed":
        rank = standing * RANK_STEP - search.directory.columns["confirmed"][points.numbers]
    else:
        rank = (standing == LAPSED).astype(np.int64)
    if search.terms is not None and search.query.sort == "price":
        rank = rank * PRICE_STEP + search.terms.prices(points.numbers)
    elif search.terms is not None:
        rank = rank + (standing == LAPSED) * BAND_STEP + ~search.terms.are_listed(points.numbers) * BAND_STEP
    return first_by_rank(points, rank, most)


def _beyond(search: _Search) -> tuple[list[Result], list[Result]]:
    """When nobody is within the radius: the nearest, and the nearest of the others who offer telehealth."""
    for look in (_in_wider_radius, _everywhere):
        fit = look(search)
        nearest = _nearest(fit, search)
        others = ~np.isin(fit.numbers, nearest.numbers) & (fit.squared <= chord_squared(FARTHEST_MILES))
        by_telehealth = search.directory.columns["telehealth"][fit.numbers] == ANSWERS.index(True)
        remote = _nearest(fit.only(np.flatnonzero(others & by_telehealth)), search)
        if _is_final(nearest, search.directory) and _is_final(remote, search.directory):
            break
    return _results(nearest, search), _results(remote, search)


def _in_wider_radius(search: _Search) -> FoundPoints:
    query = search.query
    wider = nearest_within(query.place, min(WIDER_BY * query.miles, FARTHEST_MILES), search.directory)
    return _kept(wider, search)


def _everywhere(search: _Search) -> FoundPoints:
    """All points of those who fit: filters come before distances here, because they leave few."""
    directory = search.directory
    fit = reduce(np.logical_and, search.masks(search.candidates()), np.ones(len(directory), bool))
    return points_at_rows(search.query.place, np.flatnonzero(fit[directory.columns["practitioner"]]), directory)


def _is_final(nearest: FoundPoints, directory: Directory) -> bool:
    """Whether nobody from farther away could be among them: they might come before a lapsed license."""
    full = len(nearest.rows) == NEAREST_SHOWN
    return full and bool(directory.columns["standing"][nearest.numbers[-1]] != LAPSED)


def _nearest(points: FoundPoints, search: _Search) -> FoundPoints:
    """The first NEAREST_SHOWN practitioners who have these points, each at their nearest, whoever lists them."""
    by_distance, most = search.by_distance(), NEAREST_SHOWN
    while True:
        most *= 4  # a practitioner with several points may be there more than once
        first = _in_order(points, by_distance, most)
        _, places = np.unique(first.numbers, return_index=True)
        if len(places) >= NEAREST_SHOWN or most >= len(points.rows):
            return first.only(np.sort(places)[:NEAREST_SHOWN])


def _left_out_by_license(query: SearchQuery, masks: list[np.ndarray], total: int) -> int:
    for place, (each, value) in enumerate(query.filters):
        if each is LICENSE_FILTER and value == "active":
            others = without(masks, place)
            return int(np.count_nonzero(reduce(np.logical_and, others, np.ones(len(masks[0]), bool)))) - total
    return 0


def _results(points: FoundPoints, search: _Search) -> list[Result]:
    if not len(points.rows):
        return []
    numbers, places = points.numbers, search.directory.columns["location"][points.rows].tolist()
    found = search.read(list(zip(numbers.tolist(), places, strict=True)))
    miles = map(miles_of_chord, points.squared.tolist())
    if search.terms is None:
        return [Result(*each, away) for each, away in zip(found, miles, strict=True)]
    prices = (None if price == NO_PRICE else price for price in search.terms.prices(numbers).tolist())
    known = zip(search.terms.are_listed(numbers).tolist(), prices, strict=True)
    return [Result(*each, away, *terms) for each, away, terms in zip(found, miles, known, strict=True)]
