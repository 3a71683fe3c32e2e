"""What a listing's page shows for where its visitor is: the nearest office first, and who else is at the address."""

from typing import NamedTuple

from directory.core.geo import miles_between
from directory.core.names import folded
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.place import Place
from directory.search.radius import nearest_within
from directory.store.listings.reader import Directory

SAME_HOUSE = 0.05  # miles: as far as two points of one address lie apart
MOST_LOOKED_AT, MOST_COLLEAGUES = 200, 8


class NearOffice(NamedTuple):
    """One place of a listing. miles: how far it is from where the visitor looks; None where that is not known."""

    location: ListedLocation
    miles: float | None


class Colleague(NamedTuple):
    """Somebody else at an address."""

    listing: Practitioner
    location: ListedLocation


def offices(listing: Practitioner, place: Place | None) -> list[NearOffice]:
    """The places of a listing, the nearest to `place` first; those that cannot be placed last."""
    found = [NearOffice(each, _miles(each, place)) for each in listing.locations]
    return sorted(found, key=lambda office: (office.miles is None, office.miles or 0))


def _miles(location: ListedLocation, place: Place | None) -> float | None:
    if place is None or location.latitude is None or location.longitude is None:
        return None
    return miles_between((place.latitude, place.longitude), (location.latitude, location.longitude))


def colleagues(listing: Practitioner, directory: Directory) -> list[Colleague]:
    """Others who practice at the very address of one of the listing's places, a suite of the house included."""
    found: dict[str, Colleague] = {}
    for location in listing.locations:
        if location.address and location.latitude is not None and location.longitude is not None:
            for each in _at_house(location, directory):
                found.setdefault(each.listing.id, each)
    return [each for whose, each in found.items() if whose != listing.id][:MOST_COLLEAGUES]


def _at_house(location: ListedLocation, directory: Directory) -> list[Colleague]:
    here = Place("", location.latitude or 0, location.longitude or 0, "point")
    near = nearest_within(here, SAME_HOUSE, directory)
    near = near.only(slice(MOST_LOOKED_AT))
    places = directory.columns["location"][near.rows].tolist()
    found = directory.cards_at(list(zip(near.numbers.tolist(), places, strict=True)))
    house = _house(location)
    return [Colleague(other, place) for other, place in found if _house(place) == house]


def _house(location: ListedLocation) -> tuple[str, str, str]:
    """What two addresses of one house have in common: the street before a comma, the city, the state."""
    return folded((location.address or "").partition(",")[0]), folded(location.city), location.state
