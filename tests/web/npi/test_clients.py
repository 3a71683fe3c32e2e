"""Clients of the NPI Registry's API that nobody here wrote, asking this site instead: over HTTP, on this machine."""

import importlib
import importlib.util
import sys
import warnings
from importlib.metadata import PackageNotFoundError, distribution
from types import ModuleType, SimpleNamespace
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import registered_people as people
from server import answering, run_apart

CMS = "https://npiregistry.cms.hhs.gov/api/"


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_):
        """Nothing."""


@pytest.fixture(scope="module")
def address(registry):
    """Where the site over the made-up register answers."""
    server = make_server("127.0.0.1", 0, registry, handler_class=Quiet)
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}/api/npi/"


def package(name, how="python3 run.py test installs it"):
    """A client's own files; without it the test is skipped, and says so."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed: {how}")


def npyis_own_tests():
    """The functions of npyi's own test file; none where it is not installed."""
    try:
        path = distribution("npyi").locate_file("tests/test_npi.py")
    except PackageNotFoundError:
        return {}
    spec = importlib.util.spec_from_file_location("npyis_own_tests", str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: value for name, value in vars(module).items() if name.startswith("test_")}


NPYIS_OWN = npyis_own_tests()
NO_LONGER_TRUE = pytest.mark.xfail(
    strict=True, reason="it asks for versions 1.0 and 2.0, which the register itself refuses since 2020, as we do"
)


def test_npyi_is_here_with_its_eight_tests():
    package("npyi")
    assert len(NPYIS_OWN) == 8


@pytest.mark.parametrize(
    "own", [pytest.param(name, marks=[NO_LONGER_TRUE] if "deprecated" in name else []) for name in sorted(NPYIS_OWN)]
)
def test_npyis_own_tests_pass(own, address, monkeypatch):
    monkeypatch.setattr("npyi.npi.BASE_URI", address)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        NPYIS_OWN[own]()


def test_nppes_makes_a_table_of_people(address, monkeypatch):
    package("nppes", "pip install nppes==0.1.4 (it brings pandas, which every command would look for and load)")
    client = importlib.import_module("nppes.nppes_df")
    get = client.requests.get
    here = SimpleNamespace(get=lambda url, **how: get(url.replace(CMS, address), **how))
    monkeypatch.setattr(client, "requests", here)
    table = client.nppes_df(last_name="finch", state="CA")
    assert len(table) == people.JAMESES - 1 and set(table["state_x"]) == {"CA"}
    assert set(table["basic.name_prefix"]) == {"--"} and set(table["desc"]) == {"Acupuncturist"}


@pytest.fixture
def assistants_client(address, monkeypatch):
    """The client of npi-registry-mcp-server. What serves assistants with it is not needed to ask, and not installed."""
    package("npi-registry-mcp-server")
    serving = ModuleType("fastmcp")
    serving.FastMCP = lambda name: SimpleNamespace(tool=lambda: lambda function: function)
    monkeypatch.setitem(sys.modules, "fastmcp", serving)
    from npi_registry_mcp import server

    monkeypatch.setattr(server.NPIRegistryClient, "BASE_URL", address)
    return server


def asked(server, **parameters):
    """What the tool gives an assistant."""

    async def ask():
        client = server.npi_client = server.NPIRegistryClient()
        try:
            return await server.search_npi_registry(**parameters)
        finally:
            await client.close()

    return run_apart(ask())


def test_an_assistants_client_reads_a_person_and_an_organization(assistants_client):
    person = asked(assistants_client, npi=people.MAEVE)["results"][0]
    assert person["name"]["last"] == "O'BRIEN" and person["name"]["prefix"] == "DR." and person["gender"] == "F"
    assert (person["status"], person["sole_proprietor"], len(person["identifiers"])) == ("A", "YES", 2)
    clinic = asked(assistants_client, organization_name="elm*", city="bend", specialty="acu*")["results"][0]
    assert clinic["is_organization"] and clinic["authorized_official"]["first_name"] == "ANN"


def test_an_assistants_client_finds_nobody_where_nobody_is_listed(assistants_client):
    assert asked(assistants_client, last_name="vogel") == {"success": True, "count": 0, "results": []}
