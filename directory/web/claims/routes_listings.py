"""An owner's own listings: confirmed in one look, changed, shared with the front desk, taken back, removed."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.accounts import claims as rules
from directory.accounts import removing
from directory.core.offered import LONGEST_DESCRIPTION
from directory.core.practitioner import Practitioner
from directory.store.imports import edits
from directory.store.office import claims, jobs, people
from directory.store.office.claims import Owner
from directory.store.office.mistakes import Mistake, TooManyReports
from directory.web.admin.opened import answer_without_imports, opened_imports
from directory.web.claims.forms import ShareForm
from directory.web.claims.keep_facts import Asked, facts_of_registers, in_words
from directory.web.claims.keep_fields import CHOICES, HINTS, MODES
from directory.web.claims.keep_form import KeepForm
from directory.web.claims.keeping import keep, take_away
from directory.web.shell import session
from directory.web.shell.guard import keeps_drafts, signed_in, takes_uploads
from directory.web.shell.pictures import room_for_upload
from directory.web.shell.site import absolute_url, directory, listing_context

blueprint = Blueprint("own_listings", __name__, url_prefix="/account/listings")
answer_without_imports(blueprint, "claims")
REMOVE = {because: kind for kind, because in removing.BECAUSE.items()}  # what an owner asks for


@blueprint.get("/")
@signed_in
def overview() -> str:
    """The listings that somebody keeps, each with the day on which they last confirmed it."""
    owned = claims.listings_of(session.office(), session.person().id)
    return render_template("claims/listings.html", owned=[(each, directory().listing(each.listing)) for each in owned])


def owned_listing(practitioner_id: str) -> tuple[Owner, Practitioner]:
    """The listing, kept by who is signed in. Raises 404 for everybody else's."""
    owned = claims.listings_of(session.office(), session.person().id)
    owner = next((each for each in owned if each.listing == practitioner_id), None) or abort(404)
    return owner, directory().listing(practitioner_id) or abort(404)


@blueprint.get("/<practitioner_id>")
@signed_in
@keeps_drafts
def show(practitioner_id: str) -> ResponseReturnValue:
    """Every fact as it is shown, or as it was typed before the session ended, to confirm or to change."""
    owner, listing = owned_listing(practitioner_id)
    form = KeepForm(listing, session.submitted_or_draft())
    return listing_page(owner, listing, KeepForm(listing) if form.is_outdated() else form, ShareForm())


def listing_page(
    owner: Owner, listing: Practitioner, form: KeepForm, share: ShareForm, status: int = 200
) -> ResponseReturnValue:
    """The page of a listing with its forms, as they are shown or were sent."""
    office = session.office()
    others = [
        (each, people.person_by_id(office, each.person), rules.may_revert(office, owner, each))
        for each in claims.owners_of(office, listing.id)
        if each.id != owner.id
    ]
    return render_template(
        "claims/keep.html",
        owner=owner,
        listing=listing,
        form=form,
        share=share,
        others=others,
        CHOICES=CHOICES,
        HINTS=HINTS,
        MODES=MODES,
        in_words=in_words,
        removal=next(iter(_removal_asked(listing.id)), None),
        registered=list(facts_of_registers(listing)),
        LONGEST_DESCRIPTION=LONGEST_DESCRIPTION,
        done=request.args.get("done"),
        **listing_context(),
    ), status


