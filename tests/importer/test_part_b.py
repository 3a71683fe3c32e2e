"""Who billed Medicare for acupuncture, for how many patients and at which price. All made up."""

import json

import nppes_files as files
import pytest
import source_files
from hypothesis import given
from hypothesis import strategies as st

from directory import create_app
from directory.core.practitioner import Origin
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext
from directory.importer.sources import part_b
from directory.store.listings.reader import Current

pytestmark = pytest.mark.usefixtures("two_physicians_and_a_clinic")
ANA, KEN, CLINIC, NURSE = (files.npi(serial) for serial in (1, 2, 3, 4))
SHORT = "Rndrng_NPI,HCPCS_Cd,HCPCS_Desc,Place_Of_Srvc,Tot_Benes,Avg_Sbmtd_Chrg,Avg_Mdcr_Alowd_Amt"
COLUMNS = (
    "Rndrng_NPI,Rndrng_Prvdr_Last_Org_Name,Rndrng_Prvdr_First_Name,Rndrng_Prvdr_MI,Rndrng_Prvdr_Crdntls,"
    "Rndrng_Prvdr_Ent_Cd,Rndrng_Prvdr_St1,Rndrng_Prvdr_St2,Rndrng_Prvdr_City,Rndrng_Prvdr_State_Abrvtn,"
    "Rndrng_Prvdr_State_FIPS,Rndrng_Prvdr_Zip5,Rndrng_Prvdr_RUCA,Rndrng_Prvdr_RUCA_Desc,Rndrng_Prvdr_Cntry,"
    "Rndrng_Prvdr_Type,Rndrng_Prvdr_Mdcr_Prtcptg_Ind,HCPCS_Cd,HCPCS_Desc,HCPCS_Drug_Ind,Place_Of_Srvc,Tot_Benes,"
    "Tot_Srvcs,Tot_Bene_Day_Srvcs,Avg_Sbmtd_Chrg,Avg_Mdcr_Alowd_Amt,Avg_Mdcr_Pymt_Amt,Avg_Mdcr_Stdzd_Amt"
)
LEIE = (
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
    "REINDATE,WAIVERDATE,WVRSTATE"
)
OPT_OUT = "NPI,Optout Effective Date,Optout End Date,Last updated"
PRICES = {"97810": "100", "97811": "30"}
FILE = "MUP_PHY_R26_P05_V10_D24_Prov_Svc.csv"


def billed(npi, code="97810", place="O", patients="38", charge="95.5", allowed="37.254", zip5="80202", **person):
    """A row, with a description that holds commas: by default of Ana Lopez, MD, of Denver."""
    who = {"last": "Lopez", "first": "Ana", "letters": "M.D.", "entity": "I", "type": "Family Practice"} | person
    where = f"900 Oak St,Ste 2,Denver,CO,08,{zip5},1,Metropolitan area core,US"
    description = '"Acupuncture, 1 or more needles, first 15 minutes"'
    return (
        f'{npi},{who["last"]},{who["first"]},,"{who["letters"]}",{who["entity"]},{where},{who["type"]},Y,'
        f"{code},{description},N,{place},{patients},99,80,{charge},{allowed},28,29"
    )


@pytest.fixture
def part_b_file(import_rows):
    """Imports a file of these rows: what the command reports."""
    return lambda *rows, name=FILE, code=0: import_rows("part-b", name, COLUMNS, rows, code=code)


@pytest.fixture
def listing_of(data):
    """The listing of an NPI, as it is published."""
    return lambda npi: Current(data / "directory.db").get().listing(npi)


def test_the_page_says_for_how_many_patients_in_which_year_at_which_price_and_who_says_so(part_b_file, page):
    report = part_b_file(billed(ANA), billed(ANA, "97811", "F", "25", "60", "28"), billed(ANA, "99213"))
    assert (report["rows_read"], report["listings"], report["passed_over"]["other_taxonomy"]) == (3, 1, 1)
    text = page(ANA)
    assert "Billed Medicare for acupuncture for 38 patients or more in 2024." in text
    assert "The first 15 minutes, in an office: asked $95.50 on average, Medicare approved $37.25" in text
    assert (
        "Each 15 minutes more, in a hospital or another facility: asked $60 on average, Medicare approved $28" in text
    )
    assert "Medicare&#39;s yearly file of what was billed" in text and "Dec 31, 2024" in text


def test_who_is_not_in_the_file_is_told_nothing_of(part_b_file, page):
    part_b_file(billed(ANA))
    assert "Billed Medicare" not in page(KEN)


