"""A letter with an account: written, signed, followed up, answered through its link, renewed, deleted."""

import json
import re
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from docx import Document

from directory.accounts import signing_in
from directory.store.office import people as rows
from directory.store.office.audit import entries
from directory.web.letters import saved
from directory.web.shell import session

LETTER = {
    "patient_name": "Ann Blauvelt",
    "born_on": "3/15/1958",
    "code": "M54.50",
    "began": "6 months",
    "pain": "7",
    "scale": "rmdq",
    "score": "14",
    "findings": "MRI clear.",
}
SLIP = {
    "answer": "slip",
    "seen": "yes",
    "visits": "12",
    "pain_last": "3",
    "scale": "rmdq",
    "score_last": "6",
    "adverse": "none",
    "next": "continue",
}
PROFILE = {
    "sender_name": "Ruth Okafor",
    "credentials": "MD",
    "sender_npi": "2777777774",
    "fax": "(619) 555-0112",
    "practice": "Harbor Family Medicine",
}
SIGNED = {"keep": "signed"} | PROFILE | LETTER


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


def signed_in(client, office, name):
    """A browser in which somebody is signed in now; new ones have their letterhead kept."""
    with office.transaction():
        person = rows.by_email(office, f"{name}@example.org") or rows.add(office, f"{name}@example.org", "physician")
        rows.set_profile(office, person.id, PROFILE)
        begun = signing_in.begin(office, person, "a browser")
    browser = type(client)(client.app)
    browser.plain.set_cookie(session.SIGNED_IN, begun.session)
    return browser


def sent(browser, address, fields, status=303):
    """What comes of sending fields, with the token that every form has: the page, or where it leads."""
    return browser.page(browser.plain.post(address, data=browser.get("/referrals").forms[0]["sent"] | fields), status)


@pytest.fixture
def ruth(client, office):
    """A physician's browser."""
    return signed_in(client, office, "ruth")


