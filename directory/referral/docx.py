"""The letter as a Word document, to edit: ordinary paragraphs under headings, no boxes; page numbers are fields."""

import re
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Length, Pt, RGBColor

from directory.referral.letter import Letter
from directory.referral.sheet import CoverSheet, LabeledRow, LetterWords, Sheet, Slip
from directory.referral.sheet_layout import letter_sheet

INK = RGBColor(0x0B, 0x4F, 0x49)
FONT = "Calibri"
LABEL = Inches(1.55)
LOGO_WIDTH, LOGO_HEIGHT = Inches(1.6), Inches(0.7)
BLANK = "_" * 20
PAGE_FIELDS = {"%(page)s": "PAGE", "%(pages)s": "NUMPAGES"}


def docx(letter: Letter, words: LetterWords) -> bytes:
    """The letter and its reply slip, US Letter. Texts must be without control characters."""
    shown, document = letter_sheet(letter, words), _blank()
    document.core_properties.title = shown.title
    _footer(document, shown.page)
    if shown.cover:
        _cover(document, shown.cover)
    _letter(document, shown)
    document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx gives it no types
    _slip(document, shown.slip)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _blank() -> Word:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.8)
    section.top_margin = section.bottom_margin = Inches(0.6)
    document.core_properties.author = document.core_properties.comments = ""
    for name, size in (("Normal", 10), ("Heading 1", 15), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(8 if name != "Normal" else 0),
            Pt(2),
        )
        if name != "Normal":
            style.font.color.rgb = INK
    return document


def _footer(document: Word, words: str) -> None:
    """The patient's initials and "Page 2 of 3" on every page, the numbers as fields that Word fills in."""
    paragraph = document.sections[0].footer.paragraphs[0]
    for part in re.split(r"(%\(pages?\)s)", words):
        if part in PAGE_FIELDS:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), PAGE_FIELDS[part])
            field.append(OxmlElement("w:r"))
            paragraph._p.append(field)
        else:
            paragraph.add_run(part)


def _cover(document: Word, cover: CoverSheet) -> None:
    document.add_heading(cover.title, 1)
    _rows(document, cover.rows)
    _row(document, LabeledRow(cover.pages, BLANK))
    _row(document, LabeledRow("", cover.notice, strong=True))
    document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx gives it no types


def _letter(document: Word, shown: Sheet) -> None:
    if shown.logo:
        _logo(document, shown)
    name = document.add_paragraph().add_run(shown.letterhead[0])
    name.bold, name.font.size, name.font.color.rgb = True, Pt(15), INK
    _lines(document, shown.letterhead[1:])
    document.add_heading(shown.title, 1)
    _rows(document, shown.top)
    document.add_heading(shown.to_label, 2)
    for recipient in shown.to:
        _row(document, LabeledRow("", recipient[0], strong=True))
        _lines(document, recipient[1:])
    document.add_heading(shown.patient_label, 2)
    _rows(document, shown.patient)
    for part in shown.parts:
        document.add_heading(part.heading, 2)
        _rows(document, part.rows)
    sign, day = shown.sign_labels
    by_hand = (f"\n\n{sign}: {BLANK * 2} {day}: {BLANK}",)
    _lines(document, (*(shown.attested or by_hand), *shown.sign, shown.small))


def _logo(document: Word, shown: Sheet) -> None:
    picture = document.add_picture(BytesIO(shown.logo), height=LOGO_HEIGHT)
    if picture.width > LOGO_WIDTH:
        picture.width, picture.height = LOGO_WIDTH, Length(picture.height * LOGO_WIDTH // picture.width)
    picture._inline.docPr.set("descr", shown.logo_text)


def _lines(document: Word, lines: tuple[str, ...]) -> None:
    for line in lines:
        document.add_paragraph(line)


def _rows(document: Word, rows: tuple[LabeledRow, ...]) -> None:
    for row in rows:
        _row(document, row)


def _row(document: Word, row: LabeledRow) -> None:
    paragraph = document.add_paragraph()
    if row.label:
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = LABEL, -LABEL
        paragraph.paragraph_format.tab_stops.add_tab_stop(LABEL)
        paragraph.add_run(f"{row.label}\t").italic = True
    paragraph.add_run(row.text).bold = row.strong


def _slip(document: Word, slip: Slip) -> None:
    words = slip.words
    document.add_heading(slip.title, 1)
    _lines(document, (f"{slip.intro} {', '.join(slip.send_to)}",))
    _rows(document, (*slip.about, *([LabeledRow(words["online"], slip.link)] if slip.link else [])))
    _question(document, *slip.questions[0])
    _lines(document, (f"{words['visits']}: {BLANK}",))
    _scores(document, (words["date"], *slip.scores), words)
    for question in slip.questions[1:]:
        _question(document, *question)
    _lines(document, tuple(f"\n{words[name]}: {BLANK * 2}" for name in ("notes", "practitioner", "sign", "date")))


def _question(document: Word, question: str, choices: tuple[str, ...]) -> None:
    document.add_heading(question, 2)
    _lines(document, tuple(f"☐ {choice} {BLANK}" for choice in choices))


def _scores(document: Word, measured: tuple[str, ...], words: dict[str, str]) -> None:
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, label in zip(table.rows[0].cells, (words["measured"], words["first"], words["last"]), strict=True):
        cell.text = label
    header = OxmlElement("w:tblHeader")  # read aloud with each cell, and again on the next page
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for name in measured:
        table.add_row().cells[0].text = name
