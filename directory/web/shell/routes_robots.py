"""What search engines may read: each practitioner's page and sitemaps of them, no search; of a sample nothing."""

from flask import Blueprint, Flask, abort, g, render_template, request
from werkzeug.wrappers import Response

from directory.web.shell.guard import public
from directory.web.shell.site import absolute_url, directory

blueprint = Blueprint("robots", __name__)
SITEMAP_SIZE = 10_000  # listings; the protocol allows 50,000 addresses and 50 MB (sitemaps.org/protocol.html)
DISALLOWED = (
    *("/search", "/shortlist", "/compare", "/referrals", "/reply/", "/account/", "/admin/"),
    *("/api/", "/fhir", "/hsds"),
)
NOINDEX_BLUEPRINTS = (
    "embed",
    "downloads",
    "shortlist",
    "mistakes",
    "reply",
    "health",
)  # links lead there despite robots.txt


def register(app: Flask) -> None:
    """Tells search engines with every answer of `app` whether they may list it."""
    app.after_request(_add_robots_tag)


def _add_robots_tag(response: Response) -> Response:
    is_made_up = "directory" in g and g.directory.about["made_up"]
    if is_made_up or request.blueprint in NOINDEX_BLUEPRINTS:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/robots.txt")
@public
def robots_txt() -> Response:
    """Where search engines may go (RFC 9309)."""
    lines = ["User-agent: *"]
    if directory().about["made_up"]:
        lines += ["Disallow: /"]
    else:
        lines += [*(f"Disallow: {path}" for path in DISALLOWED), f"Sitemap: {absolute_url('/sitemap.xml')}"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/sitemap.xml")
@public
def sitemap_index() -> Response:
    """The list of the sitemaps."""
    published_at = directory().about["published_at"]
    return _xml(render_template("sitemap/parts.xml", parts=range(1, _sitemap_count() + 1), published_at=published_at))


@blueprint.get("/sitemap-<int:part>.xml")
@public
def sitemap(part: int) -> Response:
    """The addresses of up to SITEMAP_SIZE practitioners, each with the day of its last confirmation or change."""
    if not 1 <= part <= _sitemap_count():
        abort(404)
    days = directory().days((part - 1) * SITEMAP_SIZE, part * SITEMAP_SIZE)
    return _xml(render_template("sitemap/listings.xml", listings=days))


def _xml(text: str) -> Response:
    return Response(text, mimetype="application/xml")


def _sitemap_count() -> int:
    """How many sitemaps there are; 404 Not Found for a sample directory, which has none."""
    if directory().about["made_up"]:
        abort(404)
    return -(-len(directory()) // SITEMAP_SIZE)
