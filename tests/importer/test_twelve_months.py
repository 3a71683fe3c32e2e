"""Twelve months of five listings, file after file: what each month has to show was decided before it was tried.

Ana is in an insurer's monthly list, but for two months. Ben's license expires, and his board tells two months late that
it was renewed. Carla's plan is of one year, and her insurer's files stop. Dan's record at NPPES is of 2008, an
insurer's word of this month. Eve's is as old, and a table has her telephone until she renews it.
"""

import json
from datetime import date

import nppes_files as files
import pytest

from directory import create_app
from directory.core import dates
from directory.settings import Settings

MONTHS = [date(2025 + month // 12, month % 12 + 1, 15) for month in range(11, 23)]  # December 2025 to November 2026
ANA, BEN, CARLA, DAN, EVE = NPIS = [files.npi(serial) for serial in range(801, 806)]
NAMES = ("Ana", "Ben", "Carla", "Dan", "Eve")
OF_2008, PAYERS, TABLES, NEW = [f"+1503555010{last}" for last in range(1, 5)]
BOARD = "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription\n"
MAP = '[columns]\nnpi = "NPI"\nname = "Name"\naddress_1 = "Address"\ncity = "City"\nstate = "State"\nphone = "Phone"\n'
OLD = {"updated_on": "07/08/2008", "confirmed_on": ""}

# By month, from December on.
ANA_IN_NETWORK = "yyyyyynnyyyy"  # the lists of June and July lack her
BEN_ACTIVE = "yyyynnyyyyyy"  # it runs out at the end of March; the board's list of June has it renewed
CARLA_IN_NETWORK = "ynyyyyyyyyyy"  # over at New Year; the file of February, the last that comes, has the plan of 2026
EVES_PHONE = [*[TABLES] * 5, *[NEW] * 7]  # she renews her record in May


@pytest.fixture
def write(run, tmp_path):
    """Imports a file of this name and text."""

    def written(name, text, source, *words):
        (tmp_path / name).write_text(text)
        (tmp_path / "own.toml").write_text(MAP)
        words = [tmp_path / word if word == "own.toml" else word for word in words]
        code, _, err = run("import", source, tmp_path / name, "--hold", *words)
        assert code in (0, 1), err

    return written


@pytest.fixture
def year(run, write, monkeypatch):
    """Each month: imports what came on its first day, and gives what the API says in its middle."""
    client = create_app(Settings()).test_client()

    def passing():
        for place, day in enumerate(MONTHS):
            monkeypatch.setattr(dates, "today", lambda day=day: str(day))
            _import_month(write, place, day.replace(day=1))
            assert run("publish", "--force")[0] == 0
            yield _Told(client)

    return list(map(_Told.all, passing()))


class _Told:
    """What the doors say of the five on one day."""

    def __init__(self, client):
        self.client = client

    def all(self):
        """In the networks of Ana and Carla, Ben's standing, the telephones of Dan and Eve."""
        return {
            "ana": self.in_network(ANA, "Acme Health"),
            "carla": self.in_network(CARLA, "Birch Health"),
            "ben": self.is_active(),
            "dan": self.phone(DAN),
            "eve": self.phone(EVE),
        }

    def in_network(self, npi, payer):
        """By the search and by the page, which have to agree."""
        found = self.client.get(f"/api/v1/search?near=97214&within=100&insurance={payer}&terms=listed").json
        in_search = bool(found["insurance"]["networks"]) and npi in [each["npi"] for each in found["results"]]
        assert in_search == (payer in self.client.get(f"/practitioners/{npi}").text)
        return in_search

    def is_active(self):
        """By the API, and by the page of results, which leaves out who is not."""
        (licence,) = self._found(BEN)["licences"]
        in_page = f"/practitioners/{BEN}" in self.client.get("/search?near=97214&within=100").text
        assert (licence["status"] == "active") == in_page
        return in_page

    def phone(self, npi):
        return self._found(npi)["location"]["phone"]

    def _found(self, npi):
        found = self.client.get("/api/v1/search?near=97214&within=100").json["results"]
        return next(each for each in found if each["npi"] == npi)


def _import_month(write, place, first):
    if place == 0:
        rows = [_registered(npi, OF_2008, **OLD) for npi in NPIS]
        write(f"npidata_pfile_20050523-{first:%Y%m%d}.csv", files.text(rows), "nppes")
        table = f"NPI,Name,Address,City,State,Zip,Phone\n{EVE},Eve Lopez,12 SE Elm St,Portland,OR,97214,{TABLES}\n"
        write(f"own_{first}.csv", table, "csv", "--map", "own.toml")
    if place == 5:
        day = {"updated_on": f"{first:%m/%d/%Y}", "confirmed_on": f"{first:%m/%d/%Y}"}
        renewed = files.text([_registered(EVE, NEW, **day)])
        write(f"npidata_pfile_{first:%Y%m%d}-{first:%Y%m%d}.csv", renewed, "nppes")
    if place in (0, 6):
        until = "03/31/2026" if place == 0 else "03/31/2028"
        line = f"Lopez,Ben,Portland,CO,ACU,90{BEN[-3:]},{until},Active\n"
        write(f"co_{first:%Y%m%d}.csv", BOARD + line, "licences", "--state", "CO")
    named = [DAN, *([ANA] if ANA_IN_NETWORK[place] == "y" else [])]
    _insurer(write, "Acme Health", "12345", first, named)
    if place in (0, 2):
        _insurer(write, "Birch Health", "54321", first, [CARLA])


def _registered(npi, phone, **days):
    name = NAMES[NPIS.index(npi)]
    slot = ("171100000X", f"90{npi[-3:]}", "CO", "Y")
    at = {"address_1": "12 SE ELM ST", "address_2": ""}
    return files.row(slot, npi=npi, last_name="LOPEZ", first_name=name.upper(), phone=phone[2:], **at, **days)


def _insurer(write, name, issuer, first, npis):
    plan = {"plan_id_type": "HIOS-PLAN-ID", "plan_id": f"{issuer}OR0010001", "network_tier": "P", "years": [first.year]}
    place = {"address": "12 SE Elm St", "city": "Portland", "state": "OR", "zip": "97214", "phone": PAYERS[2:]}
    people = [
        {
            "npi": npi,
            "type": "INDIVIDUAL",
            "name": {"first": NAMES[NPIS.index(npi)], "last": "Lopez"},
            "addresses": [place],
            "specialty": ["Acupuncture"],
            "plans": [plan],
            "last_updated_on": str(first),
        }
        for npi in npis
    ]
    write(f"{issuer}_{first}.json", json.dumps(people), "qhp", "--payer", name, "--full")


def by_month(year, who):
    return [each[who] for each in year]


def test_each_month_shows_what_holds_in_it_and_no_more(year):
    """Harmed would be who books outside the network, calls a number of 2008, or passes by somebody licensed."""
    assert by_month(year, "ana") == [each == "y" for each in ANA_IN_NETWORK]
    assert by_month(year, "ben") == [each == "y" for each in BEN_ACTIVE]
    assert by_month(year, "carla") == [each == "y" for each in CARLA_IN_NETWORK]
    assert by_month(year, "dan") == [PAYERS] * 12
    assert by_month(year, "eve") == EVES_PHONE
