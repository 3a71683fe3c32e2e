"""A table of one's own: workbooks, what spreadsheets do to cells, and any cells at all."""

import csv
import io
import json
import zipfile
from datetime import date
from typing import ClassVar

import nppes_files as files
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from source_files import zipped
from table_maps import NPI, PLACED, mapped
from workbooks import workbook_of

from directory.importer import map_proposal
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import Problem, ReadContext
from directory.importer.sources import table


class TestWorkbooks:
    def test_a_spreadsheet_is_read_as_the_same_table_is_and_its_rows_can_be_mended(self, imported, found, run, data):
        rows = [
            ["Our people"],
            ["Name", "NPI", "Place", "Verified"],
            ["Jane Example", int(NPI), "Salem, OR 97301", date(2026, 3, 1)],
            ["Ken Example", 123, "Salem, OR 97301", None],
        ]
        content = workbook_of({"People": rows, "Old": [["Name"]]})
        map_text = mapped(**PLACED, npi="NPI", confirmed_on="Verified")
        report = imported(content, map_text, name="people 2026-01-05.xlsx")
        assert (report["listings"], report["refused"]) == (1, 1)
        assert (found("Jane Example")["npi"], found("Jane Example")["verified_on"]) == (NPI, "2026-03-01")
        assert report["notes"][0].startswith("Only the sheet “People” was read, not “Old”.")
        (mend,) = data.glob("mend-*.csv")
        mend.write_text(mend.read_text(encoding="utf-8-sig").replace(",123,", f",{files.npi(32)},"))
        mended = json.loads(run(*report["then"], "--json")[1])
        assert (mended["listings"], mended["problems"]) == (2, 0)

    def test_a_roster_may_be_a_spreadsheet(self, run, tmp_path, found):
        path = tmp_path / "members 2026-01-05.xlsx"
        path.write_bytes(
            workbook_of({"Members": [["Members"], ["Name", "City", "State"], ["Jane Example, MD", "Salem", "OR"]]})
        )
        report = json.loads(run("import", "roster", path, "--json")[1])
        assert (report["listings"], report["problems"]) == (1, 0)
        assert found("Jane Example")["kind"] == "medical_acupuncturist"

    def test_a_boards_list_may_be_a_spreadsheet(self, run, tmp_path, found):
        header = (
            "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription"
        )
        row = ["Example", "Jane", "Denver", "CO", "ACU", 9001, date(2090, 12, 31), "Active"]
        path = tmp_path / "co 2026-01-05.xlsx"
        path.write_bytes(workbook_of({"Notes": [["From the board"]], "List": [["ACU"], header.split(","), row]}))
        report = json.loads(run("import", "licences", path, "--state", "CO", "--json")[1])
        assert (report["listings"], report["refused"]) == (1, 0)
        (licence,) = found("Jane Example", near="Denver, CO")["licences"]
        assert (licence["number"], licence["status"], licence["expires_on"]) == ("9001", "active", "2090-12-31")

    def test_a_boards_numbers_that_a_spreadsheet_has_taken_for_decimals_are_whole_again(self, run, tmp_path, found):
        """198.000120 is not 198.000012, who may be somebody else."""
        header = (
            "license_number,last_name,first_name,city,state,expiration_date,description,license_type,license_status"
        )
        told = ["Chicago", "IL", date(2090, 12, 31), "LICENSED ACUPUNCTURIST", "ACUPUNCTURIST", "ACTIVE"]
        rows = [header.split(","), [198.00012, "Example", "Jane", *told], ["198.000012", "Example", "Ken", *told]]
        path = tmp_path / "il 2026-01-05.xlsx"
        path.write_bytes(workbook_of({"List": rows}))
        assert json.loads(run("import", "licences", path, "--state", "IL", "--json")[1])["listings"] == 2
        (licence,) = found("Jane Example", near="Chicago, IL")["licences"]
        assert licence["number"] == "198.000120"

    def test_hidden_rows_are_read_and_the_report_says_so(self, imported, found):
        rows = [["Name", "Place"], ["Jane Example", "Salem, OR"], ["Ken Example", "Salem, OR"]]
        shown = imported(workbook_of({"People": rows}), mapped(**PLACED), name="people 2026-01-05.xlsx")
        content = workbook_of({"People": rows}, hidden_rows=(3,))
        report = imported(content, mapped(**PLACED), name="people 2026-01-06.xlsx")
        assert found("Ken Example") and (len(report["notes"]), len(shown["notes"])) == (2, 1)
        assert report["notes"][0].startswith("The workbook has hidden columns or rows")

    def test_a_sum_below_the_table_is_nobody(self, imported, problems):
        rows = [["No", "Name", "Place"], [1, "Jane Example", "Salem, OR"], ["Total", 1, None]]
        report = imported(workbook_of({"People": rows}), mapped(**PLACED), name="people 2026-01-05.xlsx")
        assert (report["listings"], report["refused"]) == (1, 1)
        assert [reason for *_, reason in problems(report)] == ["no name"]

    def test_a_formula_is_the_value_that_was_saved_with_it(self, imported, found):
        rows = [["Name", "Place"], ["Jane Example", "Salem, OR"]]
        content = workbook_of({"People": rows}, formulas={"Jane Example": 'CONCATENATE("Jane"," Example")'})
        imported(content, mapped(**PLACED), name="people 2026-01-05.xlsx")
        assert found("Jane Example")


