"""NPPES's companion files: further locations, further names, and the report of those who have left."""

import csv
import random

import nppes_files as files
import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import plain
from source_files import HEADER, MAIN, TYPES, WORKBOOK, sheet, workbook, xlsx, zipped

from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext, Removed
from directory.importer.run import import_files
from directory.importer.sources import SOURCES
from directory.store.imports.database import Imports

PLACE = "Provider Secondary Practice Location Address"
LOCATIONS = [
    "NPI",
    f"{PLACE}- Address Line 1",
    f"{PLACE}-  Address Line 2",
    f"{PLACE} - City Name",
    f"{PLACE} - State Name",
    f"{PLACE} - Postal Code",
    f"{PLACE} - Country Code (If outside U.S.)",
    f"{PLACE} - Telephone Number",
    f"{PLACE} - Telephone Extension",
    "Provider Practice Location Address - Fax Number",
]
NAMES = ["NPI", "Provider Other Organization Name", "Provider Other Organization Name Type Code"]
LISTED = [files.npi() for _ in range(4)]
WEEKLY, FULL = "pl_pfile_20240304-20240310.csv", "pl_pfile_20050523-20240310.csv"


def location(npi, address="12 SE Elm St", city="Portland", country="US", phone="5035550123", extension=""):
    return dict(zip(LOCATIONS, [npi, address, "", city, "OR", "972141234", country, phone, extension, ""], strict=True))


def name(npi, text, kind="3"):
    return dict(zip(NAMES, [npi, text, kind], strict=True))


def statements_of(source, path, npis=LISTED):
    """What a source gives for a file, and what it was told and counted."""
    context = ReadContext(npis=set(npis))
    with Opened(path, SOURCES[source].reader.is_source_file) as opened:
        return list(SOURCES[source].reader.statements(opened, context)), context


def in_file(folder, file, content):
    """Writes bytes and gives their path."""
    path = folder / file
    path.write_bytes(content)
    return path


@pytest.fixture
def imported(tmp_path, gazetteer):
    """Imports a companion source's file where NPPES lists those in LISTED: report, statements, problems."""

    def do(source, path):
        with Imports(tmp_path / "imports.db") as imports:
            with imports.transaction():
                if not imports.snapshots():
                    main = files.plain(
                        tmp_path / "npidata_pfile_20050523-20240310.csv", [files.row(npi=npi) for npi in LISTED]
                    )
                    import_files(imports, "nppes", [main], gazetteer)
                report = import_files(imports, source, [path], gazetteer).as_json()
            report["said"] = {
                each.statement.id: plain(each.statement) for each in imports.statements() if each.source == source
            }
            report["found"] = list(imports.problems(report["snapshot"]))
            report["as_of"] = next(each["as_of"] for each in imports.snapshots() if each["id"] == report["snapshot"])
        assert report["rows_read"] == report["listings"] + report["refused"] + sum(report["passed_over"].values())
        return report

    return do


