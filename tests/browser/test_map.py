"""The map beside the results, in a real browser."""

import re

import pytest
from barriers import unbarred
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PORTLAND = "/search?near=Portland,+OR&within=25"


@pytest.fixture
def with_map(visit):
    """Opens a page of results with its map shown, whatever the width."""

    def open_page(path=PORTLAND, **how):
        page = visit(path, **how)
        if page.get_by_role("button", name=re.compile("Show the map|Mostrar el mapa")).is_visible():
            page.locator("#map > button").click()
        page.locator(".frame .pin").first.wait_for()
        return page

    return open_page


def number(text):
    """The number that a pin, or what is said of it, begins with."""
    return int(re.match(r"\d+", text)[0])


def numbers(page):
    """The numbers of the pins, those that are drawn as one among them."""
    pins = page.locator(".frame .pin").all()
    alone = [number(pin.inner_text()) for pin in pins if "many" not in pin.get_attribute("class")]
    together = [
        int(each)
        for pin in pins
        if "many" in pin.get_attribute("class")
        for each in re.findall(r"\d+", pin.inner_text().split("numbers")[1])
    ]
    return sorted(alone + together)


def focused(page):
    """The text of what has the focus."""
    return page.evaluate("document.activeElement.textContent").strip()


def open_a_pin(page):
    """Presses the first pin by keyboard, opening what stands before it; its number."""
    page.locator(".frame .pin").first.focus()
    for _ in range(4):
        if not re.match(r"\d+ here", focused(page)):
            break
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
    opened = number(focused(page))
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup").wait_for()
    return opened


@pytest.mark.parametrize(
    "path", [PORTLAND, "/search?near=Los+Angeles,+CA&within=100&page=2", "/search?near=Tonopah,+NV&within=25"]
)
def test_there_is_a_pin_for_each_card_numbered_as_the_list_is(with_map, path):
    page = with_map(path)
    listed = [int(text) for text in page.locator(".list > .cards > .card .number").all_inner_texts()]
    assert set(numbers(page)) >= set(listed) and listed


def test_everybody_found_has_a_pin_not_only_who_is_on_the_page_and_tells_how_to_call(with_map):
    page = with_map("/search?near=Los+Angeles,+CA&within=100&page=2")
    alone, first = page.locator(".frame .pin.other:not(.many)"), "document.querySelector('.frame .pin [data-first]')"
    page.wait_for_function(f"() => {first} && parseInt({first}.dataset.first) < 21")  # somebody of the page before
    for _ in range(8):  # into the pins until one of that page stands alone
        if alone.count():
            break
        page.locator(".frame .pin.many").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(600)
    alone.first.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup")
    assert re.search(r"\(\d{3}\) 555-01\d\d", popup.inner_text()) and "mile" in popup.inner_text()
    assert popup.get_by_role("link").first.get_attribute("href").startswith("/practitioners/")
    assert focused(page) == popup.get_by_role("link").first.inner_text()


def test_pins_are_walked_in_the_order_of_the_list(with_map):
    page = with_map("/search?near=Los+Angeles,+CA&within=100")
    for press in ("Zoom in", "Move right"):
        page.get_by_role("button", name=press).click()
        page.wait_for_timeout(500)
    walked = page.evaluate(
        """() => [...document.querySelectorAll('.frame .pin')]
            .map((pin) => parseInt(pin.firstElementChild.dataset.first ?? pin.textContent))"""
    )
    assert walked == sorted(walked) and len(walked) > 1