def test_a_groups_billing_is_the_groups_and_a_persons_is_theirs(part_b_file, page):
    part_b_file(billed(CLINIC, patients="50", last="Heron Acupuncture LLC", first="", entity="O"))
    assert "for 50 patients" in page(CLINIC) and "Billed Medicare" not in page(ANA)


def test_dry_needling_is_not_acupuncture(part_b_file, page):
    report = part_b_file(billed(ANA, "20560"), billed(ANA, "20561"))
    assert report["listings"] == 0 and "Billed Medicare" not in page(ANA)


def test_a_code_elsewhere_in_a_row_is_none(part_b_file):
    assert part_b_file(billed(ANA, "99213", zip5="97810"), billed(KEN, "G9781"))["listings"] == 0


def test_a_file_without_names_and_addresses_adds_to_what_others_list_and_lists_nobody(run, import_rows, page):
    rows = [f"{npi},97810,Acupuncture,O,38,95.5,37.25" for npi in (ANA, NURSE)]
    import_rows("part-b", FILE, SHORT, rows)
    assert "Billed Medicare" in page(ANA) and run("why", NURSE)[0] == 2


@pytest.mark.parametrize(
    "letters, provider_type, kind",
    [
        ("M.D.", "Family Practice", "medical_acupuncturist"),
        ("D.O.", "Osteopathic Manipulative Medicine", "medical_acupuncturist"),
        ("MD, MPH", "A Specialty of Next Year", "medical_acupuncturist"),
        ("", "Anesthesiology", "medical_acupuncturist"),
        ("", "A Specialty of Next Year", "other_clinician"),
        ("", "", "other_clinician"),
        ("NP", "Nurse Practitioner", "other_clinician"),
        ("PA-C", "Physician Assistant", "other_clinician"),
        ("D.C.", "Chiropractic", "other_clinician"),
        ("MD", "Chiropractic", "other_clinician"),
        ("PT", "Physical Therapist in Private Practice", "other_clinician"),
        ("CRNA", "Certified Registered Nurse Anesthetist (CRNA)", "other_clinician"),
        ("DPM", "Podiatry", "other_clinician"),
        ("NP", "Family Practice", "other_clinician"),
        ("M.D.", "Physical Medicine and Rehabilitation", "medical_acupuncturist"),
    ],
)
def test_who_billed_for_acupuncture_is_listed_as_what_medicare_knows_them_as(
    listing_of, part_b_file, letters, provider_type, kind
):
    part_b_file(billed(NURSE, last="Ngo", first="Linh", letters=letters, type=provider_type))
    listing = listing_of(NURSE)
    assert (listing.name, listing.kind) == ("Linh Ngo", kind)
    assert listing.facts["kind"] == Origin("part-b", "2024-12-31")


def test_the_address_is_that_of_the_year_and_says_so(part_b_file, page):
    part_b_file(billed(NURSE, last="Ngo", first="Linh"))
    text = page(NURSE)
    assert "900 Oak St" in text and "Address from the records of a past year: ask before you go." in text
    assert "Directions" not in text and "licensing board" not in text


def test_whom_others_list_keeps_their_own_name_kind_and_address(listing_of, part_b_file):
    part_b_file(billed(ANA, last="Lopez Ruiz", letters="NP", type="Nurse Practitioner"))
    listing = listing_of(ANA)
    assert (listing.name, listing.kind) == ("Ana Lopez", "medical_acupuncturist")
    assert [place.address for place in listing.locations] == ["12 SE Elm St Ste 4"]


def test_an_npi_with_a_slip_in_it_puts_nobodys_billing_on_a_stranger(run, part_b_file, page):
    part_b_file(billed(ANA, last="Okafor", first="Boris"))
    assert "Billed Medicare" not in page(ANA)
    assert [pair["one"] for pair in json.loads(run("matches", "--json")[1])] == [f"part-b:{ANA}"]


def test_who_falls_under_eleven_patients_leaves_where_nobody_else_lists_them_and_the_report_tells(run, part_b_file):
    part_b_file(billed(NURSE, last="Ngo", first="Linh"), billed(ANA))
    report = part_b_file(billed(KEN, last="Sato", first="Ken"), name="services_2025.csv")
    assert report["removed"] == 2 and "2 who were in an earlier file are not in this one" in report["notes"][0]
    assert run("why", NURSE)[0] == 2 and run("why", ANA)[0] == 0


