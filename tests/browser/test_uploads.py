"""A file sent to the desk in pieces by tus-js-client, in a real browser; at 3 GB: tests/bench/uploads.py."""

import os

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PIECE = 8 << 20  # bytes, as imports.js sends them


@pytest.fixture
def file(tmp_path):
    """A file of three pieces."""
    path = tmp_path / "large.csv"
    path.write_bytes(os.urandom(2 * PIECE + 99))
    return path


def send(page, file):
    """Chooses a file and sends it."""
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Send").click()


def test_an_upload_whose_tab_was_closed_goes_on_where_it_was(enter, site, sample_data, file):
    page = enter("/admin/imports/new", role="admin")
    pieces = []

    def break_off(route):
        """Lets one piece through, and none after it."""
        pieces.extend(["piece"] * (route.request.method == "PATCH"))
        route.abort() if len(pieces) > 1 and route.request.method == "PATCH" else route.continue_()

    page.route("**/admin/uploads/*", break_off)
    with page.expect_event("requestfailed"):
        send(page, file)
    (content,) = (sample_data.data / "uploads").glob("*/content")
    assert content.stat().st_size == PIECE
    again = page.context.new_page()
    page.close()
    again.goto(f"{site}/admin/imports/new")
    sent = []
    again.on("request", lambda request: sent.append(request.headers.get("upload-offset")))
    send(again, file)
    again.wait_for_url("**upload=*")
    first = next(int(each) for each in sent if each)
    assert first >= PIECE, "it began anew"
    assert content.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(("status", "words"), [(507, "has no room"), (413, "larger than 12 GB")])
def test_a_file_that_is_not_taken_is_told_in_words(enter, file, status, words):
    page = enter("/admin/imports/new", role="admin")
    tried = []

    def refuse(route):
        tried.append(route.request)
        route.fulfill(status=status, headers={"Tus-Resumable": "1.0.0"})

    page.route("**/admin/uploads/", refuse)
    page.clock.install()
    send(page, file)
    for _ in range(6):  # what may pass is tried again, after 30 seconds at last: they need not be waited for
        page.clock.run_for(30_000)
        page.wait_for_timeout(100)
    expect(page.locator("#sending [role=status]")).to_contain_text(words)
    assert len(tried) == {507: 6, 413: 1}[status]
