"""Results as files, read back by the readers that people have."""

import csv
import io
import json
import re

import nppes_files as files
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from directory import create_app
from directory.core.facts import FACTS
from directory.settings import Settings
from directory.web.search import downloads, routes_downloads, vcards

SEARCH = "near=Los+Angeles,+CA&within=100"
DANGEROUS = "=+-@\t\r\n＝＋－＠"


@pytest.fixture
def download(client):
    """The text of a file of results."""

    def fetch(suffix, search=SEARCH):
        answer = client.plain.get(f"/search.{suffix}?{search}")
        assert (
            answer.status_code == 200
            and answer.headers["Content-Disposition"] == f"attachment; filename=acupuncture.{suffix}"
        )
        assert answer.headers["X-Robots-Tag"] == "noindex"
        return answer.text

    return fetch


def rows(text):
    """The records of a CSV file."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def cards(text):
    """The cards of a vCard file."""
    return list(vobject.readComponents(text))


def test_every_file_holds_everybody_on_all_pages_in_their_order(client, download):
    found = client.json(f"/api/v1/search?{SEARCH}&license=active")
    ids = [row["id"] for row in rows(download("csv"))]
    assert len(ids) == found["total"] > 20 and ids[:20] == [result["id"] for result in found["results"]]
    assert [feature["id"] for feature in json.loads(download("geojson"))["features"]] == ids
    assert [card.uid.value for card in cards(download("vcf"))] == ids


def test_the_page_links_to_the_files_of_this_very_search(client):
    page = client.get(f"/search?{SEARCH}&kind=clinic&page=1&lang=es")
    links = [link for link in page.links if link.startswith("/search.")]
    assert [link.partition("?")[0] for link in links] == ["/search.csv", "/search.vcf", "/search.geojson"]
    for link in links:
        assert "kind=clinic" in link and "lang=es" in link and "within=100" in link
    assert not [
        link for link in client.get("/search?near=82001&within=1&kind=clinic").links if link.startswith("/search.")
    ]


def test_every_fact_that_is_exported_has_one_column_and_no_other_fact_has_any():
    exported = [fact.name for fact in FACTS if fact.in_exports]
    others = {fact.name for fact in FACTS if not fact.in_exports} - {"licences", "insurance"}  # as texts with sources
    assert [downloads.COLUMNS.count(name) for name in exported] == [1] * len(exported)
    assert not others & set(downloads.COLUMNS)


def test_a_file_that_cannot_hold_all_is_said_to(client, download, monkeypatch):
    monkeypatch.setattr(routes_downloads, "MAX_PRACTITIONERS", 3)
    assert len(rows(download("csv"))) == 3
    monkeypatch.setitem(client.plain.application.jinja_env.globals, "MOST_DOWNLOADED", 3)
    assert re.search(r"Each file holds the first 3 of \d+", client.get(f"/search?{SEARCH}").text)


@pytest.mark.parametrize("suffix", ["csv", "vcf", "geojson"])
def test_what_is_wrong_with_a_search_is_said_in_words(client, suffix):
    assert "Did you mean San Francisco, CA?" in client.get(f"/search.{suffix}?near=San+Francisco,+OR", 400).text
    client.get(f"/search.{suffix}?near=97214&within=x&kind=y", 400)
    client.get(f"/search.{suffix}", 400)


def test_a_file_of_nobody_is_whole(download):
    nobody = "near=82001&within=1&kind=clinic"
    assert rows(download("csv", nobody)) == [] and download("csv", nobody).startswith("\ufeffid,npi,name")
    assert json.loads(download("geojson", nobody))["features"] == []
    assert download("vcf", nobody) == ""


def test_made_up_listings_say_so_in_every_record(download):
    made_up = "made up: not a real practitioner"
    of_rows = {(row["note"], row["source"]) for row in rows(download("csv"))}
    of_features = {feature["properties"]["note"] for feature in json.loads(download("geojson"))["features"]}
    of_cards = {card.note.value.splitlines()[0] for card in cards(download("vcf"))}
    assert of_rows == {(made_up, "the made-up sample")} and of_features == {made_up}
    assert of_cards == {"Made up: not a real person or clinic."}


class TestRealListings:
    @pytest.fixture
    def client(self, run, tmp_path):
        run(
            "import",
            "nppes",
            files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [files.row(npi=files.npi(1))]),
        )
        return create_app(Settings()).test_client()

    def test_every_record_carries_its_source_and_day(self, client):
        (row,) = rows(client.get("/search.csv?near=97214&within=500").text)
        assert row["source"] == "NPPES, the federal register of health care providers" and row["as_of"] == "2024-03-04"
        assert "NPPES" in row["licences"] and "2024-03-04" in row["licences"] and row["note"] == ""
        (card,) = cards(client.get("/search.vcf?near=97214&within=500").text)
        assert "NPPES" in card.note.value and "Mar 4, 2024" in card.note.value and "ade up" not in card.note.value

    def test_a_phone_gets_a_name_to_sort_by_a_number_to_call_and_the_page(self, client):
        (row,) = rows(client.get("/search.csv?near=97214&within=500").text)
        (card,) = cards(client.get("/search.vcf?near=97214&within=500", headers={"Accept-Language": "es"}).text)
        assert card.fn.value == row["name"] == f"{card.n.value.given} {card.n.value.family}"
        assert re.fullmatch(r"\+1\d{10}", card.tel.value)
        assert (card.adr.value.street, card.adr.value.city, card.adr.value.region) == (
            row["address"],
            row["city"],
            row["state"],
        )
        assert card.url.value == f"http://localhost/practitioners/{row['id']}"
        assert "geo" not in card.contents, "the center of a ZIP code is no place to drive to"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_each_character_that_begins_a_formula_is_disarmed(first):
    """OWASP, CSV Injection; spreadsheets take the wide forms for the same."""
    assert downloads.cell(f"{first}1+1") == f"'{first}1+1" and downloads.cell(f"1{first}1") == f"1{first}1"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_cell_is_run_as_a_formula_and_every_text_can_be_read_back(text):
    written = io.StringIO()
    csv.writer(written).writerow([downloads.cell(text), "after"])
    ((cell, after),) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert not cell or cell[0] not in DANGEROUS
    assert cell.removeprefix("'") == text.removeprefix("'") and after == "after"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_in_a_card_is_read_back_and_ends_no_line(text):
    written = "".join(
        f"{vcards.folded(line)}\r\n"
        for line in ("BEGIN:VCARD", "VERSION:3.0", f"NOTE:{vcards.escaped(text)}", "FN:after", "END:VCARD")
    )
    assert all(len(line.encode()) <= vcards.MAX_LINE for line in written.split("\r\n"))
    (card,) = cards(written)
    assert card.note.value == "\n".join(text.translate(vcards.CONTROL).splitlines())
    assert card.fn.value == "after" and len(card.contents) == 3
