"""Writing a letter that is kept: the quick letter's form, filled in from the account, saved as a draft or signed."""

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from directory.core.hashing import content_hash
from directory.core.i18n import N_, Message
from directory.core.names import folded
from directory.core.onset import lasting_onset
from directory.referral.letter import Letter, Recipient
from directory.referral.renewal import answers_before, outcome, renewal_form
from directory.referral.saved_referral import SavedReferral, as_json
from directory.referral.signature import signature
from directory.store.office import people
from directory.store.office.referrals import Referral
from directory.store.reference.files import letter_words
from directory.web.letters import practice_day, saved_referrals
from directory.web.letters.forms import LetterForm
from directory.web.letters.letter_page import CHANGED_ELSEWHERE, checked_letter, is_filling_in, letter_page
from directory.web.letters.recipients import chosen_recipients, requested_ids
from directory.web.letters.writing_for import chosen_signer, possible_signers, signer_of_next
from directory.web.shell import session
from directory.web.shell.guard import clinician, keeps_drafts, takes_large_forms
from directory.web.shell.language import translated

blueprint = Blueprint("writing", __name__, url_prefix="/referrals")
DRAFTS = ("draft", "prepared")  # the statuses of a letter that is not signed
BUTTONS = (session.CSRF_FIELD, "keep", "look", "seen", "chart")  # fields that are no part of the letter


class Writing(NamedTuple):
    """What is being written. practice: whose it is; author: the physician who signs; referral: the draft, None for a
    new letter; course: the letters that it goes on from; seen: the hash of the draft as it is now, which the form
    brings back: another has been saved meanwhile where they differ.
    """

    practice: int
    author: int
    referral: Referral | None = None
    course: tuple[str, ...] = ()
    seen: str = ""


@blueprint.route("/write", methods=["GET", "POST"])
@clinician
@keeps_drafts
@takes_large_forms
def new() -> ResponseReturnValue:
    """A new letter, for up to three practitioners (practitioner=ID, repeated), with the letterhead filled in.

    in, for: the practice and the physician that it is written for, where there are several.
    """
    ids, signer = requested_ids(), chosen_signer()
    if not signer:
        return render_template("letters/for_whom.html", signers=possible_signers(), ids=ids)
    profile = people.saved_profile(session.office(), signer.person)
    return _write(ids, profile, Writing(signer.practice.id, signer.person))


@blueprint.route("/<string(length=16):referral_id>/write", methods=["GET", "POST"])
@clinician
@keeps_drafts
@takes_large_forms
def edit(referral_id: str) -> ResponseReturnValue:
    """A draft, to go on with."""
    referral, before = saved_referrals.opened(referral_id)
    if referral.status not in DRAFTS:
        return redirect(url_for("referrals.show", referral_id=referral_id), 303)
    seen = content_hash(as_json(before)).hex()
    return _write(before.to, before.typed, Writing(referral.practice, referral.author, referral, before.course, seen))


@blueprint.route("/<string(length=16):referral_id>/renew", methods=["GET", "POST"])
@clinician
@keeps_drafts
@takes_large_forms
def renew(referral_id: str) -> ResponseReturnValue:
    """A letter for further visits, filled in from the first and the slip that came back."""
    referral, before = saved_referrals.opened(referral_id)
    if not before.reports:
        return redirect(url_for("referrals.show", referral_id=referral_id), 303)
    writing = Writing(referral.practice, signer_of_next(referral), course=(*before.course, referral_id))
    return _write(before.to, renewal_form(before, letter_words()["renewal"]), writing)


def _write(ids: Iterable[str], initial: Any, writing: Writing) -> ResponseReturnValue:
    """The form, or what comes of sending it. initial: what a MultiDict of its first values is made of."""
    earlier = saved_referrals.opened_if_kept(writing.course[-1]) if writing.course else None
    before = answers_before(earlier) if earlier else {}
    show = partial(letter_page, account=True, before=before, seen=writing.seen, signs=saved_referrals.is_physician())
    typed = session.submitted_or_draft() or MultiDict(initial)
    recipients, form = chosen_recipients(ids, typed), LetterForm(typed)
    if request.method != "POST" or is_filling_in(form):
        return show(form, recipients)
    if request.form.get("seen", writing.seen) != writing.seen:
        return show(form, recipients, status=CHANGED_ELSEWHERE)
    status = request.form.get("keep", "signed")
    if status == "draft":
        return _save(recipients, None, "draft", writing)
    if status == "signed" and not saved_referrals.is_physician():
        abort(403)
    complete, notices = checked_letter(
        form, recipients, outcome(earlier.reports[-1]) if earlier and earlier.reports else "unknown"
    )
    if not complete or (status == "signed" and not _is_by_visitor(form)):
        return show(form, recipients, notices, 200 if notices and not form.errors else 400)
    return _save(
        recipients, complete if status == "signed" else None, "signed" if status == "signed" else "prepared", writing
    )


def _is_by_visitor(form: LetterForm) -> bool:
    """Whether the letter names who signs it as their own letterhead does; where not, the form says so."""
    profile = people.saved_profile(session.office(), session.person().id)
    for field, same in ((form.sender_name, folded), (form.sender_npi, str)):
        own = profile.get(field.name) or ""
        if own and same(own) != same(field.data or ""):
            words = N_(
                "You sign as %(name)s, as your letterhead says. For somebody else, save the draft for them to sign."
            )
            field.errors = [translated(Message(words, name=own))]
    return not form.errors


def _save(
    recipients: tuple[Recipient, ...], signed: Letter | None, status: str, writing: Writing
) -> ResponseReturnValue:
    """Saves the letter, and leads to its page, which says what was done."""
    author = session.person().id if signed else writing.author
    by = signature(signed, author, session.office().now().isoformat()) if signed else None
    to = tuple(each.id for each in recipients)
    content = SavedReferral(to, _typed(), signed, course=writing.course, signature=by)
    if writing.referral is None:
        referral_id, done = saved_referrals.save_new(writing.practice, author, content, status), status
    else:
        referral_id = writing.referral.id
        done = status if saved_referrals.save(writing.referral, content, status, author) else "moved"
    return redirect(url_for("referrals.show", referral_id=referral_id, done=done), 303)


def _typed() -> tuple[tuple[str, str], ...]:
    """The form as typed, to be saved: when it began as the day that was meant today."""
    pairs = [(name, text) for name, text in request.form.items(multi=True) if name not in BUTTONS]
    return tuple((name, lasting_onset(text, practice_day.today()) if name == "began" else text) for name, text in pairs)
