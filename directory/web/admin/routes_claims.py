"""Claims that wait for somebody: whom to call and which code to say, the letter to print, the document to look at."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts import claims as rules
from directory.store.office import claims, people
from directory.store.office.claims import Claim
from directory.web.admin import reach
from directory.web.claims.forms import editor_in_words
from directory.web.claims.keeping import prove, take_away
from directory.web.shell import session
from directory.web.shell.guard import admin, editor
from directory.web.shell.site import absolute_url, directory

blueprint = Blueprint("admin_claims", __name__, url_prefix="/admin/claims")


@blueprint.get("/")
@editor
def queue() -> str:
    """The claims that wait, the oldest first; for an editor those for which they vouch."""
    office = session.office()
    waiting = [
        (claim, directory().listing(claim.listing), claims.is_open(office, claim))
        for claim in claims.waiting_claims(office)
        if not rules.needs_another(claim) and _is_within_reach(claim)
    ]
    return render_template("admin/claims/queue.html", waiting=waiting, editor_in_words=editor_in_words)


def _is_within_reach(claim: Claim) -> bool:
    """Whether who is signed in may give the code out: an admin; an editor where they are the one who vouches."""
    limit = reach.limited_to()
    return not limit or (claim.proof == "vouched" and claim.reached_at == limit)


def _claim(number: int) -> Claim:
    found = claims.claim_by_number(session.office(), number)
    if not found or not claims.is_waiting(session.office(), found) or rules.needs_another(found):
        abort(404)
    return found if _is_within_reach(found) else abort(403)


@blueprint.get("/<int:number>")
@editor
def show(number: int) -> str:
    """A claim: what to say, or the letter to print."""
    claim = _claim(number)
    listing, is_open = directory().listing(claim.listing), claims.is_open(session.office(), claim)
    return render_template(
        "admin/claims/show.html",
        claim=claim,
        listing=listing,
        is_open=is_open,
        has_account=people.person_by_email(session.office(), claim.email) is not None,
        editor_in_words=editor_in_words,
    )


@blueprint.post("/<int:number>/settle")
@editor
def settle(number: int) -> ResponseReturnValue:
    """The code was given out; the document was seen; or the claim is refused."""
    claim, deed, office = _claim(number), request.form.get("deed"), session.office()
    if deed != "refused" and not claims.is_open(office, claim):
        abort(409)
    if deed == "sent" and claim.proof != "document":
        with office.transaction():
            claims.note_sent(office, claim)
    elif deed == "seen" and claim.proof == "document":
        return _seen(claim)
    elif deed == "refused":
        with office.transaction():
            claims.settle_claim(office, claim, "refused")
    else:
        abort(400)
    return redirect(url_for(".queue"), 303)


def _seen(claim: Claim) -> ResponseReturnValue:
    """The document was seen: the page with the link for them, shown once; where it is the first of two, the queue."""
    proved = prove(claim)
    if not proved:
        return redirect(url_for(".queue"), 303)
    account, kept = proved
    return render_template("admin/claims/granted.html", link=absolute_url(account or kept), claim=claim)


@blueprint.post("/owners/<int:number>/remove")
@admin
def remove_owner(number: int) -> ResponseReturnValue:
    """Takes an owner away, with all that they stated."""
    owner = claims.owner_by_number(session.office(), number) or abort(404)
    take_away(owner)
    return redirect(url_for("judging_listings.show", practitioner_id=owner.listing), 303)
