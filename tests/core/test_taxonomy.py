"""What kind of practitioner a registration describes."""

import pytest

from directory.core import credentials
from directory.core.taxonomy import ACUPUNCTURIST, KINDS, kind

FAMILY_DOCTOR, GYNECOLOGIST, OSTEOPATHIC_MANIPULATION = "207Q00000X", "207V00000X", "204D00000X"
CHIROPRACTOR, NURSE_PRACTITIONER, DOULA, PHYSICAL_THERAPIST = "111N00000X", "363L00000X", "374J00000X", "225100000X"


def kind_of(letters: str, *codes: str, primary: str | None = None) -> str:
    """The kind of a person with these letters after the name, these codes, one of them marked as primary or none."""
    return kind(False, list(codes), [primary] if primary else [], credentials.parse_credentials(letters))


@pytest.mark.parametrize("codes", [[ACUPUNCTURIST], [FAMILY_DOCTOR, ACUPUNCTURIST], []])
def test_an_organisation_is_a_clinic(codes):
    assert kind(True, codes, codes[:1], []) == "clinic"


def test_an_organisation_with_a_physicians_letters_is_still_a_clinic():
    assert kind(True, [ACUPUNCTURIST], [ACUPUNCTURIST], ["M.D."]) == "clinic"


@pytest.mark.parametrize("letters", ["LAC", "", "DACM", "DIPL OM", "ACUPUNCTURIST", "PHD"])
def test_whoever_has_acupuncture_as_the_primary_profession_is_an_acupuncturist(letters):
    assert kind_of(letters, ACUPUNCTURIST, primary=ACUPUNCTURIST) == "licensed_acupuncturist"


@pytest.mark.parametrize("letters", ["MD", "M.D.", "DO", "MD, LAC", "D.O., FAAMA"])
def test_an_md_or_do_is_a_medical_acupuncturist_whatever_is_primary(letters):
    assert kind_of(letters, ACUPUNCTURIST, FAMILY_DOCTOR, primary=ACUPUNCTURIST) == "medical_acupuncturist"
    assert kind_of(letters, FAMILY_DOCTOR, ACUPUNCTURIST, primary=FAMILY_DOCTOR) == "medical_acupuncturist"


@pytest.mark.parametrize("letters", ["MD (China)", "M.D. (CHINA), LAC", "O.M.D.", "OMD, LAC", "DOM"])
def test_a_degree_in_oriental_medicine_or_from_abroad_makes_no_physician(letters):
    assert kind_of(letters, ACUPUNCTURIST, primary=ACUPUNCTURIST) == "licensed_acupuncturist"


def test_blank_credentials_with_a_physicians_primary_code_are_a_physicians():
    assert kind_of("", FAMILY_DOCTOR, ACUPUNCTURIST, primary=FAMILY_DOCTOR) == "medical_acupuncturist"


def test_blank_credentials_with_a_physicians_code_in_any_slot_are_a_physicians():
    assert kind_of("", ACUPUNCTURIST, OSTEOPATHIC_MANIPULATION, primary=ACUPUNCTURIST) == "medical_acupuncturist"


def test_a_physicians_primary_code_counts_where_the_letters_are_not_known():
    assert kind_of("FAGD", FAMILY_DOCTOR, ACUPUNCTURIST, primary=FAMILY_DOCTOR) == "medical_acupuncturist"


def test_a_doula_who_ticked_a_physicians_code_too_is_no_physician():
    assert kind_of("CHW, IBCLC", DOULA, GYNECOLOGIST, ACUPUNCTURIST, primary=DOULA) == "other_clinician"


def test_an_acupuncturist_who_ticked_a_physicians_code_too_is_no_physician():
    assert kind_of("LAC", ACUPUNCTURIST, FAMILY_DOCTOR, primary=ACUPUNCTURIST) == "licensed_acupuncturist"


@pytest.mark.parametrize(
    ("letters", "main"),
    [("DC", CHIROPRACTOR), ("NP", NURSE_PRACTITIONER), ("PT, DPT", PHYSICAL_THERAPIST), ("", NURSE_PRACTITIONER)],
)
def test_another_profession_that_lists_acupuncture_is_another_clinician(letters, main):
    assert kind_of(letters, main, ACUPUNCTURIST, primary=main) == "other_clinician"


@pytest.mark.parametrize(
    ("letters", "main"),
    [("APRN, FNP-BC, LAC", NURSE_PRACTITIONER), ("DC, L.AC.", CHIROPRACTOR), ("PT LAC", PHYSICAL_THERAPIST)],
)
def test_another_clinician_who_holds_an_acupuncture_licence_is_an_acupuncturist(letters, main):
    assert kind_of(letters, main, ACUPUNCTURIST, primary=main) == "licensed_acupuncturist"


@pytest.mark.parametrize(
    ("letters", "codes", "expected"),
    [
        ("", [ACUPUNCTURIST, CHIROPRACTOR], "licensed_acupuncturist"),
        ("DC", [CHIROPRACTOR, ACUPUNCTURIST], "other_clinician"),
        ("CHW", [FAMILY_DOCTOR, ACUPUNCTURIST], "medical_acupuncturist"),
        ("CHW", [ACUPUNCTURIST, FAMILY_DOCTOR], "licensed_acupuncturist"),
    ],
)
def test_where_no_code_is_marked_as_primary_the_first_decides(letters, codes, expected):
    assert kind_of(letters, *codes) == expected


def test_one_of_several_primary_codes_is_enough():
    assert (
        kind(False, [CHIROPRACTOR, ACUPUNCTURIST], [CHIROPRACTOR, ACUPUNCTURIST], ["D.C."]) == "licensed_acupuncturist"
    )


def test_a_person_without_any_code_is_another_clinician():
    assert kind_of("") == "other_clinician"


def test_the_four_kinds_are_the_ones_promised_to_users_of_the_api():
    assert list(KINDS) == ["licensed_acupuncturist", "medical_acupuncturist", "other_clinician", "clinic"]
