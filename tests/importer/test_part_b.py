"""Who billed Medicare for acupuncture, for how many patients and at which price. All made up."""

import nppes_files as files
import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused, Problem, RawStatement, ReadContext
from directory.importer.sources import part_b

pytestmark = pytest.mark.usefixtures("two_physicians_and_a_clinic")
ANA, KEN, CLINIC, NURSE = (files.npi(serial) for serial in (1, 2, 3, 4))
COLUMNS = (
    "Rndrng_NPI,Rndrng_Prvdr_Last_Org_Name,Rndrng_Prvdr_First_Name,Rndrng_Prvdr_Ent_Cd,Rndrng_Prvdr_Zip5,HCPCS_Cd,"
    "HCPCS_Desc,HCPCS_Drug_Ind,Place_Of_Srvc,Tot_Benes,Tot_Srvcs,Tot_Bene_Day_Srvcs,Avg_Sbmtd_Chrg,Avg_Mdcr_Alowd_Amt,"
    "Avg_Mdcr_Pymt_Amt,Avg_Mdcr_Stdzd_Amt"
)
FILE = "MUP_PHY_R26_P05_V10_D24_Prov_Svc.csv"


def billed(npi, code="97810", place="O", patients="38", charge="95.5", allowed="37.254", zip5="80202"):
    """A row, with a description that holds commas."""
    description = '"Acupuncture, 1 or more needles, first 15 minutes"'
    return f"{npi},LOPEZ,ANA,I,{zip5},{code},{description},N,{place},{patients},99,80,{charge},{allowed},28,29"


@pytest.fixture
def part_b_file(import_rows):
    """Imports a file of these rows: what the command reports."""
    return lambda *rows, name=FILE, code=0: import_rows("part-b", name, COLUMNS, rows, code=code)


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
    part_b_file(billed(CLINIC, patients="50"))
    assert "for 50 patients" in page(CLINIC) and "Billed Medicare" not in page(ANA)


def test_dry_needling_is_not_acupuncture(part_b_file, page):
    report = part_b_file(billed(ANA, "20560"), billed(ANA, "20561"))
    assert report["listings"] == 0 and "Billed Medicare" not in page(ANA)


def test_a_code_elsewhere_in_a_row_is_none(part_b_file):
    assert part_b_file(billed(ANA, "99213", zip5="97810"), billed(KEN, "G9781"))["listings"] == 0


def test_whom_nobody_else_lists_is_counted_and_not_listed(run, part_b_file):
    report = part_b_file(billed(NURSE), billed(ANA))
    assert (report["listings"], report["on_listings"]) == (2, 1)
    assert run("why", NURSE)[0] == 2


def test_a_newer_year_takes_the_place_of_the_one_before_and_an_older_one_does_not(part_b_file, page):
    part_b_file(billed(ANA, patients="41"), name="services_2025.csv")
    part_b_file(billed(ANA), billed(KEN))
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
