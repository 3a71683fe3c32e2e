"""Patients who want to know whether their plan pays, in a real browser: without JavaScript, on a phone, in Spanish."""

import re

import pytest
from barriers import unbarred, unbarred_light_and_dark
from coverage_in_browser import WORDS, answer
from playwright.sync_api import expect

from directory.store.reference.rulebook import rulebook

pytestmark = pytest.mark.browser

OTHER = rulebook().programs["other"].name


def sees(page, text):
    """Waits for a text to be shown."""
    page.get_by_text(text).first.wait_for(timeout=10_000)


def listed(visit, place, **how):
    """The page of a licensed acupuncturist near a place."""
    page = visit(f"/search?near={place}&within=60&kind=licensed_acupuncturist", **how)
    page.locator(".card a").first.click()
    page.wait_for_url("**/practitioners/**")
    return page


def test_a_medicare_patient_with_14_weeks_of_pain_looks_at_a_licensed_acupuncturist(visit):
    page = listed(visit, "Portland,+OR", width=360, javascript=False)
    name = page.locator("h1").inner_text()
    page.get_by_role("link", name="See if my plan is likely to pay").click()
    expect(page).to_have_title(re.compile("Who would pay"))
    answer(page, "Original Medicare (Part B)", "Low back pain", (), 14, "No known cause, or everyday strain", 0)
    assert page.locator("h1").inner_text().endswith("It depends")
    sees(page, "supervises and their office sends the bill")
    assert name.split(",")[0] in page.locator(".script").inner_text()
    assert "coverage" in page.url and "?" not in page.url
    page.get_by_role("link", name="Physicians near this address").click()
    page.wait_for_url("**kind=medical_acupuncturist**")
    assert page.locator(".card").first.is_visible()


def test_an_ohio_medicaid_patient_is_likely_to_be_paid_for(visit):
    page = visit("/coverage", javascript=False)
    answer(page, "Medicaid (Medi-Cal, MassHealth and others)", "OH", "Migraine", (), "Licensed acupuncturist")
    assert page.locator("h1").inner_text().endswith("Likely to pay")
    assert page.get_by_role("link", name="Ohio Administrative Code 5160-8-51").is_visible()


def test_a_texan_reads_the_rule_of_the_state_on_the_listing_and_in_the_answer(visit):
    page = listed(visit, "Austin,+TX")
    sees(page, "Texas: your acupuncturist asks you to sign a form.")
    page.get_by_role("link", name="See if my plan is likely to pay").click()
    answer(page, "Insurance through a job", (), "Neck pain", ())
    sees(page, "Texas: your acupuncturist asks you to sign a form.")


def test_someone_with_an_employers_plan_leaves_with_what_to_ask(visit):
    page = visit("/coverage", width=360, javascript=False)
    answer(
        page, "Insurance through a job", "OR", "More than 50", "Low back pain", (), "No known cause, or everyday strain"
    )
    assert page.locator("h1").inner_text().endswith("We do not know")
    script = page.locator(".script").inner_text()
    assert "back of your card" in script and "Reference number of the call" in script and "How many visits" in script


def test_a_pregnant_visitor_is_told_to_speak_of_it_first(visit):
    page = visit("/coverage", javascript=False)
    answer(
        page,
        "Original Medicare (Part B)",
        "OR",
        "Low back pain",
        (),
        20,
        "Pregnancy",
        "Physician who practices acupuncture",
        0,
    )
    assert page.locator("h1").inner_text().endswith("Not likely to pay")
    assert page.get_by_role("heading", name="In pregnancy: tell them first").is_visible()


def test_signs_that_cannot_wait_stop_the_questions(visit):
    page = visit("/coverage", width=360, javascript=False)
    answer(page, str(OTHER), "OR", "Low back pain", "New trouble holding or passing urine or stool")
    alarm = page.get_by_role("alert")
    assert "Call 911 now" in alarm.inner_text() and alarm.bounding_box()["y"] < page.locator("h1").bounding_box()["y"]


def test_one_can_skip_go_back_and_change_ones_mind(visit):
    page = visit("/coverage", javascript=False)
    answer(page, "TRICARE")
    page.get_by_role("button", name="Skip this question").click()
    page.get_by_role("button", name="Back").click()
    expect(page).to_have_title(re.compile("Which state"))
    answer(page, "TX", "Migraine", ())
    assert page.locator("h1").inner_text().endswith("Not likely to pay")
    page.get_by_role("button", name="Who would pay for the visits? Change").click()
    assert page.get_by_label("TRICARE").is_checked()
    answer(page, "Insurance through a job", ())
    assert page.locator("h1").inner_text().endswith("We do not know")


def test_an_answer_that_cannot_be_read_leads_back_to_its_field(visit):
    page = visit("/coverage", javascript=False)
    answer(page, "Original Medicare (Part B)", "OR", "Low back pain", ())
    page.locator("input.short").fill("three")
    page.locator("button[type=submit]").click()
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "weeks" and page.locator("#weeks").input_value() == "three"


