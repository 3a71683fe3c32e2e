"""A whole morning at the desk in a real browser: a weekly file given, tried, looked at, mended, published and undone; a
pair settled, a mistake answered, all of it published, the figures read. And two admins at once.
"""

import os
from pathlib import Path

import nppes_files as files
import pytest
from barriers import unbarred_at
from desk_world import KEN
from playwright.sync_api import expect
from source_files import GOOD

from directory.store.imports import decisions
from directory.store.imports.database import Imports
from directory.store.listings.reader import Current
from directory.store.office import mistakes

pytestmark = pytest.mark.browser
PATIENCE = 60_000  # milliseconds for the worker
SHOTS = os.environ.get("SHOTS")  # a folder for screenshots
WIDTHS = (1280, 768, 360)  # pixels
WEEKLY, BROKEN, MENDED = "npidata_pfile_20261102-20261108.csv", "5035", "3035550188"
NEW = files.npi(805)


@pytest.fixture
def report(office):
    """A report of a mistake whose sender wants an answer; its id."""
    with office.transaction():
        mistakes.report_mistake(office, KEN, "phone", "It rings at a bakery", "pat@example.org")
    return mistakes.waiting_mistakes(office, 9)[-1].id


class Admin:
    """An admin at a browser, whose every page is looked at by another with JavaScript: axe needs it."""

    def __init__(self, page, looker, site):
        self.page, self.looker, self.site = page, looker, site
        looker.context.add_cookies(page.context.cookies())

    def open(self, path):
        """Opens a page of the site."""
        self.page.goto(self.site + path)

    def check(self, name):
        """Nothing bars anybody from the page, and nothing stands out of it."""
        self.looker.goto(self.page.url)
        unbarred_at(self.looker, WIDTHS)
        if SHOTS:
            self.looker.screenshot(path=Path(SHOTS) / f"{name}-{WIDTHS[-1]}.png", full_page=True)

    def click(self, selector):
        """Clicks the first of what a selector finds: pages of two languages have the same forms."""
        self.page.locator(selector).first.click()

    def fill(self, selector, text):
        """Types into the first of what a selector finds."""
        self.page.locator(selector).first.fill(text)

    def wait_for(self, selector):
        """Waits until the worker has brought a job so far."""
        expect(self.page.locator(selector).first).to_be_visible(timeout=PATIENCE)

    def publish(self, why):
        """Publishes a tried job with a word why."""
        self.fill("#publish [name=reason]", why)
        self.click("#publish button")
        self.wait_for(".phase-published")


def weekly_file(tmp_path):
    """NPPES's file of a week: one person, whose telephone number is none."""
    row = files.row(
        ("171100000X", "9005", "CO", "Y"),
        npi=NEW,
        last_name="DIAZ",
        first_name="EVA",
        city="BOULDER",
        state="CO",
        postal_code="80301",
    )
    path = tmp_path / WEEKLY
    path.write_text(files.text([row]).replace("5035550123", BROKEN))
    return path


def a_weekly_file_is_tried_and_looked_at(admin, path):
    admin.open("/admin/imports/new")
    admin.check("give")
    admin.page.locator("#upload [type=file]").set_input_files(path)
    admin.click("#upload button")
    admin.wait_for("form[action$='/admin/imports/new'] [name=upload] >> xpath=..")
    admin.check("given")
    admin.click("form[action$='/admin/imports/new'] button")
    admin.wait_for("#publish")
    job = admin.page.url
    admin.check("tried")
    for table in admin.page.locator(".tabs a").all():
        admin.page.goto(admin.site + table.get_attribute("href"))
        admin.check(admin.page.url.rpartition("/")[2])
        admin.page.go_back()
    admin.open(job.removeprefix(admin.site) + "/problems")
    expect(admin.page.locator("main")).to_contain_text(BROKEN)
    admin.page.goto(job)
    return job


def it_is_published_mended_and_the_mended_row_undone(admin, path, settings):
    admin.publish("weekly")
    assert not phone(settings, NEW)
    with admin.page.expect_download() as download:
        admin.click("a[href$='/mend.csv']")
    rows = download.value.path().read_text(encoding="utf-8-sig")
    path.write_text(rows.replace(BROKEN, MENDED))
    admin.page.locator("form[action$='/mended'] [type=file]").set_input_files(path)
    admin.click("form[action$='/mended'] button")
    admin.wait_for("#publish")
    admin.publish("mended by telephone")
    admin.check("published")
    assert phone(settings, NEW) == f"+1{MENDED}"
    admin.click("form[action*='/undo/'] button")
    admin.wait_for("#publish")
    admin.check("undo")
    admin.publish("that was another's")
    assert not phone(settings, NEW)
    admin.open("/admin/imports/")
    admin.check("imports")


