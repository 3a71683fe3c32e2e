"""What a visit costs at the prices that a plan has agreed with a practitioner (core.practitioner.NegotiatedRate)."""

from typing import NamedTuple

from directory.core.agreed_rates import agreed_rates
from directory.core.guide import VisitUnits
from directory.core.negotiated_rate import NegotiatedRate
from directory.core.practitioner import ListedPlan
from directory.coverage.costs import Range, to_cents


class NegotiatedVisit(NamedTuple):
    """In cents: the price of the first quarter of an hour, of each further one, and of a usual visit, the shortest to
    the longest; None where the plan names no price for further ones.
    """

    first_quarter: int
    further_quarter: int | None
    usual: Range | None


class AgreedVisit(NamedTuple):
    """What a visit comes to under a plan, and the source that states the prices, as of an ISO day."""

    visit: NegotiatedVisit
    source: str
    as_of: str


def visit_under(plan: ListedPlan, units: VisitUnits, day: str) -> AgreedVisit | None:
    """The prices of a visit under a plan of a listing on an ISO day; None where nobody states any in dollars."""
    agreed = agreed_rates(plan, day)
    return agreed and AgreedVisit(_visit(agreed.first, agreed.further, units), agreed.source, agreed.as_of)


def _visit(first: NegotiatedRate, further: NegotiatedRate | None, units: VisitUnits) -> NegotiatedVisit:
    cents = to_cents(first.amount)
    if further is None:
        return NegotiatedVisit(cents, None, None)
    return NegotiatedVisit(cents, to_cents(further.amount), _usual(cents, to_cents(further.amount), units))


def _usual(first: int, further: int, units: VisitUnits) -> Range:
    low, high = (first + further * (quarters - 1) for quarters in (units.shortest, units.longest))
    return Range(low, (low + high) // 2, high)
