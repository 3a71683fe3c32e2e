"""Plan-Net 1.1.0 as its certifying kit tests it, over a made-up directory in which every part that we can fill is."""

import pytest
from plan_net_checks import FILE, GROUPS, Checks
from plan_net_directory import make_directory

from directory import create_app

TESTS = [(name, each) for name, group in GROUPS.items() for each in group["tests"]]


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


@pytest.mark.skipif(bool(GROUPS), reason="the kit's tests are here, so they run one by one")
def test_the_tests_of_the_kit_are_here():
    pytest.skip(f"the kit's 248 tests as data are not here ({FILE})")


@pytest.mark.parametrize(("name", "told"), TESTS, ids=[each["id"] for _, each in TESTS])
def test_the_server_passes(checks, name, told):
    if told["kind"] == "validation_test":
        pytest.skip("validated against the profiles by tests/bench/fhir_profiles.py, which needs Node")
    getattr(checks, told["kind"])(name, told.get("properties", {}))


@pytest.mark.skipif(not GROUPS, reason="which profiles there are is not here")
def test_the_statement_names_every_profile(made_up):
    statement = made_up.get("/fhir/metadata").json
    told = {each for kind in statement["rest"][0]["resource"] for each in kind.get("supportedProfile", [])}
    assert {group["profile_url"] for group in GROUPS.values()} <= told
