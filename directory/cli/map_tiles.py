"""The command that checks a file of the map's streets, or says where one comes from."""

import json
from pathlib import Path
from typing import Protocol

from directory.cli.console import DONE, DONE_WITH_REFUSALS
from directory.settings import Settings
from directory.store.tiles import TilesFile, read_tiles

WHERE_FROM = """\
The map draws streets from a PMTiles file beside the databases. Nobody else then learns where visitors look.
Protomaps makes one of the whole world each day from OpenStreetMap; its tool (https://docs.protomaps.com/pmtiles/cli)
copies the part that you need, over the network, without fetching the rest:

    pmtiles extract https://build.protomaps.com/YYYYMMDD.pmtiles us.pmtiles --bbox=-125,24.4,-66.9,49.4 --maxzoom=14

YYYYMMDD: one of the days listed at https://maps.protomaps.com/builds. --bbox: west, south, east, north; that of one
state makes a far smaller file. --maxzoom: each zoom less about halves it; streets begin at 12. The data is
OpenStreetMap's, under the ODbL. Then:

    python3 run.py tiles us.pmtiles               checks it
    MAP_TILES=us.pmtiles python3 run.py serve     a path, or a name in the folder of the databases"""


class TilesOptions(Protocol):
    """What is typed after `tiles`."""

    file: str | None
    json: bool


def check(options: TilesOptions, settings: Settings) -> int:
    """Says what a file of tiles holds and lacks; without one, the file that is set, else where one comes from."""
    path = Path(options.file) if options.file else settings.tiles_file
    if path is None:
        print(json.dumps({"tiles": None}) if options.json else WHERE_FROM)
        return DONE
    found = read_tiles(path)
    doubts = found.tiles.doubts(found.layers)
    if options.json:
        print(json.dumps(_record(found) | {"doubts": doubts}))
    else:
        print("\n".join([*_in_words(found), *(f"But {doubt}." for doubt in doubts)]))
    return DONE_WITH_REFUSALS if doubts else DONE


def _record(found: TilesFile) -> dict[str, object]:
    box, zooms = found.tiles.box, found.tiles.zooms
    known = {"box": box, "zooms": zooms, "count": found.tiles.how_many, "layers": sorted(found.layers)}
    return {"tiles": str(found.path), "bytes": found.tiles.end, "makers": found.makers} | known


def _in_words(found: TilesFile) -> list[str]:
    west, south, east, north = found.tiles.box
    least, most = found.tiles.zooms
    return [
        f"{found.path}: {found.tiles.how_many:,} vector tiles, {found.tiles.end / 1e6:,.1f} MB, whole",
        f"  zooms {least} to {most}; {south:g} to {north:g} north, {west:g} to {east:g} east",
        f"  layers: {', '.join(sorted(found.layers)) or 'none told'}; made by {found.makers}",
    ]
