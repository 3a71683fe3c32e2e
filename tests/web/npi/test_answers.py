"""Who is found by what, and how an answer is written."""

import json
from pathlib import Path

import pytest
import registered_people as people

from directory.importer.formats.archive import Opened
from directory.importer.normalise import normalise
from directory.importer.record import ReadContext
from directory.importer.sources.nppes import api

GOLDEN = Path(__file__).with_name("golden")
ALL_IN_OREGON = people.JEFFREYS + 4  # Maeve, the clinic, Zelda and one James


@pytest.mark.parametrize(("name", "npi"), [("person", people.MAEVE), ("organization", people.CLINIC)])
def test_a_result_is_written_as_the_register_writes_it(ask, name, npi):
    answer, total = ask(number=npi)
    golden = json.loads((GOLDEN / f"{name}.json").read_text())
    assert answer == golden and total == 1
    assert json.dumps(answer) == json.dumps(golden), "the keys have another order"


def test_of_whom_no_register_is_read_the_listing_alone_tells(client):
    result = client.json("/api/npi/?version=2.1&city=portland&state=ME&last_name=foster")["results"][0]
    assert result["basic"]["first_name"] == "Andrew" and result["created_epoch"] == ""
    assert result["taxonomies"][0]["license"] == "AC9516" and "sole_proprietor" not in result["basic"]


FOUND = [
    ({"last_name": "o'brien"}, [people.MAEVE]),
    ({"last_name": "OBRIEN"}, [people.MAEVE]),
    ({"last_name": "o'casey"}, [people.MAEVE]),
    ({"last_name": "brien"}, []),
    ({"last_name": "o'br*"}, [people.MAEVE]),
    ({"last_name": "De La Cruz"}, [people.MARY]),
    ({"first_name": "mary ann"}, [people.MARY]),
    ({"first_name": "ma*", "state": "CA"}, [people.MARY]),
    ({"first_name": "Bob"}, [people.ROBERT]),
    ({"first_name": "Bob", "use_first_name_alias": "False"}, []),
    ({"first_name": "Bob*"}, []),
    ({"first_name": "robert", "last_name": "finch"}, []),
    ({"organization_name": "elm needles"}, [people.CLINIC]),
    ({"organization_name": "heron*"}, [people.CLINIC]),
    ({"organization_name": "elm street acupuncture, llc."}, [people.CLINIC]),
    ({"organization_name": "elm street"}, []),
    ({"last_name": "roe"}, []),
    ({"last_name": "roe", "name_purpose": "AO"}, [people.CLINIC]),
    ({"last_name": "roe", "name_purpose": "ao", "organization_name": "elm*"}, [people.CLINIC]),
    ({"last_name": "roe", "name_purpose": "PROVIDER"}, []),
    ({"city": "bend"}, [people.CLINIC]),
    ({"city": "bend", "address_purpose": "SECONDARY"}, [people.CLINIC]),
    ({"city": "bend", "address_purpose": "LOCATION"}, [people.CLINIC]),
    ({"city": "bend", "address_purpose": "PRIMARY"}, []),
    ({"city": "boise", "address_purpose": "MAILING"}, []),
    ({"city": "boise"}, []),
    ({"city": "bend", "state": "WA"}, []),
    ({"city": "sea*", "state": "wa"}, [people.ROBERT]),
    ({"postal_code": "98101"}, [people.ROBERT]),
    ({"postal_code": "981*"}, [people.ROBERT]),
    ({"postal_code": "98101-0000"}, []),
    ({"postal_code": "981"}, []),
    ({"postal_code": "97214-1234", "last_name": "o'brien"}, [people.MAEVE]),
    ({"postal_code": "972141234", "city": "salem", "last_name": "o'brien"}, [people.MAEVE]),
    ({"postal_code": "972141234", "city": "bend", "last_name": "o'brien"}, []),
    ({"number": people.MAEVE, "last_name": "finch"}, []),
    ({"number": people.MAEVE, "country_code": "US"}, [people.MAEVE]),
    ({"number": people.MAEVE, "country_code": "MX"}, []),
    ({"country_code": "MX"}, []),
    ({"number": "2000000011"}, []),
    ({"taxonomy_description": "acupuncturist", "state": "WA"}, [people.ROBERT]),
    ({"taxonomy_description": "Acu*", "enumeration_type": "npi-2"}, [people.CLINIC]),
    ({"taxonomy_description": "Family Medicine"}, []),
]


