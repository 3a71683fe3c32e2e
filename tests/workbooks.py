"""Workbooks (XLSX) of several sheets, made of rows of Python values."""

from datetime import date
from xml.sax.saxutils import escape

from source_files import MAIN, PACKAGE, TO_PART, TYPES, _relationship, zipped

EPOCH = date(1899, 12, 30)  # day 0 of Excel's dates (18.17.4.1)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'  # 1: a date
)


def workbook_of(sheets, hidden=(), formulas=None, merged=(), hidden_rows=()):
    """A workbook's bytes.

    sheets: {name: rows of str, int, float, bool, date or None}; hidden: names of sheets; formulas: {text: the formula
    that gives it}; merged: ranges of merged cells, "A2:A4"; hidden_rows: numbers of rows.
    """
    links, listed, parts = [], [], {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        links.append(f'<Relationship Id="s{number}" Type="{TO_PART}/worksheet" Target="worksheets/{number}.xml"/>')
        listed.append(f'<sheet name="{escape(name)}" sheetId="{number}" r:id="s{number}"{state}/>')
        parts[f"xl/worksheets/{number}.xml"] = _sheet(rows, formulas or {}, merged, hidden_rows)
    return zipped(
        {
            TYPES: "<Types/>",
            "_rels/.rels": _relationship("officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>',
            "xl/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="{TO_PART}"><sheets>{"".join(listed)}</sheets></workbook>'
            ),
            "xl/styles.xml": STYLES,
        }
        | parts
    )


def _sheet(rows, formulas, merged, hidden_rows):
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [_cell(f"{_letters(place)}{number}", value, formulas) for place, value in enumerate(row)]
        hides = ' hidden="1"' if number in hidden_rows else ""
        lines.append(f'<row r="{number}"{hides}>{"".join(cells)}</row>')
    ranges = "".join(f'<mergeCell ref="{cells}"/>' for cells in merged)
    cells = f"<mergeCells>{ranges}</mergeCells>" if merged else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{cells}</worksheet>'


def _cell(at, value, formulas):
    if value is None or value == "":
        return ""
    if value in formulas:
        return f'<c r="{at}" t="str"><f>{escape(formulas[value])}</f><v>{escape(value)}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{at}" s="1"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _letters(place):
    """The name of a column by its place from 0: A, B, …, Z, AA."""
    return (_letters(place // 26 - 1) if place > 25 else "") + chr(65 + place % 26)
