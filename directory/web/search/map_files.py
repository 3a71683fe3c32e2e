"""The files of the map beside the results, all served by us: Leaflet, the scripts that use it, outlines and names of places.

Their address changes with their content, so that browsers may keep them for a year. It is a folder, so that the scripts name
each other, and the outlines, by name alone.
"""

import gzip
import hashlib
from functools import cache
from pathlib import Path, PurePath

from flask import Blueprint, Flask, Response, abort, request
from xstatic.pkg import leaflet, leaflet_markercluster

from directory.settings import Settings
from directory.store.reference.files import base_map
from directory.web.search.forms import RADII
from directory.web.shell.guard import public

FILES = (
    (Path(__file__).parent / "map", ("map.js", "base.js", "pins.js", "around.js", "map.css")),
    (Path(leaflet.BASE_DIR), ("leaflet.js", "leaflet.css")),
    (Path(leaflet_markercluster.BASE_DIR), ("leaflet.markercluster.js",)),
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}

map_files = Blueprint("map", __name__)


def register(app: Flask, settings: Settings) -> None:
    """Serves the files from `app`, and tells its templates where they are and which tiles are set."""
    app.register_blueprint(map_files)
    app.jinja_env.globals |= {
        "map_file": address,
        "RADII": RADII,
        "tile_url": settings.tile_url,
        "tile_attribution": settings.tile_attribution,
    }


def address(name: str) -> str:
    """Where one of the files is."""
    return f"/map/{version()}/{name}"


@cache
def files() -> dict[str, bytes]:
    """Every file by name."""
    return {name: (folder / name).read_bytes() for folder, names in FILES for name in names} | base_map()


@cache
def version() -> str:
    """What changes when any of the files does."""
    return hashlib.sha256(b"".join(files().values())).hexdigest()[:12]


@cache
def compressed(name: str) -> bytes:
    """A file for browsers that read gzip: a third of its size."""
    return gzip.compress(files()[name], mtime=0)


@map_files.get("/map/<asked>/<name>")
@public
def file(asked: str, name: str) -> Response:
    """One of the files."""
    if asked != version() or name not in files():
        abort(404)
    small = "gzip" in request.accept_encodings
    response = Response(compressed(name) if small else files()[name], mimetype=TYPES[PurePath(name).suffix])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.vary.add("Accept-Encoding")
    if small:
        response.content_encoding = "gzip"
    return response
