"""A search with its results, or one listing, inside the pages of others: societies, clinics, plans.

Any page may frame these, and no other page of ours. They set no cookie and run no script; links lead out of the frame.
"""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from directory.search.chosen import chosen_listings
from directory.search.find import Results
from directory.search.people import People, find_people
from directory.search.query import BadQuery
from directory.web.embed.theming import THEMING, stylesheet, theme
from directory.web.search.forms import SearchForm
from directory.web.search.routes import page_parameters
from directory.web.shell.guard import frameable, public
from directory.web.shell.site import absolute_url, directory, listing_context, search_results

blueprint = Blueprint("embed", __name__)
LARGEST_FRAME = 2000  # pixels
FRAMES = {"embed.search": (600, 700), "embed.listing": (600, 320)}  # the size of each where nobody says


@blueprint.get("/embed/search")
@public
@frameable
def search() -> ResponseReturnValue:
    """The search form, and below it who is found, once a place or a name is given."""
    form, wrong, meant = SearchForm(request.args), None, None
    found: Results | People | None = None
    near, name = (request.args.get(each, "").strip() for each in ("near", "name"))
    try:
        if near:
            found = near_a_place = search_results(page_parameters(), for_page=True)
            meant = near_a_place.query.insurance
        elif name:
            found = find_people(page_parameters(), directory())
    except BadQuery as error:
        form, wrong = SearchForm(request.args, error), error
    form.near.description = _("ZIP code, or city and state")
    page = _page("embed/search.html", form=form, found=found, meant=meant, wrong=wrong)
    return page, 400 if wrong else 200


@blueprint.get("/embed/practitioners/<practitioner_id>")
@public
@frameable
def listing(practitioner_id: str) -> str:
    """One listing's card."""
    found, _unknown = chosen_listings([practitioner_id], directory())
    return _page("embed/listing.html", result=found[0]) if found else abort(404)


@blueprint.get("/embed/theme.css")
@public
@frameable
def theme_css() -> Response:
    """The colors that the address asks for."""
    return Response(stylesheet(theme(request.args)), mimetype="text/css")


def _page(template: str, **values: Any) -> str:
    asked = theme(request.args)._asdict()
    colors = {name: value for name, value in asked.items() if value}
    return render_template(template, colors=colors, theming=THEMING, **values, **listing_context())


def frame_address(**changed: Any) -> str:
    """The address of this frame with some parameters changed. What was asked goes into the query alone: `url_for` would
    take names such as `_external` and `endpoint` for its own.
    """
    return f"{url_for('embed.search', lang=None)}?{urlencode(request.args.to_dict() | changed)}"


def frame_html(endpoint: str, title: str, width: int, height: int, **values: Any) -> str:
    """The HTML that puts a frame into a page."""
    address = absolute_url(url_for(endpoint, **values))
    return render_template("embed/frame.html", address=address, title=title, width=width, height=height)
