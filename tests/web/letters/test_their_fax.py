"""Where a letter is faxed to: the number of the very address that is asked, with its source, never another's."""

import dataclasses
import json

import pytest
from msgspec.structs import replace
from quick_letters import LEAST
from saved_letters import SIGNED, file_of, sent, where

from directory.referral.letter import recipients

HERE, THERE = "+15035550144", "+15035550155"
CHECK = "Call and check it before you send"


@pytest.fixture
def listed(sample_directory, monkeypatch, ids):
    """An acupuncturist with two addresses, of which NPPES gives the faxes; the lines of the two."""
    listing = sample_directory.listing(ids["licensed_acupuncturist"])
    told = {"source": "sample", "as_of": "2026-05-01", "fax_by": "sample", "fax_as_of": "2026-05-01"}
    place = replace(listing.locations[0], **told)
    both = replace(place, fax=HERE), replace(place, address="7 Oak Ave", fax=THERE)
    listing = replace(listing, locations=both)
    titles = {source["source"]: source["title"] for source in sample_directory.about["sources"]}
    at = recipients(listing, titles)
    monkeypatch.setattr("directory.web.letters.recipients.at_each_address", lambda _, __: at)
    return at


class TestQuickLetter:
    def test_the_form_and_the_file_have_the_fax_of_the_address_that_is_asked(self, client, form, made, listed):
        page = client.plain.get(form).text
        assert 'value="(503) 555-0144"' in page and CHECK in page and "as of" in page
        assert "Fax (503) 555-0144 (the made-up sample, as of May 1, 2026)" in made(LEAST)
        assert "Fax (503) 555-0155" in made(LEAST | {"at-1": listed[1].place})

    def test_another_address_takes_its_own_fax_with_it(self, client, form, made, listed):
        moved = {"at-1": listed[1].place, "to_fax_1": "(503) 555-0144"}
        said = made(LEAST | moved)
        assert "555-0155" in said and "555-0144" not in said
        page = client.plain.post(form, data=moved | {"look": "codes"}).text
        assert 'value="(503) 555-0155"' in page and 'value="(503) 555-0144"' not in page

    def test_where_the_other_address_has_none_the_letter_has_none(self, made, listed):
        listed[1] = silent = dataclasses.replace(listed[1], fax="", fax_said_by="", fax_as_of="")
        assert "555-0144" not in made(LEAST | {"at-1": silent.place, "to_fax_1": "(503) 555-0144"})

    def test_a_number_that_is_typed_is_the_senders_and_one_that_is_taken_away_is_gone(self, made, listed):
        typed = made(LEAST | {"to_fax_1": "503 555 0166"})
        assert "Fax (503) 555-0166\n" in typed and "555-0144" not in typed
        assert "555-0144" not in made(LEAST | {"to_fax_1": ""})

    def test_what_is_no_number_is_said_at_the_field(self, client, form, listed):
        answer = client.plain.post(form, data=LEAST | {"to_fax_1": "ask them", "format": "txt"})
        assert answer.status_code == 400 and 'id="to_fax_1-error"' in answer.text and 'value="ask them"' in answer.text

    def test_a_cover_sheet_says_where_it_goes_and_to_check_it(self, made, listed):
        said = made(LEAST | {"cover": "y"})
        assert "Fax number: (503) 555-0144 (the made-up sample, as of May 1, 2026: call and check" in said
        assert "Fax number: ____" in made(LEAST | {"cover": "y", "to_fax_1": ""})


class TestKeptLetter:
    @pytest.fixture
    def app(self, own_app):
        """The site of this test's own."""
        return own_app

    def test_its_page_shows_it_to_check_and_a_letter_for_further_visits_asks_anew(self, ruth, account_form, listed):
        letter = where(sent(ruth, account_form, SIGNED | {"to_fax_1": "503 555 0144"}))
        page = ruth.get(letter).text
        assert "(503) 555-0144" in page and CHECK in page
        bundle = json.loads(file_of(ruth, letter, "json").text)
        faxes = [each["value"] for entry in bundle["entry"] for each in entry["resource"].get("telecom", [])]
        assert "+15035550144" in faxes or "(503) 555-0144" in faxes
