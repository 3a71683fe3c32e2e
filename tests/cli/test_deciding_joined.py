"""A daughter of her mother's name, at her telephone, is taken for her mother until an admin tells them apart."""

import json

import nppes_files as files
import pytest

MOTHER = files.npi(901)


@pytest.fixture
def joined(run, tmp_path):
    """NPPES's Maria Ortega and a practice's Maria Reyes Ortega, who is her daughter: the statement's SOURCE:ID."""
    at = {"address_1": "12 ELM ST", "city": "DENVER", "state": "CO", "phone": "3035550101"}
    slot = ("171100000X", "", "", "Y")
    row = files.row(slot, npi=MOTHER, last_name="ORTEGA", first_name="MARIA", **at)
    files.plain(tmp_path / "npidata_pfile_20260105-20260111.csv", [row])
    (tmp_path / "own_20260107.csv").write_text(
        "Name,Address,City,State,Phone,Languages\nMaria Reyes Ortega,12 Elm St,Denver,CO,303-555-0101,Spanish\n"
    )
    assert run("import", "nppes", tmp_path / "npidata_pfile_20260105-20260111.csv")[0] == 0
    run("import", "csv", tmp_path / "own_20260107.csv")
    (made,) = tmp_path.rglob("own_20260107.csv.map.toml")
    assert run("import", "csv", tmp_path / "own_20260107.csv", "--map", made)[0] == 0
    (hers,) = [each for each in _statements(run) if each["source"] == "csv"]
    return f"csv:{hers['id']}"


def _statements(run):
    return json.loads(run("why", MOTHER, "--json")[1])["statements"]


def _listings(run):
    return json.loads(run("status", "--json")[1])["listings"]


def test_an_admin_tells_apart_who_were_joined_without_a_question(run, joined):
    assert _listings(run) == 1
    assert run("decide", joined, "different", "--why", "she is her daughter")[0] == 0
    assert _listings(run) == 2 and [each["source"] for each in _statements(run)] == ["nppes"]
    assert json.loads(run("matches", "--json")[1]) == []


def test_a_statement_that_has_joined_nobody_is_no_pair(run, joined):
    run("decide", joined, "different")
    for ref in (joined, "csv:nobody", f"nppes:{MOTHER}"):
        code, _, err = run("decide", ref, "different")
        assert code == 2 and "has joined no other's listing" in err
