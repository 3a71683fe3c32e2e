"""A physician with ninety seconds, in a real browser."""

import re

import pytest
from barriers import unbarred_light_and_dark
from ccda_chart import document
from letters_in_browser import press_pdf, text_of
from playwright.sync_api import Error

pytestmark = pytest.mark.browser

WIDTHS = [320, 1280]


@pytest.mark.parametrize("width", [360, 1280])
def test_without_a_script_errors_and_codes_keep_what_was_typed(visit, form, width):
    page = visit(form, width=width, javascript=False)
    page.locator("#patient_name").fill("Ann Blauvelt")
    page.locator("#tried").fill("heat, then ice")
    page.get_by_label("Another diagnosis").fill("sciatica left")
    page.get_by_role("button", name="Find codes").click()
    page.get_by_label("M54.32 Sciatica, left side").check()
    page.get_by_label("Another diagnosis").fill("")
    page.get_by_role("button", name="PDF to print or fax").click()
    alert = page.get_by_role("alert")
    assert "Write the patient's date of birth." in alert.inner_text()
    assert page.evaluate("document.activeElement.className") == "mend"
    alert.get_by_role("link", name="Date of birth").click()
    assert page.evaluate("document.activeElement.id") == "born_on"
    page.locator("#born_on").fill("3/15/1958")
    page.locator("#sender_name").fill("Ruth Okafor")
    page.locator("#email").fill("desk@harbor.example")
    text = text_of(press_pdf(page))
    assert "heat, then ice" in text and "Sciatica, left side" in text and "NOT KNOWN" in text


def test_a_warning_is_answered_and_the_answer_is_printed(visit, form):
    page = visit(form, width=360)
    page.locator("#patient_name").fill("Ann Blauvelt")
    page.locator("#born_on").fill("3/15/1958")
    page.get_by_label("M54.50").check()
    page.locator("#sender_name").fill("Ruth Okafor")
    page.locator("#fax").fill("6195550112")
    page.locator("#visits").fill("20")
    page.get_by_role("button", name="Word, to edit").click()
    page.get_by_label("You ask for 20 visits").fill("Eight years of relapses.")
    with page.expect_download() as started:
        page.get_by_role("button", name="Make the letter all the same").click()
    assert re.fullmatch(r"referral-[\d-]{10}-[\w-]+\.docx", started.value.suggested_filename)
    page.get_by_label("You ask for 20 visits").fill("Eight years of relapses.")
    assert "Eight years of relapses." in text_of(press_pdf(page))


def test_codes_are_offered_as_one_types_and_only_a_marked_one_is_taken(visit, form):
    page = visit(form)
    words, said = page.get_by_label("Another diagnosis"), page.locator(".find + [role=status]")
    words.press_sequentially("sciatica left")
    page.get_by_role("option", name=re.compile("^M54.32")).wait_for()
    assert said.inner_text().startswith("Codes: ") and words.get_attribute("aria-expanded") == "true"
    words.press("Enter")  # nothing is marked: nothing is taken, and no letter made
    assert page.locator("#codes input:checked").count() == 0 and words.input_value() == "sciatica left"
    words.press("Escape")
    assert words.get_attribute("aria-expanded") == "false" and words.input_value() == "sciatica left"
    words.press("ArrowDown")
    page.get_by_role("option", name=re.compile("^M54.32")).wait_for()
    words.press("ArrowDown")
    marked = page.locator(f"#{words.get_attribute('aria-activedescendant')}").inner_text()
    words.press("Enter")
    assert marked.startswith("M54.32") and page.get_by_label("M54.32").is_checked() and words.input_value() == ""
    assert said.inner_text() == f"{marked} added"
    words.press_sequentially("spinal sten lumb")
    page.get_by_role("option", name=re.compile("^M48.062")).click()
    assert page.get_by_label("M48.062 Spinal stenosis").is_checked()
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("zzzz")
    page.get_by_text("No code has these words.").wait_for()


def test_of_a_charts_file_only_what_the_letter_can_use_leaves_the_browser(visit, form):
    page = visit(form)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    chart = (
        '{"resourceType": "Bundle", "entry": ['
        '{"resource": {"resourceType": "Patient", "name": [{"text": "Ann Blauvelt"}]}},'
        ' {"resource": {"resourceType": "DocumentReference", "description": "PSYCHOTHERAPY-NOTE"}}]}'
    )
    page.locator("details.chart summary").click()
    page.locator("#chart-file").set_input_files(
        {"name": "chart.json", "mimeType": "application/json", "buffer": chart.encode()}
    )
    page.get_by_text("What was empty is filled in from the chart.").wait_for()
    assert page.locator("#patient_name").input_value() == "Ann Blauvelt"
    assert any("Blauvelt" in body for body in sent) and not any("PSYCHOTHERAPY" in body for body in sent)


