"""A shortlist, and up to three of it side by side.

The list itself is kept by the browser (static/shortlist.js); its pages are addresses that name everybody on it, so that
they can be bookmarked, printed and sent to somebody.
"""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from directory.search.chosen import chosen_listings
from directory.search.insurance import parse_insurance
from directory.search.place import Place
from directory.search.query import BadQuery
from directory.web.search.forms import SearchForm
from directory.web.shell.guard import public
from directory.web.shell.site import absolute_url, directory, listing_context, parsed_query

blueprint = Blueprint("shortlist", __name__)
MAX_LISTED = 20  # listings in an address that can still be sent to somebody
MAX_COMPARED = 3


@blueprint.get("/shortlist")
@public
def show() -> ResponseReturnValue:
    """Everybody whose id is in the address, as cards."""
    return _page("show", MAX_LISTED)


@blueprint.get("/compare")
@public
def compare() -> ResponseReturnValue:
    """Up to three whose ids are in the address, as a table."""
    return _page("compare", MAX_COMPARED)


def _page(view: str, most: int) -> ResponseReturnValue:
    ids = list(dict.fromkeys(request.args.getlist("id")))
    place, error = _place()
    results, unknown = chosen_listings(ids[:most], directory(), place)
    known = [result.listing.id for result in results]
    form = SearchForm(request.args, error)
    form.near.description = _("ZIP code, or city and state")
    page = render_template(
        f"shortlist/{view}.html",
        results=results,
        unknown=unknown,
        most=most,
        is_cut=len(ids) > most,
        place=place,
        meant=parse_insurance(asked, directory()) if (asked := request.args.get("insurance", "").strip()) else None,
        ids=known,
        form=form,
        link=absolute_url(url_for(f".{view}", id=known)),
        letter=_letter_address(known),
        side_by_side=MAX_COMPARED,
        **listing_context(),
    )
    return page, 400 if error else 200


def _place() -> tuple[Place | None, BadQuery | None]:
    """Where distances are measured from, if anywhere; or what is wrong with it."""
    near = request.args.get("near", "").strip()
    try:
        return parsed_query({"near": near}).place if near else None, None
    except BadQuery as error:
        return None, error


def _letter_address(ids: list[str]) -> str | None:
    """Where a letter of referral to these is written, where they are not too many for one."""
    return url_for("quick_letter.new", practitioner=ids) if 0 < len(ids) <= MAX_COMPARED else None
