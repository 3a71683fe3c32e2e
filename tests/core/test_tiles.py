"""What a PMTiles file says of itself; portland.pmtiles is written by the tools of those who made the format."""

import gzip
import struct

import pytest
from conftest import ROOT

from directory.core import tiles
from directory.core.tiles import NoTiles
from directory.store.tiles import read_tiles

PORTLAND = ROOT / "tests/tiles/portland.pmtiles"
WHOLE = PORTLAND.read_bytes()


def changed(place, form, value):
    """The first bytes of the file with one value of the header changed."""
    start = bytearray(WHOLE[:127])
    struct.pack_into(form, start, place, value)
    return bytes(start)


def test_what_it_holds_is_read():
    found = read_tiles(PORTLAND)
    assert found.tiles.box == (-123.0, 45.3, -122.3, 45.7) and found.tiles.zooms == (5, 12)
    assert found.tiles.how_many > 50 and found.tiles.end == len(WHOLE)
    assert found.layers == {"earth", "water", "roads", "places"} and not found.tiles.doubts(found.layers)


def test_who_made_it_is_named_as_plain_text():
    assert read_tiles(PORTLAND).makers == "Made up for tests"
    assert tiles.makers({"attribution": "<script>x</script>"}) == "x" and "OpenStreetMap" in tiles.makers({})


@pytest.mark.parametrize(
    ("start", "size", "said"),
    [
        (b"", 0, "no PMTiles"),
        (b"PK\x03\x04" * 40, 160, "no PMTiles"),
        (changed(7, "B", 2), len(WHOLE), "version 2"),
        (changed(99, "B", 2), len(WHOLE), "pictures"),
        (changed(98, "B", 3), len(WHOLE), "do not read"),
        (WHOLE[:127], len(WHOLE) - 1, "cut off"),
    ],
    ids=["empty", "a zip", "older", "of pictures", "brotli", "cut off"],
)
def test_what_cannot_be_the_map_is_refused_with_the_reason(start, size, said):
    with pytest.raises(NoTiles, match=said):
        tiles.tiles(start, size)


def test_what_the_map_will_lack_is_told():
    found = read_tiles(PORTLAND).tiles
    assert "no roads" in found.doubts({"earth", "water", "places"})[0]
    assert "no streets" in found._replace(zooms=(0, 9)).doubts(tiles.NEEDED_LAYERS)[0]
    assert "outside" in found._replace(box=(5.0, 45.0, 10.0, 48.0)).doubts(tiles.NEEDED_LAYERS)[0]
    assert not found._replace(box=(-180.0, -85.0, 180.0, 85.0)).doubts(tiles.NEEDED_LAYERS), "the whole world"


@pytest.mark.parametrize(
    "stored", [b"not gzip", gzip.compress(b"{"), gzip.compress(b"[1]")], ids=["raw", "cut", "list"]
)
def test_a_broken_description_is_told(stored):
    with pytest.raises(NoTiles, match="description"):
        tiles.metadata(stored, tiles.GZIP)
