"""Provenance: of what is named, in pages like any search, with all conditions at once."""

import pytest

from directory.search.plan_net.graph import Graph
from directory.search.plan_net.neighbourhood import BUDGET
from directory.search.plan_net.pages import find_page
from directory.search.plan_net.query import parse_search


@pytest.fixture(scope="module")
def targets(fhir):
    """38 resources, as they are referred to: about as many as a parameter has room for."""
    return fhir.names("Practitioner?_count=200")[:33] + fhir.names("Location?_count=200&address-state=OR")[:5]


def told_of(resources):
    """Whom resources of Provenance are about."""
    return [each["target"][0]["reference"] for each in resources]


@pytest.mark.parametrize("page", ["", "&_count=7", "&_count=200"])
def test_whoever_asks_for_many_gets_all_of_them_once_and_in_their_order(fhir, targets, page):
    twice = ",".join([*targets, targets[0]])
    assert told_of(fhir.found(f"Provenance?target={twice}{page}")) == targets


def test_no_more_is_made_than_a_page_shows(sample_directory, targets):
    asked = parse_search("Provenance", [("target", ",".join(targets)), ("_count", "5")], "")
    graph = Graph(sample_directory, {})
    page = find_page(asked, graph)
    assert len(page.matches) == 5 and page.total is None and page.after
    assert BUDGET - graph.budget == 2 * 6  # listings read and resources made: of the page, and one that tells of more


def test_a_page_that_has_all_tells_how_many(fhir, targets):
    assert fhir.get(f"Provenance?target={targets[0]},{targets[1]},Practitioner/none")["total"] == 2
    assert fhir.get(f"Provenance?target={targets[0]},{targets[1]}&_summary=count")["total"] == 2


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ("_lastUpdated=ge2000-01-01", True),
        ("_lastUpdated=ge2999-01-01", False),
        ("_id=pr-{id}", True),
        ("_id=pr-2000000002", False),
        ("_id:not=pr-{id}", False),
        ("target=Practitioner/{id}", True),
        ("target=Practitioner/2000000002", False),
    ],
)
def test_every_condition_holds_of_what_is_found(fhir, targets, more, holds):
    name = targets[0]
    asked = more.format(id=name.partition("/")[2])
    assert told_of(fhir.found(f"Provenance?target={name}&{asked}")) == ([name] if holds else [])
    if more.startswith("_id:"):
        fhir.get(f"Provenance?{asked}", 400)


@pytest.mark.parametrize(
    ("include", "comes"),
    [
        ("_include=Provenance:target", True),
        ("_include=Provenance:target:Practitioner", True),
        ("_include=Provenance:target:Location", False),
        ("_revinclude=Provenance:target", False),
    ],
)
def test_what_it_is_about_comes_with_it_and_nothing_is_said_of_itself(fhir, targets, include, comes):
    found = fhir.names(f"Provenance?target={targets[0]}&{include}", mode="include")
    assert found == ([targets[0]] if comes else [])


@pytest.mark.parametrize(("kind", "comes"), [("", True), (":Practitioner", True), (":Location", False)])
def test_it_comes_with_the_type_that_is_asked_for(fhir, targets, kind, comes):
    number = targets[0].partition("/")[2]
    found = fhir.names(f"Practitioner?_id={number}&_revinclude=Provenance:target{kind}", mode="include")
    assert found == ([f"Provenance/pr-{number}"] if comes else [])