def test_the_keyboard_alone_answers_a_question(visit):
    page = visit("/coverage")
    page.locator("#program").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Which state"))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_question_and_no_answer_has_a_barrier(visit, width, language):
    words = WORDS[language]
    page = visit(f"/coverage?lang={language}", width=width)
    for given in (words["medicare"], "OR", words["back"], (), 14, words["unknown"], (), 0):
        unbarred(page, width)
        answer(page, given)
    unbarred(page, width)
    page.locator(".yours button").nth(4).click()
    page.locator("input.short").fill("x")
    page.locator("button[type=submit]").click()
    unbarred(page, width)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "/guide?lang=en",
        "/guide?lang=es",
        "/coverage/costs",
        "/coverage/costs?plan=medicare&lang=es",
        "/coverage/costs?visits=x",
        "/coverage/states",
        "/coverage/states/titles?lang=es",
        "/guide/first-visit",
    ],
)
def test_the_guide_and_the_estimate_have_no_barrier(visit, path, width):
    unbarred_light_and_dark(visit(path, width=width), width)


def test_an_estimate_is_worked_out_from_what_the_clinic_said(visit):
    page = visit("/coverage/costs", width=360, javascript=False)
    page.get_by_text("The clinic has told me its prices").click()
    page.get_by_label("First visit, in dollars").fill("150")
    page.get_by_label("Each later visit, in dollars").fill("90")
    page.get_by_label("Number of visits").fill("6")
    page.get_by_role("button", name="Work it out").click()
    sees(page, "about $600")
    assert page.locator("tbody tr").count() == 6


def test_a_language_is_chosen_with_the_answers_kept(visit):
    """With JavaScript, too: the page's head changes, and nothing is asked again."""
    page = visit("/coverage")
    page.get_by_label("Original Medicare (Part B)", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.locator("select#state").select_option("OR")
    page.get_by_role("button", name="Español").click()
    page.wait_for_url("**lang=es*")
    assert page.locator("html").get_attribute("lang") == "es" and page.locator("select#state").input_value() == "OR"
    assert page.locator("input[name=program]").get_attribute("value") == "medicare" and "OR" not in page.url


def test_back_and_forward_repeat_the_questions_without_sending_anything_once_more(visit):
    """Each question is a step of the browser's history, its answers neither in the address nor lost."""
    page = visit("/coverage")
    page.get_by_label("Original Medicare (Part B)", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/coverage#*")
    page.locator("select#state").select_option("OR")
    second = page.locator("h1").inner_text()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("h1")).not_to_have_text(second)
    assert "medicare" not in page.url and "OR" not in page.url
    third = page.locator("h1").inner_text()
    page.go_back()
    expect(page.locator("h1")).to_have_text(second)
    assert page.locator("select#state").input_value() == "OR"
    page.go_back()
    expect(page.get_by_label("Original Medicare (Part B)", exact=True)).to_be_checked()
    page.go_forward()
    page.go_forward()
    expect(page.locator("h1")).to_have_text(third)


def go_on(page):
    """To the next question: until that page is there, the browser has no history to go back in."""
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").click()


def test_without_a_script_back_shows_the_questions_and_asks_to_send_nothing_once_more(visit):
    page = visit("/coverage", javascript=False)
    page.get_by_label("Original Medicare (Part B)", exact=True).check()
    go_on(page)
    second = page.locator("h1").inner_text()
    page.locator("select#state").select_option("OR")
    go_on(page)
    third = page.locator("h1").inner_text()
    page.get_by_label("Low back pain", exact=True).check()
    go_on(page)
    for shown in (third, second):
        page.go_back()
        expect(page.locator("h1")).to_have_text(shown)
    assert page.url.endswith("/coverage")
    page.go_back()
    expect(page.get_by_label("Original Medicare (Part B)", exact=True)).to_be_visible()


CONTRAST = """box => {
    const light = color => color.match(/[\\d.]+/g).slice(0, 3).map(Number).map(
        part => (part /= 255) <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4
    ).reduce((sum, part, place) => sum + part * [.2126, .7152, .0722][place], 0);
    let behind = box.parentElement, color = "";
    while (/rgba\\(.*, 0\\)/.test(color = getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
    const [more, less] = [light(getComputedStyle(box).borderTopColor), light(color)].sort((one, other) => other - one);
    return (more + .05) / (less + .05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_box_to_type_in_can_be_seen_and_shows_an_error(visit, scheme):
    """WCAG 1.4.11: its border has 3 : 1 against what is behind it."""
    page = visit("/coverage", javascript=False)
    page.emulate_media(color_scheme=scheme)
    page.get_by_label("Original Medicare (Part B)", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    assert page.locator("select#state").evaluate(CONTRAST) >= 3
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Low back pain", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    plain = page.locator("input#weeks").evaluate("box => getComputedStyle(box).borderTopColor")
    assert page.locator("input#weeks").evaluate(CONTRAST) >= 3
    page.locator("input#weeks").fill("long")
    page.get_by_role("button", name="Continue").click()
    assert page.locator("input#weeks").evaluate(CONTRAST) >= 3
    assert page.locator("input#weeks").evaluate("box => getComputedStyle(box).borderTopColor") != plain