class TestLocations:
    @pytest.fixture
    def locations(self, imported, tmp_path):
        def do(*rows, file=WEEKLY, columns=LOCATIONS):
            return imported("nppes-locations", files.plain(tmp_path / file, rows, columns=columns))

        return do

    def test_the_rows_of_one_npi_become_one_statement_wherever_they_stand(self, locations):
        elsewhere = [location(LISTED[1], city="Salem"), location(files.npi())]
        report = locations(location(LISTED[0]), *elsewhere, location(LISTED[0], city="Bend"))
        assert (report["rows_read"], report["listings"]) == (4, 2)
        assert report["passed_over"] == {"other_taxonomy": 1, "deactivated": 0, "repeated": 1}
        assert [place["city"] for place in report["said"][LISTED[0]]["locations"]] == ["Portland", "Bend"]
        assert report["said"][LISTED[0]]["kind"] == ""

    def test_exact_duplicates_are_dropped(self, locations):
        report = locations(
            location(LISTED[0]), location(LISTED[0]), location(LISTED[0], phone="12"), location(LISTED[0], phone="12")
        )
        assert len(report["said"][LISTED[0]]["locations"]) == 2
        assert len(report["found"]) == 1

    @pytest.mark.parametrize(("extension", "kept"), [("", ""), ("12", ";ext=12"), ("0099000", ";ext=0099000")])
    def test_an_extension_belongs_to_the_number(self, locations, extension, kept):
        report = locations(location(LISTED[0], extension=extension))
        assert (report["said"][LISTED[0]]["locations"][0]["phone"], report["found"]) == (f"+15035550123{kept}", [])

    def test_what_is_no_extension_is_reported_and_the_number_kept(self, locations):
        report = locations(location(LISTED[0], extension="2 or 3"), location(LISTED[1], extension="<UNAVAIL>"))
        assert [place["phone"] for each in report["said"].values() for place in each["locations"]] == [
            "+15035550123"
        ] * 2
        assert [row[:3] for row in report["found"]] == [(2, "phone extension", "2 or 3")]

    def test_an_extension_without_a_number_is_no_number(self, locations):
        assert (
            locations(location(LISTED[0], phone="", extension="12"))["said"][LISTED[0]]["locations"][0]["phone"] is None
        )

    def test_foreign_locations_are_left_out_and_reported(self, locations):
        report = locations(location(LISTED[0], country="CN"), location(LISTED[0]), location(LISTED[1], country="DE"))
        assert (report["listings"], report["refused"], list(report["said"])) == (1, 2, [LISTED[0]])
        assert [row[:3] for row in report["found"]] == [(2, "country", "CN"), (4, "country", "DE")]

    def test_who_has_moved_abroad_keeps_no_further_location(self, locations):
        locations(location(LISTED[0]), location(LISTED[1]), file=FULL)
        report = locations(location(LISTED[0], country="CN"), file="pl_pfile_20240311-20240317.csv")
        assert list(report["said"]) == [LISTED[1]]

    def test_a_full_file_replaces_a_weekly_one_changes(self, locations):
        locations(location(LISTED[0]), location(LISTED[1]), file=FULL)
        assert len(locations(location(LISTED[2]), file="pl_pfile_20240311-20240317.csv")["said"]) == 3
        assert list(locations(location(LISTED[2]), file="pl_pfile_20050523-20240410.csv")["said"]) == [LISTED[2]]

    def test_columns_are_found_in_any_order_and_spacing(self, locations):
        columns = [f" {column.replace(' ', '  ')}" for column in reversed(LOCATIONS)]
        rows = [
            dict(zip(columns, reversed(row.values()), strict=True))
            for row in (location(LISTED[0], extension="7"), location(files.npi()))
        ]
        report = locations(*rows, columns=columns)
        assert (report["listings"], report["passed_over"]["other_taxonomy"]) == (1, 1)
        assert report["said"][LISTED[0]]["locations"][0]["phone"] == "+15035550123;ext=7"

    def test_rows_that_tell_no_npi_or_too_little_are_refused_with_their_number(self, imported, tmp_path):
        lines = files.text([location(LISTED[0]), location("12"), location(LISTED[0] + "1")], columns=LOCATIONS)
        path = in_file(tmp_path, WEEKLY, f'{lines}"{LISTED[0]}","12 SE Elm"\n'.encode())
        report = imported("nppes-locations", path)
        assert (report["rows_read"], report["listings"], report["refused"]) == (4, 1, 3)
        assert [row[:2] for row in report["found"]] == [(3, "NPI"), (4, "NPI"), (5, "row")]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
    def test_files_saved_by_other_programs_are_read(self, imported, tmp_path, encoding):
        text = files.text([location(LISTED[0], address="1 Peña Blvd")], columns=LOCATIONS, quoting=csv.QUOTE_MINIMAL)
        report = imported("nppes-locations", in_file(tmp_path, WEEKLY, text.encode(encoding)))
        assert report["said"][LISTED[0]]["locations"][0]["address"] == "1 Peña Blvd"


