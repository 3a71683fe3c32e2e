"""The letter on paper: its pages, its fonts, and what no font has."""

from dataclasses import replace
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from letters import LETTER, pdf_pages
from pypdf import PdfReader

from directory.referral.pdf import CannotPrint, pdf
from directory.store.reference.files import letter_words


def rendered(letter):
    return pdf(letter, letter_words())


def test_a_usual_letter_is_one_page_and_its_slip_is_another():
    letter, slip = pdf_pages(rendered(LETTER))
    assert letter.startswith("Harbor Family Medicine") and slip.startswith("Reply slip")
    for question in (
        "Was the patient seen?",
        "Visits given so far",
        "First",
        "Last",
        "Pain, 0 to 10",
        "RMDQ",
        "Adverse events",
        "Continue",
        "Stop",
    ):
        assert question in slip


def test_the_pdf_is_us_letter_tagged_in_english_and_carries_its_fonts():
    reader = PdfReader(BytesIO(rendered(LETTER)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"] and root["/Lang"].startswith("en")
    assert b"pdfuaid:part" in root["/Metadata"].get_data() and reader.metadata.title == "Referral for acupuncture"
    assert all((float(page.mediabox.width), float(page.mediabox.height)) == (612, 792) for page in reader.pages)
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def tags(made):
    """The file's tags with what they say of themselves, in the order of reading: [(name, attributes of tables)]."""

    def walk(element):
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            return [tag for each in element for tag in walk(each)]
        if isinstance(element, int) or "/S" not in element:
            return []
        attributes = {key: value for each in element.get("/A", []) for key, value in each.items()}
        return [(element["/S"], attributes), *walk(element.get("/K", []))]

    return walk(PdfReader(BytesIO(made)).trailer["/Root"]["/StructTreeRoot"]["/K"])


def test_a_table_has_headers_of_rows_and_columns_and_labels_are_lists():
    found = tags(rendered(replace(LETTER, cover=True)))
    scopes = [attributes["/Scope"] for name, attributes in found if name == "/TH"]
    assert scopes.count("/Column") == 3 and scopes.count("/Row") == 3
    cells = [attributes for name, attributes in found if name == "/TD"]
    assert len(cells) == 6 and all("/Headers" in each for each in cells)
    names = [name for name, _ in found]
    assert names.count("/Lbl") == names.count("/LBody") == names.count("/LI") >= 15
    assert names.count("/H1") == 3 and names.count("/H2") >= 9


def test_labels_of_the_cover_sheet_are_a_list_too():
    with_cover, without = ([name for name, _ in tags(rendered(each))] for each in (replace(LETTER, cover=True), LETTER))
    assert with_cover.count("/LI") - without.count("/LI") == 6 and with_cover.count("/L") - without.count("/L") == 1


def test_a_row_that_is_typed_as_a_tag_changes_nothing():
    typed = "/S/TD/P 22 0 R/A[<</O/Table/Headers[(U1x0y0)]>>"
    assert typed in " ".join(pdf_pages(rendered(replace(LETTER, reason=typed)))[0].split())


def test_an_endless_word_stays_on_the_page():
    with pdfium.PdfDocument(rendered(replace(LETTER, reason="x" * 2000))) as document:
        page = document[0].get_textpage()
        edges = [page.get_charbox(at)[2] for at, char in enumerate(page.get_text_range()) if char == "x"]
    assert len(edges) >= 2000 and max(edges) <= 612 - 50


@pytest.mark.parametrize(
    "typed",
    [
        "محمد بن علي",
        "שלום כהן",
        "राम कुमार",
        "মোহাম্মদ",
        "ਹਰਪ੍ਰੀਤ",
        "પટેલ",
        "முருகன்",
        "రాము",
        "ಕುಮಾರ",
        "മോഹൻ",
        "සුනිල්",
        "สมชาย",
        "ສົມຊາຍ",
        "សុខា",
        "မောင်",
        "Արամ",
        "გიორგი",
        "አበበ",
        "👩‍⚕️",
    ],
)
def test_every_script_of_the_fonts_prints(typed):
    made = rendered(replace(LETTER, patient=replace(LETTER.patient, name=typed)))
    assert made.startswith(b"%PDF")  # under PDF/UA-1 a missing character is an error


@pytest.mark.parametrize(
    "typed", ["क्" * 2000, "\u0d63" * 2000, "नमस्ते" * 300], ids=["joined consonants", "signs alone", "a word without end"]
)
def test_no_script_runs_so_long_that_the_compiler_fails_on_it(typed):
    assert rendered(
        replace(
            LETTER,
            reason=typed,
            patient=replace(LETTER.patient, name=typed[:200]),
            referrer=replace(LETTER.referrer, name=typed[:200], practice=typed[:200]),
        ),
    )


def test_where_the_compiler_fails_all_the_same_it_is_told_as_what_cannot_be_printed(failing_compiler):
    with pytest.raises(CannotPrint) as refused:
        rendered(LETTER)
    assert refused.value.characters == "" and "Blauvelt" not in str(refused.value)


def test_hebrew_reads_the_same_from_the_right():
    text = pdf_pages(rendered(replace(LETTER, reason="שלום כהן")))[0]
    assert "שלום" in text and "כהן" in text


def test_characters_that_no_font_has_are_named_before_anything_is_made():
    with pytest.raises(CannotPrint) as refused:
        rendered(replace(LETTER, patient=replace(LETTER.patient, name="ᚠ Smith ᠮ \ue008 ᚠ", language="ᚠ\u0301")))
    assert refused.value.characters.startswith("ᚠᠮ\ue008")


def test_a_pdf_tells_nothing_beside_the_letter():
    assert "María" not in str(PdfReader(BytesIO(pdf(LETTER, letter_words()))).metadata)
