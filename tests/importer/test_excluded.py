"""OIG's list of the excluded: an excluded NPI is not listed, a namesake is, and a person decides. All made up."""

import json

import nppes_files as files
import pytest

from directory.resolve.blocks import CROWD
from directory.store.imports.database import Imports

ANA, KEN, SO, CLINIC, NURSE = (files.npi(serial) for serial in (1, 2, 3, 4, 5))
COLUMNS = (
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
    "REINDATE,WAIVERDATE,WVRSTATE"
)
BOARD = "lastName,firstName,city,state,licenseType,licenseNumber,licenseExpirationDate,licenseStatusDescription"
NO_NPI, NO_DAY = "0000000000", "00000000"


def excluded(last="", first="", npi=NO_NPI, **values):
    """A row of the list: somebody of Denver, excluded since 2019."""
    row = dict.fromkeys(COLUMNS.split(","), "") | {
        "LASTNAME": last,
        "FIRSTNAME": first,
        "NPI": npi,
        "DOB": "19600101",
        "ADDRESS": "900 OAK ST",
        "CITY": "DENVER",
        "STATE": "CO",
        "ZIP": "80202",
        "EXCLTYPE": "1128a1",
        "EXCLDATE": "20190320",
        "REINDATE": NO_DAY,
        "WAIVERDATE": NO_DAY,
    }
    return ",".join((row | values).values())


SOMEBODY = excluded("VOGEL", "PETRA", CITY="MIAMI", STATE="FL", ZIP="33101")


@pytest.fixture
def leie(import_rows):
    """Imports a list of these rows: what the command reports."""

    def imported(*rows, name="UPDATED_20260110.csv", code=0):
        return import_rows("leie", name, COLUMNS, rows, code=code, line_end="\r\n")

    return imported


@pytest.fixture
def waiting(run):
    """The pairs that wait for a decision: (id, one, other)."""
    return lambda: [(pair["id"], pair["one"], pair["other"]) for pair in json.loads(run("matches", "--json")[1])]


@pytest.fixture(autouse=True)
def nppes(run, tmp_path):
    """NPPES imported: three people and a clinic in Denver."""
    denver = {"city": "DENVER", "state": "CO", "postal_code": "80202"}
    people = [
        files.row(npi=npi, last_name=last, first_name=first, **denver)
        for npi, last, first in ((ANA, "LOPEZ", "ANA"), (KEN, "SATO", "KEN"), (SO, "KIM", "SO"))
    ]
    clinic = files.row(npi=CLINIC, entity="2", organisation_name="HERON ACUPUNCTURE LLC", **denver)
    run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240304-20240310.csv", [*people, clinic]))


EVERYBODY = {"Ana Lopez", "Ken Sato", "So Kim", "Heron Acupuncture LLC"}


class TestByNpi:
    def test_an_excluded_npi_is_not_shown_and_the_admin_is_told_why(self, run, leie, near_denver):
        report = leie(excluded("LOPEZ", "ANA", ANA), SOMEBODY)
        assert set(near_denver()) == EVERYBODY - {"Ana Lopez"}
        assert report["held_back"] == [ANA] and report["rows_read"] == 2
        code, _, err = run("why", ANA)
        assert code == 2 and "excluded from federal health programs since 2019-03-20 (leie, as of 2026-01-10)" in err
        assert f"Held back, because they are excluded from federal health programs: 1 ({ANA})" in run("status")[1]
        assert json.loads(run("status", "--json")[1])["held_back"] == [ANA]

    def test_the_list_may_be_imported_before_anybody_is_listed(self, run, leie, near_denver, tmp_path):
        leie(excluded("NGO", "LINH", NURSE), SOMEBODY)
        row = files.row(npi=NURSE, last_name="NGO", first_name="LINH", city="DENVER", state="CO", postal_code="80202")
        run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20240311-20240317.csv", [row]))
        assert set(near_denver()) == EVERYBODY

    def test_a_name_that_has_changed_by_marriage_is_no_way_out(self, leie, near_denver):
        leie(excluded("RUIZ", "ANA", ANA), SOMEBODY)
        assert "Ana Lopez" not in near_denver()

    def test_an_npi_with_a_wholly_different_name_is_a_slip_and_a_person_decides(self, run, leie, near_denver, waiting):
        leie(excluded("OKAFOR", "BORIS", ANA), SOMEBODY)
        assert set(near_denver()) == EVERYBODY
        ((pair, one, other),) = waiting()
        assert (one, other) == (f"leie:{ANA}", f"npi:{ANA}")
        run("decide", pair, "same")
        assert set(near_denver()) == EVERYBODY - {"Ana Lopez"}

    def test_a_group_is_held_back_by_its_own_npi_and_nobody_who_works_there(self, leie, near_denver):
        leie(excluded(npi=CLINIC, BUSNAME="HERON ACUPUNCTURE LLC"), SOMEBODY)
        assert set(near_denver()) == EVERYBODY - {"Heron Acupuncture LLC"}

    def test_a_person_takes_no_group_with_them(self, leie, near_denver):
        leie(excluded("SATO", "KEN", KEN, BUSNAME="HERON ACUPUNCTURE LLC"), SOMEBODY)
        assert set(near_denver()) == EVERYBODY - {"Ken Sato"}

    def test_what_else_is_said_of_the_excluded_makes_no_second_listing(self, run, leie, near_denver, waiting, tmp_path):
        board = tmp_path / "co_20260105.csv"
        board.write_text(f"{BOARD}\nLopez,Ana,Denver,CO,ACU,9001,12/31/2027,Active\n")
        run("import", "licences", board, "--state", "CO")
        for pair, *_ in waiting():
            run("decide", pair, "same")
        assert near_denver()["Ana Lopez"] == ANA
        leie(excluded("LOPEZ", "ANA", ANA), SOMEBODY)
        assert "Ana Lopez" not in near_denver()


