"""Insurers' machine-readable directories (QHP): what they say of a practitioner."""

import json

import pytest
from qhp_reading import ANA, KEN, THIS_YEAR, provider


def test_who_is_listed_elsewhere_gets_the_plan_once_and_the_insurers_word(statements_of):
    (statement,), problems, _ = statements_of([provider(specialty=["Internal Medicine"])], [ANA])
    assert (statement.kind, statement.npi, statement.id) == ("", ANA, f"12345-{ANA}")
    assert [vars(each) for each in statement.insurance] == [
        {
            "payer": "HIOS issuer 12345",
            "plan": "12345NY9876543",
            "network_status": "in",
            "plan_id": "12345NY9876543",
            "tier": "A, B",
            "starts_on": f"{THIS_YEAR}-01-01",
            "ends_on": f"{THIS_YEAR}-12-31",
        }
    ]
    assert (statement.accepting_new_patients, statement.languages, statement.confirmed_on) == (
        True,
        ["Spanish"],
        "2026-01-05",
    )
    assert (statement.locations[0].phone, statement.gender, problems) == ("+12125550123", "female", [])


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({}, "licensed_acupuncturist"),
        ({"specialty": "Acupuncturist"}, "licensed_acupuncturist"),
        ({"specialty": ["Chiropractic", "ACUPUNCTURE"]}, "other_clinician"),
        ({"specialty": ["Medical Acupuncture"]}, "medical_acupuncturist"),
        ({"name": {"first": "Ana", "last": "Lopez", "suffix": "MD"}}, "medical_acupuncturist"),
        ({"type": "FACILITY", "facility_name": "Elm Clinic", "facility_type": ["Acupuncture Clinic"]}, "clinic"),
    ],
)
def test_who_is_listed_nowhere_is_taken_in_for_acupuncture_only(statements_of, values, kind):
    statements, _, tally = statements_of([provider(**values), provider(KEN, specialty=["Dermatology"])])
    assert [statement.kind for statement in statements] == [kind]
    assert (tally.rows_read, tally.other_taxonomy) == (2, 1)


def test_an_npi_is_read_with_dashes_or_spaces_between_its_digits(statements_of):
    statements, problems, _ = statements_of([provider(f"{ANA[:4]}-{ANA[4:7]}-{ANA[7:]}"), provider(f" NPI {KEN} ")])
    assert [statement.npi for statement in statements] == [ANA, KEN] and not problems


@pytest.mark.parametrize(
    "spelled",
    [["SPANISH"], ["Spanish"], ["English, Spanish"], ["español", "es"], "spa", ["en-US", "es-MX", "Spanish (fluent)"]],
)
def test_a_language_is_one_however_the_insurer_spells_it(statements_of, spelled):
    (statement,), problems, _ = statements_of([provider(languages=spelled)])
    assert (statement.languages, problems) == (["Spanish"], [])


OLDER = {"address": "12 Elm St", "city": "New York", "state": "NY", "zip": "10003"}


@pytest.mark.parametrize(
    "where",
    [
        {"address": OLDER, "phone": "2125550123"},
        {"address": [OLDER], "phone": "2125550123"},
        {"address": OLDER | {"phone": "212-555-0123"}, "phone": "2125550199"},
        OLDER | {"phone": "2125550123"},
        {"addresses": [], "address": OLDER, "phone": "2125550123"},
    ],
)
def test_the_older_layout_with_one_address_is_read(statements_of, where):
    entry = {field: value for field, value in provider().items() if field != "addresses"}
    (statement,), problems, _ = statements_of([entry | where])
    (place,) = statement.locations
    assert (place.address, place.city, place.postal_code, place.phone, problems) == (
        "12 Elm St",
        "New York",
        "10003",
        "+12125550123",
        [],
    )


@pytest.mark.parametrize("places", [None, [], [{}], [{"address": "12 Elm St", "zip": "10003"}]])
def test_whom_no_search_by_place_finds_is_told_of(run, tmp_path, places):
    path = tmp_path / "providers.json"
    path.write_text(json.dumps([provider(addresses=places), provider(KEN)]))
    code, out, err = run("import", "qhp", path, "--json")
    assert (code, json.loads(out)["problems"], json.loads(out)["listings"]) == (0, 1, 2)
    assert "row 1, city: no American city and state: no search by place finds this listing" in err


def test_entries_of_one_practitioner_are_joined(statements_of):
    other = provider(plans=[{"plan_id": "12345NY0000001"}], languages=["Korean"], last_updated_on="2026-02-01")
    (statement,), _, _ = statements_of([provider(), other])
    assert [each.plan for each in statement.insurance] == ["12345NY9876543", "12345NY0000001"]
    assert (statement.languages, statement.confirmed_on, len(statement.locations)) == (
        ["Spanish", "Korean"],
        "2026-02-01",
        1,
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"plans": 7}, "plans"),
        ({"plans": [7]}, "plans"),
        ({"plans": [{"plan_id": "x"}]}, "plan_id"),
        ({"addresses": "here"}, "addresses"),
        ({"languages": [1]}, "languages"),
        ({"accepting": {}}, "accepting"),
        ({"last_updated_on": "soon"}, "confirmed_on"),
        ({"gender": []}, "gender"),
    ],
)
def test_a_wrong_type_is_a_problem_of_that_provider_only(statements_of, values, field):
    statements, (problem,), _ = statements_of([provider(**values), provider(KEN)])
    assert ((problem.row if field != "confirmed_on" else 1), problem.field, problem.refused) == (1, field, False)
    assert [statement.npi for statement in statements] == [ANA, KEN]
