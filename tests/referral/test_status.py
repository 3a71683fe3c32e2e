"""What may become of a letter: each move that is allowed, and none besides."""

from datetime import UTC, datetime, timedelta

import pytest

from directory.referral.status import ANSWER_WITHIN, STATUSES, UNANSWERED, may_follow, waits_too_long

MOVES = {  # from each status, to which
    "draft": "prepared signed",
    "prepared": "draft prepared signed",
    "signed": "sent accepted declined scheduled report_received cancelled",
    "sent": "accepted declined scheduled report_received cancelled",
    "accepted": "scheduled in_treatment report_received declined cancelled",
    "declined": "",
    "scheduled": "in_treatment no_show report_received cancelled",
    "no_show": "scheduled in_treatment report_received cancelled",
    "in_treatment": "report_received closed",
    "report_received": "in_treatment report_received closed",
    "closed": "",
    "cancelled": "",
}
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_each_move_is_allowed_or_not(before, after):
    assert may_follow(before, after) == (after in MOVES[before].split())


def test_every_status_is_reached_from_the_draft_and_every_letter_can_come_to_an_end():
    def reached(status):
        found = [status]
        for each in found:
            found += [after for after in STATUSES[each].then if after not in found]
        return set(found)

    assert reached("draft") == set(STATUSES)
    for status in STATUSES:
        assert {"closed", "declined", "cancelled"} & reached(status), status


def test_nothing_signed_becomes_a_draft_again_or_is_signed_twice():
    assert [status for status in STATUSES if may_follow(status, "draft")] == ["prepared"]
    assert [status for status in STATUSES if may_follow(status, "signed")] == ["draft", "prepared"]


@pytest.mark.parametrize("status", STATUSES)
def test_only_a_letter_that_nobody_has_answered_waits_and_only_after_14_days(status):
    for days, late in ((13.9, False), (14, True), (400, True)):
        assert waits_too_long(status, (NOW - timedelta(days=days)).isoformat(), NOW) == (
            late and status in ("signed", "sent")
        )
    assert ANSWER_WITHIN.days == 14 and set(UNANSWERED) <= set(STATUSES)
