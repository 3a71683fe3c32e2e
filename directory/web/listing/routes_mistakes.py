"""Reporting that something on a listing is wrong: no account, no cookie, and nothing of who reports it is kept but the
address at which they want to be answered, where they leave one.

Programs that fill in forms are kept out by a field that no person sees, by a signed stamp that says when the form was
shown, and by counting reports by network, under a keyed hash that the next day's first sign-in forgets. Where there is
no office yet there is no key to sign with: the first report that can be kept founds it, looking at the form does not.
"""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.accounts import tries
from directory.store.office.database import Office
from directory.store.office.mistakes import TooManyReports, report_mistake
from directory.web.account.routes_sign_in import too_soon_message
from directory.web.listing.forms import MISTAKE_KINDS, MistakeForm
from directory.web.shell import session
from directory.web.shell.guard import public
from directory.web.shell.language import translated
from directory.web.shell.site import directory, listing_context

blueprint = Blueprint("mistakes", __name__, url_prefix="/practitioners")
SHORTEST_FILLING = timedelta(seconds=1)  # from showing the form to sending it: nobody reads and answers it quicker
LONGEST_FILLING = timedelta(hours=12)
STAMP_PURPOSE = "mistake"  # what the vault signs the stamp for


@blueprint.route("/<practitioner_id>/mistake", methods=["GET", "POST"])
@public
def report(practitioner_id: str) -> ResponseReturnValue:
    """The form; what is sent goes to those who keep the directory."""
    listing = directory().listing(practitioner_id) or abort(404)
    form, status = MistakeForm(request.form), 200
    if request.method == "POST":
        status = 400 if _has_errors(form, practitioner_id) else _keep(form, practitioner_id)
    if status == 303:
        return redirect(url_for(".thanks", practitioner_id=practitioner_id), 303)
    if status == 200 or not _shown_at(form.stamp.data or "", practitioner_id):
        form.stamp.data = _stamp(practitioner_id)
    return render_template("practitioner/mistake.html", form=form, listing=listing, **listing_context()), status


@blueprint.get("/<practitioner_id>/mistake/thanks")
@public
def thanks(practitioner_id: str) -> str:
    """That it arrived, and what becomes of it."""
    listing = directory().listing(practitioner_id) or abort(404)
    return render_template("practitioner/thanks.html", listing=listing, **listing_context())


def _has_errors(form: MistakeForm, practitioner_id: str) -> bool:
    """Whether the form cannot be taken as it is; it then says why."""
    form.validate()
    shown_at = _shown_at(form.stamp.data or "", practitioner_id)
    if form.kind.data not in MISTAKE_KINDS:
        form.kind.errors = [_("Choose what is wrong.")]
    if form.website.data:
        form.problem = _("Leave the field “Leave this empty” empty: only programs fill it in.")
    elif not shown_at or Office.now() - shown_at > LONGEST_FILLING:
        form.problem = _("This page was open for too long. Please send it once more.")
        form.stamp.data = ""
    elif Office.now() - shown_at < SHORTEST_FILLING:
        form.problem = _("Please press the button once more: only programs are so quick, so we ask twice.")
    return bool(form.problem or form.errors)


def _keep(form: MistakeForm, practitioner_id: str) -> int:
    """Keeps the report: 303; or 429 where no more are taken now, which the form then says."""
    office = session.office()
    try:
        tries.count_try(office, tries.report_buckets(office))
        with office.transaction():
            report_mistake(office, practitioner_id, form.kind.data, form.more.value, form.reply_to.value)
    except tries.TooSoon as wait:
        form.problem = too_soon_message(wait)
    except TooManyReports as full:
        form.problem = translated(str(full))
    return 429 if form.problem else 303


def _stamp(practitioner_id: str) -> str:
    """When this listing's form was shown: "time signature", or the time alone where there is no office to sign it."""
    now = Office.now().isoformat()
    if not session.has_office():
        return now
    return f"{now} {session.office().vault.sign(_signed_content(practitioner_id, now), STAMP_PURPOSE).hex()}"


def _shown_at(stamp: str, practitioner_id: str) -> datetime | None:
    """When the form with this stamp was shown; None where the stamp is none of ours for this listing."""
    time, _space, signature = stamp.partition(" ")
    try:
        if session.has_office() and not session.office().vault.verify(
            _signed_content(practitioner_id, time), bytes.fromhex(signature), STAMP_PURPOSE
        ):
            return None
        return datetime.fromisoformat(time).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _signed_content(practitioner_id: str, time: str) -> bytes:
    return f"{practitioner_id} {time}".encode()
