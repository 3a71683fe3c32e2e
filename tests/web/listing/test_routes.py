"""A practitioner's page."""

import re
from urllib.parse import urlencode

import nppes_files as files
import pytest

from directory import create_app
from directory.geocoding.locate import key
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.geocodes import Answer, keep


class TestPractitioner:
    @pytest.fixture
    def listed(self, client):
        """Finds a listing of the sample that has something."""

        def find(having):
            for place in ("New York", "Los Angeles", "Portland, OR", "Chicago", "Boston"):
                for result in client.json(f"/api/v1/search?near={place}&within=60")["results"]:
                    if having(result):
                        return result
            raise AssertionError("the sample has none")

        return find

    def test_the_phone_can_be_tapped_and_the_address_opened_in_a_map(self, client, listed):
        result = listed(lambda result: result["location"]["phone"] and result["location"]["address"])
        page = client.get(f"/practitioners/{result['id']}")
        assert f"tel:{result['location']['phone']}" in page.links
        assert any("destination=" in link for link in page.links)

    def test_a_page_is_the_same_for_every_device(self, client, listed):
        address = f"/practitioners/{listed(lambda result: result['location']['address'])['id']}"
        pages = {client.get(address, headers={"User-Agent": device}).text for device in ("Android 15", "iPhone", "")}
        assert len(pages) == 1

    def test_office_hours_are_shown_with_their_source_in_the_visitors_language(self, client, sample_directory):
        everybody = sample_directory.listings(list(range(len(sample_directory))))
        listing = next(
            each for each in everybody if each.kind == "clinic" and (each.locations[0].hours or "")[:7] == "Mon-Fri"
        )
        place = listing.locations[0]
        page = client.get(f"/practitioners/{listing.id}")
        assert f"Office hours: {place.hours} (the made-up sample" in page.text
        spanish = client.get(f"/practitioners/{listing.id}?lang=es").text
        assert "Horario de atención: lun-vie 9 am - 5 pm" in spanish
        search = urlencode({"near": place.postal_code, "within": 5, "name": listing.name, "kind": "clinic"})
        location = client.json(f"/api/v1/search?{search}")["results"][0]["location"]
        assert (location["hours"], location["hours_by"]) == (place.hours, "sample")
        assert place.hours in client.plain.get(f"/search.csv?{search}").text
        assert "Office hours:" in client.plain.get(f"/search.vcf?{search}").text.replace("\r\n ", "")

    def test_the_website_is_linked_with_its_source_and_programs_get_it_too(self, client, sample_directory):
        listing = next(each for each in sample_directory.listings(list(range(len(sample_directory)))) if each.website)
        assert listing.website.startswith("https://") and listing.website.endswith(".example")
        page = client.get(f"/practitioners/{listing.id}")
        assert page.links.count(listing.website) == 1
        assert f"Website: {listing.website[8:]}" in page.text
        assert re.search(r"Website: the made-up sample", page.text)
        place = listing.locations[0]
        search = f"near={place.city},+{place.state}&within=5&name={listing.name}&kind=clinic"
        (result,) = client.json(f"/api/v1/search?{search}")["results"]
        assert result["website"] == listing.website
        assert listing.website in client.plain.get(f"/search.csv?{search}").text
        assert f"URL:{listing.website}\r\n" in client.plain.get(f"/search.vcf?{search}").text.replace("\r\n ", "")

    def test_the_e_mail_address_is_on_the_page_with_its_source_and_on_no_card(self, client, sample_directory):
        listing = next(each for each in sample_directory.listings(list(range(len(sample_directory)))) if each.email)
        page = client.get(f"/practitioners/{listing.id}")
        assert page.links.count(f"mailto:{listing.email}") == 1
        assert re.search(r"E-mail: the made-up sample", page.text)
        place = listing.locations[0]
        search = urlencode({"near": place.postal_code, "within": 5, "name": listing.name, "kind": "clinic"})
        assert listing.email not in client.get(f"/search?{search}").text
        (result,) = client.json(f"/api/v1/search?{search}")["results"]
        assert result["email"] == listing.email
        assert listing.email in client.plain.get(f"/search.csv?{search}").text
        card = client.plain.get(f"/search.vcf?{search}").text.replace("\r\n ", "")
        assert f"EMAIL;TYPE=INTERNET:{listing.email}\r\n" in card

    def test_credentials_are_spelled_out_and_licenses_have_state_number_and_who_says_so(self, client, listed):
        result = listed(lambda result: "L.Ac." in result["credentials"] and result["licences"])
        page = client.get(f"/practitioners/{result['id']}")
        assert "Licensed Acupuncturist" in page.text
        assert f"{result['licences'][0]['state']} {result['licences'][0]['number']}" in page.text

    def test_every_fact_names_its_source_and_date(self, client, listed):
        page = client.get(f"/practitioners/{listed(lambda result: True)['id']}")
        assert re.search(r"The made-up sample, as of \w{3} \d{1,2}, 20\d\d, says: .*name.*kind", page.text)

    def test_a_suspended_license_is_said_at_the_top_and_on_the_card(self, client, sample_directory):
        listing = next(
            listing
            for listing in sample_directory.listings(list(range(len(sample_directory))))
            if [licence.status for licence in listing.licences] == ["suspended"]
        )
        assert "License suspended: ask before you book." in client.get(f"/practitioners/{listing.id}").text
        place = listing.locations[0]
        address = f"/search?near={place.city},+{place.state}&name={listing.name}"
        assert "License suspended" in client.get(f"{address}&license=any").text

    def test_a_lapsed_license_is_left_out_unless_asked_for_and_the_page_says_so(self, client):
        plain, whole = (
            client.get("/search?near=Los+Angeles,+CA&within=100"),
            client.get("/search?near=Los+Angeles,+CA&within=100&license=any"),
        )
        left_out = int(re.search(r"(\d+) more ha(?:s|ve) a license that a board calls", plain.text)[1])
        found = [int(re.search(r"(\d+) within 100 miles", page.text)[1]) for page in (plain, whole)]
        assert found[0] + left_out == found[1] and left_out > 0
        assert any("license=any" in link for link in plain.links)

    def test_an_unknown_one_is_a_plain_404(self, client):
        assert "no such page" in client.get("/practitioners/1234567893", 404).text
        assert client.get("/practitioners/" + "9" * 5000, 404)

    def test_every_listing_of_the_sample_has_a_page(self, client, sample_directory):
        for number in range(0, len(sample_directory), 7):
            client.get(f"/practitioners/{sample_directory.listings([number])[0].id}")


