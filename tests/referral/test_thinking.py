"""It thinks as a clinician and an auditor would: emergencies, contradictions, who is asked, and what was had before."""

from dataclasses import replace

import pytest
from letters import ANN, BO, CLINIC, LETTER

from directory.core.icd10 import Diagnosis
from directory.referral.letter import FIRST_RED_FLAGS, RecipientLicence, ScreeningAnswer
from directory.referral.questions import CAUSES, PRECAUTIONS, RED_FLAGS
from directory.referral.saved_referral import SavedReferral, as_json, from_json
from directory.referral.text import text
from directory.referral.warnings import says_why, warnings
from directory.store.reference.files import letter_words
from directory.store.reference.rulebook import rulebook

STATES = rulebook().states
IN_ORDER = replace(
    LETTER,
    causes=dict.fromkeys(CAUSES, ScreeningAnswer("no")),
    precautions={each.key: ScreeningAnswer("no") for each in PRECAUTIONS},
    asked_about=tuple(RED_FLAGS),
    medicines="Metformin, lisinopril",
)
EMPLOYER = replace(LETTER.patient, payer="employer")
BACK = LETTER.diagnoses[:1]


def said(**fields):
    return [notice.key for notice in warnings(replace(IN_ORDER, **fields), STATES)]


def code(number):
    return (*BACK, Diagnosis(number, "made up"))


def text_of(letter):
    """The letter as plain text, in one line."""
    return " ".join(text(letter, letter_words()).decode().split())


def licensed(status, state="CA"):
    return (RecipientLicence(state, "AC1", status, None, "the board's list", "2026-11-01"),)


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({"red_flags": ("saddle", "bladder")}, ["emergency"]),
        ({"red_flags": ("bladder",), "patient": EMPLOYER}, ["emergency"]),
        ({"red_flags": ("weakness",)}, ["emergency"]),
        ({"red_flags": ("fever",)}, ["emergency"]),  # with pain of the spine
        ({"red_flags": ("fever",), "diagnoses": (), "patient": EMPLOYER}, ["emergency"]),  # no code: it may be
        ({"red_flags": ("fever",), "diagnoses": code("G43.709")[1:], "patient": EMPLOYER}, ["red-flag"]),
        ({"red_flags": ("headache",), "patient": EMPLOYER}, ["emergency"]),
        ({"diagnoses": code("G83.4"), "patient": EMPLOYER}, ["emergency"]),
        ({"red_flags": ("weight",)}, ["red-flag"]),
    ],
)
def test_an_emergency_is_told_from_a_red_flag_whoever_pays(fields, keys):
    notices = warnings(replace(IN_ORDER, **fields), STATES)
    assert [notice.key for notice in notices] == keys
    assert notices[0].is_emergency == (keys == ["emergency"])
    assert ("Do not send to acupuncture first" in notices[0].text) == notices[0].is_emergency


@pytest.mark.parametrize(
    ("reason", "is_emergency"),
    [
        ("Numb in the saddle area since yesterday, cannot pee.", True),
        ("LBP. Saddle anesthesia. Gait normal.", True),
        ("Unable to void since this morning", True),
        ("Thunderclap headache last night", True),
        ("LBP; no saddle anesthesia, no incontinence.", False),
        ("Denies saddle numbness or urinary retention", False),
        ("Cauda equina ruled out by MRI", False),
        ("Rides in the saddle all day", False),
        ("Headaches since spring", False),
    ],
)
def test_an_emergency_in_the_letters_own_words_is_told_too(reason, is_emergency):
    keys = said(reason=reason, findings="", patient=EMPLOYER)
    assert keys == (["emergency"] if is_emergency else [])


@pytest.mark.parametrize(
    ("coded", "keys"),
    [
        ("C79.51", ["contradiction", "cause"]),  # metastasis in bone beside "absent: cancer"
        ("S32.010A", ["contradiction", "cause"]),  # a fracture beside "absent: major injury"
        ("M46.26", ["emergency", "contradiction", "cause"]),
        ("M45.6", ["contradiction", "cause"]),
        ("M96.1", ["contradiction", "cause"]),
        ("O26.892", ["contradiction", "cause"]),
        ("Z34.81", ["contradiction", "cause"]),
        ("M80.08XA", ["cause"]),  # by osteoporosis: no injury
        ("D66", ["contradiction"]),
        ("Z95.0", ["contradiction"]),
        ("G40.909", ["contradiction"]),
        ("Z79.01", ["contradiction"]),
        ("M48.061", []),
        ("G89.29", []),
    ],
)
def test_a_code_that_says_what_the_letter_calls_absent_is_named(coded, keys):
    assert said(diagnoses=code(coded)) == keys
    assert said(diagnoses=code(coded), patient=EMPLOYER) == [key for key in keys if key != "cause"]


def test_a_code_beside_a_question_left_open_asks_for_its_answer_and_beside_the_same_answer_says_nothing():
    is_open = {"precautions": {}, "patient": EMPLOYER}
    assert said(diagnoses=code("D66"), **is_open) == ["left-open"]
    assert said(diagnoses=code("C79.51"), looked_for=False, causes={}, **is_open) == ["red-flag"]
    assert said(diagnoses=code("C50.911"), red_flags=("cancer",), **is_open) == ["red-flag"]


