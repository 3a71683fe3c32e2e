"""What somebody chose comes in their order, each at the location nearest to the place."""

import pytest

from directory.core.geo import miles_between
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.chosen import ChosenListing, chosen_listings
from directory.search.place import Place


def location(city, latitude=None, longitude=None):
    return ListedLocation("", city, "OR", latitude=latitude, longitude=longitude, source="csv", as_of="2026-01-05")


def listing(practitioner_id, *locations):
    return Practitioner(id=practitioner_id, locations=locations)


LISTINGS = {
    "A": listing("A", location("Salem"), location("Bend", 44.0, -121.3), location("Eugene", 44.0, -123.1)),
    "B": listing("B", location("Salem"), location("Albany")),
    "C": listing("C"),
}
CORVALLIS = Place("Corvallis, OR", 44.6, -123.3, "city")


class Listed:
    """A directory of three."""

    listing = LISTINGS.get


@pytest.mark.parametrize(
    ("practitioner_id", "place", "city"),
    [
        ("A", CORVALLIS, "Eugene"),
        ("A", Place("Burns, OR", 43.6, -119.1, "city"), "Bend"),
        ("A", None, "Salem"),
        ("B", CORVALLIS, "Salem"),
        ("C", CORVALLIS, None),
        ("C", None, None),
    ],
)
def test_each_is_shown_at_the_nearest_location_that_has_a_point_or_else_at_the_first(practitioner_id, place, city):
    ((listing, shown, miles),), unknown = chosen_listings([practitioner_id], Listed, place)
    assert listing is LISTINGS[practitioner_id] and unknown == []
    assert (shown and shown.city) == city
    if place and practitioner_id == "A":
        there = (shown.latitude, shown.longitude)
        assert miles == miles_between((place.latitude, place.longitude), there)
    else:
        assert miles is None


def test_they_come_in_the_order_chosen_and_those_that_nobody_has_are_told():
    results, unknown = chosen_listings(["C", "X", "A", "Y"], Listed)
    assert [result.listing.id for result in results] == ["C", "A"] and unknown == ["X", "Y"]
    assert results[0] == ChosenListing(LISTINGS["C"], None, None)
