"""The map's files, for browsers to keep: see map_files; and its tiles, where a file of them is set."""

from pathlib import PurePath

from flask import Blueprint, Flask, abort, current_app, request, send_file
from werkzeug.wrappers import Response

from directory.settings import Settings
from directory.store.tiles import TilesFile, read_tiles
from directory.web.search import map_files
from directory.web.search.forms import RADII
from directory.web.shell.guard import public

blueprint = Blueprint("map", __name__)
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


def register(app: Flask, settings: Settings) -> None:
    """Tells the templates of `app` where the files are and which tiles are set. Raises NoTiles."""
    tiles = read_tiles(settings.tiles_file) if settings.tiles_file else None
    app.extensions["tiles"] = tiles
    app.jinja_env.globals |= {
        "map_file": map_files.address,
        "RADII": RADII,
        "tiles": tiles,
        "tile_url": None if tiles else settings.tile_url,
        "tile_attribution": settings.tile_attribution,
    }


@blueprint.get("/map/tiles/<stamp>.pmtiles")
@public
def tiles(stamp: str) -> Response:
    """The file of tiles, or the range of it that is asked for."""
    known: TilesFile | None = current_app.extensions["tiles"]
    if known is None or stamp != known.stamp:
        abort(404)
    response = send_file(known.path, "application/vnd.pmtiles", conditional=True, max_age=31536000)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@blueprint.get("/map/<version>/<name>")
@public
def file(version: str, name: str) -> Response:
    """One of the files, by the version that is in its address."""
    if version != map_files.version() or name not in map_files.files():
        abort(404)
    is_gzip = request.accept_encodings.quality("gzip") > 0
    content = map_files.compressed(name) if is_gzip else map_files.files()[name]
    response = Response(content, mimetype=MEDIA_TYPES[PurePath(name).suffix])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.vary.add("Accept-Encoding")
    if is_gzip:
        response.content_encoding = "gzip"
    return response
