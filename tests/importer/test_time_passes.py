"""Time passes, and nothing is imported or published: what has ended is gone from its day on, what begins is there."""

import json
from datetime import date, timedelta

import nppes_files as files
import pytest

from directory import create_app
from directory.core import dates
from directory.settings import Settings

ANA = files.npi(1)
TODAY = date.today()
YEAR = TODAY.year
NEW_YEARS_EVE, NEW_YEARS_DAY = f"{YEAR}-12-31", f"{YEAR + 1}-01-01"
EXPIRES = date(YEAR + 1, 1, 31)
NEAR = "/search?near=97214&within=100"
BOARD = "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription"


def in_file_name(day):
    return day.strftime("%Y%m%d")


@pytest.fixture
def imported(run, tmp_path):
    """Ana: certified today at NPPES, licensed until the end of next January, in a plan of this year and one of next."""
    day = in_file_name(TODAY)
    days = dict.fromkeys(("confirmed_on", "updated_on"), TODAY.strftime("%m/%d/%Y"))
    row = files.row(("171100000X", "9001", "CO", "Y"), npi=ANA, last_name="LOPEZ", first_name="ANA", **days)
    register = files.plain(tmp_path / f"npidata_pfile_{day}-{day}.csv", [row])
    board = tmp_path / f"co_{day}.csv"
    board.write_text(f"{BOARD}\nLopez,Ana,Portland,CO,ACU,9001,{EXPIRES:%m/%d/%Y},Active\n")
    payer = tmp_path / f"providers-{TODAY}.json"
    payer.write_text(json.dumps([entry((f"12345OR{YEAR}001", YEAR), (f"12345OR{YEAR}002", YEAR + 1))]))
    for words in (("nppes", register), ("licences", board, "--state", "CO"), ("qhp", payer, "--payer", "Acme Health")):
        code, _, err = run("import", *words)
        assert code in (0, 1), err


def entry(*plans):
    """What the insurer says of Ana: (plan, year) pairs."""
    named = [
        {"plan_id_type": "HIOS-PLAN-ID", "plan_id": number, "network_tier": "PREFERRED", "years": [year]}
        for number, year in plans
    ]
    return {
        "npi": ANA,
        "type": "INDIVIDUAL",
        "name": {"first": "Ana", "last": "Lopez"},
        "addresses": [{"address": "12 SE Elm St", "city": "Portland", "state": "OR", "zip": "97214"}],
        "specialty": ["Acupuncture"],
        "plans": named,
        "last_updated_on": str(TODAY),
    }


@pytest.fixture
def on(imported, monkeypatch):
    """A page of the one site that runs all the while, as on a day; and the API's answer."""
    client = create_app(Settings()).test_client()

    def read(day, path):
        monkeypatch.setattr(dates, "today", lambda: str(day))
        response = client.get(path)
        assert response.status_code == 200, response.text
        return response.json if path.startswith("/api") else " ".join(response.text.split())

    return read


def plans(answer):
    return [taken["plan_id"] for result in answer["results"] for taken in result["insurance"]]


def test_a_plan_of_this_year_is_gone_on_new_years_day_and_one_of_next_year_is_there(on):
    api = NEAR.replace("/search", "/api/v1/search")
    for day, number in ((NEW_YEARS_EVE, 1), (NEW_YEARS_DAY, 2)):
        assert plans(on(day, api)) == [f"12345OR{YEAR}00{number}"]
        page = on(day, f"/practitioners/{ANA}")
        assert f"12345OR{YEAR}00{number}" in page and f"12345OR{YEAR}00{3 - number}" not in page
        found = on(day, f"{api}&insurance=12345OR{YEAR}00{number}")
        assert [result["id"] for result in found["results"]] == [ANA]
        assert on(day, f"{api}&insurance=12345OR{YEAR}00{3 - number}")["insurance"]["networks"] == []
    assert plans(on(f"{YEAR + 2}-01-01", api)) == []
    assert "Acme Health" not in on(f"{YEAR + 2}-01-01", NEAR)


def test_a_license_expires_after_its_day_and_its_holder_is_left_out_of_a_page_then(on):
    after = EXPIRES + timedelta(days=1)
    assert "Ana Lopez" in on(EXPIRES, NEAR) and "expires" in on(EXPIRES, f"/practitioners/{ANA}")
    assert f"/practitioners/{ANA}" not in on(after, NEAR)
    page = on(after, f"/practitioners/{ANA}")
    assert "License expired: ask before you book." in page
    assert "It ran out after that day and may have been renewed: ask." in page
    (result,) = on(after, NEAR.replace("/search", "/api/v1/search"))["results"]
    assert [licence["status"] for licence in result["licences"]] == ["expired"]


def test_an_address_confirmed_today_is_fresh_for_ninety_days(on):
    last, after = TODAY + timedelta(days=90), TODAY + timedelta(days=91)
    search = f"{NEAR}&confirmed=90&license=any"
    assert "Address and phone confirmed" in on(last, f"/practitioners/{ANA}")
    assert "1 within 100 miles" in on(last, search)
    assert "Address and phone not confirmed in" in on(after, f"/practitioners/{ANA}")
    assert "1 within 100 miles" not in on(after, search)
