"""A shortlist is an address; so is a comparison."""

import re
from urllib.parse import urlsplit

import pytest


@pytest.fixture
def ids(client):
    """The ids of some who are near Portland."""
    return [result["id"] for result in client.json("/api/v1/search?near=97214&within=50&license=active")["results"]]


def naming(ids, *more):
    """The query of an address."""
    return "&".join([*(f"id={each}" for each in ids), *more])


def shown(page):
    """The ids of the listings that a page links to, in its order."""
    return [urlsplit(link).path.rsplit("/", 1)[1] for link in page.links if "/practitioners/" in link]


def test_everybody_named_is_shown_once_in_the_order_of_the_address(client, ids):
    assert shown(client.get(f"/shortlist?{naming([*reversed(ids[:4]), ids[0]])}")) == ids[3::-1]


def test_an_empty_list_says_what_to_do(client):
    assert "Nobody is on this list. Search, then press “Save”" in client.get("/shortlist").text
    assert "Nobody is chosen" in client.get("/compare").text


@pytest.mark.parametrize("page", ["shortlist", "compare"])
def test_who_is_not_in_the_directory_is_told_and_the_others_are_shown(client, ids, page):
    found = client.get(f"/{page}?{naming(['<b>gone</b>', ids[0]])}")
    assert "“<b>gone</b>” is not in the directory" in found.text and shown(found) == ids[:1]
    client.get(f"/{page}?id=" + "9" * 5000)
    client.get(f"/{page}?id=%00&id=")


def test_an_address_that_names_too_many_shows_the_first_and_says_so(client, ids, sample_directory):
    many = [listing.id for listing in sample_directory.listings(list(range(25)))]
    page = client.get(f"/shortlist?{naming(many)}")
    assert shown(page) == many[:20] and "Only the first 20 are shown" in page.text
    page = client.get(f"/compare?{naming(ids[:4])}")
    assert shown(page) == ids[:3] and "Only the first 3 are shown" in page.text


def test_two_or_more_can_be_compared_and_one_cannot(client, ids):
    html = client.plain.get(f"/shortlist?{naming(ids[:4])}").text
    assert re.findall(r'name="id" value="([^"]+)"( checked)?><label', html) == [
        (ids[0], " checked"),
        (ids[1], " checked"),
        (ids[2], " checked"),
        (ids[3], ""),
    ]
    assert "Compare up to three" in html and "Compare" not in client.get(f"/shortlist?{naming(ids[:1])}").text


def test_a_comparison_has_a_row_for_each_fact_and_says_what_is_not_known(client, ids):
    page = client.get(f"/compare?{naming(ids[:3])}")
    for title in (
        "Phone",
        "Who",
        "What the letters mean",
        "Licenses",
        "Insurance",
        "Freshness",
        "Accepting new patients",
        "Languages besides English",
        "Telehealth",
        "Home visits",
        "Wheelchair access",
        "Address",
    ):
        assert title in page.text
    assert "not known" in page.text and "Distance" not in page.text
    html = client.plain.get(f"/compare?{naming(ids[:3])}").text
    assert all(row.count("<td>") == 3 for row in re.findall(r'<tr><th scope="row">.*?</tr>', html, re.DOTALL))


def test_distances_are_told_where_a_place_is_given(client, ids):
    found = client.json("/api/v1/search?near=97214&within=50&license=active")["results"]
    page = client.get(f"/compare?{naming(ids[:3], 'near=97214')}")
    assert "Distance from the center of ZIP 97214" in page.text
    assert page.text.count(" mile") >= 3 and round(found[0]["distance_miles"]) == 0 and "under 1 mile" in page.text
    assert 'name="near" value="97214"' in client.plain.get(f"/shortlist?{naming(ids[:3], 'near=97214')}").text


@pytest.mark.parametrize("page", ["shortlist", "compare"])
def test_a_place_that_is_not_understood_is_told_at_its_field_and_the_list_stays(client, ids, page):
    found = client.get(f"/{page}?{naming(ids[:2], 'near=zzzzq')}", 400)
    assert found.title.startswith("Error") and shown(found) == ids[:2]
    assert 'aria-invalid="true"' in client.plain.get(f"/{page}?{naming(ids[:2], 'near=zzzzq')}").text


def test_the_link_to_send_names_the_list_and_not_the_place(client, ids):
    html = client.plain.get(f"/shortlist?{naming([*ids[:2], 'gone'], 'near=97214')}").text
    assert f'value="http://localhost/shortlist?id={ids[0]}&amp;id={ids[1]}" readonly' in html


def test_a_letter_is_offered_for_up_to_three(client, ids):
    assert (
        f"/referrals/new?practitioner={ids[0]}&practitioner={ids[1]}" in client.get(f"/compare?{naming(ids[:2])}").links
    )
    assert "referral letter" not in client.get(f"/shortlist?{naming(ids[:4])}").text


def test_lists_of_people_are_kept_out_of_search_engines(client, ids):
    assert client.plain.get(f"/shortlist?{naming(ids[:1])}").headers["X-Robots-Tag"] == "noindex"
