"""Questions that ask for too much, or are no questions: answered soon, never a fault, and nothing of them in a log."""

import pytest

from directory.search.plan_net.finding import Finder
from directory.search.plan_net.graph import Graph
from directory.search.plan_net.query import parse_search
from directory.search.plan_net.refusals import BadSearch

MARK = "zqxmark"


@pytest.mark.parametrize(
    "address",
    [
        f"PractitionerRole?location.partof.organization.partof.name={MARK}",
        f"PractitionerRole?network.partof.partof.partof.name={MARK}",
        f"Organization?_has:PractitionerRole:network:location.address-city={MARK}",
        f"Practitioner?_has:PractitionerRole:practitioner:_has:Location:partof:name={MARK}",
        f"Practitioner?_has:::::={MARK}",
        f"PractitionerRole?_include=*:{MARK}",
        f"PractitionerRole?_include:iterate=PractitionerRole:practitioner:{MARK}",
        f"Practitioner?_count=1000000000&name={MARK}",
        f"Practitioner?_count=-1&name={MARK}",
        f"Practitioner?name=%ff%fe{MARK}",
        f"Practitioner?%ff{MARK}=%00",
        f"Practitioner?name={MARK}%00%0d%0a",
        f"Practitioner/{MARK}%00",
        f"Practitioner/{MARK}{'a' * 900}",
        f"Practitioner/{MARK}/_history/%ff",
        f"Location/state-{MARK}",
        f"Location?near=nan|inf|1e400|{MARK}",
        f"Location?_lastUpdated=gt{MARK}",
        "Location?_lastUpdated=9999-12",
        "Location?_lastUpdated=0000-00-00",
        f"Provenance/pr-{MARK}",
        f"Provenance?target=Practitioner/{MARK},,/,|",
        f"Practitioner?identifier=|||{MARK}",
        f"Practitioner?name=\\\\,\\,{MARK}",
        f"Practitioner?_cursor={MARK}",
        "Practitioner?_cursor=" + "f" * 32 + "_999999999_9999999999",
        f"bulk/{MARK}/Practitioner-0-1.ndjson",
        f"$export?_type={MARK}",
        f"areas/{MARK}.geojson",
        f"StructureDefinition/{MARK}",
        f"{MARK}",
    ],
)
def test_it_is_answered_without_a_fault_and_leaves_nothing_in_a_log(fhir, caplog, capfd, address):
    answer = fhir.plain.get(f"/fhir/{address}")
    assert answer.status_code in (200, 400, 404, 410)
    assert answer.mimetype == "application/fhir+json"
    assert MARK not in caplog.text and MARK not in "".join(capfd.readouterr())


def test_a_search_stops_where_its_budget_ends(sample_directory):
    asked = parse_search("PractitionerRole", [("location.type", "nothing")], "")
    with pytest.raises(BadSearch) as refused:
        list(Finder(Graph(sample_directory, {}, budget=100)).find(asked.kind, asked.asked))
    assert refused.value.code == "too-costly"


def test_a_page_that_finds_little_goes_on_where_it_stopped(fhir, monkeypatch):
    whole = fhir.names("Practitioner?name:contains=q&_count=200")
    monkeypatch.setattr("directory.search.plan_net.pages.BUDGET", 400)
    monkeypatch.setattr("directory.web.fhir.answers.Graph", lambda *told: Graph(*told, budget=400))
    assert fhir.get("Practitioner?name:contains=q&_count=200")["link"][1]["relation"] == "next"
    assert fhir.names("Practitioner?name:contains=q&_count=200") == whole != []
