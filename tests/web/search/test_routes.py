"""The search and its results as visitors meet them."""

import re
from html import unescape
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

import nppes_files as files
import pytest

from directory import create_app
from directory.settings import Settings
from directory.web.search.examples import examples


def test_the_first_page_asks_for_a_place_and_nothing_else_is_required(client):
    page = client.get("/")
    assert "near" in page.fields
    assert "required" not in client.plain.get("/").text


def test_made_up_listings_stand_under_a_banner_that_says_so_on_every_page(client):
    (practitioner,) = [result["id"] for result in client.json("/api/v1/search?near=97214")["results"][:1]]
    for address, status in (
        ("/", 200),
        ("/search?near=97214", 200),
        ("/search?near=zzzzq", 400),
        (f"/practitioners/{practitioner}", 200),
    ):
        assert "made up" in client.get(address, status).text


def test_results_say_how_many_how_far_and_from_where(client):
    page = client.get("/search?near=97214&within=10")
    assert re.search(r"\d+ within 10 miles", page.text)
    assert "from the center of ZIP 97214" in page.text
    assert page.title.startswith("Acupuncture near ZIP 97214")


def test_the_page_and_the_api_give_the_same_results(client):
    address = "search?near=Chicago,+IL&within=50&kind=licensed_acupuncturist"
    found = client.json(f"/api/v1/{address}")
    page = client.get(f"/{address}")
    assert f"{found['total']} within 50 miles" in page.text
    assert [urlsplit(link).path.rsplit("/", 1)[1] for link in page.links if "/practitioners/" in link] == [
        result["id"] for result in found["results"]
    ]


def test_every_page_of_results_can_be_turned_to(client):
    address, seen = "/search?near=Los+Angeles,+CA&within=100&license=any", []
    while address:
        page = client.get(address)
        seen += [urlsplit(link).path for link in page.links if "/practitioners/" in link]
        address = next(
            (
                link
                for link in page.links
                if link.startswith("/search")
                and "page=" in link
                and "lang=" not in link
                and int(re.search(r"page=(\d+)", link)[1]) > len(seen) // 20
            ),
            None,
        )
    assert len(seen) == len(set(seen)) == client.json("/api/v1/search?near=Los+Angeles,+CA&within=100")["total"]


def test_nobody_within_the_radius_shows_the_nearest_and_how_far_they_are(client):
    page = client.get("/search?near=82001&within=1&kind=medical_acupuncturist")
    assert "Nobody within 1 mile " in page.text
    assert re.search(r"The nearest are about [\d,]+ miles away", page.text)
    assert any("/practitioners/" in link for link in page.links)


def test_a_misspelled_city_is_understood_and_the_page_says_which(client):
    assert "Showing San Francisco, CA for “san fransisco ca”" in client.get("/search?near=san+fransisco+ca").text


def test_a_name_that_several_cities_have_offers_the_others(client):
    page = client.get("/search?near=portland")
    assert "near Portland, OR" in page.title
    assert any("Portland%2C+ME" in link or "Portland,+ME" in link for link in page.links)


def test_a_search_for_medicare_says_first_who_may_bill_it_and_who_says_so(client):
    said = "a physician or other clinician must supervise and bill"
    page = client.get("/search?near=97214&insurance=part+b")
    assert said in page.text and "Chiropractors do not count" in page.text
    assert "CMS, National Coverage Determination 30.3.3" in page.text and ", January 21, 2020; checked" in page.text
    assert "kind=medical_acupuncturist" in " ".join(page.links)
    assert said not in client.get("/search?near=97214&insurance=medicaid").text


def test_an_unknown_place_keeps_what_was_typed_and_says_what_to_do(client):
    page = client.get("/search?near=San+Francisco,+OR&name=Kim", 400)
    assert page.title.startswith("Error")
    assert "Did you mean San Francisco, CA?" in page.text
    html = client.plain.get("/search?near=San+Francisco,+OR&name=Kim").text
    assert 'value="San Francisco, OR"' in html and 'value="Kim"' in html and 'aria-invalid="true"' in html


