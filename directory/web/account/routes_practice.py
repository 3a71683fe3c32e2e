"""A practice as its own people see it: who works there, who covers for somebody, what waits for a second person."""

from datetime import UTC, datetime, time

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as Redirect

from directory.accounts.validation import ValidationError
from directory.core.i18n import N_
from directory.store.office import people, practices, referrals
from directory.store.office.people import Person
from directory.store.office.practices import Practice
from directory.web.account.confirming import is_confirmed
from directory.web.account.forms_practice import CoverForm, NameForm
from directory.web.account.logos import made_for_letters
from directory.web.shell import session
from directory.web.shell.guard import clinician, physician, takes_uploads
from directory.web.shell.language import translated
from directory.web.shell.pictures import room_for_upload

blueprint = Blueprint("practice", __name__, url_prefix="/practice")


@blueprint.get("/")
@clinician
def overview() -> str:
    """The practices in which the visitor works, their own first."""
    return _overview(CoverForm(None))


def _overview(form: CoverForm, name_form: NameForm | None = None, logo_problem: str = "") -> str:
    office, person = session.office(), session.person()
    own, here = practices.home_practice(office, person.id), practices.practices_of(office, person.id)
    return render_template(
        "account/practice.html",
        own=own,
        here=[(practice, practices.members(office, practice.id)) for practice in here],
        deletions=referrals.waiting_deletions(office, [own.id]) if own else [],
        emails={each.id: each.email for each in people.all_people(office)},
        form=form,
        name_form=name_form or NameForm(None, name=own.name if own else ""),
        has_logo=bool(own and practices.practice_logo(office, own.id)),
        logo_problem=logo_problem,
    )


@blueprint.post("/name")
@physician
def rename() -> ResponseReturnValue:
    """Another name for the visitor's practice."""
    form, office, own = NameForm(request.form), session.office(), _own_practice()
    if not form.validate():
        return _overview(CoverForm(None), form), 400
    with office.transaction():
        practices.change_practice(office, own.id, form.name.value, own.keep_years)
    return redirect(url_for(".overview"), 303)


@blueprint.get("/logo.png")
@clinician
def logo() -> Response:
    """What stands at the head of the visitor's practice's letters."""
    return Response(practices.practice_logo(session.office(), _own_practice().id) or abort(404), mimetype="image/png")


@blueprint.post("/logo")
@physician
@takes_uploads(room_for_upload)
def change_logo() -> ResponseReturnValue:
    """Another logo (a file), or none any longer (away)."""
    office, own, sent = session.office(), _own_practice(), request.files.get("logo")
    try:
        png = b"" if "away" in request.form else made_for_letters(sent.read() if sent else b"")
    except ValueError as error:
        return _overview(CoverForm(None), logo_problem=translated(error.args[0])), 400
    with office.transaction():
        practices.set_practice_logo(office, own.id, png)
    return redirect(url_for(".overview", _anchor="logo-form"), 303)


@blueprint.post("/cover")
@physician
def cover() -> ResponseReturnValue:
    """Lets a physician from elsewhere read, write and sign letters of the visitor's practice until a day."""
    form, office, own = CoverForm(request.form), session.office(), _own_practice()
    person = people.person_by_email(office, (form.email.data or "").strip().lower())
    if form.has_day() and _may_cover(form, person, own) and is_confirmed(form) and person and form.until.data:
        with office.transaction():
            practices.cover(office, person.id, own.id, datetime.combine(form.until.data, time(), UTC))
        return redirect(url_for(".overview"), 303)
    return _overview(form), 400


def _own_practice() -> Practice:
    """The practice that the visitor is one of; who only covers there names nobody else."""
    return practices.home_practice(session.office(), session.person().id) or abort(403)


def _may_cover(form: CoverForm, person: Person | None, own: Practice) -> bool:
    """Whether somebody may be named; where not, the form says so."""
    if not person or person.role != "physician" or person.disabled_at:
        form.show_errors(ValidationError(email=N_("No physician here has this address. An admin can invite them.")))
    elif practices.home_practice(session.office(), person.id) == own:
        form.show_errors(ValidationError(email=N_("They work in your practice already.")))
    return not form.errors


@blueprint.post("/cover/<int:person_id>/end")
@physician
def end_cover(person_id: int) -> Redirect:
    """Ends somebody's cover before its day."""
    office, own = session.office(), _own_practice()
    covering = [each for each in practices.members(office, own.id) if each.covers and each.person == person_id]
    if not covering:
        abort(404)
    with office.transaction():
        practices.leave_practice(office, person_id, own.id)
    return redirect(url_for(".overview"), 303)
