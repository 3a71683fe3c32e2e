"""What the API says of itself is so: every answer has the shape described, every parameter is one that is read."""

import ast
import json
from copy import deepcopy
from functools import partial

import pytest
from conftest import ROOT
from jsonschema_rs import Draft202012Validator

from directory.accuracy.figures import summary
from directory.answers.listings import LISTING_MEMBERS, RESULT_MEMBERS
from directory.answers.shapes import ListingShape, ResultShape
from directory.search import query
from directory.store.office.accuracy import KeptCall
from directory.web.api import describing

QUESTIONS = {
    "search": ["near=97214&within=100&insurance=acme", "near=97214&within=1&kind=clinic", "name=nguyen", "near=Boise"],
    "practitioners": ["limit=100&plans=full"],
    "insurers_named": ["limit=5"],
    "plans": ["payer=Acme+Health"],
    "insurance": ["like=a"],
    "network": ["npi=2310342649&plan=acme", "npi=2310342649&plan=medicare", "npi=2310342649&plan=zzyzx"],
    "places": ["like=port"],
    "coverage": ["program=workers_comp&state=WA&condition=migraine&visits_used=3", ""],
}


@pytest.fixture
def document(client):
    """The description."""
    return client.json("/api/v1/openapi.json")


def closed(schema):
    """A schema in which nothing that is not described may stand."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {name: closed(each) for name, each in schema.items()}
    return shut | {"additionalProperties": False} if "properties" in shut else shut


def operations(document):
    return [(path, each["get"]) for path, each in document["paths"].items()]


@pytest.fixture
def measured(client, monkeypatch):
    """The directory was measured: a round in which one place of three was wrong, and one where nobody was reached."""
    drawn = {"drawn_on": "2026-11-01", "population": 600, "seed": 7, "closed_on": "2026-11-20"}
    call = partial(KeptCall, called_on="2026-11-02", second=False, note="", person=None)
    found = summary(3, [call(place=1, deficiencies=()), call(place=2, deficiencies=("phone",))])
    about = client.app.extensions["site"].current.get().about
    monkeypatch.setitem(about, "accuracy", [drawn | found, drawn | summary(3, [])])


def test_every_answer_has_the_described_shape_and_nothing_else(client, document, measured):
    components = closed(deepcopy(document["components"]))
    ids = [each["id"] for each in client.json("/api/v1/practitioners?limit=40")["results"]]
    for path, operation in operations(document):
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**closed(schema), "components": components})
        for asked in QUESTIONS.get(operation["operationId"], [""]) if "{" not in path else ids:
            address = f"{path}?{asked}" if "{" not in path else f"/api/v1/practitioners/{asked}"
            validator.validate(client.json(address))


def test_every_view_of_the_api_is_described_and_is_public(client, document):
    views = {rule.rule for rule in client.app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")}
    there = {path.replace("{", "<").replace("}", ">") for path in document["paths"]}
    assert views - there <= {"/api/v1/openapi.json", "/api/v1/network"}


def test_views_read_no_parameter_that_is_not_described():
    """They ask `asked`, which gives those of the description; two names that are offered read the one they have."""
    tree = ast.parse((ROOT / "directory" / "web" / "api" / "routes.py").read_text())
    read = [each for each in ast.walk(tree) if isinstance(each, ast.Attribute) and each.attr == "args"]
    assert len(read) == 3  # insurance and places, which have `like` alone; and the address of the next page


def test_a_search_takes_all_parameters_that_the_page_takes(document):
    described = {each["name"] for each in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert described == {*query.PARAMETERS, "cursor", "fields", "plans"}


def test_members_that_fields_may_name_are_those_described():
    assert set(RESULT_MEMBERS) == set(ResultShape.__struct_fields__)
    assert set(LISTING_MEMBERS) == set(ListingShape.__struct_fields__)


def test_what_is_wrong_is_a_problem_as_described(client, document):
    schema = {**closed(document["components"]["schemas"]["ProblemShape"]), "components": closed(document["components"])}
    validator = Draft202012Validator(schema)
    for address, status in (("search", 400), ("practitioners/nobody", 404), ("nowhere", 404), ("plans?payer=x", 400)):
        validator.validate(client.json(f"/api/v1/{address}", status))


def test_the_page_has_every_operation_and_a_form_that_asks_it(client, document):
    for language in ("en", "es"):
        page = client.get(f"/api/?lang={language}")
        assert {operation["operationId"] for _path, operation in operations(document)} <= set(page.ids)
        asked = {form["action"]: set(form["sent"]) - {None} for form in page.forms}
        assert asked["/api/v1/search"] >= {"near", "within", "cursor"}
    assert client.json("/api/v1/search?" + "&".join(f"{each}=" for each in query.PARAMETERS[1:]) + "&near=97214")


def test_the_description_is_json_that_others_can_read(document):
    assert document["openapi"] == "3.1.0" and json.dumps(document)
    assert document["info"]["description"] == describing.DESCRIPTION
