"""In a page in Spanish, what stays English says so: a screen reader would read it with Spanish sounds."""

from html.parser import HTMLParser
from io import BytesIO

import pytest
from docx import Document
from letters import LETTER
from saved_letters import SIGNED

from directory.core.icd10 import LOW_BACK_PAIN
from directory.referral.docx import docx
from directory.referral.questions import SCALES
from directory.store.reference.files import letter_words

ENGLISH = {scale.name for scale in SCALES.values()} | {f"{each.code} {each.description}" for each in LOW_BACK_PAIN}
NO_END = {"input", "br", "img", "link", "meta", "hr"}


class Spoken(HTMLParser):
    """The texts of a page, each with the language in which it is said to be."""

    def __init__(self, page):
        super().__init__()
        self.open, self.texts = [("", "")], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in NO_END:
            self.open.append((tag, dict(attrs).get("lang", self.open[-1][1])))

    def handle_endtag(self, tag):
        places = [place for place, (name, _) in enumerate(self.open) if name == tag]
        del self.open[places[-1] if places else len(self.open) :]

    def handle_data(self, data):
        self.texts.append((" ".join(data.split()), self.open[-1][1]))


def languages(page):
    """{an English text of the page: the languages it is said to be in}."""
    found = Spoken(page).texts
    return {english: {lang for text, lang in found if text == english} for english in ENGLISH}


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


def test_scales_and_diagnoses_of_the_form_are_said_to_be_english(client, form):
    assert set(map(frozenset, languages(client.plain.get(f"{form}&lang=es").text).values())) == {frozenset({"en"})}


def test_so_are_the_scales_of_the_reply_page_and_of_a_kept_slip(client, ruth, letter, link):
    for browser, address in ((client, link), (ruth, f"{letter}/slip")):
        said = languages(browser.plain.get(f"{address}?lang=es").text)
        assert {lang for name in SCALES.values() for lang in said[name.name]} == {"en"}


def test_what_a_warning_rests_on_is_english_and_its_words_are_spanish(client, form):
    warned = SIGNED | {"payer": "medicare", "format": "txt"}
    texts = Spoken(client.plain.post(f"{form}&lang=es", data=warned).text).texts
    assert ("Medicare NCD 30.3.3", "en") in texts
    assert not [text for text, lang in texts if lang == "es" and text.startswith("Medicare's rule")]


def test_a_word_document_says_that_it_is_english():
    document = Document(BytesIO(docx(LETTER, letter_words())))
    (lang,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert {value for key, value in lang.attrib.items() if key.endswith("}val")} == {"en-US"}
