"""Keeping a few names: save, come back, compare, print, send to somebody; in a real browser."""

from urllib.parse import urlsplit

import pytest
from barriers import unbarred
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SEARCH = "/search?near=97214&within=50"


def saved(page, how_many):
    """Presses Save on the first cards; their names."""
    for card in page.locator(".card").all()[:how_many]:
        card.get_by_role("button", name="Save").click()
    return [card.get_attribute("data-name") for card in page.locator(".card").all()[:how_many]]


def named(page):
    """The names on the cards of a page."""
    return [card.get_attribute("data-name") for card in page.locator(".card").all()]


@pytest.fixture
def shortlist(visit):
    """Opens the shortlist of a visitor who has saved the first so many."""

    def open_list(how_many=3, **how):
        page = visit(SEARCH, **how)
        saved(page, how_many)
        page.get_by_role("link", name="Shortlist").click()
        page.wait_for_url("**/shortlist?**")
        return page

    return open_list


def test_who_is_saved_is_still_saved_after_a_reload_and_on_their_own_page(visit):
    page = visit(SEARCH, width=360)
    assert not page.get_by_role("link", name="Shortlist").is_visible(), "a list of nobody is no link"
    names = saved(page, 2)
    page.reload()
    assert [button.get_attribute("aria-pressed") for button in page.locator(".card .save").all()[:3]] == [
        "true",
        "true",
        "false",
    ]
    assert page.get_by_role("link", name="Shortlist (2)").is_visible()
    page.get_by_role("link", name=names[0], exact=True).click()
    page.get_by_role("button", name=f"Save {names[0]}", pressed=True).click()
    page.go_back()
    assert page.get_by_role("link", name="Shortlist (1)").is_visible()
    assert page.locator(".card .save").first.get_attribute("aria-pressed") == "false"


def test_the_list_is_an_address_that_opens_anywhere(shortlist, visit):
    page = shortlist(width=360)
    names = named(page)
    assert len(names) == 3
    link = urlsplit(page.get_by_label("Link to this page").input_value())
    assert named(visit(f"{link.path}?{link.query}", javascript=False)) == names


def test_the_link_is_copied_with_one_press(chromium, site):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site + SEARCH)
    saved(page, 2)
    page.get_by_role("link", name="Shortlist").click()
    page.get_by_role("button", name="Copy the link").click()
    page.get_by_role("status").get_by_text("The link is copied.").wait_for()
    assert page.evaluate("document.activeElement.className") == "copy"
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Link to this page").input_value()
    context.close()


def test_taking_somebody_off_the_list_takes_them_off_its_page(shortlist):
    page = shortlist()
    names = named(page)
    page.get_by_role("button", name=f"Save {names[1]}").click()
    expect(page.locator(".card")).to_have_count(2)
    assert named(page) == [names[0], names[2]] and page.get_by_role("link", name="Shortlist (2)").is_visible()


def test_three_are_compared_side_by_side(shortlist):
    page = shortlist()
    names = named(page)
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/compare?**")
    assert [header.inner_text() for header in page.get_by_role("columnheader").get_by_role("link").all()] == names
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Accepting new patients"))
    assert {cell.inner_text() for cell in row.get_by_role("cell").all()} <= {"yes", "no", "not known"}


def test_the_keyboard_alone_saves_and_compares(visit):
    page = visit(SEARCH)
    for button in page.locator(".card .save").all()[:2]:
        button.focus()
        page.keyboard.press("Space")
    page.get_by_role("link", name="Shortlist (2)").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/shortlist?**")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Enter")  # sends the form, as everywhere
    page.wait_for_url("**/compare?**")
    page.get_by_role("region", name="Side by side").focus()
    assert page.evaluate("document.activeElement.className") == "sideways"


