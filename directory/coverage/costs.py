"""What a number of visits may cost: prices, less what a plan may pay. Amounts are whole cents, so sums are exact."""

from dataclasses import dataclass
from typing import NamedTuple

from directory.core.guide import Costs, Price, Prices

MOST_VISITS = 60
HUNDRED = 100


@dataclass(frozen=True)
class CostSharing:
    """How a plan shares the price of a visit with the patient.

    deductible: cents still to be paid before the plan pays anything; copay: cents a visit, or None; coinsurance: the
    patient's percent of a visit, where there is no copay; visits: how many it pays for, None for no limit.
    """

    deductible: int = 0
    copay: int | None = None
    coinsurance: float = 0
    visits: int | None = None


class Range(NamedTuple):
    """Amounts in cents: the lowest, a middle and the highest."""

    low: int
    middle: int
    high: int


class VisitCost(NamedTuple):
    """One visit: its full price, the patient's share, and the sums up to it: `total` of prices, `paid` of shares."""

    visit: int
    price: Range
    total: Range
    share: Range
    paid: Range


def to_cents(dollars: float) -> int:
    """Dollars as cents."""
    return round(dollars * HUNDRED)


def estimate(visits: int, first: Range, later: Range, plan: CostSharing | None = None) -> list[VisitCost]:
    """The costs of each visit, from the first: never negative, never above the full price, never less for more."""
    prices = ([first] + [later] * (visits - 1))[:visits]
    shares = [_shares([price[level] for price in prices], plan) for level in range(3)]
    rows, total, paid = [], Range(0, 0, 0), Range(0, 0, 0)
    for number, price in enumerate(prices, 1):
        share = Range(*(shares_of_level[number - 1] for shares_of_level in shares))
        total, paid = _sum(total, price), _sum(paid, share)
        rows.append(VisitCost(number, price, total, share, paid))
    return rows


def _shares(prices: list[int], plan: CostSharing | None) -> list[int]:
    """The patient's share of each visit, in cents, at one level of prices."""
    if plan is None:
        return prices
    deductible_left, shares = plan.deductible, []
    for visits_before, price in enumerate(prices):
        if plan.visits is not None and visits_before >= plan.visits:
            shares.append(price)
            continue
        deducted = min(deductible_left, price)
        deductible_left -= deducted
        shares.append(deducted + _after_deductible(price - deducted, plan))
    return shares


def _after_deductible(rest: int, plan: CostSharing) -> int:
    share = plan.copay if plan.copay is not None else round(rest * plan.coinsurance / HUNDRED)
    return min(share, rest)


def _sum(one: Range, other: Range) -> Range:
    return Range(*(a + b for a, b in zip(one, other, strict=True)))


def price_in_cents(price: Price) -> Range:
    """A published price in cents."""
    return Range(to_cents(price.low), to_cents(price.middle), to_cents(price.high))


def known_price(dollars: float) -> Range:
    """One known price as a range without width."""
    return Range(*[to_cents(dollars)] * 3)


def published_prices(costs: Costs, medicare: bool) -> tuple[Prices, CostSharing | None]:
    """The published prices to start from: Medicare's with its cost sharing, or cash prices without a plan."""
    if not medicare:
        return costs.cash, None
    share = costs.medicare_share
    return costs.medicare, CostSharing(to_cents(share.deductible), None, share.coinsurance, share.visits)
