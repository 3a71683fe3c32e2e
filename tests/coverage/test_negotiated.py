"""What a visit comes to at the prices that a plan has agreed."""

import pytest

from directory.core.negotiated_rate import NegotiatedRate
from directory.core.practitioner import AlsoStated, ListedPlan
from directory.coverage.negotiated import AgreedVisit, NegotiatedVisit, visit_under
from directory.store.reference.rulebook import rulebook

UNITS = rulebook().costs.visit
DAY = "2026-11-29"


def rate(code="97810", amount=44.51, kind="negotiated", **values):
    return NegotiatedRate(code, amount, kind, **values)


def visit_at(*rates):
    """What a visit comes to at these rates."""
    plan = ListedPlan("Acme", "Acme Choice", network_status="in", source="tic", as_of=DAY, rates=rates)
    agreed = visit_under(plan, UNITS, DAY)
    return agreed and agreed.visit


def test_a_visit_is_its_first_quarter_hour_and_one_or_two_more():
    visit = visit_at(rate(), rate("97811", 33.10))
    assert (UNITS.shortest, UNITS.longest) == (2, 3)
    assert visit == NegotiatedVisit(4451, 3310, (7761, 9416, 11071))


def test_without_a_price_for_further_quarters_only_the_first_is_told():
    assert visit_at(rate()) == NegotiatedVisit(4451, None, None)


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
    assert visit_at(other) is None
    assert visit_at(other, rate()).first_quarter == 4451


def test_of_several_prices_the_first_is_met_and_the_last_day_is_one():
    found = visit_at(rate(places=("11", "22"), expires_on=DAY), rate(amount=99))
    assert found.first_quarter == 4451


FIRST_ONLY = NegotiatedVisit(4451, None, None)


def plan(network_status="in", **values):
    return ListedPlan("Acme Health", "Acme Choice", network_status, source="qhp", as_of="2026-11-01", **values)


def test_the_prices_of_a_plan_that_the_insurers_directory_names_first_are_still_told_with_their_own_source():
    priced = AlsoStated(source="tic", as_of="2026-10-01", rates=(rate(),))
    silent = AlsoStated(source="csv", as_of="2026-10-02")
    assert visit_under(plan(also=(silent, priced)), UNITS, DAY) == AgreedVisit(FIRST_ONLY, "tic", "2026-10-01")
    assert visit_under(plan(rates=(rate(),)), UNITS, DAY) == AgreedVisit(FIRST_ONLY, "qhp", "2026-11-01")
    assert visit_under(plan(also=(silent,)), UNITS, DAY) is None


def test_nothing_is_agreed_with_somebody_out_of_the_network():
    assert visit_under(plan("out", rates=(rate(),)), UNITS, DAY) is None
