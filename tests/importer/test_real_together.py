"""The real files brought together in one directory, step by step, and every step taken back again in another order."""

import json
import shutil

import nppes_files as files
import pytest
from source_files import TITLE, tables, xlsx, zipped

from directory.settings import Settings
from directory.store.listings.reader import Current

pytestmark = pytest.mark.real_data
FIRST_WEEK, SECOND_WEEK = (
    "nppes/npidata_pfile_20240101-20240107.REBUILT.zip",
    "nppes/acupuncturists_20240122-20240128.REBUILT.csv",
)
REPORT_OF_2023 = "deactivated/NPPES_Deactivated_NPI_Report_100923.zip"
OF_THE_EXAMPLE = "1234567893"  # the one person of QHP's example whose NPI is a valid one
COUNTED = ("rows_read", "listings", "refused", "problems", "new", "changed", "removed", "unchanged")


@pytest.fixture
def imported(run):
    """Imports a file: its report, without which snapshot it is."""

    def do(source, path, *words):
        code, out, err = run("import", source, path, *words, "--json")
        assert code == 0, err
        return json.loads(out)

    return do


def listings():
    """Everybody in the published directory."""
    directory = Current(Settings().directory_db).get()
    return directory.listings(list(range(len(directory))))


def listed():
    """Their NPIs."""
    return {listing.npi for listing in listings()}


def plans():
    """{name: [(payer, the payer's number of the plan)]} of those who take any."""
    return {
        each.name: [(taken.payer, taken.plan_id) for taken in each.insurance] for each in listings() if each.insurance
    }


def example(folder):
    """A made-up week of NPPES, in which the person of QHP's example is an acupuncturist."""
    row = files.row(
        ("171100000X", "", "", "Y"),
        npi=OF_THE_EXAMPLE,
        last_name="NOSTRAND",
        first_name="MARTIN",
        city="NEW YORK",
        state="NY",
        postal_code="10003",
    )
    return files.plain(folder / "npidata_pfile_20240304-20240310.csv", [row])


def held():
    return tables(Settings().directory_db)


def report(folder, npis, day, compact):
    """A report of deactivated NPIs in CMS's layout, of a day of our own."""
    path = folder / f"NPPES_Deactivated_NPI_Report_{compact}.zip"
    sheet = xlsx([[npi, "01/02/2024"] for npi in npis], TITLE.replace("Mar 11 2024", day))
    path.write_bytes(zipped({f"NPPES Deactivated NPI Report {compact}.xlsx": sheet}))
    return path


def test_the_real_files_end_to_end_and_back_in_another_order(real, imported, run, tmp_path):
    states = []

    def step(*words):
        told = imported(*words)
        states.append(held())
        return {name: told[name] for name in COUNTED}

    assert step("nppes", real / FIRST_WEEK) == {
        "rows_read": 19785,
        "listings": 73,
        "refused": 0,
        "problems": 0,
        "new": 73,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
    }
    first = listed()
    assert step("nppes", real / SECOND_WEEK, "--update") == {
        "rows_read": 79,
        "listings": 79,
        "refused": 0,
        "problems": 1,
        "new": 79,
        "changed": 0,
        "removed": 0,
        "unchanged": 73,
    }
    both = listed()
    assert len(first) == 73 and len(both) == 152 and first < both

    # Nobody of them is in CMS's report of 2023.
    assert step("nppes-deactivated", real / REPORT_OF_2023)["listings"] == 0
    assert listed() == both

    # A report is weighed against each one's newest record: of Jan 10, it takes out the one last listed on Jan 7,
    # not the one of Jan 28.
    old, new = min(first), min(both - first)
    assert step("nppes-deactivated", report(tmp_path, [old, new], "Jan 10 2024", "20240110"))["listings"] == 2
    assert listed() == both - {old}

    # The next month's report names three, and takes exactly those out; it replaces the one before.
    three = set(sorted(both - first)[-2:]) | {max(first)}
    assert step("nppes-deactivated", report(tmp_path, sorted(three), "Feb 12 2024", "20240212"))["listings"] == 3
    assert listed() == both - three

    # Of the 2,000 practitioners of the payers' directory two are acupuncturists, known by the payer's own number.
    nppes_alone = listed()
    assert step("plan-net", *sorted((real / "plan-net").glob("nppes_*")), "--full", "--as-of", "2026-01-05") == {
        "rows_read": 5017,
        "listings": 2,
        "refused": 0,
        "problems": 6,  # two of them faxes with an extension
        "new": 2,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
    }
    payers = {
        "Garland Conroy": [
            ("Green Circle Ins", "HPID280000"),
            ("Green Circle Ins", "HPID400000"),
            ("Green Circle Ins", "HPID490000"),
        ],
        "Kyung Shawna Swaniawski": [
            ("Acme Insurance Co", "HPID240000"),
            ("Acme Insurance Co", "HPID360000"),
            ("Acme Insurance Co", "HPID450000"),
        ],
    }
    assert plans() == payers and listed() == nppes_alone | {None} and len(listings()) == len(nppes_alone) + 2

    # Nobody in the marketplace's example is an acupuncturist, until NPPES says so of one: then the same files are read
    # again.
    index = real / "qhp" / "cms-data-index.json"
    assert step("qhp", index)["listings"] == 0 and plans() == payers
    assert step("nppes", example(tmp_path))["new"] == 1 and plans() == payers
    assert step("qhp", index) == {
        "rows_read": 3,
        "listings": 1,
        "refused": 0,
        "problems": 1,  # its plans are of past years
        "new": 1,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
    }
    assert plans() == payers  # for they ended in 2020

    standing = list(range(1, len(states) + 1))
    assert standing == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    for gone in (3, 9, 5, 7, 6, 4, 8, 2, 1):
        assert run("rollback", gone, "--force")[0] == 0
        standing.remove(gone)
        if gone == 9:
            assert plans() == payers
        if standing == [1, 2, 8]:
            assert listed() == both | {OF_THE_EXAMPLE} and not plans()
        if standing in ([1, 2], [1]):
            assert held() == states[len(standing) - 1]
    assert listings() == []


def test_whatever_is_taken_out_first_the_first_week_is_left_as_it_was(real, imported, run, data, tmp_path):
    imported("nppes", real / FIRST_WEEK)
    before, first = held(), listed()
    imported("nppes", real / SECOND_WEEK, "--update")
    newer = sorted(listed() - first)
    imported("nppes-deactivated", report(tmp_path, newer[:2], "Jan 10 2024", "20240110"))
    imported("nppes-deactivated", report(tmp_path, [*newer[:2], min(first)], "Feb 12 2024", "20240212"))
    imported("nppes", real / "nppes/raw_329col_2018.csv", "--update", "--as-of", "2018-12-31")
    imported("plan-net", *sorted((real / "plan-net").glob("nppes_*")), "--full", "--as-of", "2026-01-05")
    imported("qhp", real / "qhp" / "providers.json")
    kept = shutil.copytree(data, tmp_path / "kept")
    for order in ((7, 6, 5, 4, 3, 2), (2, 3, 4, 5, 6, 7), (4, 6, 2, 5, 7, 3)):
        shutil.rmtree(data)
        shutil.copytree(kept, data)
        for snapshot in order:
            assert run("rollback", snapshot, "--force")[0] == 0, order
        assert held() == before, order