@pytest.mark.parametrize(
    "query",
    [
        "near=&within=10",
        "",
        "near=97214&within=abc",
        "near=97214&within=nan",
        "near=97214&within=-4",
        "near=97214&within=1e9",
        "near=97214&page=0",
        "near=97214&page=99",
        "near=97214&page=1.5",
        "near=97214&kind=wizard",
        "near=97214&name=!!!",
        "near=%00",
        "near=" + "x" * 3000,
        "near=%F0%9F%98%80",
        "near=97214&page=%D9%A1",
    ],
)
def test_bad_input_gets_words_beside_the_field_never_a_crash(client, query):
    client.get(f"/search?{query}", 400)
    problem = client.json(f"/api/v1/search?{query}", 400)
    assert problem["status"] == 400 and problem["errors"][0]["parameter"] in (
        "near",
        "within",
        "page",
        "kind",
        "name",
    )


def test_an_insurance_that_nobody_names_turns_nobody_away_and_is_told_as_such(client):
    page = client.get("/search?near=97214&within=100&insurance=zzzzzz").text
    assert "No listing here says whether it takes zzzzzz" in page and "What to ask" in page
    answer = client.json("/api/v1/search?near=97214&within=100&insurance=zzzzzz")
    assert answer["insurance"] == {"name": "zzzzzz", "program": None, "networks": []}
    assert answer["total"] == client.json("/api/v1/search?near=97214&within=100")["total"]
    known = client.json("/api/v1/search?near=97214&within=100&insurance=acme")["insurance"]
    assert known["networks"] == [{"payer": "Acme Health", "plan": None}]


def test_several_faults_are_told_at_once(client):
    problem = client.json("/api/v1/search?near=zzzzqq&within=x&kind=y", 400)
    assert [error["parameter"] for error in problem["errors"]] == ["near", "within", "kind"]
    assert "licensed_acupuncturist" in problem["detail"]


def test_what_is_typed_is_never_markup(client):
    html = client.plain.get('/search?near="><script>alert(1)</script>').text
    assert "<script>" not in html and "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("typed", "family"),
    [
        ("An", "An"),
        ("Do", "Đỗ"),
        ("So", "So"),
        ("Will", "Will"),
        ("nguyen", "Nguyễn"),
        ("obrien", "O'Brien"),
        ("o'brien", "O'Brien"),
        ("o brien", "O'Brien"),
        ("de la cruz", "de la Cruz"),
        ("DE LA CRUZ", "de la Cruz"),
        ("in", "In"),
        ("or", "Or"),
        ("garcia", "García"),
    ],
)
def test_names_are_found_however_they_are_typed(client, typed, family):
    found = client.json(f"/api/v1/search?near=Kansas+City,+MO&within=500&name={typed}")
    names = [result["name"] for result in (found["results"] or found["nearest"])]
    assert any(name.endswith(family) for name in names), names


@pytest.mark.parametrize(
    "typed", ["Dr. {}", "Ms. {}", "{}, L.Ac.", "{} LAc", "{}, MD, LAc", "Dr. {}, Dipl. O.M.", "{} MD PhD", "dra. {}"]
)
def test_titles_and_letters_beside_a_name_are_no_part_of_it(client, typed):
    """What people copy from a business card; whoever has the name alone would not be found by it."""
    place = {"near": "Kansas City, MO", "within": "500"}
    listings = client.json(f"/api/v1/search?{urlencode(place)}")["results"]
    names = [each["name"] for each in listings if each["kind"] != "clinic"][:4]
    assert len(names) == 4
    for name in names:
        found = client.json(f"/api/v1/search?{urlencode(place | {'name': typed.format(name)})}")
        assert name in {each["name"] for each in found["results"] or found["nearest"]}


