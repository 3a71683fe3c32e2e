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
from letters import LETTER
from werkzeug.routing import AnyConverter, IntegerConverter

from directory.accounts import claims as claiming
from directory.accounts import passwords, signing_in
from directory.accounts import people as accounts
from directory.answers.hsds import ORGANIZATION, SERVICE, record_id
from directory.referral.saved_referral import SavedReferral, TreatmentReport, as_json
from directory.settings import Settings
from directory.store.imports import decisions
from directory.store.imports.database import Imports
from directory.store.office import accuracy, claims, mistakes, notices, people, practices, referrals, replies, schedules
from directory.store.office.database import Office
from directory.store.office.schedules import ScheduleTerms
from directory.store.vault import hash_token
from directory.web.search import map_files
from directory.web.shell import session

NO_ROW = 2**63  # one more than SQLite holds


class Ground(NamedTuple):
    """Things that are there, to be named in an address."""

    listing: str
    letters: tuple[str, str, str]
    token: str
    invitation: str
    mistake: str
    claim: str
    still_right: str

    def value(self, rule, name):
        """The word for an argument of a rule with which there is a page."""
        area = rule.endpoint.split(".")[0]
        return {
            "referral_id": self.letters[{"writing.edit": 0, "writing.renew": 2}.get(rule.endpoint, 1)],
            "report_id": self.mistake,
            "practitioner_id": self.listing,
            "token": {"reply": self.token, "claims": self.claim}.get(area, self.invitation),
            "signature": self.still_right,
            "text": "guide-low-back-pain",
            "record": record_id(self.listing, SERVICE if rule.endpoint == "hsds.service" else ORGANIZATION),
            "version": map_files.version(),
            "name": {"coverage": "low-back-pain", "known": "titles"}.get(area, "states.json"),
            "filename": "site.css",
        }.get(name)


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


def prepared(office, listing):
    """A draft, a signed letter with an open link, one with a slip; an invitation; a report that waits; a schedule."""
    kept = SavedReferral(
        (listing,),
        tuple(VALID.items()),
        LETTER,
        reports=(TreatmentReport("2027-02-01", True, visits=12, pain_first=7, pain_last=3),),
    )
    owner, token = people.person_by_email(office, "physician@example.org").id, "t" * 32
    practice = practices.home_practice(office, owner).id
    with office.transaction():
        letters = [
            referrals.save_referral(office, practice, owner, listing, status, as_json(kept))
            for status in ("draft", "signed", "report_received")
        ]
        office.connection.execute("DELETE FROM reply_links")
        replies.save_reply_link(
            office,
            referrals.saved_referral(office, letters[1], [practice]),
            hash_token(token),
            office.now() + accounts.INVITATION_LIFETIME,
        )
        office.connection.execute("DELETE FROM mistakes")
        mistakes.report_mistake(office, listing, "phone", "555")
        people.save_invitation(
            office,
            people.person_by_email(office, "new@example.org"),
            hash_token("i" * 32),
            b"secret of an app",
            office.now() + accounts.INVITATION_LIFETIME,
        )
        if not schedules.all_schedules(office):
            terms = {"source": "nppes", "files": ["https://files.example/weekly.zip"]}
            schedules.add_schedule(office, ScheduleTerms("the weekly file", terms, 7, office.now(), False, 5))
        claim, still_right = prepared_claim(office, listing, owner)
        if not accuracy.rounds(office):
            place = (listing, "", "OR", "Ana Kim", "12 Elm St", "+15035550101", None)
            accuracy.keep_round(office, "2026-11-01", 7, 1, [place])
    report = mistakes.waiting_mistakes(office, 1)[0].id
    return Ground(listing, tuple(letters), token, "i" * 32, report, claim, still_right)


def prepared_claim(office, listing, owner):
    """A claim that waits, with the token of its page; and the owner of a listing, with what confirms it by mail."""
    for table in ("claims", "notices", "shares", "owners"):
        office.connection.execute(f"DELETE FROM {table}")
    token = claims.ask_claim(office, listing, "call", "(503) 555-0101", "Ana Kim", "ana@example.org", "123456")
    office.connection.execute("UPDATE claims SET id = 1")
    claims.add_owner(office, listing, owner, "call")
    office.connection.execute("UPDATE owners SET id = 1")
    notices.add_notice(office, 1, "letter", "12 Elm St, Denver, CO 80202", "ABCD-2345")
    notices.add_share(office, "i" * 32, 1, owner, office.now() + accounts.INVITATION_LIFETIME)
    return token, claiming.still_right_signature(office, claims.owner_by_number(office, 1))


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
        for method in sorted(rule.methods - {"HEAD"} | {"PUT"}):  # HEAD is GET without its body: see above
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
