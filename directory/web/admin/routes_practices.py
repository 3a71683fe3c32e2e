"""Practices: which there are, who works in each, for how long letters are kept. What letters say is not shown."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from directory.store.office import people, practices, referrals
from directory.store.office.practices import Practice
from directory.web.account.confirming import is_confirmed
from directory.web.account.forms import ConfirmForm
from directory.web.admin.forms_practices import MergeForm, PracticeForm
from directory.web.shell import session
from directory.web.shell.forms import choices
from directory.web.shell.guard import admin

blueprint = Blueprint("practices", __name__, url_prefix="/admin/practices")


@blueprint.route("/", methods=["GET", "POST"])
@admin
def overview() -> ResponseReturnValue:
    """Every practice, and a form for another one."""
    office, form = session.office(), PracticeForm(request.form)
    if request.method == "POST" and form.validate() and is_confirmed(form):
        with office.transaction():
            number = practices.found_practice(office, form.name.data or "")
            practices.change_practice(office, number, form.name.data or "", form.keep_years.value)
        return redirect(url_for(".show", practice_id=number), 303)
    page = render_template("admin/practices/overview.html", practices=practices.all_practices(office), form=form)
    return page, 400 if form.errors else 200


def _practice(practice_id: int) -> Practice:
    return practices.find_practice(session.office(), practice_id) or abort(404)


@blueprint.get("/<int:practice_id>")
@admin
def show(practice_id: int) -> str:
    """One practice: its people, its settings, and what waits for a second person."""
    return _shown(_practice(practice_id))


def _shown(
    practice: Practice,
    form: PracticeForm | None = None,
    merge: MergeForm | None = None,
    confirm: ConfirmForm | None = None,
) -> str:
    office = session.office()
    return render_template(
        "admin/practices/practice.html",
        practice=practice,
        members=practices.members(office, practice.id),
        deletions=referrals.waiting_deletions(office, [practice.id]),
        emails={each.id: each.email for each in people.all_people(office)},
        form=form or PracticeForm(None, name=practice.name, keep_years=str(practice.keep_years)),
        merge=merge or _merge_form(practice),
        confirm=confirm or ConfirmForm(None, prefix="delete-"),
    )


def _merge_form(practice: Practice) -> MergeForm:
    form = MergeForm(request.form if request.endpoint == "practices.merge" else None, prefix="merge-")
    others = [each.practice for each in practices.all_practices(session.office()) if each.practice.id != practice.id]
    form.into.choices = choices({str(each.id): each.name for each in others})
    return form


@blueprint.post("/<int:practice_id>/change")
@admin
def change(practice_id: int) -> ResponseReturnValue:
    """Another name, or another time that letters are kept."""
    office, practice, form = session.office(), _practice(practice_id), PracticeForm(request.form)
    if form.validate() and is_confirmed(form):
        with office.transaction():
            practices.change_practice(office, practice.id, form.name.data or "", form.keep_years.value)
        return _back(practice.id)
    return _shown(practice, form=form), 400


def _back(practice_id: int) -> Response:
    return redirect(url_for(".show", practice_id=practice_id), 303)


@blueprint.post("/<int:practice_id>/merge")
@admin
def merge(practice_id: int) -> ResponseReturnValue:
    """Gives the letters and the people of this practice to another, whose people read them from then on."""
    office, practice = session.office(), _practice(practice_id)
    form = _merge_form(practice)
    if form.validate() and is_confirmed(form):
        with office.transaction():
            practices.merge_practice(office, practice.id, form.into.data)
        return _back(form.into.data)
    return _shown(practice, merge=form), 400


@blueprint.post("/<int:practice_id>/members/<int:person_id>/end")
@admin
def end_membership(practice_id: int, person_id: int) -> Response:
    """Ends somebody's work in a practice: they read none of its letters any more, and those they wrote stay there."""
    office, practice = session.office(), _practice(practice_id)
    with office.transaction():
        if not practices.leave_practice(office, person_id, practice.id):
            abort(404)
    return _back(practice.id)


@blueprint.post("/<int:practice_id>/deletions/<string(length=16):referral_id>")
@admin
def confirm_deletion(practice_id: int, referral_id: str) -> ResponseReturnValue:
    """Confirms, as the second person, that a letter is deleted whose deletion somebody of the practice asked for."""
    office, practice = session.office(), _practice(practice_id)
    form = ConfirmForm(request.form, prefix="delete-")
    if not is_confirmed(form):
        return _shown(practice, confirm=form), 400
    with office.transaction():
        waiting = [each for each in referrals.waiting_deletions(office, [practice.id]) if each.id == referral_id]
        for referral in waiting or abort(404):
            if referral.deletion_by == session.person().id:
                abort(403)
            referrals.delete_referral(office, referral)
    return _back(practice.id)
