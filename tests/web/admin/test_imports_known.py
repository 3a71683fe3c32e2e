"""The cards of known sources: one click fetches what is new, and tries it."""

import re
from dataclasses import replace

import pytest
from insurer_server import answers, redirect, serving
from portal_server import DAY, NOVEMBER_4, holds, running_for_every_state
from source_files import GOOD, zipped

from directory.cli.errors import in_words
from directory.core import dates
from directory.importer.formats import small_file, web_request
from directory.store.imports.database import Imports
from directory.store.listings.about import about_at
from directory.worker import known, process

WEEK = "NPPES_Data_Dissemination_{}_Weekly_V2.zip"
MONTH = "NPPES_Data_Dissemination_May_2026_V2.zip"
REPORT = "NPPES_Deactivated_NPI_Report_051126_V2.zip"


def of_nppes(first, last):
    return zipped({f"npidata_pfile_{first}-{last}.csv": GOOD["nppes"].content})


ZIPS = {
    MONTH: of_nppes("20050523", "20260510"),
    WEEK.format("051126_051726"): of_nppes("20260511", "20260517"),
    WEEK.format("051826_052426"): of_nppes("20260518", "20260524"),
    REPORT: GOOD["nppes-deactivated"].content,
}


@pytest.fixture
def settings(settings):
    """The site's, where its files may come from this machine."""
    return replace(settings, private_networks=True)


@pytest.fixture
def cms(monkeypatch):
    """CMS's page and its files, on this machine."""
    monkeypatch.setattr(dates, "today", lambda: "2026-05-26")
    pages = {f"/nppes/{name}": content for name, content in ZIPS.items()}
    links = "".join(f"<a href='./{name}'>x</a>" for name in ZIPS)
    with serving(pages | {"/nppes/NPI_Files.html": f"<!DOCTYPE html><html>{links}</html>".encode()}) as server:
        monkeypatch.setattr(known, "NPPES_FILES", f"{server.url}/nppes/NPI_Files.html")
        yield server


@pytest.fixture
def fetch(boss, work):
    """Clicks a card and lets the worker try it: the job's page."""

    def fetched(name, state=""):
        forms = boss.get("/admin/imports/new").forms
        card = next(f for f in forms if f["sent"].get("known") == name and f["sent"].get("state", "") == state)
        address = boss.page(boss.plain.post(card["action"], data=card["sent"]), 303)
        work()
        page = boss.get(address)
        page.address = address
        return page

    return fetched


@pytest.fixture
def published(boss, work, fetch):
    """Clicks a card, and publishes what it brings."""

    def done(name, state=""):
        page = fetch(name, state)
        boss.send(page.address, form="publish", reason="weekly", force="y")
        work()
        return boss.get(page.address)

    return done


def files_read(settings):
    with Imports(settings.imports_db) as imports:
        return sorted(each["file"] for each in imports.snapshots())


def asked(server):
    return [path.rpartition("/")[2] for _, path in server.asked]


class TestNppes:
    def test_who_never_read_it_gets_everybody_and_the_weeks_since(self, published, cms, settings):
        assert "published" in published("nppes-weeks").text
        assert files_read(settings) == [f"npidata_pfile_{days}.csv" for days in (
            "20050523-20260510", "20260511-20260517", "20260518-20260524")]  # fmt: skip
        assert about_at(settings.directory_db)["listings"] == 6

    def test_then_only_the_weeks_since_and_then_nothing(self, published, fetch, cms, settings):
        newest = f"/nppes/{WEEK.format('051826_052426')}"
        week = cms.pages.pop(newest)
        page = cms.pages["/nppes/NPI_Files.html"]
        cms.pages["/nppes/NPI_Files.html"] = page.replace(b"051826_052426", b"x")
        published("nppes-weeks")
        assert "nothing new" in fetch("nppes-weeks").text
        cms.pages |= {newest: week, "/nppes/NPI_Files.html": page}
        cms.asked.clear()
        published("nppes-weeks")
        assert set(asked(cms)) == {"NPI_Files.html", WEEK.format("051826_052426")}
        assert len(files_read(settings)) == 3

    def test_the_months_file_is_fetched_once_a_month(self, published, fetch, cms):
        published("nppes-month")
        cms.asked.clear()
        assert "nothing new" in fetch("nppes-month").text and asked(cms) == ["NPI_Files.html"]

    def test_the_report_of_the_deactivated_is_on_the_same_page(self, published, fetch, cms):
        published("nppes-weeks")
        assert "published" in published("nppes-deactivated").text


