"""The account letter, its follow-up and the reply link in a real browser, on a phone and a desk, in both languages."""

import re

import pytest
from barriers import unbarred
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PROFILE = {"sender_name": "Ruth Okafor", "credentials": "MD", "sender_npi": "2777777774", "fax": "(619) 555-0112"}


def pressed(page, button):
    """The text of the file that a button gives."""
    with page.expect_download() as started:
        button.click()
    return started.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_from_the_account_letter_to_the_reply_and_the_renewal(enter, visit, site, form, width, scheme, language):
    page = enter(f"{form}&lang={language}", profile=PROFILE, width=width, scheme=scheme)
    assert page.locator("#sender_name").input_value() == "Ruth Okafor"
    for field, text in {
        "patient_name": "Ann Blauvelt",
        "born_on": "3/15/1958",
        "reason": "Back pain",
        "began": "6 months",
    }.items():
        page.locator(f"#{field}").fill(text)
    page.locator("details:has(#pain) summary").click()
    page.locator("#pain").fill("7")
    unbarred(page, width)
    page.locator("[name=keep][value=signed]:visible").last.click()
    page.wait_for_url("**done=signed**")
    unbarred(page, width)
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    assert re.fullmatch(r"referral-[\d-]{10}-[\w-]+\.pdf", started.value.suggested_filename)
    link = re.search(r"/reply/[\w-]+", pressed(page, page.locator("[name=format][value=txt]")))[0]
    practitioner = visit(f"{link}?lang={language}", width=width, scheme=scheme)
    assert "Blauvelt" not in practitioner.content() and "Ruth Okafor" in practitioner.locator("main").inner_text()
    practitioner.locator("#report > .formats button").click()
    practitioner.get_by_role("alert").wait_for()
    unbarred(practitioner, width)
    for field, text in {"by_name": "Dana Cho", "by_role": "acupuncturist"}.items():
        practitioner.locator(f"#{field}").fill(text)
    practitioner.locator("#stage").select_option("progress")
    practitioner.locator("label[for=seen-0]").click()
    practitioner.locator("#visits").fill("12")
    practitioner.locator("#pain_last").fill("3")
    practitioner.locator("#report > .formats button").click()
    practitioner.wait_for_url("**/reply/thanks**")
    unbarred(practitioner, width)
    practitioner.goto(site + link)
    unbarred(practitioner, width)
    page.reload()
    assert page.get_by_role("img").get_attribute("aria-label").startswith("Pain: 7" if language == "en" else "Dolor: 7")
    unbarred(page, width)
    address = page.url.split("?")[0]
    for path in ("/slip", "/delete", "/renew"):
        page.goto(f"{address}{path}?lang={language}")
        unbarred(page, width)
    assert page.locator("#visits").input_value() == "8" and page.locator("#visits_used").input_value() == "12"
    page.goto(f"{site}/referrals?lang={language}")
    assert "Ann Blauvelt" in page.locator("main").inner_text()
    unbarred(page, width)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_mistake_is_reported_and_the_form_has_no_barrier(visit, acupuncturist, javascript):
    page = visit(f"/practitioners/{acupuncturist}", width=320, javascript=javascript)
    page.get_by_role("link", name="Report a mistake").click()
    page.get_by_role("button", name="Send").click()
    assert "Choose what is wrong" in page.get_by_role("alert").inner_text()
    if javascript:
        unbarred(page, 320)
    page.get_by_label("They no longer practice").check()
    page.wait_for_timeout(3500)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