@pytest.mark.parametrize(("parameters", "npis"), FOUND)
def test_who_fits_is_found(found, parameters, npis):
    assert found(**parameters) == npis


@pytest.mark.parametrize("npi", [people.EXCLUDED, people.DEACTIVATED, people.NURSE, people.ABROAD, people.REMOVED])
def test_whom_no_page_shows_the_api_does_not_tell_of(found, ask, npi):
    assert found(number=npi) == []
    assert npi not in json.dumps(ask(city="portland", limit=200)[0])
    assert npi not in json.dumps(ask(near="97214", within="50", limit=200)[0])


@pytest.mark.parametrize("name", ["vogel", "vo*", "grouse", "quux"])
def test_a_name_of_whom_no_page_shows_finds_nobody(found, name):
    assert found(last_name=name) == []


def test_what_waits_for_an_admin_is_told_by_no_door(ask, found):
    assert found(city="yakima") == [] and found(postal_code="98901") == []
    answer = json.dumps(ask(number=people.MAEVE)[0])
    assert "O'BRIEN" in answer and not any(word in answer for word in ("Yakima", "AC777777", "Quux"))


def test_an_answer_that_is_saved_and_imported_says_the_same(ask, tmp_path):
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(ask(number=people.MAEVE)[0]))
    with Opened(path, api.is_source_file) as opened:
        (raw,) = api.statements(opened, ReadContext(whole=False))
    statement, problems = normalise(raw)
    assert problems == [] and statement.name == "Maeve J. O'Brien" and statement.gender == "female"
    assert [(place.address, place.city) for place in statement.locations] == [
        ("12 SE Elm St Ste 4", "Portland"),
        ("9 NW Oak St", "Salem"),
    ]
    (registration,) = statement.registrations
    assert registration.enumerated_on == "2010-05-06" and len(registration.identifiers) == 2


@pytest.mark.parametrize(
    ("limit", "count"),
    [(None, 10), ("1", 1), ("123", 123), ("200", ALL_IN_OREGON), ("201", ALL_IN_OREGON), ("9" * 30, ALL_IN_OREGON)],
)
def test_an_answer_has_as_many_as_asked_for_and_200_at_most(ask, limit, count):
    answer, total = ask(state="OR", taxonomy_description="acupuncturist", **({"limit": limit} if limit else {}))
    assert (answer["result_count"], len(answer["results"]), total) == (count, count, ALL_IN_OREGON)


@pytest.mark.parametrize("around", [{}, {"near": "97214", "within": "100"}])
def test_pages_hold_everybody_once(found, around):
    asked = {"taxonomy_description": "acupuncturist", "state": "OR", "limit": "40"} | around
    pages = [found(**asked, skip=str(skip)) for skip in range(0, 200, 40)]
    everybody = [npi for page in pages for npi in page]
    assert [len(page) for page in pages] == [40, 40, 40, ALL_IN_OREGON - 120, 0]
    assert len(set(everybody)) == len(everybody) == ALL_IN_OREGON


def test_near_a_place_the_nearest_come_first(ask):
    answer, total = ask(near="Salem, OR", within="60", last_name="o'b*")
    assert total == 1 and answer["results"][0]["directory"]["distance_miles"] < 60
    answer, total = ask(near="97214", within="200", taxonomy_description="acupuncturist", limit="200")
    miles = [each["directory"]["distance_miles"] for each in answer["results"]]
    assert miles == sorted(miles) and miles[-1] > 100 and total == len(miles) == ALL_IN_OREGON + 1


def test_beyond_the_last_nobody_is_found_and_the_total_stays(ask):
    answer, total = ask(state="OR", taxonomy_description="acupuncturist", skip="999999999999")
    assert (answer, total) == ({"result_count": 0, "results": []}, ALL_IN_OREGON)


def test_an_answer_may_be_indented_and_read_by_pages_of_other_sites(registry):
    response = registry.test_client().get(f"/api/npi?version=2.1&number={people.MAEVE}&pretty=on")
    assert response.text.startswith('{\n  "result_count": 1') and response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Total-Count" in response.headers["Access-Control-Expose-Headers"].split(", ")
    assert "Set-Cookie" not in response.headers


def test_a_listing_is_at_the_address_that_its_result_names(registry, ask):
    url = ask(number=people.MAEVE)[0]["results"][0]["directory"]["url"]
    assert registry.test_client().get(url).status_code == 200
