"""A patient's journey in Firefox. Without one these tests are skipped, and say so: `apt install firefox-esr`."""

import pytest
from firefox import FIREFOX, firefox

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FIREFOX, reason="there is no Firefox on this machine (apt install firefox-esr)"),
]
DOWN, ENTER = "\ue015", "\ue007"  # WebDriver's codes of keys
FIRST_CALL = "document.querySelector('.card a.call').getBoundingClientRect().bottom"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A phone's window, of one Firefox for all."""
    with firefox(tmp_path_factory.mktemp("firefox"), 360, 740) as page:
        yield page


@pytest.fixture(autouse=True)
def quiet(page):
    """No page says anything on the console."""
    page.said.clear()
    yield
    assert page.said == []


def test_from_the_first_page_to_a_number_by_keyboard_alone(page, site):
    page.open(f"{site}/?lang=en")
    page.evaluate("document.querySelector('#near').focus()")
    page.press("97214")
    page.evaluate("document.querySelector('#insurance').focus()")
    page.press("acme gold p")
    page.wait_for("document.querySelector('[role=option]')?.textContent.includes('Acme Gold')")
    page.press(DOWN + ENTER)
    assert page.evaluate("document.querySelector('#insurance').value").startswith("Acme G")
    page.press(ENTER)
    page.wait_for("location.pathname === '/search' && document.readyState === 'complete'")
    assert page.evaluate("document.querySelectorAll('.card').length") > 3
    assert page.evaluate(FIRST_CALL) <= 740


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_told_of_an_insurance_is_folded_on_a_phone_and_there_where_there_is_room(page, site, language):
    page.open(f"{site}/search?near=97214&insurance=Medicare&lang={language}")
    seen = "document.querySelector('.notes .cite').checkVisibility({contentVisibilityAuto: true})"
    height = "document.querySelector('.notes .cite').getBoundingClientRect().height"
    assert page.evaluate(FIRST_CALL) <= 740 and not (page.evaluate(seen) and page.evaluate(height))
    page.resize(1280, 800)
    assert page.evaluate(seen) and page.evaluate(height) > 10
    assert page.evaluate("document.querySelector('#near').getBoundingClientRect().height") > 20
    page.wait_for("document.querySelector('.frame .name')")
    page.resize(360, 740)


def test_somebody_is_saved_and_found_on_the_shortlist_and_the_map_has_pins(page, site):
    page.open(f"{site}/search?near=97214&lang=en")
    page.wait_for("document.querySelector('.card .save')")
    page.evaluate("document.querySelector('.card .save').click()")
    name = page.evaluate("document.querySelector('.card').dataset.name")
    page.evaluate("document.querySelector('#map > button').click()")
    page.wait_for("document.querySelector('.frame .name')")  # what the map draws last
    page.evaluate("document.querySelector('.top .shortlist').click()")
    page.wait_for("location.pathname === '/shortlist' && document.querySelector('.card')")
    assert page.evaluate("document.querySelector('.card').dataset.name") == name
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
