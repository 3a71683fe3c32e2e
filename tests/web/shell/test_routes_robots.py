"""What search engines are told."""

from xml.etree import ElementTree

import nppes_files as files
import pytest

from directory import create_app
from directory.settings import Settings
from directory.web.shell import routes_robots

ADDRESS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def texts(xml, name):
    """The texts of the elements of that name."""
    return [element.text for element in ElementTree.fromstring(xml).iter(ADDRESS + name)]


class TestSample:
    def test_a_made_up_directory_is_kept_out_of_search_engines(self, client):
        assert client.plain.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
        for address in ("/", "/search?near=97214", "/api/v1/search?near=97214"):
            assert client.plain.get(address).headers["X-Robots-Tag"] == "noindex"
        client.get("/sitemap.xml", 404)
        client.get("/sitemap-1.xml", 404)


class TestReal:
    @pytest.fixture
    def client(self, run, tmp_path):
        rows = [files.row(npi=files.npi(number)) for number in range(1, 6)]
        run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))
        return create_app(Settings()).test_client()

    def test_practitioners_may_be_listed_and_searches_not(self, client):
        rules = client.get("/robots.txt").text
        assert (
            "Disallow: /search\n" in rules
            and "/practitioners" not in rules
            and "Sitemap: http://localhost/sitemap.xml" in rules
        )
        assert "X-Robots-Tag" not in client.get(f"/practitioners/{files.npi(1)}").headers

    def test_the_sitemaps_name_everybody_once(self, client, monkeypatch):
        monkeypatch.setattr(routes_robots, "SITEMAP_SIZE", 2)
        parts = texts(client.get("/sitemap.xml").text, "loc")
        listed = [address for part in parts for address in texts(client.get(part).text, "loc")]
        assert len(parts) == 3
        assert sorted(listed) == sorted(f"http://localhost/practitioners/{files.npi(number)}" for number in range(1, 6))
        assert {client.get(address).status_code for address in listed} == {200}
        assert client.get("/sitemap-4.xml").status_code == client.get("/sitemap-0.xml").status_code == 404

    def test_a_listing_carries_the_day_of_its_last_change(self, client):
        page = client.get(f"/practitioners/{files.npi(1)}").text
        (day, *_) = texts(client.get("/sitemap-1.xml").text, "lastmod")
        assert day.startswith("20") and day[:4] in page

    def test_addresses_are_those_that_visitors_use(self, client, monkeypatch):
        assert texts(client.get("/sitemap.xml", headers={"Host": "acu.example"}).text, "loc") == [
            "http://acu.example/sitemap-1.xml"
        ]
        assert client.get("/sitemap.xml", headers={"Host": "<script>"}).status_code == 400
        monkeypatch.setenv("SITE_ADDRESS", "https://acu.example/")
        assert texts(create_app(Settings()).test_client().get("/sitemap.xml").text, "loc") == [
            "https://acu.example/sitemap-1.xml"
        ]
