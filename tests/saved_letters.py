"""What the tests of saved referrals share: a physician's browser and what is done in it."""

from directory.accounts import signing_in
from directory.store.office import people as rows
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


def signed_in(client, office, name):
    """A browser in which somebody is signed in now; new ones have their letterhead kept."""
    with office.transaction():
        person = rows.person_by_email(office, f"{name}@example.org") or rows.add_person(
            office, f"{name}@example.org", "physician"
        )
        rows.save_profile(office, person.id, PROFILE)
        begun = signing_in.begin_session(office, person, "a browser")
    browser = type(client)(client.app)
    browser.plain.set_cookie(session.SESSION_COOKIE, begun.session)
    return browser


def sent(browser, address, fields, status=303):
    """What comes of sending fields, with the token that every form has: the page, or where it leads."""
    return browser.page(browser.plain.post(address, data=browser.get("/referrals").forms[0]["sent"] | fields), status)


def where(address):
    """An address without what it says was done."""
    return address.split("?")[0]


def file_of(browser, letter, name="txt"):
    """A file of the letter."""
    answer = browser.plain.post(f"{letter}/file", data=browser.get(letter).forms[0]["sent"] | {"format": name})
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    return answer


def moved(browser, letter, to, status=303, **typed):
    """Presses the button of a move."""
    return sent(browser, f"{letter}/move", {"to": to} | typed, status)
