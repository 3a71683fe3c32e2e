"""Whatever anybody sends to any page, signed in or not: an answer in words, never a fault of the program."""

import shutil

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from office_people import PASSWORD
from werkzeug.routing import AnyConverter, IntegerConverter

from directory.accounts import passwords, signing_in
from directory.settings import Settings
from directory.store import people
from directory.store.office import Office
from directory.web import session

HOSTILE = ["", " ", "\x00", "' OR 1=1 --", "../../etc/passwd", "<script>alert(1)</script>", "{{ 7*7 }}", "%s%n", "%ff", "１２３", "🩺" * 50, "x" * 5000,
           "\u202e", "\ud7ff", "9" * 40, "-1", "1e999", "null", "97214", "2000000002", "ann@example.org", PASSWORD, "/account/", "//evil.example"]
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
NAMES = st.one_of(st.sampled_from(["near", "within", "page", "name", "kind", "insurance", "sort", "lang", "next", "out", "done", "like", "email", "password", "again", "old",
                                   "code", "sender_npi", "fax", "address", "practitioner", "id", "format", "asked", "endpoint", "_scheme", "_external", session.TOKEN]), st.text(max_size=10))
PAIRS = st.dictionaries(NAMES, TEXT, max_size=5)


@pytest.fixture(scope="module")
def site(tmp_path_factory, sample_data, gazetteer):
    """The site with the sample directory, and an office with one person in each role."""
    from directory.web import app

    folder = tmp_path_factory.mktemp("fuzz") / "data"
    folder.mkdir()
    shutil.copy(sample_data.directory_db, folder)
    found = Settings(folder)
    with pytest.MonkeyPatch.context() as patch, Office(found.office_db, found.key_file) as office:
        patch.setattr(app, "gazetteer", lambda: gazetteer)
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        patch.setattr(passwords, "NOBODYS", passwords.HASHER.hash("nobody's"))
        with office.transaction():
            for role in ("physician", "admin"):
                people.add(office, f"{role}@example.org", role)
        yield app.build(found), office


def signed_in(client, office, role):
    """Signs the person in this role in on a browser; the token of their forms."""
    person = people.by_email(office, f"{role}@example.org")
    with office.transaction():
        if person.disabled_at:
            people.set_disabled(office, person.id, False)
        begun = signing_in.begin(office, person, "")
    client.set_cookie(session.SIGNED_IN, begun.session)
    return office.vault.sign(f"{person.id} {person.password}".encode(), "forms").hex()


def fitting(kind, word, number):
    """A value that can stand in an address at all: the word itself, but for numbers and choices."""
    if isinstance(kind, AnyConverter):
        return sorted(kind.items)[number % len(kind.items)]
    return number if isinstance(kind, IntegerConverter) else word


@settings(max_examples=15, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(role=st.sampled_from(["nobody", "physician", "admin"]), query=PAIRS, form=PAIRS, word=TEXT, number=st.integers(0, 99), network=st.integers(1, 250))
def test_no_page_fails_whatever_is_sent(site, role, query, form, word, number, network):
    app, office = site
    for rule in app.url_map.iter_rules():
        address = rule.build({name: fitting(kind, word, number) for name, kind in rule._converters.items()}, append_unknown=False)[1]
        for method in sorted(rule.methods | {"PUT"}):
            client = app.test_client()
            token = {session.TOKEN: signed_in(client, office, role)} if role != "nobody" else {}
            answer = client.open(address, method=method, query_string=query, data=None if method in session.SAFE else form | token,
                                 environ_overrides={"REMOTE_ADDR": f"192.0.2.{network}"})  # from many, so that not all are told to wait
            assert answer.status_code < 500, (method, address, answer.status_code)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(path=st.text(max_size=40), cookie=st.text(st.characters(codec="ascii", exclude_characters=";,\\ \"", min_codepoint=33), max_size=40), body=st.binary(max_size=200),
       kind=st.sampled_from(["application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]))
def test_no_address_cookie_or_body_makes_it_fail(site, path, cookie, body, kind):
    client = site[0].test_client()
    client.set_cookie(session.SIGNED_IN, cookie)
    client.set_cookie(session.KNOWN, cookie)
    assert client.get("/", environ_overrides={"PATH_INFO": "/" + path.encode().decode("latin-1")}).status_code < 500  # as servers hand it on
    for address in ("/account/sign-in", "/account/rest", "/account/profile", "/"):
        assert client.post(address, data=body, content_type=kind).status_code < 500
