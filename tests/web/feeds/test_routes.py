"""Feeds tell what changed with each edition, to people's readers and to programs, and of who left no name."""

from datetime import date
from xml.etree import ElementTree

import nppes_files as files
import pytest

from directory import create_app
from directory.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"


def week(folder, day, *rows):
    """A weekly file that ends on this day of March 2024."""
    return files.plain(folder / f"npidata_pfile_20240301-202403{day:02}.csv", rows)


@pytest.fixture
def changed(run, tmp_path, monkeypatch):
    """A site whose second edition has one who is new, one who left, and one who changed."""
    from directory.publish import made_of

    class Clock(made_of.datetime):
        day = 0

        @classmethod
        def now(cls, zone=None):
            cls.day += 1
            return cls(2026, 11, cls.day, tzinfo=zone)

    monkeypatch.setattr(made_of, "datetime", Clock)
    people = [files.row(npi=files.npi(serial), last_name=f"PARK{serial}") for serial in range(4)]
    run("import", "nppes", week(tmp_path, 1, *people))
    renamed = files.row(npi=files.npi(1), last_name="PARK & SON")
    run("import", "nppes", week(tmp_path, 8, renamed, files.deactivated(files.npi(2)), files.row(npi=files.npi(9))))
    return create_app(Settings()).test_client()


def test_both_feeds_and_the_api_tell_the_same_changes(changed):
    feed = ElementTree.fromstring(changed.get("/changes.atom").data)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    said = changed.get("/changes.json")
    assert said.mimetype == "application/feed+json" and said.json["version"].endswith("1.1")
    assert [each["title"] for each in said.json["items"]] == titles and len(titles) == 3
    told = changed.get("/api/v1/changes").json
    assert {(each["id"], each["change"]) for each in told["results"]} == {
        (files.npi(1), "changed"),
        (files.npi(2), "left"),
        (files.npi(9), "new"),
    }
    assert told["editions"][0]["left"] == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) and all(each.startswith("http://localhost/practitioners/") for each in ids)
    assert feed.findtext(f"{ATOM}updated") == told["editions"][0]["published_at"]


def test_of_who_left_there_is_no_name_and_no_link(changed):
    (left,) = [each for each in changed.get("/changes.json").json["items"] if "No longer" in each["title"]]
    assert files.npi(2) in left["title"] and "Park" not in left["title"] and "url" not in left
    assert "Park2" not in changed.get("/changes.atom").text.replace("PARK2", "Park2")


def test_feeds_are_of_a_state_and_in_a_language_where_it_is_asked_for(changed):
    assert len(changed.get("/changes.json?state=or").json["items"]) == 3
    assert changed.get("/changes.json?state=ME").json["items"] == []
    assert changed.get("/changes.json?lang=es").json["language"] == "es"
    for address in ("/changes.json?state=zz", "/changes.atom?state=zz"):
        assert changed.get(address).status_code == 400


def test_changes_go_on_from_a_day_and_behind_a_cursor(changed):
    first = changed.get("/api/v1/changes?limit=2").json
    rest = changed.get(first["next"]).json
    assert [len(first["results"]), len(rest["results"])] == [2, 1]
    since = first["editions"][0]["published_at"]
    assert changed.get("/api/v1/changes", query_string={"since": since}).json["results"] == []
    assert len(changed.get("/api/v1/changes?since=2026-11-02").json["results"]) in (0, 3)
    too_old = changed.get("/api/v1/changes?since=2020-01-01")
    assert too_old.status_code == 410 and "Changes are kept since" in too_old.json["detail"]


@pytest.mark.parametrize("asked", ["since=x", "since=0001-01-01T00:00:00%2B23:59", "state=zz", "change=x", "cursor=x"])
def test_what_cannot_be_read_is_named(client, asked):
    problem = client.json(f"/api/v1/changes?{asked}", 400)
    assert problem["errors"][0]["parameter"] == asked.partition("=")[0]


def test_the_sample_has_feeds_without_entries_which_the_page_of_the_state_of_things_names(client):
    assert client.plain.get("/changes.json").json["items"] == []
    assert "/changes.atom" in client.plain.get("/status").text
    assert date.fromisoformat(client.json("/api/v1/changes")["since"][:10])
