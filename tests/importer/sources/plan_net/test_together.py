"""Payers' Plan-Net directories imported: snapshots, other payers' words, and matching."""

import json

import nppes_files as files
import plan_net_files as made
import pytest
from plan_net_files import ANA
from plan_net_reading import changed


class TestTogether:
    """As an admin does it, beside NPPES."""

    @pytest.fixture
    def folder(self, tmp_path):
        """The payer's bulk export, a file for each type."""
        folder = tmp_path / "acme"
        folder.mkdir()
        self.fill(folder, made.everything())
        return folder

    def fill(self, folder, resources):
        """Writes the export."""
        for kind in ("Practitioner", "PractitionerRole", "Location", "Organization", "InsurancePlan"):
            (folder / f"{kind}.ndjson").write_text(
                made.lines(*(each for each in resources if each["resourceType"] == kind))
            )

    @pytest.fixture
    def nppes(self, run, tmp_path):
        """NPPES imported: Ana with her NPI."""
        row = files.row(
            ("171100000X", "", "", "Y"),
            npi=ANA,
            last_name="LOPEZ",
            first_name="ANA",
            city="PORTLAND",
            state="OR",
            postal_code="97214",
        )
        run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [row]))

    def taken(self, run):
        """The plans of the only result, with their sources."""
        (statements_in,) = json.loads(run("search", "--near", "97214", "--json")[1])["results"]
        return [(each["plan"], each["source"]) for each in statements_in["insurance"]]

    def test_a_folder_is_one_snapshot_recognised_the_second_time(self, run, nppes, folder):
        report = json.loads(run("import", "plan-net", folder, "--json")[1])
        assert (report["file"], report["rows_read"], report["listings"], report["new"], report["problems"]) == (
            "acme/",
            6,
            1,
            1,
            0,
        )
        assert report["rows_read"] == report["listings"] + report["refused"] + sum(report["passed_over"].values())
        assert "is skipped" in run("import", "plan-net", folder)[1]
        assert self.taken(run) == [("Acme Gold", "plan-net")]
        assert json.loads(run("search", "--near", "97214", "--insurance", "12345OR0010001", "--json")[1])["total"] == 1

    def test_a_plan_that_the_payer_drops_is_gone_with_the_next_export_only(self, run, nppes, folder, tmp_path):
        run("import", "plan-net", folder)
        self.fill(
            folder,
            [each for each in made.everything() if each["resourceType"] != "PractitionerRole"]
            + [made.role(networks=())],
        )
        run(
            "import",
            "plan-net",
            folder / "PractitionerRole.ndjson",
            folder / "Practitioner.ndjson",
            "--update",
            "--as-of",
            "2026-01-06",
        )
        assert self.taken(run) == [("Acme Gold", "plan-net")]
        report = json.loads(run("import", "plan-net", folder, "--as-of", "2026-02-05", "--json")[1])
        assert self.taken(run) == []
        run("rollback", report["snapshot"])
        assert self.taken(run) == [("Acme Gold", "plan-net")]

    def test_another_payers_word_stands_beside(self, run, nppes, folder, tmp_path):
        run("import", "plan-net", folder)
        other = tmp_path / "elm"
        other.mkdir()
        self.fill(
            other,
            changed(
                Organization=[made.organisation(name="Elm Mutual"), made.network(name="Elm Network")],
                InsurancePlan=made.plan(name="Elm Silver"),
            ),
        )
        run("import", "plan-net", other)
        assert sorted(self.taken(run)) == [("Acme Gold", "plan-net"), ("Elm Silver", "plan-net")]

    def test_without_an_npi_the_statement_is_matched_by_name_and_telephone_or_waits(self, run, nppes, folder):
        self.fill(folder, changed(Practitioner=made.practitioner(npi="")))
        run("import", "plan-net", folder)
        assert self.taken(run) == [("Acme Gold", "plan-net")]
        self.fill(folder, changed(Practitioner=made.practitioner(npi=""), PractitionerRole=made.role(telecom=[])))
        run("import", "plan-net", folder)
        (pair,) = json.loads(run("matches", "--json")[1])
        assert (pair["one"], pair["other"]) == ("plan-net:acmehealth-p1", f"npi:{ANA}")
        run("decide", pair["id"], "same")
        assert self.taken(run) == [("Acme Gold", "plan-net")]

    def test_a_name_of_a_payer_is_for_payers_files_only(self, run, folder):
        code, _, err = run("import", "nppes", folder / "Location.ndjson", "--payer", "Acme")
        assert (code, err.count("\n")) == (2, 1) and "plan-net" in err
        code, _, err = run("import", "nppes", folder)
        assert (code, err.count("\n")) == (2, 1) and "this is a folder" in err
