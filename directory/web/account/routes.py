"""What somebody who is signed in sees of their account, and changes in it."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from directory.accounts import people, signing_in, tries
from directory.accounts.validation import ValidationError
from directory.store.office import people as rows
from directory.store.office import sessions
from directory.web.account.forms import ConfirmForm, PasswordForm, ProfileForm
from directory.web.account.sign_in import too_soon
from directory.web.letters.sender import look_up
from directory.web.shell import session
from directory.web.shell.guard import kept, physician, signed_in

account = Blueprint("account", __name__)


@account.get("/")
@signed_in
def home() -> str:
    """The account: who it is, where it is signed in, what can be changed."""
    office, person = session.office(), session.visitor().person
    everywhere = [
        signing_in.visitor_of_session(office, person, each) for each in sessions.sessions_of(office, person.id)
    ]
    return render_template(
        "account/home.html",
        everywhere=[each.session for each in everywhere if each.left.total_seconds() > 0],
        codes_left=rows.recovery_codes_left(office, person.id),
        done=request.args.get("done"),
    )


@account.route("/password", methods=["GET", "POST"])
@signed_in
def password() -> Response | str | tuple[str, int]:
    """Another password. It ends every other session."""
    form, person = PasswordForm(request.form), session.visitor().person
    if request.method == "POST" and _confirmed(form):
        try:
            people.change_password(session.office(), person, form.password.data, form.again.data)
            return _signed_in_again(redirect(url_for("account.home", done="password"), 303))
        except ValidationError as error:
            form.take(error)
    return render_template("account/password.html", form=form), 400 if form.errors else 200


def _confirmed(form: ConfirmForm) -> bool:
    """Whether they have shown that it is still them; where not, the form says so."""
    try:
        signing_in.confirm_password(session.office(), session.visitor().person, form.old.data)
    except signing_in.SignInRefused:
        form.take(ValidationError(old=_("This is not your password.")))
    except tries.TooSoon as wait:
        form.take(ValidationError(old=too_soon(wait)))
    return not form.errors


def _signed_in_again(response: Response) -> Response:
    office, person = session.office(), session.visitor().person
    with office.transaction():
        begun = signing_in.begin_session(office, person, request.user_agent.string)
    return session.begin(response, begun)


@account.route("/recovery-codes", methods=["GET", "POST"])
@signed_in
def recovery_codes() -> str | tuple[str, int]:
    """New recovery codes, shown once."""
    form = ConfirmForm(request.form)
    if request.method == "POST" and _confirmed(form):
        return render_template(
            "account/recovery_codes.html", codes=people.new_recovery_codes(session.office(), session.visitor().person)
        )
    return render_template("account/confirm.html", form=form, what="codes"), 400 if form.errors else 200


@account.route("/new-phone", methods=["GET", "POST"])
@signed_in
def new_phone() -> Response | str | tuple[str, int]:
    """Setting the account up again, as on the first day."""
    form = ConfirmForm(request.form)
    if request.method == "POST" and _confirmed(form):
        return redirect(
            url_for("entrance.invitation", token=people.renew_account(session.office(), session.visitor().person)), 303
        )
    return render_template("account/confirm.html", form=form, what="phone"), 400 if form.errors else 200


@account.route("/profile", methods=["GET", "POST"])
@physician
@kept
def profile() -> Response | str | tuple[str, int]:
    """What every letter begins with."""
    office, person = session.office(), session.visitor().person
    form = ProfileForm(session.typed(), data=rows.saved_profile(office, person.id))
    if request.form.get("look") == "npi":
        look_up(form)
    elif request.method == "POST" and "look" not in request.form and form.validate():
        with office.transaction():
            rows.save_profile(office, person.id, form.data)
        return redirect(url_for("account.home", done="profile"), 303)
    return render_template("account/profile.html", form=form), 400 if form.errors else 200


@account.post("/here")
@signed_in
def here() -> tuple[str, int]:
    """A sign of life from somebody who is typing: the guard has noted it."""
    return "", 204


@account.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """Ends this session."""
    signing_in.sign_out(session.office(), session.visitor())
    return session.end(redirect(url_for("entrance.sign_in", out="here"), 303))


@account.post("/sign-out-everywhere")
@signed_in
def sign_out_everywhere() -> Response:
    """Ends every session."""
    signing_in.sign_out_everywhere(session.office(), session.visitor().person)
    return session.end(redirect(url_for("entrance.sign_in", out="everywhere"), 303))
