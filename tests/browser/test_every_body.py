"""What axe cannot see: names and hints as a screen reader gets them, forced colors, the keyboard, 400 % zoom."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
RESULTS = "/search?near=97214&accepting=yes&sort=confirmed"


def colors(element):
    """The text's color and the one behind it, as they are drawn."""
    return element.evaluate("each => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]")


def test_in_forced_colors_what_is_chosen_does_not_look_like_the_rest(visit):
    page = visit(RESULTS)
    page.emulate_media(forced_colors="active")
    page.get_by_text("Filters and order").click()
    for chosen, other in (
        (".facets a[aria-current]", ".facets a:not([aria-current])"),
        (
            "section[aria-labelledby=by-order] a[aria-current]",
            "section[aria-labelledby=by-order] a:not([aria-current])",
        ),
    ):
        assert colors(page.locator(chosen).first) != colors(page.locator(other).first)
    page.locator(".save").first.click()
    assert colors(page.locator(".save").first) != colors(page.locator(".save").nth(1))
    page.get_by_role("combobox", name="Insurance").press_sequentially("a", delay=10)
    page.get_by_role("option").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    offers = page.get_by_role("option")
    assert colors(offers.first) != colors(offers.nth(1))


@pytest.mark.parametrize("path", ["/", "/search?near=97214"])
def test_a_hint_is_a_description_and_no_part_of_the_name_so_that_it_is_heard_once(visit, path):
    page = visit(path)
    for name, hint in (("Where", "ZIP code"), ("Insurance", "company, plan")):
        field = page.locator("form.search").get_by_label(name, exact=True)
        expect(field).to_have_accessible_name(name)
        expect(field).to_have_accessible_description(re.compile(f"^{hint}"))


def test_no_page_opens_past_its_heading_at_400_percent(visit):
    page = visit("/", width=320)
    for path in ("/", "/search?near=97214", "/account/sign-in"):
        page.goto(page.url.rstrip("/").split("/search")[0] + path if path != "/" else page.url)
        assert page.evaluate("[scrollY, document.activeElement.tagName]") == [0, "BODY"]


PHONE = {"width": 360, "height": 740}
ASKED_ON_A_PHONE = (
    "near=97214",
    "near=SE+Portland",
    "near=Pheonix",
    "near=King+County,+WA",
    "near=Bay+Area",
    "near=Los+Angeles,+CA&insurance=Acme+Gold+PPO",
    "near=Portland,+OR&insurance=Acme&sort=price",
    "near=Seattle,+WA&insurance=Medicare",
    "near=97214&insurance=Medicare&kind=medical_acupuncturist",
    "near=Long+Island&insurance=medicar",
    "near=97214&insurance=medicare+advantage",
    "near=97214&insurance=AARP",
    "near=97214&insurance=TriWest",
    "near=97214&insurance=American+Specialty+Health",
    "near=97214&insurance=UHC&accepting=yes",
    "near=97214&insurance=Zorbofix",
    "name=Nguyen",
)


@pytest.mark.parametrize("language", ["en", "es", "zh"])
def test_on_a_phone_the_first_number_to_call_is_seen_without_scrolling(visit, language):
    page = visit(f"/?lang={language}", width=PHONE["width"])
    page.set_viewport_size(PHONE)
    below = {}
    for asked in ASKED_ON_A_PHONE:
        page.goto(re.sub(r"/\?.*", f"/search?{asked}&lang={language}", page.url.replace("/search?", "/?")))
        call = page.locator(".card a.call").first.bounding_box()
        if call["y"] + call["height"] > PHONE["height"]:
            below[asked] = call["y"] + call["height"]
    assert not below


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_on_a_phone_the_form_and_what_is_told_of_an_insurance_open_from_one_line_each(visit, javascript):
    page = visit("/search?near=97214&insurance=medicar", width=360, javascript=javascript)
    form, told = page.locator(".fold > summary").all()
    assert "97214" in form.inner_text()
    assert "Medicare pays only for chronic low back pain" in told.inner_text(), "a slip in the name hides no limit"
    physicians = page.get_by_role("link", name="Show physicians who practice acupuncture")
    assert physicians.is_hidden() and page.locator("#near").is_hidden()
    told.click()
    form.click()
    assert physicians.is_visible() and page.locator("#near").is_visible()


