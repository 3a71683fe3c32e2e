"""The table in a file, delimited text or a spreadsheet: which row is its header, and which rows are below it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from source_files import zipped
from workbooks import workbook_of

from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, ReadContext
from directory.importer.sources import headers
from directory.importer.sources.headers import MAX_ROWS_ABOVE, open_table

HEADER = ["Name", "City"]
JANE, KEN = ["Jane Example", "Salem"], ["Ken Example", "Bend"]


def names_a_column(row):
    return "Name" in row


@pytest.fixture
def table_of(tmp_path):
    """The table in a file: a text's lines, or a workbook's sheets; its rows as a list."""

    def opened(content, name="table.csv", **sheets_or_not):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with Opened(path, lambda member: member.endswith((".csv", ".xlsx"))) as file:
            table = open_table(file, names_a_column)
            return table, list(table.rows)

    return opened


def text(*rows):
    return "".join(",".join(row) + "\n" for row in rows)


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
@pytest.mark.parametrize("above", [[], [["Our people", ""]], [["Our people", ""], ["", "", "2026"], ["Who", "Where"]]])
def test_rows_above_the_header_are_passed_over_and_the_rest_keep_their_numbers(table_of, kind, above):
    rows = [*above, HEADER, JANE, KEN]
    table, below = table_of(text(*rows) if kind == "text" else workbook_of({"People": rows}))
    assert table.header[:2] == HEADER
    assert [(number, row[:2]) for number, row in below] == [(len(above) + 2, JANE), (len(above) + 3, KEN)]


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_rows_without_values_and_repeated_headers_are_no_rows(table_of, kind):
    rows = [HEADER, JANE, ["", " "], HEADER, KEN, ["", ""]]
    _, below = table_of(text(*rows) if kind == "text" else workbook_of({"People": rows}))
    assert below == [(2, JANE), (5, KEN)]


def test_a_header_too_far_down_is_not_sought_and_the_first_row_stands_for_it(table_of):
    title = ["x", ""]
    assert table_of(text(*[title] * MAX_ROWS_ABOVE, HEADER, JANE))[0].header == HEADER
    assert table_of(text(*[title] * (MAX_ROWS_ABOVE + 1), HEADER, JANE))[0].header == title


def test_of_several_rows_that_may_be_the_header_the_one_with_most_columns_is(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("Name,,City\nName,Phone,City\nJane Example,,Salem\n")
    with Opened(path, lambda name: True) as file:
        table = open_table(file, lambda row: len({"Name", "Phone", "City"} & set(row)))
        assert (table.header, list(table.rows)) == (["Name", "Phone", "City"], [(3, ["Jane Example", "", "Salem"])])


def test_wide_rows_above_the_header_are_few(table_of, monkeypatch):
    monkeypatch.setattr(headers, "MAX_CELLS_ABOVE", 5)
    title = ["x", "y"]
    assert table_of(text(title, title, HEADER, JANE))[0].header == HEADER
    assert table_of(text(title, title, title, HEADER, JANE))[0].header == title


def test_line_breaks_within_the_name_of_a_column_are_spaces(table_of):
    table, _ = table_of(workbook_of({"People": [["Name", "City\n(office)"], JANE]}))
    assert table.header == ["Name", "City (office)"]


def test_a_row_that_cannot_be_read_stays_a_problem(table_of):
    _, below = table_of(text(HEADER) + '"Jane ""Example, Salem\n' + text(KEN))
    assert all(isinstance(row, list | Problem) for _, row in below) and below


class TestWorkbooks:
    def test_the_first_sheet_with_a_header_is_read_and_the_others_are_named(self, table_of):
        sheets = {"Read me": [["About this file"]], "People": [HEADER, JANE], "Old": [HEADER, KEN], "Lists": []}
        table, below = table_of(workbook_of(sheets, hidden=["Lists"]))
        assert (table.sheet, below, table.other_sheets) == ("People", [(2, JANE)], ("Read me", "Old"))
        context = ReadContext()
        table.note_unread(context)
        assert context.notes == [
            "Only the sheet “People” was read, not “Read me”, “Old”. "
            "To import another one, save it as a file of its own."
        ]

    def test_a_hidden_sheet_is_not_read(self, table_of):
        table, _ = table_of(workbook_of({"Old": [HEADER, KEN], "Now": [HEADER, JANE]}, hidden=["Old"]))
        assert (table.sheet, table.other_sheets) == ("Now", ())

    def test_a_header_is_sought_in_the_first_twenty_sheets(self, table_of, monkeypatch):
        monkeypatch.setattr(headers, "MAX_SHEETS", 2)
        empty = {"One": [["x", "y"]], "Two": [["x", "y"]]}
        assert table_of(workbook_of({"One": empty["One"], "People": [HEADER, JANE]}))[0].sheet == "People"
        assert table_of(workbook_of(empty | {"People": [HEADER, JANE]}))[0].sheet == "One"

    def test_without_any_header_the_first_sheet_with_a_row_stands_for_it(self, table_of):
        table, _ = table_of(workbook_of({"Empty": [], "Pets": [["Dog", "Age"], ["Rex", 3]]}))
        assert (table.sheet, table.header) == ("Pets", ["Dog", "Age"])

    @pytest.mark.parametrize("sheets", [{"Empty": []}, {"Blank": [[" "]]}])
    def test_a_workbook_without_rows_is_refused_as_an_empty_file_is(self, table_of, sheets):
        with pytest.raises(FileRefused, match="the file is empty"):
            table_of(workbook_of(sheets))

    def test_numbers_and_days_are_texts_as_a_person_writes_them(self, table_of):
        rows = [HEADER, [1234567893, date(2026, 3, 1)], [2139.0, True], [1.5, None]]
        assert [row for _, row in table_of(workbook_of({"People": rows}))[1]] == [
            ["1234567893", "2026-03-01"],
            ["2139", "True"],
            ["1.5", ""],
        ]

    def test_cells_merged_downwards_are_filled_and_a_title_merged_sideways_is_not(self, table_of):
        rows = [
            ["Our people", "", ""],
            ["", *HEADER],
            ["", "Jane", "Salem"],
            ["", "Ken", ""],
            ["", "Lee", ""],
            ["", "", "Bend"],
        ]
        _, below = table_of(workbook_of({"People": rows}, merged=["A1:C1", "C3:C4", "C5:C5", "C6:C9999"]))
        assert [row for _, row in below] == [
            ["", "Jane", "Salem"],
            ["", "Ken", "Salem"],
            ["", "Lee", ""],
            ["", "", "Bend"],
        ]

    def test_merged_cells_are_found_where_the_first_columns_are_empty(self, table_of):
        rows = [["", *HEADER], ["", "Jane", "Salem"], ["", "Ken", ""]]
        _, below = table_of(workbook_of({"People": rows}, merged=["C2:C3"]))
        assert [row[-2:] for _, row in below] == [["Jane", "Salem"], ["Ken", "Salem"]]

    def test_whatever_the_file_is_called_a_spreadsheet_is_known(self, table_of):
        assert table_of(workbook_of({"People": [HEADER, JANE]}), name="download")[1] == [(2, JANE)]

    def test_excels_old_format_and_a_password_are_told_in_words(self, table_of):
        with pytest.raises(FileRefused, match=r"table\.csv: this is an Excel file of an old kind .*Save it as \.xlsx"):
            table_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    @pytest.mark.parametrize("begins", [b"BZh91AY", b"\xfd7zXZ\0", b"PAR1", b"%PDF-1.7", b"SQLite format 3\0"])
    def test_a_file_of_another_kind_is_told_in_words_and_what_to_do(self, table_of, begins):
        with pytest.raises(FileRefused, match=r"^table\.csv: this is a .*\. (Unpack|Save|Ask)"):
            table_of(begins + bytes(64))

    def test_a_file_of_libreoffice_is_told_in_words(self, table_of):
        parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}
        with pytest.raises(FileRefused, match=r"this is a file of LibreOffice .*Save it as CSV"):
            table_of(zipped(parts))


def test_a_zip_with_one_file_is_read_whatever_that_is_called(tmp_path):
    (tmp_path / "list.zip").write_bytes(zipped({"our members": "Name,City\nJane,Salem\n"}))
    with Opened(tmp_path / "list.zip", lambda name: False) as opened:
        assert b"".join(opened.blocks()) == b"Name,City\nJane,Salem\n"


@given(some.lists(some.lists(some.text(max_size=8), max_size=4), max_size=8))
def test_any_rows_of_text_give_a_table_or_a_refusal(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "fuzzed header.csv"
    path.write_text(text(*rows), encoding="utf-8", errors="replace")
    try:
        with Opened(path, lambda name: True) as file:
            table = open_table(file, names_a_column)
            below = [row for _, row in table.rows]
    except FileRefused:
        return
    assert table.header not in below
    assert all(isinstance(row, Problem) or any(value.strip() for value in row) for row in below)