def a_pair_is_settled(admin, settings):
    admin.open("/admin/matches")
    admin.check("matches")
    admin.click("p[role=status] a[href*='/admin/matches/']")
    admin.check("match")
    admin.fill(".decide [name=why]", "I called")
    admin.click("button[name=answer][value=same]")
    with Imports(settings.imports_db) as imports:
        assert set(decisions.decisions(imports.connection).values()) == {True}


def a_mistake_is_mended_and_answered(admin, report, office):
    admin.open("/admin/mistakes")
    admin.check("mistakes")
    admin.click(f"a[href*='{report}']")
    admin.click("a[href*='/admin/listings/']")
    admin.check("listing")
    what = admin.page.locator("select[name=what] option[value^=phone-]").first.get_attribute("value")
    admin.page.locator("select[name=what]").select_option(what)
    for name, text in (("value", "303-555-0177"), ("learned", "called on Nov 28"), ("why", "reported")):
        admin.fill(f"form[action$='/edit'] [name={name}]", text)
    admin.click("form[action$='/edit'] button")
    admin.check("answer")
    admin.click("#answered button")
    assert mistakes.mistake_by_id(office, report).reply_to == ""


def all_of_it_is_published_and_the_figures_are_read(admin, settings):
    admin.open("/admin/publish")
    admin.check("publish")
    admin.fill("#publish [name=why]", "this morning's")
    admin.click("#publish button")
    admin.wait_for(".phase-published")
    admin.check("edition")
    assert phone(settings, KEN) == "+13035550177"
    admin.open("/admin/quality")
    admin.check("quality")
    admin.click("a[href^='/admin/quality/listings?']")
    admin.check("quality-listings")


def phone(settings, practitioner_id):
    """The telephone number that patients see, None where there is none."""
    return Current(settings.directory_db).get().listing(practitioner_id).locations[0].phone


@pytest.mark.parametrize(("width", "language", "javascript"), [(360, "en", False), (1280, "es", True)])
def test_a_morning(enter, visit, report, office, site, sample_data, tmp_path, width, language, javascript):
    how = {"width": width, "language": language}
    page = enter("/admin/", role="admin", javascript=javascript, **how)
    admin = Admin(page, visit("/about", signs_in=True, **how), site)
    path = weekly_file(tmp_path)
    a_weekly_file_is_tried_and_looked_at(admin, path)
    it_is_published_mended_and_the_mended_row_undone(admin, path, sample_data)
    a_pair_is_settled(admin, sample_data)
    a_mistake_is_mended_and_answered(admin, report, office)
    all_of_it_is_published_and_the_figures_are_read(admin, sample_data)


def test_of_two_admins_the_second_waits_in_a_queue_that_both_see(enter, site, sample_data, tmp_path):
    admins = [enter("/admin/imports/new", role="admin", javascript=False) for _ in range(2)]
    with Imports(sample_data.imports_db) as imports, imports.transaction():  # while something else is at work
        for page, good in zip(admins, (GOOD["nppes"], GOOD["roster"]), strict=True):
            file = tmp_path / good.name
            file.write_bytes(good.content)
            page.locator("#upload [type=file]").set_input_files(file)
            page.locator("#upload button").click()
            page.locator("form[action$='/admin/imports/new'] button").click()
        first, second = admins
        expect(second.get_by_text("1 job is before it")).to_be_visible()
        addresses = [page.url.removeprefix(site) for page in admins]
        for page in admins:
            page.goto(f"{site}/admin/imports/")
            queued = page.locator(".queue a")
            assert [queued.nth(place).get_attribute("href") for place in range(2)] == addresses
    for page, address in zip(admins, addresses, strict=True):
        page.goto(site + address)
        expect(page.locator("#publish")).to_be_visible(timeout=PATIENCE)
    first.locator("#publish [name=reason]").fill("weekly")
    first.locator("#publish button").click()
    expect(first.locator(".phase-published")).to_be_visible(timeout=PATIENCE)
    second.locator("#publish [name=reason]").fill("members")
    second.locator("#publish button").click()
    expect(second.get_by_text("please look once more")).to_be_visible(timeout=PATIENCE)
