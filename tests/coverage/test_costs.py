"""What visits may cost: exact where prices are known, and never more than without a plan."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.coverage.costs import (
    MOST_VISITS,
    CostSharing,
    Range,
    estimate,
    known_price,
    price_in_cents,
    published_prices,
    to_cents,
)
from directory.store.reference.rulebook import rulebook

COSTS = rulebook().costs
PRICE = st.lists(st.integers(0, 100_000), min_size=3, max_size=3).map(lambda three: Range(*sorted(three)))
PLAN = st.none() | st.builds(
    CostSharing,
    st.integers(0, 1_000_000),
    st.none() | st.integers(0, 50_000),
    st.floats(0, 100),
    st.none() | st.integers(0, MOST_VISITS),
)
VISITS = st.integers(0, MOST_VISITS)


def test_twelve_visits_at_the_published_middle_prices_are_992_dollars():
    """112 + 11 × 80: data/reference/costs.toml, prices to 2018."""
    total = estimate(12, price_in_cents(COSTS.cash.first), price_in_cents(COSTS.cash.later))[-1].total
    assert total == Range(to_cents(15 + 11 * 15), to_cents(992), to_cents(400 + 11 * 300))


def test_visits_are_numbered_from_one_with_what_each_costs_and_the_sums_up_to_it():
    first, later = Range(100, 200, 300), Range(10, 20, 30)
    rows = estimate(3, first, later, CostSharing(copay=15))
    assert [row.visit for row in rows] == [1, 2, 3]
    assert [row.price for row in rows] == [first, later, later]
    assert [row.total for row in rows] == [first, Range(110, 220, 330), Range(120, 240, 360)]
    assert [row.share for row in rows] == [Range(15, 15, 15), Range(10, 15, 15), Range(10, 15, 15)]
    assert [row.paid for row in rows] == [Range(15, 15, 15), Range(25, 30, 30), Range(35, 45, 45)]
    assert estimate(0, first, later) == []


@pytest.mark.parametrize(
    ("plan", "shares"),
    [
        (None, [1000, 1000]),
        (CostSharing(), [0, 0]),
        (CostSharing(deductible=250), [250, 0]),
        (CostSharing(deductible=1250), [1000, 250]),
        (CostSharing(copay=300), [300, 300]),
        (CostSharing(copay=300, coinsurance=50), [300, 300]),
        (CostSharing(coinsurance=12.55), [126, 126]),
        (CostSharing(coinsurance=100), [1000, 1000]),
        (CostSharing(deductible=1100, copay=950), [1000, 1000]),
        (CostSharing(copay=300, visits=0), [1000, 1000]),
        (CostSharing(copay=300, visits=1), [300, 1000]),
    ],
    ids=str,
)
def test_each_part_of_a_plan_shares_the_price_its_own_way(plan, shares):
    """Two visits of 10 dollars."""
    assert [row.share.middle for row in estimate(2, known_price(10), known_price(10), plan)] == shares


def test_cash_prices_are_shared_by_no_plan():
    assert published_prices(COSTS, medicare=False) == (COSTS.cash, None)
    assert price_in_cents(COSTS.cash.first) == Range(*(to_cents(getattr(COSTS.cash.first, n)) for n in Range._fields))


def test_a_clinics_own_prices_give_one_sum():
    assert estimate(3, known_price(150), known_price(95.5))[-1].total == Range(34_100, 34_100, 34_100)


def test_the_deductible_comes_first_then_the_share():
    """100 a visit, 150 of deductible left, then 20 percent."""
    rows = estimate(4, known_price(100), known_price(100), CostSharing(deductible=to_cents(150), coinsurance=20))
    assert [row.share.middle for row in rows] == [10_000, 5_000 + 1_000, 2_000, 2_000]


def test_a_copay_is_paid_for_each_visit_and_never_more_than_its_price():
    assert [
        row.share.middle for row in estimate(2, known_price(100), known_price(20), CostSharing(copay=to_cents(30)))
    ] == [3_000, 2_000]


def test_visits_beyond_the_plans_number_cost_their_full_price():
    assert [
        row.share.middle for row in estimate(3, known_price(100), known_price(100), CostSharing(copay=0, visits=2))
    ] == [0, 0, 10_000]


def test_medicare_starts_from_its_own_amounts_and_share():
    prices, plan = published_prices(COSTS, medicare=True)
    assert (plan.deductible, plan.coinsurance, plan.visits) == (28_300, 20, 20)
    rows = estimate(12, price_in_cents(prices.first), price_in_cents(prices.later), plan)
    assert rows[-1].total.middle == 12 * 6_550
    assert rows[-1].paid.middle == pytest.approx(28_300 + 0.2 * (12 * 6_550 - 28_300), abs=12)


@given(VISITS, PRICE, PRICE, PLAN)
def test_nobody_pays_less_than_nothing_or_more_than_the_full_price(visits, first, later, plan):
    rows = estimate(visits, first, later, plan)
    assert [row.visit for row in rows] == list(range(1, visits + 1))
    for row in rows:
        for level in range(3):
            assert 0 <= row.share[level] <= row.price[level] and 0 <= row.paid[level] <= row.total[level]


@given(VISITS, PRICE, PRICE, PLAN)
def test_more_visits_never_cost_less(visits, first, later, plan):
    rows = estimate(visits, first, later, plan)
    for before, after in pairwise(rows):
        assert all(
            one <= other for one, other in zip(before.paid + before.total, after.paid + after.total, strict=True)
        )
    assert rows[:-1] == estimate(max(visits - 1, 0), first, later, plan)


@given(VISITS, PRICE, PRICE, PLAN)
def test_the_range_stays_in_order(visits, first, later, plan):
    """Higher prices never come to less, save for rounding: half a cent a visit."""
    for row in estimate(visits, first, later, plan):
        assert list(row.total) == sorted(row.total)
        assert row.paid.low <= row.paid.middle + row.visit and row.paid.middle <= row.paid.high + row.visit


@given(VISITS, PRICE, PRICE)
def test_without_a_plan_all_of_it_is_left_to_pay(visits, first, later):
    assert all(row.share == row.price and row.paid == row.total for row in estimate(visits, first, later))
