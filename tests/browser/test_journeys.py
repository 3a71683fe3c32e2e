"""What a visitor does, in a real browser."""

import re

import pytest
from barriers import unbarred_light_and_dark
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGES = ["/", "/search?near=97214", "/search?near=82001&within=1&name=kim", "/search?near=zzzzq&within=x", "/nowhere"]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_zip_code_to_somebody_to_call(visit, javascript):
    page = visit("/", width=360, javascript=javascript)
    page.get_by_label("Where").fill("97214")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name=re.compile(r"^\d+ within 25 miles")).wait_for()
    first = page.locator(".card").first
    name = first.get_by_role("link").first.inner_text()
    first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert page.get_by_role("link", name="Directions").is_visible()
    assert re.search(r"/practitioners/\w", page.url)


def test_the_keyboard_alone_is_enough(visit):
    page = visit("/")
    while page.evaluate("document.activeElement.id") != "near":
        page.keyboard.press("Tab")
    page.keyboard.type("Portland, ME")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert "Portland, ME" in page.title()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"


def test_an_error_leads_to_the_field(visit):
    page = visit("/search?near=zzzzq")
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "near"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_barrier_or_needs_sideways_scrolling(visit, path, width):
    unbarred_light_and_dark(visit(path, width=width), width)


def test_a_listing_has_no_barrier_and_fits_a_phone(visit):
    page = visit("/search?near=97214", width=320)
    page.locator(".card a").first.click()
    page.wait_for_url("**/practitioners/**")
    unbarred_light_and_dark(page, 320)


def test_things_to_tap_are_large_enough(visit):
    page = visit("/search?near=97214", width=360)
    for link in page.locator("a:visible, button:visible, input:visible, select:visible, summary:visible").all():
        box = link.bounding_box()
        assert box["height"] >= 24 or box["y"] < 0, link.inner_text()
