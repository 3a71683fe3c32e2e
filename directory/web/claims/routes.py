"""Claiming a listing, without an account: who says so, the code that proves it; and the link of a mail that asks."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.accounts import claims as rules
from directory.accounts import proofs, tries
from directory.accounts.people import renew_account
from directory.accounts.validation import ValidationError
from directory.core.practitioner import Practitioner
from directory.core.whole_numbers import whole_number
from directory.store.office import claims, people
from directory.store.office.claims import Claim, TooManyClaims
from directory.web.account.routes_sign_in import too_soon_message
from directory.web.admin.opened import answer_without_imports
from directory.web.claims.forms import AskedByLetterForm, ClaimForm, CodeForm, ProofForm, editor_in_words
from directory.web.claims.keep_facts import in_words
from directory.web.claims.keep_form import KeepForm
from directory.web.claims.keeping import confirm_as_it_is, grant, has_their_account
from directory.web.shell import session
from directory.web.shell.guard import public
from directory.web.shell.site import directory, listing_context

blueprint = Blueprint("claims", __name__)
answer_without_imports(blueprint, "claims")


@blueprint.route("/practitioners/<practitioner_id>/claim", methods=["GET", "POST"])
@public
def claim(practitioner_id: str) -> ResponseReturnValue:
    """The form; then the claimant's own page."""
    listing = directory().listing(practitioner_id) or abort(404)
    form, ways = ClaimForm(request.form), proofs.ways(listing, people.limits_of_editors(session.office()))
    form.offer(ways)
    if request.method == "POST" and (way := form.chosen(ways)) and (token := _ask(form, listing, way)):
        return redirect(url_for(".own_page", token=token), 303)
    status = 400 if request.method == "POST" else 200
    return render_template("claims/claim.html", form=form, listing=listing, **listing_context()), status


def _ask(form: ClaimForm, listing: Practitioner, way: proofs.Way) -> str | None:
    """Keeps the claim; None where it cannot be taken, and the form says why."""
    office = session.office()
    try:
        tries.count_try(office, tries.report_buckets(office))
        return rules.ask(office, listing, way, form.name.value, form.email.value)
    except tries.TooSoon as wait:
        form.problem = too_soon_message(wait)
    except TooManyClaims:
        form.problem = _("So many claims wait that no more can be taken now. Please try again in a few days.")
    except ValidationError as error:
        form.show_errors(error)
    return None


@blueprint.route("/claims/<token>", methods=["GET", "POST"])
@public
def own_page(token: str) -> ResponseReturnValue:
    """How far a claim is; where the code is typed, another proof chosen where one is not enough, and the rest done."""
    office = session.office()
    claimed = claims.claim_of_token(office, token) or abort(404)
    if request.method == "POST" and (lost := rules.made_account(office, claimed)):
        return redirect(url_for("sign_in.invitation", token=renew_account(office, lost)), 303)
    if rules.is_proved(claimed) and claims.is_open(office, claimed):
        return _finish(claimed, token)
    if rules.needs_another(claimed):
        return _next_proof(claimed, token)
    form = CodeForm(request.form)
    if request.method == "POST" and form.validate():
        if not claimed.sent_on:
            form.code.errors = [_("Nobody has given the code out yet. Please wait for it.")]
        elif rules.try_code(office, claimed, form.code.value):
            return _given(rules.take_proof(office, claimed), token)
        else:
            form.code.errors = [_("This is not the code.")]
    return _own_page(token, form)


def _given(claimed: Claim, token: str) -> ResponseReturnValue:
    """Where somebody goes on whose proof was right: to their account, to sign in, or to the next proof."""
    if rules.is_proved(claimed) and has_their_account(claimed):
        account, kept = grant(claimed)
        return redirect(account or kept, 303)
    own = url_for(".own_page", token=token)
    return redirect(url_for("sign_in.sign_in", next=own) if rules.is_proved(claimed) else own, 303)


def _finish(claimed: Claim, token: str) -> ResponseReturnValue:
    """A claim is proved, and the account that stands with the claimant's address has to be signed in."""
    if request.method == "POST" and has_their_account(claimed):
        return _given(claimed, token)
    return _own_page(token, CodeForm())


def _next_proof(claimed: Claim, token: str) -> ResponseReturnValue:
    """Where another proof is chosen."""
    office, listing = session.office(), directory().listing(claimed.listing)
    ways = proofs.ways(listing, people.limits_of_editors(office), claimed.given) if listing else []
    form = ProofForm(request.form)
    form.offer(ways)
    if request.method == "POST" and claims.is_open(office, claimed) and (way := form.chosen(ways)):
        rules.go_on(office, claimed, way)
        return redirect(url_for(".own_page", token=token), 303)
    return _own_page(token, form)


def _own_page(token: str, form: CodeForm | ProofForm) -> ResponseReturnValue:
    """The page as the claim now is."""
    office = session.office()
    claimed = claims.claim_of_token(office, token) or abort(404)
    return render_template(
        "claims/own_page.html",
        form=form,
        claim=claimed,
        is_open=claims.is_open(office, claimed),
        needs_another=rules.needs_another(claimed),
        is_proved=rules.is_proved(claimed),
        is_theirs=has_their_account(claimed),
        lost_link=rules.made_account(office, claimed) is not None,
        editor_in_words=editor_in_words,
        listing=directory().listing(claimed.listing),
    ), 400 if form.errors else 200


@blueprint.route("/claims/still-right", methods=["GET", "POST"])
@public
def by_letter() -> ResponseReturnValue:
    """Where the number and the code of a letter are typed that asks again: they lead to what a mail leads to."""
    form, office = AskedByLetterForm(request.form), session.office()
    if request.method == "POST" and form.validate():
        number, _dot, typed = form.code.value.replace("·", " ").strip().partition(" ")
        try:
            tries.count_try(office, tries.notice_buckets(office))
            owner = claims.owner_by_number(office, whole_number(number, 1, 10**9) or 0)
            if owner and rules.is_letter_code(office, owner, typed):
                signature = rules.still_right_signature(office, owner)
                return redirect(url_for(".still_right", number=owner.id, signature=signature), 303)
            form.code.errors = [_("This is not the code of a letter that serves. It does until all is confirmed.")]
        except tries.TooSoon as wait:
            form.problem = too_soon_message(wait)
    return render_template("claims/by_letter.html", form=form), 400 if request.method == "POST" else 200


@blueprint.route("/claims/still-right/<int:number>/<signature>", methods=["GET", "POST"])
@public
def still_right(number: int, signature: str) -> ResponseReturnValue:
    """What a mail leads to: looking changes nothing, the button confirms all as it is shown, and serves once."""
    office = session.office()
    owner = claims.owner_by_number(office, number)
    person = owner and people.person_by_id(office, owner.person)
    if not owner or not person or person.disabled_at or not rules.is_still_right_link(office, owner, signature):
        return render_template("claims/still_right.html", listing=None, done=False), 404
    listing = directory().listing(owner.listing) or abort(404)
    done = request.method == "POST" and confirm_as_it_is(owner, listing)
    failed = request.method == "POST" and not done
    return render_template(
        "claims/still_right.html",
        listing=listing,
        form=KeepForm(listing),
        in_words=in_words,
        done=done,
        failed=failed,
    ), 409 if failed else 200
