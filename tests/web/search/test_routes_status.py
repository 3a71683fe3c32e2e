"""How old each source is: for everybody, and red on the desk where one is older than its limit."""

import json

import pytest
from source_files import GOOD

from directory.core import dates
from directory.core.sources import SOURCES
from directory.store.listings.ages import too_old


@pytest.fixture
def app(own_app):
    """The site over a directory of this test's own."""
    return own_app


@pytest.fixture
def made_of(settings, monkeypatch, run):
    """Publishes sources' files, {name of a file: GOOD's source}, as one looks at them on a day."""

    def made(day, *imports):
        monkeypatch.setattr(dates, "today", lambda: day)
        monkeypatch.setenv("DIRECTORY_DATA", str(settings.data))
        settings.directory_db.unlink(missing_ok=True)
        for name, source, *words in imports:
            path = settings.data / name
            path.write_bytes(GOOD[source].content)
            assert run("import", source, path, *words)[0] in (0, 1)

    return made


NPPES = ("npidata_pfile_20260302-20260308.csv", "nppes")


class TestEverybody:
    def test_programs_are_told_the_same(self, client, made_of):
        made_of("2026-03-29", NPPES)
        told = client.json("/status.json")
        assert told["listings"] > 0 and not told["made_up"] and told["accuracy"] is None
        assert [(each["source"], each["as_of"], each["too_old"]) for each in told["sources"]] == [
            ("nppes", "2026-03-08", False)
        ]
        page = client.get("/status").text
        assert f"{told['known']['confirmed']} had an address and phone that somebody confirmed" in page
        assert f"of {told['known']['insurance']} some insurance is known" in page

    def test_a_source_is_in_time_until_its_limit_and_too_old_the_day_after(self, client, made_of):
        made_of("2026-03-29", NPPES)
        assert "as of Mar 8, 2026 · limit: 21 days · in time" in client.get("/status").text

    def test_the_day_after_it_is_too_old(self, client, made_of):
        made_of("2026-03-30", NPPES)
        assert "as of Mar 8, 2026 · limit: 21 days · too old: 22 days" in client.get("/status").text

    def test_of_the_made_up_sample_no_age_is_told(self, client):
        assert "too old" not in client.get("/status").text

    def test_it_speaks_spanish(self, client, made_of):
        made_of("2026-03-30", NPPES)
        assert "demasiado antiguo: 22 días" in client.get("/status?lang=es").text


class TestAdmins:
    def test_the_desk_and_the_command_name_what_is_too_old(self, client, root, made_of, run):
        made_of("2026-03-30", NPPES)
        client.sign_in(root)
        for page in ("/admin/", "/admin/imports/"):
            assert "Older than the limit" in client.get(page).text
        assert "older than its limit of 21 days: nppes, as of 2026-03-08, 22 days old." in run("status")[1]
        assert [each["source"] for each in json.loads(run("status", "--json")[1])["too_old"]] == ["nppes"]

    def test_where_nothing_is_too_old_nothing_is_said(self, client, root, made_of, run):
        made_of("2026-03-29", NPPES)
        client.sign_in(root)
        assert "Older than the limit" not in client.get("/admin/").text and "older" not in run("status")[1]


def about(*read):
    return {"made_up": False, "sources": [], "read": read}


def test_a_states_fresh_list_hides_no_other_states_old_one(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: "2026-06-01")
    old = too_old(about(("licences", "CO", "2026-05-30"), ("licences", "OR", "2026-01-02")))
    assert [each.part for each in old] == ["OR"] and "--state OR" in old[0].in_words()


def test_a_directory_of_an_earlier_version_is_judged_by_its_sources(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: "2026-06-01")
    earlier = {"made_up": False, "sources": [{"source": "nppes", "as_of": "2026-01-05"}]}
    assert [each.source for each in too_old(earlier)] == ["nppes"]


def test_every_source_that_is_published_again_and_again_has_a_limit():
    assert {source.name for source in SOURCES if source.command and not source.limit_days} == {"csv"}
