"""What the first bytes of a PMTiles archive say: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md

Such a file holds the map of an area as vector tiles. A browser reads the parts that it needs, by ranges of bytes.
"""

import gzip
import json
import re
from struct import Struct
from typing import Any, NamedTuple

HEADER = Struct("<7sB11Q6B4iB2i")  # little-endian, 127 bytes
GZIP, MVT = 2, 1  # of a compression, of a type of tile
READABLE = (1, GZIP)  # compressions that browsers read here: none, gzip
NEEDED_LAYERS = {"earth", "water", "roads", "places"}  # of Protomaps' basemap: what the map's colors and names are for
STREETS_FROM = 12  # a zoom: below it there are no streets
LARGEST_METADATA = 10_000_000  # bytes
DEGREE = 10_000_000  # steps in the header's degrees
UNITED_STATES = (-125.0, 24.4, -66.9, 49.4)  # west, south, east, north; without Alaska, Hawaii and the territories


class NoTiles(ValueError):
    """A file that cannot be the map's; says why."""


class Tiles(NamedTuple):
    """What an archive holds. box: west, south, east, north, in degrees; metadata: where it stands in the file; end: the
    size that the file has if it is whole.
    """

    box: tuple[float, float, float, float]
    zooms: tuple[int, int]
    how_many: int
    metadata: tuple[int, int]
    internal_compression: int
    end: int

    def doubts(self, layers: set[str]) -> list[str]:
        """What the map will lack, in words."""
        west, south, east, north = self.box
        lacking = sorted(NEEDED_LAYERS - layers)
        outside = east < UNITED_STATES[0] or west > UNITED_STATES[2] or north < UNITED_STATES[1]
        found = {
            f"it has no {', '.join(lacking)}: it is not Protomaps' basemap": lacking,
            f"it has no streets: they begin at zoom {STREETS_FROM}, and it ends at {self.zooms[1]}": self.zooms[1]
            < STREETS_FROM,
            "its area lies outside the United States": outside or south > UNITED_STATES[3],
        }
        return [words for words, applies in found.items() if applies]


def tiles(start: bytes, size: int) -> Tiles:
    """What the first bytes of a file of this size say. Raises NoTiles."""
    if len(start) < HEADER.size or not start.startswith(b"PMTiles"):
        raise NoTiles("This is no PMTiles file.")
    _, version, *numbers = HEADER.unpack(start[: HEADER.size])
    if version != 3:
        raise NoTiles(f"This is PMTiles of version {version}; version 3 is needed.")
    offsets, (_clustered, internal, packed, kind, least, most), box = numbers[:11], numbers[11:17], numbers[17:21]
    if kind != MVT:
        raise NoTiles("Its tiles are pictures; vector tiles (MVT) are needed.")
    if packed not in READABLE or internal not in READABLE:
        raise NoTiles("It is compressed in a way that browsers do not read; gzip is needed.")
    end = max(offset + length for offset, length in zip(offsets[:8:2], offsets[1:8:2], strict=True))
    if size < end:
        raise NoTiles(f"It is cut off: {size:,} bytes of {end:,}.")
    west, south, east, north = (degrees / DEGREE for degrees in box)
    return Tiles((west, south, east, north), (least, most), offsets[8], (offsets[2], offsets[3]), internal, end)


def metadata(stored: bytes, compression: int) -> dict[str, Any]:
    """The archive's own description of itself. Raises NoTiles."""
    try:
        text = gzip.decompress(stored) if compression == GZIP else stored
        described = json.loads(text)
    except (OSError, EOFError, ValueError):
        raise NoTiles("Its description of itself cannot be read.") from None
    if not isinstance(described, dict):
        raise NoTiles("Its description of itself cannot be read.")
    return described


def layers(described: dict[str, Any]) -> set[str]:
    """The names of the layers that the description tells."""
    return {str(each["id"]) for each in described.get("vector_layers", ()) if isinstance(each, dict) and "id" in each}


def makers(described: dict[str, Any]) -> str:
    """Who made the map, as plain text: what has to be shown beside it."""
    words = re.sub(r"<[^>]*>", " ", str(described.get("attribution") or ""))
    return " ".join(words.split())[:200] or "© OpenStreetMap"
