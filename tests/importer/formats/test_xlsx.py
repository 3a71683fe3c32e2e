"""Spreadsheets: each kind of cell comes as the text that sources need, and no file takes more than its bounds.

How a source reads a whole report, good or damaged, is in sources/nppes_companions/.
"""

import io
import re
import struct
import subprocess
import sys
import tracemalloc

import pytest
from conftest import ROOT
from source_files import MAIN, PACKAGE, TO_PART, WORKBOOK, workbook, zipped

from directory.importer.formats import xlsx, xlsx_grid
from directory.importer.record import FileRefused

MB = 1 << 20
GENERAL, DATE, DATE_AND_TIME, TIME = 0, 14, 22, 20  # Excel's own formats of numbers (18.8.30)
FORMATS = "".join(f'<xf numFmtId="{number}"/>' for number in (GENERAL, DATE, DATE_AND_TIME, TIME))
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs>{FORMATS}</cellXfs></styleSheet>'


def sheet(cells):
    """A sheet's XML around its rows'."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def rows(content):
    """The rows of a spreadsheet's bytes."""
    return list(xlsx.rows(io.BytesIO(content), "a.xlsx"))


def refused(content):
    """Whether a spreadsheet's bytes are refused, in the one sentence for it."""
    with pytest.raises(FileRefused, match=r"^a\.xlsx: this is no spreadsheet \(\.xlsx\), or a damaged one\."):
        rows(content)
    return True


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>1234567893</v></c>", "1234567893"),
        ("<c><v>1.5</v></c>", "1.5"),
        ('<c s="0"><v>45361</v></c>', "45361"),
        ('<c s="1"><v>45361</v></c>', "2024-03-10"),
        ('<c s="2"><v>45361.25</v></c>', "2024-03-10 06:00:00"),
        ('<c s="3"><v>0.25</v></c>', "06:00:00"),
        ('<c t="d"><v>2024-03-10T00:00:00</v></c>', "2024-03-10"),
        ('<c t="str"><v>03/10/2024</v></c>', "03/10/2024"),
        ('<c t="inlineStr"><is><t>a &amp; é</t></is></c>', "a & é"),
        ('<c t="e"><v>#N/A</v></c>', ""),
        ("<c><v>1e999</v></c>", "inf"),
    ],
)
def test_a_cell_is_the_text_that_a_source_needs(cell, text):
    parts = WORKBOOK | {"xl/styles.xml": STYLES, "xl/worksheets/sheet1.xml": sheet(f'<row r="1">{cell}</row>')}
    assert rows(zipped(parts)) == [(1, [text])]


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        ("<c><v>1</v></c>", 0),
        ('<c t="e"><v>#REF!</v></c><c r="B1" s="1" t="e"><f>NA()</f><v>#N/A</v></c>', 2),
        ("<c><f>A1+1</f><v></v></c>", 1),
        ("<c><f>A1+1</f><v/></c><c><f>A1</f></c>", 2),
        ('<c t="str"><f>A1</f><v>Ana</v></c>', 0),
    ],
)
def test_cells_with_an_error_or_a_formula_without_its_value_are_counted(cells, count):
    parts = WORKBOOK | {"xl/styles.xml": STYLES, "xl/worksheets/sheet1.xml": sheet(f'<row r="1">{cells}</row>')}
    (found,) = xlsx.sheets(io.BytesIO(zipped(parts)), "a.xlsx")
    assert found.without_value == count


@pytest.mark.parametrize("size", range(1, 60, 7))
def test_a_cell_that_a_block_cuts_is_counted_once(size):
    text = b'<c r="A1" t="e"><v>#N/A</v></c>' * 9 + b"<c><f>A1</f><v/></c>" * 9
    assert xlsx._of_cells(text[at : at + size] for at in range(0, len(text), size)) == (18, False)


@pytest.mark.parametrize(
    ("part", "hides"),
    [
        ('<cols><col min="3" max="3" width="9" hidden="1"/></cols>', True),
        ('<cols><col min="3" max="3" width="9" hidden="false"/></cols>', False),
        ('<sheetData><row r="7" ht="12.8" hidden="true"><c><v>1</v></c></row></sheetData>', True),
        ('<sheetData><row r="7"><c t="str"><v>hidden="1"</v></c></row></sheetData>', False),
    ],
)
def test_hidden_columns_and_rows_are_seen_also_where_a_block_cuts_them(part, hides):
    for size in range(20, 90, 7):
        assert xlsx._of_cells(part.encode()[at : at + size] for at in range(0, len(part), size)) == (0, hides)


def test_rows_keep_the_numbers_that_excel_shows_and_are_all_of_one_length():
    content = workbook(sheet('<row r="2"><c r="A2"><v>1</v></c></row><row r="4"><c r="C4"><v>2</v></c></row>'))
    assert rows(content) == [(1, [""] * 3), (2, ["1", "", ""]), (3, [""] * 3), (4, ["", "", "2"])]


