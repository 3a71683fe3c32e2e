"""Counties, regions and states are searched within their borders: the answers are those of asking of each location."""

import numpy as np
import pytest

from directory.search.find import find, find_all
from directory.search.query import parse_query
from directory.store.reference.files import county_borders


@pytest.fixture(scope="module")
def counties_of(sample_directory):
    """For each listing's id the counties, and the ZIP codes, of its locations that have a point."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    placed = [(listing.id, place) for listing in listings for place in listing.locations if place.latitude]
    points = np.array([(place.latitude, place.longitude) for _, place in placed])
    found: dict[str, list[tuple[int, int]]] = {}
    for (whose, place), county in zip(placed, county_borders().counties_at(*points.T).tolist(), strict=True):
        found.setdefault(whose, []).append((county, int((place.postal_code or "0")[:5])))
    return found


def asked(gazetteer, directory, near, **more):
    """The search for a place."""
    return parse_query({"near": near} | more, gazetteer, directory)


@pytest.mark.parametrize(
    "near",
    [
        "Jackson County, MO",
        "Multnomah County",
        "Cook County",
        "Bay Area",
        "South Bay LA",
        "Midwest",
        "Oregon",
        "Twin Cities",
    ],
)
def test_everybody_in_it_is_found_and_nobody_else(gazetteer, sample_directory, counties_of, near):
    query = asked(gazetteer, sample_directory, near)
    expected = {
        whose
        for whose, places in counties_of.items()
        if any(county in query.area.counties or code in query.area.zips for county, code in places)
    }
    found = find_all(query, sample_directory, len(sample_directory))
    assert {result.listing.id for result in found} == expected and len(found) == len(expected)
    assert find(query, sample_directory).total == len(expected)


def test_a_neighbor_of_a_county_is_not_in_it_however_near_its_center(gazetteer, sample_directory):
    """Vancouver, WA, is ten miles from the center of Multnomah County, OR."""
    found = find_all(asked(gazetteer, sample_directory, "Multnomah County"), sample_directory, 1000)
    assert found and {result.location.state for result in found} == {"OR"}
    wider = find_all(asked(gazetteer, sample_directory, "Multnomah County", within="50"), sample_directory, 1000)
    assert {result.location.state for result in wider} == {"OR", "WA"}


def test_where_nobody_is_in_a_county_the_nearest_around_it_are_shown(gazetteer, sample_directory):
    found = find(asked(gazetteer, sample_directory, "Loving County, TX"), sample_directory)
    assert found.total == 0 and found.nearest


def test_a_city_that_is_a_county_of_its_own_is_in_the_region_around_it(gazetteer):
    """Richmond, VA, lies in no county that is listed."""
    area = gazetteer.regions_named("Eastern Virginia")[0].area
    assert 51760 in area.counties
    assert gazetteer.area_of_state("VA").counties == range(51000, 52000)