def test_of_a_chart_in_ccda_too_only_the_sections_that_are_used_leave_the_browser(visit, form):
    page = visit(form)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.locator("details.chart summary").click()
    page.locator("#chart-file").set_input_files(
        {"name": "chart.xml", "mimeType": "application/xml", "buffer": document().encode()}
    )
    page.get_by_text("What was empty is filled in from the chart.").wait_for()
    assert page.locator("#patient_name").input_value() == "María Luz Nguyễn"
    assert "Apixaban" in page.locator("#medicines").input_value()
    assert any("Apixaban" in body for body in sent) and not any("CANARY" in body for body in sent)


def test_arrows_choose_an_answer_and_letters_answer_and_go_on(visit, form):
    page = visit(form)
    page.locator("#has_anticoagulant-0").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#has_anticoagulant-1").is_checked()  # as in every group of choices
    page.keyboard.press("ArrowUp")
    assert page.locator("#has_anticoagulant-0").is_checked()
    page.keyboard.press("n")
    assert page.locator("#has_anticoagulant-1").is_checked()
    assert page.evaluate("document.activeElement.name") == "has_bleeding"


def test_what_a_yes_adds_and_what_medicare_asks_appear_when_they_are_needed(visit, form):
    page = visit(form, javascript=False)
    assert page.locator("#more_implant").is_hidden() and page.locator("#supervisor").is_hidden()
    page.locator("label[for=has_implant-2]").click()
    page.get_by_label("Insurance").select_option("Medicare Advantage")
    assert page.locator("#more_implant").is_visible() and page.locator("#supervisor").is_visible()


def test_enter_in_a_field_makes_the_pdf(visit, form):
    page = visit(form)
    for field, text in {
        "patient_name": "Ann Blauvelt",
        "born_on": "3/15/1958",
        "reason": "Neck pain",
        "sender_name": "Ruth Okafor",
        "fax": "6195550112",
    }.items():
        page.locator(f"#{field}").fill(text)
    with page.expect_download() as started:
        page.locator("#fax").press("Enter")
    assert re.fullmatch(r"referral-[\d-]{10}-[\w-]+\.pdf", started.value.suggested_filename)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_another_language_and_the_npi_keep_what_is_typed_and_leaving_still_asks(visit, form, javascript):
    page = visit(form, javascript=javascript)
    page.locator("#patient_name").fill("Ann Blauvelt")
    page.locator("#sender_npi").fill("2777777774")
    page.get_by_role("button", name="Look up the NPI").click()
    page.get_by_text("It is taken as you typed it").wait_for()
    page.get_by_role("button", name="Español").click()
    page.get_by_role("heading", name="Carta de referencia").wait_for()
    assert page.locator("#patient_name").input_value() == "Ann Blauvelt" and "Blauvelt" not in page.url
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#fax").click()
    page.get_by_role("link", name="Cómo funciona").click()
    page.wait_for_url("**/about*")
    assert asked == ["beforeunload"] * javascript


def test_leaving_with_words_that_are_not_saved_asks_first_and_not_after_the_file(visit, form):
    page = visit(form)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    for field, text in {
        "patient_name": "Ann Blauvelt",
        "born_on": "3/15/1958",
        "reason": "Neck pain",
        "sender_name": "Ruth Okafor",
        "fax": "6195550112",
    }.items():
        page.locator(f"#{field}").fill(text)
    page.locator("#fax").click()
    page.get_by_role("link", name="How it works").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"] and "/referrals/new" in page.url
    press_pdf(page)
    page.get_by_role("link", name="How it works").click()
    page.wait_for_url("**/about*")
    assert asked == ["beforeunload"]


def test_nothing_is_kept_in_the_browser(visit, form):
    page = visit(form)
    page.locator("#patient_name").fill("Ann Blauvelt")
    page.get_by_role("button", name="PDF to print or fax").click()
    page.get_by_role("alert").wait_for()
    assert "Blauvelt" not in page.url
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.goto("about:blank")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # the browser would have to send the letter again
        page.go_back()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_state_of_the_form_has_a_barrier_or_needs_sideways_scrolling(visit, form, width, language):
    page = visit(f"{form}&lang={language}", width=width)
    page.locator("#payer").select_option("medicare")
    page.locator("label[for=has_implant-2]").click()
    page.locator("#indication").select_option("headache")
    for summary in page.locator("summary:visible").all():
        summary.click()
    page.locator("#find").press_sequentially("sciatica")
    page.locator("#code-offers [role=option]").first.wait_for()
    unbarred_light_and_dark(page, width)
    page.locator(".formats button").first.click()
    page.locator(".mend").wait_for()
    unbarred_light_and_dark(page, width)
    for field, text in {
        "patient_name": "Ann Blauvelt",
        "born_on": "3/15/1958",
        "find": "",
        "reason": "Back pain",
        "sender_name": "Ruth Okafor",
        "fax": "6195550112",
    }.items():
        page.locator(f"#{field}").fill(text)
    page.locator(".formats button").first.click()
    page.locator("[id=because-weeks]").wait_for()
    unbarred_light_and_dark(page, width)
