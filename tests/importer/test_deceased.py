"""A board says that a licensee has died: nobody is sent to them, and nobody else is taken for them. All made up."""

import json
from datetime import date

import nppes_files as files
import pytest

ANA, KEN, SO = (files.npi(serial) for serial in (1, 2, 3))
RUNS_OUT = f"12/31/{date.today().year + 1}"
HEADER = "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription"


@pytest.fixture
def board(import_rows):
    """Imports Colorado's list: (last name, first name, number, status) rows in Denver. What the command reports."""

    def imported(*rows, day="20260105"):
        lines = [f"{last},{first},Denver,CO,ACU,{number},{RUNS_OUT},{status}" for last, first, number, status in rows]
        return import_rows("licences", f"co_{day}.csv", HEADER, lines, "--state", "CO")

    return imported


@pytest.fixture(autouse=True)
def nppes(run, tmp_path):
    """NPPES imported: two with a licence of Colorado, one who gave none, in Denver."""
    rows = [
        files.row(
            ("171100000X", licence, "CO", "Y"),
            npi=npi,
            last_name=last,
            first_name=first,
            city="DENVER",
            state="CO",
            postal_code="80202",
        )
        for npi, last, first, licence in (
            (ANA, "LOPEZ", "ANA", "9001"),
            (KEN, "SATO", "KEN", "9002"),
            (SO, "KIM", "SO", ""),
        )
    ]
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", rows))


def test_who_has_died_leaves_by_number_and_full_name_and_comes_back_when_the_board_was_wrong(run, board, near_denver):
    report = board(("Lopez", "Ana", "9001", "Deceased"), ("Ngo", "Linh", "9003", "Active"))
    assert set(near_denver()) == {"Ken Sato", "So Kim", "Linh Ngo"}
    assert run("why", ANA)[0] == 2
    run("rollback", str(report["snapshot"]))
    assert near_denver()["Ana Lopez"] == ANA
    board(("Lopez", "Ana", "9001", "Active"), day="20260205")
    assert near_denver()["Ana Lopez"] == ANA


def test_who_has_died_is_never_a_new_listing(run, board, near_denver):
    board(("Ngo", "Linh", "9003", "Deceased"), ("Ito", "Mai", "9004", "Active"))
    assert set(near_denver()) == {"Ana Lopez", "Ken Sato", "So Kim", "Mai Ito"}
    assert run("why", "CO-9003")[0] == 2


@pytest.mark.parametrize(
    ("last", "first", "number", "npi", "name"),
    [
        ("Sato", "Kenji", "9002", KEN, "Ken Sato"),
        ("Tanaka", "Ken", "9002", KEN, "Ken Sato"),
        ("Kim", "So", "9009", SO, "So Kim"),
    ],
)
def test_without_number_and_full_name_nobody_is_taken_for_dead_before_a_person_has_decided(
    run, board, near_denver, last, first, number, npi, name
):
    board((last, first, number, "Deceased"), ("Ito", "Mai", "9004", "Active"))
    assert set(near_denver()) == {"Ana Lopez", "Ken Sato", "So Kim", "Mai Ito"}
    (pair,) = json.loads(run("matches", "--json")[1])
    assert pair["other"] == f"npi:{npi}"
    run("decide", pair["id"], "different")
    assert name in near_denver()
    assert json.loads(run("matches", "--json")[1]) == []


def test_a_person_may_decide_that_it_is_they(run, board, near_denver):
    board(("Sato", "Kenji", "9002", "Deceased"), ("Ito", "Mai", "9004", "Active"))
    (pair,) = json.loads(run("matches", "--json")[1])
    run("decide", pair["id"], "same")
    assert set(near_denver()) == {"Ana Lopez", "So Kim", "Mai Ito"}


def test_a_son_of_the_same_name_under_his_own_number_stays(run, board, near_denver):
    board(("Lopez", "Ana", "8001", "Deceased"), ("Lopez", "Ana", "9001", "Active"))
    assert near_denver()["Ana Lopez"] == ANA
