"""Listings in the words of HSDS 3.0: pages, ids that lead back, places near a ZIP code, nothing that is not known."""

import re

import pytest

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
PAGE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}
NEEDED = {  # members that the specification requires, by what refers to a record of the kind
    "organizations": {"id", "name", "description"},
    "services": {"id", "name", "status"},
    "service_at_locations": {"id"},
    "location": {"id", "location_type"},
    "locations": {"id", "location_type"},
    "addresses": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "phones": {"id", "number"},
    "organization_identifiers": {"id", "identifier_type", "identifier"},
    "languages": {"id"},
    "accessibility": {"id"},
}


def records(name, value):
    """(kind, record) of everything in an answer."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield name, each
            for member, inner in each.items():
                yield from records(member, inner)


def pages(client, path):
    number, found = 1, []
    while True:
        answer = client.json(f"{path}&page={number}")
        assert set(answer) == PAGE and answer["size"] == len(answer["contents"])
        found += answer["contents"]
        if answer["last_page"]:
            assert len(found) == answer["total_items"]
            return found
        number += 1


@pytest.mark.parametrize("kind", ["organizations", "services", "service_at_locations"])
def test_every_record_has_what_the_specification_requires_and_an_id_of_its_own(client, kind):
    found = pages(client, f"/hsds/{kind}?per_page=100&full=true")
    assert len(found) >= 600
    seen = {}
    for name, record in records(kind, found):
        assert NEEDED.get(name, set()) <= set(record), name
        assert None not in record.values()
        if name in NEEDED:
            assert UUID.fullmatch(record["id"]) and seen.setdefault(record["id"], name) == name
    whole = {record["id"]: record for record in found}
    for own in list(whole)[::97]:
        assert client.json(f"/hsds/{kind}/{own}")["id"] == own


def test_records_refer_to_each_other(client):
    for service in client.json("/hsds/services?full=true")["contents"]:
        organization = client.json(f"/hsds/organizations/{service['organization_id']}")
        assert organization["name"] == service["organization"]["name"]
        for at in service["service_at_locations"]:
            assert client.json(f"/hsds/service_at_locations/{at['id']}")["service"]["id"] == service["id"]
            assert at["location_id"] in {each["id"] for each in organization["locations"]}
    own = client.json(f"/hsds/services?organization_id={service['organization_id']}")
    assert [each["id"] for each in own["contents"]] == [service["id"]]


def test_a_service_tells_licenses_with_their_standing_and_who_assured_it_when(client):
    listing = client.json("/api/v1/practitioners/2748380336")
    (found,) = client.json("/hsds/services?search=holly+nguyen-smith")["contents"]
    assert found["licenses"] == "WA AC69418257 (active)" and found["assured_date"] == listing["verified_on"]
    assert found["url"].endswith("/practitioners/2748380336")


def test_places_around_a_zip_code_come_nearest_first(client):
    near = client.json("/hsds/service_at_locations?postcode=97214&proximity=160934&full=true")
    found = client.json("/api/v1/search?near=97214&within=100")
    assert near["total_items"] == found["total"]
    names = [each["service"]["url"].rpartition("/")[2] for each in near["contents"]]
    assert names == [each["id"] for each in found["results"]]


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("services?page=0", "page"),
        ("services?per_page=1000000000", "per_page"),
        ("services?modified_after=2026-01-01", "modified_after"),
        ("organizations?format=ndjson", "format"),
        ("services?postcode=97214", "postcode"),
        ("services?search=zzzz&organization_id=x", "search"),
        ("service_at_locations?search=x", "search"),
        ("service_at_locations?proximity=5000", "proximity"),
        ("service_at_locations?postcode=nowhere+at+all", "postcode"),
        ("service_at_locations?postcode=97214&proximity=9999999999", "proximity"),
        ("service_at_locations?postcode=97214&proximity=-1", "proximity"),
    ],
)
def test_what_cannot_be_answered_is_named_and_never_left_out(client, asked, wrong):
    problem = client.json(f"/hsds/{asked}", 400)
    assert [each["parameter"] for each in problem["errors"]] == [wrong]


@pytest.mark.parametrize("record", ["x", "%00", "0" * 32, "00000000-0000-8000-8000-000000000000", "{}" * 400])
def test_an_id_of_nothing_is_not_found(client, record):
    for kind in ("organizations", "services", "service_at_locations"):
        assert client.json(f"/hsds/{kind}/{record}", 404)["status"] == 404
    service = client.json("/hsds/services?per_page=1")["contents"][0]["id"]
    assert client.json(f"/hsds/organizations/{service}", 404)  # an id of another kind


def test_a_page_behind_the_last_is_empty(client):
    answer = client.json("/hsds/services?page=1000000")
    assert answer["empty"] and answer["last_page"] and answer["total_items"] == 600
    assert client.json("/hsds/")["version"] == "3.0"
