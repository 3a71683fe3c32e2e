"""What the letter is for brings its own red flags, scales with their direction, and what is known, with sources."""

from dataclasses import replace
from pathlib import Path

import pytest
from letters import LETTER, SLIP

from directory.core.icd10 import Diagnosis
from directory.referral.letter import Baseline
from directory.referral.questions import FLAG_TEXTS, INDICATIONS, OWN_FLAGS, RED_FLAGS, SCALES
from directory.referral.renewal import outcome, renewal_form
from directory.referral.saved_referral import SavedReferral, score_changes
from directory.referral.text import text
from directory.referral.warnings import warnings
from directory.store.reference.files import diagnoses, letter_words
from directory.store.reference.rulebook import rulebook

STYLES = Path(__file__).parents[2] / "directory" / "web" / "static" / "letter.css"
EMPLOYER = replace(LETTER.patient, payer="employer")


def notices(**fields):
    return warnings(replace(LETTER, patient=EMPLOYER, **fields), rulebook().states)


def text_of(letter):
    return " ".join(text(letter, letter_words()).decode().split())


@pytest.mark.parametrize("each", INDICATIONS.values(), ids=lambda each: each.id)
def test_an_indication_has_codes_that_exist_and_says_what_is_known_in_both_languages(each):
    for beginning in each.codes:
        found = diagnoses().find(beginning, 500)
        assert any(diagnosis.code.startswith(beginning) for diagnosis in found), beginning
    for part in (*each.red_flags, *each.course, *each.evidence):
        assert part.text.texts["es"] != part.text and part.sources
    assert f".own-{each.id}:" in STYLES.read_text()  # without it the page would always show this one


def test_an_own_red_flag_is_not_one_of_every_letter():
    assert not set(OWN_FLAGS) & set(RED_FLAGS) and set(FLAG_TEXTS) == set(OWN_FLAGS) | set(RED_FLAGS)


@pytest.mark.parametrize("flag", OWN_FLAGS.values(), ids=lambda flag: flag.id)
def test_an_own_red_flag_is_told_with_its_source_and_stops_where_it_is_an_emergency(flag):
    told = notices(red_flags=(flag.id,))
    assert [each.key for each in told] == ["emergency" if flag.emergency else "red-flag"]
    assert flag.text in told[0].text and told[0].source.address == flag.sources[0].url


def test_flags_that_the_form_did_not_show_are_never_called_absent():
    assert OWN_FLAGS["papilledema"].text not in text_of(LETTER)
    asked = replace(LETTER, indication="headache", asked_about=(*RED_FLAGS, "papilledema"))
    assert OWN_FLAGS["papilledema"].text in text_of(asked) and OWN_FLAGS["calf"].text not in text_of(asked)


@pytest.mark.parametrize(
    ("scale", "first", "last", "helped"),
    [
        ("rmdq", 14, 6, "yes"),
        ("rmdq", 6, 14, "no"),
        ("koos_pain", 45, 70, "yes"),  # higher is better
        ("koos_pain", 70, 45, "no"),
        ("koos_pain", 50, 50, "no"),
        ("koos_jr", 45, 70, "yes"),
        ("hit6", 66, 60, "yes"),
        ("headache_days", 4, 12, "no"),
    ],
)
def test_scores_are_compared_by_their_own_direction(scale, first, last, helped):
    slip = replace(SLIP, pain_last=None, scale=scale, score_first=first, score_last=last)
    assert outcome(slip) == helped
    letter = renewal_form(SavedReferral(("ANN",), (), LETTER, reports=(slip,)), letter_words()["renewal"])
    assert dict(letter)["improved"] == helped and bool(dict(letter)["visits"]) == (helped != "no")
    assert ("higher is better" in dict(letter)["findings"]) == scale.startswith("koos")


def test_a_renewal_asks_its_days_anew_and_keeps_what_it_is_for():
    typed = (
        ("indication", "knee"),
        ("answer_by", "12/9/2026"),
        ("valid_until", "2/1/2027"),
        ("last_seen_on", "11/20/2026"),
    )
    letter = renewal_form(SavedReferral(("ANN",), typed, LETTER, reports=(SLIP,)), letter_words()["renewal"])
    assert dict(letter)["indication"] == "knee"
    assert not {"answer_by", "valid_until", "last_seen_on"} & set(dict(letter))


def test_pain_that_grew_beside_a_better_score_is_unknown():
    slip = replace(SLIP, pain_first=3, pain_last=6, scale="koos_pain", score_first=45, score_last=70)
    assert [change.is_better for change in score_changes(slip)] == [False, True] and outcome(slip) == "unknown"


def test_a_letter_and_its_slip_name_range_and_direction():
    assert "RMDQ (Roland-Morris) 14 of 24" in text_of(LETTER)
    knee = text_of(replace(LETTER, baseline=Baseline(None, "koos_pain", 45)))
    assert "KOOS, pain 45 of 100 (higher is better)" in knee and "KOOS, pain, 0 to 100 (higher is better)" in knee
    assert "HIT-6 (headache impact) 66, from 36 to 78" in text_of(replace(LETTER, baseline=Baseline(None, "hit6", 66)))


def test_migraine_and_chemotherapy_codes_are_of_an_indication():
    def fits(code):
        return [key for key, each in INDICATIONS.items() if Diagnosis(code, "").code.startswith(each.codes)]

    assert fits("G43.709") == ["headache"] and fits("R11.2") == ["chemotherapy"] and fits("M54.50") == ["low_back"]
    assert all(name in SCALES for each in INDICATIONS.values() for name in each.scales)
