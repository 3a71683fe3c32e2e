"""Payers' Plan-Net directories: what begins and ends, and counts on its days only."""

import plan_net_files as made
import pytest
from plan_net_files import KEN, to
from plan_net_reading import YEAR, changed, days


def test_who_is_not_active_any_more_is_counted_and_left_out(statements_of):
    statements, _, context = statements_of(changed(Practitioner=made.practitioner(active=False)))
    assert (statements, context.tally.deactivated) == ([], 1)


@pytest.mark.parametrize("over", [{"active": False}, {"period": {"end": "2020-12-31"}}, {"period": {"end": "2019"}}])
def test_a_role_that_is_over_says_nothing(statements_of, over):
    (statement,), _, _ = statements_of(changed(PractitionerRole=made.role(**over)))
    assert (statement.insurance, statement.locations) == ([], [])


PAST, NOW, COMING = (
    {"start": f"{first}-01-01", "end": f"{last}-12-31"}
    for first, last in ((2019, 2020), (2021, YEAR + 1), (YEAR + 1, YEAR + 2))
)


class TestPeriods:
    """What begins and ends: roles, affiliations, networks, plans."""

    def test_a_role_dates_its_places_and_its_plans(self, statements_of):
        (statement,), problems, _ = statements_of(changed(PractitionerRole=made.role(period=NOW)))
        expected = (NOW["start"], NOW["end"])
        assert ([days(each) for each in statement.locations], problems) == ([expected], [])
        assert [days(each) for each in statement.insurance] == [(None, NOW["end"])]

    def test_all_who_are_in_a_network_have_one_list_of_plans_whenever_they_came(self, statements_of):
        ken = [made.practitioner("p2", KEN), made.role("r2", "Practitioner/p2", period={"start": "2024-06-01"})]
        ana = made.role(period={"start": "2019-03-04"})
        one, other = statements_of([*changed(PractitionerRole=ana), *ken])[0]
        assert days(one.insurance[0]) == days(other.insurance[0]) == (None, None)

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ({"start": "2024", "end": "2098-02"}, ("2024-01-01", "2098-02-28")),
            ({"start": "2024-02-29T08:00:00-08:00"}, ("2024-02-29", None)),
            ({"end": "2098-12-31T23:59:59Z"}, (None, "2098-12-31")),
            ({}, (None, None)),
            ({"start": "1900-01-01", "end": "9999-12-31"}, (None, None)),
            ({"start": "0001-01-01T00:00:00Z", "end": "9999"}, (None, None)),
        ],
    )
    def test_a_part_of_a_date_is_its_first_or_its_last_day(self, statements_of, written, expected):
        (statement,), problems, _ = statements_of(changed(PractitionerRole=made.role(period=written)))
        assert (days(statement.locations[0]), problems) == (expected, [])

    @pytest.mark.parametrize("end", ["soon", "2024-13", "2024-02-30", "20241231", "2024-1-1"])
    def test_an_end_that_is_no_date_is_told_and_ends_nothing(self, statements_of, end):
        (statement,), (problem,), _ = statements_of(changed(PractitionerRole=made.role(period={"end": end})))
        assert (days(statement.locations[0]), problem.field, problem.value) == ((None, None), "period.end", end)

    @pytest.mark.parametrize("extension", ["organization-period", "org-period", "practitioner-period"])
    def test_a_network_a_plan_and_a_practitioner_end_too_and_the_first_to_end_counts(self, statements_of, extension):
        dated = {"extension": [made.extension(extension, valuePeriod={"end": "2098-06-30"})]}
        plan = made.plan(period={"start": "2025-01-01", "end": "2098-12-31"})
        network = changed(Organization=[made.organisation(), made.network(**dated)], InsurancePlan=plan)
        person = changed(Practitioner=made.practitioner(**dated), InsurancePlan=plan)
        for resources in (network, person):
            (statement,), problems, _ = statements_of(resources)
            assert ([days(each) for each in statement.insurance], problems) == ([(None, "2098-06-30")], [])

    def test_an_affiliation_dates_the_plans_of_a_role_without_networks(self, statements_of):
        takes_part = {
            "resourceType": "OrganizationAffiliation",
            "participatingOrganization": to("Organization/c1"),
            "network": [to("Organization/n1")],
        }
        does = made.role(networks=(), organization=to("Organization/c1"))
        for period, plans in ((NOW, [(None, NOW["end"])]), (PAST, [])):
            affiliation = takes_part | {"id": "a1", "period": period}
            (statement,), _, _ = statements_of(changed(PractitionerRole=does, OrganizationAffiliation=affiliation))
            assert [days(each) for each in statement.insurance] == plans

    @pytest.mark.parametrize(
        ("kind", "over"),
        [
            ("PractitionerRole", {"PractitionerRole": made.role(period=PAST)}),
            ("PractitionerRole", {"PractitionerRole": made.role(active=False)}),
            ("InsurancePlan", {"InsurancePlan": made.plan(period=PAST)}),
            ("InsurancePlan", {"InsurancePlan": made.plan(status="draft")}),
            ("network", {"Organization": [made.organisation(), made.network(active=False)]}),
            ("network", {"Organization": [made.organisation(), made.network(period=PAST)]}),
        ],
    )
    def test_what_is_over_is_left_out_and_told(self, statements_of, kind, over):
        (statement,), (problem,), _ = statements_of(changed(**over))
        assert "Acme Gold" not in [each.plan for each in statement.insurance]
        assert (problem.field, problem.refused) == (kind, False) and "not in use" in problem.reason

    def test_what_is_over_is_told_once_for_each_kind(self, statements_of):
        ended = [made.role(f"r{each}", period=PAST) for each in range(2, 6)]
        (statement,), (problem,), _ = statements_of([*made.everything(), *ended])
        assert (problem.field, problem.value) == ("PractitionerRole", "PractitionerRole/r2")
        assert problem.reason.endswith("left out, and 3 more") and len(statement.insurance) == 1

    def test_somebody_whose_only_role_for_acupuncture_is_over_is_not_listed_and_told(self, statements_of):
        person = made.practitioner(qualification=[])
        statements, (problem,), _ = statements_of(changed(Practitioner=person, PractitionerRole=made.role(period=PAST)))
        assert (statements, problem.field) == ([], "PractitionerRole")

    def test_somebody_who_has_left_is_counted_and_left_out(self, statements_of):
        person = made.practitioner(extension=[made.extension("practitioner-period", valuePeriod=PAST)])
        statements, _, context = statements_of(changed(Practitioner=person))
        assert (statements, context.tally.deactivated) == ([], 1)

    def test_of_two_roles_at_one_place_the_current_one_counts(self, statements_of):
        ended = made.role("r0", period=PAST, telecom=[{"system": "phone", "value": "503-555-0199"}])
        (statement,), _, _ = statements_of(changed(PractitionerRole=[ended, made.role(period=NOW)]))
        assert [(place.phone, *days(place)) for place in statement.locations] == [
            ("+15035550123", NOW["start"], NOW["end"])
        ]

    def test_roles_that_follow_each_other_are_one_period_and_the_current_telephone_comes_first(self, statements_of):
        new = made.role("r0", period=COMING, telecom=[{"system": "phone", "value": "503-555-0199"}])
        (statement,), _, _ = statements_of(changed(PractitionerRole=[new, made.role(period=NOW)]))
        assert [place.phone for place in statement.locations] == ["+15035550123", "+15035550199"]
        assert [days(each) for each in statement.insurance] == [(None, COMING["end"])]

    def test_what_ended_after_the_files_day_keeps_its_days_and_states_no_facts(self, statements_of):
        does = made.role(period={"end": "2026-02-01"})  # the file is of 2026-01-05
        does["extension"].append(made.accepting("newpt"))
        (statement,), problems, _ = statements_of(changed(PractitionerRole=does))
        assert (days(statement.insurance[0]), problems) == ((None, "2026-02-01"), [])
        assert statement.accepting_new_patients is None

    def test_what_is_yet_to_begin_keeps_its_first_day_and_states_no_facts(self, statements_of):
        does = made.role(period=COMING)
        does["extension"].append(made.accepting("newpt"))
        (statement,), problems, _ = statements_of(changed(PractitionerRole=does))
        assert (days(statement.locations[0])[0], problems) == (COMING["start"], [])
        assert days(statement.insurance[0]) == (COMING["start"], COMING["end"])
        assert statement.accepting_new_patients is None