def test_an_estimate_begins_with_what_was_billed_nearby_and_says_so(part_b_file):
    people = [(NURSE, "Ngo"), (files.npi(5), "Lee"), (files.npi(6), "Vogel")]
    part_b_file(*(billed(npi, code, charge=price, last=last) for npi, last in people for code, price in PRICES.items()))
    ask = create_app().test_client().get
    nearby = ask("/coverage/costs?state=CO").get_data(as_text=True)
    assert "The first of 12 visits at $145" in nearby  # 100 and one and a half times 30
    assert "half of the 3 practitioners who billed Medicare" in nearby and "yearly file" in nearby
    assert "at $145" in ask(f"/coverage/costs?practitioner={NURSE}").get_data(as_text=True)
    typed = ask("/coverage/costs?state=CO&first=10&later=10").get_data(as_text=True)
    assert "at $10" in typed and "who billed Medicare" not in typed
    assert "at $112" in ask("/coverage/costs?state=WY").get_data(as_text=True)


class TestWhomMedicareAloneListsIsHeldToTheRulesOfAll:
    """Linh Ngo, whom no taxonomy marks."""

    @pytest.fixture(autouse=True)
    def linh(self, part_b_file):
        part_b_file(billed(NURSE, last="Ngo", first="Linh"))

    def test_the_excluded_are_held_back(self, run, import_rows):
        row = f"NGO,LINH,,,,,,{NURSE},19600101,900 OAK ST,DENVER,CO,80202,1128a1,20190320,00000000,00000000,"
        import_rows("leie", "UPDATED_20260110.csv", LEIE, [row])
        assert "excluded from federal health programs" in run("why", NURSE)[2]

    def test_who_has_opted_out_says_so(self, import_rows, page):
        import_rows("opt-out", "opt_out_20260110.csv", OPT_OUT, [f"{NURSE},01/01/2025,12/31/2098,01/05/2026"])
        assert "Medicare pays nothing here" in page(NURSE)

    def test_a_deactivated_npi_is_not_listed(self, run, tmp_path):
        report = tmp_path / "NPPES Deactivated NPI Report 20260109.xlsx"
        report.write_bytes(source_files.xlsx([[NURSE, "01/02/2026"]]))
        run("import", "nppes-deactivated", report)
        assert "the NPI is not in use since 2026-01-02" in run("why", NURSE)[2]


def test_a_newer_year_takes_the_place_of_the_one_before_and_an_older_one_does_not(part_b_file, page):
    part_b_file(billed(ANA, patients="41"), name="services_2025.csv")
    part_b_file(billed(ANA), billed(KEN, last="Sato", first="Ken"))
    assert "for 41 patients or more in 2025" in page(ANA) and "Billed Medicare" not in page(KEN)


def test_what_cannot_be_read_is_told(part_b_file, page):
    rows = billed(ANA, patients="*"), billed("2000000001"), billed(KEN, place="X"), billed(KEN, charge="nan")
    report = part_b_file(*rows, f"{ANA},97810", code=1)
    assert (report["refused"], report["listings"]) == (5, 0)


def test_a_file_of_no_known_year_or_of_another_kind_is_refused_in_one_line(run, tmp_path):
    for name, text in (("services.csv", f"{COLUMNS}\n{billed(ANA)}\n"), (FILE, "NPI,Name\n1,2\n")):
        (tmp_path / name).write_text(text)
        code, _, err = run("import", "part-b", tmp_path / name)
        assert (code, err.count("\n")) == (2, 1)
    (tmp_path / "services.csv").write_text(f"{COLUMNS}\n{billed(ANA)}\n")
    assert run("import", "part-b", tmp_path / "services.csv", "--as-of", "2023-12-31")[0] == 0
    assert '"year": 2023' in run("why", ANA)[1]


@given(st.lists(st.lists(st.text('97810,"OF\r x.', max_size=8), min_size=1, max_size=9), max_size=6))
def test_whatever_a_file_holds_each_row_is_passed_over_told_or_taken(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("services") / FILE
    path.write_text("\n".join([COLUMNS, *(",".join(row) for row in rows), billed(ANA), ""]))
    context = ReadContext()
    try:
        with Opened(path, part_b.is_source_file) as opened:
            found = list(part_b.statements(opened, context))
    except FileRefused:
        return
    assert all(isinstance(each, RawStatement | Problem) for each in found)
    assert len(found) + context.tally.other_taxonomy == context.tally.rows_read
