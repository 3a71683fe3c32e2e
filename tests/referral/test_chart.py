"""A chart's FHIR file fills the form; what is over, refuted, hostile or of two patients does not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.referral.chart import LONGEST_CHART, LONGEST_VALUE, MOST_LINES, fields_of_chart

PATIENT = {
    "resourceType": "Patient",
    "name": [
        {"use": "nickname", "text": "Mari"},
        {"use": "official", "family": "Nguyễn", "given": ["María", "Luz"]},
    ],
    "birthDate": "1958-03-15",
    "gender": "female",
    "telecom": [{"system": "phone", "value": "619-555-0144"}, {"system": "email", "value": "maria@home.example"}],
    "address": [{"line": ["9 Elm Ct"], "city": "San Diego", "state": "CA", "postalCode": "92101"}],
    "identifier": [
        {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "000-00-0000"},
        {"type": {"coding": [{"code": "MR"}]}, "value": "MRN-0042"},
    ],
    "communication": [{"language": {"text": "Spanish"}}],
}


def status(code):
    return {"coding": [{"code": code}]}


def condition(text, code=None, clinical="active", verified="confirmed"):
    coding = [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code}] if code else []
    return {
        "resourceType": "Condition",
        "clinicalStatus": status(clinical),
        "verificationStatus": status(verified),
        "code": {"text": text, "coding": coding},
    }


CHART = [
    PATIENT,
    {"resourceType": "Coverage", "status": "cancelled", "subscriberId": "OLD"},
    {"resourceType": "Coverage", "status": "active", "subscriberId": "1EG4-TE5-MK73", "class": [{"name": "Part B"}]},
    condition("Low back pain", "M54.50"),
    condition("Pneumonia", "J18.9", clinical="resolved"),
    condition("Lupus", "M32.9", verified="refuted"),
    {
        "resourceType": "MedicationRequest",
        "status": "active",
        "medicationCodeableConcept": {"text": "Apixaban 5 mg"},
        "dosageInstruction": [{"text": "twice a day"}],
    },
    {"resourceType": "MedicationRequest", "status": "stopped", "medicationCodeableConcept": {"text": "Naproxen"}},
    {
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": status("active"),
        "code": {"text": "Penicillin"},
        "reaction": [{"manifestation": [{"text": "rash"}]}],
    },
    {"resourceType": "Observation", "valueString": "not wanted"},
]


def bundle(resources):
    return json.dumps({"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]})


@pytest.mark.parametrize("write", [bundle, lambda all_of: "\n".join(map(json.dumps, all_of))], ids=["bundle", "lines"])
def test_a_chart_fills_what_the_letter_can_use_of_it(write):
    texts, codes = fields_of_chart(write(CHART))
    assert texts == {
        "patient_name": "María Luz Nguyễn",
        "born_on": "1958-03-15",
        "sex": "female",
        "patient_phone": "619-555-0144",
        "patient_email": "maria@home.example",
        "patient_address": "9 Elm Ct\nSan Diego CA 92101",
        "record_number": "MRN-0042",
        "patient_language": "Spanish",
        "member_id": "1EG4-TE5-MK73",
        "plan": "Part B",
        "problems": "Low back pain (M54.50)",
        "medicines": "Apixaban 5 mg: twice a day",
        "allergies": "Penicillin (rash)",
    }
    assert codes == ("M54.50",)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "hello",
            "{",
            "[]",
            "null",
            "<Bundle/>",
            bundle([]),
            bundle([PATIENT, PATIENT]),
            "[" * 100_000,
            "9" * 5_000,
        ),
        bundle([PATIENT]) + " " * LONGEST_CHART,
    ],
    ids=range(11),
)
def test_what_is_no_chart_of_one_patient_is_refused_in_words(text):
    with pytest.raises(ValueError, match=r"patient|FHIR|too long"):
        fields_of_chart(text)


def test_a_chart_is_read_in_bounds():
    many = [condition(f"Trouble {number} {'x' * 999}") for number in range(999)]
    problems = fields_of_chart(bundle([PATIENT, *many])).texts["problems"].split("\n")
    assert len(problems) == MOST_LINES and max(map(len, problems)) <= LONGEST_VALUE
    with pytest.raises(ValueError, match="too long"):
        fields_of_chart(bundle([PATIENT, *[{"resourceType": "Coverage"}] * 2_000]))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*PATIENT, "coding", "code"]), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(list(PATIENT)[1:]), ANYTHING), ANYTHING)
def test_no_shape_of_a_chart_breaks_the_reading(patient, more):
    resources = [patient | {"resourceType": "Patient"}, {"resourceType": "Condition", "code": more}, more]
    texts, _ = fields_of_chart(bundle(resources))
    assert all(isinstance(value, str) for value in texts.values())