class TestNames:
    def test_every_name_of_an_organisation_is_kept_once(self, imported, tmp_path):
        called = [("ELM CLINIC", "3"), ("Elm Clinic", "4"), ("Needles, Inc", "5"), ("<UNAVAIL>", "3")]
        rows = [name(files.npi(), "OTHER"), *(name(LISTED[0], *each) for each in called)]
        report = imported(
            "nppes-names", files.plain(tmp_path / "othername_pfile_20240304-20240310.csv", rows, columns=NAMES)
        )
        assert report["said"][LISTED[0]]["other_names"] == ["Elm Clinic", "Needles, Inc"]
        assert (report["listings"], report["passed_over"]) == (
            1,
            {"other_taxonomy": 1, "deactivated": 0, "repeated": 3},
        )

    def test_a_name_that_is_the_statements_own_is_no_other_one(self):
        from directory.importer.normalise import normalise

        raw = RawStatement(
            2, LISTED[0], organisation=True, organisation_name="ELM CLINIC LLC", other_organisation_name="ELM"
        )
        raw.other_names = ["Elm Clinic, LLC", "ELM", "OAK"]
        statement, _ = normalise(raw)
        assert (statement.name, list(statement.other_names)) == ("Elm Clinic LLC", ["Elm", "Oak"])


class TestDeactivated:
    ZIPPED, INSIDE = "NPPES_Deactivated_NPI_Report_031124.zip", "NPPES Deactivated NPI Report 20240311.xlsx"
    ROWS = ([LISTED[0], "03/10/2024"], [files.npi(), "03/09/2024"], [LISTED[2], "5/6/2024"])

    @pytest.mark.parametrize("in_zip", [True, False])
    def test_those_whom_nppes_lists_are_named_with_their_day(self, imported, tmp_path, in_zip):
        content = xlsx(self.ROWS)
        path = (
            in_file(tmp_path, self.ZIPPED, zipped({self.INSIDE: content}))
            if in_zip
            else in_file(tmp_path, "download", content)
        )
        report = imported("nppes-deactivated", path)
        assert {npi: each["deactivated_on"] for npi, each in report["said"].items()} == {
            LISTED[0]: "2024-03-10",
            LISTED[2]: "2024-05-06",
        }
        assert (report["rows_read"], report["listings"], report["passed_over"]["deactivated"], report["as_of"]) == (
            3,
            2,
            1,
            "2024-03-11",
        )

    def test_the_report_replaces_the_one_before(self, imported, tmp_path):
        imported("nppes-deactivated", in_file(tmp_path, self.INSIDE, xlsx(self.ROWS)))
        later = in_file(tmp_path, "NPPES Deactivated NPI Report 20240408.xlsx", xlsx(self.ROWS[:1]))
        assert list(imported("nppes-deactivated", later)["said"]) == [LISTED[0]]

    def test_rows_that_cannot_be_used_are_refused_with_their_number(self, imported, tmp_path):
        rows = [[LISTED[0], "45361"], ["", ""], ["", "03/10/2024"], [LISTED[1], ""], *[[LISTED[2], "03/10/2024"]] * 2]
        report = imported("nppes-deactivated", in_file(tmp_path, self.INSIDE, xlsx(rows)))
        assert (report["rows_read"], report["listings"], report["refused"], report["passed_over"]["repeated"]) == (
            5,
            1,
            3,
            1,
        )
        assert [row[:3] for row in report["found"]] == [
            (3, "deactivated on", "45361"),
            (5, "NPI", ""),
            (6, "deactivated on", ""),
        ]

    @pytest.mark.parametrize(
        "cell",
        [
            lambda at, value: f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>',
            lambda at, value: (
                f'<c r="{at}" t="inlineStr"><is><r><t>{value[:3]}</t></r><r><t>{value[3:]}</t></r>'
                "<rPh><t>x</t></rPh></is></c>"
            ),
            lambda at, value: f'<c r="{at}" t="str"><f>A1</f><v>{value}</v></c>',
            lambda at, value: f'<c t="str"><v>{value}</v></c>',
            lambda at, value: f'<c r="{at}"><v>{value}</v></c>',
        ],
        ids=["inline", "rich", "formula", "without reference", "number"],
    )
    def test_cells_are_read_however_they_are_stored(self, tmp_path, cell):
        found, _ = statements_of(
            "nppes-deactivated", in_file(tmp_path, "a.xlsx", workbook(sheet([HEADER, *self.ROWS], cell)))
        )
        assert [(each.row, each.npi, each.deactivated_on) for each in found] == [
            (2, LISTED[0], "03/10/2024"),
            (4, LISTED[2], "5/6/2024"),
        ]

    @pytest.mark.parametrize(
        ("file", "day"),
        [
            ("NPPES Deactivated NPI Report 20231009.xlsx", "2023-10-09"),
            ("report.xlsx", None),
            ("report 20231345.xlsx", None),
            ("120231009.xlsx", None),
        ],
    )
    def test_the_day_is_told_by_the_name(self, file, day):
        assert SOURCES["nppes-deactivated"].reader.day_in_name(file) == day

    def test_another_source_says_what_to_do_with_a_spreadsheet(self, tmp_path):
        with pytest.raises(FileRefused, match=r"spreadsheet\. Save it as CSV"):
            statements_of("nppes", in_file(tmp_path, "npidata.xlsx", xlsx(self.ROWS)))


