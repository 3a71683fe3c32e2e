"""The renewal: written from the letter before and its slip; asks what may have changed, stops what did not help."""

from dataclasses import replace

import pytest
from letters import LETTER, SLIP

from directory.core.onset import lasting_onset, parse_onset
from directory.referral.renewal import answers_before, outcome, renewal_form
from directory.referral.saved_referral import SavedReferral, with_report
from directory.store.reference.files import letter_words

TYPED = (
    ("patient_name", "María Nguyễn-O'Hara"),
    ("code", "M54.50"),
    ("code", "M48.061"),
    ("findings", "MRI clear."),
    ("visits", "12"),
    ("began", "6 months"),
    ("red_flags", "cancer"),
    ("looked_for", "y"),
    ("has_anticoagulant", "yes"),
    ("more_anticoagulant", "apixaban"),
    ("has_implant", "no"),
    ("has_skin", "unknown"),
    ("cause_surgery", "no"),
    ("because-visits", "relapses"),
)
KEPT = SavedReferral(("2477664843",), TYPED, LETTER)


def renewed(slip=SLIP, kept=KEPT):
    return dict(renewal_form(with_report(kept, slip), letter_words()["renewal"]))


@pytest.mark.parametrize(("had", "asked"), [(12, "8"), (6, "8"), (15, "5"), (20, ""), (99, ""), (None, "8")])
def test_the_renewal_asks_for_what_is_left_of_twenty_and_eight_at_most(had, asked):
    form = dict(renewal_form(with_report(KEPT, replace(SLIP, visits=had)), letter_words()["renewal"]))
    assert (form["visits"], form["visits_used"]) == (asked, "" if had is None else str(had))


def test_the_renewal_says_how_it_went_keeps_the_rest_and_no_old_reason():
    form = renewal_form(with_report(KEPT, SLIP), letter_words()["renewal"])
    values = dict(form)
    assert values["findings"] == (
        "MRI clear.\nReply slip of Feb 1, 2027: 12 visits given. Pain 7 before, 3 now (of 10). "
        "RMDQ (Roland-Morris) 14 before, 6 now (of 24). No adverse events."
    )
    assert (values["pain"], values["scale"], values["score"], values["measured_on"]) == ("3", "rmdq", "6", "2027-02-01")
    assert [text for name, text in form if name == "code"] == ["M54.50", "M48.061"] and "because-visits" not in values


@pytest.mark.parametrize(
    ("pain", "score", "measured_on"),
    [(3, 6, "2027-02-01"), (0, None, "2027-02-01"), (None, 0, "2027-02-01"), (None, None, "")],
)
def test_the_renewal_has_the_last_scores_and_the_day_of_the_slip_where_it_has_one(pain, score, measured_on):
    slip = replace(SLIP, pain_last=pain, score_last=score)
    form = dict(renewal_form(with_report(KEPT, slip), letter_words()["renewal"]))
    shown = tuple("" if value is None else str(value) for value in (pain, score))
    assert (form["pain"], form["score"], form["measured_on"]) == (*shown, measured_on)


def test_adverse_events_are_carried_over_in_their_words():
    slip = replace(SLIP, adverse="yes", adverse_events="bruise on the left calf")
    assert (
        "Adverse events: bruise on the left calf."
        in dict(renewal_form(with_report(KEPT, slip), letter_words()["renewal"]))["findings"]
    )


@pytest.mark.parametrize(
    ("slip", "helped"),
    [
        ({"pain_first": 7, "pain_last": 3, "score_first": 14, "score_last": 6}, "yes"),
        ({"pain_first": 7, "pain_last": 8, "score_first": None, "score_last": None}, "no"),
        ({"pain_first": 7, "pain_last": 7, "score_first": None, "score_last": None}, "no"),
        ({"pain_first": 7, "pain_last": 5, "score_first": 6, "score_last": 14}, "unknown"),
        ({"pain_first": 7, "pain_last": 7, "score_first": 14, "score_last": 6}, "yes"),
        ({"pain_first": None, "pain_last": None, "score_first": None, "score_last": None}, "unknown"),
        ({"pain_first": 7, "pain_last": 3, "next": "no_improvement"}, "no"),
    ],
)
def test_scores_before_and_after_say_whether_it_helped(slip, helped):
    assert outcome(replace(SLIP, **slip)) == helped


@pytest.mark.parametrize("slip", [{"pain_last": 8, "score_last": 20}, {"next": "no_improvement"}])
def test_what_did_not_help_is_not_asked_for_again(slip):
    form = renewed(replace(SLIP, **slip))
    assert (form["visits"], form["improved"]) == ("", "no")
    assert form["question"] == letter_words()["renewal"]["no_improvement"]
    assert (renewed()["visits"], renewed()["improved"]) == ("8", "yes")


def test_visits_add_up_over_the_courses():
    second = replace(KEPT, letter=replace(LETTER, visits_used=12))
    form = renewed(replace(SLIP, visits=5), second)
    assert (form["visits_used"], form["visits"]) == ("17", "3")


def test_red_flags_precautions_and_causes_are_asked_anew_with_the_old_answers_beside_them():
    form = renewed()
    assert not [name for name in form if name.startswith(("has_", "more_", "cause_", "red_flags", "looked_for"))]
    assert answers_before(KEPT) == {
        "red_flags-cancer": "yes",
        "has_anticoagulant": "yes",
        "more_anticoagulant": "apixaban",
        "has_implant": "no",
        "cause_surgery": "no",
    }


def test_adverse_events_of_all_courses_go_over():
    bruise = replace(SLIP, adverse="yes", adverse_events="bruise on the left calf")
    assert renewed(bruise)["adverse_before"] == "bruise on the left calf"
    third = replace(KEPT, letter=replace(LETTER, adverse_before="fainted"))
    assert renewed(bruise, third)["adverse_before"] == "fainted\nbruise on the left calf"
    assert renewed()["adverse_before"] == ""


def test_the_onset_stays_the_day_that_it_was():
    assert renewed()["began"] == "about 2026-05-25"
    for today in ("2026-11-29", "2027-06-01"):
        assert parse_onset(renewed()["began"], today) == LETTER.onset


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("7 months", "about 2026-04-29"),
        ("3/2026", "about 2026-03-01"),
        ("3/15/2026", "2026-03-15"),
        ("about 3/15/2026", "about 2026-03-15"),
        ("since the accident", "since the accident"),
        ("", ""),
    ],
)
def test_a_phrase_becomes_a_day_when_it_is_first_written(typed, kept):
    assert lasting_onset(typed, "2026-11-29") == kept == lasting_onset(kept, "2027-05-01")
