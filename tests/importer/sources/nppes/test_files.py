"""NPPES's provider file: refused rows, files saved by other programs, full and weekly ones."""

import csv
import json

import nppes_files as files
import pytest

from directory.importer.record import FileRefused
from directory.importer.run import ImportOptions, import_files
from directory.store.imports.database import Imports


def test_dates_are_those_of_the_row_and_the_snapshot_has_the_day_in_the_files_name(imported):
    report = imported([files.row()])
    (statement,) = report["said"].values()
    assert (statement["updated_on"], statement["confirmed_on"], report["as_of"]) == (
        "2024-03-04",
        "2024-03-01",
        "2024-03-10",
    )


def test_a_file_whose_name_has_no_date_speaks_of_the_newest_day_in_it(imported):
    assert imported([files.row()], name="extract.csv")["as_of"] == "2024-03-04"
    assert imported([files.row()], name="extract.csv", how={"as_of": "2024-05-01"})["as_of"] == "2024-05-01"


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("npi", "2000000011", "NPI"),
        ("npi", "12", "NPI"),
        ("country", "CN", "country"),
    ],
)
def test_a_row_that_cannot_be_listed_is_refused_with_its_number_and_reason(imported, column, value, field):
    report = imported([files.other(), files.row(**{column: value})])
    assert (report["listings"], report["refused"]) == (0, 1)
    assert [(row, name, text, refused) for row, name, text, _, refused in report["found"]] == [(3, field, value, 1)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("phone", "0000000000"),
        ("postal_code", "00000"),
        ("updated_on", "13/45/2020"),
        ("state", "BEIJING"),
    ],
)
def test_a_value_that_cannot_be_read_is_left_out_and_reported_and_the_row_is_kept(imported, column, value):
    report = imported([files.row(**{column: value})])
    assert (report["listings"], report["refused"]) == (1, 0)
    assert report["found"][0][1:3] == (column.replace("_", " "), value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("972141234", "97214-1234"), ("97214", "97214"), ("97214.0", "97214"), ("21011234", "02101-1234")],
)
def test_zip_codes_are_mended_after_spreadsheets(statement, typed, kept):
    assert statement(files.row(postal_code=typed))["locations"][0]["postal_code"] == kept


def test_a_row_with_too_few_values_is_refused_and_one_with_more_is_read(tmp_path, gazetteer):
    whole = files.text([files.row(), files.row()]).splitlines()
    path = tmp_path / "npidata_pfile_20240304-20240310.csv"
    path.write_text("\n".join([whole[0], whole[1] + ',"extra"', ",".join(whole[2].split(",")[:60]), ""]))
    with Imports(tmp_path / "imports.db") as imports, imports.transaction():
        report = import_files(imports, "nppes", [path], gazetteer).as_json()
        assert (report["rows_read"], report["listings"], report["refused"]) == (2, 1, 1)
        assert "values, where the header has" in next(imports.problems(report["snapshot"]))[3]


def test_a_repeated_npi_counts_once_and_its_last_row_holds(imported):
    same = files.npi()
    report = imported([files.row(npi=same, first_name="ANN"), files.row(npi=same, first_name="BEA")])
    assert (report["listings"], report["passed_over"]["repeated"]) == (1, 1)
    assert report["said"][same]["name"] == "Bea O'Brien"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_files_saved_by_other_programs_are_read(tmp_path, gazetteer, encoding):
    path = tmp_path / "npidata_pfile_20240304-20240310.csv"
    path.write_bytes(files.text([files.row(last_name="Nuñez", first_name="Ana")]).encode(encoding))
    with Imports(tmp_path / "imports.db") as imports, imports.transaction():
        import_files(imports, "nppes", [path], gazetteer)
        assert [each.statement.name for each in imports.statements()] == ["Ana Nuñez"]


class TestFullAndWeeklyFiles:
    FULL, WEEKLY = "npidata_pfile_20050523-20240310.csv", "npidata_pfile_20240311-20240317.csv"

    def test_a_full_file_replaces_what_was_said_before(self, imported):
        stays, goes = files.row(), files.row()
        imported([stays, goes], self.FULL)
        report = imported([stays, files.row()], "npidata_pfile_20050523-20240410.csv")
        assert [report[name] for name in ("new", "changed", "removed", "unchanged")] == [1, 0, 1, 1]

    def test_a_weekly_file_changes_what_it_names_and_nothing_else(self, imported):
        stays, moves = files.row(), files.row()
        imported([stays, moves], self.FULL)
        report = imported([moves | files.row(npi=moves["NPI"], city="SALEM", postal_code="97301")], self.WEEKLY)
        assert [report[name] for name in ("new", "changed", "removed", "unchanged")] == [0, 1, 0, 1]
        assert report["said"][moves["NPI"]]["locations"][0]["city"] == "Salem"

    goodbyes = pytest.mark.parametrize(
        "goodbye",
        [
            files.deactivated,
            lambda npi: files.other(npi=npi),
            lambda npi: files.row(npi=npi, deactivated_on="01/01/2024"),
            lambda npi: files.row(npi=npi, country="KR"),
        ],
        ids=["bare deactivated", "without the taxonomy", "deactivated", "moved abroad"],
    )

    @goodbyes
    def test_one_who_comes_back_without_acupuncture_leaves(self, imported, goodbye):
        stays, goes = files.row(), files.row()
        imported([stays, goes], self.FULL)
        report = imported([goodbye(goes["NPI"]), files.other()], self.WEEKLY)
        assert list(report["said"]) == [stays["NPI"]]
        assert report["removed"] == 1

    def test_an_older_file_imported_late_does_not_undo_a_newer_one(self, imported):
        row = files.row(first_name="ANN")
        imported([row], self.WEEKLY)
        report = imported([row | {"Provider First Name": "BEA"}], self.FULL)
        assert [statement["name"] for statement in report["said"].values()] == ["Ann O'Brien"]

    @goodbyes
    def test_one_whom_a_weekly_file_removed_stays_out_when_an_older_full_file_comes_late(self, imported, goodbye):
        stays, goes = files.row(), files.row()
        imported([goodbye(goes["NPI"]), files.row()], self.WEEKLY)
        assert stays["NPI"] in (said := imported([stays, goes], self.FULL)["said"]) and goes["NPI"] not in said

    def test_of_two_rows_in_a_weekly_file_the_later_tells_whether_somebody_is_gone(self, imported):
        comes, goes = files.row(), files.row()
        report = imported([files.other(npi=comes["NPI"]), goes, comes, files.other(npi=goes["NPI"])], self.WEEKLY)
        assert list(report["said"]) == [comes["NPI"]]

    def test_the_file_again_changes_nothing(self, imported):
        rows = [files.row() for _ in range(3)]
        imported(rows, self.FULL)
        report = imported(rows, self.FULL)
        assert [report[name] for name in ("new", "changed", "removed", "unchanged")] == [0, 0, 0, 3]


