"""The map's files, and what the page says to its scripts. The map itself: tests/browser/test_map.py."""

import gzip
import json
import re
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from conftest import ROOT

from directory import create_app
from directory.core.addresses import STATES
from directory.settings import BadSetting, Settings
from directory.store.reference.files import base_map
from directory.web.search import map_files
from directory.web.search.routes_map_files import MEDIA_TYPES

TILES = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"
MILITARY_AND_FREE = {"AA", "AE", "AP", "FM", "MH", "PW"}  # no states or territories of the United States


def points(steps):
    """A line of the base map, as (latitude, longitude) pairs in degrees."""
    return list(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))


NEAR = (-1, 0, 1)


def between(steps):
    """What a line passes, in twentieths of a degree."""
    corners = points(steps)
    for (south, west), (north, east) in pairwise(corners):
        parts = max(abs(north - south), abs(east - west)) // 25 + 1
        for part in range(parts + 1):
            yield (
                round((south + (north - south) * part / parts) / 50),
                round((west + (east - west) * part / parts) / 50),
            )


def holds(ring, point):
    """Whether a ring is around a point: a ray to the east crosses it an odd number of times."""
    y, x = (each * 1000 for each in point)
    crossed = [
        (b[1] - a[1]) * (y - a[0]) / (b[0] - a[0]) + a[1] > x
        for a, b in pairwise(points(ring))
        if (a[0] > y) != (b[0] > y)
    ]
    return sum(crossed) % 2 == 1


def rings_of(land):
    """The rings of a file: a list of them, or for the country one for each state."""
    return [ring for rings in land.values() for ring in rings] if isinstance(land, dict) else land


@pytest.fixture(scope="module")
def outlines():
    """The base map's files, read."""
    return {name.removesuffix(".json"): json.loads(content) for name, content in base_map().items()}


class TestTheBaseMap:
    def test_there_is_a_file_for_every_state_and_the_country_has_two(self, outlines):
        every = set(outlines) - {"states", "land"}
        assert every == set(outlines["states"]["boxes"]) == set(outlines["land"]["land"])
        assert every == set(STATES) - MILITARY_AND_FREE

    def test_a_states_box_holds_its_land_or_it_would_not_be_fetched(self, outlines):
        for state, (south, west, north, east) in outlines["states"]["boxes"].items():
            latitudes, longitudes = zip(*(at for ring in outlines[state]["land"] for at in points(ring)), strict=True)
            assert (south, west) <= (min(latitudes), min(longitudes)), state
            assert max(latitudes) <= north and max(longitudes) <= east and min(longitudes) >= west, state

    def test_every_ring_ends_where_it_begins(self, outlines):
        rings = [points(ring) for name in outlines if name != "states" for ring in rings_of(outlines[name]["land"])]
        assert len(rings) > 500
        assert min(map(len, rings)) >= 4, "fewer points enclose no land"
        assert [ring for ring in rings if ring[0] != ring[-1]] == []

    @pytest.mark.parametrize(
        "state, south, north, west, east",
        [
            ("CO", 36.9, 41.1, -109.1, -102.0),
            ("HI", 18.9, 28.5, -178.4, -154.8),
            ("AK", 51.2, 71.4, -188.0, -129.9),
            ("GU", 13.2, 13.7, 144.6, 145.0),
        ],
    )
    def test_a_state_is_where_it_is(self, outlines, state, south, north, west, east):
        places = [point for ring in outlines[state]["land"] for point in points(ring)]
        assert len(places) >= 4
        latitudes, longitudes = zip(*places, strict=True)
        assert south <= min(latitudes) / 1000 and max(latitudes) / 1000 <= north
        assert west <= min(longitudes) / 1000 and max(longitudes) / 1000 <= east

    def test_neighbors_have_their_border_in_common(self, outlines):
        oregon, washington = (
            {point for ring in outlines[state]["land"] for point in points(ring)} for state in ("OR", "WA")
        )
        assert len(oregon & washington) > 100

    def test_places_are_named_once_the_largest_first(self, outlines):
        assert outlines["states"]["places"][0][0] == "New York"
        texas = outlines["TX"]["places"]
        assert texas == sorted(texas, key=lambda place: -place[3]) and all(0 < place[3] < 100_000 for place in texas)
        assert len({(name, latitude) for name, latitude, _, _ in texas}) == len(texas)

    def test_a_highway_passes_every_large_city_and_water_lies_where_it_does(self, outlines):
        """Alaska's and Hawaii's too; half a tenth of a degree is some 3 miles."""
        ways = {point for name in outlines for line in outlines[name].get("roads", ()) for point in between(line)}
        far = [
            city
            for city, latitude, longitude, people in outlines["states"]["places"]
            if people >= 250_000
            and not any((round(latitude * 20) + y, round(longitude * 20) + x) in ways for y in NEAR for x in NEAR)
        ]
        assert far == []
        lake_washington = (47.61, -122.26)
        assert any(holds(ring, lake_washington) for ring in outlines["WA"]["lakes"])

    def test_all_of_it_stays_under_five_megabytes_and_a_phone_loads_little(self, outlines):
        assert sum(map(len, base_map().values())) < 5_000_000
        sizes = {name: len(map_files.compressed(name)) for name in map_files.files() if name.endswith(".json")}
        assert sizes["states.json"] < 25_000 and max(sizes.values()) < 70_000


