"""The listings that somebody chose, by their ids: a shortlist, a comparison."""

from collections.abc import Iterable

from directory.core.geo import miles_between
from directory.core.practitioner import Practitioner
from directory.search.find import Result
from directory.search.places import Place
from directory.store.listings.reader import Directory


def chosen(ids: Iterable[str], directory: Directory, place: Place | None = None) -> tuple[list[Result], list[str]]:
    """The listings with these ids, in this order, each with its location nearest to `place`; and the ids that nobody here has."""
    found = {id: directory.listing(id) for id in ids}
    return [_nearest(listing, place) for listing in found.values() if listing], [
        id for id, listing in found.items() if not listing
    ]


def _nearest(listing: Practitioner, place: Place | None) -> Result:
    locations = [location for location in listing.locations if location.latitude is not None]
    if not (place and locations):
        return Result(listing, next(iter(listing.locations), None), None)
    here = (place.latitude, place.longitude)
    return min(
        (Result(listing, each, miles_between(here, (each.latitude, each.longitude))) for each in locations),
        key=lambda result: result.miles,
    )
