"""Reporting that something on a listing is wrong: no account, no cookie, no third party, and nothing of who reports it is kept.

Programs that fill in forms are kept out by a field that no person sees, by a signed stamp that says when the form was shown, and by counting
reports by network, under a keyed hash that the next day’s first sign-in forgets. Where there is no office yet there is no key to sign with: the
first report that can be kept founds it, looking at the form does not.
"""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields import SelectChoice

from directory.accounts import tries
from directory.core.i18n import N_
from directory.store.office.database import Office
from directory.store.office.mistakes import LONGEST_REPORT, TooManyReports, report_mistake
from directory.web.account.forms import AccountForm
from directory.web.account.sign_in import too_soon
from directory.web.letters.fields import Text
from directory.web.search.routes import shared
from directory.web.shell import session
from directory.web.shell.guard import public
from directory.web.shell.language import translated
from directory.web.shell.site import directory

mistakes = Blueprint("mistakes", __name__)
KINDS = {  # what is wrong, as store.mistakes.Mistake.kind has it
    "phone": N_("The phone number does not work"),
    "moved": N_("They moved, or the address is wrong"),
    "retired": N_("They no longer practice"),
    "plan": N_("They do not take this plan"),
    "other": N_("Something else"),
}
QUICKEST, OLDEST = (
    timedelta(seconds=3),
    timedelta(hours=12),
)  # from showing the form to sending it: nobody reads and answers it quicker


class Told(Text):
    """As long as the office keeps it."""

    longest = LONGEST_REPORT


class MistakeForm(AccountForm):
    """What is wrong. website: no person sees it, programs fill it in."""

    kind = RadioField(
        lazy_gettext("What is wrong?"),
        choices=[SelectChoice(key, lazy_gettext(text)) for key, text in KINDS.items()],
        validate_choice=False,
    )
    more = Told(
        lazy_gettext("What should it say?"), description=lazy_gettext("if you know; nothing about your health, please")
    )
    website = StringField(lazy_gettext("Leave this empty"), render_kw={"tabindex": "-1", "autocomplete": "off"})
    stamp = HiddenField()


@mistakes.route("/practitioners/<id>/mistake", methods=["GET", "POST"])
@public
def report(id: str) -> ResponseReturnValue:
    """The form; what is sent goes to those who keep the directory."""
    listing = directory().listing(id) or abort(404)
    form, status = MistakeForm(request.form), 200
    if request.method == "POST":
        status = _refused(form, id) or _kept(form, id)
    if status == 303:
        return redirect(url_for("mistakes.thanks", id=id), 303)
    if status == 200 or not _shown(form.stamp.data, id):
        form.stamp.data = _stamp(id)
    return render_template("practitioner/mistake.html", form=form, listing=listing, **shared()), status


@mistakes.get("/practitioners/<id>/mistake/thanks")
@public
def thanks(id: str) -> str:
    """That it arrived, and what becomes of it."""
    listing = directory().listing(id) or abort(404)
    return render_template("practitioner/thanks.html", listing=listing, **shared())


def _refused(form: MistakeForm, id: str) -> int:
    """400 where the form cannot be taken as it is, which it then says; 0 where it can."""
    form.validate()
    shown = _shown(form.stamp.data, id)
    if form.kind.data not in KINDS:
        form.kind.errors = [_("Choose what is wrong.")]
    if form.website.data:
        form.problem = _("Leave the field “Leave this empty” empty: only programs fill it in.")
    elif not shown or Office.now() - shown > OLDEST:
        form.problem = _("This page was open for too long. Please send it once more.")
        form.stamp.data = ""
    elif Office.now() - shown < QUICKEST:
        form.problem = _("That was very quick. Please wait a moment and send it once more.")
    return 400 if form.problem or form.errors else 0


def _kept(form: MistakeForm, id: str) -> int:
    """303 where the report is kept; 429 where no more are taken now, which the form then says."""
    office = session.office()
    try:
        tries.count_try(office, tries.report_buckets(office))
        with office.transaction():
            report_mistake(office, id, form.kind.data, form.more.value)
    except tries.TooSoon as wait:
        form.problem = too_soon(wait)
    except TooManyReports as full:
        form.problem = translated(str(full))
    return 429 if form.problem else 303


def _stamp(id: str) -> str:
    """When this listing's form was shown, signed: "time signature"."""
    at = Office.now().isoformat()
    return f"{at} {session.office().vault.sign(_signed(id, at), 'mistake').hex()}" if session.has_office() else at


def _shown(stamp: str, id: str) -> datetime | None:
    """When the form with this stamp was shown; None where the stamp is none of ours for this listing."""
    at, _space, signature = stamp.partition(" ")
    try:
        signed = not session.has_office() or session.office().vault.verify(
            _signed(id, at), bytes.fromhex(signature), "mistake"
        )
        return datetime.fromisoformat(at).astimezone(UTC) if signed else None
    except (ValueError, OverflowError):
        return None


def _signed(id: str, at: str) -> bytes:
    return f"{id} {at}".encode()