def test_a_sheet_without_cells_has_no_rows():
    assert rows(workbook(sheet(""))) == []


def test_the_first_sheet_of_the_workbook_is_read_whatever_its_file_is_called():
    names = {"rId1": "sheet1.xml", "rId2": "sheet2.xml"}
    links = "".join(
        f'<Relationship Id="{link}" Type="{TO_PART}/worksheet" Target="worksheets/{name}"/>'
        for link, name in names.items()
    )
    order = "".join(f'<sheet name="{link}" sheetId="{link[-1]}" r:id="{link}"/>' for link in ("rId2", "rId1"))
    parts = {
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TO_PART}"><sheets>{order}</sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet("<row><c><v>1</v></c></row>"),
        "xl/worksheets/sheet2.xml": sheet("<row><c><v>2</v></c></row>"),
    }
    assert rows(zipped(WORKBOOK | parts)) == [(1, ["2"])]


# What a file may not do. Each of the first three ends the process that calamine 0.37 runs in (xlsx.py says why).


def corners():
    """Two cells at opposite ends: a grid of 512 GB."""
    last = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return workbook(sheet(f'<row r="1"><c r="A1"><v>1</v></c></row>{last}'))


def promised():
    """A hundred billion shared texts announced, one there."""
    return workbook(
        sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        f'<sst xmlns="{MAIN}" uniqueCount="99999999999"><si><t>a</t></si></sst>',
    )


def repeated():
    """One text of 1 MB in 100,000 cells."""
    cell = '<row><c t="s"><v>0</v></c></row>'
    return workbook(sheet(cell * 100_000), f'<sst xmlns="{MAIN}"><si><t>{"a" * MB}</t></si></sst>')


def full():
    """More cells than there is memory for."""
    return workbook(sheet(f"<row>{'<c><v>1</v></c>' * 900}</row>" * 9_000))


MEASURED = """
import resource, sys
from directory.importer.formats import xlsx
try:
    list(xlsx.rows(open(sys.argv[1], "rb"), "a.xlsx"))
except xlsx.FileRefused:
    print(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits what a process takes, and tells it in kB")
@pytest.mark.parametrize("bomb", [corners, promised, repeated, full])
def test_a_sheet_that_would_fill_the_memory_is_refused_and_takes_little(bomb, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(bomb())
    command = [sys.executable, "-c", MEASURED, path]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    ours, calamines = (int(word) * 1024 for word in done.stdout.split())
    assert ours < 150 * MB and calamines < xlsx_grid.MEMORY


def test_a_sheet_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_SECONDS", 0.001)
    assert refused(workbook(sheet("")))


@pytest.mark.parametrize(
    ("allowed", "beyond"),
    [
        ('<row r="1"><c r="ALL1"><v>1</v></c></row>', '<row r="1"><c r="ALM1"><v>1</v></c></row>'),
        (f'<row><c t="str"><v>{"a" * 32_767}</v></c></row>', f'<row><c t="str"><v>{"a" * 32_768}</v></c></row>'),
    ],
    ids=["columns", "characters in a cell"],
)
def test_limits_are_met_exactly(allowed, beyond):
    assert len(rows(workbook(sheet(allowed)))[-1][1]) > 0
    assert refused(workbook(sheet(beyond)))


def test_the_last_row_of_excel_is_the_last_that_is_read():
    assert xlsx_grid.fits(1_048_575, 0) and not xlsx_grid.fits(1_048_576, 0)
    assert refused(workbook(sheet('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')))


def test_the_text_of_all_cells_together_is_limited():
    long = f'<sst xmlns="{MAIN}"><si><t>{"a" * 32_000}</t></si></sst>'
    row = '<row><c t="s"><v>0</v></c></row>'
    assert len(rows(workbook(sheet(row * 4000), long))) == 4000
    assert refused(workbook(sheet(row * 4300), long))


def test_the_size_of_all_parts_together_is_limited(monkeypatch):
    content = workbook(sheet(""))
    stated = [struct.unpack_from("<I", content, found.start() + 24)[0] for found in re.finditer(b"PK\x01\x02", content)]
    monkeypatch.setattr(xlsx, "MAX_UNPACKED", sum(stated))
    assert rows(content) == []
    monkeypatch.setattr(xlsx, "MAX_UNPACKED", sum(stated) - 1)
    assert refused(content)


def test_a_part_that_swells_beyond_its_stated_size_is_refused_before_calamine_sees_it(monkeypatch):
    content = bytearray(zipped(WORKBOOK | {"xl/worksheets/sheet1.xml": bytes(64 * MB)}))
    last = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, last + 24, 10)  # the size, where it counts: in the table of contents
    monkeypatch.setattr(subprocess, "run", None)
    tracemalloc.start()
    assert refused(bytes(content))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 * MB