class TestWhoComesBack:
    def test_who_is_in_a_newer_list_no_more_comes_back(self, run, leie, near_denver):
        leie(excluded("LOPEZ", "ANA", ANA), SOMEBODY)
        report = leie(SOMEBODY, name="UPDATED_20260210.csv")
        assert set(near_denver()) == EVERYBODY and report["held_back"] == [] and run("why", ANA)[0] == 0

    def test_an_older_list_imported_later_takes_nobody_out_again(self, leie, near_denver):
        leie(SOMEBODY, name="UPDATED_20260210.csv")
        leie(excluded("LOPEZ", "ANA", ANA), SOMEBODY)
        assert set(near_denver()) == EVERYBODY

    def test_supplements_add_to_the_list_and_take_out_of_it(self, leie, near_denver):
        leie(excluded("LOPEZ", "ANA", ANA), SOMEBODY)
        leie(excluded("SATO", "KEN", KEN), name="2602excl_20260228.csv")
        assert set(near_denver()) == EVERYBODY - {"Ana Lopez", "Ken Sato"}
        leie(excluded("LOPEZ", "ANA", ANA, REINDATE="20260315"), name="2603rein_20260331.csv")
        assert set(near_denver()) == EVERYBODY - {"Ken Sato"}

    def test_who_was_reinstated_and_is_excluded_again_stays_out(self, leie, near_denver):
        leie(
            excluded("LOPEZ", "ANA", ANA, EXCLDATE="20250101"),
            excluded("LOPEZ", "ANA", ANA, EXCLDATE="20100101", REINDATE="20150101"),
        )
        assert "Ana Lopez" not in near_denver()

    def test_taking_the_list_out_again_brings_them_back(self, run, leie, near_denver):
        report = leie(excluded("LOPEZ", "ANA", ANA), SOMEBODY)
        run("rollback", report["snapshot"])
        assert set(near_denver()) == EVERYBODY


