"""What a visit costs at the prices that a plan has agreed with a practitioner (core.practitioner.NegotiatedRate)."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import UNSET

from directory.core.cpt import FIRST_QUARTER, FURTHER_QUARTER, OFFICE
from directory.core.guide import VisitUnits
from directory.core.practitioner import AlsoStated, ListedPlan, NegotiatedRate
from directory.coverage.costs import Range, to_cents

IN_DOLLARS = frozenset(("negotiated", "derived", "fee schedule"))  # per diem is of a hospital's day


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
    """The prices of a visit under a plan of a listing on an ISO day; None where nobody states any in dollars.

    They need not be the word of the source whose word on the plan counts first: an insurer's directory has no prices,
    and its file of rates has. Out of the network nothing is agreed.
    """
    stating: tuple[ListedPlan | AlsoStated, ...] = (plan, *plan.also) if plan.network_status != "out" else ()
    for stated in stating:
        visit = negotiated_visit(stated.rates, units, day) if stated.rates is not UNSET else None
        if visit:
            return AgreedVisit(visit, stated.source, stated.as_of)
    return None


def negotiated_visit(rates: Iterable[NegotiatedRate], units: VisitUnits, day: str) -> NegotiatedVisit | None:
    """The prices of a visit to the office on an ISO day, without electricity; None where the plan names no dollars.

    rates: of each code the price that a patient meets first, as a listing has them.
    """
    prices: dict[str, int] = {}
    for rate in rates:
        if _is_met_in_office(rate, day):
            prices.setdefault(rate.code, to_cents(rate.amount))
    first, further = prices.get(FIRST_QUARTER), prices.get(FURTHER_QUARTER)
    if first is None:
        return None
    return NegotiatedVisit(first, further, None if further is None else _usual(first, further, units))


def _is_met_in_office(rate: NegotiatedRate, day: str) -> bool:
    in_office = not rate.places or OFFICE in rate.places
    return (
        in_office
        and rate.kind in IN_DOLLARS
        and rate.billing_class != "institutional"
        and (rate.expires_on is None or rate.expires_on >= day)
    )


def _usual(first: int, further: int, units: VisitUnits) -> Range:
    low, high = (first + further * (quarters - 1) for quarters in (units.shortest, units.longest))
    return Range(low, (low + high) // 2, high)
