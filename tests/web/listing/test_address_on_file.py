"""How the pages and files tell the address that a board has on file from a place where patients are seen."""

import json
from datetime import date

import nppes_files as files
import pytest
from licence_lists import text

from directory import create_app
from directory.settings import Settings

WORDS = "Address on file with the licensing board: ask before you go."
SPANISH = "Dirección registrada en la junta de licencias: pregunte antes de ir."
NEXT_YEAR = date.today().year + 1
RUNS_OUT = {
    "CA": {"Expiration Date": f"01-31-{NEXT_YEAR}"},
    "FL": {"expire_date": f"01/31/{NEXT_YEAR}"},
    "TX": {"license_expiration_date": f"{NEXT_YEAR}-01-31"},
}
SEARCH = "near=Oakland,+CA&within=25"


@pytest.fixture
def site(run, tmp_path, client):
    """The site with a board's list, and NPPES before it where rows of that are given."""

    def of(state, *nppes):
        if nppes:
            run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", nppes))
        path = tmp_path / f"{state}_20260105.csv"
        path.write_text(text(state, RUNS_OUT[state]))
        assert run("import", "licences", path, "--state", state)[0] == 0
        return type(client)(create_app(Settings()))

    return of


def test_whom_only_a_board_knows_is_found_there_and_told_to_be_asked_first(site):
    client = site("CA")
    (result,) = client.json(f"/api/v1/search?{SEARCH}")["results"]
    assert result["id"] == "CA-90001" and result["location"]["on_file"] is True
    assert WORDS in client.get(f"/search?{SEARCH}").text
    page = client.get("/practitioners/CA-90001")
    assert WORDS in page.text and "12 Elm St" in page.text and "Directions" not in page.text
    assert SPANISH in client.get("/practitioners/CA-90001", headers={"Accept-Language": "es"}).text
    assert "workLocation" not in client.plain.get("/practitioners/CA-90001").text
    compared = client.get(f"/compare?id=CA-90001&{SEARCH}").text
    assert WORDS in compared and "Directions" not in compared


def test_why_says_so_in_words_and_to_programs_and_only_there(site, run):
    site("CA")
    assert "locations: 12 Elm St, Oakland, CA, 94607, on file, 37." in run("why", "CA-90001")[1]
    (place,) = json.loads(run("why", "CA-90001", "--json")[1])["facts"]["locations"]
    assert place["on_file"] is True
    site("FL")
    assert "on file" not in run("why", "FL-AP90001")[1] and "on_file" not in run("why", "FL-AP90001", "--json")[1]


def test_files_of_results_say_so_too(site):
    client = site("CA")
    assert "on file with the licensing board: ask before you go" in client.plain.get(f"/search.csv?{SEARCH}").text
    card = client.plain.get(f"/search.vcf?{SEARCH}").text
    assert "FN:Jane Example" in card and "ADR" not in card and "12 Elm St" not in card


def test_who_has_a_practice_is_shown_there_and_not_at_the_address_on_file(site):
    person = {"last_name": "EXAMPLE", "first_name": "JANE", "city": "FRESNO", "state": "CA", "postal_code": "93701"}
    client = site("CA", files.row(("171100000X", "90001", "CA", "Y"), npi=files.npi(1), **person))
    assert client.json(f"/api/v1/search?{SEARCH}")["results"] == []
    (result,) = client.json("/api/v1/search?near=Fresno,+CA&within=5")["results"]
    assert result["location"]["city"] == "Fresno" and "on_file" not in result["location"]
    assert [each["status"] for each in result["licences"]] == ["active"]
    page = client.get(f"/practitioners/{files.npi(1)}")
    assert WORDS not in page.text and "Oakland" not in page.text and "Directions" in page.text


@pytest.mark.parametrize(("state", "city"), [("FL", "Tampa, FL"), ("TX", "Austin, TX")])
def test_a_list_that_names_the_practice_shows_it_as_that(site, state, city):
    client = site(state)
    (result,) = client.json(f"/api/v1/search?near={city}&within=25")["results"]
    page = client.get(f"/practitioners/{result['id']}")
    assert WORDS not in page.text and "Directions" in page.text and "on_file" not in result["location"]
