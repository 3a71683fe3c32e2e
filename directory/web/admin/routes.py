"""What admins see. Of letters: how many there are, never what they say."""

from flask import Blueprint, render_template

from directory.core.addresses import STATES
from directory.referral.status import STATUSES
from directory.store.listings.ages import too_old
from directory.store.office import mistakes, people, referrals, schedules
from directory.web.admin import imports_words, reach
from directory.web.shell import session
from directory.web.shell.guard import editor
from directory.web.shell.site import directory

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.get("/")
@editor
def home() -> str:
    """How much there is of everything; for an editor, of what they keep."""
    office, state = session.office(), reach.limited_to()
    return render_template(
        "admin/home.html",
        people=people.all_people(office),
        letters=None if state else referrals.count_by_status(office),
        mistakes=mistakes.count_waiting(office),
        limited_to=state,
        STATES=STATES,
        society=reach.limited_society(),
        own_society=reach.own_society(),
        STATUSES=STATUSES,
        old=too_old(directory().about),
        failing=schedules.failing(office),
        words=imports_words,
    )
