"""What the tests of the quick letter share."""

from io import BytesIO

import pypdfium2 as pdfium
from docx import Document

LEAST = {
    "patient_name": "Ann Blauvelt",
    "born_on": "3/15/1958",
    "code": "M54.50",
    "sender_name": "Ruth Okafor",
    "fax": "(619) 555-0112",
}
RULED_OUT = {f"cause_{key}": "no" for key in ("metastatic", "inflammatory", "infectious", "surgery")}
MEDICARE = LEAST | RULED_OUT | {"payer": "medicare", "began": "6 months", "supervisor": "Ruth Okafor MD"}


def words_of(answer):
    """The text of a file that was sent."""
    if answer.mimetype == "application/pdf":
        with pdfium.PdfDocument(answer.data) as document:
            return " ".join(page.get_textpage().get_text_range() for page in document)
    if "word" in answer.mimetype:
        return " ".join(paragraph.text for paragraph in Document(BytesIO(answer.data)).paragraphs)
    return answer.text
