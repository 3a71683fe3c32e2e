"""On a phone, months later: asked by mail and by letter, a colleague who confirms, a move, a stranger taken away."""

import re
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from accounts_in_browser import set_up
from barriers import unbarred
from desk_world import KEN
from mail_server import receiving
from playwright.sync_api import expect
from server import free_port

from directory.accounts import claims as rules
from directory.settings import MailSettings, Settings
from directory.store.office import claims, notices, people
from directory.store.office.database import Office
from directory.worker import asking_again, mail

pytestmark = pytest.mark.browser
PHONE = 360  # CSS pixels


@pytest.fixture
def owner(office):
    """Ken, who proved by a letter that the listing is his."""
    with office.transaction():
        person = people.add_person(office, "ken@example.org", "practitioner")
        claims.add_owner(office, KEN, person.id, "letter")
    return claims.owners_of(office, KEN)[0]


def seen(page, text):
    """Waits until the public page shows a text: the worker publishes within a minute."""
    for _ in range(120):
        if page.locator("main").get_by_text(text).count():
            return
        time.sleep(0.5)
        page.reload()
    expect(page.locator("main")).to_contain_text(text)


def test_three_mails_ask_and_the_last_ones_link_confirms_without_signing_in(
    visit, office, owner, site, sample_data, monkeypatch
):
    began, passed = Office.now(), [0]
    monkeypatch.setattr(Office, "now", staticmethod(lambda: began + timedelta(days=passed[0])))
    to_postbox = MailSettings("127.0.0.1", free_port(), "directory@example.org")
    settings, came = replace(Settings(sample_data.data), mail=to_postbox, site_address=site), []
    with receiving(to_postbox.port) as postbox:
        for passed[0] in (74, 75, 89, 90, 104, 105, 120):
            asking_again.ask_owners_again(settings)
            while mail.send_next(settings, to_postbox):
                pass
            came.append(len(postbox.messages))
        assert came == [0, 1, 1, 2, 2, 3, 3]
        text = postbox.messages[-1].get_content()
    passed[0] = 0
    path = re.search(r"(/claims/still-right/\S+)", text)[1]
    phone = visit(path, width=PHONE)
    unbarred(phone, PHONE)
    assert claims.owners_of(office, KEN)[0].confirmed_on == "", "looking confirms nothing"
    phone.get_by_role("button", name="All right as of today").click()
    expect(phone.get_by_role("status")).to_be_visible()
    assert claims.owners_of(office, KEN)[0].confirmed_on
    seen(visit(f"/practitioners/{KEN}", width=PHONE), "confirmed today by the practitioner")
    expect(visit(path, width=PHONE).locator("main")).to_contain_text("used")


def test_a_letters_code_is_typed_on_a_phone_and_confirms(visit, office, owner):
    phone = visit("/claims/still-right", width=PHONE)
    unbarred(phone, PHONE)
    phone.get_by_label("The number and the code").fill(f"{owner.id} {rules.letter_code(office, owner)}")
    phone.get_by_role("button", name="Look at it").click()
    phone.get_by_role("button", name="All right as of today").click()
    expect(phone.get_by_role("status")).to_be_visible()


def test_a_practice_takes_a_stranger_away_with_what_the_stranger_said(visit, enter, office, owner, sample_data):
    with office.transaction():
        notices.add_notice(office, owner.id, "letter", "12 Elm St, Denver, CO 80202", "ABCD-2345")
    desk = enter("/admin/claims/", role="admin", width=PHONE)
    unbarred(desk, PHONE)
    desk.locator("main a", has_text="Ken Sato").click()
    unbarred(desk, PHONE)
    expect(desk.locator(".letter-page")).to_contain_text("ABCD-2345")
    desk.get_by_role("button", name="I have posted it").click()
    practice = visit("/claims/not-us", width=PHONE)
    unbarred(practice, PHONE)
    practice.get_by_label("The code in the letter").fill("abcd 2345")
    practice.get_by_role("button", name="It is not us").click()
    expect(practice.get_by_role("status")).to_be_visible()
    unbarred(practice, PHONE)
    assert claims.owners_of(office, KEN) == []


def test_an_owner_lets_a_colleague_in_who_confirms_and_then_moves_the_practice(visit, enter, office, site, sample_data):
    mine = enter("/account/", role="practitioner", width=PHONE)
    with office.transaction():
        person = people.all_people(office)[-1]
        claims.add_owner(office, KEN, person.id, "letter")
    mine.goto(f"{site}/account/listings/{KEN}")
    unbarred(mine, PHONE)
    mine.get_by_label("E-mail address of a colleague").fill("desk@example.org")
    mine.get_by_role("button", name="Make a link for them").click()
    link = mine.locator("main code").inner_text()
    colleague = visit(link.removeprefix(site), width=PHONE, signs_in=True)
    set_up(colleague, "desk@example.org")
    colleague.goto(f"{site}/account/listings/{KEN}")
    expect(colleague.get_by_role("heading", name="Remove the listing")).to_have_count(0)
    colleague.get_by_role("button", name="All right as of today").click()
    expect(colleague.get_by_role("status")).to_be_visible()
    everybody = visit(f"/practitioners/{KEN}", width=PHONE)
    seen(everybody, "confirmed today by the practitioner")

    mine.goto(f"{site}/account/listings/{KEN}/moved")
    unbarred(mine, PHONE)
    mine.get_by_role("checkbox").first.check()
    mine.get_by_label("Where do you see them now?").fill("700 Pine St, Boulder, CO 80302")
    mine.get_by_role("button", name="Show it so").click()
    expect(mine.get_by_role("status")).to_be_visible()
    seen(everybody, "700 Pine St")
    mine.goto(f"{site}/account/listings/{KEN}/renamed")
    unbarred(mine, PHONE)
