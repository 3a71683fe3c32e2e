"""Which of the prices that a plan has agreed with a practitioner a patient meets: those of a visit to the office."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import UNSET

from directory.core.cpt import FIRST_QUARTER, FURTHER_QUARTER, OFFICE
from directory.core.negotiated_rate import NegotiatedRate
from directory.core.practitioner import AlsoStated, ListedPlan

IN_DOLLARS = frozenset(("negotiated", "derived", "fee schedule"))  # per diem is of a hospital's day


class AgreedRates(NamedTuple):
    """The rate of the first quarter of an hour, and of each further one where it is known; the source that states them,
    as of an ISO day.
    """

    first: NegotiatedRate
    further: NegotiatedRate | None
    source: str
    as_of: str


def agreed_rates(plan: ListedPlan, day: str) -> AgreedRates | None:
    """The rates of a visit to the office under a plan on an ISO day, without electricity; None where nobody states any
    in dollars.

    They need not be the word of the source whose word on the plan counts first: an insurer's directory has no prices,
    and its file of rates has. Out of the network nothing is agreed.
    """
    stating: tuple[ListedPlan | AlsoStated, ...] = (plan, *plan.also) if plan.network_status != "out" else ()
    for stated in stating:
        first, further = quarters(stated.rates if stated.rates is not UNSET else (), day)
        if first:
            return AgreedRates(first, further, stated.source, stated.as_of)
    return None


def quarters(rates: Iterable[NegotiatedRate], day: str) -> tuple[NegotiatedRate | None, NegotiatedRate | None]:
    """The rates of the first and of each further quarter of an hour in the office on an ISO day.

    rates: of each code the price that a patient meets first, as a listing has them.
    """
    met: dict[str, NegotiatedRate] = {}
    for rate in rates:
        if _is_met_in_office(rate, day):
            met.setdefault(rate.code, rate)
    return met.get(FIRST_QUARTER), met.get(FURTHER_QUARTER)


def _is_met_in_office(rate: NegotiatedRate, day: str) -> bool:
    in_office = not rate.places or OFFICE in rate.places
    return (
        in_office
        and rate.kind in IN_DOLLARS
        and rate.billing_class != "institutional"
        and (rate.expires_on is None or rate.expires_on >= day)
    )
