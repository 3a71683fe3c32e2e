"""Emergency access: a physician of another practice opens a patient's letters, with a reason, for an hour.

45 CFR 164.312(a)(2)(ii). The practice sees at once who, when and why; every look is in the audit trail.
"""

from datetime import timedelta

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from directory.accounts import tries
from directory.core.names import folded
from directory.store.office import emergencies
from directory.store.office import referrals as rows
from directory.store.office.referrals import Referral
from directory.web.account.confirming import is_confirmed
from directory.web.account.routes_sign_in import too_soon_message
from directory.web.letters import saved_referrals
from directory.web.letters.answering import tell_practice
from directory.web.letters.forms_emergency import EmergencyForm
from directory.web.shell import session
from directory.web.shell.guard import physician

blueprint = Blueprint("emergency", __name__, url_prefix="/referrals/emergency")
LASTS = timedelta(hours=1)


@blueprint.route("", methods=["GET", "POST"])
@physician
def ask() -> ResponseReturnValue:
    """Whose letters, and why; then the letters that are open for an hour."""
    if not saved_referrals.is_member_anywhere():
        abort(403)
    form = EmergencyForm(request.form)
    found = None
    if request.method == "POST" and form.validate() and is_confirmed(form):
        try:
            tries.count_try(session.office(), tries.emergency_buckets(session.office(), session.person().id))
            found = _opened(form)
        except tries.TooSoon as wait:
            form.problem = too_soon_message(wait)
    page = render_template(
        "letters/emergency.html",
        form=form,
        found=found,
        unopened=saved_referrals.unopened(),
        hours=LASTS.seconds // 3600,
    )
    return page, 400 if form.errors or form.problem else 200


def _opened(form: EmergencyForm) -> list[Referral]:
    """The letters of the patient named, of whatever practice, opened for the visitor; the practices are told."""
    office, person = session.office(), session.person()
    with office.transaction():
        office.note("letters searched in an emergency", f"person {person.id}")
        found = [each for each in rows.every_referral(office) if _is_of(each, form)]
        for referral in found:
            reason = (form.reason.data or "").strip()
            emergencies.open_in_emergency(office, referral, person.id, reason, office.now() + LASTS)
            tell_practice(office, referral)
    return found


def _is_of(referral: Referral, form: EmergencyForm) -> bool:
    """Whether a letter is signed and of the patient whom the form names, by full name and day of birth."""
    content = saved_referrals.looked_at(referral)
    if not content:
        return False
    same_name = folded(content.patient).split() == folded(form.patient.data or "").split()
    return bool(content.letter) and same_name and content.born_on == form.born
