"""A text as a sheet that a clinician can tick and comment: every statement numbered, with its sources, Word or PDF."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from directory.core.review import ReviewStatement, ReviewText

TEMPLATE = Path(__file__).parents[2] / "templates" / "coverage" / "review.typ"
COLUMNS = ("No.", "Statement and sources", "Right", "Wrong", "What it should say")
WIDTHS = (0.4, 3.6, 0.5, 0.5, 2.0)  # inches
BLANKS = ("Name", "Role", "License (number and state)", "Date", "Signature")
NO_SOURCE = "No source was read for this."
HOW = (
    "For a clinician. Tick each statement; where it is wrong, dangerous or missing something, say what it should say. "
    "Every source is named below its statement, with the day on which we read it."
)


def docx(text: ReviewText) -> bytes:
    """The sheet as a Word document, US Letter, in English and Spanish."""
    from docx import Document  # not on a machine that only reads
    from docx.shared import Inches, Pt

    document = Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = _title(text)
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.7)
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(_title(text), 1)
    for line in (HOW, _digest_line(text)):
        document.add_paragraph(line)
    _table(document, text)
    for blank in BLANKS:
        document.add_paragraph(f"\n{blank}: {'_' * 40}")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(text: ReviewText) -> bytes:
    """The sheet as a tagged PDF, US Letter, in English and Spanish."""
    import typst  # not on a machine that only reads

    data = {
        "title": _title(text),
        "lines": [HOW, _digest_line(text)],
        "columns": COLUMNS,
        "rows": [{"texts": each.reviewed, "sources": _sources(each)} for each in text.statements],
        "blanks": BLANKS,
    }
    made: Any = typst.compile(
        TEMPLATE,
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return bytes(made)


def _title(text: ReviewText) -> str:
    return f"To review: {text.title}"


def _digest_line(text: ReviewText) -> str:
    return f"Text {text.id}, version {text.version}. A review is recorded for this version only."


def _table(document: Any, text: ReviewText) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Inches

    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    for cell, label in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = label
    heads = OxmlElement("w:tblHeader")  # repeated on each page, and read as a header
    heads.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(heads)
    for number, statement in enumerate(text.statements, 1):
        row = table.add_row().cells
        row[0].text, row[2].text, row[3].text = str(number), "☐", "☐"
        row[1].text = "\n".join([*statement.reviewed.values(), _sources(statement)])
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Inches(width)


def _sources(statement: ReviewStatement) -> str:
    if not statement.sources:
        return NO_SOURCE
    return "; ".join(
        f"{'reported by ' if each.confidence == 'S' else ''}{each.title}, {each.dated or 'page undated'} "
        f"({each.url}), read {each.as_of}"
        for each in statement.sources
    )
