"""What browsers may keep and ask about again: an ETag of all that an answer is made of, and 304 before any work where it is still the same.

An answer is made of the directory, the program, the map's files and tiles, the address, the language, the visitor's device (whose
map application a link opens) and today's date (ages are in the pages). Whoever sends a cookie has pages of their own, which carry no tag.
"""

import hashlib
from datetime import date
from functools import cache

from flask import Flask, Response, g, request

from directory.settings import ROOT
from directory.web.search import map_files
from directory.web.shell.language import chosen
from directory.web.shell.site import directory, site

AREAS = ("pages", "api", "shortlist", "downloads", "robots")  # the blueprints that show listings
UNTAGGED = ("api.insurance",)  # a tag costs more than these answers do
PROGRAM = ("directory", "templates", "data/translations", "data/reference")
VARIES = ("Accept-Language", "User-Agent", "Cookie")


def register(app: Flask) -> None:
    """Tags what the AREAS of `app` answer to GET and HEAD."""
    program()  # read before the first visitor comes
    app.before_request(_unchanged)
    app.after_request(_tagged)


def _unchanged() -> Response | None:
    if (
        request.blueprint not in AREAS
        or request.endpoint in UNTAGGED
        or request.method not in ("GET", "HEAD")
        or request.cookies
    ):
        return None
    g.tag = tag()
    return Response(status=304) if g.tag in request.if_none_match.as_set(include_weak=True) else None


def _tagged(response: Response) -> Response:
    if "tag" in g and response.status_code in (200, 304) and "Set-Cookie" not in response.headers:
        response.set_etag(g.tag)
        response.vary.update(VARIES)
    return response


def tag() -> str:
    """The fingerprint of all that the answer to this request is made of. Raises NoDirectory."""
    about, settings = directory().about, site().settings
    parts = (
        program(),
        map_files.version(),
        settings.tile_url or "",
        settings.tile_attribution,
        settings.site_address,
        about["version"],
        about["published_at"],
        date.today().isoformat(),
        chosen(),
        request.user_agent.string,
        request.url,
    )
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()


@cache
def program() -> str:
    """The fingerprint of the program: its code, templates, static files, texts and reference data."""
    digest = hashlib.blake2b(digest_size=12)
    for path in sorted(
        path for folder in PROGRAM for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc"
    ):
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()
