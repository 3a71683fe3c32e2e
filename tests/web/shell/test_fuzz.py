"""Whatever anybody sends to any page, signed in or not: an answer in words, never a fault of the program.

It stands in for schemathesis, which needs an OpenAPI document: every route in every method, as each role, at addresses
that exist and at others, with valid forms that are changed in some fields and with any others.
"""

import re
import shutil
from typing import NamedTuple

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from hostile_fields import PAIRS, TEXT, VALID
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from knocked_at import prepared
from werkzeug.routing import AnyConverter, IntegerConverter

from directory.accounts import passwords, signing_in
from directory.settings import Settings
from directory.store.imports import decisions
from directory.store.imports.database import Imports
from directory.store.office import people, schedules
from directory.store.office.database import Office
from directory.web.shell import session

NO_ROW = 2**63  # one more than SQLite holds


@pytest.fixture(scope="module")
def site(tmp_path_factory, sample_data, gazetteer):
    """The site with the sample directory, and an office with one person in each role."""
    from directory.web.shell import app

    folder = tmp_path_factory.mktemp("fuzz") / "data"
    folder.mkdir()
    shutil.copy(sample_data.directory_db, folder)
    shutil.copy(sample_data.imports_db, folder)
    found = Settings(folder)
    with Imports(found.imports_db) as imports, imports.transaction():
        first, second, *_ = imports.known_ids("sample")
        decisions.note_doubts(imports.connection, [(f"sample:{first}", f"sample:{second}", "the same city (+2)", "")])
    with pytest.MonkeyPatch.context() as patch, Office(found.office, found.key_file) as office:
        patch.setattr(app, "gazetteer", lambda: gazetteer)
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        patch.setattr(passwords, "DUMMY_HASH", passwords.HASHER.hash("nobody's"))
        with office.transaction():
            for role in ("physician", "admin"):
                people.add_person(office, f"{role}@example.org", role)
            people.add_person(office, "new@example.org", "physician")
            people.add_person(office, "staff@example.org", "staff", practice=1)
            weekly = {"source": "nppes", "files": ["https://example.org/week.zip"]}
            terms = schedules.ScheduleTerms("the weekly file", weekly, 7, office.now(), publishes=False, most=5)
            schedules.add_schedule(office, terms)
        yield app.build(found), office


def signed_in(client, office, role):
    """Signs the person in this role in on a browser; the token of their forms."""
    person = people.person_by_email(office, f"{role}@example.org")
    with office.transaction():
        if person.disabled_at:
            people.set_disabled(office, person.id, False)
        begun = signing_in.begin_session(office, person, "")
    client.set_cookie(session.SESSION_COOKIE, begun.session)
    return office.vault.sign(f"{person.id} {person.password}".encode(), "forms").hex()


@pytest.fixture(scope="module")
def listing(sample_directory):
    """The id of an acupuncturist."""
    return next(each.id for each in sample_directory.listings(list(range(50))) if each.kind == "licensed_acupuncturist")


def fitting(kind, word, number):
    """A value that can stand in an address at all: the word itself, but for numbers and choices."""
    if isinstance(kind, AnyConverter):
        return sorted(kind.items)[number % len(kind.items)]
    return number if isinstance(kind, IntegerConverter) else word


def address_of(rule, value):
    """The address of a rule; value: of an argument, by its converter and name."""
    return rule.build({name: value(kind, name) for name, kind in rule._converters.items()}, append_unknown=False)[1]


def found(rule, ground, number=1):
    """The address of a page that is there."""
    return address_of(rule, lambda kind, name: fitting(kind, ground.value(rule, name), number))


class Browser(NamedTuple):
    """Somebody's, and the token of their forms."""

    client: FlaskClient
    token: dict[str, str]

    @classmethod
    def of(cls, site, role):
        """That of somebody in a role, signed in just now."""
        app, office = site
        client = app.test_client()
        return cls(client, {session.CSRF_FIELD: signed_in(client, office, role)} if role != "nobody" else {})


def own_methods(rule):
    """Those that a page answers itself: HEAD is its GET without the body, and what Flask answers is tried apart."""
    return rule.methods - {"HEAD"} - ({"OPTIONS"} if rule.provide_automatic_options else set())


def sent(browser, method, address, query, form, network=1):
    """The answer to somebody at their browser, whose forms have their token."""
    answer = browser.client.open(
        address,
        method=method,
        query_string=query,
        data=None if method in session.SAFE_METHODS else form | browser.token,
        environ_overrides={"REMOTE_ADDR": f"192.0.2.{network}"},
    )  # from many, so that not all are told to wait
    faults = answer.status_code >= 500 and answer.status_code != 501  # 501: what oEmbed wants of an unknown format
    assert not faults, (method, address, answer.status_code)
    assert answer.mimetype != "text/html" or "<script>alert(1)" not in answer.text, (method, address)
    assert answer.status_code not in (301, 302, 303, 307, 308) or re.match(
        r"(http://localhost)?/(?!/)", answer.location
    ), (method, address, answer.location)
    return answer