def test_whoever_cannot_drag_moves_the_map_by_buttons_that_cover_nothing(with_map):
    page = with_map()
    open_a_pin(page)
    middle = page.locator(".leaflet-map-pane")
    before = middle.get_attribute("style")
    for name in ("Move left", "Move right", "Move up", "Move down", "Zoom in", "Zoom out"):
        button = page.get_by_role("button", name=name)
        box, frame = button.bounding_box(), page.locator(".frame").bounding_box()
        assert box["y"] + box["height"] <= frame["y"] and min(box["width"], box["height"]) >= 24
    page.get_by_role("button", name="Move left").click()
    page.wait_for_function(
        "before => document.querySelector('.leaflet-map-pane').getAttribute('style') !== before", arg=before
    )
    close = page.locator(".leaflet-popup-close-button")
    covered = "([x, y]) => document.elementFromPoint(x, y).closest('.leaflet-popup') === null"
    box = close.bounding_box()
    assert not page.evaluate(covered, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])


def test_a_card_pointed_at_or_tabbed_to_lights_its_pin_and_the_other_way_round(with_map):
    page = with_map()
    card, lit = page.locator("#result-10"), page.locator(".frame .pin.lit")
    card.hover()
    assert re.search(r"\b10\b", lit.inner_text())
    page.mouse.move(0, 0)
    assert lit.count() == 0
    card.get_by_role("link").first.focus()
    assert re.search(r"\b10\b", lit.inner_text())
    pin = page.locator(".frame .pin:not(.many)").first
    pin.focus()
    assert page.locator(f"#result-{number(pin.inner_text())}.lit").is_visible()


def test_by_keyboard_a_pin_leads_to_its_card_and_escape_back_to_the_pin(with_map):
    page = with_map()
    opened = open_a_pin(page)
    name = page.locator(f"#result-{opened}").get_attribute("data-name")
    assert focused(page) == name
    assert (
        name in page.locator(".leaflet-popup").inner_text()
        and f"Number {opened} in the list" in page.locator(".leaflet-popup").inner_text()
    )
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="detached")
    assert focused(page).startswith(f"{opened},")


def test_on_a_phone_the_focus_stays_with_the_map_until_the_card_is_asked_for(with_map):
    page = with_map(width=360)
    opened = open_a_pin(page)
    assert focused(page) == f"Number {opened} in the list"
    page.keyboard.press("Enter")
    assert focused(page) == page.locator(f"#result-{opened}").get_attribute("data-name")


def test_beside_the_list_the_map_comes_after_it_for_the_keyboard(with_map):
    page = with_map()
    assert page.evaluate(
        "document.querySelector('.list').compareDocumentPosition(document.querySelector('.frame'))"
        " & Node.DOCUMENT_POSITION_FOLLOWING"
    )
    assert page.locator(".frame").bounding_box()["x"] > page.locator("#result-1").bounding_box()["x"] + 300


def test_on_a_phone_nothing_of_the_map_is_loaded_before_it_is_asked_for(visit):
    page = visit(PORTLAND, width=360)
    loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name.split('/').pop())")
    assert "map.js" in loaded and not [name for name in loaded if re.search(r"leaflet|pins|base|json", name)]
    page.get_by_role("button", name="Show the map").click()
    page.locator(".frame .pin").first.wait_for()
    page.get_by_role("button", name="Hide the map").click()
    assert page.locator(".frame").is_hidden()


def test_moving_the_map_offers_to_search_there_with_what_else_was_asked(with_map):
    page = with_map("/search?near=Los+Angeles,+CA&within=100&kind=licensed_acupuncturist&page=2")
    link = page.locator(".search-here")
    assert link.is_hidden()
    page.locator(".frame").focus()
    for _ in range(4):
        page.keyboard.press("ArrowUp")
        page.wait_for_timeout(400)
    expect(link).to_have_text(re.compile("^Search around [A-Z]"))
    address = link.get_attribute("href")
    assert re.search(r"near=\d\d\.\d\d%2C-\d{3}\.\d\d&", address + "&") and re.search(
        r"within=(5|10|25|50|100)(&|$)", address
    )
    assert "kind=licensed_acupuncturist" in address and "page=" not in address
    link.click()
    page.wait_for_url("**/search?**near=*%2C-*")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Acupuncture near")
    assert not re.search(r"\d\d\.\d", page.locator(".asked").inner_text()), "coordinates are no name"


