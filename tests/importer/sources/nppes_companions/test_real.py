"""NPPES's companion files as CMS publishes them."""

import csv

import nppes_files as files
import pytest
from nppes_companions import statements_of

from directory.importer.record import RawStatement
from directory.importer.run import import_files
from directory.store.imports.database import Imports


@pytest.mark.real_data
class TestRealFiles:
    """Those whom the files name are no acupuncturists, so a made-up main file says that some of them are."""

    @pytest.fixture
    def companion(self, real, tmp_path, gazetteer):
        def do(source, file, npis):
            main = files.plain(tmp_path / "npidata_pfile_20050523-20231001.csv", [files.row(npi=npi) for npi in npis])
            with Imports(tmp_path / "imports.db") as imports, imports.transaction():
                import_files(imports, "nppes", [main], gazetteer)
                report = import_files(imports, source, [real / file], gazetteer).as_json()
                said = [each for each in imports.statements() if each.source == source]
            assert report["rows_read"] == report["listings"] + report["refused"] + sum(report["passed_over"].values())
            return report, said

        return do

    @staticmethod
    def npis_of(path):
        with path.open(encoding="utf-8", newline="") as file:
            return list(dict.fromkeys(row[0] for row in list(csv.reader(file))[1:]))

    def test_locations(self, real, companion):
        file = "nppes/pl_pfile_20251103-20251109.csv"
        report, said = companion("nppes-locations", file, self.npis_of(real / file))
        assert (report["rows_read"], report["listings"], report["refused"]) == (9528, 4742, 3)
        found, _ = statements_of("nppes-locations", real / file, self.npis_of(real / file))
        statements = [each for each in found if isinstance(each, RawStatement)]
        assert max(len(each.locations) for each in statements) == 59
        assert sum(len(each.locations) for each in statements) >= 9528 - 74 - 3 - 30  # of some, only the fax differs
        assert {each.as_of for each in said} == {"2025-11-09"}

    def test_locations_of_nobody_listed(self, companion):
        report, said = companion("nppes-locations", "nppes/pl_pfile_20251103-20251109.csv", [files.npi()])
        assert (report["passed_over"]["other_taxonomy"], report["problems"], said) == (9528, 0, [])

    def test_names(self, real, companion):
        file = "nppes/othername_pfile_20251103-20251109.csv"
        report, said = companion("nppes-names", file, self.npis_of(real / file))
        assert (report["rows_read"], report["refused"], report["listings"]) == (2427, 0, len(said))
        assert sum(not each.statement.other_names for each in said) == 3  # one calls itself N/A, two None

    def test_the_report_of_october_2023(self, companion):
        npis = ["1710556733", "1386647519"]  # its first row and its last
        report, said = companion(
            "nppes-deactivated", "deactivated/NPPES_Deactivated_NPI_Report_100923.zip", [files.npi(), *npis]
        )
        assert (report["rows_read"], report["listings"], report["refused"]) == (258959, 2, 0)
        assert report["passed_over"] == {"other_taxonomy": 0, "deactivated": 258957, "repeated": 0}
        assert {each.statement.deactivated_on: each.as_of for each in said} == {
            "2023-10-08": "2023-10-09",
            "2005-05-23": "2023-10-09",
        }