def test_where_there_is_room_all_that_is_told_of_an_insurance_is_there(visit):
    page = visit("/search?near=97214&insurance=medicar")
    assert page.get_by_role("link", name="Show physicians who practice acupuncture").is_visible()
    assert page.locator(".notes > summary").is_hidden()


def test_where_there_is_room_the_form_is_simply_there(visit):
    page = visit("/search?near=97214")
    assert page.get_by_label("Where").is_visible() and page.locator(".fold > summary").is_hidden()


def test_how_many_were_found_and_where_one_is_are_told_first(visit):
    page = visit("/search?near=97214")
    assert re.match(r"Acupuncture near ZIP 97214: \d+ results", page.title())
    way = page.get_by_role("link", name="Does it help?", exact=True)
    way.click()
    expect(way).to_have_attribute("aria-current", "page")
    assert page.locator(".top [aria-current]").count() == 1


def test_a_double_click_saves_once_and_does_not_take_it_back(visit):
    page = visit("/search?near=97214")
    page.locator(".save").first.dblclick()
    assert page.locator(".save").first.get_attribute("aria-pressed") == "true"


def test_taking_somebody_off_the_shortlist_is_announced_and_undone_by_keyboard(visit):
    page = visit("/search?near=97214")
    for button in page.locator(".card .save").all()[:3]:
        button.click()
    page.get_by_role("link", name="Shortlist").click()
    page.wait_for_url("**/shortlist?**")
    whole, name = page.url, page.locator(".card").nth(1).get_attribute("data-name")
    page.locator(".card .save").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"{name} is off the shortlist.")
    assert page.evaluate("document.activeElement.textContent") == "Undo" and page.locator(".card").count() == 2
    assert page.url.count("id=") == page.get_by_label("Link to this page").input_value().count("id=") == 2
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"{name} is on the shortlist again.")
    assert page.url == whole and page.locator(".card").nth(1).get_attribute("data-name") == name
    assert page.get_by_role("link", name="Shortlist (3)").is_visible()
    expect(page.get_by_role("button", name=f"Save {name}", pressed=True)).to_be_focused()


def test_a_report_says_what_is_needed_and_what_is_wrong_at_the_field(visit):
    page = visit("/search?near=97214")
    page.goto(page.locator(".card h3 a").first.evaluate("link => link.origin + link.pathname") + "/mistake")
    group = page.get_by_role("group", name="What is wrong? (needed)")
    assert group.is_visible()
    page.get_by_role("button", name="Send").click()
    expect(group).to_have_accessible_description("Choose what is wrong.")
    page.get_by_role("alert").get_by_role("link", name=re.compile("What is wrong")).click()
    expect(group).to_be_focused()
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_there_is_a_page_that_says_what_is_lacking_and_how_to_write(visit, language):
    page = visit(f"/?lang={language}", width=320)
    page.locator(".foot a[href*=accessibility]").click()
    assert "711" in page.locator("main").inner_text() and page.locator("#write").is_visible()
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("language", ["en", "es", "zh"])
@pytest.mark.parametrize("width", [320, 360])
def test_on_a_small_phone_the_header_is_two_lines_in_each_language(visit, language, width):
    """Before our typeface comes too: else all that is below jumps up by a line when it does."""
    page = visit(f"/?lang={language}", width=width)
    heights = []
    for fonts in ("ours", "the machine's"):
        if fonts != "ours":
            page.route("**/*.woff2", lambda route: route.abort())
            page.reload()
        tops = {link.bounding_box()["y"] for link in page.locator(".top nav a").all()}
        assert len(tops) == 1 and page.locator(".top .shortlist").bounding_box()["y"] < min(tops), fonts
        heights.append(page.locator(".top").bounding_box()["height"])
    assert max(heights) < 90 and abs(heights[0] - heights[1]) < 2
