"""What NPPES's files say of a practitioner, as the command line tells it. Everybody is made up."""

import json

import nppes_files as files
import pytest
from source_files import sheet, workbook, xlsx, zipped

ANA = files.npi(1)
MAIN = "npidata_pfile_20240304-20240310.csv"


class TestNppes:
    """The federal register's main file and its companions."""

    def test_every_part_of_a_name_and_of_an_address_is_told(self, imports, why):
        person = files.row(
            npi=ANA,
            first_name="ANA",
            middle_name="Q",
            last_name="LOPEZ",
            suffix="JR.",
            credentials="LAC",
            other_first_name="ANITA",
            other_last_name="MORA",
            address_1="12 ELM ST",
            address_2="STE 3",
        )
        imports("nppes", MAIN, files.text([person]))
        said = why(ANA)
        assert (said["name"], said["other_names"]) == (["Ana Q. Lopez Jr."], ['["Anita Mora"]'])
        assert said["credentials"] == ["L.Ac."]
        assert said["locations"][0].startswith("12 Elm St, Ste 3, Portland, OR, 97214-1234, +15035550123")

    @pytest.mark.parametrize(
        ("last_name", "suffix", "name", "credentials"),
        [
            ("HOLM JR", "JR", "Hal Holm Jr.", None),
            ("HOLM III", "", "Hal Holm III", None),
            ("HOLM, LAC", "", "Hal Holm", ["L.Ac."]),
            ("HOLM L.AC.", "", "Hal Holm", ["L.Ac."]),
            ("HOLM, MD", "", "Hal Holm", ["M.D."]),
            ("DO", "", "Hal Do", None),
            ("MC DONALD", "", "Hal Mc Donald", None),
            ("O BRIEN", "", "Hal O Brien", None),
            ("DE SOUZA-LOPEZ", "", "Hal de Souza-Lopez", None),
        ],
    )
    def test_suffixes_and_letters_in_the_field_of_the_last_name_are_no_part_of_it(
        self, imports, why, last_name, suffix, name, credentials
    ):
        person = files.row(npi=ANA, first_name="HAL", last_name=last_name, suffix=suffix)
        imports("nppes", MAIN, files.text([person]))
        said = why(ANA)
        assert (said["name"], said.get("credentials")) == ([name], credentials)

    def test_a_former_last_name_is_read_likewise_and_a_placeholder_is_none(self, imports, why):
        rows = [
            files.row(npi=ANA, other_last_name="MORA, LAC"),
            files.row(npi=files.npi(2), other_last_name="UNKNOWN", other_first_name="NONE"),
        ]
        imports("nppes", MAIN, files.text(rows))
        assert why(ANA)["other_names"] == ['["Maeve Mora"]']
        assert "other_names" not in why(files.npi(2))

    def test_whoever_has_no_given_name_is_listed_by_the_family_name_and_whoever_has_none_is_refused(self, imports, why):
        rows = [
            files.row(npi=ANA, first_name="FNU", middle_name="NMN", last_name="RAHUL"),
            files.row(first_name="FNU", last_name="LNU"),
        ]
        report = imports("nppes", MAIN, files.text(rows))
        assert why(ANA)["name"] == ["Rahul"]
        assert "1 refused" in report and "no name" in report

    REQUIRED = (
        "npi entity organisation_name other_organisation_name last_name first_name middle_name suffix credentials "
        "other_last_name other_first_name updated_on address_1 address_2 city state postal_code country phone"
    )

    @pytest.mark.parametrize("field", REQUIRED.split())
    def test_a_file_without_a_column_that_every_layout_has_is_refused_by_its_name(self, run, tmp_path, field):
        column = files.column(field)
        path = files.plain(tmp_path / MAIN, [files.row()], columns=[name for name in files.V1 if name != column])
        code, _, err = run("import", "nppes", path)
        assert code == 2 and f"the column “{column}” is missing" in err

    def test_a_file_with_nothing_in_it_is_told_to_be_empty(self, run, tmp_path):
        (tmp_path / MAIN).write_bytes(b"")
        code, _, err = run("import", "nppes", tmp_path / MAIN)
        assert code == 2 and "the file is empty" in err

    @pytest.mark.parametrize("short", [1, 2, 30, 54])
    def test_a_row_cut_off_among_its_taxonomies_is_refused_with_its_number(self, imports, tmp_path, short):
        columns = files.V1[: files.V1.index("Healthcare Provider Primary Taxonomy Switch_15") + 1]
        head, whole, cut = files.text([files.row(), files.row()], columns=columns).splitlines()
        text = "\n".join([head, whole, ",".join(cut.split(",")[:-short]), ""])
        report = imports("nppes", MAIN, text)
        assert "1 listings" in report and "1 refused" in report and "row 3, row:" in report

    def test_of_the_zip_that_cms_ships_the_main_file_is_read(self, imports):
        held = {
            "endpoint_pfile_20240304-20240310.csv": "NPI,Endpoint Type,Endpoint\n",
            MAIN.replace(".csv", "_FileHeader.csv"): files.text([]),
            MAIN: files.text([files.row()]),
        }
        assert "1 listings" in imports("nppes", "weekly.zip", zipped(held))

    @pytest.mark.parametrize(
        ("digits", "read"), [("12", True), ("1234567", True), ("12345678", False), ("12a", False), ("１２", False)]
    )
    def test_an_extension_has_up_to_seven_digits(self, imports, why, digits, read):
        imports("nppes", MAIN, files.text([files.row(npi=ANA)]))
        values = [ANA, "7 Oak Ave", "", "Salem", "OR", "97301", "US", "5035550144", digits, ""]
        rows = [dict(zip(files.LOCATIONS, values, strict=True))]
        report = imports("nppes-locations", "pl_pfile_20240304-20240310.csv", files.text(rows, columns=files.LOCATIONS))
        place = why(ANA)["locations"][1]
        assert ("+15035550144;ext=" + digits in place) == read and ("not an extension" in report) != read

    @pytest.mark.parametrize(
        ("title", "day"),
        [
            ("NPPES Deactivated Records as of Oct 09 2023", "2023-10-09"),
            ("NPPES Deactivated Records as of October 9, 2023", "2023-10-09"),
            ("NPPES Deactivated Records as of Sept. 30, 2023", "2023-09-30"),
            ("as of Feb 30 2023", "2023-10-01"),
            ("Deactivated on Oct 09 2023", "2023-10-01"),
        ],
    )
    def test_the_report_of_the_deactivated_speaks_as_of_the_day_in_its_title_else_of_the_newest_in_it(
        self, run, imports, title, day
    ):
        imports("nppes", MAIN, files.text([files.row(npi=ANA), *(files.row() for _ in range(9))]))
        imports("nppes-deactivated", "report.xlsx", xlsx([[ANA, "10/01/2023"]], title))
        snapshot = json.loads(run("imports", "--json")[1])[0]
        assert snapshot["as_of"] == day

    @pytest.mark.parametrize(("above", "code"), [(19, 0), (20, 2)])
    def test_the_header_of_the_report_stands_in_one_of_its_first_twenty_rows(self, run, imports, tmp_path, above, code):
        imports("nppes", MAIN, files.text([files.row(npi=ANA), *(files.row() for _ in range(9))]))
        rows = [*[["Title"]] * above, ["NPI", "NPPES Deactivation Date"], [ANA, "10/01/2023"]]
        cells = sheet(rows, lambda at, value: f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>')
        (tmp_path / "NPPES Deactivated NPI Report 20240311.xlsx").write_bytes(workbook(cells))
        assert run("import", "nppes-deactivated", tmp_path / "NPPES Deactivated NPI Report 20240311.xlsx")[0] == code
