"""Claims that wait for somebody: whom to call and which code to say, the letter to print, the document to look at."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.store.office import claims
from directory.store.office.claims import Claim
from directory.web.claims.keeping import grant
from directory.web.shell import session
from directory.web.shell.guard import admin
from directory.web.shell.site import absolute_url, directory

blueprint = Blueprint("admin_claims", __name__, url_prefix="/admin/claims")


@blueprint.get("/")
@admin
def queue() -> str:
    """The claims that wait, the oldest first."""
    office = session.office()
    waiting = [(c, directory().listing(c.listing), claims.is_open(office, c)) for c in claims.waiting_claims(office)]
    return render_template("admin/claims/queue.html", waiting=waiting)


def _claim(number: int) -> Claim:
    found = claims.claim_by_number(session.office(), number)
    return found if found and claims.is_waiting(session.office(), found) else abort(404)


@blueprint.get("/<int:number>")
@admin
def show(number: int) -> str:
    """A claim: what to say, or the letter to print."""
    claim = _claim(number)
    listing, is_open = directory().listing(claim.listing), claims.is_open(session.office(), claim)
    return render_template("admin/claims/show.html", claim=claim, listing=listing, is_open=is_open)


@blueprint.post("/<int:number>/settle")
@admin
def settle(number: int) -> ResponseReturnValue:
    """The code was given out; the document was seen; or the claim is refused."""
    claim, deed, office = _claim(number), request.form.get("deed"), session.office()
    if deed != "refused" and not claims.is_open(office, claim):
        abort(409)
    if deed == "sent" and claim.proof != "document":
        with office.transaction():
            claims.note_sent(office, claim)
    elif deed == "seen" and claim.proof == "document":
        return _grant(claim)
    elif deed == "refused":
        with office.transaction():
            claims.settle_claim(office, claim, "refused")
    else:
        abort(400)
    return redirect(url_for(".queue"), 303)


def _grant(claim: Claim) -> ResponseReturnValue:
    """Lets the claimant keep the listing; the page with the link for them, shown once."""
    account, kept = grant(claim)
    return render_template("admin/claims/granted.html", link=absolute_url(account or kept), claim=claim)
