"""The streets of the map, in a real browser."""

import pytest
from conftest import ROOT
from server import serving

pytestmark = pytest.mark.browser


def test_streets_come_from_our_own_file_in_ranges_and_keep_to_the_policy(sample_data, chromium, tmp_path):
    tiles = str(ROOT / "tests/tiles/portland.pmtiles")
    with serving(sample_data.data, tmp_path / "log", MAP_TILES=tiles) as address:
        page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
        said, ranges = [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("response", lambda answer: answer.url.endswith(".pmtiles") and ranges.append(answer.status))
        page.goto(address + "/search?near=Portland,+OR&within=25")
        page.locator(".frame canvas.leaflet-tile-loaded").first.wait_for()
        page.wait_for_function(
            """() => [...document.querySelectorAll('.frame canvas.leaflet-tile')].some((tile) => {
                const seen = tile.getContext('2d').getImageData(0, 0, tile.width, tile.height).data;
                const colors = Array.from({length: seen.length / 4}, (_, at) => seen.slice(at * 4, at * 4 + 3).join());
                return new Set(colors).size > 2;
            })"""
        )
        assert set(ranges) == {206} and not said
        assert page.locator(".credits").inner_text() == "Made up for tests"
        page.context.close()
