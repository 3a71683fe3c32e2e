"""Insurers' machine-readable directories (QHP): plans, their years, tiers and names."""

import json

import pytest
from qhp_reading import ANA, KEN, provider

from directory.core import dates


def plan(years=None, tier="PREFERRED", number="12345NY9876543"):
    """A plan of an entry."""
    return {"plan_id_type": "HIOS-PLAN-ID", "plan_id": number, "network_tier": tier} | (
        {} if years is None else {"years": years}
    )


def periods(statement):
    """From when until when each plan is taken."""
    return [
        (each.plan_id, getattr(each, "starts_on", None), getattr(each, "ends_on", None)) for each in statement.insurance
    ]


class TestYears:
    """A plan is taken in the years that the insurer names, as of the day of the file."""

    @pytest.fixture(autouse=True)
    def _read_in_november(self, monkeypatch):
        monkeypatch.setattr(dates, "today", lambda: "2026-11-28")

    @pytest.mark.parametrize(
        ("years", "first", "last"),
        [
            ([2026], "2026-01-01", "2026-12-31"),
            ([2027, 2025, 2026], "2025-01-01", "2027-12-31"),
            ([2023, 2024, 2026], "2026-01-01", "2026-12-31"),  # not in the year between
            ([2024, 2027, 2028], "2027-01-01", "2028-12-31"),  # next year's plans are out in November
            (["2026"], "2026-01-01", "2026-12-31"),
            ([2026.0], "2026-01-01", "2026-12-31"),
            (2026, "2026-01-01", "2026-12-31"),
            ("2026", "2026-01-01", "2026-12-31"),
            (["PY2026"], "2026-01-01", "2026-12-31"),
            ("2025, 2026", "2025-01-01", "2026-12-31"),
            (["2026-2028"], "2026-01-01", "2028-12-31"),
            ([], None, None),
            (None, None, None),
        ],
    )
    def test_the_years_around_the_files_day_count(self, statements_of, years, first, last):
        (statement,), problems, _ = statements_of([provider(plans=[plan(years)], last_updated_on="2026-11-01")])
        assert (periods(statement), problems) == ([("12345NY9876543", first, last)], [])

    def test_a_plan_of_past_years_is_left_out_and_told_once_for_all(self, statements_of):
        past, here = plan([2024, 2025]), plan([2026], number="12345NY0000001")
        entries = [provider(plans=[past, here]), provider(KEN, plans=[past])]
        (ana, ken), (problem,), _ = statements_of([each | {"last_updated_on": "2026-11-01"} for each in entries])
        assert ([each.plan_id for each in ana.insurance], ken.insurance) == (["12345NY0000001"], [])
        assert (problem.field, problem.value, problem.refused) == ("years", "12345NY9876543", False)
        assert problem.reason == "a plan of past years only: not shown, as are 1 more, of 2 practitioners in all"

    def test_the_plans_of_an_old_file_keep_their_days_and_are_told(self, statements_of):
        (statement,), (problem,), _ = statements_of(
            [provider(plans=[plan([2024])], last_updated_on="2024-02-01")], name="providers-2024-02-01.json"
        )
        assert periods(statement) == [("12345NY9876543", "2024-01-01", "2024-12-31")]
        assert problem.reason == "a plan of past years only: not shown"

    @pytest.mark.parametrize("year", ["soon", 26, 9999, 0, True, {}, "20260", 2026.5, None])
    def test_what_is_no_year_is_told_and_ends_nothing(self, statements_of, year):
        (statement,), (problem,), _ = statements_of([provider(plans=[plan([year])], last_updated_on="2026-11-01")])
        assert (periods(statement), problem.field) == ([("12345NY9876543", None, None)], "years")


def test_past_years_in_words_are_over_too(statements_of):
    (statement,), (problem,), _ = statements_of([provider(plans=[plan("2023-2024")], last_updated_on="2026-11-01")])
    assert (statement.insurance, problem.field) == ([], "years")


