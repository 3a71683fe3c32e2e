"""Two months of one insurer's file of rates: who left, a new price, a list taken back, told alike at every door."""

import json
from datetime import date, timedelta

import nppes_files as files
import pytest
import tic_files as tic

from directory import create_app
from directory.core import dates
from directory.settings import Settings

ANA, BEN = files.npi(1), files.npi(2)
LAST_MONTH, THIS_MONTH = date.today() - timedelta(40), date.today() - timedelta(5)


@pytest.fixture(autouse=True)
def registered(run, tmp_path):
    """Ana and Ben, acupuncturists in Portland."""
    rows = [
        files.row(npi=ANA, last_name="LOPEZ", first_name="ANA"),
        files.row(("171100000X", "AC900002", "OR", "Y"), npi=BEN, last_name="OKAFOR", first_name="BEN"),
    ]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))


@pytest.fixture
def month(run, tmp_path):
    """Imports the insurer's file of a day: the prices of a first quarter of an hour by NPI. Gives the snapshot."""

    def imported(day, ends="9999-12-31", **prices):
        npis = {"ana": int(ANA), "ben": int(BEN)}
        groups = [tic.group(number, npis[who]) for number, who in enumerate(prices)]
        rates = [([number], [tic.price(prices[who], expiration_date=str(ends))]) for number, who in enumerate(prices)]
        path = tmp_path / f"{day}_acme_in-network-rates.json"
        path.write_text(json.dumps(tic.network(groups, [tic.service("97810", *rates)], last_updated_on=str(day))))
        code, out, err = run("import", "tic", path, "--json")
        assert code in (0, 1), err
        return json.loads(out)["snapshot"]

    return imported


class Doors:
    """What the page, the search, the API and FHIR say of the network today."""

    def __init__(self):
        self.client = create_app(Settings()).test_client()

    def prices(self, npi):
        """The listing's page: which of the prices of these tests are on it."""
        text = self.client.get(f"/practitioners/{npi}").text
        return [price for price in ("$40.25", "$45.75") if price in text]

    def named(self):
        """The search: whom the insurer's own list names."""
        found = self.client.get("/api/v1/search?near=97214&insurance=Acme+Health&terms=listed").json
        is_known = bool(found["insurance"]["networks"])  # of an insurance that nobody names everybody is shown
        return [each["npi"] for each in found["results"] if is_known]

    def network(self, npi):
        """The question whether somebody is in the network: the answer, and the first plan of the history."""
        return self.client.get(f"/api/v1/network?npi={npi}&plan=Acme+Health").json

    def networks_in_fhir(self, npi):
        """The networks that FHIR's roles of somebody refer to."""
        found = self.client.get(f"/fhir/PractitionerRole?practitioner.identifier={npi}").json
        said = [each for entry in found.get("entry", []) for each in entry["resource"].get("extension", [])]
        return [each for each in said if each["url"].endswith("network-reference")]


def told(npi):
    """All four doors, which have to agree: in the network or not, and the prices on the page."""
    doors = Doors()
    asked = doors.network(npi)
    answers = {npi in doors.named(), asked["answer"] == "listed", bool(doors.networks_in_fhir(npi))}
    assert len(answers) == 1, "the doors contradict each other"
    return answers.pop(), doors.prices(npi)


def test_who_left_the_network_is_gone_at_every_door_and_the_history_says_when(month):
    """Ben's patients would pay the whole price, and Ana's would be told last month's."""
    month(LAST_MONTH, ana=40.25, ben=40.25)
    assert told(ANA) == told(BEN) == (True, ["$40.25"])
    month(THIS_MONTH, ana=45.75)
    assert told(ANA) == (True, ["$45.75"])
    assert told(BEN) == (False, [])
    history = [(each["as_of"], each["named"]) for each in Doors().network(BEN)["history"]]
    assert history == [(str(THIS_MONTH), False), (str(LAST_MONTH), True)]


def test_last_months_file_that_comes_late_brings_nobody_back(month):
    month(THIS_MONTH, ana=45.75)
    month(LAST_MONTH, ana=40.25, ben=40.25)
    assert told(ANA) == (True, ["$45.75"])
    assert told(BEN) == (False, [])


def test_a_list_that_is_taken_back_leaves_the_one_before_and_then_none(month, run):
    snapshots = [month(LAST_MONTH, ana=40.25, ben=40.25), month(THIS_MONTH, ana=45.75)]
    assert run("rollback", snapshots.pop())[0] == 0
    assert told(ANA) == told(BEN) == (True, ["$40.25"])
    assert run("rollback", snapshots.pop())[0] == 0
    assert told(ANA) == told(BEN) == (False, [])


def test_a_price_ends_with_its_contract_and_the_network_stays(month, monkeypatch):
    """On the day after, nobody is told a price that no longer holds."""
    last = date.today() + timedelta(9)
    month(THIS_MONTH, ends=last, ana=45.75)
    for day, prices in ((last, ["$45.75"]), (last + timedelta(1), [])):
        monkeypatch.setattr(dates, "today", lambda day=day: str(day))
        assert told(ANA) == (True, prices)
