"""A letter's PDF, asked for in a real browser."""

import pypdfium2 as pdfium


def text_of(download):
    """The text of a PDF that was downloaded."""
    with pdfium.PdfDocument(download.path()) as document:
        assert len(document) == 2
        return " ".join(page.get_textpage().get_text_range() for page in document)


def press_pdf(page):
    """Presses the button and gives the download."""
    with page.expect_download() as started:
        page.get_by_role("button", name="PDF to print or fax").click()
    return started.value
