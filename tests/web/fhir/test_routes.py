"""/fhir over the sample directory: what can be asked, reading, searching, and what is refused."""

import pytest

from directory.search.plan_net.parameters import BY_NAME, TYPES
from directory.web.fhir.answers import MEDIA_TYPE

EVERY_TYPE = [each for each in TYPES if each not in ("Provenance", "Endpoint")]


@pytest.fixture(scope="module")
def everything(fhir):
    """All resources by their types."""
    return {kind: fhir.found(f"{kind}?_count=200") for kind in EVERY_TYPE}


def test_the_statement_tells_every_type_parameter_and_include(fhir):
    statement = fhir.get("metadata")
    told = {each["type"]: each for each in statement["rest"][0]["resource"]}
    assert statement["fhirVersion"] == "4.0.1" and set(told) == set(TYPES)
    for kind, each in told.items():
        assert {parameter["name"] for parameter in each["searchParam"]} == set(BY_NAME[kind])
        for include in each.get("searchInclude", []):
            fhir.get(f"{kind}?_count=1&_include={include}" + ("&target=Location/x" if kind == "Provenance" else ""))


@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_what_a_search_finds_is_read_again_by_its_id_and_its_version(fhir, kind):
    for found in fhir.get(f"{kind}?_count=5")["entry"]:
        made, name = found["resource"], f"{kind}/{found['resource']['id']}"
        assert fhir.get(name) == made and found["fullUrl"].endswith(f"/fhir/{name}")
        assert fhir.get(f"{name}/_history/{made['meta']['versionId']}") == made
        fhir.get(f"{name}/_history/0", 410)


def test_nothing_is_sent_again_that_a_program_has(fhir):
    name = fhir.names("Practitioner?_count=1&_id=2249941255")[0]
    tag = fhir.plain.get(f"/fhir/{name}").headers["ETag"]
    assert fhir.plain.get(f"/fhir/{name}", headers={"If-None-Match": tag}).status_code == 304
    search = "/fhir/Location?address-state=OR"
    tag = fhir.plain.get(search).headers["ETag"]
    assert fhir.plain.get(search, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_the_pages_of_a_type_hold_everything_once_in_one_order(fhir, everything, kind):
    by_small = fhir.names(f"{kind}?_count=61")
    assert by_small == [f"{kind}/{made['id']}" for made in everything[kind]]
    assert len(set(by_small)) == len(by_small) > 10


def test_a_page_of_another_edition_is_gone(fhir):
    following = next(each["url"] for each in fhir.get("Practitioner?_count=1")["link"] if each["relation"] == "next")
    head, _, cursor = following.partition("/fhir/")[2].partition("_cursor=")
    fhir.get(f"{head}_cursor=abc{cursor}", 410)


def test_a_search_is_posted_as_well(fhir):
    answer = fhir.plain.post("/fhir/Location/_search?_count=3", data={"address-state": "OR"})
    assert answer.status_code == 200 and answer.json == fhir.get("Location?_count=3&address-state=OR")


def test_references_all_lead_somewhere(fhir):
    held = {kind: set(fhir.names(f"{kind}?_count=200")) for kind in EVERY_TYPE}
    for kind in EVERY_TYPE:
        parameters = [each for each in BY_NAME[kind].values() if each.kind == "reference"]
        for made in fhir.found(f"{kind}?_count=200"):
            for each in parameters:
                for value in each.values(made):
                    assert value["reference"] in held[value["reference"].partition("/")[0]], (
                        kind,
                        made["id"],
                        each.name,
                    )


def test_a_chain_finds_what_the_two_searches_find(fhir, everything):
    places = set(fhir.names("Location?address-city=Portland&_count=200"))
    chained = fhir.found("PractitionerRole?location.address-city=portland&_count=200")
    roles = everything["PractitionerRole"]
    there = [each["id"] for each in roles if each.get("location", [{}])[0].get("reference") in places]
    assert [each["id"] for each in chained] == there != []


def test_a_reverse_chain_finds_whom_the_roles_name(fhir, everything):
    named = BY_NAME["PractitionerRole"]["network"]
    network = next(value["reference"] for role in everything["PractitionerRole"] for value in named.values(role))
    found = fhir.names(f"Practitioner?_has:PractitionerRole:practitioner:network={network}&_count=200")
    roles = fhir.found(f"PractitionerRole?network={network}&_count=200")
    assert set(found) == {each["practitioner"]["reference"] for each in roles} != set()


def test_includes_bring_what_belongs_to_what_is_found_and_provenance_of_everything(fhir):
    address = "PractitionerRole?_count=5&_include=PractitionerRole:practitioner&_include=PractitionerRole:location"
    bundle = fhir.get(address + "&_revinclude=Provenance:target")
    entries = bundle["entry"]
    roles = [each["resource"] for each in entries if each["search"]["mode"] == "match"]
    told = {f"{each['resource']['resourceType']}/{each['resource']['id']}" for each in entries}
    assert len(roles) == 5
    for role in roles:
        assert role["practitioner"]["reference"] in told and role["location"][0]["reference"] in told
    targets = [each["resource"]["target"][0]["reference"] for each in entries if "target" in each["resource"]]
    assert targets == [f"PractitionerRole/{role['id']}" for role in roles]
    made = next(each["resource"] for each in entries if "target" in each["resource"])
    assert made["entity"] and fhir.get(f"Provenance/{made['id']}")["target"] == made["target"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("Practitioner/2000000000", 404),
        ("Patient", 404),
        ("Patient/1", 404),
        ("StructureDefinition/none", 404),
        ("areas/XX.geojson", 404),
        ("Practitioner?_count=1e9", 400),
        ("Practitioner?_format=xml", 400),
        ("Practitioner?_cursor=x", 400),
        ("Practitioner?_lastUpdated=soon", 400),
        ("Practitioner?name:wrong=a", 400),
        ("Practitioner?name.family=a", 400),
        ("PractitionerRole?_include=PractitionerRole:role", 400),
        ("PractitionerRole?location:Practitioner.name=a", 400),
        ("Practitioner?_has:Location:partof:name=a", 400),
        ("Location?near=1|2|3|furlong", 400),
        ("Location?near=91|0", 400),
        ("Provenance", 400),
        ("Practitioner?name=" + "a" * 2000, 400),
        ("PractitionerRole?" + "location." + "partof." * 6 + "name=a", 400),
        ("Practitioner?name=" + "a," * 60, 400),
    ],
)
def test_what_cannot_be_answered_is_an_outcome(fhir, address, status):
    fhir.get(address, status)