@pytest.mark.parametrize("typed", ["Jackson County, MO", "LA County"])
def test_a_county_is_searched_from_its_center_and_a_nearer_place_asked_for_where_it_is_wide(client, typed):
    page = client.get(f"/search?{urlencode({'near': typed})}")
    asked = "type a city or a ZIP code to see who is near you" in page.text
    assert asked == (typed == "LA County") and "the center of" in page.text


def test_a_town_of_a_famous_name_is_shown_with_a_word_about_the_place_abroad(client):
    assert "A larger place abroad has this name too" in client.get("/search?near=Toronto").text
    assert "A larger place abroad" not in client.get("/search?near=Toronto%2C+OH").text


def test_a_region_is_searched_within_its_borders_unless_more_miles_are_asked_for(client):
    """Who lives at the edge of a wide region is found, whatever radius the form still had; more miles stay more."""
    answer = client.json("/api/v1/search?near=Chicagoland&within=5")
    assert answer["place"]["precision"] == "region" and 25 < answer["radius_miles"] < 60
    page = client.get("/search?near=Chicagoland&within=5").text
    assert f"{answer['total']} in Chicagoland" in page and "within 5 miles" not in page
    assert client.json("/api/v1/search?near=Chicagoland&within=300")["radius_miles"] == 300
    assert "within 300 miles" in client.get("/search?near=Chicagoland&within=300").text


def test_a_small_place_that_was_typed_is_offered_beside_the_large_one_that_is_shown(client):
    page = client.get("/search?near=Huston&within=500")
    assert "Showing Houston, TX for “Huston”" in page.text and "Not Houston, TX?" in page.text
    assert client.json("/api/v1/search?near=Huston%2C+ID&within=500")["place"]["label"] == "Huston, ID"


@pytest.mark.parametrize(("state", "name"), [("IN", "Indiana"), ("OR", "Oregon"), ("ME", "Maine")])
def test_states_whose_codes_are_english_words_are_places(client, state, name):
    found = client.json(f"/api/v1/search?near={state}&within=300")
    assert found["place"]["label"] == name
    assert state in {result["location"]["state"] for result in found["results"]}


def test_a_new_directory_is_seen_without_a_restart_and_an_old_one_stays_whole_for_those_who_have_it(run, tmp_path):
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20050523-20240310.csv", [files.row(npi=files.npi(1))]))
    app = create_app(Settings())
    held = app.extensions["site"].current.get()
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240311-20240317.csv", [files.row(npi=files.npi(2))]))
    assert app.test_client().get("/api/v1/search?near=97214").json["total"] == 2
    assert len(held.listings([0])) == len(held) == 1


def test_the_searches_to_try_on_the_first_page_find_somebody_here(client):
    html = client.plain.get("/").text
    tried = [unescape(address) for address in re.findall(r'<a href="(/search[^"]+)"', html.split('class="try"')[1])]
    assert len(tried) == 2 and "insurance=" in tried[1]
    for address in tried:
        assert int(re.search(r": ([\d,]+) results?", client.get(address).title)[1]) > 0


def test_a_directory_of_nobody_or_without_insurance_has_fewer_to_try():
    class Few(list):
        """As many listings as a directory of them has."""

        def listings(self, numbers):
            return [self[number] for number in numbers]

        __hash__ = object.__hash__

    where = SimpleNamespace(city="Marfa", state="TX")
    one = SimpleNamespace(locations=[where], payers=[])
    assert examples(Few()) == () and examples(Few([SimpleNamespace(locations=[], payers=[])])) == ()
    assert examples(Few([one])) == ({"near": "Marfa, TX"},)


@pytest.mark.parametrize(
    "path", ["/", "/guide", "/coverage", "/about", "/shortlist", "/account/sign-in", "/search?name=x"]
)
def test_every_page_of_a_made_up_directory_says_so_and_links_no_number_but_telephones(client, path):
    page = client.plain.get(path).text
    assert "Sample directory:" in page and 'content="telephone=no"' in page