class TestHostile:
    @pytest.mark.parametrize("content", [b"", b"<html></html>", b"%PDF-1.7", b"<html>" + b"a" * (1 << 22)])
    def test_a_page_that_is_not_cmss_is_refused_in_words(self, fetch, cms, content):
        cms.pages["/nppes/NPI_Files.html"] = content
        text = fetch("nppes-weeks").text
        assert "This could not be done" in text and ("links no NPPES file" in text or "no file of its kind" in text)

    def test_a_page_that_is_gone_and_a_file_that_is_gone(self, fetch, cms):
        cms.pages[f"/nppes/{MONTH}"] = answers(404)
        assert "there is no such file (404)" in fetch("nppes-weeks").text
        cms.pages["/nppes/NPI_Files.html"] = answers(404)
        assert "there is no such file (404)" in fetch("nppes-weeks").text

    def test_a_page_that_never_ends_or_comes_by_drops_is_given_up(self, fetch, cms, monkeypatch):
        monkeypatch.setattr(small_file, "check_speed", slowest := lambda size, seconds: refuse(size))

        def refuse(size):
            if size < 1000:
                raise web_request.Interrupted("the server sends less than 500 bytes a second.")

        def drops(handler):
            handler.start(200)
            handler.wfile.write(b"<html>")

        cms.pages["/nppes/NPI_Files.html"] = drops
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        assert slowest and "less than 500 bytes a second" in fetch("nppes-weeks").text

    def test_links_and_redirects_to_another_host_are_not_followed(self, fetch, cms, settings):
        cms.pages["/nppes/NPI_Files.html"] = f"<html><a href='https://10.0.0.1/{MONTH}'>x</a>".encode()
        assert "links no NPPES file" in fetch("nppes-month").text
        cms.pages["/nppes/NPI_Files.html"] = redirect("https://169.254.169.254/")
        assert "could not be done" in fetch("nppes-month").text

    def test_without_leave_nothing_of_this_machine_is_asked(self, fetch, cms, settings, work, boss):
        address = boss.page(boss.plain.get("/admin/imports/new"), 200)
        assert address
        closed = replace(settings, private_networks=False)
        card = next(f for f in address.forms if f["sent"].get("known") == "nppes-month")
        job = boss.page(boss.plain.post(card["action"], data=card["sent"]), 303)
        process.do_next(closed, in_words)
        assert "only https addresses" in boss.get(job).text and not cms.asked

    @pytest.mark.parametrize("typed", [{}, {"known": "x"}, {"known": "licences"}, {"known": "licences", "state": "CA"}])
    def test_what_is_not_known_how_to_fetch_is_not_found(self, boss, typed):
        token = boss.get("/admin/imports/new").sent()["form_token"]
        assert boss.plain.post("/admin/imports/known", data={"form_token": token} | typed).status_code == 404


class TestBoards:
    def test_a_states_list_is_fetched_when_its_portal_has_a_newer_one(self, published, fetch, monkeypatch, settings):
        with running_for_every_state(monkeypatch) as portal:
            holds(portal, "CO", {})
            assert "published" in published("licences", "CO").text
            assert "nothing new" in fetch("licences", "CO").text
            holds(portal, "CO", {}, updated_at=NOVEMBER_4 + DAY)
            assert re.search(r"\d New", fetch("licences", "CO").text)

    def test_each_card_says_when_it_was_read_and_how_old_it_is(self, boss, published, cms, monkeypatch):
        assert "CMS, once a month not here yet" in boss.get("/admin/imports/new").text
        published("nppes-weeks")
        assert "here as of May 24, 2026, 2 days old" in boss.get("/admin/imports/new").text
        assert "hace 2 días" in boss.get("/admin/imports/new?lang=es").text
        monkeypatch.setattr(dates, "today", lambda: "2026-06-20")
        assert '<span class="wrong">here as of May 24, 2026' in boss.plain.get("/admin/imports/new").text