def test_what_is_not_known_is_left_out_or_refused_as_the_program_prefers(fhir):
    lenient = fhir.get("Practitioner?favourite=tea&_count=1")
    assert "favourite" not in lenient["link"][0]["url"]
    assert "favourite" in lenient["entry"][-1]["resource"]["issue"][0]["diagnostics"]
    fhir.get("Practitioner?favourite=tea", 400, headers={"Prefer": "handling=strict"})


def test_other_forms_than_json_are_refused(fhir):
    fhir.get("Practitioner?_count=1", 406, headers={"Accept": "application/fhir+xml"})
    fhir.get("Practitioner?_count=1", headers={"Accept": MEDIA_TYPE})


def test_near_finds_the_places_of_a_circle(fhir):
    place = next(each for each in fhir.found("Location?address-city=portland&_count=50") if "position" in each)
    point = f"{place['position']['latitude']}|{place['position']['longitude']}"
    near = fhir.found(f"Location?near={point}|5|mi&_count=200")
    assert place["id"] in {each["id"] for each in near}
    assert all(each["address"]["state"] in ("OR", "WA", "ME") for each in near)
    roles = fhir.found(f"PractitionerRole?location.near={point}|5|mi&_count=200")
    assert {each["location"][0]["reference"] for each in roles} == {f"Location/{each['id']}" for each in near}


def test_our_own_extensions_are_defined_where_their_addresses_lead(fhir, everything):
    text = str(everything)
    for each in fhir.get("StructureDefinition")["entry"]:
        address = each["resource"]["url"]
        assert fhir.get(address.partition("/fhir/")[2]) == each["resource"]
        if each["resource"]["id"] != "address-on-file":  # the sample has none
            assert address in text


def test_a_state_has_an_outline(fhir):
    place = fhir.get("Location/state-OR")
    outline = place["extension"][0]["valueAttachment"]["url"]
    answer = fhir.plain.get(outline[outline.index("/fhir") :])
    assert answer.status_code == 200 and answer.json["geometry"]["type"] == "MultiPolygon"


def test_pages_of_other_sites_may_read(fhir):
    answer = fhir.plain.get("/fhir/metadata", headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
