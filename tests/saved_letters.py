"""What the tests of saved referrals share: a physician's browser and what is done in it."""

import re

from directory.accounts import signing_in
from directory.store.office import people as rows
from directory.store.office import practices
from directory.web.shell import session

LETTER = {
    "patient_name": "Ann Blauvelt",
    "born_on": "3/15/1958",
    "code": "M54.50",
    "began": "6 months",
    "pain": "7",
    "scale": "rmdq",
    "score": "14",
    "findings": "MRI clear.",
}
SLIP = {
    "answer": "slip",
    "by_name": "Dana Cho",
    "by_role": "acupuncturist",
    "stage": "progress",
    "seen": "yes",
    "visits": "12",
    "pain_last": "3",
    "scale": "rmdq",
    "score_last": "6",
    "adverse": "none",
    "next": "continue",
}
PROFILE = {
    "sender_name": "Ruth Okafor",
    "credentials": "MD",
    "sender_npi": "2777777774",
    "fax": "(619) 555-0112",
    "practice": "Harbor Family Medicine",
}
SIGNED = {"keep": "signed"} | PROFILE | LETTER


def signed_in(client, office, name, role="physician", practice=None, **letterhead):
    """A browser in which somebody is signed in now; new ones have their letterhead kept, and are of the practice."""
    email = f"{name}@example.org"
    with office.transaction():
        person = rows.person_by_email(office, email)
        if not person:
            person = rows.add_person(office, email, role, practice=practice)
            rows.save_profile(office, person.id, PROFILE | letterhead)
        begun = signing_in.begin_session(office, person, "a browser")
    browser = type(client)(client.app)
    browser.plain.set_cookie(session.SESSION_COOKIE, begun.session)
    return browser


def person_of(office, name):
    """The number of somebody's account."""
    return rows.person_by_email(office, f"{name}@example.org").id


def practice_of(office, name):
    """The number of the practice that somebody is a member of."""
    return practices.home_practice(office, person_of(office, name)).id


def link_in(text):
    """The path of the reply link in a file."""
    return re.search(r"/reply/[\w-]{32}", text)[0]


def sent(browser, address, fields, status=303):
    """What comes of sending fields, with the token that every form has: the page, or where it leads."""
    return browser.page(browser.plain.post(address, data=browser.get("/referrals").forms[0]["sent"] | fields), status)


def where(address):
    """An address without what it says was done."""
    return address.split("?")[0]


def file_of(browser, letter, name="txt", **whose):
    """A file of the letter; practitioner=ID: that of one of those asked."""
    typed = {"form_token": browser.get(letter).forms[0]["sent"]["form_token"], "format": name} | whose
    answer = browser.plain.post(f"{letter}/file", data=typed)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    return answer


ACCEPTED = {"answer": "accepted", "accept-by_name": "Dana Cho", "accept-by_role": "acupuncturist"}
DECLINED = {
    "answer": "declined",
    "decline-by_name": "Lee Park",
    "decline-by_role": "front desk",
    "decline-words": "No room before March.",
}


def moved(browser, letter, to, status=303, **typed):
    """Presses the button of a move."""
    return sent(browser, f"{letter}/move", {"to": to} | typed, status)
