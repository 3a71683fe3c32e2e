"""What search engines may read: each practitioner's page and a map to all of them, no search; of a made-up directory nothing."""

from flask import Blueprint, Flask, Response, abort, g, render_template, request

from directory.web.shell.guard import public
from directory.web.shell.site import absolute, directory

robots = Blueprint("robots", __name__)
PART = 10_000  # listings in a sitemap; the protocol allows 50,000 addresses and 50 MB (sitemaps.org/protocol.html)
CLOSED = ("/search", "/shortlist", "/compare", "/referrals", "/reply/", "/account/", "/admin/", "/api/")
UNLISTED = ("downloads", "shortlist", "mistakes", "reply")  # blueprints: a link may lead there whatever robots.txt says


def register(app: Flask) -> None:
    """Tells search engines with every answer of `app` whether they may list it."""
    app.after_request(_listed)


def _listed(response: Response) -> Response:
    if request.blueprint in UNLISTED or ("directory" in g and g.directory.about["made_up"]):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@robots.get("/robots.txt")
@public
def rules() -> Response:
    """Where search engines may go (RFC 9309)."""
    if directory().about["made_up"]:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {absolute('/sitemap.xml')}"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@robots.get("/sitemap.xml")
@public
def sitemaps() -> Response:
    """The list of the sitemaps."""
    parts = range(1, _parts() + 1)
    return Response(
        render_template("sitemap/parts.xml", parts=parts, published_at=directory().about["published_at"]),
        mimetype="application/xml",
    )


@robots.get("/sitemap-<int:part>.xml")
@public
def sitemap(part: int) -> Response:
    """The addresses of up to PART practitioners, each with the day of its last confirmation or change."""
    if not 1 <= part <= _parts():
        abort(404)
    listings = directory().days((part - 1) * PART, part * PART)
    return Response(render_template("sitemap/listings.xml", listings=listings), mimetype="application/xml")


def _parts() -> int:
    if directory().about["made_up"]:
        abort(404)
    return -(-len(directory()) // PART)
