"""What happens to a practice, each as a page with one question: it has moved; a name has changed."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from directory.accounts.removing import ask_desk
from directory.core.practitioner import Practitioner
from directory.store.office.mistakes import TooManyReports
from directory.web.admin.opened import answer_without_imports
from directory.web.claims.forms_keeping import NewNameForm
from directory.web.claims.keep_form import KeepForm
from directory.web.claims.keeping import keep
from directory.web.claims.routes_listings import owned_listing
from directory.web.shell import session
from directory.web.shell.guard import signed_in

blueprint = Blueprint("own_changes", __name__, url_prefix="/account/listings/<practitioner_id>")
answer_without_imports(blueprint, "claims")


@blueprint.route("/moved", methods=["GET", "POST"])
@signed_in
def moved(practitioner_id: str) -> ResponseReturnValue:
    """The places that were left, and the new one: published at once."""
    owner, listing = owned_listing(practitioner_id)
    if request.method != "POST":
        return _moved_page(KeepForm(listing))
    form = KeepForm(listing, _answers(listing))
    if form.is_outdated():
        form.errors["moved"] = _("The listing has changed meanwhile: please look at it again.")
        return _moved_page(form, 409)
    if not form.answers_anything():
        form.errors["new_place"] = _("Say which place you have left, or where you see patients now.")
    elif keep(owner, listing, form):
        return redirect(url_for("own_listings.show", practitioner_id=practitioner_id, done="answered"), 303)
    return _moved_page(form, 400)


def _answers(listing: Practitioner) -> MultiDict[str, str]:
    """What the page answers, as the form of all facts has it."""
    left = request.form.getlist("left")
    gone = {f"is-here-{number}": "not ours" for number in range(len(listing.locations)) if str(number) in left}
    return MultiDict(gone | {name: request.form.get(name, "") for name in ("shown", "new_place", "new_phone")})


def _moved_page(form: KeepForm, status: int = 200) -> ResponseReturnValue:
    return render_template("claims/moved.html", form=form, listing=form.listing), status


@blueprint.route("/renamed", methods=["GET", "POST"])
@signed_in
def renamed(practitioner_id: str) -> ResponseReturnValue:
    """Where a name is changed, and what is done until the register and the board say it."""
    owner, listing = owned_listing(practitioner_id)
    form, office = NewNameForm(request.form), session.office()
    if request.method == "POST" and form.validate():
        try:
            with office.transaction():
                ask_desk(office, owner, "renamed", form.name.value)
            return redirect(url_for("own_listings.show", practitioner_id=practitioner_id, done="renamed"), 303)
        except TooManyReports:
            form.problem = _("So many reports wait that no more can be taken now. Please try again in a few days.")
    return render_template("claims/renamed.html", form=form, listing=listing), 400 if request.method == "POST" else 200
