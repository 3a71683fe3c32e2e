"""The site's own files: texts are sent compressed, to who can read that, and nothing outside their folder is sent."""

import gzip
import re
import shutil

import pytest

from directory.web.shell import static_files
from directory.web.shell.static_files import FOLDER, address, version


@pytest.fixture
def browser(app):
    return app.test_client()


@pytest.mark.parametrize("name", ["site.css", "site.js", "ripples.svg"])
def test_texts_come_compressed_and_are_kept_for_long(browser, name):
    plain = browser.get(address(name), headers={"Accept-Encoding": "identity"})
    small = browser.get(address(name), headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(small.data) == plain.data and len(small.data) < len(plain.data)
    assert small.mimetype == plain.mimetype and "Accept-Encoding" in small.headers["Vary"]
    for answer in (plain, small):
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_scripts_name_each_other_by_name_alone_so_that_all_are_of_one_version(browser):
    for script in FOLDER.glob("*.js"):
        for named in re.findall(r'^import .* from "(.*)";$', script.read_text(encoding="utf-8"), re.M):
            assert named.startswith("./") and (FOLDER / named).is_file()
    assert re.search(r'src="(.*?)" type="module"', browser.get("/").text)[1] == address("site.js")


def test_a_change_of_any_file_is_another_version(monkeypatch, tmp_path):
    before = version()
    shutil.copytree(FOLDER, tmp_path / "static")
    (tmp_path / "static" / "locate.js").write_text("// another", encoding="utf-8")
    monkeypatch.setattr(static_files, "FOLDER", tmp_path / "static")
    assert version.__wrapped__() != before


@pytest.mark.parametrize("path", ["site.js", "0123456789ab/site.js"])
def test_a_page_of_another_version_gets_the_file_of_today_which_nobody_keeps(browser, path):
    answer = browser.get(f"/static/{path}")
    assert answer.data == (FOLDER / "site.js").read_bytes()
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_what_a_browser_has_is_not_sent_again(browser):
    first = browser.get("/static/site.css", headers={"Accept-Encoding": "gzip"})
    again = browser.get("/static/site.css", headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data


def test_a_typeface_is_no_text_and_may_be_loaded_from_here(browser):
    font = browser.get("/static/fonts/fraunces-latin-600-normal.woff2", headers={"Accept-Encoding": "gzip"})
    assert font.data[:4] == b"wOF2" and "Content-Encoding" not in font.headers
    assert font.cache_control.max_age == 31536000
    assert "font-src 'self'" in font.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["../app.py", "none.css", "fonts"])
def test_nothing_else_is_sent(browser, name):
    assert browser.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"}).status_code == 404


@pytest.mark.parametrize("before", ["", "0123456789ab/", "fonts/"])
def test_a_path_that_begins_at_the_root_of_the_machine_is_no_file_of_ours(browser, tmp_path, before):
    (tmp_path / "private.js").write_text("secret", encoding="utf-8")
    for path in (f"{tmp_path}/private.js", f"%2F{tmp_path}/private.js"):
        answer = browser.get(f"/static/{before}{path}", headers={"Accept-Encoding": "gzip"}, follow_redirects=True)
        assert answer.status_code == 404
