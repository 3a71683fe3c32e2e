"""The way in: signing in, answering an invitation, and what a page that waits for somebody asks (static/idle.js)."""

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from directory.accounts import people, second_factor, signing_in, tries
from directory.accounts.validation import ValidationError
from directory.store.office import sessions
from directory.web.account.forms import SetUpForm, SignInForm
from directory.web.letters.quick import LARGEST_LETTER
from directory.web.shell import guard, session
from directory.web.shell.guard import public

entrance = Blueprint("entrance", __name__)
HERE = ("localhost", "127.0.0.1", "[::1]")


@entrance.url_value_preprocessor
def _room_for_what_was_typed(endpoint: str | None, values: dict | None) -> None:
    """Takes as much as the largest page that is kept, before anything reads what was sent."""
    if endpoint == "entrance.rest":
        request.max_content_length = request.max_form_memory_size = LARGEST_LETTER


@entrance.before_request
def through_tls() -> tuple[str, int] | None:
    """Lets nobody type a password where others could listen: TLS, or this very machine."""
    if session.is_secure() or request.host.rsplit(":", 1)[0] in HERE or request.host in HERE:
        return None
    return render_template("account/no_tls.html"), 403


@entrance.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response | str | tuple[str, int]:
    """Address, password and code, all at once, so that no answer tells which of them was right."""
    form = SignInForm(request.form)
    where_to = guard.local(request.args.get("next"))
    if request.method == "GET":
        return render_template("account/sign_in.html", form=form, ended=session.whoever() and not session.visitor())
    try:
        begun = signing_in.sign_in(
            session.office(),
            form.email.data,
            form.password.data,
            form.code.data,
            session.known_browser(),
            request.user_agent.string,
        )
    except signing_in.SignInRefused:
        form.problem = _(
            "That did not match. Check all three: the address, the password, and the code, which changes every half minute."
        )
        return render_template("account/sign_in.html", form=form), 400
    except tries.TooSoon as wait:
        form.problem = too_soon(wait)
        return render_template("account/sign_in.html", form=form), 429
    return session.begin(redirect(where_to or url_for("account.home"), 303), begun)


def too_soon(wait: tries.TooSoon) -> str:
    """How long to wait, in words."""
    return ngettext(
        "That was tried too often. Please wait a minute, then try again.",
        "That was tried too often. Please wait %(num)s minutes, then try again.",
        wait.minutes,
    )


@entrance.route("/invitation/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Response | str | tuple[str, int]:
    """Choosing a password and adding the account to an authenticator app."""
    found = people.open_invitation(session.office(), token)
    if not found:
        return render_template("account/invitation_over.html"), 404
    form = SetUpForm(request.form)
    if request.method == "POST":
        try:
            codes = people.set_up_account(session.office(), found, form.password.data, form.again.data, form.code.data)
            return _welcome(found.person, codes)
        except ValidationError as error:
            form.take(error)
    qr, secret = second_factor.qr_code(found.totp, found.person.email), second_factor.secret_as_text(found.totp)
    page = render_template(
        "account/set_up.html",
        form=form,
        person=found.person,
        qr=qr,
        secret=secret,
        days=people.INVITATION_LIFETIME.days,
    )
    return page, 400 if form.errors else 200


def _welcome(person: people.Person, codes: list[str]) -> Response:
    """Signed in, with the recovery codes: this page is the only place where they ever stand."""
    office = session.office()
    with office.transaction():
        begun = signing_in.begin_session(office, person, request.user_agent.string)
    g.whoever = signing_in.find_visitor(office, begun.session)
    return session.begin(Response(render_template("account/recovery_codes.html", codes=codes)), begun)


@entrance.get("/left")
@public
def left() -> dict:
    """How many seconds are left of this browser's session; asking is no sign of life."""
    found = session.whoever()
    return {"seconds": max(0, int(found.left.total_seconds())) if found else 0}


@entrance.post("/rest")
@public
def rest() -> tuple[str, int]:
    """Ends the session of a page that nobody has touched, and keeps what is typed there (page: its path)."""
    found = session.whoever()
    if not found or not session.speaks():
        abort(403)
    path = guard.local(request.args.get("page"))
    if path and guard.keeps(path):
        session.keep_typed(path)
    with session.office().transaction():
        sessions.set_last_seen(
            session.office(), found.session.token_hash, session.office().now() - signing_in.IDLE_TIMEOUT
        )
    return "", 204
