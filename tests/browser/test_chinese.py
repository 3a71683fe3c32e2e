"""The pages in Chinese in a real browser: axe finds nothing, nothing is cut off, in both schemes."""

import pytest
from barriers import unbarred_light_and_dark

pytestmark = pytest.mark.browser

PAGES = ("/", "/search?near=97214", "/coverage", "/guide")  # those that are there in Chinese


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_page_in_chinese(visit, path):
    page = visit(f"{path}{'&' if '?' in path else '?'}lang=zh", width=360)
    assert page.locator("html").get_attribute("lang") == "zh"
    assert page.locator(".unchecked").is_visible()
    unbarred_light_and_dark(page, 360)


def test_axe_finds_nothing_on_a_listing_in_chinese(visit):
    page = visit("/search?near=97214&lang=zh", width=360)
    page.locator(".card h3 a").first.click()
    page.wait_for_url("**/practitioners/**")
    assert page.locator("html").get_attribute("lang") == "zh"
    unbarred_light_and_dark(page, 360)
