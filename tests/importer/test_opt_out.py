"""Who has opted out of Medicare: from when until when, and what a patient is told on that day. All made up."""

from datetime import date

import nppes_files as files
import pytest
from coverage_pages import MEDICARE

from directory import create_app
from directory.core.in_force import listing_on
from directory.settings import Settings
from directory.store.listings.reader import Current, Directory

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


@pytest.fixture
def accepting(import_rows, tmp_path):
    """A table says that Ana and Ken accept Medicare, and Ana another insurer."""
    (tmp_path / "map.toml").write_text('[columns]\nnpi = "NPI"\nname = "Name"\nstate = "State"\npayer = "Insurance"\n')
    rows = [f'{ANA},"Lopez, Ana",CO,"Medicare, Acme Health"', f'{KEN},"Sato, Ken",CO,Medicare']
    import_rows("csv", f"sheet-{date.today()}.csv", "NPI,Name,State,Insurance", rows, "--map", tmp_path / "map.toml")


def insured(npi, day):
    """The payers that a listing names on a day, each with its standing and who says so."""
    listed = Directory(Settings().directory_db, day).listing(npi).insurance
    return {each.payer: (each.network_status, each.source) for each in listed}


def test_the_affidavit_counts_before_a_table_that_says_they_accept_medicare_while_it_is_in_force(accepting, opt_out):
    opt_out(affidavit(ANA, f"7/1/{YEAR}", f"6/30/{YEAR + 2}"))
    said, out = ("unknown", "csv"), ("out", "opt-out")
    for day, medicare in (
        (f"{YEAR}-06-30", said),
        (f"{YEAR}-07-01", out),
        (f"{YEAR + 2}-06-30", out),
        (f"{YEAR + 2}-07-01", said),
    ):
        assert insured(ANA, day) == {"Medicare": medicare, "Acme Health": said}, day
        assert insured(KEN, day) == {"Medicare": said}, "or a physician who is in Medicare would lose patients"


def test_a_search_by_medicare_leaves_them_out_on_the_page_and_in_the_api(accepting, opt_out, near):
    assert near("Medicare") == {ANA, KEN}
    opt_out(affidavit(ANA))
    assert near("Medicare") == {KEN}, "nor do they stand among those of whom nobody states it"
    assert near("Acme Health") >= {ANA}


def test_where_no_listing_tells_who_takes_medicare_they_are_left_out_too(opt_out, near):
    assert near("Medicare") >= {ANA, KEN}
    opt_out(affidavit(ANA))
    assert ANA not in near("Medicare") and KEN in near("Medicare")


def test_the_page_and_the_api_say_whose_word_it_is(accepting, opt_out, page):
    opt_out(affidavit(ANA))
    text = " ".join(page(ANA).split())
    assert "<strong>Medicare</strong>: out of network" in text and "said to be accepted" in text, "Acme Health's"
    (result,) = (each for each in answered("Acme Health")["results"] if each["id"] == ANA)
    medicare = next(each for each in result["insurance"] if each["payer"] == "Medicare")
    assert (medicare["network_status"], medicare["source"]) == ("out", "opt-out")
    assert [(each["source"], each["network_status"]) for each in medicare["also"]] == [("csv", "unknown")]


def answered(insurance):
    """The API's answer near Denver."""
    path = f"/api/v1/search?near=80202&within=25&insurance={insurance}"
    return create_app().test_client().get(path).get_json()


@pytest.fixture
def near():
    """The ids of those whom both the API and the page find for an insurance."""

    def found(insurance):
        text = create_app().test_client().get(f"/search?near=80202&within=25&insurance={insurance}").text
        on_page = {npi for npi in (ANA, KEN) if f"/practitioners/{npi}" in text}
        in_api = {each["id"] for each in answered(insurance)["results"]} & {ANA, KEN}
        assert in_api <= on_page
        return on_page

    return found