ENTITIES = f'<!DOCTYPE sst [<!ENTITY a "{"x" * 999}"><!ENTITY b "{"&a;" * 999}">]>'
DOCTYPE = f'<?xml version="1.0"?>{ENTITIES}<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'
ROW = '<row r="1"><c r="A1" t="str"><v>NPI</v></c></row>'
SHEETS = {
    "DOCTYPE": DOCTYPE,
    "DOCTYPE in UTF-16": DOCTYPE.replace('<?xml version="1.0"?>', "").encode("utf-16"),
    "cut off": f"<worksheet><sheetData>{ROW}",
    "not XML": "NPI,NPPES Deactivation Date",
    "other columns": f"<worksheet><sheetData>{ROW}</sheetData></worksheet>",
    "no rows": "<worksheet/>",
    "too deep": "<worksheet>" + "<a>" * 10**6,
    "an endless tag": f"<worksheet a='{'x' * 10**7}'/>",
    "an endless cell": f"<worksheet><row><c><v>{'1' * 10**7}</v></c></row></worksheet>",
    "a cell far to the right": '<worksheet><row><c r="XFD1"><v>1</v></c></row></worksheet>',
    "a cell before the one before": '<worksheet><row><c r="B1"/><c r="A1"/></row></worksheet>',
    "a row after the last": '<worksheet><row r="99999999999999999999"/></worksheet>',
    "a shared string that is not there": '<worksheet><row><c t="s"><v>7</v></c></row></worksheet>',
    "many columns": "<worksheet><row>" + "<c/>" * 10**6 + "</row></worksheet>",
}


