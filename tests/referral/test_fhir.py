"""The FHIR bundle: valid by FHIR's own models, and by the rules that those let pass."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from fhir.resources.R4B.bundle import Bundle
from letters import LEAST, LETTER, RED

from directory.core import npi
from directory.core.onset import Onset
from directory.referral.fhir.bundle import bundle, fhir
from directory.referral.letter import Baseline, Patient
from directory.referral.questions import PRECAUTIONS, RED_FLAGS
from directory.referral.status import STATUSES
from directory.store.reference.files import letter_words

CODES = {  # HL7 FHIR R4 4.0.1, required bindings
    ("ServiceRequest", "status"): {"active"},
    ("ServiceRequest", "intent"): {"order"},
    ("ServiceRequest", "priority"): {"routine", "urgent"},
    ("Task", "status"): {"requested"},
    ("Task", "intent"): {"order"},
    ("Observation", "status"): {"final"},
    ("Coverage", "status"): {"active"},
}


LETTERS = {"full": LETTER, "red": RED, "least": LEAST}
COUNTS = {  # resources by kind
    "full": {
        "ServiceRequest": 1,
        "Task": 1,
        "Patient": 1,
        "Practitioner": 2,
        "PractitionerRole": 2,
        "Coverage": 1,
        "Condition": 2,
        "Observation": 2 + len(PRECAUTIONS) + len(RED_FLAGS) + len(LETTER.causes),
        "AllergyIntolerance": 1,
        "MedicationStatement": 1,
    },
    "least": {
        "ServiceRequest": 1,
        "Task": 1,
        "Patient": 1,
        "Practitioner": 1,
        "PractitionerRole": 2,
        "Organization": 1,
        "Condition": 1,
        "Observation": len(PRECAUTIONS) + len(RED_FLAGS),
    },
}
COUNTS["red"] = COUNTS["full"] | {"Practitioner": 3, "PractitionerRole": 3}
CONTACTS = {
    "full": ["phone", "phone", "fax", "email", "phone"],  # the patient's, the sender's, the practitioner's
    "red": ["phone", "phone", "fax", "email", "phone"],
    "least": [],
}
NPIS = {"full": ["2477664843"] * 2, "red": ["2477664843"] * 2, "least": []}


@pytest.fixture(params=LETTERS)
def of(request):
    return request.param


@pytest.fixture
def made(of):
    return bundle(LETTERS[of], letter_words())


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


def test_it_has_the_resources_of_the_letter_each_once(of, made):
    assert Counter(entry["resource"]["resourceType"] for entry in made["entry"]) == COUNTS[of]
    assert len({entry["fullUrl"] for entry in made["entry"]}) == len(made["entry"])


def test_every_reference_leads_to_a_resource_of_the_kind_it_says_and_to_each_but_the_task_leads_one(made):
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in made["entry"]}
    references = [value for _, value in walk(made) if isinstance(value, dict) and "reference" in value]
    assert [each["type"] for each in references] == [kinds[each["reference"]] for each in references]
    assert {each["reference"] for each in references} == {url for url, kind in kinds.items() if kind != "Task"}


def test_codes_with_a_required_set_are_in_it(of, made):
    for (kind, field), allowed in CODES.items():
        codes = [each[field] for each in resources(made, kind)]
        assert len(codes) == COUNTS[of].get(kind, 0) and set(codes) <= allowed


def test_contacts_have_systems_that_fhir_knows(of, made):
    contacts = [value for path, value in walk(made) if path.rsplit(".", 2)[-2:-1] == ["telecom"]]
    assert [each["system"] for each in contacts] == CONTACTS[of] and all(each["value"] for each in contacts)


def test_npis_have_their_check_digit(of, made):
    systems = [value for _, value in walk(made) if isinstance(value, dict) and "us-npi" in str(value.get("system"))]
    assert [each["value"] for each in systems] == NPIS[of]
    assert [npi.is_valid(number) for number in NPIS[of]] == [True] * len(NPIS[of])


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


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_of_a_letter_is_one_of_the_request_and_of_its_task(status):
    made = bundle(replace(LETTER, status=status), letter_words())
    (request,), (task,) = resources(made, "ServiceRequest"), resources(made, "Task")
    coding = task["businessStatus"]["coding"][0]
    assert (task["status"], (coding["code"], coding["display"])) == (STATUSES[status].task, STATUSES[status].code)
    assert request["status"] == {"closed": "completed", "cancelled": "revoked"}.get(status, "active")


@pytest.mark.parametrize(
    ("onset", "began"),
    [(Onset("2026-05-25"), "2026-05-25"), (Onset("2026-05-25", about=True), "2026-05"), (None, None)],
)
def test_the_onset_is_as_exact_as_it_is_known(onset, began):
    conditions = resources(bundle(replace(LETTER, onset=onset), letter_words()), "Condition")
    assert [each.get("onsetDateTime") for each in conditions] == [began] * 2


@pytest.mark.parametrize(
    ("baseline", "scores"),
    [
        (Baseline(), []),
        (Baseline(pain=0), [("Pain, 0 to 10", 0, "2026-11-25")]),
        (Baseline(scale="odi", score=0, measured_on="2026-11-01"), [("ODI (Oswestry), %", 0, "2026-11-01")]),
    ],
)
def test_scores_before_treatment_are_observations_even_where_they_are_0(baseline, scores):
    observations = resources(bundle(replace(LETTER, baseline=baseline), letter_words()), "Observation")
    measured = [each for each in observations if "valueInteger" in each]
    assert [(each["code"]["text"], each["valueInteger"], each["effectiveDateTime"]) for each in measured] == scores


@pytest.mark.parametrize(
    ("patient", "languages"),
    [
        ({}, [{"text": "Spanish"}]),
        ({"interpreter": False}, [{"text": "Spanish"}]),
        ({"language": ""}, [{"text": "Interpreter needed"}]),
        ({"language": "", "interpreter": False}, []),
    ],
)
def test_the_patients_language_is_told_or_that_an_interpreter_is_needed(patient, languages):
    made = bundle(replace(LETTER, patient=replace(LETTER.patient, **patient)), letter_words())
    assert [each["language"] for each in resources(made, "Patient")[0].get("communication", [])] == languages


@pytest.mark.parametrize(
    ("fields", "is_insured"),
    [
        ({}, False),
        ({"payer": "medicare"}, True),
        ({"plan": "Gold"}, True),
        ({"member_id": "7"}, True),
        ({"payer": "none"}, False),
        ({"payer": "none", "plan": "Gold", "member_id": "7"}, False),
    ],
    ids=str,
)
def test_any_word_on_an_insurance_is_a_coverage(fields, is_insured):
    made = bundle(replace(LETTER, patient=Patient("Al Ng", "2001-01-01", **fields)), letter_words())
    assert len(resources(made, "Coverage")) == is_insured == ("insurance" in resources(made, "ServiceRequest")[0])


def test_it_is_json_in_utf_8():
    assert "Nguyễn" in fhir(LETTER, letter_words()).decode()
