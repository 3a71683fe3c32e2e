"""A practice in a browser: staff prepare, a physician signs for three; one declines, one accepts, until the end."""

import re

import pytest
from barriers import unbarred

from directory.store.office import people, practices

pytestmark = pytest.mark.browser
WIDTH = 360
PROFILE = {"sender_name": "Ruth Okafor", "credentials": "MD", "sender_npi": "2777777774", "fax": "(619) 555-0112"}


@pytest.fixture
def three(sample_directory):
    """The ids of three acupuncturists in a state without a rule of its own."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    fitting = [
        each.id
        for each in listings
        if each.kind == "licensed_acupuncturist" and each.locations and each.locations[0].state == "CA"
    ]
    return fitting[:3]


def fill(page, fields):
    """Types into the fields of a page, by their ids."""
    for field, text in fields.items():
        page.locator(f"#{field}").fill(text)


def text_file(page, number):
    """The text file of one of those asked."""
    with page.expect_download() as started:
        page.locator("[name=format][value=txt]").nth(number).click()
    return started.value.path().read_text(encoding="utf-8")


def answered(page, button, **fields):
    """Answers through a link as somebody does; a prefix tells the form."""
    fill(page, fields)
    page.locator(f"main button[name=answer][value={button}]").click()
    page.wait_for_url("**/reply/thanks**")
    unbarred(page, WIDTH)


def test_prepared_by_staff_signed_by_the_physician_and_answered_by_three(enter, visit, site, office, three):
    ruth = enter("/practice/", profile=PROFILE, width=WIDTH)
    unbarred(ruth, WIDTH)
    email = re.search(r"physician\d+@example\.org", ruth.locator("main").inner_text())[0]
    here = practices.home_practice(office, people.person_by_email(office, email).id).id
    asked = "&".join(f"practitioner={each}" for each in three)
    staff = enter(f"/referrals/write?{asked}", role="staff", practice=here, width=WIDTH)
    assert staff.locator("#sender_name").input_value() == "Ruth Okafor"
    fill(staff, {"patient_name": "Ann Blauvelt", "born_on": "3/15/1958", "reason": "Back pain", "began": "6 months"})
    unbarred(staff, WIDTH)
    staff.locator("[name=keep][value=prepared]:visible").last.click()
    staff.wait_for_url("**done=prepared**")

    ruth.goto(f"{site}/referrals?reminder=sign")
    unbarred(ruth, WIDTH)
    ruth.get_by_role("link", name="Ann Blauvelt").click()
    ruth.get_by_role("link", name="Look at it and sign").click()
    ruth.locator("[name=keep][value=signed]:visible").last.click()
    ruth.wait_for_url("**done=signed**")
    unbarred(ruth, WIDTH)
    letter = ruth.url.split("?")[0]
    links = [re.search(r"/reply/[\w-]+", text_file(ruth, number))[0] for number in range(3)]

    first, second, third = (visit(link, width=WIDTH) for link in links)
    first.get_by_text("No, I decline").click()
    who = {"decline-by_name": "Lee Park", "decline-by_role": "front desk", "decline-words": "No room"}
    answered(first, "declined", **who)
    answered(second, "accepted", **{"accept-by_name": "Dana Cho", "accept-by_role": "acupuncturist"})
    third.reload()
    assert "found a practitioner" in third.locator("main").inner_text()
    unbarred(third, WIDTH)
    for stage in ("first", "progress", "final"):
        second.goto(site + links[1])
        second.locator("#stage").select_option(stage)
        second.locator("label[for=seen-0]").click()
        answered(second, "slip", by_name="Dana Cho", by_role="acupuncturist", visits="12")

    ruth.goto(letter)
    assert "Answers" in ruth.locator("main").inner_text()
    unbarred(ruth, WIDTH)
    ruth.get_by_role("link", name="Write the letter for further visits").click()
    assert ruth.locator("#visits_used").input_value() == "12"
    for path in ("/referrals/emergency", "/verify", f"{letter.removeprefix(site)}/delete"):
        ruth.goto(site + path)
        unbarred(ruth, WIDTH)
