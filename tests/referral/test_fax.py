"""What a letter needs on its way by fax: initials and page numbers on every page, a cover sheet without the patient."""

from dataclasses import replace
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from docx import Document
from letters import FULL, LEAST, LETTER, pdf_pages

from directory.referral.docx import docx
from directory.referral.pdf import pdf
from directory.referral.text import text
from directory.store.reference.files import letter_words

WORDS = letter_words()


@pytest.mark.parametrize("letter", [LETTER, FULL, replace(LETTER, cover=True)], ids=["plain", "full", "cover"])
def test_every_page_of_the_pdf_has_initials_and_its_number(letter):
    pages = pdf_pages(pdf(letter, WORDS))
    for number, page in enumerate(pages, 1):
        assert f"Patient M. N. · Page {number} of {len(pages)}" in " ".join(page.split())


def test_a_cover_sheet_comes_first_and_says_nothing_of_the_patient_but_initials():
    first, *rest = pdf_pages(pdf(replace(LETTER, cover=True), WORDS))
    assert "CONFIDENTIAL" in first and "Ann Blauvelt" in first and "Pages with this one" in first
    for known in ("Nguyễn", "1958", "1EG4", "Low back", "Medicare", "M54"):
        assert known not in first
    assert "CONFIDENTIAL" not in " ".join(rest)
    assert "CONFIDENTIAL" not in " ".join(pdf_pages(pdf(LETTER, WORDS)))
    assert text(replace(LETTER, cover=True), WORDS).decode().startswith("FAX\n")


def test_word_has_initials_page_fields_and_a_header_row():
    document = Document(BytesIO(docx(replace(LETTER, cover=True), WORDS)))
    footer = document.sections[0].footer.paragraphs[0]
    assert "Patient M. N." in footer.text
    assert [field.get(field.keys()[0]) for field in footer._p.xpath("w:fldSimple")] == ["PAGE", "NUMPAGES"]
    assert document.tables[0].rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert document.tables[0].rows[0].cells[0].text == "Measured"


def test_questions_of_the_slip_and_the_addressees_are_headings():
    headings = [line for line in text(LETTER, WORDS).decode().splitlines() if line == "Was the patient seen?"]
    with pdfium.PdfDocument(pdf(LETTER, WORDS)) as document:
        raw = document.get_toc()
        names = [bookmark.get_title() for bookmark in raw]
    assert headings and {"To", "Patient", "Was the patient seen?", "What next?"} <= set(names)


def test_somebody_with_one_name_or_none_that_has_letters_has_initials_too():
    def initials(name):
        return " ".join(pdf_pages(pdf(replace(LEAST, patient=replace(LEAST.patient, name=name)), WORDS))[0].split())

    assert "Patient S. ·" in initials("Suharto") and "Patient – ·" in initials("12 34")
