"""Diagnosis codes: found by words or by a part of the code; only those that a letter may use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.core.icd10 import FORMER_LOW_BACK_PAIN, LOW_BACK_PAIN, LOW_BACK_PAIN_CODES, CodeSet, NoSuchCode
from directory.store.reference.files import diagnoses

FEW = CodeSet(
    "\n".join(
        (
            "M54\t+\tDorsalgia\t",
            "M54.5\t+\tLow back pain\t",
            "M54.50\t\tLow back pain, unspecified\tLoin pain; Lumbago NOS",
            "M54.59\t\tOther low back pain\t",
            "M54.6\t\tPain in thoracic spine\t",
            "H81.01\t\tMénière's disease, right ear\t",
            "M25.561\t\tPain in right knee\t",
        )
    )
    + "\n"
)


def codes(found):
    return [diagnosis.code for diagnosis in found]


def test_the_whole_classification_is_there():
    assert len(diagnoses()) == 98_186  # 74,719 codes of the April 2026 release, and the categories above them
    assert diagnoses().get("Z99.89").description == "Dependence on other enabling machines and devices"


def test_words_are_found_in_any_order_and_by_their_beginnings():
    assert codes(FEW.find("knee pa", 9)) == codes(FEW.find("pain right", 9)) == ["M25.561"]


def test_a_term_that_is_included_finds_its_code():
    assert codes(FEW.find("lumbago", 9)) == ["M54.50"]


def test_the_usual_codes_come_first():
    assert codes(diagnoses().find("pain", 3)) == codes(diagnoses().find("low back", 3)) == list(LOW_BACK_PAIN_CODES)


def test_marks_on_letters_do_not_matter():
    assert codes(FEW.find("meniere", 9)) == codes(FEW.find("MÉNIÈRE", 9)) == ["H81.01"]


@pytest.mark.parametrize("typed", ["M54.50", "m5450", " m54.50 "])
def test_a_code_may_be_written_without_its_dot(typed):
    assert FEW.get(typed).description == "Low back pain, unspecified"


def test_a_code_that_was_split_is_refused_with_its_successors():
    with pytest.raises(NoSuchCode) as refused:
        diagnoses().get(FORMER_LOW_BACK_PAIN)
    assert tuple(refused.value.suggestions) == LOW_BACK_PAIN


@pytest.mark.parametrize("typed", ["", "low back pain", "M54", "X99", "Z", "\n", "M54.50 M54.59"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(NoSuchCode):
        FEW.get(typed)


@given(st.text(max_size=40))
def test_any_text_is_searched_without_a_fault_and_gives_codes_that_exist(typed):
    for diagnosis in diagnoses().find(typed, 5):
        assert diagnoses().get(diagnosis.code) == diagnosis
