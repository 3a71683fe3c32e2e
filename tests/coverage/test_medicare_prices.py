"""What visits cost nearby, by what Medicare was billed and what it approved. All made up."""

import pytest

from directory.core.medicare_service import MedicareService
from directory.core.practitioner import Location, SourcedStatement, Statement
from directory.coverage.costs import Range
from directory.coverage.medicare_prices import FEWEST, NearbyPrices, medicare_prices, nearby_prices
from directory.store.reference.rulebook import rulebook

UNITS = rulebook().costs.visit


def billed(*services, state="CO", npi="2"):
    """A statement of what somebody billed: (code, place, charge, allowed) each."""
    made = tuple(MedicareService(code, place, 2024, 38, charge, allowed) for code, place, charge, allowed in services)
    said = Statement(id=npi, npi=npi, locations=(Location("", "Denver", state),), medicare_services=made)
    return SourcedStatement(npi, "part-b", "2024-12-31", said, None)


def both(first, further, place="office", **of):
    return billed(("97810", place, first, first / 2), ("97811", place, further, further / 2), **of)


@pytest.fixture
def known():
    """Three of Denver."""
    return medicare_prices([both(80, 40), both(100, 60), both(300, 90)])


def test_half_of_them_ask_the_middle_price_or_less(known):
    assert nearby_prices(known, "CO", False, UNITS) == NearbyPrices(
        "CO",
        2024,
        3,
        Range(8000, 10000, 30000),
        Range(4000, 6000, 9000),
        Range(8000 + 4000, 10000 + 9000, 30000 + 2 * 9000),
        "part-b",
        "2024-12-31",
    )


def test_where_medicare_pays_it_is_what_medicare_approved(known):
    assert nearby_prices(known, "CO", True, UNITS).first == Range(4000, 5000, 15000)


def test_another_state_has_nothing_of_it(known):
    assert nearby_prices(known, "WY", False, UNITS) is nearby_prices(known, "", False, UNITS) is None


def test_the_price_of_one_or_two_is_no_price_of_a_state():
    assert medicare_prices([both(80, 40)] * (FEWEST - 1)) == {}


def test_a_hospitals_price_and_needles_with_electricity_are_no_office_visit():
    electric = billed(("97813", "office", 900, 400), ("97814", "office", 900, 400))
    assert medicare_prices([both(900, 900, "facility"), electric] * FEWEST) == {}


def test_who_billed_first_quarters_only_leaves_the_further_ones_open():
    assert medicare_prices([billed(("97810", "office", 90, 40))] * FEWEST) == {}