def test_each_page_that_is_knocked_at_below_opens_to_whom_it_is_for(site, listing):
    """Else the next test would knock at closed doors."""
    app, office = site
    ground, shut = prepared(office, listing), []
    for rule in app.url_map.iter_rules():
        role = next(iter(app.view_functions[rule.endpoint].roles), "physician")
        if "GET" in rule.methods:
            query = {"practitioner": listing, "id": listing, "near": "97214", "answer": "same"}
            query |= {"payer": "Acme Health", "npi": listing, "plan": "Acme Health"}
            query["url"] = f"http://localhost/practitioners/{listing}"
            head, answer = (
                sent(Browser.of(site, role), method, found(rule, ground), query, {}) for method in ("HEAD", "GET")
            )
            assert head.status_code == answer.status_code and not head.data, rule
            shut += [(rule.rule, answer.status_code)] if answer.status_code not in (200, 302, 308) else []
    of_jobs = [each for each in shut if each[0].startswith("/admin/imports/<int:number>")]
    assert {status for _, status in of_jobs} == {404}, (
        "no file was given here: tests/web/admin/test_imports.py has some"
    )
    # What a place and a resource of FHIR are called, tests/web/hsds and tests/web/fhir know.
    elsewhere = ("/fhir/", "/mpf/", "/hsds/service_at_locations/<record>")
    others = [each for each in shut if each not in of_jobs and not each[0].startswith(elsewhere)]
    none_here = (  # of a made-up directory, in which nobody shows a photograph, nor prints a logo
        *("/map/tiles/<stamp>.pmtiles", "/admin/quality/insurers", "/sitemap.xml", "/sitemap-<int:part>.xml"),
        "/practitioners/<practitioner_id>/photograph/<digest>.jpg",
        "/practice/logo.png",
    )
    assert set(others) == {(each, 404) for each in none_here}


@pytest.mark.parametrize("role", ["nobody", "admin"])
def test_what_no_page_does_is_refused_before_it_is_looked_at(site, listing, role):
    """Methods for which no page has an answer of its own."""
    ground, browser = prepared(site[1], listing), Browser.of(site, role)
    for rule in site[0].url_map.iter_rules():
        _, refused = (sent(browser, method, found(rule, ground), {}, VALID) for method in ("OPTIONS", "PUT"))
        assert refused.status_code in (405, 308), rule  # 308: to its own address


def test_a_number_that_no_row_can_have_is_in_the_address_of_no_page(site):
    """SQLite refuses to look for it."""
    numbered = [
        rule
        for rule in site[0].url_map.iter_rules()
        if any(isinstance(kind, IntegerConverter) for kind in rule._converters.values())
    ]
    assert len(numbered) > 10
    for rule in numbered:
        address = address_of(rule, lambda kind, _name: fitting(kind, "x", NO_ROW))
        method = "GET" if "GET" in rule.methods else "POST"
        assert sent(Browser.of(site, "admin"), method, address, {}, {}).status_code == 404, address


@settings(max_examples=10, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(
    role=st.sampled_from(["nobody", "physician", "staff", "admin"]),
    query=PAIRS,
    form=PAIRS,
    word=TEXT,
    number=st.integers(0, 99),
    network=st.integers(1, 250),
    there=st.booleans(),
    valid=st.booleans(),
)
def test_no_page_fails_whatever_is_sent(site, listing, role, query, form, word, number, network, there, valid):
    app, office = site
    ground = prepared(office, listing)
    for rule in app.url_map.iter_rules():
        address = (
            found(rule, ground, number) if there else address_of(rule, lambda kind, _name: fitting(kind, word, number))
        )
        browser = Browser.of(site, role)
        for method in sorted(own_methods(rule)):
            in_address = {"practitioner": listing} | query if there else query
            sent(browser, method, address, in_address, VALID | form if valid else form, network)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(
    path=st.text(max_size=40),
    cookie=st.text(st.characters(codec="ascii", exclude_characters=';,\\ "', min_codepoint=33), max_size=40),
    body=st.binary(max_size=200),
    kind=st.sampled_from(
        [
            "application/json",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "text/plain",
            "multipart/form-data",
        ]
    ),
)
def test_no_address_cookie_or_body_makes_it_fail(site, path, cookie, body, kind):
    client = site[0].test_client()
    client.set_cookie(session.SESSION_COOKIE, cookie)
    client.set_cookie(session.DEVICE_COOKIE, cookie)
    assert (
        client.get("/", environ_overrides={"PATH_INFO": "/" + path.encode().decode("latin-1")}).status_code < 500
    )  # as servers hand it on
    for address in ("/account/sign-in", "/account/rest", "/account/profile", "/"):
        assert client.post(address, data=body, content_type=kind).status_code < 500
