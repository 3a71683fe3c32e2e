"""Days pass, and nothing is imported or published: what everybody is shown turns on the day on which a word grows
stale.
"""

import json

import nppes_files as files
import pytest
from published import told

from directory import create_app
from directory.core import dates
from directory.settings import Settings

ANA = files.npi(1)
REGISTERED, LISTED = "+15035550123", "+15035550199"
LAST, TURNED = "2027-01-01", "2027-01-02"  # the last day on which a record of 2025-01-01 is fresh, and the first after
API = "/api/v1/search?near=97214&within=100"


@pytest.fixture
def imported(run, tmp_path):
    """Ana: at NPPES since the first day of 2025, in an insurer's directory since October 2026 with another phone.

    A table of November 2026 has her take new patients; so did the insurer until then: it says no.
    """
    days = dict.fromkeys(("confirmed_on", "updated_on"), "01/01/2025")
    row = files.row(npi=ANA, last_name="LOPEZ", first_name="ANA", **days)
    register = files.plain(tmp_path / "npidata_pfile_20261101-20261107.csv", [row])
    payer = tmp_path / "providers-2026-11-01.json"
    payer.write_text(json.dumps([entry()]))
    for words in (("nppes", register), ("qhp", payer, "--payer", "Acme Health")):
        code, _, err = run("import", *words)
        assert code in (0, 1), err


def entry():
    return {
        "npi": ANA,
        "type": "INDIVIDUAL",
        "name": {"first": "Ana", "last": "Lopez"},
        "addresses": [
            {"address": "12 SE Elm St, Ste 4", "city": "Portland", "state": "OR", "zip": "97214", "phone": "5035550199"}
        ],
        "specialty": ["Acupuncture"],
        "plans": [{"plan_id_type": "HIOS-PLAN-ID", "plan_id": "12345OR0010001", "network_tier": "PREFERRED"}],
        "accepting": "accepting",
        "last_updated_on": "2026-10-20",
    }


@pytest.fixture
def on(imported, monkeypatch):
    """What one site that runs all the while answers, as on a day."""
    client = create_app(Settings()).test_client()

    def read(day, path):
        monkeypatch.setattr(dates, "today", lambda: day)
        response = client.get(path)
        assert response.status_code == 200, response.text
        return response.json if response.is_json else " ".join(response.text.split())

    return read


@pytest.mark.parametrize(("day", "phone", "source"), [(LAST, REGISTERED, "nppes"), (TURNED, LISTED, "qhp")])
def test_every_door_turns_to_the_insurers_phone_on_the_day_on_which_the_registers_is_stale(on, run, day, phone, source):
    shown = f"(503) 555-{phone[-4:]}"
    (result,) = on(day, API)["results"]
    assert (result["location"]["phone"], result["verified_on"]) == (
        phone,
        "2025-01-01" if source == "nppes" else "2026-10-20",
    )
    for path in (f"/practitioners/{ANA}", "/search?near=97214&within=100"):
        assert f'href="tel:{phone}"' in on(day, path), path
    assert shown in on(day, "/search.csv?near=97214&within=100")
    _, out, _ = run("why", ANA, "--json")
    (place,) = json.loads(out)["facts"]["locations"]
    assert (place["phone"], place["source"]) == (phone, source) and len(place["also"]) == 1
    assert phone in str(told(run("why", ANA)[1])["locations"])


def test_the_filter_of_confirmed_addresses_finds_who_confirmed_the_phone_that_is_shown_that_day(on):
    assert on(LAST, f"{API}&confirmed=90")["total"] == 0, "the insurer confirmed another one"
    assert on(TURNED, f"{API}&confirmed=90")["total"] == 1
