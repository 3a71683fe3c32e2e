"""The files of the map beside the results, all served by us: Leaflet and what draws vector tiles on it, our scripts,
outlines, names of places.

Their address changes with their content, so that browsers may keep them for a year. It is a folder, so that the scripts
name each other, and the outlines, by name alone.
"""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet, leaflet_markercluster

from directory.store.reference.files import base_map

FILES = (
    (
        Path(__file__).parent / "map",
        ("map.js", "base.js", "pins.js", "around.js", "moving.js", "streets.js", "protomaps-leaflet.js", "map.css"),
    ),
    (Path(leaflet.BASE_DIR), ("leaflet.js", "leaflet.css")),
    (Path(leaflet_markercluster.BASE_DIR), ("leaflet.markercluster.js",)),
)


def address(name: str) -> str:
    """The path of one of the files on our site."""
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
