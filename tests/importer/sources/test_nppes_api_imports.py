"""Answers of the NPI Registry API, imported: whose word they are, and what they change and leave."""

import json
from datetime import date

import nppes_files as files
import pytest
from nppes_answers import NPI, address, answer, result


@pytest.fixture
def saved(tmp_path):
    """Saves an answer under a name."""

    def save(name, *results):
        path = tmp_path / name
        path.write_text(json.dumps(answer(*results)))
        return path

    return save


def test_an_answer_is_the_word_of_nppes_and_changes_only_whom_it_names(run, saved, tmp_path):
    rows = [files.row(npi=NPI), files.row(npi=files.npi(702), last_name="KIM")]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20050523-20240310.csv", rows))
    moved = result({"last_updated": "2024-05-06"}, addresses=[address(city="SALEM", postal_code="97301")])
    report = json.loads(run("import", "nppes-api", saved("answer.json", moved), "--json")[1])
    assert (report["source"], report["changed"], report["removed"], report["unchanged"]) == ("nppes", 1, 0, 1)
    assert "Salem, OR, 97301" in run("why", NPI)[1] and "[nppes, 2024-05-06]" in run("why", NPI)[1]
    assert "Kim" in run("why", files.npi(702))[1]


def test_a_later_file_of_nppes_counts_before_it_and_an_earlier_one_does_not(run, saved, tmp_path):
    moved = result({"last_updated": "2024-05-06"}, addresses=[address(city="SALEM", postal_code="97301")])
    run("import", "nppes-api", saved("answer.json", moved))
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20050523-20240310.csv", [files.row(npi=NPI)]))
    assert "Salem" in run("why", NPI)[1]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20050523-20240609.csv", [files.row(npi=NPI)]))
    assert "Salem" not in run("why", NPI)[1] and "Portland" in run("why", NPI)[1]


def test_several_answers_are_imported_with_one_command_and_the_day_can_be_told(run, saved):
    one, other = saved("a.json", result()), saved("b.json", result(number=files.npi(702)))
    today = date.today().isoformat()
    report = json.loads(run("import", "nppes-api", one, other, "--as-of", today, "--json")[1])
    assert (report["listings"], report["problems"]) == (2, 0)
    snapshots = json.loads(run("imports", "--json")[1])
    assert [(each["source"], each["as_of"]) for each in snapshots] == [("nppes", today)] * 2


def test_it_never_replaces_all_that_nppes_says(run, saved):
    code, _, err = run("import", "nppes-api", saved("a.json", result()), "--full")
    assert (code, err.count("\n")) == (2, 1) and "Leave --full out" in err


def test_the_same_answer_again_is_skipped(run, saved):
    path = saved("a.json", result())
    run("import", "nppes-api", path)
    assert "is skipped" in run("import", "nppes-api", path)[1]