CELLS = some.text(max_size=25) | some.sampled_from(
    [
        "Salem, OR 97301",
        "12 Elm St\nSalem OR",
        "Aetna (pending), Cigna",
        NPI,
        f'="{NPI}"',
        "AC 12",
        "yes",
        "✓",
        "(",
        ")",
        "1007",
    ]
)


FIELDS = (
    "row_id",
    "npi",
    "name",
    "full_address",
    "city_state_zip",
    "licence_number",
    "payer",
    "languages",
    "telehealth",
)


@settings(max_examples=40)
@given(some.lists(some.lists(CELLS, max_size=len(FIELDS) + 2), max_size=6))
def test_any_cells_give_statements_problems_or_a_refusal_and_a_proposal(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("fuzzed", numbered=True)
    path, map_file = folder / "fuzzed table.csv", folder / "map.toml"
    map_file.write_text(mapped(**{field: field for field in FIELDS}, licence_state="city_state_zip"))
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([[*FIELDS, "Notes", ""], *rows])
    context = ReadContext(map_file=map_file)
    with Opened(path, table.is_source_file) as opened:
        for item in table.statements(opened, context):
            assert isinstance(item, Problem) or normalise(item)[0], "a row of ours is never refused later"
    told = map_proposal.propose(path, folder)
    assert told["rows_read"] == context.tally.rows_read and all(note.isprintable() for note in told["notes"])


class TestWhatSpreadsheetsDo:
    """What spreadsheets do to values, told in words that say what to mend."""

    COLUMNS: ClassVar = {"name": "Name", "city": "City", "state": "State", "confirmed_on": "Verified", "phone": "Phone"}

    @pytest.fixture
    def sheet_imported(self, imported):
        """Imports one row of a sheet: the report."""

        def bring(*cells):
            content = workbook_of({"People": [list(self.COLUMNS.values()), list(cells)]})
            return imported(content, mapped(**self.COLUMNS), name="people 2026-01-05.xlsx")

        return bring

    def test_a_name_on_two_lines_is_one_name(self, sheet_imported, run):
        sheet_imported("Jane\nExample", "Portland", "OR", date(2026, 1, 2), 5035550123)
        (result,) = json.loads(run("search", "--near", "Portland, OR", "--json")[1])["results"]
        assert result["name"] == "Jane Example"

    def test_a_day_without_its_format_is_no_day_and_told_what_to_do(self, sheet_imported, problems):
        report = sheet_imported("Jane Example", "Portland", "OR", 46327, 5035550123)
        ((_, field, value, reason),) = problems(report)
        assert (field, value) == ("confirmed on", "46327") and "format its column as dates" in reason

    def test_a_formula_that_was_never_calculated_is_told(self, imported):
        row = ["Jane Example", "Portland", "OR", "", "uncounted"]
        content = workbook_of({"People": [list(self.COLUMNS.values()), row]}, formulas={"uncounted": "5035550100+23"})
        parts = zipfile.ZipFile(io.BytesIO(content))
        emptied = {
            name: parts.read(name).replace(b"<v>uncounted</v>", b"<v></v>").decode() for name in parts.namelist()
        }
        report = imported(zipped(emptied), mapped(**self.COLUMNS), name="people 2026-01-05.xlsx")
        (note,) = [note for note in report["notes"] if "formula" in note]
        assert "1 cell holds" in note
