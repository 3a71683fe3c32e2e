"""On a phone: a practitioner claims a listing by a code said on the telephone, confirms it, changes a number, sees it
on the public page, lets the front desk in, and asks to be removed.
"""

import os
import re
from pathlib import Path

import pytest
from accounts_in_browser import set_up
from barriers import unbarred
from desk_world import KEN
from playwright.sync_api import expect

from directory.store.office import claims, mistakes

pytestmark = pytest.mark.browser
PHONE = 360  # CSS pixels
PATIENCE = 60_000  # milliseconds for the worker: a change shows within a minute
SHOTS = os.environ.get("SHOTS")  # a folder for screenshots
# Seconds of somebody who neither hurries nor knows the page, by the keystroke-level model (Card, Moran and Newell, The
# Psychology of Human-Computer Interaction, 1983, chapter 8): to point, to press a key, to take in one thing.
POINT, KEY, TAKE_IN = 1.1, 0.28, 1.35


def check(page, name):
    """Nothing bars anybody from the page, and nothing stands out of it."""
    unbarred(page, page.viewport_size["width"])
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{page.viewport_size['width']}.png", full_page=True)


def claimed(page):
    """Asks for the listing of whom the page shows."""
    page.get_by_role("link", name="Is this you?").click()
    check(page, "claim")
    page.get_by_label(re.compile("^We call")).check()
    page.get_by_label("Your name").fill("Ken Sato")
    page.get_by_label("Your e-mail address").fill("ken@example.org")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("The code")).to_be_visible()


def seconds_to_confirm(page):
    """What the keystroke-level model says of reading each fact as it is shown and pressing the one button."""
    facts = page.locator("#keep .fact:visible, #keep .place > legend:visible, #keep details:visible").count()
    return facts * TAKE_IN + POINT


def change(page, fact, text):
    """By the keyboard alone: comes to a fact, says that it is otherwise now, and writes how."""
    asked = page.get_by_role("group", name=re.compile(f"^{fact}"))
    asked.get_by_label("Right").focus()
    expect(asked.get_by_role("textbox")).to_be_hidden()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(asked.get_by_label("Change", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    expect(asked.get_by_role("textbox")).to_have_value(text)


def test_from_is_this_you_to_the_public_page(visit, enter, office, site):
    mine = visit(f"/practitioners/{KEN}", width=PHONE, signs_in=True)
    claimed(mine)
    admin = enter("/admin/claims/", role="admin")
    admin.locator("main .card a").first.click()
    admin.get_by_role("button", name="Show the code").click()
    check(admin, "claim-to-call")
    code = re.search(r"\b\d{3} \d{3}\b", admin.locator("main .note").inner_text())[0]

    mine.get_by_label("The code").fill(code)
    mine.get_by_role("button", name="That is the code").click()
    set_up(mine, "ken@example.org")
    assert claims.owners_of(office, KEN), "the code made them the owner"
    mine.goto(f"{site}/account/listings/{KEN}")
    check(mine, "keep")
    assert seconds_to_confirm(mine) < 30

    assert mine.locator("#keep input:checked").count() == 0, "nothing is answered for them"
    change(mine, "Telephone", "303 555 0177")
    mine.get_by_role("button", name="All right as of today").click()
    expect(mine.get_by_role("status")).to_be_visible()
    everybody = visit(f"/practitioners/{KEN}", width=PHONE)
    for _ in range(60):
        if everybody.get_by_text("(303) 555-0177").count():
            break
        everybody.wait_for_timeout(PATIENCE / 60)
        everybody.reload()
    expect(everybody.locator("main")).to_contain_text("(303) 555-0177")
    check(everybody, "kept-listing")

    mine.goto(f"{site}/account/listings/{KEN}")
    mine.get_by_label("E-mail address of a colleague").fill("desk@example.org")
    mine.get_by_role("button", name="Make a link for them").click()
    expect(mine.locator("main")).to_contain_text("/account/invitation/")
    mine.goto(f"{site}/account/listings/{KEN}")
    mine.get_by_role("button", name="I practice no more").click()
    expect(mine.get_by_role("status")).to_be_visible()
    assert [each.kind for each in mistakes.waiting_mistakes(office, 9)] == ["ended"]
