"""Rows of an admin's table as people fill them in, and what is told of what is lost. Everybody here is made up."""

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
from workbooks import workbook_of

from directory.importer import map_proposal
from directory.importer.collect import NO_PLACE
from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import Problem, ReadContext
from directory.importer.sources import table

NPI = files.npi(31)
HOURS_MAP = {"npi": "NPI", "name": "Name", "address_1": "Street", "city": "City", "state": "State", "hours": "Hours"}


def mapped(sections="", **columns):
    """A map of these columns, and further sections."""
    lines = [f"{field} = {json.dumps(names)}" for field, names in columns.items()]
    return "\n".join(["[columns]", *lines, sections])


@pytest.fixture
def imported(run, tmp_path):
    """Imports a table by a map: what the command said, as JSON; further words of it."""

    def bring(content, map_text, *words, name="table 2026-01-05.csv"):
        path, map_file = tmp_path / name, tmp_path / "map.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        map_file.write_text(map_text)
        code, out, err = run("import", "csv", path, "--map", map_file, "--json", *words)
        assert code in (0, 1), err
        return json.loads(out)

    return bring


@pytest.fixture
def problems(run, data):
    """The report of what is wrong in the last import, but for having no place: (row, field, value, reason)."""

    def listed(report):
        text = (data / f"problems-{report['snapshot']}.csv").read_text(encoding="utf-8-sig")
        told = [tuple(row[:4]) for row in list(csv.reader(io.StringIO(text)))[1:]]
        return [problem for problem in told if NO_PLACE not in problem[3]]

    return listed


@pytest.fixture
def found(run):
    """A listing near Portland or Salem, Oregon, by name."""

    def search(name, near="Salem, OR"):
        results = json.loads(run("search", "--near", near, "--name", name, "--json")[1])["results"]
        return next((result for result in results if result["name"] == name), None)

    return search


PLACED = {"name": "Name", "city_state_zip": "Place"}


class TestKind:
    @pytest.mark.parametrize(
        ("name", "number", "column", "kind"),
        [
            ("Jane Example", "12345", "Acupuncture License", "licensed_acupuncturist"),
            ("Jane Example", "12345", "L.Ac. #", "licensed_acupuncturist"),
            ("Jane Example", "AC 12345", "License", "licensed_acupuncturist"),
            ("Jane Example", "LAc12345", "License", "licensed_acupuncturist"),
            ("Jane Example, DC", "AC12345", "License", "licensed_acupuncturist"),
            ("Jane Example, MD", "12345", "Acupuncture License", "medical_acupuncturist"),
            ("Jane Example, FAAMA", "", "License", "medical_acupuncturist"),
            ("Jane Example, DC", "12345", "License", "other_clinician"),
            ("Jane Example", "12345", "License", "licensed_acupuncturist"),
            ("Jane Example, LMT", "ACE12345", "License", "other_clinician"),
            ("Jane Example, NP", "12345", "L.Ac. #", "licensed_acupuncturist"),
            ("Jane Example", "pending", "Acupuncture License", "other_clinician"),
            ("Jane Example", "", "Acupuncture License", "other_clinician"),
        ],
    )
    def test_a_license_tells_it_unless_the_credentials_are_of_another_profession(
        self, imported, found, name, number, column, kind
    ):
        map_text = mapped(**PLACED, licence_number=column, licence_state="Place")
        imported(f'Name,{column},Place\n"{name}",{number},"Salem, OR 97301"\n', map_text)
        assert found("Jane Example")["kind"] == kind

    def test_where_only_a_license_tells_it_that_may_be_anothers_the_report_says_so(self, imported):
        text = 'Name,Place,License\nJane Example,"Salem, OR",123\nKen Example,"Salem, OR",AC123\n'
        (note,) = imported(text, mapped(**PLACED, licence_number="License", licence_state="Place"))["notes"]
        assert note.startswith("Rows taken for licensed acupuncturists by a license number alone: 1 (row 2).")

    def test_where_nothing_tells_it_the_report_says_how_many_and_which(self, imported):
        text = "Name,Place\n" + "".join(f'Jane Example {letter},"Salem, OR"\n' for letter in "ABCDEFG")
        (note,) = imported(
            text + '"Ken Example, L.Ac.","Salem, OR"\n"Ann Example, DC","Salem, OR"\n', mapped(**PLACED)
        )["notes"]
        assert note.startswith(
            "Rows that do not tell the kind of practitioner: 7 (row 2, 3, 4, 5, 6, …). They are listed as other"
        )

    def test_where_the_map_says_what_a_blank_is_nothing_is_noted(self, imported):
        map_text = mapped('[values.kind]\n"" = "licensed_acupuncturist"', **PLACED)
        assert imported('Name,Place\nJane Example,"Salem, OR"\n', map_text)["notes"] == []


