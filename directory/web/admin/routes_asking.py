"""Asking by letter whether a listing is right: owners whom no mail reaches, and who has neither mail nor account; and
what comes back on paper.
"""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec.structs import replace

from directory.accounts import claims as rules
from directory.accounts.proofs import strong_ways_of_places
from directory.core import dates
from directory.core.practitioner import Location, Practitioner
from directory.store.imports import edits
from directory.store.imports.stated import statements_of_listing
from directory.store.office import claims, mails
from directory.store.office.claims import Owner
from directory.store.office.database import Office
from directory.web.admin import reach
from directory.web.admin.forms_judging import LearnedForm
from directory.web.admin.opened import answer_without_imports, decider, opened_imports
from directory.web.shell import session
from directory.web.shell.guard import admin, editor
from directory.web.shell.site import absolute_url, directory, site

blueprint = Blueprint("asking", __name__, url_prefix="/admin")
answer_without_imports(blueprint)


@blueprint.get("/claims/letters")
@admin
def letters() -> str:
    """The owners who are due to be asked, and whom no mail reaches."""
    due = [(each, directory().listing(each.listing)) for each in _due(session.office())]
    return render_template("admin/claims/letters.html", due=[pair for pair in due if pair[1]])


def _due(office: Office) -> list[Owner]:
    """Those who were asked for no step that has passed: none while no mail is sent, else those whose mail failed."""
    failed = mails.given_up_for(office) if mail_is_sent() else None
    asked = {owner.id for owner, _ in claims.due_to_be_asked(office, rules.ASKED_AFTER)}
    late = [each for each in claims.all_owners(office) if claims.most_passed(office, each, rules.ASKED_AFTER)]
    return [each for each in late if (each.id in asked if failed is None else each.person in failed)]


def mail_is_sent() -> bool:
    """Whether owners are asked by mail."""
    return bool(site().settings.mail and site().settings.site_address)


@blueprint.get("/listings/<practitioner_id>/letter")
@editor
def letter(practitioner_id: str) -> str:
    """The letter to print: every fact to tick or to mend, for whoever has an account with the code to type."""
    listing = _listing(practitioner_id)
    # An editor hands no code on that confirms in the practice's name.
    owner = None if reach.limited_to() else next(iter(claims.owners_of(session.office(), practitioner_id)), None)
    addresses = [address for _, address in strong_ways_of_places(listing) if address]
    return render_template(
        "admin/claims/letter.html",
        listing=listing,
        owner=owner,
        code=owner and rules.letter_code(session.office(), owner),
        address=next(iter(addresses), ""),
        page=absolute_url(url_for("claims.by_letter")),
        form=LearnedForm(),
    )


def _listing(practitioner_id: str) -> Practitioner:
    listing = directory().listing(practitioner_id) or abort(404)
    reach.refuse_beyond_reach(listing)
    return listing


@blueprint.post("/listings/<practitioner_id>/letter")
@editor
def posted(practitioner_id: str) -> ResponseReturnValue:
    """The letter was posted: its owner counts as asked."""
    listing, office = _listing(practitioner_id), session.office()
    with office.transaction():
        for owner in claims.owners_of(office, listing.id):
            claims.note_reminded(office, owner, claims.most_passed(office, owner, rules.ASKED_AFTER))
        office.note("letter to a listing posted", f"listing {listing.id}")
    return redirect(url_for("judging_listings.show", practitioner_id=listing.id), 303)


@blueprint.post("/listings/<practitioner_id>/confirm")
@editor
def confirm(practitioner_id: str) -> ResponseReturnValue:
    """Keeps that the practice said, on paper or on the telephone, that its places are right as they are shown."""
    listing, form = _listing(practitioner_id), LearnedForm(request.form)
    places = [each for each in listing.locations if not each.on_file]
    if not places or not form.validate():
        return redirect(url_for(".letter", practitioner_id=listing.id), 303)
    with opened_imports() as imports, imports.transaction():
        statements = statements_of_listing(imports.connection, listing.id)
        standing, plans = edits.stated_by_admins(imports, listing.id, statements)
        shown = [Location(**{name: getattr(each, name) for name in Location.__struct_fields__}) for each in places]
        own = [replace(place, hours=None, accepting=None) for place in shown]
        gone = tuple(place for place in standing.locations if place.ends_on)
        statement = replace(standing, locations=(*own, *gone), insurance=tuple(plans), confirmed_on=dates.today())
        edits.keep_edit(imports, listing.id, statement, form.learned.value, decider(form.why.value))
    office = session.office()
    with office.transaction():
        office.note("listing confirmed", f"listing {listing.id}")
    return redirect(url_for("judging_listings.show", practitioner_id=listing.id), 303)
