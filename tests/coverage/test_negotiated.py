"""What a visit comes to at the prices that a plan has agreed."""

import pytest

from directory.core.practitioner import NegotiatedRate
from directory.coverage.negotiated import NegotiatedVisit, negotiated_visit
from directory.store.reference.rulebook import rulebook

UNITS = rulebook().costs.visit
DAY = "2026-11-29"


def rate(code="97810", amount=44.51, kind="negotiated", **values):
    return NegotiatedRate(code, amount, kind, **values)


def test_a_visit_is_its_first_quarter_hour_and_one_or_two_more():
    visit = negotiated_visit([rate(), rate("97811", 33.10)], UNITS, DAY)
    assert (UNITS.shortest, UNITS.longest) == (2, 3)
    assert visit == NegotiatedVisit(4451, 3310, (7761, 9416, 11071))


def test_without_a_price_for_further_quarters_only_the_first_is_told():
    assert negotiated_visit([rate()], UNITS, DAY) == NegotiatedVisit(4451, None, None)


@pytest.mark.parametrize(
    "other",
    [
        rate(amount=80, kind="percentage"),
        rate(amount=80, kind="per diem"),
        rate(amount=80, places=("22",)),  # a hospital's outpatient department
        rate(amount=80, billing_class="institutional"),
        rate(amount=80, expires_on="2026-11-28"),
        rate(code="20560", amount=80),  # dry needling is not acupuncture
        rate(code="97813", amount=80),  # with electricity
    ],
)
def test_only_a_price_in_dollars_that_a_patient_meets_in_the_office_today_counts(other):
    assert negotiated_visit([other], UNITS, DAY) is None
    assert negotiated_visit([other, rate()], UNITS, DAY).first_quarter == 4451


def test_of_several_prices_the_first_is_met_and_the_last_day_is_one():
    found = negotiated_visit([rate(places=("11", "22"), expires_on=DAY), rate(amount=99)], UNITS, DAY)
    assert found.first_quarter == 4451
