"""Whether a document is ours: asked by anybody, answered with yes or no, the same for every no."""

import re

import pypdfium2 as pdfium
import pytest
from saved_letters import file_of


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def printed(ruth, letter):
    """What the letter's text prints: its document id and hash."""
    text = file_of(ruth, letter).text
    return {
        "document": re.search(r"Document ID: (\S+)", text)[1],
        "sha256": re.search(r"SHA-256: (\S+)", text)[1],
    }


class TestVerify:
    def test_what_is_printed_is_ours_however_it_is_spaced(self, client, ruth, letter, printed):
        assert "Yes: a letter" in client.post("/verify", printed).text
        spaced = " ".join(re.findall(".{8}", printed["sha256"].upper()))
        page = client.post("/verify", printed | {"sha256": spaced})
        assert "Yes: a letter" in page.text and "Blauvelt" not in page.text and "Okafor" not in page.text
        with pdfium.PdfDocument(file_of(ruth, letter, "pdf").data) as document:
            shown = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
            assert printed["sha256"] in "".join(shown.split()).replace("\u200b", "") and printed["document"] in shown

    def test_another_hash_and_an_unknown_id_get_one_answer(self, client, printed, account_form, ruth):
        wrong = [
            printed | {"sha256": "0" * 64},
            printed | {"document": "x" * 16},
            {"document": "x" * 16, "sha256": "0" * 64},
        ]
        said = {re.sub(r'value="[^"]*"', "", client.plain.post("/verify", data=each).text) for each in wrong}
        assert len(said) == 1 and "No: no letter" in said.pop()

    def test_what_can_be_none_is_said_at_its_field_and_counts_for_nothing(self, client, printed):
        for _ in range(30):
            assert "64 digits" in client.post("/verify", printed | {"sha256": "zz"}, 400).text

    def test_whoever_tries_many_waits(self, client, printed):
        for number in range(20):
            client.post("/verify", printed | {"sha256": f"{number:064}"})
        assert "tried too often" in client.post("/verify", printed, 429).text

    def test_where_there_is_no_office_it_is_no_and_founds_none(self, client, settings):
        assert "No: no letter" in client.post("/verify", {"document": "x" * 16, "sha256": "0" * 64}).text
        client.get("/verify")
        assert not settings.office_db.exists()
