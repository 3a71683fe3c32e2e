"""The answers to why a listing says what it says, for programs."""

import json
import shutil

import pytest
from source_files import ANA, GOOD

from directory.resolve.doubts import OTHER_NAME
from directory.settings import Settings

NO_EVIDENCE = {"evidence": [], "weight": None, "band": None, "because": None}


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
    assert set(provenance) == {"id", "facts", "statements", "withheld"} and provenance["id"] == ANA
    assert provenance["facts"]["name"] == {"value": "Ana Lopez", "source": "nppes", "as_of": "2024-03-04", "lost": []}
    assert provenance["facts"]["kind"] == {
        "value": "licensed_acupuncturist",
        "source": "nppes",
        "as_of": "2024-03-04",
        "lost": [
            {
                "value": "other_clinician",
                "source": "csv",
                "as_of": "2026-01-07",
                "rule": "nppes counts before csv",
            }
        ],
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
    told = why(ANA)
    assert [(each["source"], each["as_of"]) for each in told["statements"]] == [
        ("csv", "2026-01-07"),
        ("licences", "2026-01-05"),
        ("nppes", "2024-03-10"),
    ]
    assert [each["id"] for each in told["statements"]][1:] == ["CO-9001", ANA]
    (alone,) = why("CO-9003")["statements"]
    assert alone == {"source": "licences", "id": "CO-9003", "as_of": "2026-01-05"} | NO_EVIDENCE
    assert told["withheld"] == []


def test_each_statement_has_the_evidence_on_which_it_joined(why):
    _, board, register = why(ANA)["statements"]
    assert board["evidence"][0] == {
        "what": "the same license number",
        "weight": 15,
        "one": "CO 9001",
        "other": "CO 9001",
    }
    assert board["band"] == "yes" and board["weight"] == sum(each["weight"] for each in board["evidence"])
    assert register["evidence"][0]["what"] == "the same license number", "compared with what the others say"


def test_what_is_withheld_is_told_with_the_reason(run, why, tmp_path):
    (tmp_path / "own.toml").write_text('[columns]\nname = "Name"\nnpi = "NPI"\ncity = "City"\nstate = "State"\n')
    (tmp_path / "own_20260201.csv").write_text(f"Name,NPI,City,State\nBoris Okafor,{ANA},Denver,CO\n")
    assert run("import", "csv", tmp_path / "own_20260201.csv", "--map", tmp_path / "own.toml")[0] == 0
    told = why(ANA)
    (withheld,) = told["withheld"]
    assert (withheld["source"], withheld["id"], withheld["reason"]) == ("csv", ANA, OTHER_NAME)
    assert {each["what"]: (each["one"], each["other"]) for each in withheld["evidence"]} == {
        "the same NPI": (ANA, ANA),
        "two family names": ("okafor", "lopez"),
        "two given names": ("boris", "ana"),
    }
    assert "csv" not in {each["source"] for each in told["statements"]}
    (pair,) = json.loads(run("matches", "--json")[1])
    assert [each["name"] for each in pair["statements"][pair["one"]]] == ["Boris Okafor"]
    assert [each["name"] for each in pair["statements"][pair["other"]]] == ["Ana Lopez"]


def test_a_published_directory_answers_alone_without_the_statements(why, run, tmp_path, monkeypatch):
    facts = why(ANA)["facts"]
    (tmp_path / "served").mkdir()
    shutil.copy(Settings().directory_db, tmp_path / "served")
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path / "served"))
    assert json.loads(run("why", ANA, "--json")[1]) == {
        "id": ANA,
        "facts": facts,
        "statements": [],
        "withheld": [],
    }
    assert not Settings().imports_db.exists()


def test_somebody_who_is_not_there_is_one_clear_line(run, imported):
    code, out, err = run("why", "1", "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_why_of_an_npi_that_no_source_has_says_what_nppes_files_were_looked_through(run, tmp_path):
    run("import", *GOOD["nppes"].written(tmp_path))
    code, _, told = run("why", "2000000119")
    assert code != 0 and "no such NPI with the taxonomy of acupuncture (171100000X)" in told and "2024-03-10" in told
    assert "provider-view/2000000119" in told
    assert "taxonomy" not in run("why", "2000000110")[2], "no NPI at all"
