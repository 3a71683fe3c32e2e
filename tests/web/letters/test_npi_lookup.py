"""The sender's NPI, looked up in the directory."""

import pytest
from quick_letters import LEAST


@pytest.fixture
def listed(sample_directory):
    """A practitioner with an NPI and a phone."""
    listings = sample_directory.listings(list(range(len(sample_directory))))
    return next(
        each
        for each in listings
        if each.npi and each.kind == "medical_acupuncturist" and each.locations and each.locations[0].phone
    )


class TestNpi:
    """The sender's NPI, looked up in the directory."""

    def look(self, client, form, **typed):
        """The values of the form after the button was pressed, and the page."""
        page = client.page(client.plain.post(form, data=typed | {"look": "npi"}), 200)
        return page.forms[-1]["sent"], page

    def test_of_somebody_listed_it_fills_what_is_empty_and_nothing_else(self, client, form, listed):
        values, page = self.look(
            client, form, sender_npi=listed.npi, sender_phone="(619) 555-0199", patient_name="Ann Blauvelt"
        )
        assert (values["sender_name"], values["credentials"], values["sender_phone"], values["patient_name"]) == (
            listed.name,
            listed.credentials,
            "(619) 555-0199",
            "Ann Blauvelt",
        )
        assert f"Listed here as {listed.name}" in page.text and "sender_npi-said" in page.ids
        html = client.plain.post(form, data={"sender_npi": listed.npi, "look": "npi"}).text
        assert listed.locations[0].address in html and 'aria-describedby="sender_npi-said"' in html

    def test_of_nobody_listed_it_is_taken_as_typed_and_says_so(self, client, form, made):
        assert "It is taken as you typed it" in self.look(client, form, sender_npi="2777777774")[1].text
        assert "NPI 2777777774" in made(LEAST | {"sender_npi": "2777777774"})

    @pytest.mark.parametrize("typed", ["2777-777-774", "2777 777 774", "NPI 2777777774"])
    def test_with_dashes_or_spaces_it_is_the_same_npi(self, client, form, made, typed, listed):
        assert "It is taken as you typed it" in self.look(client, form, sender_npi=typed)[1].text
        assert "NPI 2777777774" in made(LEAST | {"sender_npi": typed})
        spaced = f"{listed.npi[:4]} {listed.npi[4:7]} {listed.npi[7:]}"
        assert f"Listed here as {listed.name}" in self.look(client, form, sender_npi=spaced)[1].text

    @pytest.mark.parametrize(("typed", "words"), [("2777777775", "the last checks the others"), ("", "Write the NPI")])
    def test_what_is_no_npi_is_said_at_the_field(self, client, form, typed, words):
        assert words in self.look(client, form, sender_npi=typed)[1].text

    def test_listed_under_another_name_it_is_asked_about_and_wants_a_reason(self, client, form, made, listed):
        values, page = self.look(client, form, sender_npi=listed.npi, sender_name="Ruth Okafor")
        assert f"listed here as {listed.name}. Is it yours?" in page.text and values["credentials"] == ""
        letter = LEAST | {"sender_npi": listed.npi}
        assert f"lists NPI {listed.npi} as {listed.name}, and Ruth Okafor signs" in client.post(form, letter).text
        assert "I have married." in made(letter | {"because-npi": "I have married."})

    def test_a_clinics_is_nobodys_own(self, client, form, sample_directory):
        listings = sample_directory.listings(list(range(len(sample_directory))))
        clinic = next(each for each in listings if each.npi and each.kind == "clinic")
        values, page = self.look(client, form, sender_npi=clinic.npi)
        assert values["sender_name"] == "" and "Is it yours?" in page.text
