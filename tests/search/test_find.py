"""Answers are exact: the same as measuring the distance to everybody with geopy, one by one."""

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st
from records import plain

from directory.core.entry_values import entry_values
from directory.core.taxonomy import KINDS
from directory.search import find
from directory.search.choice_filters import KIND_FILTER
from directory.search.place import Place
from directory.search.query import BadQuery, SearchQuery
from directory.search.results_json import results_as_json


def ask(directory, latitude, longitude, miles, page=1, filters=()):
    """The answer for a point."""
    return find.find(SearchQuery(Place("here", latitude, longitude, "point"), miles, page, tuple(filters)), directory)


@pytest.fixture(scope="module")
def everybody(sample_directory):
    """(listing, its points) of all who can be placed."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    points = [
        [(place.latitude, place.longitude) for place in listing.locations if place.latitude] for listing in listings
    ]
    return [(listing, at) for listing, at in zip(listings, points, strict=True) if at]


@given(
    latitude=st.floats(17, 65),
    longitude=st.floats(-160, -65),
    miles=st.sampled_from([1, 5, 25, 100, 500]),
    kind=st.sampled_from([None, *KINDS]),
)
def test_totals_order_and_distances_are_those_of_measuring_everybody(
    sample_directory, everybody, latitude, longitude, miles, kind
):
    here = (latitude, longitude)
    expected = sorted(
        (lapsed(listing), min(great_circle(here, point).miles for point in points))
        for listing, points in everybody
        if kind in (None, listing.kind)
    )
    inside = [pair for pair in expected if pair[1] <= miles]
    found = ask(sample_directory, *here, miles, filters=[(KIND_FILTER, kind)] if kind else [])
    assert found.total == len(inside)
    shown = found.results or found.nearest
    assert shown and [result.miles for result in shown] == pytest.approx(
        [away for _, away in (inside or expected)[: len(shown)]], abs=1e-6
    )


def lapsed(listing):
    """Whether a licence of theirs is not valid and none is active."""
    statuses = {licence.status for licence in listing.licences}
    return bool(statuses & {"expired", "suspended", "revoked"}) and "active" not in statuses


def test_nobody_with_a_suspended_license_stands_above_somebody_with_an_active_one(sample_directory, everybody):
    points = next(
        points
        for listing, points in everybody
        if listing.licences and listing.licences[0].status == "suspended" and lapsed(listing)
    )
    first = ask(sample_directory, *points[0], 500)
    order = [
        lapsed(result.listing)
        for page in range(1, first.pages + 1)
        for result in ask(sample_directory, *points[0], 500, page).results
    ]
    assert order == sorted(order) and order[-1] is True


def test_somebody_with_two_locations_is_listed_once_at_the_nearer(sample_directory, everybody):
    listing, points = next((listing, points) for listing, points in everybody if len(set(points)) > 1)
    for point in points:
        found = ask(sample_directory, *point, 500)
        pages = [ask(sample_directory, *point, 500, page) for page in range(1, found.pages + 1)]
        same = [result for page in pages for result in page.results if result.listing.id == listing.id]
        assert len(same) == 1 and same[0].miles < 0.01


def test_pages_divide_the_answer_without_loss_or_repetition(sample_directory):
    first = ask(sample_directory, 37.77, -122.42, 100)
    pages = [ask(sample_directory, 37.77, -122.42, 100, page).results for page in range(1, first.pages + 1)]
    ids = [result.listing.id for page in pages for result in page]
    assert len(ids) == len(set(ids)) == first.total
    assert [len(page) for page in pages[:-1]] == [find.PAGE_SIZE] * (first.pages - 1)
    with pytest.raises(BadQuery, match=f"from 1 to {first.pages}"):
        ask(sample_directory, 37.77, -122.42, 100, first.pages + 1)


def test_a_card_says_nothing_else_than_its_listing(sample_directory):
    points = [(number, 0) for number in range(len(sample_directory))]
    for (card, place), (listing, same_place) in zip(
        sample_directory.cards_at(points), sample_directory.listings_at(points), strict=True
    ):
        assert place == same_place
        assert is_part(told(card), plain(listing)) and list(card.payers) == list(
            dict.fromkeys(taken.payer for taken in listing.insurance if taken.network_status != "out")
        )


def told(card):
    """What a card says: the fields that are filled."""
    return {name: value for name, value in plain(card).items() if value not in (None, "", [], {})}


def is_part(some, whole):
    """Whether everything in `some` is in `whole` too; lists are of the same length."""
    if isinstance(some, dict):
        return all(is_part(value, whole[name]) for name, value in some.items())
    if isinstance(some, list):
        return len(some) == len(whole) and all(map(is_part, some, whole))
    return some == whole


WHO = ("id", "npi", "name", "credentials", "kind", "website", "email", "verified_on")
LOCATION = ("address", "city", "state", "postal_code", "latitude", "longitude", "precision", "phone")
WHERE_KNOWN = ("hours", "hours_by", "hours_as_of", "phone_by", "phone_as_of", "on_file")


def test_an_answer_as_json_has_the_fields_that_programs_read(sample_directory):
    found = ask(sample_directory, 37.77, -122.42, 100)
    answer = results_as_json(found)
    assert {name: value for name, value in answer.items() if name not in ("results", "nearest")} == {
        "place": {"label": "here", "latitude": 37.77, "longitude": -122.42, "precision": "point"},
        "radius_miles": 100,
        "total": found.total,
        "page": 1,
        "pages": found.pages,
    }
    assert answer["nearest"] == [] and len(answer["results"]) == len(found.results) == find.PAGE_SIZE
    for result, shown in zip(found.results, answer["results"], strict=True):
        listing, location = result.listing, result.location
        assert shown == {
            **{name: getattr(listing, name) for name in WHO},
            "sources": list(listing.sources),
            "distance_miles": round(result.miles, 2),
            "location": {name: getattr(location, name) for name in LOCATION}
            | {name: value for name in WHERE_KNOWN if (value := getattr(location, name))},
            "licences": [entry_values(each) for each in listing.licences],
            "insurance": [entry_values(each) for each in listing.insurance],
        }


def test_where_nobody_is_near_the_json_has_the_nearest(sample_directory):
    answer = results_as_json(ask(sample_directory, 39.3, -117.1, 5))
    assert answer["total"] == answer["pages"] == 0 and answer["results"] == []
    assert len(answer["nearest"]) == find.NEAREST_SHOWN == 5
