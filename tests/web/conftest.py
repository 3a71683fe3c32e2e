"""One client for all page tests. It checks every page it fetches, whatever the test is about."""

import json
import re
from copy import copy
from html.parser import HTMLParser

import pytest
from argon2 import PasswordHasher
from office_people import PASSWORD, Account, Clock

from directory import create_app
from directory.accounts import passwords
from directory.logs import JsonLine
from directory.settings import Settings
from directory.store.office.database import Office
from directory.web.shell.app import site_over


class Page(HTMLParser):
    """A page taken apart: `title`, `language`, `ids`, `links`, `text`, and what is wrong with its markup.

    texts: each text by itself, those that are read out only too.
    """

    VOID = ("meta", "link", "input", "br", "img", "hr")

    def __init__(self, html):
        super().__init__()
        self.title, self.text, self.ids, self.links, self.labels, self.fields, self.headings, self.outside = (
            "",
            "",
            [],
            [],
            set(),
            [],
            [],
            [],
        )
        self.open, self.faults, self.forms, self.language, self.texts = [], [], [], None, []
        self.feed(html)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag not in self.VOID:
            self.open.append(tag)
        if len(values) != len(attributes):
            self.faults.append(f"an attribute twice in <{tag}>")
        if tag == "html":
            self.language = values["lang"]
        self.texts += [value for name, value in attributes if name == "aria-label" or name.startswith("data-")]
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
        if tag == "form":
            self.forms.append({"action": None, "method": "get", **values, "sent": {}})
        if tag == "input" and self.forms and "form" in self.open:
            self.forms[-1]["sent"][values.get("name")] = values.get("value", "")
        if tag == "label":
            self.labels.add(values["for"])
        if tag in ("input", "select", "textarea") and values.get("type") != "hidden":
            self.fields.append(values.get("id"))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if (
            (tag in ("script", "style") and "src" not in values)
            or "style" in values
            or any(name.startswith("on") for name in values)
        ):
            self.faults.append(f"inline code in <{tag}>")
        self.outside += [values[name] for name in ("src", "href") if tag != "a" and "//" in values.get(name, "")]

    def sent(self):
        """What the last form that is posted would send as it is."""
        return [form for form in self.forms if form["method"] == "post"][-1]["sent"]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.texts.append(" ".join(data.split()))
        if "title" in self.open:
            self.title += data
        elif self.open:
            self.text += f" {data}"


def check(page):
    """Fails where a page is not fit to be shown to anyone."""
    assert not page.faults and not page.open, (page.faults, page.open)
    assert page.title.strip() and page.language and page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), (
        "a heading level is left out"
    )
    assert len(page.ids) == len(set(page.ids)), "an id twice"
    assert set(page.fields) <= page.labels, "a field without a label"
    assert not page.outside, f"a request to another host: {page.outside}"
    assert all(link.count("?") <= 1 for link in page.links if link.startswith("/")), "a link with two queries"
    assert all(link.startswith("#") is False or link[1:] in page.ids for link in page.links), "a link to nowhere"
    assert "sign-out" not in page.ids or all(
        "form_token" in form["sent"] for form in page.forms if form["method"] == "post"
    ), "a form without a token"
    assert "Traceback" not in page.text and "None" not in page.text.split()


class Client:
    """Fetches pages; each must have the status expected, the headers every answer needs, and be well made."""

    def __init__(self, app):
        self.app, self.plain = app, app.test_client()

    def get(self, address, status=200, **how):
        """The page at an address, taken apart."""
        return self.page(self.plain.get(address, **how), status)

    def post(self, address, fields, status=200):
        """The page that answers a form, taken apart."""
        return self.page(self.plain.post(address, data=fields), status)

    def page(self, answer, status=200, signs_in=False):
        """An answer's page, once it has passed the checks; or where it leads to.

        Only one that `signs_in` may set a cookie.
        """
        assert answer.status_code == status, (answer.request.path, answer.status_code)
        assert signs_in or "Set-Cookie" not in answer.headers
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        if status == 303:
            return answer.location
        page = Page(answer.text)
        check(page)
        return page

    def send(self, address, status=303, form=None, **typed):
        """Fills in a form of the page at an address (the last one, or that of an id) and sends it.

        What comes of it: a page, or where it leads to.
        """
        forms = [each for each in self.get(address).forms if each["method"] == "post"]
        chosen = next(each for each in forms if each.get("id") == form) if form else forms[-1]
        where = chosen["action"] or address
        return self.page(self.plain.post(where, data=chosen["sent"] | typed), status, signs_in=True)

    def sign_in(self, person, to="", **wrong):
        """Signs somebody in; where it leads. `wrong`: what is typed instead."""
        typed = {"email": person.email, "password": PASSWORD, "code": person.code(), "status": 303} | wrong
        return self.send(f"/account/sign-in{to}", **typed)

    def another_browser(self):
        """The same site in another browser."""
        return type(self)(self.app)

    def json(self, address, status=200):
        """What the API answers."""
        answer = self.plain.get(address)
        assert answer.status_code == status, (address, answer.status_code, answer.text[:300])
        assert answer.mimetype == ("application/json" if status == 200 else "application/problem+json")
        return answer.json


@pytest.fixture(scope="session")
def app(sample_data):
    """The site with the sample directory."""
    return create_app(sample_data)


@pytest.fixture
def client(app):
    """The page-checking client."""
    return Client(app)


@pytest.fixture
def clock(monkeypatch):
    """The office's clock; and passwords are quick to check."""
    clock = Clock()
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(Office, "now", staticmethod(lambda: clock.time))
    return clock


@pytest.fixture
def settings(tmp_path, sample_data):
    """The sample directory, and an office of this test's own."""
    settings = Settings(tmp_path / "data")
    settings.data.mkdir()
    settings.directory_db.symlink_to(sample_data.directory_db)
    return settings


@pytest.fixture(scope="session")
def built(sample_data):
    """A site built once, whose data a test may change for its own: to build one takes longer than most tests."""
    return create_app(sample_data)


@pytest.fixture
def own_app(built, settings, monkeypatch, clock):
    """The site over it."""
    monkeypatch.setitem(built.extensions, "site", site_over(settings))
    monkeypatch.setattr(built, "config", copy(built.config))  # which a test may change too
    return built


@pytest.fixture
def office(settings, clock):
    """Its office."""
    with Office(settings.office, settings.key_file) as office:
        yield office


@pytest.fixture
def ann(office, clock):
    """A physician."""
    return Account(office, clock, "ann@example.org")


@pytest.fixture
def bob(office, clock):
    """Another physician."""
    return Account(office, clock, "bob@example.org")


@pytest.fixture
def root(office, clock):
    """An admin."""
    return Account(office, clock, "root@example.org", role="admin")


@pytest.fixture
def logged(caplog):
    """Gives the events that our modules have logged, each as its JSON line says it."""
    line = JsonLine()
    return lambda: [
        json.loads(line.format(record)) for record in caplog.records if record.name.startswith("directory.")
    ]
