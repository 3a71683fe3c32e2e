"""What US Core 6.1 and 7.0 ask of each resource that it has a profile for, written down as rules and held to.

The profiles (https://hl7.org/fhir/us/core) want these elements at least once; what they only want supported is not
here. MedicationStatement and Task have no profile there.
"""

from dataclasses import replace

import pytest
from letters import LEAST, LETTER, RED

from directory.referral.fhir.bundle import bundle
from directory.store.reference.files import letter_words

NEEDED = {
    "Patient": ("name", "gender", "identifier"),
    "Practitioner": ("identifier", "name"),
    "Organization": ("name",),
    "Condition": ("clinicalStatus", "category", "code", "subject"),
    "Observation": ("status", "category", "code", "subject"),
    "AllergyIntolerance": ("clinicalStatus", "code", "patient"),
    "Coverage": ("status", "beneficiary", "relationship", "payor"),
    "ServiceRequest": ("status", "intent", "category", "code", "subject"),
    "PractitionerRole": (),
}
WITH_MORE = replace(
    LETTER, allergies="Penicillin\nLatex", patient=replace(LETTER.patient, sex="female", record_number="MRN 1")
)
LETTERS = {"full": LETTER, "red": RED, "least": LEAST, "more": WITH_MORE}


@pytest.fixture(params=LETTERS)
def resources(request):
    """The resources of a letter."""
    return [each["resource"] for each in bundle(LETTERS[request.param], letter_words())["entry"]]


def of_kind(resources, kind):
    return [each for each in resources if each["resourceType"] == kind]


@pytest.mark.parametrize("kind", NEEDED)
def test_what_a_profile_wants_at_least_once_is_there(resources, kind):
    for each in of_kind(resources, kind):
        assert [name for name in NEEDED[kind] if not each.get(name)] == [], each


def test_every_identifier_of_a_person_has_a_system_and_a_value(resources):
    for each in (*of_kind(resources, "Patient"), *of_kind(resources, "Practitioner")):
        assert all(number.get("system") and number.get("value") for number in each["identifier"])


def test_people_have_a_family_name_and_a_gender_is_one_of_fhirs(resources):
    for each in (*of_kind(resources, "Patient"), *of_kind(resources, "Practitioner")):
        assert all(name.get("family") for name in each["name"])
    assert all(each["gender"] in ("male", "female", "other", "unknown") for each in of_kind(resources, "Patient"))


def test_a_condition_is_an_encounters_diagnosis_and_a_screening_is_a_survey(resources):
    for kind, code in (("Condition", "encounter-diagnosis"), ("Observation", "survey")):
        for each in of_kind(resources, kind):
            assert [part["code"] for one in each["category"] for part in one["coding"]] == [code]


def test_a_role_names_somebody(resources):
    """US Core, pd-1: a practitioner, an organization, or both."""
    roles = of_kind(resources, "PractitionerRole")
    assert all(each.get("practitioner") or each.get("organization") for each in roles)


def test_a_coverage_names_the_member_where_the_letter_does(resources):
    """US Core, us-core-15."""
    assert all(each.get("subscriberId") or each.get("identifier") for each in of_kind(resources, "Coverage"))


def test_a_record_number_is_of_the_sender_who_keeps_it():
    def system(letter):
        made = bundle(letter, letter_words())["entry"]
        (patient,) = of_kind([each["resource"] for each in made], "Patient")
        return next(each["system"] for each in patient["identifier"] if each["value"] == "MRN 1")

    other = replace(WITH_MORE, referrer=replace(LETTER.referrer, npi="2999999999"))
    assert system(WITH_MORE) == system(replace(WITH_MORE, reason="Another letter")) != system(other)
