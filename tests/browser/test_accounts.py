"""An account's life in a real browser: from the invitation to signing out, with and without JavaScript."""

import re
import time
from datetime import timedelta

import pytest
from accounts_in_browser import set_up, sign_in
from barriers import unbarred, unbarred_light_and_dark
from office_people import PASSWORD
from playwright.sync_api import expect

from directory.accounts import people

pytestmark = pytest.mark.browser


@pytest.fixture
def invited(office):
    """Somebody new: their address and the path of their link."""
    email = f"p{time.monotonic_ns()}@example.org"
    return email, f"/account/invitation/{people.invite_person(office, email, 'physician')}"


def let_pass(office, minutes):
    """As if nothing had happened for so long."""
    office.connection.execute(
        "UPDATE sessions SET seen_at = ?", [(office.now() - timedelta(minutes=minutes)).isoformat()]
    )


def look(page):
    """The page comes to the front again, as after a pause."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_password_can_be_looked_at_and_is_sent_hidden(visit):
    page = visit("/account/sign-in")
    password, look_at_it = page.locator("#password"), page.get_by_role("button", name="Show what is typed")
    password.fill("heron under violet glass")
    look_at_it.click()
    assert password.get_attribute("type") == "text" and look_at_it.get_attribute("aria-pressed") == "true"
    look_at_it.click()
    assert password.get_attribute("type") == "password"
    page.get_by_label("E-mail address").fill("nobody@example.org")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    assert page.locator("#email").input_value() == "nobody@example.org"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_invitation_to_signing_out_and_in_again(visit, invited, javascript):
    email, link = invited
    page = visit(link, width=360, javascript=javascript, signs_in=True)
    codes = set_up(page, email)
    page.get_by_role("link", name="I have them").click()
    expect(page.locator("main")).to_contain_text("10 are left")
    assert "this one" in page.locator("main").inner_text()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    sign_in(page, email, "123456")
    expect(page).to_have_title(re.compile("^Error"))
    sign_in(page, email, codes[0])
    expect(page.locator("main")).to_contain_text("9 are left")


def test_before_the_session_ends_it_asks_and_a_click_keeps_it(enter, office):
    page = enter("/account/")
    let_pass(office, 13.5)
    look(page)
    page.get_by_role("dialog", name="Are you still there?").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Stay signed in"
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for(state="hidden")
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "Your account"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_was_typed_when_the_session_ended_is_there_after_signing_in_again(
    visit, site, invited, office, javascript
):
    email, link = invited
    page = visit(link, javascript=javascript, signs_in=True)
    codes = set_up(page, email)
    page.goto(site + "/account/profile")
    page.get_by_label("Your name").fill("Ann Exämple")
    page.get_by_label("Address").fill("1 Main Street\nPortland, OR")
    let_pass(office, 16)
    if javascript:
        look(page)
    else:
        page.get_by_role("button", name="Keep").click()
    page.wait_for_url("**/account/sign-in?**")
    assert "nothing happened for a while" in page.get_by_role("status").inner_text()
    assert "Exämple" not in page.content()
    sign_in(page, email, codes[1])
    assert page.get_by_label("Your name").input_value() == "Ann Exämple"
    assert page.get_by_label("Address").input_value().splitlines() == ["1 Main Street", "Portland, OR"]
    assert "not kept yet" in page.get_by_role("status").inner_text()


def test_signed_out_in_one_tab_the_other_leaves_too(enter):
    page = enter("/account/")
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("button", name="Sign out", exact=True).click()
    other.wait_for_url("**/account/sign-in?**")


def new_letter(page, site, sample_directory, patient):
    """A page with a letter to the first acupuncturist, for a patient, begun and not kept."""
    page.goto(f"{site}/referrals/write?practitioner={sample_directory.listings([0])[0].id}")
    page.locator("#patient_name").fill(patient)
    return page


def test_the_chart_is_off_the_screen_when_the_session_ends_and_no_question_keeps_it(
    enter, site, office, sample_directory
):
    page = new_letter(enter("/account/"), site, sample_directory, "Ann Blauvelt")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    let_pass(office, 16)
    look(page)
    page.wait_for_url("**/account/sign-in?**")
    assert not asked and "Blauvelt" not in page.content()


def test_signing_out_in_one_tab_keeps_what_is_typed_in_the_others_each_by_itself(
    invited, visit, site, sample_directory
):
    email, link = invited
    page = visit(link, signs_in=True)
    codes = set_up(page, email)
    one, two = (
        new_letter(page.context.new_page(), site, sample_directory, name) for name in ("Ann Blauvelt", "Bo Nystrom")
    )
    page.goto(site + "/account/")
    page.get_by_role("button", name="Sign out", exact=True).click()
    for tab in (one, two):
        tab.wait_for_url("**/account/sign-in?**")
    sign_in(two, email, codes[1])
    assert two.locator("#patient_name").input_value() == "Bo Nystrom"
    one.goto(site + one.evaluate("new URL(location.href).searchParams.get('next')"))
    assert one.locator("#patient_name").input_value() == "Ann Blauvelt"


PAGES = [
    "/account/",
    "/account/passkeys/",
    "/account/password",
    "/account/new-phone",
    "/account/profile",
    "/account/mail",
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_page_of_an_account_has_a_barrier_or_needs_sideways_scrolling(
    enter, visit, invited, office, site, width, language
):
    def check(page, path=None):
        if path:
            page.goto(f"{site}{path}?lang={language}")
        unbarred_light_and_dark(page, width)

    page = enter(f"/account/?lang={language}", width=width)
    for path in PAGES:
        check(page, path)
    page.goto(f"{site}/account/profile?lang={language}")
    page.locator("#sender_npi").fill("1")
    page.locator("#profile > button").click()
    check(page)
    let_pass(office, 13.5)
    look(page)
    page.get_by_role("dialog").wait_for()
    check(page)
    stranger = visit("/", width=width, signs_in=True)
    for path in ("/account/sign-in", invited[1], "/account/invitation/x"):
        check(stranger, path)
    stranger.goto(f"{site}/account/sign-in?lang={language}")
    stranger.locator("form.panel[novalidate] button:not([type=button])").click()
    check(stranger)
    boss = enter(f"/admin/?lang={language}", role="admin", width=width)
    person = office.connection.execute("SELECT max(id) FROM people WHERE role = 'physician'").fetchone()[0]
    for path in ("/admin/", "/admin/people/", f"/admin/people/{person}", "/admin/audit/", "/admin/mistakes"):
        check(boss, path)


def test_things_to_tap_are_large_enough(enter):
    for path in PAGES:
        page = enter(path, width=360)
        for target in page.locator("a:visible, button:visible, input:visible, textarea:visible, summary:visible").all():
            box = target.bounding_box()
            assert box["height"] >= 24 or box["y"] < 0, target.inner_text()


@pytest.fixture
def named_site(site):
    """The site by a name: an address of numbers can have no passkeys."""
    return site.replace("127.0.0.1", "localhost")


def test_a_passkey_is_added_and_then_opens_the_account_without_typing(chromium, named_site, invited):
    email, link = invited
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(named_site + link)
    set_up(page, email)
    page.goto(f"{named_site}/account/passkeys/")
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    phone = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": phone | {"isUserVerified": True}})
    page.get_by_label("A name for it").fill("My phone")
    page.get_by_label("Your password").fill("wrong")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("not your password")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("status")).to_contain_text("added")
    unbarred(page, 360)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    context.close()
