"""The listings that somebody chose, by their ids: a shortlist, a comparison."""

from collections.abc import Iterable
from typing import NamedTuple

from directory.core.geo import miles_between
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.place import Place
from directory.store.listings.reader import Directory


class ChosenListing(NamedTuple):
    """A listing, one of its locations, and how many miles away that is.

    miles: None where no place is given or none of the locations has a point; location: None where it has none.
    """

    listing: Practitioner
    location: ListedLocation | None
    miles: float | None


def chosen_listings(
    ids: Iterable[str], directory: Directory, place: Place | None = None
) -> tuple[list[ChosenListing], list[str]]:
    """The listings with these ids, in this order, each with its location nearest to `place`; and the unknown ids."""
    listings = {practitioner_id: directory.listing(practitioner_id) for practitioner_id in ids}
    results = [_nearest(listing, place) for listing in listings.values() if listing]
    return results, [practitioner_id for practitioner_id, listing in listings.items() if not listing]


def _nearest(listing: Practitioner, place: Place | None) -> ChosenListing:
    with_points = [
        (location, (location.latitude, location.longitude))
        for location in listing.locations
        if location.latitude is not None and location.longitude is not None
    ]
    if not (place and with_points):
        return ChosenListing(listing, next(iter(listing.locations), None), None)
    here = (place.latitude, place.longitude)
    distances = [(miles_between(here, point), location) for location, point in with_points]
    miles, nearest = min(distances, key=lambda pair: pair[0])
    return ChosenListing(listing, nearest, miles)
