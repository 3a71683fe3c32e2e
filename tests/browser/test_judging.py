"""An admin's morning at the desk: pairs judged by keyboard, a mistake mended and answered, the figures read."""

import nppes_files as files
import pytest
from namesakes import ana
from playwright.sync_api import expect
from server import serving

from directory.publish.build import publish
from directory.settings import Settings
from directory.store.imports import decisions
from directory.store.imports.database import Imports
from directory.store.listings.reader import Current
from directory.store.office import mistakes

pytestmark = pytest.mark.browser
A, B = files.npi(801), files.npi(802)
NPPES = [ana(npi=A), ana(npi=B, name="Ken Sato", phone="+13035550103")]
TABLE = [ana("t1", phone=None), ana("t2", name="Ken Sato", phone=None)]


@pytest.fixture(scope="module")
def sample_data(tmp_path_factory, gazetteer):
    """A data folder in which two pairs wait, in place of the sample's."""
    settings = Settings(tmp_path_factory.mktemp("judging") / "local")
    settings.data.mkdir()
    with Imports(settings.imports_db) as imports, imports.transaction():
        for source, statements in (("nppes", NPPES), ("csv", TABLE)):
            snapshot = imports.new_snapshot(source, "", False, True, f"{source}.csv", "")
            imports.write(snapshot, [(each.id, each) for each in statements])
            imports.finish(snapshot, "2026-11-01", True, [], {"rows_read": 2, "listings": 2, "problems": 0})
        publish(imports, settings.directory_db, gazetteer)
    return settings


@pytest.fixture(scope="module")
def site(sample_data, tmp_path_factory):
    """The address of a server with it."""
    with serving(sample_data.data, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture
def report(office):
    """A report of a mistake whose sender wants an answer; its id."""
    with office.transaction():
        mistakes.report_mistake(office, B, "phone", "It rings at a bakery", "pat@example.org")
    return mistakes.waiting_mistakes(office, 99)[-1].id


def decided(settings):
    """What was decided so far."""
    with Imports(settings.imports_db) as imports:
        return set(decisions.decisions(imports.connection).values())


def listens(page):
    """Waits until the page listens to keys, and says so."""
    expect(page.get_by_role("button", name="Turn keys off")).to_be_visible()


def test_pairs_are_judged_taken_back_and_put_off_by_keys_that_can_be_turned_off(enter, site, sample_data):
    page = enter("/admin/matches", role="admin")
    page.get_by_role("link", name="Begin with the first").click()
    page.wait_for_url("**/admin/matches/*")
    first = page.url
    listens(page)
    page.keyboard.press("y")
    page.wait_for_url("**done=*")
    assert decided(sample_data) == {True}
    listens(page)
    page.keyboard.press("u")
    page.wait_for_url(first)
    assert decided(sample_data) == set()
    listens(page)
    page.get_by_label("Why").fill("yn")
    assert page.url == first, "letters that are typed are no keys"
    page.get_by_role("button", name="Turn keys off").click()
    page.keyboard.press("n")
    assert decided(sample_data) == set() and page.url == first
    page.get_by_role("button", name="Turn keys on").click()
    listens(page)
    page.keyboard.press("l")
    page.wait_for_url(lambda address: address != first)
    listens(page)
    page.keyboard.press("n")
    page.wait_for_url("**done=*")
    assert decided(sample_data) == {False}


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_mistake_is_mended_published_and_answered(enter, report, office, sample_data, site, javascript):
    page = enter("/admin/mistakes", role="admin", javascript=javascript)
    page.locator(f"a[href*='{report}']").click()
    page.get_by_role("link", name="State what is right").click()
    page.get_by_label("What you state").select_option(label="Telephone number at Denver, CO")
    form = page.locator("form[action$='/edit']")
    form.get_by_label("What is right").fill("303-555-0177")
    form.get_by_label("Where you know it from").fill("called on Nov 28")
    form.get_by_label("Why").fill("reported")
    form.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Answer")
    page.get_by_role("button", name="Answered").click()
    assert mistakes.mistake_by_id(office, report).reply_to == ""
    page.goto(f"{site}/admin/publish")
    page.get_by_label("Why").fill("a report")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".phase-published")).to_be_visible(timeout=60_000)
    assert Current(sample_data.directory_db).get().listing(B).locations[0].phone == "+13035550177"


PAGES = (
    *("/admin/", "/admin/matches", "/admin/matches/1", "/admin/matches/together?answer=same&pair=1&pair=2"),
    *("/admin/publish", "/admin/held-back", "/admin/held-back?why=place", "/admin/mistakes", "/admin/rules"),
    *("/admin/listings", f"/admin/listings/{A}", "/admin/quality", "/admin/quality/listings?state=CO"),
)


@pytest.mark.parametrize("width", [1280, 768, 360])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_of_the_desk_has_a_barrier_or_needs_sideways_scrolling(enter, report, site, width, language):
    from axe_playwright_python.sync_playwright import Axe

    page = enter("/admin/", role="admin", width=width)
    for path in (*PAGES, f"/admin/mistakes/{report}"):
        page.goto(f"{site}{path}{'&' if '?' in path else '?'}lang={language}")
        found = Axe().run(page)
        assert found.violations_count == 0, (page.url, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
