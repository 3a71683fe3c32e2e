"""A board's list beside NPPES: the married, those who had a permit first, those who moved abroad. All made up."""

import json
from datetime import date

import nppes_files as files
import pytest
from licence_lists import text

NEXT_YEAR = date.today().year + 1
ACTIVE = {"ExpirationDate": f"{NEXT_YEAR}0131", "LastIssueDate": "20250201"}
OLD_NAME = {"LastName": "MAIDEN", "ExpirationDate": "20200131", "LastIssueDate": "20190201"}
PERMIT = {
    "CredentialNumber": "TP90000009",
    "CredentialType": "Acupuncture/East Asian Medicine Practitioner Temporary Practice Permit",
    "Status": "CLOSED",
    "ExpirationDate": "20250131",
}


@pytest.fixture
def shown(run, tmp_path):
    """Imports NPPES's record of somebody licensed in Washington, then that state's list; (listing, ids found there)."""

    def imported(last_name, *rows):
        seattle = {"city": "SEATTLE", "state": "WA", "postal_code": "98101"}
        licence = ("171100000X", "AC90000001", "WA", "Y")
        person = files.row(licence, npi=files.npi(1), last_name=last_name, first_name="JANE", **seattle)
        run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [person]))
        path = tmp_path / "WA_20260105.csv"
        path.write_text(text("WA", *rows))
        assert run("import", "licences", path, "--state", "WA")[0] == 0
        assert json.loads(run("matches", "--json")[1]) == []
        found = json.loads(run("search", "--near", "Seattle, WA", "--json")[1])["results"]
        return json.loads(run("why", files.npi(1), "--json")[1])["facts"], [each["id"] for each in found]

    return imported


@pytest.mark.parametrize("registered", ["MAIDEN", "MARRIED"])
def test_who_married_is_one_person_under_either_name_with_the_standing_of_today(shown, run, registered):
    facts, found = shown(registered, OLD_NAME | {"Status": "SUPERSEDED"}, ACTIVE | {"LastName": "MARRIED"})
    assert found == [files.npi(1)]
    assert [(each["number"], each["status"]) for each in facts["licences"]] == [("AC90000001", "active")]
    assert run("why", "WA-AC90000001")[0] == 2


def test_a_suspension_under_the_married_name_reaches_the_register_s_maiden_name(shown):
    facts, _ = shown("MAIDEN", OLD_NAME, ACTIVE | {"LastName": "MARRIED", "Status": "SUSPENDED"})
    assert [each["status"] for each in facts["licences"]] == ["suspended"]


def test_a_closed_permit_leaves_one_listing_that_is_active(shown, run):
    facts, found = shown("EXAMPLE", ACTIVE, PERMIT)
    assert found == [files.npi(1)]
    assert [(each["number"], each["status"]) for each in facts["licences"]] == [("AC90000001", "active")]
    assert run("why", "WA-TP90000009")[0] == 2


def test_a_revocation_reaches_its_holder_though_the_list_has_them_abroad(run, tmp_path):
    oakland = {"city": "OAKLAND", "state": "CA", "postal_code": "94607"}
    person = files.row(
        ("171100000X", "90001", "CA", "Y"), npi=files.npi(1), last_name="EXAMPLE", first_name="JANE", **oakland
    )
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [person]))
    path = tmp_path / "CA_20260105.csv"
    path.write_text(text("CA", {"Country": "TAIWAN", "City": "TAIPEI", "State": "", "License Status": "Revoked"}))
    assert run("import", "licences", path, "--state", "CA")[0] == 0
    facts = json.loads(run("why", files.npi(1), "--json")[1])["facts"]
    assert [each["status"] for each in facts["licences"]] == ["revoked"]
    assert [each["city"] for each in facts["locations"]] == ["Oakland"]
