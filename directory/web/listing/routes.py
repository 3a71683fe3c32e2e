"""The practitioner's page."""

from flask import Blueprint, abort, render_template

from directory.web.listing.provenance import differences, provenance
from directory.web.shell.guard import public
from directory.web.shell.site import directory, listing_context

blueprint = Blueprint("listing", __name__, url_prefix="/practitioners")


@blueprint.get("/<practitioner_id>")
@public
def show(practitioner_id: str) -> str:
    """Everything known of one practitioner, with who says it and as of when."""
    listing = directory().listing(practitioner_id) or abort(404)
    return render_template(
        "practitioner/show.html",
        listing=listing,
        provenance=provenance(listing),
        differences=differences(listing),
        **listing_context(),
    )
