"""Payers' Plan-Net directories: who is in which plan's network, and whose plans they are."""

import plan_net_files as made
import pytest
from plan_net_files import ANA, KEN, to
from plan_net_reading import TAKEN, changed


@pytest.mark.parametrize(
    ("who", "does", "kind"),
    [
        ({}, {}, "licensed_acupuncturist"),
        ({"qualification": []}, {"specialty": [made.concept("171100000X", made.OID)]}, "licensed_acupuncturist"),
        ({"qualification": []}, {"specialty": [{"text": "Acupuncture"}]}, "licensed_acupuncturist"),
        (
            {"qualification": []},
            {
                "specialty": [
                    {"coding": [{"system": "https://payer.example/codes", "code": "77", "display": "Acupuncturist"}]}
                ]
            },
            "licensed_acupuncturist",
        ),
        ({"name": [{"family": "Lopez", "suffix": ["MD"]}]}, {}, "medical_acupuncturist"),
        ({"name": [{"text": "Ana Lopez, MD"}]}, {}, "medical_acupuncturist"),
        (
            {
                "qualification": [{"code": made.concept("MD", "http://terminology.hl7.org/CodeSystem/v2-0360")}],
                "name": [{"family": "Lopez"}],
            },
            {},
            "medical_acupuncturist",
        ),
        ({"qualification": [made.qualification("111N00000X")], "name": [{"family": "Lopez"}]}, {}, "other_clinician"),
    ],
)
def test_who_is_listed_nowhere_is_taken_in_for_acupuncture_only(statements_of, who, does, kind):
    other = [
        made.practitioner("p2", KEN, qualification=[made.qualification("207R00000X")]),
        made.role("r2", "Practitioner/p2", specialty=[made.concept("207R00000X", made.OID)]),
    ]
    statements, _, context = statements_of(
        changed(Practitioner=made.practitioner(**who), PractitionerRole=made.role(**does)) + other
    )
    assert [(statement.kind, statement.name.split()[-1]) for statement in statements] == [(kind, "Lopez")]
    assert context.tally.other_taxonomy == 2


def test_who_is_listed_elsewhere_gets_the_plans_whatever_the_payer_calls_the_profession(statements_of):
    person, does = made.practitioner(qualification=[]), made.role(specialty=[])
    assert statements_of(changed(Practitioner=person, PractitionerRole=does))[0] == []
    (statement,), _, _ = statements_of(changed(Practitioner=person, PractitionerRole=does), npis=[ANA])
    assert (statement.kind, [vars(each) for each in statement.insurance]) == ("", [TAKEN])


def test_a_clinic_is_in_the_networks_of_its_affiliations(statements_of):
    clinic = made.organisation(
        "c1", "ELM ACUPUNCTURE PC", "prvgrp", identifier=[{"system": "http://hl7.org/fhir/sid/us-npi", "value": KEN}]
    )
    takes_part = {
        "resourceType": "OrganizationAffiliation",
        "id": "a1",
        "participatingOrganization": to("Organization/c1"),
        "network": [to("Organization/n1")],
        "specialty": [made.concept("171100000X")],
        "location": [to("Location/l1")],
    }
    statements, _, _ = statements_of([*made.everything(), clinic, takes_part])
    assert [
        (each.kind, each.name, each.insurance[0].plan, len(each.locations)) for each in statements if each.npi == KEN
    ] == [("clinic", "Elm Acupuncture PC", "Acme Gold", 1)]


def test_a_role_without_a_network_has_those_of_its_organisation(statements_of):
    takes_part = {
        "resourceType": "OrganizationAffiliation",
        "id": "a1",
        "participatingOrganization": to("Organization/c1"),
        "network": [to("Organization/n1")],
    }
    does = made.role(networks=(), organization=to("Organization/c1"))
    (statement,), problems, _ = statements_of(changed(PractitionerRole=does, OrganizationAffiliation=takes_part))
    assert ([each.plan for each in statement.insurance], problems) == (["Acme Gold"], [])


def test_a_network_without_known_plans_is_shown_by_its_name(statements_of):
    (statement,), problems, _ = statements_of(changed(InsurancePlan=None))
    assert [(each.payer, each.plan) for each in statement.insurance] == [
        ("Acme Health", "Acme Choice Network")
    ] and problems == []


