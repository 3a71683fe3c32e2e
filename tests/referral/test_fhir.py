"""The FHIR bundle: valid by FHIR's own models, and by the rules that those let pass."""

import json
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle
from letters import BO, LETTER, RED

from directory.core import npi
from directory.referral.fhir.bundle import bundle, fhir
from directory.referral.letter import Letter, Patient, Referrer
from directory.store.reference.files import letter_words

LEAST = Letter(
    "2026-11-25",
    Patient("Al Ng", "2001-01-01"),
    Referrer("Bo Li"),
    (replace(BO, kind="clinic", phone="", address="", city="", state="", postal_code=""),),
    reason="Neck pain",
)
CODES = {  # HL7 FHIR R4 4.0.1, required bindings
    ("ServiceRequest", "status"): {"active"},
    ("ServiceRequest", "intent"): {"order"},
    ("ServiceRequest", "priority"): {"routine", "urgent"},
    ("Task", "status"): {"requested"},
    ("Task", "intent"): {"order"},
    ("Observation", "status"): {"final"},
    ("Coverage", "status"): {"active"},
}


@pytest.fixture(params=[LETTER, RED, LEAST], ids=["full", "red", "least"])
def made(request):
    return bundle(request.param, letter_words())


def resources(made, kind):
    return [entry["resource"] for entry in made["entry"] if entry["resource"]["resourceType"] == kind]


def walk(value, path=""):
    """(path, value) of everything in it."""
    yield path, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from walk(part, f"{path}.{name}")


def test_fhirs_models_find_it_valid(made):
    assert len(Bundle.model_validate_json(json.dumps(made)).entry) == len(made["entry"])


def test_nothing_in_it_is_blank(made):
    assert [
        path
        for path, value in walk(made)
        if value in ("", None, [], {}) or (isinstance(value, str) and not value.strip())
    ] == []


def test_every_reference_leads_to_a_resource_of_the_kind_it_says(made):
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in made["entry"]}
    references = [value for _, value in walk(made) if isinstance(value, dict) and "reference" in value]
    assert len(kinds) == len(made["entry"]) and references
    assert all(kinds[each["reference"]] == each["type"] for each in references)


def test_codes_with_a_required_set_are_in_it(made):
    for (kind, field), allowed in CODES.items():
        assert all(each[field] in allowed for each in resources(made, kind))
    contacts = [value for path, value in walk(made) if path.rsplit(".", 2)[-2:-1] == ["telecom"]]
    assert all(each["system"] in ("phone", "fax", "email") for each in contacts)


def test_npis_have_their_check_digit(made):
    numbers = [
        value["value"]
        for _, value in walk(made)
        if isinstance(value, dict) and value.get("system", "").endswith("us-npi")
    ]
    assert all(npi.is_valid(number) for number in numbers)


def test_the_referral_and_its_task_hold_together():
    made = bundle(LETTER, letter_words())
    (request,), (task,), (patient,) = (resources(made, kind) for kind in ("ServiceRequest", "Task", "Patient"))
    urls = {entry["fullUrl"]: entry["resource"] for entry in made["entry"]}
    assert (
        urls[task["focus"]["reference"]] is request
        and urls[task["for"]["reference"]] is patient is urls[request["subject"]["reference"]]
    )
    assert task["businessStatus"]["coding"][0]["code"] == "2.0"
    assert task["owner"] == request["performer"][0] and request["quantityQuantity"]["value"] == 12
    assert {each["code"]["coding"][0]["code"] for each in resources(made, "Condition")} == {"M54.50", "M48.061"}
    assert resources(made, "Coverage")[0]["subscriberId"] == "1EG4-TE5-MK73"


def test_a_plan_without_a_kind_of_payer_is_a_coverage_too():
    made = bundle(replace(LETTER, patient=replace(LETTER.patient, payer="")), letter_words())
    assert resources(made, "Coverage")[0]["class"][0]["value"] == "Part B"
    assert not resources(
        bundle(replace(LETTER, patient=replace(LETTER.patient, payer="none")), letter_words()), "Coverage"
    )


def test_alternatives_are_performers_and_nobody_owns_the_task_yet():
    made = bundle(RED, letter_words())
    assert len(resources(made, "ServiceRequest")[0]["performer"]) == 2
    assert "owner" not in resources(made, "Task")[0]


def test_each_precaution_is_an_observation_and_not_known_is_never_no():
    answers = {
        each["code"]["text"]: each["valueCodeableConcept"]["coding"][0]["code"]
        for each in resources(bundle(LETTER, letter_words()), "Observation")
        if "valueCodeableConcept" in each
    }
    assert (
        answers["Blood thinner (anticoagulant or antiplatelet)"] == "Y"
        and answers["Pregnancy"] == "N"
        and answers["Bleeding disorder"] == "UNK"
    )
    assert answers["Red flag: Cancer, now or before"] == "N" and answers["Cause of the pain: Infection"] == "UNK"


def test_it_is_json_in_utf_8():
    assert "Nguyễn" in fhir(LETTER, letter_words()).decode()
