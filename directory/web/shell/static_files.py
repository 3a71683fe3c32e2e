"""The site's own static files; those that are text are sent compressed, to browsers that read gzip."""

import gzip
from functools import cache
from pathlib import Path, PurePath

from flask import Flask, request
from werkzeug.wrappers import Response

TEXT = (".css", ".js", ".svg")
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def send(app: Flask, name: str) -> Response:
    """A file of the static folder, as Flask sends it; a text of a third of its size, where that can be read."""
    suffix = PurePath(name).suffix
    file = Path(app.static_folder or "") / name
    is_own = suffix in TEXT and ".." not in PurePath(name).parts and file.is_file()
    if not is_own or request.range or not request.accept_encodings.quality("gzip"):
        response: Response = Flask.send_static_file(app, name)
        return response
    response = Response(compressed(file), mimetype=MEDIA_TYPES[suffix])
    response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = app.get_send_file_max_age(name)
    response.add_etag()
    return response.make_conditional(request.environ)


@cache
def compressed(file: Path) -> bytes:
    """A file's gzip: files change only with the program."""
    return gzip.compress(file.read_bytes(), mtime=0)
