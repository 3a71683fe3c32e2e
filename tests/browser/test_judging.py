"""Pairs judged by keyboard, and each page of the desk looked at for barriers; a whole morning is in test_morning.py."""

import pytest
from barriers import unbarred
from desk_world import ANA, KEN, publish_two_pairs
from playwright.sync_api import expect
from server import serving

from directory.settings import Settings
from directory.store.imports import decisions
from directory.store.imports.database import Imports
from directory.store.office import mistakes

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample_data(tmp_path_factory, gazetteer):
    """A data folder in which two pairs wait, in place of the sample's."""
    settings = Settings(tmp_path_factory.mktemp("judging") / "local")
    publish_two_pairs(settings, gazetteer)
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
        mistakes.report_mistake(office, KEN, "phone", "It rings at a bakery", "pat@example.org")
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


PAGES = (
    *("/admin/", "/admin/matches", "/admin/matches/1", "/admin/matches/together?answer=same&pair=1&pair=2"),
    *("/admin/publish", "/admin/held-back", "/admin/held-back?why=place", "/admin/mistakes", "/admin/rules"),
    *("/admin/listings", f"/admin/listings/{ANA}", "/admin/quality", "/admin/quality/listings?state=CO"),
)


@pytest.mark.parametrize("width", [1280, 768, 360])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_of_the_desk_has_a_barrier_or_needs_sideways_scrolling(enter, report, site, width, language):
    page = enter("/admin/", role="admin", width=width)
    for path in (*PAGES, f"/admin/mistakes/{report}"):
        page.goto(f"{site}{path}{'&' if '?' in path else '?'}lang={language}")
        unbarred(page, width)