@pytest.mark.parametrize(
    ("answer", "medicines", "keys"),
    [
        (ScreeningAnswer("no", "warfarin INR 9"), "", ["answered-twice"]),
        (ScreeningAnswer("no"), "Warfarin 5 mg, metformin", ["answered-twice"]),
        (ScreeningAnswer("no"), "Eliquis 5 mg", ["answered-twice"]),
        (ScreeningAnswer("no"), "metformin", []),
        (ScreeningAnswer("yes", "warfarin INR 2.3"), "Warfarin 5 mg", []),
        (ScreeningAnswer("unknown"), "Warfarin 5 mg", ["left-open"]),
    ],
)
def test_a_no_beside_which_something_else_stands_is_asked_about(answer, medicines, keys):
    precautions = IN_ORDER.precautions | {"anticoagulant": answer}
    assert said(precautions=precautions, medicines=medicines, patient=EMPLOYER) == keys


@pytest.mark.parametrize(
    ("key", "notice"), [("bleeding", "bleeding"), ("instability", "unstable"), ("immunosuppression", "defense")]
)
def test_a_serious_precaution_gets_advice_for_the_physician_and_for_the_practitioner(key, notice):
    letter = replace(IN_ORDER, patient=EMPLOYER, precautions={key: ScreeningAnswer("yes")})
    assert [each.key for each in warnings(letter, STATES)] == [notice]
    advice = next(each.advice for each in PRECAUTIONS if each.key == key)
    assert advice and advice in text_of(letter)
    assert advice not in text_of(IN_ORDER)


@pytest.mark.parametrize(
    ("used", "asked", "improved", "keys"),
    [
        (0, 12, "unknown", []),
        (12, 8, "yes", []),  # 20, with improvement
        (12, 9, "yes", ["year"]),
        (15, 12, "yes", ["year"]),
        (12, 8, "unknown", ["improvement"]),
        (6, 6, "unknown", []),
        (6, 7, "unknown", ["improvement"]),
        (12, 8, "no", ["worse"]),
        (4, 4, "no", ["worse"]),
        (20, None, "yes", []),
    ],
)
def test_medicares_year_and_its_second_course_count_what_was_had(used, asked, improved, keys):
    assert said(visits_used=used, visits=asked, improved=improved) == keys
    assert "year" not in said(visits_used=used, visits=asked, improved=improved, patient=EMPLOYER)


@pytest.mark.parametrize("status", ["expired", "suspended", "revoked", "probation", "surrendered", "retired"])
def test_a_bad_license_of_whoever_is_asked_is_told_whoever_pays(status):
    asked = (replace(ANN, licences=licensed(status)),)
    assert said(recipients=asked) == said(recipients=asked, patient=EMPLOYER) == ["license"]


def test_somebody_with_an_active_license_beside_a_lapsed_one_is_in_order():
    assert said(recipients=(replace(ANN, licences=licensed("expired") + licensed("active", "OR")),)) == []


@pytest.mark.parametrize(
    ("recipient", "keys"),
    [
        (replace(ANN, licences=()), ["unlicensed"]),
        (replace(ANN, licences=licensed("unknown")), ["unlicensed"]),
        (replace(ANN, licences=(), state="OK"), ["unlicensed", "state"]),
        (replace(ANN, licences=licensed("active", "TX"), state="OK"), ["state"]),
        (CLINIC, ["furnisher"]),
        (replace(BO, kind="other_clinician", credentials="NP"), ["furnisher"]),
        (replace(BO, kind="other_clinician", credentials="PA-C"), ["furnisher"]),
        (replace(BO, kind="other_clinician", credentials="DC"), ["chiropractor"]),
        (replace(BO, kind="other_clinician", credentials="D.C., Dipl. Ac."), ["chiropractor"]),
        (BO, []),
        (replace(BO, opted_out_until="2027-12-31"), ["opted-out"]),
    ],
)
def test_under_medicare_whoever_is_asked_must_be_somebody_it_pays(recipient, keys):
    assert said(recipients=(recipient,)) == keys
    others = [key for key in keys if key == "state"]
    assert said(recipients=(recipient,), patient=EMPLOYER) == others


def test_one_of_three_practitioners_who_will_not_do_is_enough_to_be_told():
    assert said(recipients=(ANN, BO, CLINIC)) == ["furnisher"]


def test_tricare_excludes_it_and_va_wants_its_number():
    assert said(patient=replace(LETTER.patient, payer="tricare")) == ["tricare"]
    veteran = replace(LETTER.patient, payer="va_community_care")
    assert said(patient=veteran) == ["authorization"]
    assert said(patient=replace(veteran, authorization="VA0012345678")) == []
    assert "VA0012345678" in text_of(replace(IN_ORDER, patient=replace(veteran, authorization="VA0012345678")))


@pytest.mark.parametrize(
    ("reason", "is_enough"),
    [
        ("MRI normal", True),
        ("Seen by surgeon today", True),
        ("x", False),
        ("ok", False),
        ("........", False),
        ("aaaaaaaaaaaa", False),
        ("12345678", False),
        ("", False),
        ("Ya lo vio el cirujano", True),
        ("磁共振正常", True),
    ],
)
def test_a_reason_says_something_or_is_none(reason, is_enough):
    assert says_why(reason) == is_enough


def test_a_letter_saved_before_a_question_was_asked_does_not_say_that_it_was():
    old = as_json(SavedReferral(("BO",), (), replace(LETTER, asked_about=FIRST_RED_FLAGS)))
    letter = from_json(old.replace(b'"asked_about":[', b'"left_out":[')).letter
    assert letter.looked_for and letter.red_flag("cancer") == "no" and letter.red_flag("headache") == "unknown"
    assert RED_FLAGS["headache"] not in text_of(letter)
