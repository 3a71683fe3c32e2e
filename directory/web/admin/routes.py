"""What admins see. Of letters: how many there are, never what they say."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for

from directory.referral.status import STATUSES
from directory.store.office import mistakes, people, referrals
from directory.web.listing.mistakes import KINDS
from directory.web.shell import session
from directory.web.shell.guard import admin as only_admins
from directory.web.shell.site import directory

admin = Blueprint("admin", __name__)
MOST_SHOWN = 100  # reports of mistakes


@admin.get("/")
@only_admins
def home() -> str:
    """How much there is of everything."""
    office = session.office()
    return render_template(
        "admin/home.html",
        people=people.everyone(office),
        letters=referrals.counts(office),
        mistakes=mistakes.waiting(office),
        STATUSES=STATUSES,
    )


@admin.get("/people")
@only_admins
def everyone() -> str:
    """Who has an account."""
    return render_template("admin/people.html", people=people.everyone(session.office()))


@admin.post("/people/<int:id>/<any(disable, enable):what>")
@only_admins
def shut(id: int, what: str) -> Response:
    """Shuts somebody's account, or opens it again; one's own stays open, so that one is left who can."""
    office = session.office()
    person = people.by_id(office, id) or abort(404)
    if person.id == session.visitor().person.id:
        abort(403)
    with office.transaction():
        people.set_disabled(office, person.id, what == "disable")
    return redirect(url_for("admin.everyone"), 303)


@admin.get("/mistakes")
@only_admins
def reported() -> str:
    """The reports of mistakes that wait, the oldest first, 100 at most, each with the listing as it is now."""
    waiting = mistakes.mistakes(session.office(), MOST_SHOWN)
    names = {each.listing: _name_of(each.listing) for each in waiting}
    return render_template("admin/mistakes.html", waiting=waiting, names=names, KINDS=KINDS)


@admin.post("/mistakes/<string(length=16):id>/settle")
@only_admins
def settle(id: str) -> Response:
    """Takes a report off the list; that it is off already is as good."""
    office = session.office()
    with office.transaction():
        mistakes.settle(office, id)
    return redirect(url_for("admin.reported"), 303)


def _name_of(practitioner_id: str) -> str:
    """The name of a listing, "" where it is no longer there."""
    listing = directory().listing(practitioner_id)
    return listing.name if listing else ""
