"""Letters for other reasons than the back, in a real browser: a migraine, and nausea from chemotherapy."""

import pypdfium2 as pdfium
import pytest

pytestmark = pytest.mark.browser
SENDER = {"sender_name": "Ruth Okafor", "fax": "6195550112"}


def filled(page, **fields):
    """Types into the form's fields, by their ids."""
    for field, text in fields.items():
        page.locator(f"#{field}").fill(text)


def take_code(page, words, code):
    """Finds a diagnosis by everyday words and takes it by keyboard."""
    page.locator("#find").press_sequentially(words)
    offered = page.locator("#code-offers [role=option]")
    offered.first.wait_for()
    while code not in "".join(page.locator("#code-offers [aria-selected=true]").all_inner_texts()):
        page.locator("#find").press("ArrowDown")
    page.locator("#find").press("Enter")
    page.locator(f"input[name=code][value='{code}']").wait_for()


def pdf_text(page):
    """The text of the PDF that the button gives."""
    with page.expect_download() as started:
        page.get_by_role("button", name="PDF to print or fax").click()
    with pdfium.PdfDocument(started.value.path()) as document:
        return " ".join(" ".join(each.get_textpage().get_text_range() for each in document).split())


@pytest.mark.parametrize("width", [360, 1280])
def test_a_migraine_has_its_own_flags_and_scale_and_a_sudden_one_is_stopped(visit, form, width):
    page = visit(form, width=width)
    filled(page, patient_name="Ann Blauvelt", born_on="3/15/1988", **SENDER)
    take_code(page, "migraines", "G43.709")
    page.get_by_text("Findings, pain and function before treatment").click()
    page.locator("#scale").select_option("headache_days")
    filled(page, score="14", visits="10")
    page.get_by_role("checkbox", name="New, sudden, severe headache").check()
    page.get_by_role("button", name="PDF to print or fax").click()
    page.get_by_text("a new, sudden, severe headache may be a bleed").first.wait_for()
    page.get_by_role("checkbox", name="New, sudden, severe headache").uncheck()
    text = pdf_text(page)
    assert "G43.709" in text and "Headache days in 4 weeks 14" in text and "up to 10" in text
    assert "Medicare" not in text


def test_nausea_from_chemotherapy_takes_cancer_for_granted_and_fever_for_an_emergency(visit, form):
    page = visit(form, width=360)
    filled(page, patient_name="Ann Blauvelt", born_on="3/15/1968", reason="Nausea from chemotherapy", **SENDER)
    page.locator("#indication").select_option("chemotherapy")
    page.get_by_role("checkbox", name="Cancer, now or before").check()
    page.get_by_role("checkbox", name="Fever during chemotherapy (neutropenia)").check()
    page.get_by_role("button", name="PDF to print or fax").click()
    page.get_by_text("Do not send to acupuncture first").first.wait_for()
    page.get_by_role("checkbox", name="Fever during chemotherapy (neutropenia)").uncheck()
    text = pdf_text(page)
    assert "Nausea from chemotherapy" in text and "Cancer, now or before" in text
