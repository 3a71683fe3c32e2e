"""What admins see. Of letters: how many there are, never what they say."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from directory.referral.status import STATUSES
from directory.store.office import mistakes, people, referrals
from directory.web.listing.forms import MISTAKE_KINDS
from directory.web.shell import session
from directory.web.shell.guard import admin
from directory.web.shell.site import directory

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
MAX_REPORTS = 100  # of mistakes, on the page


@blueprint.get("/")
@admin
def home() -> str:
    """How much there is of everything."""
    office = session.office()
    return render_template(
        "admin/home.html",
        people=people.all_people(office),
        letters=referrals.count_by_status(office),
        mistakes=mistakes.count_waiting(office),
        STATUSES=STATUSES,
    )


@blueprint.get("/mistakes")
@admin
def reported_mistakes() -> str:
    """The reports of mistakes that wait, the oldest first, MAX_REPORTS at most, each with the listing as it is now."""
    waiting = mistakes.waiting_mistakes(session.office(), MAX_REPORTS)
    names = {report.listing: _listed_name(report.listing) for report in waiting}
    return render_template("admin/mistakes.html", waiting=waiting, names=names, KINDS=MISTAKE_KINDS)


def _listed_name(practitioner_id: str) -> str:
    """The name of a practitioner, "" for one who is listed no more."""
    listing = directory().listing(practitioner_id)
    return listing.name if listing else ""


@blueprint.post("/mistakes/<string(length=16):report_id>/settle")
@admin
def settle_mistake(report_id: str) -> Response:
    """Takes a report off the list; that it is off already is as good."""
    office = session.office()
    with office.transaction():
        mistakes.settle_mistake(office, report_id)
    return redirect(url_for(".reported_mistakes"), 303)
