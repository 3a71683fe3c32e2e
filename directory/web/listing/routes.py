"""The practitioner's page."""

from flask import Blueprint, abort, render_template, request

from directory.search.insurance import parse_insurance
from directory.web.listing.phrases import is_asked
from directory.web.listing.provenance import differences, provenance
from directory.web.shell.guard import public
from directory.web.shell.site import directory, listing_context

blueprint = Blueprint("listing", __name__, url_prefix="/practitioners")


@blueprint.get("/<practitioner_id>")
@public
def show(practitioner_id: str) -> str:
    """Everything known of one practitioner, with who says it and as of when; the insurance that the visitor looks for
    (in the address, as a search puts it there) before others.
    """
    listing = directory().listing(practitioner_id) or abort(404)
    asked = request.args.get("insurance", "").strip()
    meant = parse_insurance(asked, directory()) if asked else None
    yours = [each for each in listing.insurance if meant and is_asked(each, meant)]
    return render_template(
        "practitioner/show.html",
        listing=listing,
        yours=yours,
        others=[each for each in listing.insurance if each not in yours],
        provenance=provenance(listing),
        differences=differences(listing),
        **listing_context(),
    )
