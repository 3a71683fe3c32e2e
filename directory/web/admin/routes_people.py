"""Who has an account: inviting, changing roles, letting somebody in again, shutting an account."""

from typing import Any, TypeVar

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from directory.accounts import people as rules
from directory.accounts import signing_in
from directory.accounts.validation import ValidationError
from directory.core.i18n import Message
from directory.store.office import mails, passkeys, people, practices, sessions
from directory.store.office.people import Person
from directory.web.account.browser_names import browser_name
from directory.web.account.confirming import is_confirmed
from directory.web.account.forms import ConfirmForm
from directory.web.admin.forms import InviteForm, RoleForm
from directory.web.shell import session
from directory.web.shell.guard import admin
from directory.web.shell.language import translated
from directory.web.shell.site import absolute_url, site

blueprint = Blueprint("people", __name__, url_prefix="/admin/people")


@blueprint.get("/")
@admin
def overview() -> str:
    """Everybody, and a form to invite somebody."""
    return _overview(_offering(InviteForm(None)))


FormOfRole = TypeVar("FormOfRole", bound=RoleForm)


def _offering(form: FormOfRole) -> FormOfRole:
    """The form, with the practices that there are."""
    form.offer_practices([each.practice for each in practices.all_practices(session.office())])
    return form


def _overview(form: InviteForm) -> str:
    return render_template(
        "admin/people/overview.html",
        people=people.all_people(session.office()),
        form=form,
        limit_in_words=rules.limit_in_words,
    )


@blueprint.post("/")
@admin
def invite() -> ResponseReturnValue:
    """Invites somebody, and shows the link for them: this page is the only place where it ever stands."""
    form = _offering(InviteForm(request.form))
    if form.validate() and is_confirmed(form):
        try:
            email = form.email.data or ""
            where = (form.limit, form.practice_id)
            token = rules.invite_person(session.office(), email, form.role.data, *where)
            return _link(email.strip().lower(), token)
        except ValidationError as error:
            form.show_errors(error)
    return _overview(form), 400


def _link(email: str, token: str) -> str:
    address = absolute_url(url_for("sign_in.invitation", token=token))
    told = {"address": address, "days": rules.INVITATION_LIFETIME.days}
    return render_template("admin/people/link.html", email=email, mailed=_mailed(email, told), **told)


def _mailed(email: str, told: dict[str, Any]) -> bool:
    """Queues a mail with somebody's link where mail is set up, and SITE_ADDRESS: whoever asked for this page may have
    named another host.
    """
    office, settings = session.office(), site().settings
    person = people.person_by_email(office, email)
    if not (settings.mail and settings.site_address and person):
        return False
    subject, text = rules.INVITATION_MAIL
    with office.transaction():
        mails.queue_mail(office, person, translated(subject), translated(Message(text, **told)))
    return True


@blueprint.get("/<int:person_id>")
@admin
def show(person_id: int) -> str:
    """One account: where it is signed in, what can be changed."""
    return _shown(_person(person_id))


def _person(person_id: int) -> Person:
    return people.person_by_id(session.office(), person_id) or abort(404)


def _shown(person: Person, role_form: RoleForm | None = None, reset_form: ConfirmForm | None = None) -> str:
    office = session.office()
    visitors = [signing_in.visitor_of_session(office, person, each) for each in sessions.sessions_of(office, person.id)]
    return render_template(
        "admin/people/person.html",
        person=person,
        sessions=[each.session for each in visitors if each.left.total_seconds() > 0],
        passkeys=len(passkeys.passkeys_of(office, person.id)),
        browser_name=browser_name,
        limit_in_words=rules.limit_in_words,
        practice=practices.home_practice(office, person.id),
        role_form=role_form or _offering(RoleForm.of(person)),
        reset_form=reset_form or ConfirmForm(None, prefix="reset-"),
    )


def _somebody_else(person_id: int) -> Person:
    """The person with this number; one's own account is changed under /account, so that one is left who can."""
    person = _person(person_id)
    return person if person.id != session.person().id else abort(403)


@blueprint.post("/<int:person_id>/<any(disable, enable):action>")
@admin
def set_disabled(person_id: int, action: str) -> Response:
    """Disables somebody's account, or enables it again."""
    office, person = session.office(), _somebody_else(person_id)
    with office.transaction():
        people.set_disabled(office, person.id, action == "disable")
    return _back(person)


def _back(person: Person) -> Response:
    return redirect(url_for(".show", person_id=person.id), 303)


@blueprint.post("/<int:person_id>/sign-out")
@admin
def sign_out(person_id: int) -> Response:
    """Ends all sessions of somebody."""
    person = _somebody_else(person_id)
    signing_in.sign_out_everywhere(session.office(), person)
    return _back(person)


@blueprint.post("/<int:person_id>/role")
@admin
def change_role(person_id: int) -> ResponseReturnValue:
    """Gives somebody another role."""
    person, form = _somebody_else(person_id), _offering(RoleForm(request.form, prefix="role-"))
    if form.validate() and is_confirmed(form):
        try:
            where = (form.limit, form.practice_id)
            rules.change_role(session.office(), person, form.role.data, *where)
            return _back(person)
        except ValidationError as error:
            form.show_errors(error)
    return _shown(person, role_form=form), 400


@blueprint.post("/<int:person_id>/reset")
@admin
def reset(person_id: int) -> ResponseReturnValue:
    """Shuts an account whose phone or password is gone, and shows the link to set it up again."""
    person, form = _somebody_else(person_id), ConfirmForm(request.form, prefix="reset-")
    if is_confirmed(form):
        return _link(person.email, rules.reset_account(session.office(), person))
    return _shown(person, reset_form=form), 400
