"""NPPES's report of deactivated NPIs, and companion files that are damaged or meant to do harm."""

import random

import nppes_files as files
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nppes_companions import LISTED, LOCATIONS, WEEKLY, in_file, location, statements_of
from source_files import HEADER, MAIN, TYPES, WORKBOOK, sheet, workbook, xlsx, zipped

from directory.importer.record import FileRefused, Problem, RawStatement, Removed
from directory.importer.sources import SOURCES


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
