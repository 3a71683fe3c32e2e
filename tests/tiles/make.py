"""Make portland.pmtiles, a map of Portland, Oregon, small enough for tests: Protomaps' layers, roads that are made up.

    pip install pmtiles==3.8.1 mapbox-vector-tile==2.2.0 shapely==2.2.0
    python3 tests/tiles/make.py

Written by the tools of those who made the format, so that what reads it here is tried on what others write.
"""

import gzip
import json
import math
from itertools import accumulate
from pathlib import Path

import mapbox_vector_tile
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

HERE = Path(__file__).parent
BOX = (-123.0, 45.3, -122.3, 45.7)
ZOOMS = range(5, 13)
LAYERS = ("earth", "water", "roads", "places")


def rivers() -> shapely.MultiLineString:
    """The rivers of Oregon that data/reference/map has."""
    told = json.loads((HERE.parents[1] / "data/reference/map/OR.json").read_text(encoding="utf-8"))["rivers"]
    lines = [zip(accumulate(steps[1::2]), accumulate(steps[::2]), strict=True) for steps in told]
    return shapely.MultiLineString([[(x / 1000, y / 1000) for x, y in line] for line in lines])


def roads() -> list[dict]:
    """A grid of streets, two highways."""
    west, south, east, north = BOX
    lines = [([(west + i / 50, south), (west + i / 50, north)], "major_road") for i in range(1, 35)]
    lines += [([(west, south + i / 50), (east, south + i / 50)], "major_road") for i in range(1, 20)]
    lines += [([(-122.67, south), (-122.67, north)], "highway"), ([(west, 45.53), (east, 45.53)], "highway")]
    return [{"geometry": shapely.LineString(line), "properties": {"kind": kind}} for line, kind in lines]


def content() -> dict[str, list[dict]]:
    """The features of each layer, in degrees."""
    water = rivers().intersection(shapely.box(*BOX)).buffer(0.004)
    place = {"kind": "locality", "kind_detail": "city", "name": "Portland", "min_zoom": 5, "population_rank": 12}
    return {
        "earth": [{"geometry": shapely.box(*BOX), "properties": {"kind": "earth"}}],
        "water": [{"geometry": water, "properties": {"kind": "water"}}],
        "roads": roads(),
        "places": [{"geometry": shapely.Point(-122.676, 45.523), "properties": place}],
    }


def tiles(zoom: int) -> list[tuple[int, int]]:
    """The tiles of a zoom that the box touches."""

    def column(longitude: float) -> int:
        return int((longitude + 180) / 360 * 2**zoom)

    def row(latitude: float) -> int:
        return int((1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * 2**zoom)

    west, south, east, north = BOX
    return [(x, y) for x in range(column(west), column(east) + 1) for y in range(row(north), row(south) + 1)]


def encoded(zoom: int, x: int, y: int, layers: dict[str, list[dict]]) -> bytes:
    """One tile, cut out and compressed."""
    half = 20037508.342789244
    size = 2 * half / 2**zoom
    box = (x * size - half, half - (y + 1) * size, (x + 1) * size - half, half - y * size)
    room = shapely.box(*box).buffer(size / 50)
    cut = []
    for name, features in layers.items():
        inside = [each | {"geometry": each["geometry"].intersection(room)} for each in features]
        cut.append({"name": name, "features": [each for each in inside if not each["geometry"].is_empty]})
    return gzip.compress(mapbox_vector_tile.encode(cut, default_options={"quantize_bounds": box}), mtime=0)


def mercator(points):
    """Degrees as meters of the web's projection."""
    radius = 6378137
    return [(radius * math.radians(x), radius * math.asinh(math.tan(math.radians(y)))) for x, y in points]


def main() -> None:
    """Cut every tile and write the archive."""
    layers = {
        name: [each | {"geometry": shapely.transform(each["geometry"], mercator)} for each in features]
        for name, features in content().items()
    }
    found = sorted((zxy_to_tileid(z, x, y), encoded(z, x, y, layers)) for z in ZOOMS for x, y in tiles(z))
    west, south, east, north = (round(each * 10**7) for each in BOX)
    header = {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_zoom": ZOOMS[0],
        "max_zoom": ZOOMS[-1],
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": 10,
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }
    described = {"vector_layers": [{"id": name} for name in LAYERS], "attribution": "<b>Made up</b> for tests"}
    with (HERE / "portland.pmtiles").open("wb") as file:
        writer = Writer(file)
        for tile, data in found:
            writer.write_tile(tile, data)
        writer.finalize(header, described)


if __name__ == "__main__":
    main()