def test_a_full_list_says_so_and_keeps_what_it_has(visit):
    page = visit("/search?near=Los+Angeles,+CA&within=100")
    saved(page, 20)
    page.get_by_role("link", name="Next").click()
    page.locator(".card .save").first.click()
    assert page.get_by_role("status").get_by_text("Your shortlist is full").is_visible()
    assert page.get_by_role("link", name="Shortlist (20)").is_visible()


def test_nothing_moves_when_the_buttons_come(visit):
    page = visit(SEARCH, width=360)
    page.add_init_script(
        """window.moved = 0;
        const add = (list) => list.getEntries().forEach((each) => { window.moved += each.value; });
        new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });"""
    )
    saved(page, 2)
    page.reload()
    page.locator(".shortlist.some").wait_for(state="attached")
    assert page.evaluate("window.moved") < 0.01


def test_what_another_program_left_in_the_browser_does_no_harm(visit):
    page = visit(SEARCH)
    for rubbish in ("{not json", '{"a": 1}', "[1, null]"):
        page.evaluate("text => localStorage.setItem('shortlist', text)", rubbish)
        page.reload()
        page.locator(".card .save").first.click()
        assert page.get_by_role("link", name="Shortlist (1)").is_visible()


def test_without_scripts_there_is_no_button_and_nothing_is_lost(visit):
    page = visit(SEARCH, javascript=False)
    assert page.locator(".card").count() and not page.get_by_role("button", name="Save").count()
    assert not page.get_by_role("link", name="Shortlist").is_visible()


def test_a_printed_shortlist_is_a_sheet_to_hand_to_somebody(shortlist):
    page = shortlist(2)
    assert not page.get_by_text("Takes my plan?").first.is_visible()
    page.emulate_media(media="print")
    for shown in (".card h3", ".card .call", ".card .at", ".card .lines", ".mark"):
        assert page.locator(shown).first.is_visible()
    assert page.get_by_text("Ask: Are you still at this address?").is_visible()
    assert not [each for each in page.get_by_role("button").all() if each.is_visible()]


def test_a_printed_comparison_is_whole_and_says_of_which_day_it_is(shortlist):
    page = shortlist()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/compare?**")
    assert page.get_by_role("button", name="Print").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("Listings go out of date: call before you go").is_visible()
    for hidden in (".top nav", ".acts", ".link", ".near"):
        assert not page.locator(hidden).is_visible()
    assert all(cell.is_visible() for cell in page.locator("td").all()[1:])


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_barrier_on_any_of_these_pages(visit, width, language):
    page = visit(f"{SEARCH}&lang={language}", width=width)
    for button in page.locator(".card .save").all()[:3]:
        button.click()
    listed = page.locator(".shortlist").get_attribute("href")
    for address in (
        page.url,
        listed,
        f"{listed}&near=97214".replace("shortlist", "compare"),
        f"{listed}&id=gone&near=zzzzq",
        listed.partition("?")[0],
    ):
        page.goto(address)
        unbarred(page, width)


def test_a_list_that_somebody_sent_is_saved_whole_and_whoever_left_the_directory_is_forgotten(shortlist, visit):
    address = urlsplit(shortlist().url)
    page = visit(f"{address.path}?{address.query}&id=undefined")
    page.evaluate("localStorage.setItem('shortlist', JSON.stringify(['undefined']))")
    page.reload()
    page.get_by_role("button", name="Save all of them").click()
    expect(page.locator(".told")).to_have_text("All of them are on your shortlist.")
    assert page.get_by_role("link", name="Shortlist (3)").is_visible()
    page.goto(page.url.partition("?")[0])
    page.wait_for_url("**/shortlist?**")
    assert len(named(page)) == 3 and "undefined" not in page.url


def test_where_nothing_more_can_be_kept_save_says_so(visit):
    page = visit(SEARCH)
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    save = page.locator(".card .save").first
    save.click()
    expect(page.locator(".told")).to_contain_text("storage is full")
    assert save.get_attribute("aria-pressed") == "false"