class TestHostile:
    @pytest.mark.parametrize("kind", SHEETS)
    def test_a_sheet_that_is_none_is_refused(self, tmp_path, kind):
        path = in_file(tmp_path, "a.zip", zipped({"a.xlsx": workbook(SHEETS[kind])}))
        with pytest.raises(FileRefused, match=r"a\.xlsx: this is"):
            statements_of("nppes-deactivated", path)

    def test_entities_among_the_texts_are_refused(self, tmp_path):
        with pytest.raises(FileRefused, match="damaged"):
            statements_of(
                "nppes-deactivated",
                in_file(tmp_path, "a.xlsx", workbook(sheet([HEADER], lambda at, value: ""), DOCTYPE)),
            )

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"NPI,NPPES Deactivation Date\n",
            b"\xd0\xcf\x11\xe0 an older Excel",
            zipped({TYPES: "<Types/>"}),
            xlsx([])[:-40],
            zipped({"a.xlsx": b"not one"}),
            zipped({"a.xlsx": zipped({"b.xlsx": b""})}),
            zipped({"a.csv": ""}),
            zipped({"a.xlsx": "", "b.xlsx": ""}),
        ],
        ids=[
            "empty",
            "CSV",
            "XLS",
            "no sheet",
            "cut off",
            "none in the ZIP",
            "a ZIP in a ZIP",
            "no spreadsheet",
            "two",
        ],
    )
    def test_what_is_no_spreadsheet_is_refused(self, tmp_path, content):
        with pytest.raises(FileRefused):
            statements_of("nppes-deactivated", in_file(tmp_path, "a.xlsx", content))

    @pytest.mark.parametrize("source", ["nppes-locations", "nppes-names", "nppes-deactivated"])
    @pytest.mark.parametrize("in_zip", [True, False])
    def test_a_web_page_is_told_for_what_it_is(self, tmp_path, source, in_zip):
        page = b"<!DOCTYPE html><html><body>504 Gateway Time-out"
        inside = {"nppes-locations": WEEKLY, "nppes-names": "othername_pfile.csv"}.get(source, "a.xlsx")
        path = in_file(tmp_path, "a.zip", zipped({inside: page})) if in_zip else in_file(tmp_path, inside, page)
        with pytest.raises(FileRefused, match="web page"):
            statements_of(source, path)

    @pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", None])
    def test_bombs_are_refused_early(self, tmp_path, part, monkeypatch):
        from directory.importer.formats import xlsx as reader

        monkeypatch.setattr(reader, "MAX_UNPACKED", 1 << 20)  # the real one takes seconds to reach
        bomb = b"<a>" + b"<b/>" * 10**6
        content = (
            xlsx(TestDeactivated.ROWS)
            if part is None
            else zipped(WORKBOOK | {part: bomb, "xl/worksheets/sheet2.xml": "<a/>"})
        )
        inside = bytes(reader.LARGEST_FILE + 1) if part is None else content
        with pytest.raises(FileRefused):
            statements_of("nppes-deactivated", in_file(tmp_path, "a.zip", zipped({"a.xlsx": inside})))

    @pytest.mark.parametrize("source", ["nppes-locations", "nppes-names"])
    @pytest.mark.parametrize(
        "text",
        ["", "a,b\n1,2\n", '{"error": 1}\n{}\n', f'"{"x" * 200_000}"\n1\n'],
        ids=["empty", "CSV", "JSON", "long"],
    )
    def test_other_tables_are_refused(self, tmp_path, source, text):
        with pytest.raises(FileRefused, match=r"empty|column"):
            statements_of(source, in_file(tmp_path, "a.csv", text.encode()))

    @pytest.mark.parametrize(
        ("source", "columns"), [("nppes-locations", LOCATIONS), ("nppes-names", files.OTHER_NAMES)]
    )
    def test_a_header_and_nothing_below_is_refused_by_the_import(self, imported, tmp_path, source, columns):
        with pytest.raises(FileRefused, match="no rows"):
            imported(source, in_file(tmp_path, "a.csv", files.text([], columns=columns).encode()))

    @given(st.integers(0, 2**32), st.integers(1, 20), st.booleans())
    def test_a_damaged_file_is_read_or_refused_and_nothing_else(self, tmp_path_factory, seed, flips, cut):
        folder, chance = tmp_path_factory.getbasetemp(), random.Random(seed)
        places = files.text([location(npi) for npi in LISTED], columns=LOCATIONS).encode()
        report = xlsx(TestDeactivated.ROWS)
        for source, content in (
            ("nppes-locations", places),
            ("nppes-deactivated", report),
            ("nppes-deactivated", zipped({"a.xlsx": report})),
        ):
            spoilt = bytearray(content)
            for _ in range(flips):
                spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
            try:
                found, _ = statements_of(
                    source, in_file(folder, "spoilt", bytes(spoilt[: chance.randrange(len(spoilt))] if cut else spoilt))
                )
            except FileRefused:
                continue
            assert all(isinstance(each, (RawStatement, Removed, Problem)) for each in found)


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