def test_the_payer_above_a_network_without_plans_is_whose_word_it_is(statements_of):
    _, _, context = statements_of(changed(InsurancePlan=None))
    assert (context.parts, context.whole) == ({"acmehealth"}, True)


def test_an_insurer_that_the_files_do_not_name_is_told_and_may_be_named(statements_of):
    orphan = [made.network(part_of="Organization/gone")]
    (statement,), (problem,), context = statements_of(changed(InsurancePlan=None, Organization=orphan))
    assert [(each.payer, each.plan) for each in statement.insurance] == [
        ("Acme Choice Network", None)
    ] and "--payer NAME" in problem.reason
    (statement,), problems, context = statements_of(
        changed(InsurancePlan=None, Organization=orphan), payer="Elm Mutual"
    )
    assert [(each.payer, each.plan) for each in statement.insurance] == [("Elm Mutual", "Acme Choice Network")]
    assert (problems, context.parts, statement.id) == ([], {"elmmutual"}, f"elmmutual-{ANA}")


def test_networks_that_are_part_of_each_other_come_to_an_end(statements_of):
    circle = [made.network("n1", part_of="Organization/n2"), made.network("n2", part_of="Organization/n1")]
    (statement,), (problem,), _ = statements_of(changed(InsurancePlan=None, Organization=circle))
    assert statement.insurance[0].payer == "Acme Choice Network" and problem.value == "Acme Choice Network"


def test_a_reference_to_nothing_is_named_and_the_rest_stands(statements_of):
    does = made.role(
        location=[to("Location/nowhere"), to("Location/l1")], networks=("Organization/no-network", "Organization/n1")
    )
    (statement,), problems, _ = statements_of(changed(PractitionerRole=does))
    assert sorted(problem.value for problem in problems) == ["Location/nowhere", "Organization/no-network"]
    assert all("PractitionerRole/r1" in problem.reason for problem in problems)
    assert (len(statement.locations), [each.plan for each in statement.insurance]) == (1, ["Acme Gold"])


def test_an_acupuncturist_who_is_not_in_the_files_is_refused_by_name(statements_of):
    statements, (problem,), _ = statements_of(changed(Practitioner=None))
    assert (statements, problem.value, problem.refused) == ([], "Practitioner/p1", True)


def test_of_two_versions_the_one_changed_last_counts(statements_of):
    old, new = (
        made.practitioner(meta={"lastUpdated": moment}, name=[{"family": family}])
        for moment, family in (("2026-01-05T23:30:00-08:00", "Newer"), ("2026-01-06T07:00:00.0000001Z", "Older"))
    )
    for order in ([old, new], [new, old]):
        (statement,), _, _ = statements_of([*changed(Practitioner=None), *order])
        assert statement.name == "Newer"  # 23:30 in the west is 07:30 in UTC


def test_two_records_of_one_npi_are_one_practitioner_with_the_roles_of_both(statements_of):
    twin = made.practitioner(
        "p9",
        meta={"lastUpdated": "2026-02-05T08:00:00Z"},
        name=[{"family": "Lopez-Diaz", "given": ["Ana"]}],
        qualification=[],
    )
    there = made.location("l2", address={"line": ["7 Oak St"], "city": "Salem", "state": "OR", "postalCode": "97301"})
    (statement,), problems, _ = statements_of(
        [
            *made.everything(),
            twin,
            made.role("r9", "Practitioner/p9", location=[to("Location/l2")], specialty=[]),
            there,
        ],
        npis=[ANA],
    )
    assert (statement.name, statement.kind, sorted(place.city for place in statement.locations), problems) == (
        "Ana Lopez-Diaz",
        "",
        ["Portland", "Salem"],
        [],
    )


@pytest.mark.parametrize(("height", "payer"), [(40, "Acme Health"), (3000, "Acme Health Net")])
def test_a_tower_of_networks_is_climbed_as_far_as_anybody_builds_one(statements_of, height, payer):
    tower = [
        made.network(f"n{each}", "Acme Health Net", part_of=f"Organization/n{each + 1}") for each in range(1, height)
    ]
    (statement,), _, _ = statements_of(
        changed(
            InsurancePlan=None,
            Organization=[*tower, made.network(f"n{height}", part_of="Organization/pay"), made.organisation()],
        )
    )
    assert statement.insurance[0].payer == payer