class TestRealListings:
    @pytest.fixture
    def client(self, run, tmp_path):
        run(
            "import",
            "nppes",
            files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [files.row(npi=files.npi(1))]),
        )
        return create_app(Settings()).test_client()

    def test_nothing_is_called_made_up_and_the_source_is_named(self, client):
        html = client.get(f"/practitioners/{files.npi(1)}").text
        assert "made" not in html and "NPPES" in html and "Mar 10, 2024" in html

    def test_a_license_that_only_the_practitioner_states_is_called_that(self, client):
        assert "no licensing board has confirmed it here" in client.get(f"/practitioners/{files.npi(1)}").text


class TestStructuredData:
    def test_made_up_people_are_not_offered_to_search_engines(self, client, sample_directory):
        practitioner = sample_directory.listings([0])[0].id
        assert "schema.org" not in client.plain.get(f"/practitioners/{practitioner}").text

    @pytest.fixture
    def client_of_real(self, run, tmp_path):
        run(
            "import",
            "nppes",
            files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [files.row(npi=files.npi(1))]),
        )
        return create_app(Settings()).test_client()

    @pytest.fixture
    def html(self, client_of_real):
        return client_of_real.get(f"/practitioners/{files.npi(1)}").text

    def test_a_listing_is_marked_up_with_what_its_page_says(self, html):
        assert '<div itemscope itemtype="https://schema.org/Person">' in html
        marked = dict(re.findall(r'<meta itemprop="(\w+)" content="([^"]*)">', html))
        assert marked["name"] in re.search("<h1[^>]*>(.*)</h1>", html)[1] and marked["value"] == files.npi(1)
        assert marked["url"] == f"http://localhost/practitioners/{files.npi(1)}"
        assert marked["telephone"] in html.split("<meta itemprop")[0] and {
            "streetAddress",
            "addressLocality",
            "postalCode",
        } <= set(marked)

    def test_a_point_that_is_only_the_center_of_a_zip_code_is_not_given(self, html):
        assert "GeoCoordinates" not in html

    def test_the_point_of_an_address_is_given(self, client_of_real, run):
        with Imports(Settings().imports_db) as imports:
            (statement,) = imports.statements()
            keep(
                imports.connection,
                [(key(statement.statement.locations[0]), Answer(45.52, -122.65, "rooftop", "census", None))],
            )
        run("publish")
        html = client_of_real.get(f"/practitioners/{files.npi(1)}").text
        assert '<meta itemprop="latitude" content="45.52"><meta itemprop="longitude" content="-122.65">' in html
