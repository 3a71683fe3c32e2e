"""What a number of visits may cost: prices, less what a plan may pay. Money is in whole cents, so that sums are exact."""

from dataclasses import dataclass
from typing import NamedTuple

from directory.core.guide import Costs, Price, Prices

MOST_VISITS = 60
HUNDRED = 100


@dataclass(frozen=True)
class CostSharing:
    """How a plan shares the price of a visit.

    deductible: cents still to be paid before the plan pays anything; copay: cents of a visit, or None; coinsurance: percent of a visit,
    where there is no copay; visits: how many it pays for, None for no limit.
    """

    deductible: int = 0
    copay: int | None = None
    coinsurance: float = 0
    visits: int | None = None


class Range(NamedTuple):
    """Cents: the lowest, a middle and the highest."""

    low: int
    middle: int
    high: int


class VisitCost(NamedTuple):
    """One visit and the sum up to it: full prices, and what is left to pay with a plan (the same where there is none)."""

    visit: int
    price: Range
    total: Range
    share: Range
    paid: Range


def to_cents(dollars: float) -> int:
    """Dollars as cents."""
    return round(dollars * HUNDRED)


def estimate(visits: int, first: Range, later: Range, plan: CostSharing | None = None) -> list[VisitCost]:
    """A row for each visit. Never negative, never above the full price, never less for more visits."""
    prices = [first] + [later] * (visits - 1)
    shares = [_shares([price[level] for price in prices[:visits]], plan) for level in range(3)]
    rows, total, paid = [], Range(0, 0, 0), Range(0, 0, 0)
    for number, price in enumerate(prices[:visits]):
        share = Range(*(shares[level][number] for level in range(3)))
        total, paid = _sum(total, price), _sum(paid, share)
        rows.append(VisitCost(number + 1, price, total, share, paid))
    return rows


def _shares(prices: list[int], plan: CostSharing | None) -> list[int]:
    """What is left to pay for each visit, at one level of prices."""
    if plan is None:
        return prices
    left, shares = plan.deductible, []
    for number, price in enumerate(prices):
        if plan.visits is not None and number >= plan.visits:
            shares.append(price)
            continue
        own = min(left, price)
        left -= own
        shares.append(own + _part(price - own, plan))
    return shares


def _part(rest: int, plan: CostSharing) -> int:
    return min(plan.copay, rest) if plan.copay is not None else min(round(rest * plan.coinsurance / HUNDRED), rest)


def _sum(one: Range, other: Range) -> Range:
    return Range(*(a + b for a, b in zip(one, other, strict=True)))


def price_in_cents(price: Price) -> Range:
    """A published price in cents."""
    return Range(to_cents(price.low), to_cents(price.middle), to_cents(price.high))


def known_price(dollars: float) -> Range:
    """A price that somebody was told: no range."""
    return Range(*[to_cents(dollars)] * 3)


def published_prices(costs: Costs, medicare: bool) -> tuple[Prices, CostSharing | None]:
    """The prices to start from, and how Medicare shares them; without Medicare, the cash prices and no plan."""
    if not medicare:
        return costs.cash, None
    share = costs.medicare_share
    return costs.medicare, CostSharing(to_cents(share.deductible), None, share.coinsurance, share.visits)
