"""What time brings reminds a physician by mail as well: once, of no patient, and only those who want it."""

import re

import pytest
from mail_server import receiving
from saved_letters import ACCEPTED, SIGNED, SLIP, person_of, practice_of, sent, signed_in, where
from server import free_port

from directory.accounts import passwords
from directory.settings import MailSettings
from directory.store.office import people, practices, reminded
from directory.store.vault import Vault
from directory.web.shell.app import site_over
from directory.worker import mail as mailing
from directory.worker.letter_reminders import remind_physicians

pytestmark = pytest.mark.usefixtures("on_both")
ADDRESS = "http://site.example"


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def postbox(app, settings, monkeypatch):
    """Mail is set up, and goes to a server of this machine."""
    server = MailSettings("127.0.0.1", free_port(), "directory@site.example")
    object.__setattr__(settings, "mail", server)
    object.__setattr__(settings, "site_address", ADDRESS)
    monkeypatch.setitem(app.extensions, "site", site_over(settings))
    with receiving(server.port) as postbox:
        yield postbox


@pytest.fixture
def delivered(settings, postbox):
    """Sends what is due and gives what came since: [(to whom, text)]."""

    def deliver():
        remind_physicians(settings)
        while mailing.send_next(settings, settings.mail):
            pass
        came = [(each["To"], f"{each['Subject']}\n{each.get_content()}") for each in postbox.messages]
        postbox.messages.clear()
        return came

    return deliver


def with_password(office, *names):
    """Gives people a password: to others no mail goes."""
    with office.transaction():
        for name in names:
            people.set_password_hash(office, person_of(office, name), passwords.hash_password("x"), "set")


def chosen(browser):
    """Which mails are ticked on the account's page."""
    return re.findall(r'value="(\w+)" id="[^"]*" checked', browser.plain.get("/account/mail").text)


def test_from_no_answer_to_visit_12_to_the_end_each_is_mailed_once(client, ruth, link, office, clock, delivered):
    with_password(office, "ruth")
    clock.pass_(days=13)
    assert delivered() == []
    clock.pass_(days=1)
    ((whom, text),) = delivered()
    assert whom == "ruth@example.org" and f"No answer in 14 days (1): {ADDRESS}/referrals?reminder=unanswered" in text
    clock.pass_(days=20)
    assert delivered() == [], "once"
    today = clock.time.date()
    client.post(link, ACCEPTED | {"accept-day": f"{today:%m/%d/%Y}"}, 303)
    assert "An answer is waiting" in delivered()[0][1]
    clock.pass_(days=61)
    assert "Visit 12 is near: look at the progress (1)" in delivered()[0][1]
    clock.pass_(days=30)
    assert "The course is over" in delivered()[0][1]
    clock.pass_(days=100)
    assert delivered() == []


@pytest.mark.parametrize("damaged", [b"x" * 60, None], ids=["by another hand", "of another key"])
def test_a_letter_that_does_not_open_is_logged_without_a_word_of_it_and_the_others_go(
    ruth, letter, account_form, office, clock, delivered, damaged, logged
):
    with_password(office, "ruth")
    broken = where(sent(ruth, account_form, SIGNED | {"patient_name": "Minh Nguyen"}))[-16:]
    place = ("referrals", "content", broken, practice_of(office, "ruth"))
    strange = Vault([bytes(32)]).seal(b"{}", *place)
    sealed = (office.vault.current + damaged) if damaged else strange
    with office.transaction():
        office.connection.execute("UPDATE referrals SET content = ? WHERE id = ?", (sealed, broken))
    clock.pass_(days=15)
    ((_, text),) = delivered()
    assert "No answer in 14 days (1)" in text
    told = str(logged())
    assert broken in told and "letter not opened" in told and "Minh" not in told and "reminders failed" not in told


def test_no_word_of_anybody_is_in_it_and_several_letters_are_one_mail(
    ruth, letter, account_form, office, clock, delivered
):
    sent(ruth, account_form, SIGNED | {"patient_name": "Minh Nguyen"})
    with_password(office, "ruth")
    clock.pass_(days=15)
    ((_, text),) = delivered()
    assert "(2)" in text
    for word in ("Blauvelt", "Nguyen", "Okafor", "Harbor", "M54", "acupunct", letter.split("/")[-1]):
        assert word not in text, word


def test_asked_again_after_a_no_the_wait_begins_anew_and_so_does_the_reminder(
    client, ruth, letter, account_form, office, clock, delivered
):
    with_password(office, "ruth")
    clock.pass_(days=15)
    assert "No answer" in delivered()[0][1]
    clock.pass_(days=1)
    browser = signed_in(client, office, "ruth")
    sent(browser, f"{letter}/move", {"to": "declined"})
    sent(browser, f"{letter}/ask-again", {"practitioner": account_form.split("=")[1]})
    clock.pass_(days=13)
    assert delivered() == []
    clock.pass_(days=1)
    assert "No answer" in delivered()[0][1]


def test_it_goes_to_who_signs_who_covers_and_of_one_who_left_to_the_practice(
    ruth, letter, office, client, clock, delivered
):
    here = practice_of(office, "ruth")
    signed_in(client, office, "eva", practice=here)
    signed_in(client, office, "sam", "staff", practice=here)
    with_password(office, "ruth", "eva", "sam")
    with office.transaction():
        practices.leave_practice(office, person_of(office, "ruth"), here)
    clock.pass_(days=14)
    assert [whom for whom, _ in delivered()] == ["eva@example.org"]


def test_who_does_not_want_them_gets_none_of_that_kind_and_sees_the_letter_in_the_list(
    client, ruth, link, office, clock, delivered
):
    with_password(office, "ruth")
    browser = signed_in(client, office, "ruth")
    assert chosen(browser) == ["answers", "reminders"]
    assert "Which mails you get is kept" in browser.get(sent(browser, "/account/mail", {"wanted": "answers"})).text
    assert chosen(browser) == ["answers"]
    clock.pass_(days=14)
    assert delivered() == []
    assert "No answer in 14 days" in signed_in(client, office, "ruth").get("/referrals").text
    client.post(link, SLIP, 303)
    assert "An answer is waiting" in delivered()[0][1]


def test_without_mail_nothing_is_taken_as_mailed(ruth, letter, office, settings, clock, request):
    with_password(office, "ruth")
    clock.pass_(days=14)
    assert remind_physicians(settings) == 0
    assert len(request.getfixturevalue("delivered")()) == 1


def test_a_letter_that_cannot_be_read_keeps_no_other_from_being_reminded_of(
    client, ruth, letter, office, clock, delivered, monkeypatch
):
    with_password(office, "ruth")
    clock.pass_(days=14)
    real = reminded.unreminded

    def with_one_that_is_gone(*how):
        return [each._replace(id=number) for each in real(*how) for number in ("gone", each.id)]

    monkeypatch.setattr(reminded, "unreminded", with_one_that_is_gone)
    assert [whom for whom, _ in delivered()] == ["ruth@example.org"]
