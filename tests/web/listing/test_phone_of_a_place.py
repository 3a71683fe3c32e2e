"""How pages, files and programs tell that a phone is another source's word than the address."""

import json

import nppes_files as files
import pytest

from directory import create_app
from directory.settings import Settings

NPI = files.npi(1)
SEARCH = "near=Oakland,+CA&within=25"
PERSON = {"last_name": "EXAMPLE", "first_name": "JANE", "address_1": "12 ELM ST", "city": "OAKLAND", "state": "CA"}


@pytest.fixture
def site(run, tmp_path, client):
    """The site with a register's old record of somebody, and a newer table that knows the address and no phone."""
    row = files.row(("171100000X", "", "", "Y"), npi=NPI, postal_code="94607", phone="5105550144", **PERSON)
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [row]))
    path, how = tmp_path / "own_20260901.csv", tmp_path / "map.toml"
    path.write_text(f"NPI,Name,Street,City,State,ZIP\n{NPI},Jane Example,12 Elm Street,Oakland,CA,94607\n")
    how.write_text(
        '[columns]\nnpi="NPI"\nname="Name"\naddress_1="Street"\ncity="City"\nstate="State"\npostal_code="ZIP"\n'
    )
    assert run("import", "csv", path, "--map", how)[0] == 0
    return type(client)(create_app(Settings()))


def test_the_page_offers_the_call_and_says_whose_word_address_and_phone_are(site):
    page = site.get(f"/practitioners/{NPI}")
    assert "Call (510) 555-0144" in page.text and "No phone number is known" not in page.text
    assert "Address: " in page.text and "Phone: NPPES" in page.text and "Address and phone: " not in page.text
    assert "Mar 4, 2024. On our searches" in page.text
    spanish = site.get(f"/practitioners/{NPI}", headers={"Accept-Language": "es"}).text
    assert "Dirección: " in spanish and "Teléfono: " in spanish


def test_programs_and_contact_cards_are_told_too(site, run):
    (result,) = site.json(f"/api/v1/search?{SEARCH}")["results"]
    assert (result["location"]["phone"], result["location"]["phone_by"]) == ("+15105550144", "nppes")
    card = site.plain.get(f"/search.vcf?{SEARCH}").text.replace("\r\n ", "")
    assert "TEL;TYPE=WORK,VOICE:+15105550144" in card and "Phone: NPPES" in card
    (place,) = json.loads(run("why", NPI, "--json")[1])["facts"]["locations"]
    assert (place["source"], place["phone_by"]) == ("csv", "nppes")