class TestTheFiles:
    def test_each_is_served_compressed_kept_for_a_year_and_guarded(self, client):
        for name in map_files.files():
            answer = client.plain.get(map_files.address(name), headers={"Accept-Encoding": "gzip"})
            assert gzip.decompress(answer.data) == map_files.files()[name]
            assert answer.mimetype == MEDIA_TYPES["." + name.rsplit(".", 1)[1]]
            assert "immutable" in answer.headers["Cache-Control"] and "Accept-Encoding" in answer.headers["Vary"]
            assert (
                answer.headers["X-Content-Type-Options"] == "nosniff"
                and "default-src 'none'" in answer.headers["Content-Security-Policy"]
            )

    def test_a_program_that_reads_no_gzip_gets_it_plain(self, client):
        assert client.plain.get(map_files.address("map.js")).data == map_files.files()["map.js"]

    @pytest.mark.parametrize(
        "path",
        [
            "/map/{version}/leaflet-src.js",
            "/map/{version}/..%2Fapp.py",
            "/map/000000000000/map.js",
            "/map/{version}/XX.json",
        ],
    )
    def test_nothing_else_is(self, client, path):
        assert client.plain.get(path.format(version=map_files.version())).status_code == 404


class TestThePage:
    def test_it_tells_the_scripts_what_was_searched(self, client):
        html = client.plain.get("/search?near=97214&within=10&kind=clinic&lang=es&page=1").text
        (section,) = re.findall(r'<section class="map"[^>]*>', html)
        assert 'data-miles="10.0"' in section and 'data-radii="5 10 25 50 100"' in section
        (search,) = re.findall(r'data-search="([^"]*)"', section)
        assert "kind=clinic" in search and "lang=es" in search and not re.search("near|within|page", search)

    def test_no_results_no_map(self, client):
        html = client.plain.get("/search?near=97214&name=zzzzqqqq").text
        assert "map.js" not in html and "map.css" not in html

    def test_it_credits_who_made_the_map(self, client):
        html = client.plain.get("/search?near=97214").text
        assert "U.S. Census Bureau" in html and "GeoNames" in html


class TestTilesOfAnotherHost:
    def test_none_may_be_loaded_unless_set(self, client):
        answer = client.plain.get("/search?near=97214")
        assert "img-src 'self';" in answer.headers["Content-Security-Policy"] and 'data-tiles=""' in answer.text

    def test_set_the_policy_lets_pictures_of_that_host_in_and_nothing_more(self, sample_data):
        before = create_app(sample_data).test_client().get("/search?near=97214").headers
        answer = (
            create_app(replace(sample_data, tile_url=TILES, tile_attribution="Tiles: <b>Example</b>"))
            .test_client()
            .get("/search?near=97214")
        )
        assert answer.headers["Content-Security-Policy"] == before["Content-Security-Policy"].replace(
            "img-src 'self'", "img-src 'self' https://*.tiles.example.org"
        )
        assert answer.headers["ETag"] != before["ETag"], "a browser would go on with the page it has"
        assert (
            f'data-tiles="{TILES}"' in answer.text
            and "Tiles: <b>Example</b>" in answer.text
            and "Census Bureau</a>" not in answer.text
        )

    @pytest.mark.parametrize(
        "url",
        [
            "tiles.example.org/{z}/{x}/{y}.png",
            "https://tiles.example.org/{z}/{x}.png",
            "https://a; script-src *//{z}{x}{y}",
            "javascript:{z}{x}{y}",
        ],
    )
    def test_a_setting_that_is_no_address_of_tiles_is_refused_in_words(self, monkeypatch, run, url):
        monkeypatch.setenv("TILE_URL", url)
        with pytest.raises(BadSetting, match="TILE_URL"):
            Settings()
        code, _, said = run("status")
        assert code == 2 and "TILE_URL is not set right" in said and "Traceback" not in said


@pytest.fixture(scope="module")
def with_streets(sample_data):
    """A browser of a site that has tiles of its own."""
    return create_app(replace(sample_data, map_tiles=str(ROOT / "tests/tiles/portland.pmtiles"))).test_client()


class TestTilesOfOurOwn:
    def test_they_are_sent_in_ranges_and_the_policy_stays_as_it_is(self, with_streets, client):
        page = with_streets.get("/search?near=97214")
        (address,) = re.findall(r'data-streets="([^"]+)"', page.text)
        part = with_streets.get(address, headers={"Range": "bytes=0-126"})
        assert part.status_code == 206 and len(part.data) == 127 and part.data.startswith(b"PMTiles")
        assert part.headers["Content-Range"].startswith("bytes 0-126/") and "immutable" in part.headers["Cache-Control"]
        assert (
            page.headers["Content-Security-Policy"]
            == client.plain.get("/search?near=97214").headers["Content-Security-Policy"]
        )
        assert "Made up for tests" in page.text and "<b>Made up" not in page.text

    def test_another_address_is_none(self, with_streets, client):
        assert with_streets.get("/map/tiles/0-0.pmtiles").status_code == 404
        assert client.plain.get("/map/tiles/0-0.pmtiles").status_code == 404


class TestPins:
    def test_everybody_found_is_there_in_the_order_of_the_list_with_the_same_filters(self, client):
        search = "near=Los+Angeles,+CA&within=100&kind=licensed_acupuncturist"
        pins = client.plain.get(f"/search/pins.json?{search}").json
        found = client.plain.get(f"/api/v1/search?{search}&license=active").json
        assert [pin["number"] for pin in pins] == list(range(1, found["total"] + 1)) and found["total"] > 20
        assert [pin["name"] for pin in pins[:20]] == [each["name"] for each in found["results"]]
        assert all(pin["call"].startswith("tel:+1") for pin in pins if pin["phone"])

    def test_it_speaks_the_language_of_the_page_and_a_search_that_cannot_be_read_is_refused(self, client):
        (pin, *_others) = client.plain.get("/search/pins.json?near=97214&lang=es").json
        assert "milla" in pin["miles"] and "lang=es" in pin["page"]
        assert client.plain.get("/search/pins.json?near=zzzzq").status_code == 400
