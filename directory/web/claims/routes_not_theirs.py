"""Whoever was told by a letter or a call that somebody keeps their listing says that it is not theirs."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.accounts import telling, tries
from directory.store.office import claims
from directory.web.account.routes_sign_in import too_soon_message
from directory.web.admin.opened import answer_without_imports
from directory.web.claims.forms_keeping import NoticeForm
from directory.web.claims.keeping import take_away
from directory.web.shell import session
from directory.web.shell.guard import public
from directory.web.shell.site import directory

blueprint = Blueprint("not_theirs", __name__)
answer_without_imports(blueprint, "claims")


@blueprint.route("/claims/not-us", methods=["GET", "POST"])
@public
def not_us() -> ResponseReturnValue:
    """The form; the right code takes away who keeps the listing, with all that they stated."""
    form = NoticeForm(request.form)
    listing = None
    if request.method == "POST" and form.validate() and (owner := _owner(form)):
        take_away(owner)
        listing = directory().listing(owner.listing)
        return render_template("claims/not_us.html", form=form, listing=listing, done=True)
    status = 400 if request.method == "POST" else 200
    return render_template("claims/not_us.html", form=form, listing=listing, done=False), status


def _owner(form: NoticeForm) -> claims.Owner | None:
    """Whom the code is about; None where it is none, and the form says so."""
    office = session.office()
    try:
        tries.count_try(office, tries.notice_buckets(office))
    except tries.TooSoon as wait:
        form.problem = too_soon_message(wait)
        return None
    notice = telling.notice_of_code(office, form.code.value)
    owner = notice and claims.owner_by_number(office, notice.owner)
    if not owner:
        form.code.errors = [_("This is not a code that serves. It does for two weeks after the letter.")]
    return owner
