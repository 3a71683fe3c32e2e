"""A schedule is made, changed, run and stopped in a real browser, without JavaScript and on a telephone."""

import os
from pathlib import Path

import pytest
from barriers import unbarred

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS")  # a folder for screenshots


def check(page, name):
    """Nothing bars anybody from the page, and nothing stands out of it."""
    unbarred(page, page.viewport_size["width"])
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


@pytest.mark.parametrize("width, language", [(1280, "en"), (360, "es")])
def test_its_pages_bar_nobody(enter, site, width, language):
    page = enter(f"/admin/schedules/new?lang={language}", role="admin", width=width)
    page.locator(".panel summary").first.click()
    check(page, "schedule-new")
    page.get_by_role("button", name={"en": "Save", "es": "Guardar"}[language]).click()
    check(page, "schedule-wrong")
    for path in ("/admin/schedules/", "/admin/imports/new", "/status"):
        page.goto(f"{site}{path}?lang={language}")
        check(page, path.strip("/").replace("/", "-"))


def test_one_is_made_and_stopped_without_javascript(enter, site):
    page = enter("/admin/schedules/new", role="admin", javascript=False)
    page.get_by_label("What it fetches or tries").select_option("nppes-weeks")
    page.get_by_label("How often").select_option("14")
    page.get_by_role("button", name="Save").click()
    assert "every two weeks" in page.locator("main").inner_text()
    page.get_by_role("button", name="Stop").first.click()
    assert "stopped" in page.locator("main").inner_text()
