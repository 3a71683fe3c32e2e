"""Setting an account up and signing in, in a real browser."""

import pyotp
from office_people import PASSWORD
from playwright.sync_api import expect


def set_up(page, email):
    """Answers the invitation; the recovery codes."""
    assert email in page.locator("main").inner_text()
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_text("No camera?").click()
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("Code that the app shows").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Set up and sign in").click()
    expect(page.locator(".codes li")).to_have_count(10)
    return page.locator(".codes li").all_inner_texts()


def sign_in(page, email, code):
    """Fills the entrance's form in."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code").fill(code)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
