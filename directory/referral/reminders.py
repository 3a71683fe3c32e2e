"""What a letter reminds its physician of: that nobody answers, that visit 12 is near, that the course is over."""

from datetime import date, datetime, timedelta

from directory.core.i18n import N_
from directory.referral.questions import FIRST_VISITS
from directory.referral.saved_referral import SavedReferral
from directory.referral.status import waits_too_long

REMINDERS = {
    "sign": N_("Ready to sign"),
    "unanswered": N_("No answer in 14 days"),
    "visit_12": N_("Visit 12 is near: look at the progress"),
    "over": N_("The course is over: close it, or write for further visits"),
}
NEAR = 3  # visits before the twelfth; how many is ours to say
FIRST_COURSE = timedelta(days=90)  # NCD 30.3.3: up to 12 visits in 90 days
LOOK_AFTER = timedelta(days=60)  # from the first visit, where no slip says how many were had; ours to say
UNDER_WAY = ("scheduled", "in_treatment", "report_received")


def reminder(saved: SavedReferral, status: str, since: str, now: datetime) -> str:
    """The most pressing of REMINDERS, by its key; "" for none. since: when the letter last changed, ISO 8601."""
    if status == "prepared":
        return "sign"
    if waits_too_long(status, since, now):
        return "unanswered"
    if status not in UNDER_WAY:
        return ""
    lasted = _lasted(saved, now)
    report = saved.reports[-1] if saved.reports else None
    if lasted >= FIRST_COURSE or (report and (report.stage == "final" or report.next not in ("", "continue"))):
        return "over"
    if report and report.visits is not None:
        return "visit_12" if report.visits >= FIRST_VISITS - NEAR else ""
    return "visit_12" if lasted >= LOOK_AFTER else ""


def _lasted(saved: SavedReferral, now: datetime) -> timedelta:
    """How long ago the first visit was; none where it is not known."""
    told = [report.first_on for report in saved.reports if report.first_on]
    first = min(told, default=saved.first_visit)
    return now.date() - date.fromisoformat(first) if first else timedelta()
