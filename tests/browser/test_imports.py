"""A weekly file in a real browser: given, tried, looked at, published and undone."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from server import serving
from source_files import GOOD

from directory.cli.sample import SAMPLE
from directory.importer.run import import_files
from directory.publish.build import publish
from directory.settings import Settings
from directory.store.imports.database import Imports

pytestmark = pytest.mark.browser
PATIENCE = 60_000  # milliseconds for the worker
SHOTS = os.environ.get("SHOTS")  # a folder for screenshots


@pytest.fixture
def sample_data(tmp_path, gazetteer):
    """A data folder of this test's own with the sample directory."""
    settings = Settings(tmp_path / "local")
    with Imports(settings.imports_db) as imports, imports.transaction():
        import_files(imports, "sample", [SAMPLE], gazetteer)
        publish(imports, settings.directory_db, gazetteer)
    return settings


@pytest.fixture
def site(sample_data, tmp_path):
    """The address of a server with it, and its worker."""
    with serving(sample_data.data, tmp_path / "log") as address:
        yield address


def check(page, name):
    """Nothing bars anybody from the page, and nothing stands out of it."""
    found = Axe().run(page).response["violations"]
    assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def give(page, site, tmp_path, good):
    """Uploads a file and has it tried."""
    file = tmp_path / good.name
    file.write_bytes(good.content)
    page.goto(f"{site}/admin/imports/new")
    check(page, "give")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("This looks like", timeout=PATIENCE)
    check(page, "given")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("heading", name="What it would do")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("width", [1280, 768])
def test_a_weekly_file_is_given_tried_looked_at_published_and_undone(enter, site, tmp_path, width):
    page = enter("/admin/imports", role="admin", width=width)
    give(page, site, tmp_path, GOOD["nppes"])
    check(page, "tried")
    for table in ("New", "Changed", "Problems", "Twenty rows by lot"):
        page.locator(".tabs").get_by_role("link", name=table).click()
        check(page, table.replace(" ", "-"))
    page.get_by_role("link", name=GOOD["nppes"].name).click()
    page.get_by_label("Why").first.fill("weekly")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".phase-published")).to_be_visible(timeout=PATIENCE)
    check(page, "published")
    page.get_by_role("button", name="See what undoing would do").click()
    expect(page.get_by_role("heading", name="The guard says no")).to_be_visible(timeout=PATIENCE)
    check(page, "undo")
    page.get_by_label("Why").first.fill("last month's")
    page.get_by_label("I have looked at what would be lost").check()
    page.get_by_role("button", name="Take it out").click()
    expect(page.locator(".phase-published")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{site}/admin/imports/")
    expect(page.locator("main")).to_contain_text("taken out")
    check(page, "imports")