def test_where_a_listing_is_only_known_to_be_in_its_zip_code_the_pin_says_so(visit):
    page = visit(PORTLAND, width=360)
    page.evaluate("document.querySelector('#result-15').dataset.precision = 'rooftop'")
    page.locator("#map > button").click()
    page.locator(".frame .pin").first.wait_for()
    drawn = {number(pin.inner_text()): pin for pin in page.locator(".frame .pin:not(.many)").all()}
    assert "area" not in drawn[15].get_attribute("class")
    vague = next(pin for each, pin in drawn.items() if each != 15)
    assert "area" in vague.get_attribute("class") and "somewhere around here" in vague.inner_text()


def test_the_map_breaks_no_rule_of_the_content_security_policy(with_map):
    page = with_map()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.reload()
    page.locator(".frame .pin").first.wait_for()
    open_a_pin(page)
    page.locator(".frame").focus()
    page.keyboard.press("-")
    page.wait_for_timeout(600)
    assert not said


def test_land_highways_and_names_are_drawn(with_map):
    page = with_map()
    page.locator(".frame .name", has_text="Portland").first.wait_for()
    highway = "rgb(" + ", ".join(str(int("fff6e0"[at : at + 2], 16)) for at in (0, 2, 4)) + ")"
    page.wait_for_function(
        """highway => {
            const canvas = document.querySelector('.leaflet-tile-pane canvas');
            const seen = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            for (let at = 0; at < seen.length; at += 4)
                if (`rgb(${[...seen.slice(at, at + 3)].join(', ')})` === highway) return true;
            return false;
        }""",
        arg=highway,
    )
    colours = """() => {
        const canvas = document.querySelector('.leaflet-tile-pane canvas');
        const middle = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        const some = Array.from({length: middle.length / 400}, (_, at) => middle.slice(at * 400, at * 400 + 4).join());
        return new Set(some).size;
    }"""
    assert page.evaluate(colours) > 1


def test_what_cannot_be_loaded_is_said_and_tried_again(visit):
    page = visit(PORTLAND, width=360)
    page.route("**/leaflet.js", lambda route: route.abort())
    page.get_by_role("button", name="Show the map").click()
    page.get_by_text("The map could not be loaded").wait_for()
    assert page.locator(".card").first.is_visible()
    page.unroute("**/leaflet.js")
    page.get_by_role("button", name="Hide the map").click()
    page.get_by_role("button", name="Show the map").click()
    page.locator(".frame .pin").first.wait_for()
    assert not page.get_by_text("The map could not be loaded").count()


def test_without_javascript_the_list_is_whole_and_there_is_no_map(visit):
    page = visit(PORTLAND, javascript=False)
    assert page.locator(".card").count() == 15
    assert page.locator("#map").is_hidden()
    assert page.locator("#result-1").bounding_box()["x"] > 200, "room is left for a map that never comes"


@pytest.mark.parametrize("width, scheme", [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
def test_the_map_has_no_barrier_and_fits(with_map, width, scheme):
    page = with_map(width=width, scheme=scheme)
    open_a_pin(page)
    unbarred(page, width)
    for control in page.locator(".frame [role=button]:visible, .frame .pin:visible, .search-here:visible").all():
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_it_speaks_the_language_of_the_page(with_map):
    page = with_map(PORTLAND + "&lang=es")
    assert (
        page.get_by_role("button", name="Acercar").is_visible()
        and page.get_by_role("button", name="Alejar").is_visible()
    )
    assert re.search(r"\d+ aquí", page.locator(".frame .pin.many").first.inner_text())


def test_who_wants_less_motion_gets_none(chromium, site):
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(site + PORTLAND)
    page.locator(".frame .pin").first.wait_for()
    assert not page.locator(".leaflet-zoom-anim, .leaflet-fade-anim").count()
    context.close()
