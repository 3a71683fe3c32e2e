"""A table of one's own, by command: a map is proposed, used and kept."""

import json
import tomllib

import nppes_files as files
import pytest
from table_maps import NPI, mapped

from directory.core.taxonomy import KINDS
from directory.importer import map_proposal


class TestCommand:
    TEXT = (
        "Full Name;Lic #;Lic. State;City;State;Zip;Fax\nJane Q. Example, L.Ac.;AC 12;OR;Portland;OR;97214;1\n"
        + "".join(f"Ken Example {n};;;Salem;OR;97301;2\n" for n in "abcdefg")
    )

    @pytest.fixture
    def members(self, tmp_path):
        """A table with a name that a shell would take apart."""
        path = tmp_path / "my members.csv"
        path.write_text(self.TEXT)
        return path

    def test_without_a_map_one_is_proposed_and_nothing_imported(self, run, members, data):
        code, out, err = run("import", "csv", members)
        map_file = data / "my members.csv.map.toml"
        assert (code, out, sorted(path.name for path in data.iterdir())) == (2, "", [map_file.name])
        assert tomllib.loads(map_file.read_text())["columns"] == {
            "name": "Full Name",
            "city": "City",
            "state": "State",
            "postal_code": "Zip",
            "licence_number": "Lic #",
            "licence_state": "Lic. State",
        }
        assert (
            'Columns not read: "Fax"' in err
            and "row 2: id: OR-AC12; kind: licensed_acupuncturist; name: Jane Q. Example" in err
        )
        assert "row 6:" in err and "row 7:" not in err
        assert (
            err.splitlines()[-1] == f"Look the map over, then: python3 run.py import csv '{members}' --map '{map_file}'"
            " --as-of YYYY-MM-DD (the day the table was last kept)"
        )

    def test_a_day_that_was_said_is_said_again_in_the_next_command(self, run, members):
        _, _, err = run("import", "csv", members, "--as-of", "2026-01-05")
        assert err.splitlines()[-1].endswith(".map.toml' --as-of 2026-01-05")

    def test_the_proposal_is_json_too_and_works_as_it_is(self, run, members, data):
        code, out, _ = run("import", "csv", members, "--json")
        told = json.loads(out)
        assert (code, told["proposed"], told["not_read"], len(told["rows"])) == (2, True, ["Fax"], 5)
        assert told["rows"][0]["listing"]["locations"][0]["postal_code"] == "97214"
        code, out, _ = run("import", "csv", members, "--map", told["map"], "--as-of", "2026-01-05", "--json")
        report = json.loads(out)
        assert (code, report["rows_read"], report["listings"], report["published"]) == (0, 8, 8, True)
        assert "L.Ac." in run("search", "--near", "97214", "--name", "Jane Example")[1]

    def test_a_map_that_is_there_is_never_overwritten_and_the_rows_are_shown_by_it(self, run, members, data):
        run("import", "csv", members)
        map_file = data / "my members.csv.map.toml"
        map_file.write_text('[columns]\norganisation_name = "Full Name"\n')
        code, _, err = run("import", "csv", members)
        assert (code, map_file.read_text()) == (2, '[columns]\norganisation_name = "Full Name"\n')
        assert "left as it is" in err and "kind: clinic" in err

    def test_a_header_without_a_name_still_gives_a_file_to_edit(self, run, tmp_path, data):
        path = tmp_path / "odd.csv"
        path.write_text("Quien,Donde\nJane Example,Salem\n")
        code, _, err = run("import", "csv", path)
        assert (
            code == 2
            and "It cannot be used yet" in err
            and '"Quien", "Donde"' in (data / "odd.csv.map.toml").read_text()
        )

    @pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04cut"])
    def test_a_file_that_is_no_table_gets_one_line_and_no_map(self, run, tmp_path, data, content):
        path = tmp_path / "x.csv"
        path.write_bytes(content)
        code, out, err = run("import", "csv", path)
        assert (code, out, err.count("\n"), data.exists()) == (2, "", 1, False)

    def test_a_map_for_another_source_or_that_is_not_there_is_one_clear_line(self, run, members, data):
        for words in (
            ("nppes", members, "--map", members),
            ("csv", members, "--map", "nowhere.toml"),
            ("csv", members, "--map", members.parent),
            ("csv", members, "--map", members),
        ):
            code, out, err = run("import", *words)
            assert (code, out, err.count("\n")) == (2, "", 1), words

    def test_a_table_is_all_its_keeper_knows_unless_it_is_an_update_and_is_skipped_only_with_the_same_map(
        self, run, members, tmp_path
    ):
        map_file = tmp_path / "map.toml"
        map_file.write_text(mapped(name="Full Name", city="City", state="State"))
        run("import", "csv", members, "--map", map_file, "--as-of", "2026-01-05")
        assert "is skipped" in run("import", "csv", members, "--map", map_file)[1]
        map_file.write_text(mapped(name="Full Name", city="City", state="State", postal_code="Zip"))
        report = json.loads(run("import", "csv", members, "--map", map_file, "--as-of", "2026-01-05", "--json")[1])
        assert (report.get("skipped"), report["changed"]) == (None, 8)
        other = tmp_path / "other 2026-01-05.csv"
        other.write_text("Full Name,City,State,Zip\nAna Other,Salem,OR,97301\n")
        assert json.loads(run("import", "csv", other, "--map", map_file, "--update", "--json")[1])["removed"] == 0
        assert (
            json.loads(run("import", "csv", other, "--map", map_file, "--as-of", "2026-02-05", "--hold", "--json")[1])[
                "removed"
            ]
            == 8
        )

    def test_a_table_adds_to_whom_nppes_lists_and_its_word_counts_last(self, run, tmp_path):
        run(
            "import",
            "nppes",
            files.plain(
                tmp_path / "npidata_pfile_20240304-20240310.csv",
                [files.row(npi=NPI, last_name="LOPEZ", first_name="ANA")],
            ),
        )
        path, map_file = tmp_path / "own 2026-01-05.csv", tmp_path / "map.toml"
        path.write_text(f"npi,name,city,state,speaks,new visit\n{NPI},Anna Lopez,Portland,OR,Spanish,$120\n")
        map_file.write_text(
            mapped(npi="npi", name="name", city="city", state="state", languages="speaks", first_visit_fee="new visit")
        )
        run("import", "csv", path, "--map", map_file)
        lines = run("why", NPI)[1]
        assert (
            "name: Ana Lopez  [nppes, 2024-03-04]\n    not: Anna Lopez  [csv, 2026-01-05]" in lines
            and "Spanish" in lines
        )
        assert "first_visit_fee: 120.0  [csv, 2026-01-05]" in lines


def test_the_first_rows_are_read_as_an_import_reads_them(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("Name\tCity\tState\n\tSalem\tOR\nJane Example, LAc\tSalem\tOR\n")
    told = map_proposal.propose(path, tmp_path / "new folder")
    assert [(row["row"], bool(row["listing"]), row["problems"]) for row in told["rows"]] == [
        (2, False, ["name: no name – row refused"]),
        (3, True, []),
    ]
    assert told["rows"][1]["listing"]["kind"] in KINDS
