"""The practitioner's page."""

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from directory.search.insurance import parse_insurance
from directory.store.listings import photographs
from directory.web.listing.around import colleagues, offices
from directory.web.listing.phrases import is_asked
from directory.web.listing.provenance import differences, provenance
from directory.web.search.routes import page_address, place_kept
from directory.web.shell.guard import public
from directory.web.shell.site import directory, listing_context

blueprint = Blueprint("listing", __name__, url_prefix="/practitioners")


@blueprint.get("/<practitioner_id>")
@public
def show(practitioner_id: str) -> str:
    """Everything known of one practitioner, with who says it and as of when; the office nearest to where the visitor
    looks, and the insurance that they look for (in the address, as a search puts it there), before others.
    """
    listing = directory().listing(practitioner_id) or abort(404)
    place, asked = place_kept(), request.args.get("insurance", "").strip()
    meant = parse_insurance(asked, directory()) if asked else None
    yours = [each for each in listing.insurance if meant and is_asked(each, meant)]
    return render_template(
        "practitioner/show.html",
        listing=listing,
        place=place,
        has_photograph=photographs.has_photograph(directory(), listing),
        offices=offices(listing, place),
        colleagues=colleagues(listing, directory()),
        back=_back(),
        yours=yours,
        others=[each for each in listing.insurance if each not in yours],
        provenance=provenance(listing),
        differences=differences(listing),
        **listing_context(),
    )


@blueprint.get("/<practitioner_id>/photograph/<digest>.jpg")
@public
def photograph(practitioner_id: str, digest: str) -> Response:
    """The photograph that a listing shows. One that is taken away has gone from browsers and caches after a day."""
    response = Response(
        photographs.photograph(directory(), practitioner_id, digest) or abort(404), mimetype="image/jpeg"
    )
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def _back() -> str | None:
    """The address of the page of results that the visitor came from, at the listing's card; None where they came from
    none.
    """
    number = request.args.get("at", "")
    if not number.isdecimal():
        return None
    return page_address(page=request.args.get("page")) + f"#result-{number[:6]}"
