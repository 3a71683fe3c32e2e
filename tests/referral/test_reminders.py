"""What a letter reminds its physician of, and when it does no longer."""

from datetime import UTC, datetime, timedelta

import pytest

from directory.referral.reminders import REMINDERS, reminder
from directory.referral.saved_referral import SavedReferral, TreatmentReport

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def kept(*reports, first_visit=""):
    return SavedReferral(("x",), (), first_visit=first_visit, reports=reports)


def slip(**how):
    return TreatmentReport("2026-11-20", True, **how)


def ago(days):
    return (NOW - timedelta(days=days)).date().isoformat()


@pytest.mark.parametrize(
    ("status", "content", "expected"),
    [
        ("draft", kept(), ""),
        ("prepared", kept(), "sign"),
        ("sent", kept(), ""),
        ("scheduled", kept(first_visit=ago(59)), ""),
        ("scheduled", kept(first_visit=ago(60)), "visit_12"),
        ("in_treatment", kept(first_visit=ago(90)), "over"),
        ("in_treatment", kept(slip(visits=8)), ""),
        ("in_treatment", kept(slip(visits=9)), "visit_12"),
        ("report_received", kept(slip(visits=12, next="continue")), "visit_12"),
        ("report_received", kept(slip(visits=4, next="goal")), "over"),
        ("report_received", kept(slip(visits=4, stage="final")), "over"),
        ("report_received", kept(slip(visits=4, first_on=ago(91))), "over"),
        ("closed", kept(slip(visits=4, stage="final")), ""),
        ("declined", kept(), ""),
    ],
)
def test_it_reminds_of_one_thing_at_a_time(status, content, expected):
    assert reminder(content, status, NOW.isoformat(), NOW) == expected
    assert expected in ("", *REMINDERS)


def test_who_is_not_answered_for_14_days_is_reminded():
    assert reminder(kept(), "sent", (NOW - timedelta(days=14)).isoformat(), NOW) == "unanswered"
