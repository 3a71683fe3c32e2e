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


@pytest.mark.parametrize("insurance", ["Acme Health", "Acme Health Gold", "Medicaid"])
def test_a_result_has_those_of_its_plans_that_are_asked_for(insurance, sample_directory, gazetteer):
    found = asked(sample_directory, gazetteer, insurance=insurance)
    networks = set(found.query.insurance.networks)
    shown = [result.listing for result in (*found.results, *found.unstated)]
    for card in shown:
        plans = sample_directory.listing(card.id).insurance
        assert list(card.insurance) == [
            each for each in plans if {(each.payer, each.plan or ""), (each.payer, "")} & networks
        ]
    assert any(card.insurance for card in shown) == bool(networks)


def half_hour(listing, payer):
    """The lowest agreed price in cents of half an hour under any plan of the payer; None where none is known."""
    rates = [
        {rate.code: rate.amount for rate in taken.rates}
        for taken in listing.insurance
        if taken.payer == payer and taken.network_status == "in" and taken.rates
    ]
    return min((round(100 * (each["97810"] + each["97811"])) for each in rates), default=None)


def test_by_price_the_lowest_agreed_comes_first_and_those_without_one_by_distance(sample_directory, gazetteer):
    query = parse_query(WIDE | {"insurance": "Acme Health", "sort": "price"}, gazetteer, sample_directory)
    results = find.find_all(query, sample_directory, 9999)
    assert [each.price for each in results] == [half_hour(each.listing, "Acme Health") for each in results]
    order = [(lapsed(each.listing), each.price is None, each.price or each.miles) for each in results]
    assert order == sorted(order) and {without for _, without, _ in order} == {True, False}


@pytest.mark.parametrize("terms", ["listed", "priced"])
def test_the_terms_keep_those_whom_they_say_and_count_them(terms, sample_directory, gazetteer):
    whole = find.find_all(
        parse_query(WIDE | {"insurance": "Acme Health"}, gazetteer, sample_directory), sample_directory, 9999
    )
    kept = asked(sample_directory, gazetteer, insurance="Acme Health", terms=terms)
    fit = [each for each in whole if (each.is_listed if terms == "listed" else each.price is not None)]
    assert 0 < kept.total == len(fit) < len(whole)
    facet = next(each for each in kept.facets if each.filter.parameter == "terms")
    counts = {choice.value: choice.count for choice in facet.choices}
    assert counts == {
        "listed": sum(bool(each.is_listed) for each in whole),
        "priced": sum(each.price is not None for each in whole),
    }
    assert kept.band.unstated == asked(sample_directory, gazetteer, insurance="Acme Health").band.unstated


@pytest.mark.parametrize("insurance", ["Zzyzx Mutual", "cash", "PPO"])
def test_terms_of_an_insurance_that_nobody_names_narrow_nothing_and_are_not_said_to(
    insurance, sample_directory, gazetteer
):
    """Read "in the insurer's own list" above everybody, a patient would think all of them in a network that is not
    known here, and pay in full.
    """
    asked_for = WIDE | {"insurance": insurance, "terms": "listed"}
    query = parse_query(asked_for, gazetteer, sample_directory)
    assert [each.parameter for each, _ in query.filters if each.parameter != "license"] == ["insurance"]
    assert find.find(query, sample_directory).total == asked(sample_directory, gazetteer, insurance=insurance).total


def test_an_employers_plan_has_its_prices_and_a_plan_that_nobody_names_narrows_nothing(sample_directory, gazetteer):
    employer = asked(sample_directory, gazetteer, insurance="Marigold Bakeries", sort="price")
    assert employer.total and employer.results[0].price
    nobody = asked(sample_directory, gazetteer, insurance="Zzyzx Mutual", terms="priced", sort="price")
    assert nobody.total > employer.total and not next(
        each.choices for each in nobody.facets if each.filter.parameter == "terms"
    )


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
