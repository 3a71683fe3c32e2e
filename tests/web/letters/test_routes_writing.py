"""Writing a letter that is kept: drafts, signing, the letterhead."""

import re
from urllib.parse import quote

import pytest
from saved_letters import PROFILE, SIGNED, file_of, sent, signed_in, where


@pytest.fixture
def app(own_app):
    """The site of this test's own."""
    return own_app


@pytest.fixture
def form(account_form):
    """The address of the form whose letter is saved."""
    return account_form


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
        assert ruth.plain.post(f"/account/rest?page={quote(form)}", data=typed).status_code == 204
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
        because = {f"because-{key}": "seen before" for key in ("state", "supervision")}
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
