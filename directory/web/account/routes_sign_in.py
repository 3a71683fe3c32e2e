"""The way in: signing in, answering an invitation, and what a page asks that waits for somebody (static/idle.js)."""

from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from directory.accounts import people, second_factor, signing_in, tries
from directory.accounts.validation import ValidationError
from directory.store.office import sessions
from directory.store.office.people import Person
from directory.web.account.forms import SetUpForm, SignInForm
from directory.web.shell import guard, session
from directory.web.shell.guard import public, takes_large_forms

blueprint = Blueprint("sign_in", __name__, url_prefix="/account")
THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")


@blueprint.before_request
def require_tls() -> ResponseReturnValue | None:
    """Lets nobody type a password where others could listen: TLS, or this very machine."""
    if session.is_secure() or request.host.rsplit(":", 1)[0] in THIS_MACHINE or request.host in THIS_MACHINE:
        return None
    return render_template("account/no_tls.html"), 403


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Address, password and code, all at once, so that no answer tells which of them was right."""
    form = SignInForm(request.form)
    if request.method != "POST":
        has_expired = session.session_owner() and not session.visitor()
        return render_template("account/sign_in.html", form=form, ended=has_expired)
    try:
        begun = _begin_session(form)
    except signing_in.SignInRefused:
        form.problem = _(
            "That did not match. Check all three: "
            "the address, the password, and the code, which changes every half minute."
        )
        return render_template("account/sign_in.html", form=form), 400
    except tries.TooSoon as wait:
        form.problem = too_soon_message(wait)
        return render_template("account/sign_in.html", form=form), 429
    where_to = guard.local_address(request.args.get("next")) or url_for("account.home")
    return session.set_session_cookies(redirect(where_to, 303), begun)


def _begin_session(form: SignInForm) -> signing_in.SignedIn:
    """The session that the form's values begin. Raises SignInRefused, TooSoon."""
    return signing_in.sign_in(
        session.office(),
        form.email.data or "",
        form.password.data or "",
        form.code.data or "",
        session.device_token(),
        request.user_agent.string,
    )


def too_soon_message(wait: tries.TooSoon) -> str:
    """How long to wait, in words."""
    return str(
        ngettext(
            "That was tried too often. Please wait a minute, then try again.",
            "That was tried too often. Please wait %(num)s minutes, then try again.",
            wait.minutes,
        )
    )


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> ResponseReturnValue:
    """Choosing a password and adding the account to an authenticator app."""
    invited = people.open_invitation(session.office(), token)
    if not invited:
        return render_template("account/invitation_over.html"), 404
    form = SetUpForm(request.form)
    if request.method == "POST":
        typed = (form.password.data or "", form.again.data or "", form.code.data or "")
        try:
            codes = people.set_up_account(session.office(), invited, *typed)
            return _welcome(invited.person, codes)
        except ValidationError as error:
            form.show_errors(error)
    page = render_template(
        "account/set_up.html",
        form=form,
        person=invited.person,
        qr=second_factor.qr_code(invited.totp, invited.person.email),
        secret=second_factor.secret_as_text(invited.totp),
        days=people.INVITATION_LIFETIME.days,
    )
    return page, 400 if form.errors else 200


def _welcome(person: Person, codes: list[str]) -> Response:
    """Signed in, with the recovery codes: this page is the only place where they ever stand."""
    office = session.office()
    with office.transaction():
        begun = signing_in.begin_session(office, person, request.user_agent.string)
    session.set_session_owner(signing_in.find_visitor(office, begun.session))
    page = render_template("account/recovery_codes.html", codes=codes)
    return session.set_session_cookies(make_response(page), begun)


@blueprint.get("/left")
@public
def seconds_left() -> ResponseReturnValue:
    """How many seconds are left of this browser's session; asking is no sign of life."""
    owner = session.session_owner()
    return {"seconds": max(0, int(owner.left.total_seconds())) if owner else 0}


@blueprint.post("/rest")
@public
@takes_large_forms
def end_idle_session() -> ResponseReturnValue:
    """Ends the session of a page that nobody has touched, and keeps what is typed there (page: its address)."""
    owner = session.session_owner()
    if not owner or not session.has_valid_csrf_token():
        abort(403)
    address = urlsplit(guard.local_address(request.args.get("page")) or "")
    if guard.keeps_drafts_at(address.path):
        session.save_draft(owner, session.draft_key(address.path, MultiDict(parse_qsl(address.query))))
    office = session.office()
    with office.transaction():
        sessions.set_last_seen(office, owner.session.token_hash, office.now() - signing_in.IDLE_TIMEOUT)
    return "", 204
