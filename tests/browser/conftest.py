"""A real Chromium and a real server. Without Chromium these tests are skipped, and say so."""

import os
import shutil
import time

import pytest
from server import serving

from directory.accounts import signing_in
from directory.store.office import people as rows
from directory.store.office.database import Actor, Office
from directory.web.shell import session

# The first has the same engine without windows, menus and profiles: a page of its own costs it a seventh.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def site(sample_data, tmp_path_factory):
    """The address of a production server with the sample directory."""
    with serving(sample_data.data, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture(scope="session")
def acupuncturist(sample_directory):
    """The id of an acupuncturist in a state without a rule of its own."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    return next(
        each.id
        for each in listings
        if each.kind == "licensed_acupuncturist" and each.locations and each.locations[0].state == "CA"
    )


@pytest.fixture
def form(acupuncturist):
    """The address of a letter's form."""
    return f"/referrals/new?practitioner={acupuncturist}"


@pytest.fixture(scope="session")
def chromium():
    """The browser."""
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium")
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site):
    """Opens a page as a visitor: visit(path, width=360, javascript=True, language="es").

    Fails on any request to another host, and on a cookie unless `signs_in`.
    """
    opened, outside, with_account = [], [], []

    def open_page(path="/", width=1280, scheme="light", javascript=True, signs_in=False, language="en"):
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale=f"{language}-US",
        )
        opened.append(context)
        with_account.extend([context] * signs_in)
        context.on("request", lambda request: request.url.startswith(site) or outside.append(request.url))
        page = context.new_page()
        page.goto(site + path)
        return page

    yield open_page
    for context in opened:
        assert context in with_account or not context.cookies(), "a cookie was set"
        context.close()
    assert not outside, f"requests to other hosts: {outside}"


@pytest.fixture
def office(sample_data):
    """The office of the site."""
    with Office(sample_data.office, sample_data.key_file, actor=Actor(None, "127.0.0.1")) as office:
        yield office


@pytest.fixture
def enter(visit, office, site):
    """Opens a page as somebody of a role who is signed in; `profile`: their letterhead, kept before; `practice`: the
    number of the one they work in.
    """

    def entered(path, role="physician", profile=None, practice=None, **how):
        with office.transaction():
            person = rows.add_person(office, f"{role}{time.monotonic_ns():020}@example.org", role, practice=practice)
            if profile:
                rows.save_profile(office, person.id, profile)
            begun = signing_in.begin_session(office, person, "Mozilla/5.0 (X11; Linux x86_64) Chrome/140")
        page = visit("/about", signs_in=True, **how)
        page.context.add_cookies([{"name": session.SESSION_COOKIE, "value": begun.session, "url": site}])
        page.goto(site + path)
        return page

    return entered
