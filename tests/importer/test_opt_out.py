"""Who has opted out of Medicare: from when until when, and what a patient is told on that day. All made up."""

from datetime import date

import nppes_files as files
import pytest
from coverage_pages import MEDICARE

from directory import create_app
from directory.core.in_force import listing_on
from directory.settings import Settings
from directory.store.listings.reader import Current

pytestmark = pytest.mark.usefixtures("two_physicians_and_a_clinic")
ANA, KEN, CLINIC, NURSE = (files.npi(serial) for serial in (1, 2, 3, 4))
COLUMNS = (
    "First Name,Last Name,NPI,Specialty,Optout Effective Date,Optout End Date,First Line Street Address,"
    "Second Line Street Address,City Name,State Code,Zip code,Eligible to Order and Refer,Last updated"
)
YEAR = date.today().year
NOTICE = "Medicare pays nothing here"


def affidavit(npi, starts_on=f"1/1/{YEAR - 1}", ends_on=f"12/31/{YEAR + 1}", updated_on="1/15/2026"):
    return f"Ana,Lopez,{npi},Family Practice,{starts_on},{ends_on},1 Elm St,,Denver,CO,80202,Y,{updated_on}"


@pytest.fixture
def opt_out(import_rows):
    """Imports a list of these rows: what the command reports."""
    return lambda *rows, name="opt_out.csv", code=0: import_rows("opt-out", name, COLUMNS, rows, code=code)


@pytest.fixture
def answer():
    """The text of what Medicare is likely to pay somebody, asked from their listing."""

    def ask(npi, **answers):
        form = MEDICARE | {"kind": "medical_acupuncturist", "practitioner": npi, "asked": "visits"} | answers
        return create_app().test_client().post("/coverage", data=form).get_data(as_text=True)

    return ask


def listing(npi, day=None):
    """A listing as it stands today, or on another day."""
    found = Current(Settings().directory_db).get()
    row = found.connection.execute("SELECT listing FROM practitioners WHERE id = ?", [npi]).fetchone()
    from directory.core.practitioner import practitioner_from_json

    return listing_on(practitioner_from_json(*row), day or found.day)


def test_the_page_says_until_when_medicare_pays_nothing_and_who_says_so(opt_out, page):
    report = opt_out(affidavit(ANA), affidavit(NURSE))
    assert (report["rows_read"], report["listings"]) == (2, 2)
    assert f"{NOTICE}: a private contract until Dec 31, {YEAR + 1}" in page(ANA)
    assert "CMS&#39;s list of opt-out affidavits" in page(ANA) and "Jan 15, 2026" in page(ANA)
    assert NOTICE not in page(KEN) and NOTICE not in page(CLINIC)


def test_who_only_opted_out_is_not_listed(run, opt_out):
    opt_out(affidavit(NURSE))
    assert run("why", NURSE)[0] == 2


def test_the_answer_for_medicare_says_so_and_other_plans_answers_do_not(opt_out, answer):
    before = answer(ANA)
    assert "Likely to pay" in before
    opt_out(affidavit(ANA))
    assert "Not likely to pay" in answer(ANA) and f"until Dec 31, {YEAR + 1}" in answer(ANA)
    assert "opted out of Medicare" in answer(ANA, program="medicare_advantage")
    assert "opted out" not in answer(ANA, program="employer") and "opted out" not in answer(KEN)


def test_an_opt_out_that_has_ended_is_told_of_nobody(opt_out, page, answer, run):
    opt_out(affidavit(ANA, f"1/1/{YEAR - 3}", f"12/31/{YEAR - 1}"))
    assert NOTICE not in page(ANA) and "opted out" not in answer(ANA)
    assert "medicare_opt_out" not in run("why", ANA)[1]


def test_it_begins_and_ends_on_the_day_of_reading_without_an_import(opt_out):
    opt_out(affidavit(ANA, f"7/1/{YEAR}", f"6/30/{YEAR + 2}"))
    days = (f"{YEAR}-06-30", f"{YEAR}-07-01", f"{YEAR + 2}-06-30", f"{YEAR + 2}-07-01")
    shown = [listing(ANA, day) for day in days]
    assert [each.medicare_opt_out_ends_on for each in shown] == [None, f"{YEAR + 2}-06-30", f"{YEAR + 2}-06-30", None]
    assert ["medicare_opt_out_ends_on" in each.facts for each in shown] == [False, True, True, False]


@pytest.mark.parametrize("turn", [1, -1])
def test_a_renewal_goes_on_where_the_one_before_ends(opt_out, turn):
    rows = [
        affidavit(ANA, f"1/1/{YEAR - 1}", f"12/31/{YEAR}"),
        affidavit(ANA, f"1/1/{YEAR + 1}", f"12/31/{YEAR + 2}"),
    ]
    opt_out(*rows[::turn])
    shown = listing(ANA)
    period = shown.medicare_opt_out_starts_on, shown.medicare_opt_out_ends_on
    assert period == (f"{YEAR - 1}-01-01", f"{YEAR + 2}-12-31")


def test_who_came_back_and_left_again_is_in_medicare_between(opt_out):
    opt_out(affidavit(ANA, "1/1/2010", "12/31/2011"), affidavit(ANA, f"1/1/{YEAR + 1}", f"12/31/{YEAR + 2}"))
    assert listing(ANA).medicare_opt_out_ends_on is None


def test_who_is_in_a_newer_list_no_more_has_come_back(opt_out, page):
    opt_out(affidavit(ANA), name="opt_out_20260115.csv")
    opt_out(affidavit(NURSE), name="opt_out_20260215.csv")
    assert NOTICE not in page(ANA)


def test_a_row_that_cannot_be_read_is_told_and_another_file_refused(run, opt_out, page, tmp_path):
    report = opt_out(
        affidavit(ANA, ends_on="soon"),
        affidavit("2000000001"),
        affidavit(KEN, "1/1/2030", "1/1/2029"),
        affidavit(NURSE),
        code=1,
    )
    assert (report["refused"], report["listings"]) == (3, 1) and NOTICE not in page(ANA)
    (tmp_path / "other.csv").write_text("NPI,Name\n1,2\n")
    code, _, err = run("import", "opt-out", tmp_path / "other.csv")
    assert (code, err.count("\n")) == (2, 1) and "Optout Effective Date" in err
