"""What may be kept and asked about again: an ETag of all that an answer is made of, and 304 before any work.

An answer is made of the directory, the program, the map's files and tiles, the address, the language and today's date
(ages are in the pages). What has nothing in its address but its name and a language is the same for everybody: caches
that many share may keep it for SHARED_FOR. What somebody searches for is in its address, and stays theirs. Whoever
sends a cookie has pages of their own, which carry no tag. What carries one is sent compressed: it holds no secret that
its size could betray.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response
from zlib_ng import zlib_ng

from directory.core import dates
from directory.settings import ROOT
from directory.web.search import map_files
from directory.web.shell.language import requested_language
from directory.web.shell.site import published_about, site

# They show listings, or what the program ships with, and nothing of who asks.
TAGGED_BLUEPRINTS = (
    *("search", "listing", "api", "api_description", "shortlist", "downloads", "map_pins"),
    *("coverage", "status", "robots", "feeds", "embed", "oembed", "hsds"),
)
UNTAGGED_ENDPOINTS = ("api.insurance",)  # a tag costs more than these answers do
PROGRAM_FOLDERS = ("directory", "templates", "data/translations", "data/reference")
VARIES = ("Accept-Language", "Cookie")
SHARED_FOR = "public, max-age=0, s-maxage=60"  # a minute; a browser asks each time
PACKED = (
    "text/html",
    "application/json",
    "application/fhir+json",
    "application/fhir+ndjson",
    "application/atom+xml",
    "application/feed+json",
    "text/csv",
    "application/geo+json",
    "text/vcard",
    "application/xml",
)
PACKING, GZIP = 6, 31  # zlib's effort, a page in a quarter of a millisecond; its word for gzip


def register(app: Flask) -> None:
    """Tags what the TAGGED_BLUEPRINTS of `app` answer to GET and HEAD."""
    program_fingerprint()  # read before the first visitor comes
    app.before_request(_answer_unchanged)
    app.after_request(_add_tag)


def _answer_unchanged() -> Response | None:
    """304 where the browser has this very answer already."""
    is_tagged = request.blueprint in TAGGED_BLUEPRINTS and request.endpoint not in UNTAGGED_ENDPOINTS
    if not is_tagged or request.method not in ("GET", "HEAD") or request.cookies:
        return None
    g.entity_tag = entity_tag()
    known = request.if_none_match.as_set(include_weak=True)
    return Response(status=304) if g.entity_tag in known else None


def _add_tag(response: Response) -> Response:
    if "entity_tag" in g and response.status_code in (200, 304) and "Set-Cookie" not in response.headers:
        response.set_etag(g.entity_tag)
        response.vary.update(VARIES)
        if request.args.keys() <= {"lang"} and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = SHARED_FOR
        pack(response, g.entity_tag)
    return response


def pack(response: Response, tag: str) -> None:
    """Compresses an answer for browsers that read gzip; its tag then says that only its meaning is the same."""
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or response.mimetype not in PACKED or response.direct_passthrough:
        return
    if request.accept_encodings.quality("gzip") > 0:
        packed = _packed(response.iter_encoded())
        if response.is_streamed:
            response.response = packed
        else:
            response.set_data(b"".join(packed))
        response.content_encoding = "gzip"
        response.set_etag(tag, weak=True)


def _packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as one gzip. All of the first is sent at once: nobody waits for others to see that something comes."""
    packer = zlib_ng.compressobj(PACKING, zlib_ng.DEFLATED, GZIP)
    for number, piece in enumerate(pieces):
        yield packer.compress(piece) + (b"" if number else packer.flush(zlib_ng.Z_SYNC_FLUSH))
    yield packer.flush()


def entity_tag() -> str:
    """The fingerprint of all that the answer to this request is made of."""
    about, settings = published_about(), site().settings
    parts = (
        program_fingerprint(),
        map_files.version(),
        settings.tile_url or "",
        tiles.stamp if (tiles := current_app.extensions["tiles"]) else "",
        settings.tile_attribution,
        settings.site_address,
        about.get("version", ""),
        about.get("published_at", ""),
        dates.today(),
        requested_language(),
        request.url,
    )
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()


@cache
def program_fingerprint() -> str:
    """The fingerprint of the program: its code, templates, static files, texts and reference data."""
    digest = hashlib.blake2b(digest_size=12)
    paths = [path for folder in PROGRAM_FOLDERS for path in (ROOT / folder).rglob("*")]
    for path in sorted(path for path in paths if path.is_file() and path.suffix != ".pyc"):
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()
