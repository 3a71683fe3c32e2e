"""What is offered while a place is typed is what people there would mean, and is understood as that very place."""

import pytest

from directory.search.place_offers import MOST_OFFERED, offers
from directory.search.places import resolve_place


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("portl", "Portland, OR"),
        ("Portland me", "Portland, ME"),
        ("mult", "Multnomah County, OR"),
        ("twin ci", "Twin Cities, MN"),
        ("st. lou", "St. Louis, MO"),
        ("seat", "Seattle, WA"),
    ],
)
def test_the_most_people_come_first(gazetteer, typed, first):
    found = offers(typed, gazetteer)
    assert first in found[:3] and len(found) <= MOST_OFFERED


@pytest.mark.parametrize("typed", ["", "p", "97", "zzzz", "'; --"])
def test_nothing_is_offered_for_too_little_or_for_numbers(gazetteer, typed):
    assert offers(typed, gazetteer) == []


@pytest.mark.parametrize("typed", ["por", "san", "new", "le", "oran", "north sh"])
def test_each_offer_is_understood_as_the_place_it_names(gazetteer, typed):
    for label in offers(typed, gazetteer):
        place = resolve_place(label, gazetteer)
        assert label in (place.label, *place.others) and not place.typed
