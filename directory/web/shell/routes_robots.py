"""What search engines may read: each practitioner's page and sitemaps of them, no search; of a sample nothing."""

from collections.abc import Iterator
from urllib.parse import quote

from flask import Blueprint, Flask, abort, g, render_template, request, url_for
from markupsafe import escape
from werkzeug.wrappers import Response

from directory.store.listings.reader import Directory, last_days
from directory.web.shell.guard import public
from directory.web.shell.site import absolute_url, directory
from directory.web.shell.turns import long_answer

blueprint = Blueprint("robots", __name__)
SITEMAP_SIZE = 10_000  # listings; the protocol allows 50,000 addresses and 50 MB (sitemaps.org/protocol.html)
READ_AT_ONCE = 50  # listings
ID = "0000000000"
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
    # Everybody's page, with a mark for the id: an address takes as long to make as all else here.
    page = str(escape(absolute_url(url_for("listing.show", practitioner_id=ID))))
    return long_answer(_listings(directory(), part, page), "application/xml")


def _listings(version: Directory, part: int, page: str) -> Iterator[str]:
    """A sitemap, as its texts come."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for start in range((part - 1) * SITEMAP_SIZE, part * SITEMAP_SIZE, READ_AT_ONCE):
        for practitioner_id, day in last_days(version, start, min(start + READ_AT_ONCE, part * SITEMAP_SIZE)):
            changed = f"<lastmod>{day}</lastmod>" if day else ""
            yield f"<url><loc>{page.replace(ID, quote(practitioner_id, safe=''))}</loc>{changed}</url>\n"
    yield "</urlset>\n"


def _xml(text: str) -> Response:
    return Response(text, mimetype="application/xml")


def _sitemap_count() -> int:
    """How many sitemaps there are; 404 Not Found for a sample directory, which has none."""
    if directory().about["made_up"]:
        abort(404)
    return -(-len(directory()) // SITEMAP_SIZE)
