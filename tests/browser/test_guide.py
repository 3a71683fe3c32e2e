"""The guide in a real browser: its parts fold on the screen, and are all there on paper."""

import io
import re

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/guide", "/guide/migraine?lang=es"])
def test_a_guide_has_its_headings_on_a_desk_and_all_of_its_text_on_paper(visit, path):
    page = visit(path, width=1280)
    headings = page.locator("main .chapter summary")
    assert headings.count() > 8 and all(each.is_visible() for each in headings.all())
    folded = page.locator("main details.chapter:not([open]) > p").first
    assert not folded.is_visible()
    text = re.sub(r"[\d\s]+", "", folded.evaluate("paragraph => paragraph.textContent"))
    printed = PdfReader(io.BytesIO(page.pdf(format="Letter")))
    assert text[:60] in re.sub(r"[\d\s]+", "", "".join(each.extract_text() for each in printed.pages))
