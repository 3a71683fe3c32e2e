"""GET /api/v1/insurance and /search: what is left out narrows nothing, and what is wrong is named."""

import pytest

from directory.search.insurance import MAX_SUGGESTIONS


@pytest.mark.parametrize("query", ["", "?like=", "?like=+", "?other=x"])
def test_where_nothing_is_typed_what_most_people_have_is_offered(client, query):
    offered = client.json(f"/api/v1/insurance{query}")
    assert len(offered) == MAX_SUGGESTIONS and {"Medicare", "Medicaid"} <= set(offered)


def test_what_is_typed_offers_names_that_have_it(client):
    offered = client.json("/api/v1/insurance?like=acme")
    assert offered and len(offered) <= MAX_SUGGESTIONS and all("acme" in name.lower() for name in offered)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("", ["near"]),
        ("near=nowhere+at+all", ["near"]),
        ("near=97214&within=-1", ["within"]),
        ("near=97214&page=0&sort=x", ["page", "sort"]),
    ],
)
def test_a_search_that_cannot_be_read_names_each_parameter_at_fault(client, query, wrong):
    problem = client.json(f"/api/v1/search?{query}", 400)
    assert sorted(each["parameter"] for each in problem["errors"]) == wrong
    assert problem["status"] == 400 and all(each["detail"] for each in problem["errors"])
