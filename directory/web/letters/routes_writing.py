"""Writing a letter that is kept: the quick letter's form, filled in from the account, saved as a draft or signed."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from directory.core import dates
from directory.core.hashing import content_hash
from directory.referral.letter import Letter, Recipient
from directory.referral.onset import lasting_onset
from directory.referral.renewal import answers_before, outcome, renewal_form
from directory.referral.saved_referral import SavedReferral, as_json
from directory.store.office import people
from directory.store.office.referrals import Referral
from directory.store.reference.files import letter_words
from directory.web.letters import saved_referrals
from directory.web.letters.forms import LetterForm
from directory.web.letters.letter_page import CHANGED_ELSEWHERE, checked_letter, is_filling_in, letter_page
from directory.web.letters.recipients import chosen_recipients, requested_ids
from directory.web.shell import session
from directory.web.shell.guard import keeps_drafts, physician, takes_large_forms

blueprint = Blueprint("writing", __name__, url_prefix="/referrals")
BUTTONS = (session.CSRF_FIELD, "keep", "look", "seen")  # fields that are no part of the letter


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
    return _write(before.to, before.typed, referral, before.course, content_hash(as_json(before)).hex())


@blueprint.route("/<string(length=16):referral_id>/renew", methods=["GET", "POST"])
@physician
@keeps_drafts
@takes_large_forms
def renew(referral_id: str) -> ResponseReturnValue:
    """A letter for further visits, filled in from the first and the slip that came back."""
    _referral, before = saved_referrals.opened(referral_id)
    if not before.reports:
        return redirect(url_for("referrals.show", referral_id=referral_id), 303)
    return _write(before.to, renewal_form(before, letter_words()["renewal"]), course=(*before.course, referral_id))


def _write(
    ids: Iterable[str],
    initial: Any,
    referral: Referral | None = None,
    course: tuple[str, ...] = (),
    seen: str = "",
) -> ResponseReturnValue:
    """The form, or what comes of sending it.

    initial: what a MultiDict of its first values is made of; course: the letters that this one goes on from; seen: the
    hash of the draft as it is now, which the form brings back: another has been saved meanwhile where they differ.
    """
    earlier = saved_referrals.opened_if_kept(course[-1]) if course else None
    before = answers_before(earlier) if earlier else {}
    show = partial(letter_page, account=True, before=before, seen=seen)
    typed = session.submitted_or_draft() or MultiDict(initial)
    recipients, form = chosen_recipients(ids, typed), LetterForm(typed)
    if request.method != "POST" or is_filling_in(form):
        return show(form, recipients)
    if request.form.get("seen", seen) != seen:
        return show(form, recipients, status=CHANGED_ELSEWHERE)
    if request.form.get("keep") == "draft":
        return _save(recipients, None, "draft", referral, course)
    signed, notices = checked_letter(
        form, recipients, outcome(earlier.reports[-1]) if earlier and earlier.reports else "unknown"
    )
    if not signed:
        return show(form, recipients, notices, 200 if notices else 400)
    return _save(recipients, signed, "signed", referral, course)


def _save(
    recipients: tuple[Recipient, ...],
    signed: Letter | None,
    status: str,
    referral: Referral | None,
    course: tuple[str, ...],
) -> ResponseReturnValue:
    """Saves the letter, and leads to its page, which says what was done."""
    content = SavedReferral(tuple(recipient.id for recipient in recipients), _typed(), signed, course=course)
    if referral is None:
        referral_id, done = saved_referrals.save_new(content, status), status
    else:
        referral_id = referral.id
        done = status if saved_referrals.save(referral, content, status) else "moved"
    return redirect(url_for("referrals.show", referral_id=referral_id, done=done), 303)


def _typed() -> tuple[tuple[str, str], ...]:
    """The form as typed, to be saved: when it began as the day that was meant today."""
    pairs = [(name, text) for name, text in request.form.items(multi=True) if name not in BUTTONS]
    return tuple((name, lasting_onset(text, dates.today()) if name == "began" else text) for name, text in pairs)