class TestAddresses:
    @pytest.mark.parametrize(
        ("row", "place"),
        [
            ('"12 Elm St, Salem, OR 97301",,', ("12 Elm St", "Salem", "OR", "97301")),
            ('"12 Elm St\nSalem, OR 97301",,', ("12 Elm St", "Salem", "OR", "97301")),
            ("12 Elm St Salem OR,,97301", ("12 Elm St", "Salem", "OR", "97301")),
            ('"12 Elm St, Salem, OR 97301",Portland,97214', ("12 Elm St", "Portland", "OR", "97214")),
        ],
    )
    def test_a_whole_address_fills_what_has_no_column_of_its_own(self, imported, found, row, place):
        map_text = mapped(name="Name", full_address="Address", city="City", postal_code="Zip")
        imported(f"Name,Address,City,Zip\nJane Example,{row}\n", map_text)
        location = found("Jane Example", near=f"{place[1]}, OR")["location"]
        assert (location["address"], location["city"], location["state"], location["postal_code"]) == place

    def test_one_that_cannot_be_read_is_told_and_nothing_of_it_is_shown(self, imported, problems):
        report = imported(
            "Name,NPI,Address\nJane Example," + NPI + ',"12 Elm St, Nowhere"\n',
            mapped(name="Name", npi="NPI", full_address="Address"),
        )
        assert problems(report) == [
            ("2", "full address", "12 Elm St, Nowhere", "no American state at the end of the address")
        ]

    def test_a_license_may_take_its_state_from_the_address(self, imported, found):
        map_text = mapped(name="Name", full_address="Address", licence_number="Lic", licence_state="Address")
        imported('Name,Address,Lic\nJane Example,"12 Elm St, Salem, OR 97301",AC1\n', map_text)
        assert [(each["state"], each["number"]) for each in found("Jane Example")["licences"]] == [("OR", "AC1")]


class TestInsurers:
    def test_all_insurers_of_a_cell_and_of_several_columns_are_taken_each_once(self, imported, run):
        map_text = mapped(name="Name", npi="NPI", payer=["Insurance", "Also"])
        imported(
            f'Name,NPI,Insurance,Also,Insurance\nJane Example,{NPI},"Aetna, Cigna",Aetna;Regence,Kaiser\n', map_text
        )
        lines = run("why", NPI)[1]
        assert [
            payer for payer in ("Aetna", "Cigna", "Kaiser", "Regence") if lines.count(f"insurance: {payer},") == 1
        ] == [
            "Aetna",
            "Cigna",
            "Kaiser",
            "Regence",
        ]

    def test_what_is_no_insurer_is_told_and_not_shown(self, imported, problems, run):
        report = imported(
            f'Name,NPI,Insurance\nJane Example,{NPI},"Aetna, Cigna (pending), cash"\n',
            mapped(name="Name", npi="NPI", payer="Insurance"),
        )
        assert [problem[1:3] for problem in problems(report)] == [("payer", "Cigna (pending)"), ("payer", "cash")]
        assert "Cigna" not in run("why", NPI)[1] and "Aetna" in run("why", NPI)[1]

    def test_a_plan_of_several_insurers_is_told_for_nobody_knows_whose_it_is(self, imported, problems):
        report = imported(
            f"Name,NPI,Insurance,Plan\nJane Example,{NPI},Aetna; Cigna,Gold\n",
            mapped(name="Name", npi="NPI", payer="Insurance", plan="Plan"),
        )
        assert problems(report) == [("2", "plan", "Gold", "a plan of several insurers")]

    def test_a_separator_of_the_map_is_the_only_one(self, imported, run):
        map_text = mapped('[insurance]\nseparator = " + "', name="Name", npi="NPI", payer="Insurance")
        imported(f'Name,NPI,Insurance\nJane Example,{NPI},"Labor, Industries + Aetna"\n', map_text)
        assert "insurance: Labor, Industries," in run("why", NPI)[1]


