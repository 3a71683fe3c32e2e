"""The file of the map's tiles, where one is set: read when the program starts, and sent in ranges."""

from pathlib import Path
from typing import NamedTuple

from directory.core import tiles
from directory.core.tiles import NoTiles, Tiles


class TilesFile(NamedTuple):
    """A file of tiles. stamp: changes with the file; makers: whom to name beside the map; layers: what it has."""

    path: Path
    tiles: Tiles
    stamp: str
    makers: str
    layers: set[str]


def read_tiles(path: Path) -> TilesFile:
    """The file at a path. Raises NoTiles, which names it."""
    try:
        status = path.stat()
        with path.open("rb") as file:
            found = tiles.tiles(file.read(tiles.HEADER.size), status.st_size)
            start, length = found.metadata
            file.seek(start)
            described = tiles.metadata(file.read(min(length, tiles.LARGEST_METADATA)), found.internal_compression)
    except OSError as error:
        raise NoTiles(f"{path}: {error.strerror}") from None
    except NoTiles as error:
        raise NoTiles(f"{path}: {error}") from None
    stamp = f"{status.st_size:x}-{status.st_mtime_ns:x}"
    return TilesFile(path, found, stamp, tiles.makers(described), tiles.layers(described))
