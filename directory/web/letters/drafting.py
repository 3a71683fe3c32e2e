"""Writing a letter that is kept: the quick letter's form, filled in from the account, saved as a draft or signed."""

from collections.abc import Iterable

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from directory.referral.letter import Letter, Recipient
from directory.referral.saved_referral import SavedReferral, renewal_form
from directory.store.office import people
from directory.store.office.referrals import Referral
from directory.store.reference.files import letter_words
from directory.web.letters import saved
from directory.web.letters.forms import LetterForm
from directory.web.letters.quick import asked_for, checked, listed, looked, page, room_for_a_letter
from directory.web.shell import session
from directory.web.shell.guard import kept, physician

account_letter = Blueprint("account_letter", __name__)
account_letter.url_value_preprocessor(room_for_a_letter)
BUTTONS = (session.TOKEN, "keep", "look")  # fields that are no part of the letter


@account_letter.app_url_value_preprocessor
def _room_for_what_is_typed(endpoint: str | None, values: dict | None) -> None:
    """A page left alone sends its whole form there (static/idle.js)."""
    if endpoint in ("entrance.rest", "account.here"):
        room_for_a_letter(endpoint, values)


@account_letter.route("/write", methods=["GET", "POST"])
@physician
@kept
def write() -> ResponseReturnValue:
    """A new letter, for up to three practitioners (practitioner=ID, repeated), with the letterhead filled in."""
    return _written(asked_for(), people.profile(session.office(), session.visitor().person.id))


@account_letter.route("/<string(length=16):id>/write", methods=["GET", "POST"])
@physician
@kept
def edit(id: str) -> ResponseReturnValue:
    """A draft, to go on with."""
    referral, before = saved.opened(id)
    if referral.status != "draft":
        return redirect(url_for("referrals.show", id=id), 303)
    return _written(before.to, before.typed, referral)


@account_letter.route("/<string(length=16):id>/renew", methods=["GET", "POST"])
@physician
@kept
def renew(id: str) -> ResponseReturnValue:
    """A letter for further visits, filled in from the first and the slip that came back."""
    _referral, before = saved.opened(id)
    if not before.reports:
        return redirect(url_for("referrals.show", id=id), 303)
    return _written(before.to, renewal_form(before, letter_words()["renewal"]))


def _written(ids: Iterable[str], beginning: object, referral: Referral | None = None) -> ResponseReturnValue:
    typed = session.typed() or MultiDict(beginning)
    asked, form = listed(ids, typed), LetterForm(typed)
    if request.method == "GET" or looked(form):
        return page(form, asked, account=True)
    if request.form.get("keep") == "draft":
        return _keep(asked, None, "draft", referral)
    signed, notices = checked(form, asked)
    return (
        _keep(asked, signed, "signed", referral)
        if signed
        else page(form, asked, notices, 200 if notices else 400, account=True)
    )


def _keep(
    asked: tuple[Recipient, ...], signed: Letter | None, status: str, referral: Referral | None
) -> ResponseReturnValue:
    typed = tuple(pair for pair in request.form.items(multi=True) if pair[0] not in BUTTONS)
    kept_now = SavedReferral(tuple(each.id for each in asked), typed, signed)
    if referral is None:
        id, done = saved.keep_new(kept_now, status), status
    else:
        id, done = referral.id, status if saved.put_back(referral, kept_now, status) else "moved"
    return redirect(url_for("referrals.show", id=id, done=done), 303)
