"""What becomes of a letter: its statuses, which may follow which, and when an answer is overdue.

HL7 BSeR (CodeSystem TaskBusinessStatusCS) and FHIR R4 (Task.status) name the codes; their mapping to ours is our own.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from directory.core.i18n import N_


class Status(NamedTuple):
    """label: for people; move: on the button that leads to it; task: FHIR's Task.status; code: BSeR's code and display.

    then: the statuses that may follow.
    """

    label: str
    move: str
    task: str
    code: tuple[str, str]
    then: tuple[str, ...]


CREATED = ("2.0", "Service Request Created")
CANCELLED = ("6.0", "Service Request Fulfillment Cancelled")
COMPLETED = ("5.1.4", "Service Request Event Completed")
STATUSES = {  # the displays are BSeR’s own, misspelt “Serivce” and all
    "draft": Status(N_("Draft"), "", "draft", CREATED, ("prepared", "signed")),
    "prepared": Status(N_("Ready to sign"), "", "draft", CREATED, ("draft", "prepared", "signed")),
    "signed": Status(
        N_("Signed"),
        "",
        "requested",
        CREATED,
        ("sent", "accepted", "declined", "scheduled", "report_received", "cancelled"),
    ),
    "sent": Status(
        N_("Sent"),
        N_("It was sent"),
        "requested",
        CREATED,
        ("accepted", "declined", "scheduled", "report_received", "cancelled"),
    ),
    "accepted": Status(
        N_("Accepted"),
        N_("They accepted"),
        "accepted",
        ("3.0", "Service Request Accepted"),
        ("scheduled", "in_treatment", "report_received", "declined", "cancelled"),
    ),
    "declined": Status(N_("Declined"), N_("They declined"), "rejected", ("4.0", "Service Request Declined"), ()),
    "scheduled": Status(
        N_("Scheduled"),
        N_("A first visit is set"),
        "in-progress",
        ("5.1.1", "Serivce Request Event Scheduled"),
        ("in_treatment", "no_show", "report_received", "cancelled"),
    ),
    "no_show": Status(
        N_("Did not come"),
        N_("The patient did not come"),
        "in-progress",
        ("5.1.2", "Scheduled Service Request Event Unattended"),
        ("scheduled", "in_treatment", "report_received", "cancelled"),
    ),
    "in_treatment": Status(
        N_("In treatment"), N_("Treatment has begun"), "in-progress", COMPLETED, ("report_received", "closed")
    ),
    "report_received": Status(
        N_("Report received"),
        N_("The reply slip came"),
        "in-progress",
        COMPLETED,
        ("in_treatment", "report_received", "closed"),
    ),
    "closed": Status(N_("Closed"), N_("Close"), "completed", ("7.0", "Service Request Fulfillment Completed"), ()),
    "cancelled": Status(N_("Cancelled"), N_("Cancel the referral"), "cancelled", CANCELLED, ()),
}
UNANSWERED = ("signed", "sent")
ANSWER_WITHIN = timedelta(days=14)


def may_follow(before: str, after: str) -> bool:
    """Whether a letter may go from one status to another."""
    return after in STATUSES[before].then


def after_slip(before: str, stage: str, seen: bool) -> str:
    """The status of a letter after a reply slip: of the first visit, that treatment has begun, or that nobody came;
    of any later one, and where it had come further already, that a report was received.
    """
    if before in ("in_treatment", "report_received") or stage in ("progress", "final"):
        return "report_received"
    if not seen:
        return "no_show"
    return "in_treatment" if stage == "first" else "report_received"


def waits_too_long(status: str, since: str, now: datetime) -> bool:
    """Whether no answer came for ANSWER_WITHIN. since: when the letter last changed its status, ISO 8601."""
    return status in UNANSWERED and now - datetime.fromisoformat(since) >= ANSWER_WITHIN
