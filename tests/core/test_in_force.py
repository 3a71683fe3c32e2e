"""What stands on a day: places, plans and licences between their first and their last day."""

import pytest

from directory.core import in_force
from directory.core.dates import ordinal
from directory.core.practitioner import ListedLicence, ListedPlan, Practitioner


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (None, None, True),
        ("2026-12-31", None, True),
        ("2027-01-01", None, False),
        (None, "2026-12-31", True),
        (None, "2026-12-30", False),
        ("2026-12-31", "2026-12-31", True),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(starts_on, ends_on, holds):
    assert in_force.holds(starts_on, ends_on, "2026-12-31") is holds
    first, last = in_force.days_of((starts_on, ends_on))
    assert (first <= ordinal("2026-12-31") <= last) is holds


@pytest.mark.parametrize(
    ("status", "expires_on", "shown"),
    [
        ("active", "2022-01-31", "expired"),
        ("probation", "2022-01-31", "expired"),
        ("active", "2026-11-29", "active"),
        ("active", None, "active"),
        ("unknown", "2022-01-31", "unknown"),
        ("suspended", "2022-01-31", "suspended"),
        ("revoked", "2027-01-31", "revoked"),
    ],
)
def test_what_was_active_has_expired_after_its_last_day_and_nothing_else_changes(status, expires_on, shown):
    licence = ListedLicence("WA", "AC1", status=status, expires_on=expires_on, source="licences", as_of="2021-12-01")
    assert in_force.licence_on(licence, "2026-11-29").status == shown


def test_a_payer_is_taken_while_one_of_its_plans_is_and_always_where_one_has_no_days():
    of = {"payer": "Acme", "plan": "Gold", "source": "qhp", "as_of": "2024-12-01"}
    past = ListedPlan(**of, network_status="in", starts_on="2025-01-01", ends_on="2025-12-31")
    next_year = ListedPlan(**of, network_status="in", starts_on="2027-01-01", ends_on="2027-12-31")
    out = ListedPlan("Beta", "Silver", "out", source="qhp", as_of="2024-12-01")
    assert in_force.periods_of([past, next_year, past, out]) == {
        "Acme": (("2025-01-01", "2025-12-31"), ("2027-01-01", "2027-12-31"))
    }
    assert in_force.periods_of([past, ListedPlan(**of, network_status="unknown")]) == {"Acme": ()}


def test_plans_and_payers_that_have_ended_or_not_begun_are_left_out():
    plans = tuple(
        ListedPlan("Acme", str(year), "in", starts_on=f"{year}-01-01", ends_on=f"{year}-12-31", source="qhp", as_of="")
        for year in (2025, 2027)
    )
    periods = in_force.periods_of(plans)
    listing = Practitioner(id="1", insurance=plans, payers=("Acme", "Beta"), payer_periods=periods)
    seen = {day: in_force.listing_on(listing, day) for day in ("2026-12-31", "2027-01-01")}
    assert [[plan.plan for plan in each.insurance] for each in seen.values()] == [[], ["2027"]]
    assert [each.payers for each in seen.values()] == [("Beta",), ("Acme", "Beta")]


def test_a_listing_of_which_nothing_hangs_on_the_day_is_itself():
    licence = ListedLicence(
        "WA", "AC1", status="active", expires_on="2027-01-01", source="licences", as_of="2026-01-01"
    )
    listing = Practitioner(id="1", name="Ana Kim", kind="clinic", licences=(licence,), payers=("Acme",))
    assert in_force.listing_on(listing, "2026-12-31") is listing
    assert in_force.listing_on(listing, "2027-01-02").licences[0].status == "expired"