@pytest.mark.real_data
class TestRealFiles:
    def test_one_of_them_is_found_near_their_zip_code_by_the_command_and_the_api(self, real, run, data):
        from directory import create_app

        run("import", "nppes", real / "nppes/npidata_pfile_20240101-20240107.REBUILT.zip")
        found = json.loads(run("search", "--near", "92108", "--json")[1])
        answered = create_app().test_client().get("/api/v1/search?near=92108").json
        of_the_door = {"edition", "cursor", "next"}  # what a client of the API goes on with
        assert found == {name: value for name, value in answered.items() if name not in of_the_door}
        nearest = found["results"][0]
        assert (nearest["location"]["postal_code"][:5], nearest["distance_miles"]) == ("92108", 0)

    def test_the_weekly_file_of_january_2024(self, real, run):
        code, out, _ = run("import", "nppes", real / "nppes/npidata_pfile_20240101-20240107.REBUILT.zip", "--json")
        report = json.loads(out)
        assert (code, report["rows_read"], report["listings"], report["refused"]) == (0, 19785, 73, 0)
        assert report["passed_over"] == {"other_taxonomy": 19111, "deactivated": 601, "repeated": 0}
        again = json.loads(
            run("import", "nppes", real / "nppes/npidata_pfile_20240101-20240107.REBUILT.zip", "--json")[1]
        )
        assert [again[name] for name in ("new", "changed", "removed", "unchanged")] == [0, 0, 0, 73]

    def test_the_raw_file_of_2018_has_two_physicians(self, real, run):
        report = json.loads(run("import", "nppes", real / "nppes/raw_329col_2018.csv", "--json")[1])
        assert (report["rows_read"], report["listings"]) == (2000, 2)
        status = json.loads(run("status", "--json")[1])
        assert status["by_kind"]["medical_acupuncturist"] == status["listings"] == 2

    def test_a_second_week_is_an_update(self, real, run):
        run("import", "nppes", real / "nppes/npidata_pfile_20240101-20240107.REBUILT.zip")
        report = json.loads(
            run("import", "nppes", real / "nppes/acupuncturists_20240122-20240128.REBUILT.csv", "--json")[1]
        )
        assert [report[name] for name in ("rows_read", "new", "changed", "removed", "unchanged")] == [79, 79, 0, 0, 73]

    @pytest.mark.parametrize(("name", "rows"), [("raw_330col_v1.csv", 108), ("raw_329col_us-npi.csv", 99)])
    def test_raw_files_without_acupuncturists_are_read_whole(self, real, run, name, rows):
        report = json.loads(run("import", "nppes", real / "nppes" / name, "--json")[1])
        assert (report["rows_read"], report["listings"], report["refused"]) == (rows, 0, 0)
        assert report["passed_over"]["other_taxonomy"] + report["passed_over"]["deactivated"] == rows

    @pytest.mark.parametrize("name", ["npidata_V2_330col_header.csv", "npidata_V3_335col_header.csv"])
    def test_a_header_and_nothing_else_is_refused(self, real, run, name):
        code, _, err = run("import", "nppes", real / "nppes" / name)
        assert (code, err.count("\n")) == (2, 1)

    def test_the_scan_finds_the_rows_that_the_csv_module_finds(self, real):
        from directory.importer.formats import byte_scan
        from directory.importer.formats.archive import Opened
        from directory.importer.sources.nppes import providers

        path = real / "nppes/raw_329col_2018.csv"
        with path.open(encoding="utf-8", newline="") as file:
            expected = list(csv.reader(file))
        with Opened(path, providers.is_source_file) as opened:
            found = [
                byte_scan.parsed(chunk.record(place))
                for chunk in byte_scan.chunks(opened.blocks())
                for place in range(len(chunk))
            ]
        assert found == expected


@pytest.mark.parametrize(("separator", "called"), [("\t", "tabs"), (";", "semicolons"), ("|", "vertical bars")])
def test_a_file_that_a_spreadsheet_has_saved_with_another_separator_is_told_how_to_mend_it(
    tmp_path, gazetteer, separator, called
):
    path = files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [files.row()])
    rows = [*csv.reader(path.read_text(encoding="utf-8").splitlines())]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    with Imports(tmp_path / "imports.db") as imports, imports.transaction(), pytest.raises(FileRefused) as refused:
        import_files(imports, "nppes", [path], gazetteer, ImportOptions())
    assert f"parted by {called}" in str(refused.value) and "save it as CSV with commas" in str(refused.value)
