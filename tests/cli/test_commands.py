"""The commands that ask, publish and take out again, as an admin types them. Imports have tests/cli/test_imports.py."""

import json
import sqlite3
from contextlib import closing

import nppes_files as files
import pytest
from published import content

WEEK = "npidata_pfile_20240304-20240310.csv"


def test_a_missing_command_line_argument_is_one_line_too(run):
    for words in (("import",), ("import", "nppes"), ("import", "fax", "x"), ("search",), ("rollback", "x"), ("dance",)):
        code, _, err = run(*words)
        assert (code, err.count("\n")) == (2, 1), words


@pytest.mark.parametrize("number", ["99999999999999999999", "-1", "٣", "1.0", ""])
def test_a_number_that_no_row_can_have_is_one_line(run, full, number):
    run("import", "nppes", full)
    for words in (("rollback", number), ("decide", number, "same"), ("audit", "--last", number)):
        code, _, err = run(*words)
        assert (code, err.count("\n")) == (2, 1), words


class TestRollback:
    def test_a_number_typed_twice_counts_once(self, run, full, tmp_path):
        run("import", "nppes", full)
        run("import", "nppes", files.plain(tmp_path / WEEK, [files.row(npi=files.npi(7))]))
        report = json.loads(run("rollback", 2, 2, "--json")[1])
        assert report["rolled_back"] == [2]

    def test_a_snapshot_is_taken_out_again(self, run, full, tmp_path, data):
        run("import", "nppes", full)
        before = content(data)
        run(
            "import",
            "nppes",
            files.plain(tmp_path / WEEK, [files.deactivated(files.npi(1)), files.row(npi=files.npi(7))]),
        )
        assert content(data) != before
        assert run("rollback", 2)[0] == 0
        assert content(data) == before
        assert [snapshot["withdrawn"] for snapshot in json.loads(run("imports", "--json")[1])] == [True, False]

    def test_one_that_is_not_there_is_one_clear_line(self, run, full):
        run("import", "nppes", full)
        code, _, err = run("rollback", 9)
        assert (code, err.count("\n")) == (2, 1)


class TestPublish:
    def test_losing_more_than_a_fifth_is_refused_until_forced(self, run, tmp_path, data):
        rows = [files.row(npi=files.npi(n)) for n in range(10)]
        run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20050523-20240310.csv", rows))
        fewer = files.plain(tmp_path / "npidata_pfile_20050523-20240410.csv", rows[:7])
        code, _, err = run("import", "nppes", fewer)
        assert (code, len(content(data))) == (2, 10) and "10 listings to 7" in err
        assert run("publish")[0] == 2
        assert run("publish", "--force")[0] == 0
        assert len(content(data)) == 7

    def test_publishing_again_gives_the_same_version(self, run, full):
        run("import", "nppes", full)
        version = json.loads(run("status", "--json")[1])["version"]
        run("publish")
        assert json.loads(run("status", "--json")[1])["version"] == version


class TestSearchAndStatus:
    def test_a_search_answers_as_the_contract_says(self, run, full):
        run("import", "nppes", full)
        code, out, _ = run("search", "--near", "Portland, OR", "--kind", "medical_acupuncturist", "--json")
        found = json.loads(out)
        assert code == 0
        assert set(found) >= {"place", "radius_miles", "total", "page", "pages", "results"}
        (result,) = found["results"]
        assert set(result) >= {
            "id",
            "npi",
            "name",
            "credentials",
            "kind",
            "distance_miles",
            "verified_on",
            "sources",
            "location",
            "licences",
            "insurance",
        }
        assert set(result["location"]) == {
            "address",
            "city",
            "state",
            "postal_code",
            "latitude",
            "longitude",
            "precision",
            "phone",
        }

    def test_a_plan_that_no_listing_names_is_told_beside_those_who_can_be_asked(self, run, full):
        run("import", "nppes", full)
        code, out, err = run("search", "--near", "Portland, OR", "--insurance", "Zzz nonsense")
        assert code == 0 and out and "No listing here says whether it takes Zzz nonsense" in err

    def test_a_bad_search_ends_with_2_and_names_the_parameter(self, run, full):
        run("import", "nppes", full)
        for words in (
            ("--near", "zzzzq"),
            ("--near", "97214", "--within", "-1"),
            ("--near", "97214", "--kind", "wizard"),
            ("--near", "97214", "--page", "7"),
        ):
            code, out, err = run("search", *words)
            assert (code, out, err.count("\n")) == (2, "", 1), words

    def test_without_a_directory_they_say_how_to_begin(self, run):
        for words in (("search", "--near", "97214"), ("status",), ("publish",)):
            code, _, err = run(*words)
            assert (code, err.count("\n")) == (2, 1) and "python3 run.py" in err, words

    def test_without_a_directory_a_rollback_says_that_there_is_nothing_to_take_out(self, run, data):
        code, _, err = run("rollback", "1")
        assert (code, err.count("\n")) == (2, 1) and "there is nothing to take out" in err
        assert not data.exists()


def test_status_says_which_of_the_rules_told_to_patients_are_due_to_be_looked_at_again(run, sample_data, monkeypatch):
    from directory.core import dates

    monkeypatch.setenv("DIRECTORY_DATA", str(sample_data.data))
    monkeypatch.setattr(dates, "today", lambda: "2027-03-01")
    assert "past its review date of 2027-02-22: coverage medicare (data/reference/)" in run("status")[1]
    assert {"what": "coverage fehb", "review_by": "2026-12-31"} in json.loads(run("status", "--json")[1])["overdue"]


def test_without_a_directory_or_with_another_versions_it_says_what_to_do(run, data, full):
    code, _, told = run("status")
    assert code == 2 and "There is no directory here yet. Start with the sample" in told
    assert run("import", "nppes", full)[0] == 0
    with closing(sqlite3.connect(data / "directory.db")) as opened, opened:
        opened.execute("UPDATE about SET value = 1 WHERE name = 'format'")
    code, _, told = run("status")
    assert (
        code == 2
        and told.count("\n") == 1
        and "another version of this program. Make it again: python3 run.py publish" in told
    )
    assert run("publish")[0] == 0 and run("status")[0] == 0
