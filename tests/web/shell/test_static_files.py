"""The site's own files: texts are sent compressed, to who can read that, and nothing outside their folder is sent."""

import gzip

import pytest


@pytest.fixture
def browser(app):
    return app.test_client()


@pytest.mark.parametrize("name", ["site.css", "site.js", "ripples.svg"])
def test_texts_come_compressed_and_are_kept_for_long(browser, name):
    plain = browser.get(f"/static/{name}", headers={"Accept-Encoding": "identity"})
    small = browser.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(small.data) == plain.data and len(small.data) < len(plain.data)
    assert small.mimetype == plain.mimetype and "Accept-Encoding" in small.headers["Vary"]
    assert small.cache_control.max_age == plain.cache_control.max_age


def test_what_a_browser_has_is_not_sent_again(browser):
    first = browser.get("/static/site.css", headers={"Accept-Encoding": "gzip"})
    again = browser.get("/static/site.css", headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data


def test_a_typeface_is_no_text_and_may_be_loaded_from_here(browser):
    font = browser.get("/static/fonts/fraunces-latin-600-normal.woff2", headers={"Accept-Encoding": "gzip"})
    assert font.data[:4] == b"wOF2" and "Content-Encoding" not in font.headers
    assert "font-src 'self'" in font.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["../app.py", "none.css", "fonts"])
def test_nothing_else_is_sent(browser, name):
    assert browser.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"}).status_code == 404
