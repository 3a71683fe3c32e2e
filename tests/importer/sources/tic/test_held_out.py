"""Transparency in Coverage: a file in another insurer's style, written before it was seen how it is read."""

import json

import pytest
import tic_files as tic
from held_out_rates import LISTED, MEANT, SERVICES, STRANGER, rates_file
from tic_reading import ANA, amounts

from directory.importer.sources.tic import group_scan, network_file
from directory.importer.sources.tic.npi_finder import NpiFinder
from directory.importer.sources.tic.prices import unpacked


def test_a_file_in_a_third_insurers_style_says_what_a_person_reads_in_it(statements_of):
    assert STRANGER in json.dumps(json.loads(rates_file().decode("utf-8-sig")))  # any program can read it
    taken, problems, _ = statements_of(rates_file(), listed=LISTED)
    told = {key: {(rate.code, rate.amount, rate.kind) for rate in plan.rates} for key, plan in taken.items()}
    assert told == MEANT
    assert {plan.payer for plan in taken.values()} == {"Birch Life & Health"}
    assert [(each.field, each.value) for each in problems] == [("npi", "1")]  # the stranger has prices


@pytest.mark.parametrize("block", [7, 64, 1000, 3000])
def test_it_says_the_same_where_what_does_not_matter_is_left_out_first(monkeypatch, block):
    monkeypatch.setattr(group_scan, "GROUPS_WHOLE", 0)
    others = [json.dumps(tic.service(str(code), ([1001], [tic.price(5)]))) for code in range(10_000, 10_040)]
    data = rates_file([*others, *SERVICES, *others])
    file = network_file.network_file(tic.TextFile(data, block), NpiFinder(LISTED))
    members, prices = file.said.members()
    found = {}
    for npi, memberships in members.items():
        for each in memberships:
            rates = {(rate.code, rate.amount, rate.kind) for rate in map(unpacked, prices.packed_of(each.prices))}
            found |= {(str(npi), name): rates for name in list(file.said.networks)[each.network]}
    assert found == MEANT


@pytest.mark.parametrize("arrangement", ["capitation", "Bundle "])
@pytest.mark.parametrize("late", [False, True])
def test_what_is_paid_for_an_episode_or_a_month_is_no_price_of_a_visit(statements_of, arrangement, late):
    paid = tic.service("97810", ([1], [tic.price(600)]), negotiation_arrangement=arrangement)
    if late:
        paid["negotiation_arrangement"] = paid.pop("negotiation_arrangement")
    visit = tic.service("97811", ([1], [tic.price(30)]))
    taken, _, _ = statements_of(tic.network([tic.group(1, int(ANA))], [paid, visit]))
    assert (amounts(taken[ANA, None]), amounts(taken[ANA, None], "97811")) == ([], [30])


def test_more_prices_than_can_wait_for_their_arrangement_are_taken_as_by_the_visit(statements_of, monkeypatch):
    monkeypatch.setattr(network_file, "MOST_WAITING", 3)
    service = tic.service("97810", *[([1], [tic.price(amount)]) for amount in range(40, 50)])
    service["negotiation_arrangement"] = service.pop("negotiation_arrangement")
    taken, _, _ = statements_of(tic.network([tic.group(1, int(ANA))], [service]))
    assert amounts(taken[ANA, None]) == list(range(40, 50))
