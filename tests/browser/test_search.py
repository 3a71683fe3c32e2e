"""The patient's journeys, in a real browser; and what the VA learned from people who used its locator."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PORTLAND = {"latitude": 45.5202471, "longitude": -122.6741949}


def results(page):
    """The cards on the page."""
    return page.locator(".card").all()


def test_find_by_zip_code_and_plan_and_see_how_we_know(visit):
    page = visit("/", width=360)
    page.get_by_label("Where").fill("97214")
    page.get_by_label("Insurance").fill("acme gold")
    page.get_by_role("option", name="Acme Gold PPO").click()
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")
    assert "97214 · Acme Gold PPO" in page.locator(".fold").first.inner_text()
    unstated = page.locator("section[aria-labelledby=unstated] .card").count()
    taking = results(page)[: len(results(page)) - unstated]
    assert taking and unstated
    for card in taking:
        assert re.search(r"(Said to accept|Listed as in network|In network): Acme Gold PPO", card.inner_text())
        assert card.locator("a.call, .quiet").first.is_visible()


def test_find_near_me_sends_the_place_rounded_and_only_when_asked(chromium, site):
    context = chromium.new_context(geolocation=PORTLAND, permissions=["geolocation"])
    page = context.new_page()
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(site)
    assert not any("45.52" in url for url in sent)
    page.get_by_role("button", name="Use my location").click()
    page.wait_for_url("**/search?**")
    assert "Acupuncture near Portland, OR" in page.title()
    assert any("near=45.52%2C-122.67" in url for url in sent) and not any("45.5202" in url for url in sent)
    assert not context.cookies()
    context.close()


def test_a_browser_that_does_not_tell_where_it_is_gets_words_and_the_field(chromium, site):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site)
    page.get_by_role("button", name="Use my location").click()
    page.get_by_text("Your browser did not tell where you are").wait_for()
    assert page.evaluate("document.activeElement.id") == "near"
    context.close()


@pytest.mark.parametrize(
    ("device", "way"),
    [
        ("Mozilla/5.0 (Linux; Android 15)", "geo:0,0?q="),
        ("Mozilla/5.0 (iPhone)", "https://maps.apple.com/?daddr="),
        ("Mozilla/5.0 (X11; Linux)", "https://www.google.com/maps/dir/?api=1&destination="),
    ],
)
def test_the_way_to_an_address_opens_the_map_of_the_device(chromium, site, device, way):
    context = chromium.new_context(user_agent=device)
    page = context.new_page()
    page.goto(f"{site}/search?near=97214")
    page.locator(".card h3 a").first.click()
    link = page.get_by_role("link", name="Directions").first
    link.wait_for()
    page.wait_for_load_state()
    assert link.get_attribute("href").startswith(way)
    assert "%2C%20" in link.get_attribute("href")  # the whole address
    context.close()


def test_nothing_nearby_shows_the_nearest_at_once_with_distances_and_telehealth(visit):
    page = visit("/search?near=Tonopah,+NV&within=25", width=360)
    assert page.get_by_role("status").get_by_text("Nobody within 25 miles").is_visible()
    assert all(re.search(r"about [\d,]+ miles", card.inner_text()) for card in results(page))
    assert page.get_by_role("heading", name="Further away, by telehealth").is_visible()


@pytest.mark.parametrize("language", ["en", "es"])
def test_offers_follow_what_is_typed_on_a_page_whose_address_names_its_language(visit, language):
    """There they were those for nothing typed, whatever was."""
    page = visit(f"/?lang={language}")
    page.locator("#insurance").press_sequentially("acme gold p", delay=10)
    offered = page.locator(".offers:not([hidden]) [role=option]")
    expect(offered).to_have_text(["Acme Gold PPO"])
    page.locator("#near").press_sequentially("portland, or", delay=10)
    expect(offered.first).to_have_text(re.compile("^Portland, OR"))


def test_with_a_plan_that_nobody_names_there_are_numbers_to_call_and_what_to_ask(visit):
    page = visit("/")
    page.get_by_label("Where").fill("97214")
    page.get_by_label("Insurance").fill("Imaginary Mutual of Nowhere")
    page.get_by_role("button", name="Search").click()
    said = page.get_by_text("No listing here says whether it takes Imaginary Mutual of Nowhere")
    assert said.filter(visible=True).count() == 1
    page.get_by_text("What to ask").first.click()
    assert page.get_by_text("Are you in the network of Imaginary Mutual of Nowhere").is_visible()
    assert page.locator(".cards a.call").count() >= 3
    assert page.get_by_role("combobox", name="Insurance").input_value() == "Imaginary Mutual of Nowhere"


def test_an_employers_name_finds_who_is_in_its_plan_and_the_agreed_price(visit):
    page = visit("/", width=360)
    page.get_by_label("Where").fill("Los Angeles, CA")
    page.get_by_label("Insurance").fill("marigold baker")
    page.get_by_role("option", name=re.compile("Marigold Bakeries")).first.click()
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")
    card = page.locator(".card").filter(has_text=re.compile(r"\$\d+")).first
    agreed = re.search(r"\$\d+(\.\d\d)?", card.inner_text())[0]
    card.get_by_role("heading").get_by_role("link").click()
    yours = page.get_by_role("heading", name="What you looked for").locator("xpath=following-sibling::ul[1]")
    assert "Marigold Bakeries" in yours.inner_text() and "$" in yours.inner_text()
    assert agreed.split(".")[0] in page.locator("main").inner_text()


def test_a_name_of_two_programs_asks_which_and_a_tap_answers(visit):
    page = visit("/search?near=Los+Angeles,+CA&insurance=triwest", width=360)
    assert results(page), "everybody is shown meanwhile"
    page.locator(".note").get_by_role("link", name="VA Community Care").click()
    page.wait_for_url("**insurance=VA+Community+Care**")
    page.get_by_text("Change").click()
    assert page.get_by_role("combobox", name="Insurance").input_value() == "VA Community Care"


def test_a_misspelled_city_is_found_and_said(visit):
    assert visit("/search?near=San+Fransisco").get_by_text("Showing San Francisco, CA for “San Fransisco”").is_visible()


@pytest.mark.parametrize("typed", ["nguyen", "Nguyễn", "NGUYEN"])
def test_a_name_with_accents_is_found_with_and_without_them(visit, typed):
    page = visit(f"/search?near=97214&within=500&name={typed}")
    assert results(page) and all("Nguy" in card.inner_text() for card in results(page))


def test_suggestions_can_be_walked_and_taken_with_the_keyboard_alone(visit):
    page = visit("/")
    field = page.get_by_label("Insurance")
    field.focus()
    with page.expect_response("**like=lampl"):
        page.keyboard.type("lampl", delay=20)
    page.get_by_role("option").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-selected=true]").inner_text() == "Lamplight Health"
    assert field.get_attribute("aria-activedescendant") == page.locator("[aria-selected=true]").get_attribute("id")
    page.keyboard.press("Enter")
    assert field.input_value() == "Lamplight Health" and page.url.endswith("/")
    page.keyboard.type("x")
    page.get_by_label("Where").focus()
    page.wait_for_timeout(300)
    assert page.locator("#insurance-offers").is_hidden()


def test_slips_are_forgiven_while_typing(visit):
    page = visit("/")
    page.get_by_label("Insurance").press_sequentially("blubird", delay=20)
    page.get_by_role("option", name="Bluebird Health Plan").wait_for()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_each_part_of_the_search_is_taken_away_with_one_tap(visit, javascript):
    page = visit("/search?near=Los+Angeles,+CA&kind=licensed_acupuncturist&language=Korean", javascript=javascript)
    asked = page.locator(".asked")
    assert "acupuncturists" in asked.inner_text() and "who speak Korean" in asked.inner_text()
    before = int(re.match(r"\d+", page.locator(".found h2").inner_text())[0])
    asked.get_by_role("link", name="who speak Korean").click()
    page.wait_for_url(lambda url: "language" not in url and "kind=licensed_acupuncturist" in url)
    assert int(re.match(r"\d+", page.locator(".found h2").inner_text())[0]) > before


def test_a_choice_finds_as_many_as_the_count_beside_it(visit):
    page = visit("/search?near=Los+Angeles,+CA&within=100", javascript=False)
    page.get_by_text("Filters and order").click()
    link = page.locator(".facets a", has_text="Telehealth")
    count = int(re.search(r"\d+$", link.inner_text())[0])
    link.click()
    expect(page.locator(".found h2")).to_contain_text(f"{count} within")


def test_back_reload_and_a_new_tab_do_what_people_expect(visit):
    page = visit("/search?near=97214&accepting=yes")
    heading = page.locator(".found h2").inner_text()
    page.locator(".card a").first.click()
    page.wait_for_url("**/practitioners/**")
    page.go_back()
    assert page.locator(".found h2").inner_text() == heading and page.get_by_label("Where").input_value() == "97214"
    page.reload()
    assert page.locator(".found h2").inner_text() == heading
    other = page.context.new_page()
    other.goto(page.url)
    assert other.locator(".found h2").inner_text() == heading


def test_the_whole_journey_in_spanish(visit):
    page = visit("/", width=360)
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator("#near").fill("97214")
    page.get_by_role("button", name="Buscar").click()
    page.wait_for_url("**lang=es**")
    page.locator(".card h3 a").first.click()
    page.wait_for_url("**/practitioners/*lang=es*")
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.get_by_role("link", name="English").is_visible()


def test_a_printed_list_has_names_and_numbers_and_no_buttons(visit):
    page = visit("/search?near=97214")
    page.emulate_media(media="print")
    assert page.locator(".card").first.is_visible() and page.locator(".call").first.is_visible()
    assert not page.locator("form.search").is_visible() and not page.locator(".filters").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize(("width", "most"), [(360, 100_000), (1280, 150_000)], ids=["on a phone", "with its map"])
def test_results_are_light_over_the_wire_before_outlines_or_tiles(chromium, site, width, most):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    addresses, received = {}, []
    devtools.on(
        "Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]})
    )
    devtools.on(
        "Network.loadingFinished", lambda event: received.append((event["requestId"], event["encodedDataLength"]))
    )
    page.goto(f"{site}/search?near=Los+Angeles,+CA&within=100", wait_until="networkidle")
    sizes = [size for request, size in received if not re.search(r"/map/\w+/[A-Za-z]+\.json$", addresses[request])]
    assert len(sizes) > 8 and sum(sizes) < most, sum(sizes)
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_the_page_loads(visit, width):
    page = visit("/search?near=Los+Angeles,+CA", width=width)
    shift = page.evaluate("""() => new Promise(done => {
        let sum = 0;
        const add = list => list.getEntries().forEach(entry => sum += entry.value);
        new PerformanceObserver(add).observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 500);
    })""")
    assert shift < 0.02


class TestLessonsFromTheVeteransLocator:
    """Facts from the VA's own research."""

    def test_people_are_told_that_distances_are_measured_from_the_middle_of_the_place_typed(self, visit):
        page = visit("/search?near=Portland,+OR")
        assert "of the center of Portland, OR" in page.locator(".asked").inner_text()

    def test_only_one_field_has_to_be_filled_before_a_search(self, visit):
        page = visit("/")
        page.get_by_label("Where").fill("97214")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?**")
        assert results(page)

    @pytest.mark.parametrize("path", ["/search?near=97214", "/search?near=Tonopah,+NV&within=1"])
    def test_how_many_were_found_is_announced_to_screen_readers_none_too(self, visit, path):
        assert re.search(r"(\d+|Nobody) within", visit(path).get_by_role("status").inner_text())

    def test_a_result_is_known_by_its_name_and_number_never_by_a_letter(self, visit):
        numbers = [card.locator(".number").inner_text() for card in results(visit("/search?near=97214"))]
        assert numbers == [str(number) for number in range(1, len(numbers) + 1)]

    def test_phone_and_directions_are_the_plainest_things_on_a_listing(self, visit):
        page = visit("/search?near=97214", width=360)
        assert page.locator(".card").first.locator("a.call").bounding_box()["height"] >= 44
        page.locator(".card h3 a").first.click()
        assert (
            page.locator("a.call").first.bounding_box()["y"] < 800
            and page.get_by_role("link", name="Directions").first.is_visible()
        )

    def test_a_city_and_its_zip_code_find_the_same_people(self, visit):
        def found(near):
            cards = results(visit(f"/search?near={near}&within=25"))
            return {card.locator("h3 a").get_attribute("href").partition("?")[0] for card in cards}

        assert found("Marfa,+TX") == found("79843")

    def test_acupuncturist_typed_as_a_name_is_not_a_dead_end(self, visit):
        page = visit("/search?near=97214&name=acupuncturist")
        assert not results(page)
        page.locator(".asked").get_by_role("link", name="named “acupuncturist”").click()
        page.wait_for_url(lambda url: "name=" not in url)
        assert results(page)
