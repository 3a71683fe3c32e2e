"""Medicare's list of doctors and clinicians: a second word on address and telephone. All made up."""

import nppes_files as files
import pytest

from directory.store.listings.reader import Current

pytestmark = pytest.mark.usefixtures("two_physicians_and_a_clinic")
ANA, KEN, NOBODY = files.npi(1), files.npi(2), files.npi(7)
COLUMNS = (
    "NPI,Ind_PAC_ID,Provider Last Name,Provider First Name,Cred,pri_spec,Telehlth,Facility Name,adr_ln_1,adr_ln_2,"
    "City/Town,State,ZIP Code,Telephone Number,ind_assgn,grp_assgn,adrs_id"
)
OF_2021 = (
    "NPI, Ind_PAC_ID, lst_nm, frst_nm, Cred, pri_spec, org_nm, adr_ln_1, adr_ln_2, cty, st, zip, phn_numbr, ind_assgn"
)
DENVER = "DENVER,CO,802021234"


def enrolled(npi=ANA, last="LOPEZ", street="12 SE ELM ST,STE 4", phone="5035550199", assignment="Y"):
    return f"{npi},1,{last},ANA,MD,FAMILY PRACTICE,,HERON,{street},{DENVER},{phone},{assignment},M,X"


@pytest.fixture
def doctors(import_rows):
    return lambda *rows, columns=COLUMNS: import_rows("doctors", "DAC_20260115.csv", columns, rows)


@pytest.fixture
def listing_of(data):
    return lambda npi=ANA: Current(data / "directory.db").get().listing(npi)


def test_a_word_of_this_year_counts_before_the_registers_of_years_ago_which_stands_beside_it(doctors, listing_of):
    doctors(enrolled())
    (place,) = listing_of().locations
    assert (place.phone, place.source) == ("+15035550199", "doctors")
    assert [(each.source, each.phone) for each in place.also] == [("nppes", "+15035550123")]


def test_several_rows_of_one_place_are_one_place_and_another_place_is_added(doctors, listing_of):
    doctors(enrolled(), enrolled(), enrolled(street="900 OAK ST,"))
    assert [place.address for place in listing_of().locations] == ["12 SE Elm St, Ste 4", "900 Oak St"]


def test_whoever_no_other_source_lists_is_not_listed(doctors, run):
    report = doctors(enrolled(NOBODY, "NGO"), enrolled())
    assert (report["listings"], report["passed_over"]["other_taxonomy"]) == (1, 1)
    assert run("why", NOBODY)[0] == 2


@pytest.mark.parametrize("answer, accepts", [("Y", True), ("M", None), ("", None), ("N", None)])
def test_who_may_accept_assignment_is_not_said_to_do_so_nor_not_to(doctors, listing_of, page, answer, accepts):
    doctors(enrolled(assignment=answer))
    assert listing_of().accepts_assignment is accepts
    assert ("accepts assignment" in page(ANA)) == bool(accepts)


def test_who_has_opted_out_takes_nothing_whatever_the_list_says(doctors, import_rows, page):
    doctors(enrolled())
    columns = "NPI,Optout Effective Date,Optout End Date,Last updated"
    import_rows("opt-out", "opt_out_20260110.csv", columns, [f"{ANA},01/01/2025,12/31/2098,01/05/2026"])
    assert "accepts assignment" not in page(ANA) and "Medicare pays nothing here" in page(ANA)


def test_a_slip_in_an_npi_gives_nobody_a_strangers_telephone(doctors, listing_of):
    doctors(enrolled(last="OKAFOR").replace("ANA,MD", "BORIS,MD"))
    (place,) = listing_of().locations
    assert (place.phone, place.also) == ("+15035550123", ())


def test_the_columns_of_2021_are_read_as_well(doctors, listing_of):
    doctors(f"{ANA},1,LOPEZ,ANA,MD,FAMILY PRACTICE,HERON,900 OAK ST,,{DENVER},3035550147,Y", columns=OF_2021)
    assert {place.phone for place in listing_of().locations} == {"+15035550123", "+13035550147"}