@blueprint.post("/<practitioner_id>")
@signed_in
@keeps_drafts
@takes_uploads(room_for_upload)
def confirm(practitioner_id: str) -> ResponseReturnValue:
    """Keeps what was answered; by the button of all, that whatever else is shown is right."""
    owner, listing = owned_listing(practitioner_id)
    sent = request.files.get("photograph")
    form = KeepForm(listing, request.form, sent.read() if sent else b"", "all_right" in request.form)
    if form.is_outdated():  # its fields may be those of other places
        form = KeepForm(listing)
        form.errors["keep"] = _("The listing has changed meanwhile: please look at it again.")
        return listing_page(owner, listing, form, ShareForm(), 409)
    disowned = [each for each in facts_of_registers(listing) if each.key in request.form.getlist("disowned")]
    if disowned and not form.answers_anything():
        return _disowned(owner, disowned, "disowned")
    if not keep(owner, listing, form):
        return listing_page(owner, listing, form, ShareForm(), 400)
    return _disowned(owner, disowned, "confirmed" if form.says_all() else "answered")


def _disowned(owner: Owner, disowned: list[Asked], done: str) -> ResponseReturnValue:
    """Tells who keeps the directory what of the registers' word is not theirs."""
    office = session.office()
    try:
        with office.transaction():
            for fact in disowned:
                removing.ask_desk(office, owner, "disowned", f"{fact.label}: {fact.shown} ({fact.source})")
    except TooManyReports:
        abort(503)
    return redirect(url_for(".show", practitioner_id=owner.listing, done=done), 303)


@blueprint.post("/<practitioner_id>/take-away/<int:number>")
@signed_in
def take_other_away(practitioner_id: str, number: int) -> ResponseReturnValue:
    """Takes a new owner away, or a delegate, with all that they stated."""
    owner, _listing = owned_listing(practitioner_id)
    office = session.office()
    other = claims.owner_by_number(office, number) or abort(404)
    is_delegate = other.proof == "delegated" and other.listing == owner.listing and owner.proof != "delegated"
    if not (is_delegate or rules.may_revert(office, owner, other)):
        abort(403)
    take_away(other)
    return redirect(url_for(".show", practitioner_id=practitioner_id, done="taken"), 303)


@blueprint.post("/<practitioner_id>/remove")
@signed_in
def remove(practitioner_id: str) -> ResponseReturnValue:
    """Asks that the listing be removed: it is within two business days, by itself where nothing speaks against it."""
    owner, listing = owned_listing(practitioner_id)
    why = request.form.get("why", "")
    if owner.proof == "delegated":  # a colleague keeps it true; whether there is one is not theirs to say
        abort(403)
    if why not in REMOVE:
        abort(400)
    office = session.office()
    try:
        with office.transaction():
            removing.take_request_back(office, practitioner_id)
            removing.ask_desk(office, owner, REMOVE[why])
            (asked,) = _removal_asked(practitioner_id)
            page = absolute_url(url_for(".show", practitioner_id=practitioner_id))
            desk = absolute_url(url_for("judging_mistakes.show", report_id=asked.id))
            removing.tell_of_request(office, asked, listing.name, page, desk)
    except TooManyReports:
        abort(503)
    return redirect(url_for(".show", practitioner_id=practitioner_id, done="remove"), 303)


def _removal_asked(practitioner_id: str) -> list[Mistake]:
    """That the listing is to be removed, where an owner asked it and nobody has settled it."""
    return [each for each in removing.asked_of(session.office(), practitioner_id) if each.kind in removing.BECAUSE]


@blueprint.post("/<practitioner_id>/list-again")
@signed_in
def list_again(practitioner_id: str) -> ResponseReturnValue:
    """An owner wants to be listed after all: what they asked is taken back, or what was done of it."""
    owned = claims.listings_of(session.office(), session.person().id)
    owner = next((each for each in owned if each.listing == practitioner_id), None) or abort(404)
    if owner.proof == "delegated":
        abort(403)
    office = session.office()
    with opened_imports() as imports, imports.transaction():
        was_removed = edits.withdraw_removal(imports, practitioner_id)
    with office.transaction():
        removing.take_request_back(office, practitioner_id)
        if was_removed:
            office.note("listing restored", f"listing {practitioner_id}, by its owner")
            jobs.ask_for_edition(office, f"listing {practitioner_id}, listed again")
    return redirect(url_for(".overview"), 303)
