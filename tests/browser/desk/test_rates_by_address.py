"""An insurer's file of agreed rates, given by its https address: fetched, tried, looked at, published, undone; and an
address that leads to no file, refused in the reader's words.
"""

import json

import pytest
import tic_files as tic
from barriers import unbarred_at
from desk_world import KEN
from https_server import make_certificate, publisher
from playwright.sync_api import expect
from server import serving

from directory.store.listings.reader import Current

pytestmark = pytest.mark.browser
PATIENCE = 90_000  # milliseconds for the worker
FILE = "/2026-11-01_acme_in-network-rates.json"
RATES = tic.network([tic.group(1, int(KEN))], [tic.service("97810", ([1], [tic.price(44.5)]))])


@pytest.fixture
def certificate(tmp_path):
    """The publisher's certificate."""
    path = tmp_path / "publisher.pem"
    make_certificate(path)
    return path


@pytest.fixture
def address(certificate):
    """Where the publisher has the file."""
    with publisher({FILE: json.dumps(RATES).encode()}, certificate) as server:
        yield server + FILE


@pytest.fixture
def site(sample_data, tmp_path, certificate):
    """The address of a server that trusts the publisher, which is on this machine."""
    trusting = {"PRIVATE_NETWORKS": "yes", "SSL_CERT_FILE": str(certificate)}
    with serving(sample_data.data, tmp_path / "log", **trusting) as own:
        yield own


def plans(settings):
    """What Ken Sato's listing says of plans."""
    listing = Current(settings.directory_db).get().listing(KEN)
    return [(each.payer, [rate.amount for rate in each.rates]) for each in listing.insurance]


def ask(page, site, address):
    """Has the file at an address fetched and tried."""
    page.goto(f"{site}/admin/imports/new")
    page.locator("section[aria-labelledby=from-web] [name=address]").fill(address)
    page.locator("section[aria-labelledby=from-web] button").click()


@pytest.mark.parametrize(("width", "language", "javascript"), [(1280, "en", True), (360, "es", False)])
def test_rates_by_address(enter, visit, site, sample_data, address, width, language, javascript):
    page = enter("/admin/", role="admin", width=width, language=language, javascript=javascript)
    looker = visit("/about", signs_in=True, width=width, language=language)
    looker.context.add_cookies(page.context.cookies())
    ask(page, site, address)
    expect(page.locator("#publish")).to_be_visible(timeout=PATIENCE)
    assert plans(sample_data) == []
    for look in ("", "/new", "/drawn", "/problems"):
        looker.goto(page.url + look)
        unbarred_at(looker, (1280, 768, 360))
    looker.goto(f"{page.url}/drawn")
    expect(looker.locator("main")).to_contain_text("97810 $44.50")
    page.locator("#publish [name=reason]").fill("Acme's rates of October")
    page.locator("#publish button").click()
    expect(page.locator(".phase-published").first).to_be_visible(timeout=PATIENCE)
    assert plans(sample_data) == [("Acme Health", [44.5])]
    page.locator("form[action*='/undo/'] button").first.click()
    expect(page.locator("#publish")).to_be_visible(timeout=PATIENCE)
    page.locator("#publish [name=reason]").fill("another year's")
    page.locator("#publish button").click()
    expect(page.locator(".phase-published").first).to_be_visible(timeout=PATIENCE)
    assert plans(sample_data) == []


def test_an_address_with_no_file_is_refused_in_the_readers_words(enter, site, address):
    page = enter("/admin/", role="admin", language="es", javascript=False)
    ask(page, site, address.replace(FILE, "/2026-11-01_gone_in-network-rates.json"))
    alert = page.locator("[role=alert]")
    expect(alert).to_be_visible(timeout=PATIENCE)
    expect(alert).to_contain_text("no existe tal archivo (404)")
    ask(page, site, "http://127.0.0.1/plain.json")
    expect(page.locator("main")).to_contain_text("Solo se traen direcciones https")
