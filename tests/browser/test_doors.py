"""The page that tries the API, and frames in a page of another site, in a real browser."""

from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from barriers import unbarred, unbarred_light_and_dark
from server import answering

pytestmark = pytest.mark.browser


FRAMES = ("search?near=97214&within=100&insurance=acme&accent=ffd500", "practitioners/2144116078?accent=777777")


@pytest.mark.parametrize("address", ["/api/", *(f"/embed/{frame}" for frame in FRAMES)])
def test_nobody_is_shut_out_of_the_page_or_the_frame(visit, address):
    unbarred_light_and_dark(visit(address), 1280)
    unbarred(visit(address, width=320, language="es"), 320)


def test_the_page_asks_the_api_without_a_script(visit):
    page = visit("/api/", javascript=False)
    page.locator("#search-within").fill("100")
    page.get_by_role("button", name="Ask").first.click()
    assert '"radius_miles":100.0' in page.locator("body").inner_text()


@pytest.fixture
def host_page(site):
    """The address of a page of another site with our search in it, and with a page of ours that may not be framed."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            frames = f'<iframe src="{site}/embed/search?look=light"></iframe><iframe src="{site}/about"></iframe>'
            self.wfile.write(f"<!doctype html><title>Society</title>{frames}".encode())

        def log_message(self, *_):
            """Nothing."""

    with answering(HTTPServer(("127.0.0.1", 0), Page)) as server:
        yield f"http://localhost:{server.server_port}"


def test_a_society_s_page_shows_the_search_and_its_results_and_no_other_page_of_ours(chromium, host_page):
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.goto(host_page)
        framed, refused = page.frames[1:]
        framed.get_by_label("Where").fill("97214")
        framed.get_by_role("button", name="Search").click()
        link = framed.locator(".card a").first
        with context.expect_page() as opened:
            link.click()
        assert "/practitioners/" in opened.value.url and page.url.rstrip("/") == host_page
        assert refused.url.startswith("chrome-error:") and not context.cookies()
    finally:
        context.close()
