"""The answers to why a listing says what it says, for programs."""

import json
import shutil

import pytest
from source_files import ANA, GOOD

from directory.settings import Settings


@pytest.fixture
def imported(run, tmp_path):
    """NPPES, a board and an admin's table name Ana Lopez, whom the admin has decided to be one in all three."""
    for source in ("nppes", "licences", "csv"):
        assert run("import", *GOOD[source].written(tmp_path))[0] == 0
    (pair,) = json.loads(run("matches", "--json")[1])
    assert run("decide", pair["id"], "same")[0] == 0


@pytest.fixture
def why(run, imported):
    """What `why ID --json` answers about somebody."""

    def ask(practitioner_id):
        code, out, err = run("why", practitioner_id, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return ask


def test_a_fact_has_its_value_its_source_its_day_and_what_lost(why):
    provenance = why(ANA)
    assert set(provenance) == {"id", "facts", "statements"} and provenance["id"] == ANA
    assert provenance["facts"]["name"] == {"value": "Ana Lopez", "source": "nppes", "as_of": "2024-03-04", "lost": []}
    assert provenance["facts"]["kind"] == {
        "value": "licensed_acupuncturist",
        "source": "nppes",
        "as_of": "2024-03-04",
        "lost": [{"value": "other_clinician", "source": "csv", "as_of": "2026-01-07"}],
    }
    assert "telehealth" not in provenance["facts"], "nobody states it"


def test_entries_of_a_list_have_a_source_each_and_who_else_states_them(why):
    facts = why(ANA)["facts"]
    (licence,) = facts["licences"]
    assert (licence["number"], licence["status"], licence["source"]) == ("9001", "active", "licences")
    assert [(each["source"], each["status"]) for each in licence["also"]] == [("nppes", "unknown")]
    assert {each["source"] for each in facts["locations"]} == {"nppes", "csv"}, "the board's is an address on file"
    assert [(each["payer"], each["source"], each["as_of"]) for each in facts["insurance"]] == [
        ("Elm Health", "csv", "2026-01-07")
    ]


def test_the_statements_are_those_that_make_the_listing(why):
    assert [(each["source"], each["as_of"], set(each)) for each in why(ANA)["statements"]] == [
        ("csv", "2026-01-07", {"source", "id", "as_of", "evidence"}),
        ("licences", "2026-01-05", {"source", "id", "as_of", "evidence"}),
        ("nppes", "2024-03-10", {"source", "id", "as_of", "evidence"}),
    ]
    assert [each["id"] for each in why(ANA)["statements"]][1:] == ["CO-9001", ANA]
    assert why("CO-9003")["statements"] == [
        {"source": "licences", "id": "CO-9003", "as_of": "2026-01-05", "evidence": ""}
    ]


def test_a_published_directory_answers_alone_without_the_statements(why, run, tmp_path, monkeypatch):
    facts = why(ANA)["facts"]
    (tmp_path / "served").mkdir()
    shutil.copy(Settings().directory_db, tmp_path / "served")
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path / "served"))
    assert json.loads(run("why", ANA, "--json")[1]) == {"id": ANA, "facts": facts, "statements": []}
    assert not Settings().imports_db.exists()


def test_somebody_who_is_not_there_is_one_clear_line(run, imported):
    code, out, err = run("why", "1", "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)
