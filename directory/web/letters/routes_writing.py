"""Writing a letter that is kept: the quick letter's form, filled in from the account, saved as a draft or signed."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from directory.referral.letter import Letter, Recipient
from directory.referral.saved_referral import SavedReferral, renewal_form
from directory.store.office import people
from directory.store.office.referrals import Referral
from directory.store.reference.files import letter_words
from directory.web.letters import saved_referrals
from directory.web.letters.forms import LetterForm
from directory.web.letters.letter_page import checked_letter, is_filling_in, letter_page
from directory.web.letters.recipients import chosen_recipients, requested_ids
from directory.web.shell import session
from directory.web.shell.guard import keeps_drafts, physician, takes_large_forms

blueprint = Blueprint("writing", __name__, url_prefix="/referrals")
BUTTONS = (session.CSRF_FIELD, "keep", "look")  # fields that are no part of the letter


@blueprint.route("/write", methods=["GET", "POST"])
@physician
@keeps_drafts
@takes_large_forms
def new() -> ResponseReturnValue:
    """A new letter, for up to three practitioners (practitioner=ID, repeated), with the letterhead filled in."""
    return _write(requested_ids(), people.saved_profile(session.office(), session.person().id))


@blueprint.route("/<string(length=16):referral_id>/write", methods=["GET", "POST"])
@physician
@keeps_drafts
@takes_large_forms
def edit(referral_id: str) -> ResponseReturnValue:
    """A draft, to go on with."""
    referral, before = saved_referrals.opened(referral_id)
    if referral.status != "draft":
        return redirect(url_for("referrals.show", referral_id=referral_id), 303)
    return _write(before.to, before.typed, referral)


@blueprint.route("/<string(length=16):referral_id>/renew", methods=["GET", "POST"])
@physician
@keeps_drafts
@takes_large_forms
def renew(referral_id: str) -> ResponseReturnValue:
    """A letter for further visits, filled in from the first and the slip that came back."""
    _referral, before = saved_referrals.opened(referral_id)
    if not before.reports:
        return redirect(url_for("referrals.show", referral_id=referral_id), 303)
    return _write(before.to, renewal_form(before, letter_words()["renewal"]))


def _write(ids: Iterable[str], initial: Any, referral: Referral | None = None) -> ResponseReturnValue:
    """The form, or what comes of sending it. initial: what a MultiDict of its first values is made of."""
    typed = session.submitted_or_draft() or MultiDict(initial)
    recipients, form = chosen_recipients(ids, typed), LetterForm(typed)
    if request.method == "GET" or is_filling_in(form):
        return letter_page(form, recipients, account=True)
    if request.form.get("keep") == "draft":
        return _save(recipients, None, "draft", referral)
    signed, notices = checked_letter(form, recipients)
    if not signed:
        return letter_page(form, recipients, notices, 200 if notices else 400, account=True)
    return _save(recipients, signed, "signed", referral)


def _save(
    recipients: tuple[Recipient, ...], signed: Letter | None, status: str, referral: Referral | None
) -> ResponseReturnValue:
    """Saves the letter, and leads to its page, which says what was done."""
    typed = tuple(pair for pair in request.form.items(multi=True) if pair[0] not in BUTTONS)
    content = SavedReferral(tuple(recipient.id for recipient in recipients), typed, signed)
    if referral is None:
        referral_id, done = saved_referrals.save_new(content, status), status
    else:
        referral_id = referral.id
        done = status if saved_referrals.save(referral, content, status) else "moved"
    return redirect(url_for("referrals.show", referral_id=referral_id, done=done), 303)
