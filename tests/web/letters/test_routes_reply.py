"""A practitioner answers through the link of a reply slip."""

import re
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from docx import Document
from saved_letters import SLIP, file_of, moved, sent, signed_in

from directory.web.letters import saved_referrals


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


class TestReplyLink:
    def test_it_shows_who_asks_for_what_and_nothing_of_the_patient(self, client, link):
        page = client.get(link)
        assert "Ruth Okafor" in page.text and "up to 12 visits" in page.text
        for word in ("Blauvelt", "1958", "M54", "Low back", "MRI"):
            assert word not in client.plain.get(link).text
        assert (
            client.plain.get(link).headers["Cache-Control"] == "no-store"
            and client.plain.get(link).headers["X-Robots-Tag"] == "noindex"
        )

    def test_accepted_with_a_day_then_the_slip_and_then_it_is_used_up(self, client, link, ruth, letter):
        assert "again" in client.post(link, {"answer": "accepted", "day": "12/1/2026"}, 303)
        assert "first visit Dec 1, 2026" in ruth.get(letter).text
        client.get(client.post(link, SLIP, 303))
        client.get(link, 404)
        client.post(link, SLIP, 404)
        assert "Report received (the practitioner, through a reply link)" in ruth.get(letter).text

    def test_each_step_serves_once_and_none_leads_back(self, client, link, ruth, letter):
        client.post(link, {"answer": "accepted"}, 303)
        assert "changed a moment ago" in client.post(link, {"answer": "accepted"}, 400).text
        client.post(link, {"answer": "accepted", "day": "12/1/2026"}, 303)
        for again in ({"answer": "accepted", "day": "12/2/2026"}, {"answer": "declined"}):
            assert "changed a moment ago" in client.post(link, again, 400).text
        assert "first visit Dec 1, 2026" in ruth.get(letter).text
        client.post(link, SLIP, 303)
        for answer in ({"answer": "accepted"}, {"answer": "declined"}, SLIP):
            assert "has ended" in client.post(link, answer, 404).text
        assert ruth.get(letter).text.count("Reply slip of") == 1

    def test_of_two_slips_sent_at_once_one_is_kept(self, client, link, ruth, letter, own_app, monkeypatch):
        here = saved_referrals.save

        def other_first(referral, says, *how):
            monkeypatch.setattr(saved_referrals, "save", here)
            client.post(link, SLIP | {"notes": "the other one"}, 303)
            return here(referral, says, *how)

        monkeypatch.setattr(saved_referrals, "save", other_first)
        client.post(link, SLIP | {"notes": "this one"}, 400)
        page = ruth.get(letter).text
        assert "the other one" in page and "this one" not in page

    def test_once_the_letter_is_cancelled_it_is_over(self, client, link, ruth, letter):
        moved(ruth, letter, "cancelled")
        client.get(link, 404)
        client.post(link, SLIP, 404)

    def test_declined_it_is_over(self, client, link, ruth, letter):
        client.post(link, {"answer": "declined"}, 303)
        assert "has ended" in client.get(link, 404).text
        assert "Declined" in ruth.get(letter).text

    def test_what_is_wrong_is_said_and_the_link_stays(self, client, link):
        assert "Say whether" in client.post(link, {"answer": "slip", "pain_last": "77"}, 400).text
        assert "Write the date as" in client.post(link, {"answer": "accepted", "day": "soon"}, 400).text
        client.post(link, {"answer": "nonsense"})
        client.get(link)

    def test_after_30_days_or_taken_back_it_is_over(self, client, link, ruth, letter, clock, office):
        clock.pass_(days=29, hours=23)
        client.get(link)
        ruth = signed_in(ruth, office, "ruth")
        sent(ruth, f"{letter}/links/revoke", {})
        client.get(link, 404)
        fresh = re.search(r"/reply/[\w-]{32}", file_of(ruth, letter).text)[0]
        clock.pass_(days=30)
        client.get(fresh, 404)

    def test_a_word_that_is_no_link_is_none(self, client, office):
        client.get("/reply/x", 404)
        client.get("/reply/thanks")

    @pytest.mark.parametrize("name", ["pdf", "docx", "txt"])
    def test_the_link_is_printed_on_the_slip(self, ruth, letter, name):
        answer = file_of(ruth, letter, name)
        if name == "pdf":
            with pdfium.PdfDocument(answer.data) as document:
                assert len(document) == 2
                assert "/reply/" in document[1].get_textpage().get_text_range()
        else:
            text = (
                "\n".join(paragraph.text for paragraph in Document(BytesIO(answer.data)).paragraphs)
                if name == "docx"
                else answer.text
            )
            assert re.search(r"http://localhost/reply/[\w-]{32}\n", text)