def test_commas_and_marks_between_entries_cost_nothing(statements_of):
    text = ",\n\ufeff".join(json.dumps(provider(npi)) for npi in (ANA, KEN)) + ",\n"
    statements, problems, _ = statements_of(text)
    assert ([each.npi for each in statements], problems) == ([ANA, KEN], [])


class TestTiers:
    """Who is in a network is told by the tier only where it says so in words."""

    @pytest.mark.parametrize(
        "tier",
        [
            *("OUT-OF-NETWORK", "Out of Network", "out_of_network", "NON-NETWORK", "OutOfNetwork", "OON", "out"),
            *("Not in network", "NON-PARTICIPATING", "TIER 3 (OUT-OF-NETWORK)", "Non-Par"),
        ],
    )
    def test_a_tier_out_of_the_network_is_out(self, statements_of, tier):
        (statement,), _, _ = statements_of([provider(plans=[plan(tier=tier)])])
        assert [(each.network_status, each.tier) for each in statement.insurance] == [("out", tier)]

    @pytest.mark.parametrize(
        "tier",
        ["PREFERRED", "NON-PREFERRED", "TIER-2", "IN-AND-OUT-OF-NETWORK", "Outpatient", "", "STANDARD", "Open Network"],
    )
    def test_any_other_tier_is_in(self, statements_of, tier):
        (statement,), _, _ = statements_of([provider(plans=[plan(tier=tier)])])
        assert [each.network_status for each in statement.insurance] == ["in"]

    def test_of_two_tiers_the_one_in_the_network_counts_while_it_lasts(self, statements_of):
        inside, outside = plan([2026]), plan([2025, 2026], "OUT-OF-NETWORK")
        (statement,), _, _ = statements_of([provider(plans=[outside, inside], last_updated_on="2026-11-01")])
        assert [(each.network_status, each.tier) for each in statement.insurance] == [("in", "PREFERRED")]
        (statement,), _, _ = statements_of(
            [provider(plans=[plan([2025]), plan([2026], "OUT-OF-NETWORK")], last_updated_on="2026-11-01")]
        )
        assert [(each.network_status, each.tier) for each in statement.insurance] == [("out", "OUT-OF-NETWORK")]

    def test_two_entries_of_one_plan_that_follow_each_other_are_one_period(self, statements_of):
        entries = [provider(plans=[plan([year], tier)]) for year, tier in ((2026, "A"), (2027, "B"))]
        (statement,), _, _ = statements_of([each | {"last_updated_on": "2026-11-01"} for each in entries])
        assert periods(statement) == [("12345NY9876543", "2026-01-01", "2027-12-31")]
        assert statement.insurance[0].tier == "A"


def test_plans_get_their_names_from_the_file_beside(statements_of, tmp_path):
    (tmp_path / "plans.json").write_text(
        json.dumps([{"plan_id": "12345NY9876543", "marketing_name": " Elm  Gold "}, 3, {"plan_id": 4}])
    )
    assert statements_of([provider()])[0][0].insurance[0].plan == "Elm Gold"
    (tmp_path / "plans.json").write_text("[{")
    (statement,), (problem,), _ = statements_of([provider()])
    assert statement.insurance[0].plan == "12345NY9876543" and "plans keep their numbers" in problem.reason
    assert (problem.row, problem.field, problem.refused) == (1, "plans.json", False)


@pytest.mark.parametrize("name", [7, None, "", " ", ["Elm Gold"], {"en": "Elm Gold"}])
def test_a_plan_whose_name_is_no_text_keeps_its_number_and_the_others_get_theirs(statements_of, tmp_path, name):
    other = {"plan_id": "12345NY0000001", "marketing_name": "Elm Silver"}
    (tmp_path / "plans.json").write_text(json.dumps([{"plan_id": "12345NY9876543", "marketing_name": name}, other]))
    (listing,), problems, _ = statements_of(
        [provider(plans=[{"plan_id": "12345NY9876543"}, {"plan_id": "12345NY0000001"}])]
    )
    assert ([each.plan for each in listing.insurance], problems) == (["12345NY9876543", "Elm Silver"], [])
