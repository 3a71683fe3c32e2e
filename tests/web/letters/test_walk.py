"""Every page of the site, walked by everybody: what a letter says is shown in its practice, and nowhere else."""

import re

import pytest
from saved_letters import SLIP, person_of, practice_of, sent, signed_in
from werkzeug.routing import AnyConverter, IntegerConverter

from directory.store.office import practices, referrals

SECRETS = ("Blauvelt", "1958", "MRI clear", "Zeisigplage")


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def told(ruth, letter):
    """The letter, with a slip: its id."""
    sent(ruth, f"{letter}/slip", SLIP | {"notes": "Zeisigplage"})
    return letter.split("/")[-1]


@pytest.fixture
def walkers(client, office, ruth, clock):
    """A browser of everybody, by who they are."""
    here = practice_of(office, "ruth")
    found = {
        "staff": signed_in(client, office, "staff", "staff", here),
        "cover": signed_in(client, office, "cover"),
        "other": signed_in(client, office, "other"),
        "departed": signed_in(client, office, "departed", practice=here),
        "former cover": signed_in(client, office, "former"),
        "admin": signed_in(client, office, "root", "admin"),
        "practitioner": signed_in(client, office, "needles", "practitioner"),
        "stranger": type(client)(client.app),
    }
    with office.transaction():
        practices.leave_practice(office, person_of(office, "departed"), here)
        practices.cover(office, person_of(office, "cover"), here, clock.time)
        practices.cover(office, person_of(office, "former"), here, clock.time.replace(day=1))
    return found


def addresses(app, letter_id):
    """(method, address) of each page, with the letter's id where one is asked for; the way out last."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: "sign-out" in rule.rule):
        values = {}
        for name, kind in rule._converters.items():
            is_number, is_choice = isinstance(kind, IntegerConverter), isinstance(kind, AnyConverter)
            values[name] = 1 if is_number else sorted(kind.items)[0] if is_choice else letter_id
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield method, rule.build(values, append_unknown=False)[1]


def words_shown(browser, app, letter_id):
    """{address: a secret in its answer}, of every page that shows one. Nobody is signed out on the way."""
    token = browser.plain.get("/account/")
    token = re.search(r'name="form_token" value="(\w+)"', token.text)
    typed = {"form_token": token[1] if token else "", "format": "txt", "patient": "Blauvelt", "to": "closed"}
    found = {}
    for method, address in addresses(app, letter_id):
        if "sign-out" in address or address.endswith("/rest"):
            continue
        answer = browser.plain.open(address, method=method, data=typed if method == "POST" else None)
        body = answer.get_data(as_text=True) if answer.mimetype != "application/zip" else "Blauvelt"
        echoed = "patient" in typed and method == "POST" and 'value="Blauvelt"' in body and body.count("Blauvelt") == 1
        if any(secret in body for secret in SECRETS) and not echoed:
            found[f"{method} {address}"] = answer.status_code
    return found


@pytest.mark.parametrize("who", ["other", "departed", "former cover", "admin", "practitioner", "stranger"])
def test_outsiders_see_no_word_of_it_on_any_page_and_change_nothing(app, walkers, told, office, who):
    before = referrals.any_referral(office, told)
    assert words_shown(walkers[who], app, told) == {}
    assert referrals.any_referral(office, told) == before


@pytest.mark.parametrize("who", ["staff", "cover"])
def test_those_of_the_practice_see_it_on_its_own_pages_only(app, walkers, told, who):
    shown = words_shown(walkers[who], app, told)
    letter = f"/referrals/{told}"
    assert {"GET " + letter, f"POST {letter}/file", f"POST {letter}/chart", "GET /referrals"} <= set(shown)
    assert all(address.split(" ")[1].startswith("/referrals") for address in shown), shown