class TestByName:
    def test_a_namesake_stays_listed_and_a_person_decides(self, run, leie, near_denver, waiting):
        leie(excluded("LOPEZ", "ANA"), SOMEBODY)
        assert set(near_denver()) == EVERYBODY
        ((pair, one, other),) = waiting()
        assert one.startswith("leie:leie-") and other == f"npi:{ANA}"
        assert "excluded since 2019-03-20" in run("matches")[1]
        run("decide", pair, "different")
        assert set(near_denver()) == EVERYBODY and waiting() == []

    def test_a_person_may_decide_that_it_is_they_and_the_next_list_keeps_to_it(self, run, leie, near_denver, waiting):
        leie(excluded("LOPEZ", "ANA"), SOMEBODY)
        run("decide", waiting()[0][0], "same")
        assert set(near_denver()) == EVERYBODY - {"Ana Lopez"}
        leie(excluded("LOPEZ", "ANA", ADDRESS="1 NEW ST"), SOMEBODY, name="UPDATED_20260210.csv")
        assert set(near_denver()) == EVERYBODY - {"Ana Lopez"}
        leie(SOMEBODY, name="UPDATED_20260310.csv")
        assert set(near_denver()) == EVERYBODY

    def test_the_same_name_at_the_same_address_is_still_for_a_person_to_decide(self, run, leie, near_denver, waiting):
        leie(excluded("LOPEZ", "ANA", ADDRESS="12 SE ELM ST"), SOMEBODY)
        assert set(near_denver()) == EVERYBODY
        assert [other for _, _, other in waiting()] == [f"npi:{ANA}"]

    def test_another_npi_is_another_person(self, leie, near_denver, waiting):
        leie(excluded("LOPEZ", "ANA", NURSE), SOMEBODY)
        assert set(near_denver()) == EVERYBODY and waiting() == []

    def test_a_namesake_in_another_state_is_nobodys_concern(self, leie, near_denver, waiting):
        leie(excluded("LOPEZ", "ANA", CITY="MIAMI", STATE="FL", ZIP="33101"), SOMEBODY)
        assert set(near_denver()) == EVERYBODY and waiting() == []

    def test_the_excluded_are_not_compared_with_each_other_and_list_nobody(self, run, leie, near_denver, waiting):
        leie(excluded("NGO", "LINH"), excluded("NGO", "LINH", DOB="19700101"), excluded(BUSNAME="OAK CLINIC"))
        assert set(near_denver()) == EVERYBODY and waiting() == []

    def test_a_clinic_of_the_same_name_and_city_is_for_a_person_to_decide(self, leie, near_denver, waiting):
        leie(excluded(BUSNAME="HERON ACUPUNCTURE LLC"), SOMEBODY)
        assert set(near_denver()) == EVERYBODY
        assert [other for _, _, other in waiting()] == [f"npi:{CLINIC}"]

    def test_whom_only_a_board_lists_is_compared_too(self, run, leie, near_denver, waiting, tmp_path):
        board = tmp_path / "co_20260105.csv"
        board.write_text(f"{BOARD}\nNgo,Linh,Denver,CO,ACU,9003,12/31/2027,Active\n")
        run("import", "licences", board, "--state", "CO")
        leie(excluded("NGO", "LINH"), excluded("NGO", "LINH", NURSE), SOMEBODY)
        assert near_denver()["Linh Ngo"] == "CO-9003"
        assert len(waiting()) == 2
        for pair, one, _ in waiting():
            run("decide", pair, "same" if one.startswith("leie:") else "different")
        assert "Linh Ngo" not in near_denver()

    def test_a_namesake_who_is_listed_later_is_found_as_well(self, run, leie, near_denver, waiting, tmp_path):
        leie(excluded("NGO", "LINH"), SOMEBODY)
        linh = files.row(npi=NURSE, last_name="NGO", first_name="LINH", city="DENVER", state="CO", postal_code="80202")
        run("import", "nppes", files.plain(tmp_path / "npidata_pfile_20260112-20260118.csv", [linh]))
        assert "Linh Ngo" in near_denver() and [other for *_, other in waiting()] == [f"npi:{NURSE}"]

    def test_a_crowd_of_excluded_namesakes_keeps_no_boards_record_from_its_npi(self, run, leie, near_denver, tmp_path):
        leie(*(excluded("LOPEZ", "ANA", DOB=f"1960{day:04d}") for day in range(101, 101 + CROWD + 1)))
        board = tmp_path / "co_20260105.csv"
        board.write_text(f"{BOARD}\nLopez,Ana,Denver,CO,ACU,9001,12/31/2027,Active\n")
        run("import", "licences", board, "--state", "CO")
        (matched,) = [pair for pair in json.loads(run("matches", "--json")[1]) if pair["one"].startswith("licences:")]
        assert matched["other"] == f"npi:{ANA}"

    def test_only_those_are_read_whom_a_listing_is_near_to(self, run, leie, tmp_path, monkeypatch):
        leie(excluded("LOPEZ", "ANA"), *(excluded("VOGEL", "PETRA", CITY=f"TOWN {number}") for number in range(40)))
        read = []
        monkeypatch.setattr(Imports, "read", lambda self, refs, real=Imports.read: real(self, _noting(refs, read)))
        run("publish")
        assert [ref.source for ref in read].count("leie") == 1

    def test_what_an_older_program_kept_of_them_is_made_anew(self, run, leie, near_denver, waiting, tmp_path):
        leie(excluded("LOPEZ", "ANA"), SOMEBODY)
        with Imports(tmp_path / "imports.db") as imports:
            imports.connection.execute("UPDATE blocking SET program = 'older', keys = x''")
        run("publish")
        assert [other for *_, other in waiting()] == [f"npi:{ANA}"]


def _noting(refs, read):
    for ref in refs:
        read.append(ref)
        yield ref


class TestTheFile:
    def test_a_list_under_its_own_name_speaks_as_of_the_newest_day_in_it(self, leie, run):
        leie(excluded("LOPEZ", "ANA", ANA), excluded("VOGEL", "PETRA", EXCLDATE="20260119"), name="UPDATED.csv")
        assert "(leie, as of 2026-01-19)" in run("why", ANA)[2]

    def test_a_row_without_a_day_or_with_a_wrong_npi_is_told(self, run, leie, near_denver, waiting):
        report = leie(excluded("LOPEZ", "ANA", ANA, EXCLDATE="2019"), excluded("SATO", "KEN", "2000000001"), code=1)
        assert (report["rows_read"], report["refused"], report["problems"]) == (2, 1, 2)
        assert set(near_denver()) == EVERYBODY and [other for *_, other in waiting()] == [f"npi:{KEN}"]

    def test_another_file_is_refused_in_one_line(self, run, tmp_path):
        path = tmp_path / "UPDATED.csv"
        path.write_text("Name,City\nAna,Denver\n")
        code, _, err = run("import", "leie", path)
        assert (code, err.count("\n")) == (2, 1) and "the column “LASTNAME” is missing" in err

    def test_no_page_says_that_anybody_is_excluded(self, run, leie, data):
        leie(excluded("LOPEZ", "ANA", ANA), excluded("SATO", "KEN"), SOMEBODY)
        from directory import create_app

        client = create_app().test_client()
        assert client.get(f"/practitioners/{ANA}").status_code == 404
        for page in (f"/practitioners/{KEN}", "/about", "/search?near=Denver,+CO", "/status"):
            text = client.get(page).get_data(as_text=True).casefold()
            assert "exclu" not in text.replace("the federal list of excluded providers (leie)", "")  # how old it is
