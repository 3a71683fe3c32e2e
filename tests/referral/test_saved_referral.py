"""A saved letter: it comes back as it was; a slip is measured against the letter."""

from dataclasses import replace

import pytest
from letters import LETTER, RED, SLIP

from directory.referral.saved_referral import (
    SavedReferral,
    ScoreChange,
    TreatmentReport,
    as_json,
    from_json,
    needs_progress_review,
    score_changes,
    with_report,
)

TYPED = (
    ("patient_name", "María Nguyễn-O'Hara"),
    ("code", "M54.50"),
    ("code", "M48.061"),
    ("findings", "MRI clear."),
    ("visits", "12"),
    ("because-visits", "relapses"),
)
KEPT = SavedReferral(("2477664843",), TYPED, LETTER)


@pytest.mark.parametrize(
    "kept", [KEPT, SavedReferral((), ()), SavedReferral(("a", "b"), TYPED, RED, "2026-12-01", (SLIP, SLIP))]
)
def test_it_comes_back_as_it_was(kept):
    assert from_json(as_json(kept)) == kept


def test_what_an_earlier_version_kept_without_the_newest_fields_still_opens():
    old = (
        as_json(KEPT)
        .replace(b',"signature":"Board certified in family medicine\\nMedical director"', b"")
        .replace(b',"answers":[],"signature":null', b"")
        .replace(b',"reply":"Fax, please; call if it is urgent."', b"")
    )
    assert b"signature" not in old and b'"reply"' not in old
    letter = from_json(old).letter
    assert (letter.reply, letter.referrer.signature) == ("", "") and letter.patient == LETTER.patient


def test_the_patients_name_is_as_typed_so_far():
    assert KEPT.patient == "María Nguyễn-O'Hara" and SavedReferral((), ()).patient == ""


def test_first_scores_that_a_slip_leaves_out_are_those_of_the_letter():
    (report,) = with_report(KEPT, SLIP).reports
    assert (report.pain_first, report.score_first) == (7, 14)
    pain, function = ScoreChange("Pain", 7, 3, 0, 10), ScoreChange("RMDQ (Roland-Morris)", 14, 6, 0, 24)
    assert score_changes(report) == [pain, function]


def test_those_that_it_gives_stand_and_a_scale_of_its_own_has_no_first_score():
    (report,) = with_report(KEPT, replace(SLIP, pain_first=0, scale="odi")).reports
    assert (report.pain_first, report.score_first) == (0, None)
    assert score_changes(report) == [ScoreChange("Pain", 0, 3, 0, 10)]
    assert score_changes(TreatmentReport("2027-02-01", False)) == []


def test_slips_are_kept_in_the_order_in_which_they_came():
    twice = with_report(with_report(KEPT, SLIP), replace(SLIP, visits=20))
    assert [report.visits for report in twice.reports] == [12, 20]


@pytest.mark.parametrize(("visits", "again"), [(None, False), (0, False), (11, False), (12, True), (20, True)])
def test_from_the_twelfth_visit_on_progress_is_to_be_looked_at(visits, again):
    assert needs_progress_review(with_report(KEPT, replace(SLIP, visits=visits))) == again
    assert not needs_progress_review(KEPT)
