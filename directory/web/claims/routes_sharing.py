"""Letting a colleague of the front desk keep a listing, too.

Whoever has no account sets one up with a link. Whoever has one signs in and opens a link, too: an account may have been
set up with the address of somebody else, whom no mail has tried, and the link reaches only whom the owner hands it.
"""

import secrets

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.people import INVITATION_LIFETIME, PRACTITIONER, invite_person
from directory.accounts.validation import ValidationError
from directory.store.office import claims, notices, people
from directory.store.office.claims import Owner
from directory.store.office.database import Office
from directory.web.admin.opened import answer_without_imports
from directory.web.claims.forms import ShareForm
from directory.web.claims.keep_form import KeepForm
from directory.web.claims.routes_listings import listing_page, owned_listing
from directory.web.shell import session
from directory.web.shell.guard import signed_in
from directory.web.shell.site import absolute_url, directory

blueprint = Blueprint("sharing", __name__, url_prefix="/account")
answer_without_imports(blueprint, "claims")


@blueprint.post("/listings/<practitioner_id>/share")
@signed_in
def share(practitioner_id: str) -> ResponseReturnValue:
    """Makes the link for a colleague, shown once."""
    owner, listing = owned_listing(practitioner_id)
    form = ShareForm(request.form)
    if owner.proof == "delegated":
        abort(403)
    if not form.validate():
        return listing_page(owner, listing, KeepForm(listing), form, 400)
    email, office = form.email.value.lower(), session.office()
    known = people.person_by_email(office, email)
    try:
        link = _link_of_known(office, owner, known.id) if known else _link_of_new(office, owner, email)
    except ValidationError as error:
        form.show_errors(error)
        return listing_page(owner, listing, KeepForm(listing), form, 400)
    return render_template("claims/shared.html", link=absolute_url(link), email=email, listing=listing, known=known)


def _link_of_known(office: Office, owner: Owner, person: int) -> str:
    token = secrets.token_urlsafe(24)
    with office.transaction():
        notices.add_share(office, token, owner.id, person, office.now() + INVITATION_LIFETIME)
    return url_for(".join", token=token)


def _link_of_new(office: Office, owner: Owner, email: str) -> str:
    token = invite_person(office, email, PRACTITIONER)
    person = people.person_by_email(office, email) or abort(500)
    with office.transaction():
        claims.add_owner(office, owner.listing, person.id, "delegated", owner.id)
    return url_for("sign_in.invitation", token=token)


@blueprint.route("/join/<token>", methods=["GET", "POST"])
@signed_in
def join(token: str) -> ResponseReturnValue:
    """What a colleague's link leads to: looking changes nothing, the button lets them in, and serves once."""
    office = session.office()
    number, person = notices.share_of(office, token) or abort(404)
    owner = claims.owner_by_number(office, number)
    if not owner or person != session.person().id:
        abort(404)
    if request.method == "POST":
        with office.transaction():
            notices.remove_share(office, token)
            claims.add_owner(office, owner.listing, person, "delegated", owner.id)
        return redirect(url_for("own_listings.show", practitioner_id=owner.listing), 303)
    return render_template("claims/join.html", listing=directory().listing(owner.listing), id=owner.listing)
