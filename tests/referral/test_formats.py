"""One letter, four formats: read back, each says the same; and what is typed comes out as typed."""

import json
import re
from dataclasses import asdict, replace
from io import BytesIO

import pytest
from docx import Document
from letters import ANN, BO, LETTER, RED, pdf_pages

from directory.referral.letter import Letter, Patient, Referrer, ScreeningAnswer
from directory.referral.questions import PRECAUTIONS
from directory.referral.render import RENDERERS
from directory.store.reference.files import letter_words

FORMATS = {renderer.name: renderer for renderer in RENDERERS}
PRINTED = ("pdf", "docx", "txt")
FREE_TEXTS = ("reason", "question", "tried", "findings", "medicines", "allergies", "goals", "supervisor")


def rendered(letter, name):
    return FORMATS[name].render(letter, letter_words())


def strings(value):
    """All texts and numbers in a JSON value."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return [str(value)] if parts is None else [text for part in parts for text in strings(part)]


def read_back(letter, name):
    """The text of a format without its spaces, which each format sets its own way."""
    made = rendered(letter, name)
    if name == "pdf":
        text = " ".join(pdf_pages(made))
    elif name == "docx":
        document = Document(BytesIO(made))
        text = " ".join(
            [paragraph.text for paragraph in document.paragraphs]
            + [cell.text for table in document.tables for cell in table._cells]
        )
    else:
        text = made.decode() if name == "txt" else " ".join(strings(json.loads(made)))
    return bare(text)


def bare(text):
    return re.sub(r"[\s\u200b]", "", text)


FACTS = [
    "María Nguyễn-O'Hara",
    "Spanish",
    "Medicare (Original)",
    "Part B",
    "1EG4-TE5-MK73",
    "Ruth Okafor",
    "MD",
    "2477664843",
    "Harbor Family Medicine",
    "12 Pier Rd, Suite 4",
    "desk@harbor.example",
    "Ann Blauvelt",
    "L.Ac., Dipl. Ac.",
    "831 Birch Ln",
    "San Diego",
    "92116",
    "AC90282",
    "active",
    "the board's list",
    "Low back pain, worse on sitting; sleeps four hours.",
    "Please evaluate, and treat with acupuncture if suitable.",
    "M54.50",
    "Low back pain, unspecified",
    "M48.061",
    "Spinal stenosis, lumbar region without neurogenic claudication",
    "26 weeks",
    "Physical therapy 8 weeks: some relief. Naproxen: stopped, heartburn.",
    "Straight leg raise negative. MRI 2026-08: mild stenosis L4-5.",
    "7",
    "RMDQ (Roland-Morris)",
    "14",
    "Numbness between the legs (saddle anesthesia)",
    *(each.label for each in PRECAUTIONS),
    "apixaban 5 mg twice a day",
    "both feet",
    "Apixaban, metformin, lisinopril",
    "Penicillin (rash)",
    "12",
    "Sit through a church service; sleep six hours.",
    "Practitioner decides",
    "Cancer that has spread",
    "Ruth Okafor MD, Harbor Family Medicine",
    "0 visits already",
    "Board certified in family medicine",
    "Medical director",
    "Fax, please; call if it is urgent.",
]
WRITTEN_OTHERWISE = [  # in print, in FHIR
    ("Mar 15, 1958", "1958-03-15"),
    ("(619) 555-0144", "+16195550144"),
    ("(619) 555-0112", "+16195550112"),
    ("Oct 31, 2026", "2026-10-31"),
    ("Apr 30, 2027", "2027-04-30"),
    ("Nov 25, 2026", "2026-11-25"),
    ("Nov 20, 2026", "2026-11-20"),
    ("May 25, 2026", "2026-05"),
    ("Routine", "routine"),
]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_every_fact(name):
    text = read_back(LETTER, name)
    facts = FACTS + [pair[name.endswith("json")] for pair in WRITTEN_OTHERWISE]
    assert [fact for fact in facts if bare(fact) not in text] == []


@pytest.mark.parametrize("name", FORMATS)
def test_alternatives_urgency_red_flags_and_what_was_overruled_are_in_every_format(name):
    text = read_back(RED, name)
    for fact in ("Bo Nyström", "Cancer, now or before", "Breast cancer 2009, MRI clear in August.", "urgent"):
        assert bare(fact) in text or bare(fact).upper() in text or bare(fact).capitalize() in text


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("recipients", [(ANN,), (ANN, BO)], ids=len)
def test_a_letter_to_several_is_to_any_one_of_them(name, recipients):
    text = read_back(replace(LETTER, recipients=recipients), name)
    assert (bare("To any one of these, whoever can see the patient first") in text) == (len(recipients) > 1)


@pytest.mark.parametrize("name", PRINTED)
def test_nobody_is_said_to_be_free_of_a_danger_that_was_not_asked_about(name):
    text = read_back(replace(LETTER, precautions={}, looked_for=False), name)
    unknown = "; ".join(each.label for each in PRECAUTIONS)
    assert bare(f"ask {unknown}") in text or bare(f"ask: {unknown}") in text
    assert bare("Red flags Not stated") in text or bare("Red flags: Not stated") in text


@pytest.mark.parametrize(("had", "told"), [(8, True), (0, False), (None, False)])
@pytest.mark.parametrize("helped", ["yes", "no"])
def test_what_visits_did_is_told_only_where_some_were_had(had, told, helped):
    sentence = letter_words()["plan"]["improved"][helped]
    assert (bare(sentence) in read_back(replace(LETTER, visits_used=had, improved=helped), "txt")) == told


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_promises_payment(name):
    text = read_back(LETTER, name).lower()
    assert "willpay" not in text and "iscovered" not in text


HOSTILE = [
    "#let x = 1 $a^2$ \\ \\n \"double\" 'single' *bold* _low_ `code` @ref <label> // comment /* more */ [content]"
    " {code}",
    "{{ 7*7 }} {% raw %} %(title)s %s ${HOME} %",
    "<script>alert(1)</script> &amp; ]]> <!-- -->",
    "naïve façade Đặng Thị Hương Łukasz Škvorecký Ærø",
    "王小明 김민수 さくら",
    "😀 🩺 ✓ ½ → ≥",
    "Иван Παπαδόπουλος",
    "=HYPERLINK(1)",
    "a\nb\n\nc",
    "x" * 300,
    "- 1. + list\n= heading",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_typed_is_text_and_never_code(name, typed):
    fields = dict.fromkeys(FREE_TEXTS, typed)
    patient = replace(LETTER.patient, name=typed, language=typed, plan=typed, member_id=typed)
    sender = Referrer(typed, typed, "", typed, typed, "+16195550111")
    answered = {**LETTER.precautions, "valve": ScreeningAnswer("yes", typed)}
    text = read_back(replace(LETTER, patient=patient, referrer=sender, precautions=answered, **fields), name)
    assert text.count(bare(typed)) >= len(FREE_TEXTS) + 6


@pytest.mark.parametrize("name", FORMATS)
def test_ten_thousand_characters_come_out_whole(name):
    words = {field: f"{field} " + " ".join(f"w{number}" for number in range(2000))[:9990] for field in FREE_TEXTS}
    text = read_back(replace(LETTER, **words), name)
    for typed in words.values():
        if name == "pdf":  # its pages have feet between the lines
            assert all(bare(part) in text for part in (typed[:60], typed[-60:]))
        else:
            assert bare(typed) in text


def test_the_least_that_can_be_said_makes_a_letter_in_every_format():
    least = Letter(
        "2026-11-25",
        Patient("Al Ng", "2001-01-01"),
        Referrer("Bo Li", phone="+16195550111"),
        (replace(BO, phone="", address=""),),
        reason="Neck pain",
    )
    for name in FORMATS:
        text = read_back(least, name)
        assert all(bare(fact) in text for fact in ("Al Ng", "Bo Li", "Neck pain"))


@pytest.mark.parametrize("name", PRINTED)
def test_a_licence_is_shown_as_the_board_states_it(name):
    lapsed = replace(ANN, licences=(replace(ANN.licences[0], status="expired"),))
    assert bare("License CA AC90282: expired, as of Oct 31, 2026") in read_back(
        replace(LETTER, recipients=(lapsed,)), name
    )
    unsaid = replace(ANN, licences=(replace(ANN.licences[0], status="unknown", expires_on=None),))
    assert bare("status not confirmed by the board here") in read_back(replace(LETTER, recipients=(unsaid,)), name)
    assert bare("No acupuncture license is known") in read_back(
        replace(LETTER, recipients=(replace(ANN, licences=()),)), name
    )


def test_a_word_document_is_plain_enough_to_edit():
    document = Document(BytesIO(rendered(LETTER, "docx")))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert headings[0] == "Referral for acupuncture" and "Reply slip" in headings
    assert (
        document.core_properties.author == ""
        and asdict(LETTER)["patient"]["name"] not in document.core_properties.title
    )