class TestAnswers:
    MAP = mapped(**PLACED, telehealth="T", home_visits="H", wheelchair_access="W")

    def test_telehealth_home_visits_and_access_are_read(self, imported, run, found):
        imported('Name,Place,T,H,W\nJane Example,"Salem, OR",✓,no,\n', self.MAP)
        lines = run("why", found("Jane Example")["id"])[1]
        assert "telehealth: true" in lines and "home_visits: false" in lines and "wheelchair_access" not in lines

    def test_an_answer_in_other_words_is_told_and_left_unknown(self, imported, problems):
        report = imported('Name,Place,T,H,W\nJane Example,"Salem, OR",Zoom only,,ask\n', self.MAP)
        assert [problem[1:3] for problem in problems(report)] == [
            ("telehealth", "Zoom only"),
            ("wheelchair access", "ask"),
        ]


class TestWhatIsLost:
    def test_columns_that_are_not_read_are_named_with_how_many_values_they_have(self, imported):
        rows = ('"Jane Example, LAc","Salem, OR",9-5,,1', '"Ken Example, LAc","Salem, OR",9-5,likes tea,')
        (note,) = imported("\n".join(["Name,Place,Hours,Notes,Fax", *rows]) + "\n", mapped(**PLACED))["notes"]
        assert note.startswith(
            'Columns not read: "Hours" (2 values), "Notes" (1 value), "Fax" (1 value). The directory'
        )

    def test_a_row_may_end_before_columns_that_are_not_read(self, imported):
        report = imported(
            'Name,Place,Hours\n"Jane Example, LAc","Salem, OR"\n"Ken Example, LAc","Salem, OR",9-5\n', mapped(**PLACED)
        )
        assert (report["listings"], report["problems"]) == (2, 0) and '"Hours" (1 value)' in report["notes"][0]

    def test_a_second_column_of_one_name_is_lost_but_where_there_may_be_several(self, imported, found):
        text = 'Name,Place,Phone,Phone\n"Jane Example, LAc","Salem, OR",,503-555-0101\n'
        report = imported(text, mapped(**PLACED, phone="Phone"))
        assert report["notes"] == ['Columns not read: "Phone" (1 value). The directory keeps nothing of them.']
        assert found("Jane Example")["location"]["phone"] is None

    def test_a_table_of_five_hundred_columns_names_the_first(self, imported):
        header = ["Name", "Place", *(f"x{number}" for number in range(498))]
        text = f'{",".join(header)}\n"Jane Example, LAc","Salem, OR"{",1" * 498}\n'
        (note,) = imported(text, mapped(**PLACED))["notes"]
        assert '"x39" (1 value), …' in note and "x40" not in note

    def test_the_notes_are_printed_too(self, run, tmp_path):
        (tmp_path / "a 2026-01-05.csv").write_text('Name,Place,Hours\n"Jane Example, LAc","Salem, OR",9-5\n')
        (tmp_path / "map.toml").write_text(mapped(**PLACED))
        out = run("import", "csv", tmp_path / "a 2026-01-05.csv", "--map", tmp_path / "map.toml")[1]
        assert 'Columns not read: "Hours" (1 value).' in out


