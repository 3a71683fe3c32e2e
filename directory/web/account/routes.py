"""What somebody who is signed in sees of their account, and changes in it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from directory.accounts import letter_mails, people, signing_in
from directory.accounts.people import PRACTITIONER
from directory.accounts.validation import ValidationError
from directory.referral.status import ANSWER_WITHIN
from directory.store.office import claims, passkeys, practices, replies, sessions
from directory.store.office import people as rows
from directory.web.account.browser_names import browser_name
from directory.web.account.confirming import is_confirmed
from directory.web.account.forms import ConfirmForm, PasswordForm, ProfileForm
from directory.web.letters.npi_lookup import look_up
from directory.web.shell import session
from directory.web.shell.guard import keeps_drafts, physician, signed_in, takes_large_forms
from directory.web.shell.site import site

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("/")
@signed_in
def home() -> str:
    """The account: who it is, where it is signed in, what can be changed."""
    office, person = session.office(), session.person()
    visitors = [signing_in.visitor_of_session(office, person, each) for each in sessions.sessions_of(office, person.id)]
    return render_template(
        "account/home.html",
        everywhere=[each.session for each in visitors if each.left.total_seconds() > 0],
        browser_name=browser_name,
        codes_left=rows.recovery_codes_left(office, person.id),
        passkeys=len(passkeys.passkeys_of(office, person.id)),
        done=request.args.get("done"),
        listings=person.role == PRACTITIONER or claims.listings_of(office, person.id),
        **_waiting(),
    )


def _waiting() -> dict[str, int]:
    """How many letters of the visitor's practices have something new, are ready to sign, or have had no answer."""
    office = session.office()
    here = [each.id for each in practices.practices_of(office, session.person().id)]
    to_sign, unanswered = replies.count_waiting(office, here, office.now() - ANSWER_WITHIN)
    return {"news": replies.count_news(office, here), "to_sign": to_sign, "unanswered": unanswered}


@blueprint.route("/password", methods=["GET", "POST"])
@signed_in
def password() -> ResponseReturnValue:
    """Another password. It ends every other session."""
    form = PasswordForm(request.form)
    if request.method == "POST" and is_confirmed(form):
        try:
            people.change_password(session.office(), session.person(), form.password.data or "", form.again.data or "")
            return _sign_in_again(redirect(url_for(".home", done="password"), 303))
        except ValidationError as error:
            form.show_errors(error)
    return render_template("account/password.html", form=form), 400 if form.errors else 200


def _sign_in_again(response: Response) -> Response:
    """The response with the cookies of a new session, since the old one has ended."""
    office, person = session.office(), session.person()
    with office.transaction():
        begun = signing_in.begin_session(office, person, request.user_agent.string)
    return session.set_session_cookies(response, begun)


@blueprint.route("/recovery-codes", methods=["GET", "POST"])
@signed_in
def recovery_codes() -> ResponseReturnValue:
    """New recovery codes, shown once."""
    form = ConfirmForm(request.form)
    if request.method == "POST" and is_confirmed(form):
        codes = people.new_recovery_codes(session.office(), session.person())
        return render_template("account/recovery_codes.html", codes=codes)
    return render_template("account/confirm.html", form=form, what="codes"), 400 if form.errors else 200


@blueprint.route("/new-phone", methods=["GET", "POST"])
@signed_in
def new_phone() -> ResponseReturnValue:
    """Setting the account up again, as on the first day."""
    form = ConfirmForm(request.form)
    if request.method == "POST" and is_confirmed(form):
        token = people.renew_account(session.office(), session.person())
        return redirect(url_for("sign_in.invitation", token=token), 303)
    return render_template("account/confirm.html", form=form, what="phone"), 400 if form.errors else 200


@blueprint.route("/profile", methods=["GET", "POST"])
@physician
@keeps_drafts
def profile() -> ResponseReturnValue:
    """What every letter begins with."""
    office, person = session.office(), session.person()
    form = ProfileForm(session.submitted_or_draft(), data=rows.saved_profile(office, person.id))
    if request.form.get("look") == "npi":
        look_up(form)
    elif request.method == "POST" and "look" not in request.form and form.validate():
        with office.transaction():
            rows.save_profile(office, person.id, form.data)
        return redirect(url_for(".home", done="profile"), 303)
    return render_template("account/profile.html", form=form), 400 if form.errors else 200


@blueprint.route("/mail", methods=["GET", "POST"])
@physician
def mail() -> ResponseReturnValue:
    """Which mails about letters come: none says whom a letter is about."""
    person = session.person()
    if request.method == "POST":
        letter_mails.choose(session.office(), person, request.form.getlist("wanted"))
        return redirect(url_for(".home", done="mail"), 303)
    wanted = {each: letter_mails.wants(person, each) for each in letter_mails.LETTER_MAILS}
    settings = site().settings
    sends = bool(settings.mail and settings.site_address)
    return render_template("account/mail.html", mails=letter_mails.LETTER_MAILS, wanted=wanted, sends=sends)


@blueprint.post("/here")
@signed_in
@takes_large_forms
def still_here() -> ResponseReturnValue:
    """A sign of life from somebody who is typing: the guard has noted it."""
    return "", 204


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """Ends this session."""
    signing_in.sign_out(session.office(), session.signed_in_visitor())
    return session.clear_session_cookie(redirect(url_for("sign_in.sign_in", out="here"), 303))


@blueprint.post("/sign-out-everywhere")
@signed_in
def sign_out_everywhere() -> Response:
    """Ends every session."""
    signing_in.sign_out_everywhere(session.office(), session.person())
    return session.clear_session_cookie(redirect(url_for("sign_in.sign_in", out="everywhere"), 303))
