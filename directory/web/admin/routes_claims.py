"""Claims that wait for somebody: whom to call and which code to say, the letter to print, the document to look at; and
whom to tell that somebody keeps their listing now.
"""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts import claims as rules
from directory.accounts.telling import REVERT_DAYS
from directory.store.office import claims, notices, people
from directory.store.office.claims import Claim
from directory.store.office.notices import OwnerNotice
from directory.web.admin import reach
from directory.web.claims.forms import editor_in_words
from directory.web.claims.keeping import grant, has_their_account, take_away
from directory.web.shell import session
from directory.web.shell.guard import admin, editor
from directory.web.shell.site import absolute_url, directory

blueprint = Blueprint("admin_claims", __name__, url_prefix="/admin/claims")


@blueprint.get("/")
@editor
def queue() -> str:
    """The claims that wait, the oldest first; for an editor those for which they vouch; and those to be told."""
    office = session.office()
    waiting = [
        (claim, directory().listing(claim.listing), claims.is_open(office, claim))
        for claim in claims.waiting_claims(office)
        if not rules.needs_another(claim) and _is_within_reach(claim)
    ]
    to_tell = [] if reach.limited_to() else [(each, _listing_of(each)) for each in notices.notices_to_send(office)]
    return render_template("admin/claims/queue.html", waiting=waiting, to_tell=to_tell, editor_in_words=editor_in_words)


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
    """A claim: whom to call, then what to say; or the letter to print; and who else claims the same listing."""
    claim, office = _claim(number), session.office()
    return render_template(
        "admin/claims/show.html",
        claim=claim,
        listing=directory().listing(claim.listing),
        is_open=claims.is_open(office, claim),
        others=_others(claim),
        has_account=people.person_by_email(office, claim.email) is not None,
        editor_in_words=editor_in_words,
    )


def _others(claim: Claim) -> list[Claim]:
    """The other claims of the same listing that wait, within the reach of who is signed in."""
    waiting = claims.waiting_claims(session.office())
    return [
        each for each in waiting if each.listing == claim.listing and each.id != claim.id and _is_within_reach(each)
    ]


@blueprint.post("/<int:number>/settle")
@editor
def settle(number: int) -> ResponseReturnValue:
    """The code is shown, and so given out; the document was seen; the claim is refused, or all of its listing are."""
    claim, deed, office = _claim(number), request.form.get("deed"), session.office()
    if not deed or not (deed.startswith("refused") or claims.is_open(office, claim)):
        abort(409 if deed else 400)
    if deed == "sent" and claim.proof != "document":
        with office.transaction():
            claims.note_sent(office, claim)
        return redirect(url_for(".show", number=number), 303)
    if deed == "seen" and claim.proof == "document":
        return _seen(claim)
    if deed not in ("refused", "refused-all"):
        abort(400)
    with office.transaction():
        for each in (claim, *(_others(claim) if deed == "refused-all" else ())):
            claims.settle_claim(office, each, "refused")
    return redirect(url_for(".queue"), 303)


def _seen(claim: Claim) -> ResponseReturnValue:
    """The document was seen: the page with the link for them, shown once; the queue where it is the first of two, or
    where they have an account and finish on their own page.
    """
    proved = rules.take_proof(session.office(), claim)
    if not rules.is_proved(proved) or not has_their_account(proved):
        return redirect(url_for(".queue"), 303)
    account, kept = grant(proved)
    return render_template("admin/claims/granted.html", link=absolute_url(account or kept), claim=claim)


def _listing_of(notice: OwnerNotice) -> str:
    """The name of the listing that a notice is about, else its id."""
    owner = claims.owner_by_number(session.office(), notice.owner)
    listing = owner and directory().listing(owner.listing)
    return listing.name if listing else owner.listing if owner else ""


@blueprint.get("/notices/<int:number>")
@admin
def notice(number: int) -> str:
    """Somebody to tell: the letter, or what to say."""
    found = notices.notice_by_number(session.office(), number) or abort(404)
    address = absolute_url(url_for("not_theirs.not_us"))
    return render_template(
        "admin/claims/notice.html", notice=found, name=_listing_of(found), address=address, days=REVERT_DAYS
    )


@blueprint.post("/notices/<int:number>/settle")
@admin
def settle_notice(number: int) -> ResponseReturnValue:
    """They were told; or they say that it is not theirs, and whoever keeps it is taken away."""
    office, deed = session.office(), request.form.get("deed")
    found = notices.notice_by_number(office, number) or abort(404)
    owner = claims.owner_by_number(office, found.owner) or abort(404)
    if deed == "not-theirs":
        take_away(owner)
    elif deed == "told":
        with office.transaction():
            notices.note_told(office, found)
    else:
        abort(400)
    return redirect(url_for(".queue"), 303)


@blueprint.post("/owners/<int:number>/remove")
@admin
def remove_owner(number: int) -> ResponseReturnValue:
    """Takes an owner away, with all that they stated."""
    owner = claims.owner_by_number(session.office(), number) or abort(404)
    take_away(owner)
    return redirect(url_for("judging_listings.show", practitioner_id=owner.listing), 303)
