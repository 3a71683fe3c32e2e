"""Lists go on behind a cursor; answers are cut to what is wanted; a list of another edition says so."""

import base64
import json

import pytest

from directory.answers.cursors import cursor_at
from directory.answers.shaping import insurers_of

WIDE = "near=Los+Angeles,+CA&within=300"


def pages(client, address):
    """Every page of a list."""
    found = []
    while address:
        answer = client.json(address)
        found.append(answer)
        address = answer["next"]
    return found


def test_a_search_goes_on_page_by_page_and_each_is_found_once(client):
    found = pages(client, f"/api/v1/search?{WIDE}&fields=name")
    ids = [each["id"] for page in found for each in page["results"]]
    assert len(ids) == len(set(ids)) == found[0]["total"] > 40
    assert [page["page"] for page in found] == [*range(1, found[0]["pages"] + 1)] and not found[-1]["cursor"]


@pytest.mark.parametrize("first", ["practitioners?limit=100", "insurers?limit=4", "plans?payer=Acme+Health&limit=2"])
def test_a_list_has_everything_once_in_order(client, first):
    found = pages(client, f"/api/v1/{first}")
    names = [each.get("plan") or each.get("payer") or each["id"] for page in found for each in page["results"]]
    assert names == sorted(set(names)) and len(names) == found[0]["total"] and len(found) > 1


def test_the_next_page_is_in_the_header_too(client):
    answer = client.plain.get(f"/api/v1/search?{WIDE}")
    assert answer.headers["Link"] == f'<{answer.json["next"]}>; rel="next"'


def test_a_search_begun_in_another_edition_or_on_another_day_says_so(client, monkeypatch):
    following = client.json(f"/api/v1/search?{WIDE}")["next"]
    own = client.app.extensions["site"].current.get()
    monkeypatch.setitem(own.about, "version", "another")
    problem = client.json(following, 410)
    assert "again" in problem["detail"]


def test_a_list_in_the_order_of_ids_goes_on_in_any_edition(client, monkeypatch):
    following = client.json("/api/v1/practitioners?limit=5")["next"]
    monkeypatch.setitem(client.app.extensions["site"].current.get().about, "version", "another")
    assert len(client.json(following)["results"]) == 5


@pytest.mark.parametrize("cursor", ["x", "bnVsbA", "WzEsMiwzXQ", "W10", "%FF%FE", "é" * 300, "WyIxIiwgIngiLCAiIl0"])
def test_what_is_no_cursor_is_named(client, cursor):
    for address in (f"search?{WIDE}", "practitioners?limit=5", "insurers?limit=2"):
        problem = client.json(f"/api/v1/{address}&cursor={cursor}", 400)
        assert [each["parameter"] for each in problem["errors"]] == ["cursor"]


@pytest.mark.parametrize("place", ["\ud800", "2026-11-01 \udfff"])
def test_half_a_letter_written_into_a_cursor_by_hand_is_refused_in_words(client, place):
    parts = json.loads(base64.urlsafe_b64decode(cursor_at("", {"limit": "5"}, None) + "=="))
    cursor = base64.urlsafe_b64encode(json.dumps([place, *parts[1:]]).encode()).decode()
    for address in ("practitioners", "changes", "insurers"):
        problem = client.json(f"/api/v1/{address}?limit=5&cursor={cursor}", 400)
        assert [each["parameter"] for each in problem["errors"]] == ["cursor"]


def test_a_cursor_of_another_question_or_beside_a_page_is_refused(client):
    cursor = client.json(f"/api/v1/search?{WIDE}")["cursor"]
    assert client.json(f"/api/v1/search?{WIDE}&kind=clinic&cursor={cursor}", 400)["errors"][0]["parameter"] == "cursor"
    assert client.json(f"/api/v1/search?{WIDE}&page=1&cursor={cursor}", 400)["errors"][0]["parameter"] == "page"


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("fields=nme", "fields"),
        ("plans=x", "plans"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=²", "limit"),
        ("limit=000000010000000", "limit"),
        ("limit=00000001" + "0" * 5000, "limit"),
    ],
)
def test_what_cannot_be_chosen_is_named(client, asked, wrong):
    problem = client.json(f"/api/v1/practitioners?{asked}", 400)
    assert [each["parameter"] for each in problem["errors"]] == [wrong]


def test_fields_cut_each_result_and_leave_its_id(client):
    answer = client.json(f"/api/v1/search?{WIDE}&fields=name,%20location")
    assert all(set(each) == {"id", "name", "location"} for each in answer["results"])
    whole = client.json(f"/api/v1/search?{WIDE}")
    assert [each["name"] for each in answer["results"]] == [each["name"] for each in whole["results"]]
    assert set(whole["results"][0]) >= {"npi", "credentials", "kind", "verified_on", "sources", "licences", "insurance"}


def test_plans_counted_by_insurer_are_the_same_plans(client):
    whole = client.json(f"/api/v1/search?{WIDE}")["results"]
    counted = client.json(f"/api/v1/search?{WIDE}&plans=summary")["results"]
    assert any(each["insurers"] for each in counted) and not any("insurance" in each for each in counted)
    for one, other in zip(whole, counted, strict=True):
        assert other["insurers"] == insurers_of(one["insurance"])
        assert sum(each["plans"] for each in other["insurers"]) == len(one["insurance"])


def test_a_listing_is_what_the_search_says_of_it_and_who_says_so(client):
    for found in client.json("/api/v1/search?near=97214&within=100")["results"]:
        listing = client.json(f"/api/v1/practitioners/{found['id']}")
        assert all(listing[name] == found[name] for name in ("name", "licences", "insurance", "verified_on"))
        assert listing["facts"]["name"]["source"] == "sample" and listing["edition"]["made_up"] is True
