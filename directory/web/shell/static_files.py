"""The site's own static files; those that are text are sent compressed, to browsers that read gzip.

Their address changes when any of them does, so that browsers may keep them for a year. It is a folder, so that scripts
and styles, which name each other by name alone, are always of one version. Typefaces do not change and stand beside it.
"""

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path, PurePath

from flask import Flask, request
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

FOLDER = Path(__file__).parents[1] / "static"
TYPEFACES = "fonts/"
A_YEAR = 31_536_000  # seconds
VERSION = re.compile("[0-9a-f]{12}")
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def address(name: str) -> str:
    """The path of one of the files on our site."""
    return f"/static/{version()}/{name}"


@cache
def version() -> str:
    """What changes when any of the files does."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        if path.is_file():
            digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def send(app: Flask, path: str) -> Response:
    """A file of the static folder; a text of a third of its size, where that can be read.

    path: with a version before the name, or without. Of another version, which a page of an older or a newer program
    asks for, it is today's file, and nobody keeps it.
    """
    stated, _, rest = path.partition("/")
    name = rest if VERSION.fullmatch(stated) else path
    response = _compressed(name) or Flask.send_static_file(app, name)
    if stated == version() or name.startswith(TYPEFACES):
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "public, no-cache"
    return response


def _compressed(name: str) -> Response | None:
    """A text's gzip; None where the file is no text, is asked for in part, or cannot be read compressed."""
    media_type, file = MEDIA_TYPES.get(PurePath(name).suffix), safe_join(str(FOLDER), name)
    if not (media_type and file and Path(file).is_file()):
        return None
    if request.range or not request.accept_encodings.quality("gzip"):
        return None
    response = Response(compressed(Path(file)), mimetype=media_type)
    response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.add_etag()
    return response.make_conditional(request.environ)


@cache
def compressed(file: Path) -> bytes:
    """A file's gzip: files change only with the program."""
    return gzip.compress(file.read_bytes(), mtime=0)
