"""A chart in C-CDA fills the form as one in FHIR does; what is over, denied, hostile or of two patients does not."""

import pytest
from ccda_chart import PATIENT, SECTIONS, concern, document, medicine, problem, section
from hypothesis import given
from hypothesis import strategies as st

from directory.referral.chart import LONGEST_CHART, LONGEST_VALUE, MOST_LINES
from directory.referral.chart_ccda import fields_of_ccda, is_xml


def test_a_chart_fills_what_the_letter_can_use_of_it():
    texts, codes = fields_of_ccda(document())
    assert texts == {
        "patient_name": "María Luz Nguyễn",
        "born_on": "1958-03-15",
        "sex": "female",
        "patient_phone": "+1(619)555-0144",
        "patient_email": "maria@home.example",
        "patient_address": "9 Elm Ct\nSan Diego CA 92101",
        "record_number": "MRN-0042",
        "patient_language": "es",
        "member_id": "1EG4-TE5-MK73",
        "plan": "Part B",
        "problems": "Low back pain (M54.50)\nHypertension",
        "medicines": "Apixaban 5 MG Oral Tablet\nInsulin glargine: 20 [iU]",
        "allergies": "Penicillin (rash)\nLatex gloves",
    }
    assert codes == ("M54.50",)
    assert is_xml(document()) and is_xml("\ufeff\n <a/>") and not is_xml('{"resourceType": "Patient"}')


def test_a_declared_encoding_is_not_believed():
    text = document().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert fields_of_ccda(text).texts["patient_name"] == "María Luz Nguyễn"


BOMB = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '" + "&a;" * 50 + "'>]>"
FETCHES = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">'
FILE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (BOMB + document().partition("?>")[2], "document type"),
        (FETCHES + document().partition("?>")[2], "document type"),
        (FILE + document().partition("?>")[2].replace("María", "&x;"), "document type"),
        (document().replace("María", "&x;"), "no XML"),
        (document()[:-20], "no XML"),
        ("<" * 1000, "no XML"),
        ("<a>" * 100_000, "no XML"),
        ("<a>" * 1000 + "</a>" * 1000, "no XML"),
        ("<html><body>Sign in</body></html>", "one patient"),
        (document(patient=PATIENT * 2), "one patient"),
        (document(patient=""), "one patient"),
        (document().replace("urn:hl7-org:v3", "urn:other"), "one patient"),
        (document() + " " * LONGEST_CHART, "too long"),
        (document().replace("María", "\ud800"), "no XML"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_used_is_refused_in_words(text, why):
    with pytest.raises(ValueError, match=why):
        fields_of_ccda(text)


def test_what_is_long_or_much_is_kept_in_bounds():
    many = (medicine("x" * 1000 + str(number)) for number in range(MOST_LINES * 2))
    lines = fields_of_ccda(document(section("10160-0", *many))).texts["medicines"].split("\n")
    assert len(lines) <= MOST_LINES and all(len(line) <= LONGEST_VALUE for line in lines)


def test_half_of_a_section_is_no_fault():
    empty = (
        section("11450-4", "<act/>", concern("<observation/>"), concern(problem(""))),
        section("48768-6", "<act/>"),
    )
    assert "problems" not in fields_of_ccda(document(*empty, section("10160-0", "<substanceAdministration/>"))).texts


@given(st.text(max_size=300), st.integers(0, 4000), st.integers(0, 200))
def test_whatever_is_written_into_it_is_read_or_refused(typed, at, gone):
    text = document(*SECTIONS)
    try:
        fields_of_ccda(text[:at] + typed + text[at + gone :])
    except ValueError as refused:
        assert str(refused).endswith(".")
