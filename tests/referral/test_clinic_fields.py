"""What a clinic's letter has beside the plain one's: in every format that people read, and in FHIR where it belongs."""

import json
from dataclasses import replace

import pytest
from letters import ANN, LEAST, LETTER, pdf_pages

from directory.referral.docx import docx
from directory.referral.fhir.bundle import bundle, fhir_transaction
from directory.referral.letter import ScreeningAnswer
from directory.referral.pdf import pdf
from directory.referral.text import text
from directory.store.reference.files import letter_words

CLINIC = replace(
    LETTER,
    patient=replace(
        LETTER.patient,
        sex="female",
        record_number="MRN-0042",
        address="9 Elm Ct\nSan Diego, CA 92101",
        email="maria@home.example",
        claim="WC-88-17",
    ),
    allergies="Penicillin (rash)\nLatex",
    medicines="Apixaban 5 mg; metformin 500 mg",
    problems="Atrial fibrillation, type 2 diabetes",
    operations="Appendectomy 1990",
    frequency="twice a week",
    duration="6 weeks",
    last_seen_on="2026-11-20",
    valid_until="2027-02-25",
    answer_by="2026-12-09",
    consent=True,
)
FACTS = [
    *("Female", "MRN-0042", "9 Elm Ct", "maria@home.example", "WC-88-17", "Atrial fibrillation", "Appendectomy 1990"),
    *("twice a week; 6 weeks", "Nov 20, 2026", "Feb 25, 2027", "Dec 9, 2026", "the patient agrees"),
]


def resources(made, kind):
    return [each["resource"] for each in made["entry"] if each["resource"]["resourceType"] == kind]


def made(letter):
    return bundle(letter, letter_words())


@pytest.mark.parametrize("name", ["txt", "pdf"])
def test_the_letter_says_them(name):
    words = letter_words()
    said = " ".join(pdf_pages(pdf(CLINIC, words))) if name == "pdf" else text(CLINIC, words).decode()
    said = " ".join(said.split())
    assert [fact for fact in FACTS if fact not in said] == []
    assert docx(CLINIC, letter_words())


def test_a_plain_letter_has_none_of_their_labels():
    plain = text(LEAST, letter_words()).decode()
    labels = ("Sex", "Our record number", "Claim number", "Consent", "Valid until", "Operations")
    assert not any(label in plain for label in labels)


def test_pregnancy_is_no_question_for_a_man_and_stays_one_for_everybody_else():
    def asks(sex, said="unknown"):
        letter = replace(
            LEAST, patient=replace(LEAST.patient, sex=sex), precautions={"pregnancy": ScreeningAnswer(said)}
        )
        return "Pregnancy" in text(letter, letter_words()).decode()

    assert not asks("male") and all(map(asks, ("", "female", "other")))
    assert asks("male", "yes")  # who is pregnant is told, whatever the chart's word for the sex


def test_fhir_has_them_where_they_belong():
    bundled = made(CLINIC)
    (patient,) = resources(bundled, "Patient")
    assert patient["gender"] == "female" and patient["name"][0]["family"] == "Nguyễn-O'Hara"
    assert patient["name"][0]["text"] == "María Nguyễn-O'Hara" and patient["identifier"][0]["value"] == "MRN-0042"
    assert patient["extension"][0]["valueBoolean"] is True and patient["address"][0]["text"].startswith("9 Elm Ct")
    assert [each["code"]["text"] for each in resources(bundled, "AllergyIntolerance")] == ["Penicillin (rash)", "Latex"]
    medicines = [each["medicationCodeableConcept"]["text"] for each in resources(bundled, "MedicationStatement")]
    assert medicines == ["Apixaban 5 mg", "metformin 500 mg"]
    (request,) = resources(bundled, "ServiceRequest")
    assert request["occurrencePeriod"]["end"] == "2027-02-25" and request["category"] == [{"text": "Referral"}]
    assert bundled["timestamp"].endswith("+00:00")


@pytest.mark.parametrize("none", ["None", "NKDA", "no known drug allergies", "nil"])
def test_no_allergies_is_no_allergy_called_none(none):
    assert resources(made(replace(CLINIC, allergies=none)), "AllergyIntolerance") == []


def addresses(letter):
    return [each["fullUrl"] for each in made(letter)["entry"]]


def test_a_second_file_of_a_letter_has_the_same_addresses_and_another_letter_has_its_own():
    assert addresses(CLINIC) == addresses(replace(CLINIC, status="accepted", reply_link="https://x.example/reply/1"))
    assert len(set(addresses(CLINIC))) == len(addresses(CLINIC))
    other = replace(CLINIC, patient=replace(CLINIC.patient, name="Ann Blauvelt", record_number="MRN-0043"))
    shared = set(addresses(CLINIC)) & set(addresses(other))
    assert len(shared) == 2  # the sender and the practitioner, by their NPIs


def test_a_patient_with_a_record_number_is_the_same_in_the_next_letter_and_not_at_another_practice():
    def patient(letter):
        return next(each["fullUrl"] for each in made(letter)["entry"] if each["resource"]["resourceType"] == "Patient")

    later = replace(CLINIC, written_on="2027-02-01", reason="Again")
    elsewhere = replace(CLINIC, referrer=replace(CLINIC.referrer, npi="2777777774"))
    assert patient(later) == patient(CLINIC) != patient(elsewhere)


def test_a_transaction_finds_who_has_an_npi_and_takes_a_patient_by_no_others_number():
    entries = json.loads(
        fhir_transaction(replace(CLINIC, recipients=(replace(ANN, npi="2777777774"),)), letter_words())
    )
    assert entries["type"] == "transaction"
    for each in entries["entry"]:
        request, kind = each["request"], each["resource"]["resourceType"]
        if kind == "Practitioner":
            assert request["ifNoneExist"].startswith("identifier=http://hl7.org/fhir/sid/us-npi|")
        else:
            assert request == {"method": "PUT", "url": f"{kind}?identifier=urn:ietf:rfc:3986|{each['fullUrl']}"}
    assert "MRN-0042" not in json.dumps([each["request"] for each in entries["entry"]])