class TestRowsOfOneNumber:
    MAP = mapped(name="Name", city="City", state="State", licence_number="License", licence_state="State")

    @pytest.mark.parametrize(
        ("one", "other"), [("Kim Moe", "Kit Moe"), ("Paul Moe", "Paula Moe"), ("Bob Moe Jr.", "Bob Moe Sr.")]
    )
    def test_another_given_name_or_generation_is_another_person_and_told(self, imported, problems, one, other):
        report = imported(f"Name,City,State,License\n{one},Salem,OR,AC1\n{other},Salem,OR,AC1\n", self.MAP)
        assert [reason for *_, reason in problems(report)] == ["row 2 has this license with another name"]

    @pytest.mark.parametrize("other", ["B. Moe", "Robert Moe", "Moe", "Bob L. Moe", "Bob Moe III"])
    def test_a_name_in_other_words_is_the_same_person(self, imported, other):
        report = imported(f"Name,City,State,License\nBob Moe,Salem,OR,AC1\n{other},Salem,OR,AC1\n", self.MAP)
        assert (report["refused"], report["listings"]) == (0, 1)

    def test_father_and_son_in_one_sheet_are_two(self, imported):
        text = "Name,City,State,License\nBob Moe Sr.,Salem,OR,\nBob Moe Jr.,Salem,OR,\n"
        assert imported(text, self.MAP)["listings"] == 2


class TestRowsOfTheirKeeper:
    MAP = mapped(name="Name", npi="NPI", city="City", state="State", phone="Phone", row_id="Id")

    def test_the_keepers_own_number_names_the_row_in_every_report(self, imported, problems, data):
        text = (
            f"Id,Name,NPI,City,State,Phone\n1006,Jane Example,{NPI},Salem,OR,12\n1007,Jane Example,123,Salem,OR,\n"
            f"1008,Ken Other,{NPI},Salem,OR,\n"
        )
        report = imported(text, self.MAP)
        assert sorted((row, reason) for row, _, _, reason in problems(report)) == [
            ("2", "not an American telephone number (id 1006)"),
            ("3", "not a valid NPI: ten digits, the last of them a check digit (id 1007)"),
            ("4", "row 2 (id 1006) has this NPI with another name (id 1008)"),
        ]
        (mend,) = data.glob("mend-*.csv")
        assert "(id 1007)" in mend.read_text(encoding="utf-8-sig")

    @pytest.mark.parametrize("row", ["Portland office,,,,,", ",,,,,Total: 12", ",Last printed in May,,,,"])
    def test_a_row_with_one_value_is_no_practitioner(self, imported, problems, row):
        text = f"Id,Name,NPI,City,State,Phone\n1,Jane Example,{NPI},Salem,OR,\n{row}\n"
        report = imported(text, self.MAP)
        assert (report["listings"], report["refused"]) == (1, 1)
        assert "one value only" in problems(report)[0][3]

    def test_a_number_that_the_spreadsheet_has_rounded_is_told_as_that(self, imported, problems):
        report = imported("Id,Name,NPI,City,State,Phone\n1,Jane Example,2.00000031E+09,Salem,OR,\n", self.MAP)
        assert "the spreadsheet has rounded this NPI" in problems(report)[0][3]


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


def test_each_office_has_its_own_hours_and_a_remark_in_their_column_is_told_and_left_out(imported, problems, run):
    rows = ["12 Elm St,Portland,OR,Mon-Wed 9-5", "7 Oak Ave,Salem,OR,Thu 10-6", "9 Lake Dr,Salem,OR,ask Ana"]
    lines = "\n".join(f"{NPI},Jane Example,{row}" for row in rows)
    report = imported(f"NPI,Name,Street,City,State,Hours\n{lines}\n", mapped(**HOURS_MAP))
    shown = json.loads(run("why", NPI, "--json")[1])["facts"]["locations"]
    assert {place["address"]: place.get("hours") for place in shown} == {
        "12 Elm St": "Mon-Wed 9-5",
        "7 Oak Ave": "Thu 10-6",
        "9 Lake Dr": None,
    }
    assert shown[0]["hours_by"] == "csv"
    ((_, field, value, _),) = problems(report)
    assert (field, value) == ("hours", "ask Ana")


def test_hours_of_no_place_are_told(imported, problems):
    report = imported(f"NPI,Name,Hours\n{NPI},Jane Example,Mon 9-5\n", mapped(npi="NPI", name="Name", hours="Hours"))
    assert [problem[1:] for problem in problems(report)] == [("hours", "Mon 9-5", "office hours without a place")]


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