@pytest.fixture
def form(sample_directory):
    """The form's address for an acupuncturist in a state without a rule of its own."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    chosen = next(
        each
        for each in listings
        if each.kind == "licensed_acupuncturist" and each.locations and each.locations[0].state == "CA"
    )
    return f"/referrals/write?practitioner={chosen.id}"


def where(address):
    """An address without what it says was done."""
    return address.split("?")[0]


@pytest.fixture
def letter(ruth, form):
    """The address of a signed letter."""
    return where(sent(ruth, form, SIGNED))


def file_of(browser, letter, name="txt"):
    """A file of the letter."""
    answer = browser.plain.post(f"{letter}/file", data=browser.get(letter).forms[0]["sent"] | {"format": name})
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    return answer


@pytest.fixture
def link(ruth, letter):
    """The path of a reply link of the letter."""
    return re.search(r"/reply/[\w-]{32}", file_of(ruth, letter).text)[0]


def moved(browser, letter, to, status=303, **typed):
    """Presses the button of a move."""
    return sent(browser, f"{letter}/move", {"to": to} | typed, status)


class TestWriting:
    def test_the_quick_letters_link_leads_a_physician_to_the_form_with_the_letterhead(self, ruth, form):
        address = ruth.plain.get(form.replace("/write", "/new")).location
        page = ruth.plain.get(address).text
        assert 'value="Ruth Okafor"' in page and 'value="2777777774"' in page and "data-kept" in page

    def test_a_draft_is_kept_as_it_is_and_gone_on_with(self, ruth, form):
        letter = where(sent(ruth, form, {"keep": "draft", "patient_name": "Ann Blauvelt", "born_on": "not yet"}))
        assert "Draft" in ruth.get(letter).text
        assert 'value="not yet"' in ruth.plain.get(f"{letter}/write").text
        assert where(sent(ruth, f"{letter}/write", SIGNED)) == letter
        assert "The letter is signed" in ruth.get(f"{letter}?done=signed").text
        assert ruth.get(f"{letter}/write", 303) == letter

    def test_what_is_wrong_is_said_and_nothing_is_kept(self, ruth, form):
        assert "Write the patient's name" in sent(ruth, form, {"keep": "signed"}, 400).text
        assert "There are none yet" in ruth.get("/referrals").text

    def test_a_warning_wants_an_answer_before_it_is_signed(self, ruth, form):
        assert "You ask for 20 visits" in sent(ruth, form, SIGNED | {"visits": "20"}, 200).text
        letter = where(sent(ruth, form, SIGNED | {"visits": "20", "because-visits": "Eight years of relapses."}))
        assert "Eight years of relapses." in ruth.get(letter).text

    def test_typed_when_the_session_ended_it_comes_back(self, ruth, form, clock, office):
        typed = ruth.get(form).forms[0]["sent"] | {"patient_name": "Typed for long"}
        clock.pass_(minutes=20)
        assert "/account/sign-in" in ruth.page(ruth.plain.post(form, data=typed), 303)
        assert 'value="Typed for long"' in signed_in(ruth, office, "ruth").plain.get(form).text

    def test_a_long_letter_left_alone_is_kept_too(self, ruth, form, office):
        typed = ruth.get(form).forms[0]["sent"] | {"findings": "x" * 100_000}
        assert ruth.plain.post("/account/here", data=typed).status_code == 204
        assert ruth.plain.post("/account/rest?page=/referrals/write", data=typed).status_code == 204
        assert "x" * 100_000 in signed_in(ruth, office, "ruth").plain.get(form).text

    def test_more_than_any_letter_is_refused_in_words(self, ruth, form):
        for address in (form, "/account/rest?page=/referrals/write", "/account/here", "/account/profile"):
            assert (
                "shorten what you typed"
                in ruth.page(ruth.plain.post(address, data={"findings": "x" * 3_000_000}), 413).text
            )

    def test_the_pdf_is_at_hand_once_it_is_signed(self, ruth, letter):
        assert re.search(
            r'<button name="format" value="pdf" autofocus aria-describedby="done">',
            ruth.plain.get(f"{letter}?done=signed").text,
        )
        assert "autofocus" not in ruth.plain.get(letter).text

    def test_the_address_that_was_chosen_is_kept_with_the_draft(self, ruth, sample_directory):
        listings = sample_directory.listings(list(range(len(sample_directory))))
        place = next(each for each in listings if len(each.locations) > 1)
        second = place.locations[1]
        chosen = f"{second.address}, {second.city}, {second.state} {second.postal_code}"
        letter = where(sent(ruth, f"/referrals/write?practitioner={place.id}", {"keep": "draft", "at-1": chosen}))
        assert f"<option selected>{chosen}</option>" in ruth.plain.get(f"{letter}/write").text
        because = {f"because-{key}": "x" for key in ("state", "supervision")}
        signed = where(sent(ruth, f"{letter}/write", SIGNED | because | {"at-1": chosen}))
        assert second.address in file_of(ruth, signed).text

    def test_a_new_letter_begins_with_the_profile(self, ruth, form):
        defaults = {
            "question": "Six visits, please.",
            "visits": "6",
            "urgency": "urgent",
            "electro": "no",
            "supervisor": "Ruth Okafor MD",
            "reply": "Fax, please.",
            "signature": "Medical director",
        }
        assert "from 1 to 99" in sent(ruth, "/account/profile", PROFILE | {"visits": "many"}, 400).text
        sent(ruth, "/account/profile", PROFILE | defaults)
        for address in ("/account/profile", form):
            html = ruth.plain.get(address).text
            assert all(
                text in html
                for text in (
                    "Six visits, please.",
                    'value="6"',
                    'selected value="urgent"',
                    'selected value="no"',
                    'value="Ruth Okafor MD"',
                    'value="Fax, please."',
                    "Medical director",
                )
            )
        shown = next(each["sent"] for each in ruth.get(form).forms if each.get("id") == "letter")
        text = file_of(
            ruth,
            where(
                sent(
                    ruth,
                    form,
                    SIGNED | {"signature": "Medical director", "visits": shown["visits"], "reply": shown["reply"]},
                )
            ),
        ).text
        assert "NPI 2777777774\nMedical director" in text and "up to 6;" in text and "Fax, please." in text

    def test_before_anything_is_kept_the_profile_shows_what_a_letter_asks_for_anyway(self, client, office):
        html = signed_in(client, office, "ruth").plain.get("/account/profile").text
        assert 'value="12"' in html and "Please evaluate, and treat" in html

    def test_the_profiles_npi_is_looked_up_and_nothing_is_kept_yet(self, ruth):
        page = sent(ruth, "/account/profile", PROFILE | {"look": "npi", "sender_name": "Somebody Else"}, 200)
        assert "taken as you typed it" in page.text
        assert "Somebody Else" not in ruth.plain.get("/account/profile").text

    @pytest.mark.parametrize("name", ["pdf", "docx", "txt", "json"])
    def test_its_files_are_made_again_in_each_format(self, ruth, letter, name):
        assert len(file_of(ruth, letter, name).data) > 500

    def test_a_pdf_that_cannot_be_made_is_said_on_the_letters_page(self, ruth, letter, failing_compiler):
        assert "as they are put together. Choose Word" in sent(ruth, f"{letter}/file", {"format": "pdf"}, 400).text


class TestOwner:
    def test_for_everybody_else_it_is_not_there(self, client, office, letter):
        bob = signed_in(client, office, "bob")
        for path in ("", "/write", "/renew", "/slip", "/delete"):
            bob.get(letter + path, 404)
        for path in ("/move", "/file", "/links/revoke", "/delete", "/slip"):
            sent(bob, letter + path, {"to": "sent", "format": "pdf"}, 404)
        assert "Blauvelt" not in bob.get("/referrals").text

    def test_no_word_of_the_patient_is_in_the_clear(self, letter, link, client, settings, office):
        client.post(link, SLIP | {"notes": "Zeisigplage"}, 303)
        office.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for path in settings.data.rglob("*"):
            if path.name.startswith("office"):
                assert not [
                    word
                    for word in (b"Blauvelt", b"1958", b"M54.50", b"Zeisigplage", b"MRI clear")
                    if word in path.read_bytes()
                ], path
        trail = json.dumps(entries(office.connection, 99))
        assert (
            "Blauvelt" not in trail
            and link.split("/")[-1] not in trail
            and link.split("/")[-1].encode() not in settings.office_db.read_bytes()
        )


class TestFollowingUp:
    def test_it_moves_as_it_may_with_who_and_when(self, ruth, letter):
        for status, label in (
            ("sent", "Sent"),
            ("accepted", "Accepted"),
            ("scheduled", "Scheduled"),
            ("no_show", "Did not come"),
            ("scheduled", "Scheduled"),
            ("in_treatment", "In treatment"),
            ("closed", "Closed"),
        ):
            moved(ruth, letter, status)
            assert f"{label} (you)" in ruth.get(letter).text
        moved(ruth, letter, "sent", 400)

    @pytest.mark.parametrize("to", ["draft", "signed", "closed", "report_received", "nonsense", ""])
    def test_and_not_otherwise(self, ruth, letter, to):
        moved(ruth, letter, to, 400)

    def test_the_day_of_the_first_visit_is_kept_or_what_is_wrong_said(self, ruth, letter):
        assert "Write the date as" in moved(ruth, letter, "scheduled", 400, day="soon").text
        moved(ruth, letter, "scheduled", day="12/1/2026")
        assert "first visit Dec 1, 2026" in ruth.get("/referrals").text

    def test_after_14_days_without_an_answer_it_is_raised(self, ruth, letter, clock, office):
        clock.pass_(days=13)
        ruth = signed_in(ruth, office, "ruth")
        assert "No answer in 14 days" not in ruth.get(letter).text
        clock.pass_(days=1)
        ruth = signed_in(ruth, office, "ruth")
        assert (
            "1 letter has had no answer" in ruth.get("/referrals?waiting=1").text
            and "Ann Blauvelt" in ruth.get("/referrals?waiting=1").text
        )
        moved(ruth, letter, "accepted")
        assert "No letter is like that" in ruth.get("/referrals?waiting=1").text

    def test_the_list_is_narrowed(self, ruth, letter, form):
        assert "Ann Blauvelt" in ruth.get("/referrals?status=signed&practitioner=" + form.split("=")[1]).text
        for nothing in ("status=sent", "status=nonsense", "practitioner=nobody"):
            assert "No letter is like that" in ruth.get(f"/referrals?{nothing}").text

    def test_the_slip_is_entered_and_drawn_and_the_renewal_written_from_it(self, ruth, letter):
        assert "Say whether" in sent(ruth, f"{letter}/slip", {"pain_last": "30"}, 400).text
        sent(ruth, f"{letter}/slip", SLIP)
        page = ruth.get(letter)
        assert (
            "Pain: 7 before, 3 now, of 10. Lower is better." in page.texts
            and "RMDQ (Roland-Morris): 14 before, 6 now, of 24. Lower is better." in page.texts
        )
        assert "12 visits were had" in page.text
        written = ruth.plain.get(f"{letter}/renew").text
        assert (
            "MRI clear.\nReply slip of" in written
            and "Pain 7 before, 3 now (of 10)." in written
            and 'name="visits" type="text" value="8"' in written
        )
        renewed = where(sent(ruth, f"{letter}/renew", SIGNED | {"visits": "8", "visits_used": "12"}))
        assert renewed != letter and "12 visits already" in ruth.get(renewed).text

    def test_the_fhir_task_follows(self, ruth, letter):
        moved(ruth, letter, "accepted")
        task = next(
            entry["resource"]
            for entry in file_of(ruth, letter, "json").json["entry"]
            if entry["resource"]["resourceType"] == "Task"
        )
        assert (task["status"], task["businessStatus"]["coding"][0]["code"]) == ("accepted", "3.0")
        assert "reply link ends" not in ruth.get(letter).text

    def test_deleted_it_is_gone_and_its_trail_stays(self, ruth, letter, office, link, client):
        ruth.get(f"{letter}/delete")
        sent(ruth, f"{letter}/delete", {})
        ruth.get(letter, 404)
        client.get(link, 404)
        assert "letter deleted" in [entry["what"] for entry in entries(office.connection, 3)]
        office.verify()

    def test_another_language_keeps_what_is_typed_into_each_form(self, ruth, letter, client, link):
        for address, browser in (("/account/profile", ruth), (f"{letter}/slip", ruth), (link, client)):
            html = browser.plain.get(address).text
            (form, there), *_ = re.findall(
                r'<button class="here" form="([^"]*)" name="look" value="language" formaction="([^"]*)" lang="es">',
                html,
            )
            assert 'name="look"' not in re.search(rf'<button[^>]* form="{form}"[^>]*>', html)[0], (
                "Enter in a field presses the first button"
            )
            token = (
                re.findall(rf'id="{form}".*?name="form_token" value="(\w+)"', html, re.DOTALL)
                if browser is ruth
                else [""]
            )
            answer = browser.plain.post(there, data={"look": "language", "form_token": token[0], "visits": "many"})
            assert answer.status_code == 200 and '<html lang="es">' in answer.text and 'value="many"' in answer.text, (
                address
            )
        assert "Reply slip of" not in ruth.get(letter).text


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
        here = saved.put_back

        def other_first(referral, says, *how):
            monkeypatch.setattr(saved, "put_back", here)
            client.post(link, SLIP | {"notes": "the other one"}, 303)
            return here(referral, says, *how)

        monkeypatch.setattr(saved, "put_back", other_first)
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
