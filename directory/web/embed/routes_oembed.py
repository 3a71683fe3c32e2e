"""What a page of ours looks like in another: oEmbed (https://oembed.com), for those who paste an address."""

from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, abort, current_app, jsonify, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from directory.search.query import PARAMETERS
from directory.web.embed.routes import FRAMES, LARGEST_FRAME, frame_html
from directory.web.shell.guard import public
from directory.web.shell.site import absolute_url, directory, site

blueprint = Blueprint("oembed", __name__)
SHOWN_AS = {"search.home": "embed.search", "search.results": "embed.search", "listing.show": "embed.listing"}


@blueprint.get("/oembed")
@public
def oembed() -> Response:
    """GET /oembed?url=&maxwidth=&maxheight=&format=json"""
    if request.args.get("format", "json") != "json":
        abort(501)  # as the specification wants it of a format that is not there
    endpoint, values = _page_of_ours(request.args.get("url", ""))
    title = _("Find an acupuncturist")
    if practitioner_id := values.get("practitioner_id"):
        title = (directory().listing(practitioner_id) or abort(404)).name
    width, height = (
        min(size, _pixels(name)) for name, size in zip(("maxwidth", "maxheight"), FRAMES[endpoint], strict=True)
    )
    return jsonify(
        version="1.0",
        type="rich",
        provider_name=_("Acupuncture directory"),
        provider_url=absolute_url("/"),
        title=title,
        html=frame_html(endpoint, title, width, height, **values),
        width=width,
        height=height,
    )


def _page_of_ours(address: str) -> tuple[str, dict[str, str]]:
    """The frame that shows a page, and what it asks for; 404 Not Found for an address of nothing that is shown."""
    try:
        parts = urlsplit(address)
    except ValueError:
        abort(404)
    ours = {request.host, urlsplit(site().settings.site_address).netloc}
    if parts.scheme not in ("http", "https") or parts.netloc not in ours:
        abort(404)
    try:
        endpoint, arguments = current_app.url_map.bind("").match(parts.path, "GET")
    except HTTPException:
        abort(404)
    asked = {name: text for name, text in parse_qsl(parts.query) if name in PARAMETERS}
    return SHOWN_AS.get(endpoint) or abort(404), {**arguments} or asked


def _pixels(name: str) -> int:
    text = request.args.get(name, "")
    return max(1, min(int(text[:9]), LARGEST_FRAME)) if text.isascii() and text.isdigit() else LARGEST_FRAME
