"""Passkeys: adding and removing one's own, and signing in with one. What browsers do is in static/passkeys.js."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from directory.accounts import passkeys, signing_in, tries
from directory.accounts.passkeys import RelyingParty
from directory.accounts.validation import ValidationError
from directory.store.office import passkeys as rows
from directory.web.account.confirming import is_confirmed
from directory.web.account.forms import PasskeyForm, SignInForm
from directory.web.account.routes_sign_in import require_tls, too_soon_message
from directory.web.shell import guard, session
from directory.web.shell.guard import public, signed_in
from directory.web.shell.site import site

blueprint = Blueprint("passkeys", __name__, url_prefix="/account/passkeys")
blueprint.before_request(require_tls)


def _party() -> RelyingParty:
    """The site as browsers know it: as configured, else as it was asked for."""
    origin = site().settings.site_address.rstrip("/") or request.host_url.rstrip("/")
    return RelyingParty(urlsplit(origin).hostname or "", origin)


@blueprint.get("/")
@signed_in
def overview() -> str:
    """One's own passkeys, and a form to add one."""
    return _page(PasskeyForm(None))


def _page(form: PasskeyForm) -> str:
    own = rows.passkeys_of(session.office(), session.person().id)
    return render_template("account/passkeys.html", form=form, passkeys=own, done=request.args.get("done"))


@blueprint.post("/options")
@signed_in
def creation_options() -> ResponseReturnValue:
    """What the browser needs to make a passkey, as JSON, for somebody who has typed their password; else the errors."""
    form = PasskeyForm(request.form)
    try:
        if is_confirmed(form):
            return passkeys.creation_options(session.office(), session.person(), _party())
    except ValidationError as error:
        form.show_errors(error)
    return {"errors": [str(text) for texts in form.errors.values() for text in texts]}, 400


@blueprint.post("/")
@signed_in
def add() -> ResponseReturnValue:
    """Keeps the passkey that the browser has made."""
    form = PasskeyForm(request.form)
    answer, name = request.form.get("answer", ""), form.name.data or ""
    try:
        passkeys.add_passkey(session.office(), session.person(), _party(), answer, name)
    except ValidationError as error:
        form.show_errors(error)
        return _page(form), 400
    return redirect(url_for(".overview", done="added"), 303)


@blueprint.post("/<string:passkey_id>/remove")
@signed_in
def remove(passkey_id: str) -> ResponseReturnValue:
    """Removes one of one's own passkeys (its id in hexadecimal digits); that it is gone already is as good."""
    office = session.office()
    for passkey in rows.passkeys_of(office, session.person().id):
        if passkey.id.hex() == passkey_id:
            with office.transaction():
                rows.remove_passkey(office, passkey.person, passkey.id)
    return redirect(url_for(".overview", done="removed"), 303)


@blueprint.post("/sign-in/options")
@public
def request_options() -> ResponseReturnValue:
    """What the browser needs to sign somebody in, as JSON."""
    try:
        return passkeys.request_options(session.office(), _party())
    except tries.TooSoon as wait:
        return {"errors": [too_soon_message(wait)]}, 429


@blueprint.post("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Signs in whoever's passkey has answered."""
    answer = request.form.get("answer", "")
    try:
        begun = passkeys.sign_in(session.office(), _party(), answer, request.user_agent.string)
    except signing_in.SignInRefused:
        form = SignInForm(None)
        form.problem = _("This passkey opens no account here. Sign in with password and code.")
        return render_template("account/sign_in.html", form=form), 400
    where_to = guard.local_address(request.args.get("next")) or url_for("account.home")
    response: Response = session.set_session_cookies(redirect(where_to, 303), begun)
    return response
