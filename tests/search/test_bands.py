"""How it is known that somebody takes an insurance: the bands of an answer, counted and in order."""

import pytest

from directory.core.licences import has_lapsed
from directory.core.sources import BY_NAME
from directory.search import find
from directory.search.query import parse_query

WIDE = {"near": "34.05,-118.25", "within": "500"}


def asked(directory, gazetteer, **parameters):
    return find.find(parse_query(WIDE | parameters, gazetteer, directory), directory, for_page=True)


def lapsed(listing):
    return has_lapsed([licence.status for licence in listing.licences])


def how_taken(listing, payer):
    """ "listed", "said", or "unstated"."""
    taken = [each for each in listing.insurance if each.payer == payer and each.network_status != "out"]
    listed = [each for each in taken if each.network_status == "in" and BY_NAME[each.source].lists_networks]
    return "listed" if listed else "said" if taken else "unstated"


@pytest.mark.parametrize("filters", [{}, {"accepting": "yes"}, {"license": "active", "kind": "licensed_acupuncturist"}])
def test_every_band_is_counted_exactly(filters, sample_directory, gazetteer):
    everybody = find.find_all(parse_query(WIDE | filters, gazetteer, sample_directory), sample_directory, 9999)
    ways = [how_taken(result.listing, "Acme Health") for result in everybody]
    found = asked(sample_directory, gazetteer, insurance="Acme Health", **filters)
    assert found.band == tuple(ways.count(way) for way in ("listed", "said", "unstated"))
    assert min(found.band) > 0 and found.total == found.band.listed + found.band.said


@pytest.mark.parametrize("sort", ["distance", "confirmed"])
def test_whom_the_insurers_list_names_comes_first_but_nobody_with_a_lapsed_license(sort, sample_directory, gazetteer):
    query = parse_query(WIDE | {"insurance": "Acme Health", "sort": sort}, gazetteer, sample_directory)
    results = find.find_all(query, sample_directory, 9999)
    order = [(lapsed(each.listing), how_taken(each.listing, "Acme Health") != "listed") for each in results]
    assert order == sorted(order) and len(set(order)) > 2
    assert all(result.is_listed == (how_taken(result.listing, "Acme Health") == "listed") for result in results)


def test_the_last_page_ends_with_the_nearest_of_whom_nobody_states_it(sample_directory, gazetteer):
    first = asked(sample_directory, gazetteer, insurance="Acme Health")
    last = asked(sample_directory, gazetteer, insurance="Acme Health", page=str(first.pages))
    assert first.pages > 1 and first.unstated == ()
    assert len(last.unstated) == find.NEAREST_SHOWN
    assert {how_taken(sample_directory.listing(each.listing.id), "Acme Health") for each in last.unstated} == {
        "unstated"
    }
    miles = [each.miles for each in last.unstated]
    assert miles == sorted(miles)


def test_where_nobody_nearby_takes_it_there_is_still_somebody_to_ask(sample_directory, gazetteer):
    near = {"near": "Tonopah, NV", "within": "5"}
    found = asked(sample_directory, gazetteer, **near | {"insurance": "Acme Health"})
    assert (found.total, found.band) == (0, (0, 0, 0)) and found.nearest
    few = asked(sample_directory, gazetteer, insurance="Acme Bronze EPO", name="kim")
    assert few.unstated and few.band.unstated >= len(few.unstated)


def test_without_an_insurance_or_with_one_that_nobody_names_there_are_no_bands(sample_directory, gazetteer):
    assert asked(sample_directory, gazetteer).band is None
    unknown = asked(sample_directory, gazetteer, insurance="Imaginary Mutual of Nowhere")
    assert unknown.band is None and unknown.total == asked(sample_directory, gazetteer).total
    assert all(result.is_listed is None for result in unknown.results)
