"""A practitioner answers through the link of a reply slip."""

import re
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from docx import Document
from saved_letters import ACCEPTED, DECLINED, SLIP, file_of, moved, sent, signed_in

from directory.web.letters import answering

pytestmark = pytest.mark.usefixtures("on_both")


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

    def test_accepted_with_a_day_then_first_seen_progress_and_the_end_through_the_same_link(
        self, client, link, ruth, letter
    ):
        assert "again" in client.post(link, ACCEPTED | {"accept-day": "12/1/2026"}, 303)
        assert "first visit Dec 1, 2026" in ruth.get(letter).text
        for stage, status in (
            ("first", "In treatment"),
            ("progress", "Report received"),
            ("final", "Report received"),
        ):
            client.get(client.post(link, SLIP | {"stage": stage}, 303))
            assert re.search(rf"{status} \([^)]*, through a reply link\)", ruth.get(letter).text)
        page = ruth.get(letter).text
        assert page.count("Reply slip of") == 3 and "Dana Cho, acupuncturist" in page and "course is over" in page

    def test_who_answers_says_so_and_who_does_not_see_the_patient_says_why(self, client, link, ruth, letter):
        for answer in (ACCEPTED | {"accept-by_name": ""}, SLIP | {"by_role": ""}, DECLINED | {"decline-words": ""}):
            client.post(link, answer, 400)
        unseen = {key: SLIP[key] for key in ("answer", "by_name", "by_role")} | {"seen": "no", "stage": "first"}
        assert "Say why" in client.post(link, unseen, 400).text
        client.post(link, unseen | {"not_seen": "Never called back"}, 303)
        assert "No: Never called back" in ruth.get(letter).text and "Did not come" in ruth.get(letter).text

    def test_each_step_serves_once_and_none_leads_back(self, client, link, ruth, letter):
        client.post(link, ACCEPTED, 303)
        assert "changed a moment ago" in client.post(link, ACCEPTED, 400).text
        client.post(link, ACCEPTED | {"accept-day": "12/1/2026"}, 303)
        for again in (ACCEPTED | {"accept-day": "12/2/2026"}, DECLINED):
            assert "changed a moment ago" in client.post(link, again, 400).text
        assert "first visit Dec 1, 2026" in ruth.get(letter).text

    def test_of_two_slips_sent_at_once_one_is_kept(self, client, link, ruth, letter, monkeypatch):
        here = answering.reported

        def other_first(awaited, form):
            monkeypatch.setattr(answering, "reported", here)
            client.post(link, SLIP | {"notes": "the other one"}, 303)
            return here(awaited, form)

        monkeypatch.setattr(answering, "reported", other_first)
        client.post(link, SLIP | {"notes": "this one"}, 400)
        page = ruth.get(letter).text
        assert "the other one" in page and "this one" not in page

    def test_a_second_slip_of_the_same_moment_does_not_take_the_first_ones_place(
        self, client, link, ruth, letter, monkeypatch
    ):
        client.post(link, SLIP | {"notes": "the earliest"}, 303)
        here = answering.reported

        def other_first(awaited, form):
            monkeypatch.setattr(answering, "reported", here)
            client.post(link, SLIP | {"notes": "the other one"}, 303)
            return here(awaited, form)

        monkeypatch.setattr(answering, "reported", other_first)
        client.post(link, SLIP | {"notes": "this one"}, 400)
        page = ruth.get(letter).text
        assert "the earliest" in page and "the other one" in page and "this one" not in page

    def test_nobody_who_holds_a_link_fills_the_disk(self, client, link, monkeypatch):
        monkeypatch.setattr(answering, "MAX_ANSWERS", 2)
        for _ in range(2):
            client.post(link, SLIP, 303)
        client.post(link, SLIP, 404)

    @pytest.mark.parametrize("path", [("cancelled",), ("in_treatment", "closed")])
    def test_once_the_course_has_ended_it_is_over(self, client, link, ruth, letter, path):
        if "closed" in path:
            moved(ruth, letter, "accepted")
        for status in path:
            moved(ruth, letter, status)
        client.get(link, 404)
        client.post(link, SLIP, 404)

    def test_declined_it_is_over_and_why_is_kept(self, client, link, ruth, letter):
        client.post(link, DECLINED, 303)
        assert "You declined" in client.get(link, 410).text
        page = ruth.get(letter).text
        assert "Declined" in page and "No room before March." in page and "Lee Park, front desk" in page

    def test_what_is_wrong_is_said_and_the_link_stays(self, client, link):
        assert "Say whether" in client.post(link, {"answer": "slip", "pain_last": "77"}, 400).text
        assert "Write the date as" in client.post(link, ACCEPTED | {"accept-day": "soon"}, 400).text
        client.post(link, {"answer": "nonsense"})
        client.get(link)

    def test_it_lasts_as_long_as_a_course_may_and_not_once_it_is_taken_back(
        self, client, link, ruth, letter, clock, office
    ):
        clock.pass_(days=300)
        client.get(link)
        ruth = signed_in(ruth, office, "ruth")
        sent(ruth, f"{letter}/links/revoke", {})
        client.get(link, 404)
        fresh = re.search(r"/reply/[\w-]{32}", file_of(ruth, letter).text)[0]
        clock.pass_(days=367)
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
